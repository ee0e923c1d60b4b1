/** What a command leaves unfinished in the host's files is ended before we write there; what it put in their place is not touched. */
import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { endLastLine } from "../../core/host/last-line.ts";
import { testFolder } from "../fixtures/git.ts";

test.each([
  ["an unfinished line", "a=b", "a=b\n"],
  ["a whole line", "a=b\n", "a=b\n"],
  ["nothing", "", ""],
])("%s", (_what, before, after) => {
  using folder = testFolder();
  const path = join(folder.path, "output");
  writeFileSync(path, before);
  endLastLine(path);
  expect(readFileSync(path, "utf8")).toBe(after);
});

test("no file, a folder, a link or a fifo in its place is left alone", () => {
  using folder = testFolder();
  const at = (name: string) => join(folder.path, name);
  writeFileSync(at("target"), "of another");
  symlinkSync(at("target"), at("link"));
  execFileSync("mkfifo", [at("fifo")]);
  for (const path of [undefined, "", at("missing"), folder.path, at("link"), at("fifo")]) endLastLine(path);
  expect(readFileSync(at("target"), "utf8")).toBe("of another");
});
