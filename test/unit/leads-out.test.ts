import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkStaysInside } from "../../core/machine/leads-out.ts";
import { replaceFile } from "../../core/machine/replaced-file.ts";
import { testFolder } from "../fixtures/git.ts";

const home = testFolder();
const at = (path: string) => join(home.path, path);
beforeAll(() => {
  for (const folder of ["work", "work/real", "outside", "outside/inner", "worker"]) mkdirSync(at(folder));
  symlinkSync("real", at("work/inside"));
  symlinkSync(at("outside"), at("work/out"));
  symlinkSync("..", at("work/up"));
  symlinkSync(at("worker"), at("work/alike"));
  symlinkSync("loop", at("work/loop"));
  symlinkSync(at("work"), at("alias"));
});
afterAll(() => home[Symbol.dispose]());

test.each(["work", "work/real", "work/inside", "work/not-there", "outside", "alias"])(
  "%s is let through",
  async (path) => {
    await checkStaysInside(at("work"), at(path));
  },
);

test("so is a folder below one that is itself reached by a link", async () => {
  await checkStaysInside(at("alias"), at("alias/real"));
});

test.each(["work/out", "work/out/inner", "work/up", "work/up/outside", "work/alike", "work/inside/../out"])(
  "%s leads out",
  async (path) => {
    await expect(checkStaysInside(at("work"), at(path))).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringMatching(/ leads out of .*\/work by a symbolic link, to /),
    });
  },
);

test("a link that leads nowhere is an error of its own", async () => {
  await expect(checkStaysInside(at("work"), at("work/loop"))).rejects.toMatchObject({ code: "ELOOP" });
});

describe("a file of a work tree that is replaced", () => {
  test("gets its folders, and a link to it stays one", async () => {
    await replaceFile(at("work"), at("work/new/folder/file"), "first");
    symlinkSync("folder/file", at("work/new/link"));
    await replaceFile(at("work"), at("work/new/link"), "second");
    expect(readFileSync(at("work/new/folder/file"), "utf8")).toBe("second");
    expect(readdirSync(at("work/new/folder"))).toEqual(["file"]);
  });

  test("makes nothing where a link on its way leads out", async () => {
    await expect(replaceFile(at("work"), at("work/out/a/b/file"), "text")).rejects.toMatchObject({
      code: "input-invalid",
    });
    expect(existsSync(at("outside/a"))).toBe(false);
  });

  test("is not written over a draft of another process", async () => {
    const draft = at(`work/mine.treestamp-${process.pid}`);
    writeFileSync(draft, "theirs");
    await expect(replaceFile(at("work"), at("work/mine"), "text")).rejects.toMatchObject({ code: "EEXIST" });
    expect(readFileSync(draft, "utf8")).toBe("theirs");
  });
});
