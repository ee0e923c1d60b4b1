/** The starter is what its assembler source says, and does what execvp(3) does. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { noInterpreter, starterFor } from "../../core/sandbox/starter.ts";
import { testFolder } from "../fixtures/git.ts";

const sources = join(import.meta.dirname, "../../core/sandbox");
/** The assembler of each kind of machine, and what runs its programs here. */
const machines = {
  x64: {
    prefix: process.arch === "x64" ? "" : "x86_64-linux-gnu-",
    run: process.arch === "x64" ? [] : ["qemu-x86_64"],
  },
  arm64: {
    prefix: process.arch === "arm64" ? "" : "aarch64-linux-gnu-",
    run: process.arch === "arm64" ? [] : ["qemu-aarch64"],
  },
};

describe.each(Object.entries(machines))("on %s", (name, { prefix, run }) => {
  test("it is what the assembler makes of its source", () => {
    using folder = testFolder();
    const [object, binary] = [join(folder.path, "o"), join(folder.path, "bin")];
    execFileSync(`${prefix}as`, [join(sources, `starter-${name}.s`), "-o", object]);
    execFileSync(`${prefix}objcopy`, ["-O", "binary", "-j", ".text", object, binary]);
    expect(starterFor(name)!.subarray(120).equals(readFileSync(binary))).toBe(true);
  });

  test("it starts the command with its words and variables, or reports why not", () => {
    using folder = testFolder();
    const file = (path: string, content: string | Buffer, mode: number) => {
      writeFileSync(join(folder.path, path), content);
      chmodSync(join(folder.path, path), mode);
    };
    mkdirSync(join(folder.path, "folder"));
    file("start", starterFor(name)!, 0o755);
    file("denied", "#!/bin/sh\n", 0o644);
    file("crlf", "#!/bin/sh\r\n", 0o755);
    file("text", "text\n", 0o755);
    const started = (...places: string[]) => {
      file("report", "", 0o666);
      const [program, ...words] = [...run, "./start", "report", ...places, "", "shown", "a b", ""];
      const { status, stdout } = spawnSync(program!, words, { cwd: folder.path, env: { A: "1" }, encoding: "utf8" });
      return { status, stdout, report: [...readFileSync(join(folder.path, "report"))] };
    };
    file("echo", '#!/bin/sh\necho "$A|$1|$#"\n', 0o755);
    expect(started("./nowhere", "denied/x", "./echo")).toEqual({ status: 0, stdout: "1|a b|2\n", report: [] });
    expect(started("./nowhere", "denied/x")).toMatchObject({ status: 127, report: [2, 0] });
    expect(started()).toMatchObject({ status: 127, report: [2, 0] });
    expect(started("./nowhere", "./denied", "./other")).toMatchObject({ status: 126, report: [13, 1] });
    expect(started("./nowhere", "./folder")).toMatchObject({ status: 126, report: [13, 1] });
    expect(started("./nowhere", "./crlf", "./echo")).toMatchObject({ status: 126, report: [noInterpreter, 1] });
    if (run.length === 0) expect(started("./text", "./echo")).toMatchObject({ status: 126, report: [8, 0] });
    expect(
      spawnSync([...run, join(folder.path, "start")][0]!, [...run, join(folder.path, "start")].slice(1)).status,
    ).toBe(0);
  });
});
