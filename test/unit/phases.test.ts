/** Phases by real shells; what stands for the sandbox here starts them on this machine. test/e2e/phases.test.ts has the real one. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { silentLog } from "../../core/log.ts";
import { parseNamedScripts } from "../../core/named-scripts.ts";
import { exitCodeOf } from "../../core/sandbox/signals.ts";
import { type Phases, runPhases } from "../../core/verbs/phases.ts";
import { testFolder } from "../fixtures/git.ts";

const bash = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"];

interface Wish extends Partial<Omit<Phases, "scripts">> {
  readonly scripts: Record<string, string>;
  /** A signal for the shell that runs the phases, once a file of this name is there. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: string };
}

/** Runs phases in a folder of their own. `shown` is what a reader of the log sees, in order. */
async function ran({ scripts, signal, ...how }: Wish) {
  using folder = testFolder();
  const shown: string[] = [];
  const { exitCode, phases } = await runPhases(
    {
      scripts: Object.entries(scripts).map(([name, script]) => ({ name, script })),
      ...{ parallel: false, failFast: true, shell: bash, ...how },
    },
    {
      scratch: folder.path,
      log: {
        ...silentLog,
        info: (line) => shown.push(`${line.replace(/\d+\.\d s/, "N s")}\n`),
        group: async (title, body) => {
          shown.push(`[${title}\n`);
          const value = await body();
          shown.push("]\n");
          return value;
        },
      },
      print: async (bytes) => void shown.push(Buffer.from(bytes).toString()),
      run: async ({ argv, binds, signal: abort }) => {
        const [bind] = binds;
        const [program, ...args] = argv.map((word) => (word === bind!.target ? bind!.source : word));
        const child = spawn(program!, args, { cwd: folder.path, stdio: ["ignore", 2, 2] });
        abort?.addEventListener("abort", () => child.kill("SIGTERM"));
        const watch = setInterval(() => {
          if (signal === undefined || !existsSync(join(folder.path, signal.after))) return;
          clearInterval(watch);
          child.kill(signal.name);
        }, 20);
        const [code, by] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
        clearInterval(watch);
        return { exitCode: exitCodeOf(code, by) };
      },
    },
  );
  const outcomes = Object.fromEntries(phases.map(({ name, outcome }) => [name, outcome]));
  return { exitCode, phases, outcomes, shown: shown.join("") };
}

describe("phases one after the other", () => {
  test("see each other's files; each has a group of the log, its outcome and its time", async () => {
    const { exitCode, phases, shown } = await ran({
      scripts: { build: "echo building\nsleep 0.2\necho 42 >result", test: "cat result; echo oops >&2; printf end" },
    });
    expect(exitCode).toBe(0);
    expect(shown).toBe("[build\nbuilding\n]\n[test\n42\noops\nend\n]\nbuild: success in N s\ntest: success in N s\n");
    expect(phases[0]!.seconds).toBeGreaterThan(0.15);
    expect(phases[0]!.seconds).toBeLessThan(60);
  });

  test("end with the first failure, whose exit code it is; the others are skipped", async () => {
    const { exitCode, outcomes, shown } = await ran({
      scripts: { lint: "true", test: "false | true", build: "echo never" },
    });
    expect(outcomes).toEqual({ lint: "success", test: "failure", build: "skipped" });
    expect(exitCode).toBe(1);
    expect(shown).not.toContain("never");
    expect(shown).toContain("test: failure (exit code 1) in N s\nbuild: skipped\n");
  });

  test("all run where fail-fast is off, and the first failure's exit code remains", async () => {
    const { exitCode, outcomes } = await ran({ failFast: false, scripts: { a: "exit 3", b: "exit 4", c: "true" } });
    expect(outcomes).toEqual({ a: "failure", b: "failure", c: "success" });
    expect(exitCode).toBe(3);
  });

  test("are scripts by any shell, of several lines, with quotes", async () => {
    const { shown } = await ran({
      shell: ["sh", "-e"],
      scripts: { only: "for n in 1 2; do\n  echo \"$n '$0'\"\ndone\n" },
    });
    expect(shown).toMatch(/^\[only\n1 '.*1\.script'\n2 '/);
  });
});

describe("phases side by side", () => {
  test("run at the same time; each one's output is shown as a whole when it ends", async () => {
    const meet = (mine: string, theirs: string) =>
      `echo ${mine} 1; touch ${mine}; until [ -e ${theirs} ]; do sleep 0.02; done; echo ${mine} 2`;
    const { exitCode, shown } = await ran({ parallel: true, scripts: { a: meet("a", "b"), b: meet("b", "a") } });
    expect(exitCode).toBe(0);
    expect(shown).toContain("[a\na 1\na 2\n]\n");
    expect(shown).toContain("[b\nb 1\nb 2\n]\n");
  });

  test("the first failure ends the others, which count as cancelled", async () => {
    const { exitCode, outcomes } = await ran({
      parallel: true,
      scripts: { slow: "touch begun; sleep 600; true", bad: "until [ -e begun ]; do sleep 0.02; done; exit 7" },
    });
    expect(outcomes).toEqual({ slow: "cancelled", bad: "failure" });
    expect(exitCode).toBe(7);
  });

  test("none is ended for another's failure where fail-fast is off", async () => {
    const { exitCode, outcomes } = await ran({
      ...{ parallel: true, failFast: false },
      scripts: { bad: "touch failed; exit 7", slow: "until [ -e failed ]; do sleep 0.02; done; sleep 0.3" },
    });
    expect(outcomes).toEqual({ bad: "failure", slow: "success" });
    expect(exitCode).toBe(7);
  });
});

describe("a signal", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s ends what runs, and nothing begins any more",
    async (name) => {
      const { exitCode, outcomes } = await ran({
        signal: { name, after: "begun" },
        scripts: { first: "touch begun; sleep 600; true", second: "true" },
      });
      expect(outcomes).toEqual({ first: "cancelled", second: "skipped" });
      expect(exitCode).toBe(exitCodeOf(null, name));
    },
  );

  test("reaches the whole tree of a phase's processes, which may tidy up", async () => {
    const { shown } = await ran({
      ...{ parallel: true, signal: { name: "SIGTERM", after: "begun" } },
      scripts: { only: `bash -c 'trap "echo tidied; exit" TERM; touch begun; while :; do sleep 0.02; done'; true` },
    });
    expect(shown).toContain("tidied\n");
  });

  test("that a phase sends to itself is not ignored there", async () => {
    const { outcomes } = await ran({ scripts: { only: "bash -c 'kill -s INT $$'; true" } });
    expect(outcomes).toEqual({ only: "failure" });
  });
});

describe("phases as they are written", () => {
  const parsed = (...items: string[]) => parseNamedScripts("phases", items);

  test("are a YAML mapping, in its order, whose values stay text", () => {
    expect(parsed("lint: make lint\ntest: |\n  make test\n  make e2e\nyes: true\n")).toEqual([
      { name: "lint", script: "make lint" },
      { name: "test", script: "make test\nmake e2e\n" },
      { name: "yes", script: "true" },
    ]);
  });

  test("are NAME=SCRIPT on a command line", () => {
    expect(parsed("lint=make lint", "test=A=1 make test")).toEqual([
      { name: "lint", script: "make lint" },
      { name: "test", script: "A=1 make test" },
    ]);
  });

  test.each([
    ["lint: a\nlint: b", "unique"],
    ["lint=make lint\ntest=make test", "a mapping of names to scripts was expected"],
    ["- a\n- b", "a mapping of names to scripts was expected"],
    ["lint:", "lint has no script"],
    ["lint: [a, b]", "lint has no script"],
    ["unit tests: a", "is no name"],
    ["1st: a", "is no name"],
    ["lint: 'a", "quote"],
  ])("%j is refused", (text, fault) => {
    expect(() => parsed(text)).toThrow(fault);
  });

  test("one name twice is refused", () => {
    expect(() => parsed("a=1", "a=2")).toThrow("a is given twice");
  });
});
