/** On another system every entry says one sentence, and does nothing else. */
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { actions } from "../../core/inputs/input.ts";
import { requireLinux } from "../../core/machine/linux.ts";
import { testFolder } from "../fixtures/git.ts";
import { codeCacheOf } from "../services/code-cache.ts";

const root = join(import.meta.dirname, "../..");
const sentence = (system: string) => `treestamp runs on Linux only, and this is ${system}.`;

/** An entry's module, and its words. */
type Entry = readonly [module: string, ...words: string[]];

/**
 * Runs entries as Node does there: another platform's name, and on Windows none of POSIX's user ids. One after the other in
 * one process, which says at the end of each what its exit code would be.
 */
function entriesOn(platform: "win32" | "darwin", entries: readonly Entry[]) {
  using folder = testFolder();
  const missing = ["getuid", "geteuid", "getgid", "getegid", "getgroups"];
  const end = "-- the end of an entry: ";
  const calls = entries.map(([module, ...words]) => [join(root, module), words]);
  const script = [
    `Object.defineProperty(process, "platform", { value: ${JSON.stringify(platform)} });`,
    ...(platform === "win32" ? missing.map((name) => `delete process.${name};`) : []),
    `for (const [module, words] of ${JSON.stringify(calls)}) {`,
    '  process.argv = [process.execPath, "treestamp", ...words];',
    "  process.exitCode = 0;",
    "  await (await import(module)).main();",
    `  for (const stream of [process.stdout, process.stderr]) stream.write(${JSON.stringify(end)} + process.exitCode + ";");`,
    "}",
  ];
  const args = ["--experimental-strip-types", "--input-type=module", "--eval", script.join("\n")];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder.path,
    encoding: "utf8",
    env: { PATH: process.env.PATH, INPUT_RUN: "make", TREESTAMP_INPUT_RUN: "make", NODE_COMPILE_CACHE: codeCacheOf() },
  });
  const parts = (text: string) => text.split(new RegExp(`${end}(\\d+);`));
  const [said, complained] = [parts(stdout), parts(stderr)];
  expect({ length: said.length, stderr }).toEqual({ length: 2 * entries.length + 1, stderr: expect.any(String) });
  return new Map(
    entries.map((entry, index) => [
      entry.join(" "),
      { status: Number(said[2 * index + 1]), output: `${said[2 * index]}${complained[2 * index]}` },
    ]),
  );
}

describe("on Windows", () => {
  const calls = [["resolve"], ["run", "--", "make"], ["prune"], ["push"], ["circleci-step", "run"]] as const;
  const called = (words: readonly string[]): Entry => ["cli/main.ts", ...words];
  const informing = [["run", "--help"], ["--version"]];
  let answers: ReturnType<typeof entriesOn>;
  beforeAll(() => {
    const steps = [...actions.map((action) => `actions/${action}/main.ts`), "actions/pull/post.ts"];
    answers = entriesOn("win32", [...steps.map((step): Entry => [step]), ...[...calls, ...informing].map(called)]);
  });

  test.each(actions)("the action %s fails with the sentence, and says nothing else", (action) => {
    const { status, output } = answers.get(`actions/${action}/main.ts`)!;
    const lines = output.split("\n").filter((line) => line !== "" && !line.startsWith("::debug::"));
    expect({ status, lines }).toEqual({
      status: 1,
      lines: [expect.stringContaining(`::error::${sentence("Windows")} Run the job on Linux`)],
    });
  });

  test("the post step says nothing: there is nothing to take down", () => {
    expect(answers.get("actions/pull/post.ts")).toEqual({ status: 0, output: "" });
  });

  test.each(calls)("treestamp %s fails with it", (...words) => {
    const { status, output } = answers.get(called(words).join(" "))!;
    expect({ status, output }).toEqual({
      status: 125,
      output: expect.stringContaining(`treestamp: ${sentence("Windows")}\n  Run the job on Linux`),
    });
  });

  test("help and version still work", () => {
    for (const words of informing) expect(answers.get(called(words).join(" "))).toMatchObject({ status: 0 });
  });
});

test("on macOS the sentence names it", () => {
  const answers = entriesOn("darwin", [["actions/run/main.ts"], ["cli/main.ts", "build"]]);
  for (const { output } of answers.values()) expect(output).toContain(sentence("macOS"));
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
