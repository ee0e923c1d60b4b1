/** On another system every entry says one sentence, and does nothing else. */
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { actions } from "../../core/inputs/input.ts";
import { requireLinux } from "../../core/machine/linux.ts";
import { testFolder } from "../fixtures/git.ts";
import { codeCacheOf } from "../services/code-cache.ts";

const root = join(import.meta.dirname, "../..");
const sentence = (system: string) => `treestamp runs on Linux only, and this is ${system}.`;

/** Runs an entry as Node does there: another platform's name, and on Windows none of POSIX's user ids. */
function entryOn(platform: "win32" | "darwin", module: string, words: readonly string[] = []) {
  using folder = testFolder();
  const missing = ["getuid", "geteuid", "getgid", "getegid", "getgroups"];
  const script = [
    `Object.defineProperty(process, "platform", { value: ${JSON.stringify(platform)} });`,
    ...(platform === "win32" ? missing.map((name) => `delete process.${name};`) : []),
    `const { main } = await import(${JSON.stringify(join(root, module))});`,
    'process.argv.splice(1, 0, "treestamp");',
    "await main();",
  ];
  const args = ["--experimental-strip-types", "--input-type=module", "--eval", script.join("\n"), "--", ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder.path,
    encoding: "utf8",
    env: { PATH: process.env.PATH, INPUT_RUN: "make", TREESTAMP_INPUT_RUN: "make", NODE_COMPILE_CACHE: codeCacheOf() },
  });
  return { status, output: stdout + stderr };
}

describe("on Windows", () => {
  test.each(actions)("the action %s fails with the sentence, and says nothing else", (action) => {
    const { status, output } = entryOn("win32", `actions/${action}/main.ts`);
    const lines = output.split("\n").filter((line) => line !== "" && !line.startsWith("::debug::"));
    expect({ status, lines }).toEqual({
      status: 1,
      lines: [expect.stringContaining(`::error::${sentence("Windows")} Run the job on Linux`)],
    });
  });

  test("the post step says nothing: there is nothing to take down", () => {
    expect(entryOn("win32", "actions/pull/post.ts")).toEqual({ status: 0, output: "" });
  });

  test.each([["resolve"], ["run", "--", "make"], ["prune"], ["push"], ["circleci-step", "run"]])(
    "treestamp %s fails with it",
    (...words) => {
      const { status, output } = entryOn("win32", "cli/main.ts", words);
      expect({ status, output }).toEqual({
        status: 125,
        output: expect.stringContaining(`treestamp: ${sentence("Windows")}\n  Run the job on Linux`),
      });
    },
  );

  test("help and version still work", () => {
    expect(entryOn("win32", "cli/main.ts", ["run", "--help"])).toMatchObject({ status: 0 });
    expect(entryOn("win32", "cli/main.ts", ["--version"])).toMatchObject({ status: 0 });
  });
});

test("on macOS the sentence names it", () => {
  expect(entryOn("darwin", "actions/run/main.ts").output).toContain(sentence("macOS"));
  expect(entryOn("darwin", "cli/main.ts", ["build"]).output).toContain(sentence("macOS"));
});

test("Linux is taken, any other system has the name that Node gives it", () => {
  expect(() => requireLinux("linux")).not.toThrow();
  expect(() => requireLinux("freebsd")).toThrow(sentence("freebsd"));
});

test("the orb's install script fails before it downloads anything", () => {
  using folder = testFolder();
  execFileSync("/bin/sh", ["-c", "printf '#!/bin/sh\\necho Darwin\\n' > uname; chmod +x uname"], { cwd: folder.path });
  const { status, stderr } = spawnSync("/bin/bash", [join(root, "orb/src/scripts/install.sh")], {
    encoding: "utf8",
    env: { PATH: `${folder.path}:${process.env.PATH}`, HOME: folder.path },
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("treestamp runs on Linux only") });
});
