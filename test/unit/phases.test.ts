/** Phases by real shells; what stands for the sandbox here starts them on this machine. test/e2e/phases.test.ts has the real one. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseNamedScripts, stepsOf } from "../../core/inputs/named-scripts.ts";
import { silentLog } from "../../core/log/log.ts";
import { type Phases, runPhases } from "../../core/sandbox/phases/run.ts";
import type { StopOrder } from "../../core/sandbox/port.ts";
import { exitCodeOf } from "../../core/sandbox/signals.ts";
import { testFolder } from "../fixtures/git.ts";

const bash = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"];

interface Wish extends Partial<Omit<Phases, "steps">> {
  readonly scripts: Record<string, string>;
  /** All of them side by side, or these. */
  readonly parallel?: true | readonly string[];
  /** A signal for the shell that runs the phases, once a file of this name is there. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: string };
}

/** Runs phases in a folder of their own. `shown` is what a reader of the log sees, in order. */
async function ran({ scripts, signal, parallel = [], ...how }: Wish) {
  using folder = testFolder();
  const shown: string[] = [];
  const named = Object.entries(scripts).map(([name, script]) => ({ name, script }));
  const { exitCode, phases } = await runPhases(
    {
      steps: stepsOf(named, parallel === true ? ["true"] : parallel),
      ...{ failFast: true, shell: bash, ...how },
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
        // A session of its own, as in the environment: what a phase does to its process group does not reach this test.
        const child = spawn(program!, args, { cwd: folder.path, stdio: ["ignore", 2, 2], detached: true });
        let told: StopOrder | undefined;
        const tell = (name: NodeJS.Signals) => {
          told ??= { signal: name, at: performance.now() };
          child.kill(name);
        };
        abort?.addEventListener("abort", () => tell("SIGTERM"));
        const watch = setInterval(() => {
          if (signal === undefined || !existsSync(join(folder.path, signal.after))) return;
          clearInterval(watch);
          tell(signal.name);
        }, 20);
        const [code, by] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
        clearInterval(watch);
        return { exitCode: exitCodeOf(code, by), told };
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

  test("what a phase leaves running goes on beside those after it, and its output is shown, too", async () => {
    const { exitCode, shown } = await ran({
      scripts: {
        server: "(until [ -e asked ]; do sleep 0.02; done; echo answered; printf bye >answer) & echo started",
        client: "sleep 1; touch asked; until [ -s answer ]; do sleep 0.02; done; cat answer",
      },
    });
    expect(exitCode).toBe(0);
    expect(shown).toContain("[client\nbye\n]\n");
    expect(shown).toContain("answered\n]\n"); // in a group of its own, where the machine is not too slow for that
  });

  test("much output without an end of line is shown whole", async () => {
    const { exitCode, shown } = await ran({ scripts: { only: "head -c 3000000 /dev/zero | tr '\\0' x" } });
    expect({ exitCode, length: shown.match(/x+/)![0].length }).toEqual({ exitCode: 0, length: 3_000_000 });
    expect(shown).toMatch(/x\n\]\nonly: success/);
  });

  test("nobody answers a question: standard input is empty", async () => {
    const { exitCode, outcomes } = await ran({ scripts: { ask: "read -r answer || exit 9", after: "true" } });
    expect({ exitCode, outcomes }).toEqual({ exitCode: 9, outcomes: { ask: "failure", after: "skipped" } });
  });

  test("a limit that one sets for itself is not the others', nor ours", async () => {
    const { outcomes } = await ran({
      failFast: false,
      scripts: { small: "ulimit -f 0; echo this does not fit", fds: "ulimit -n 3; cat $0", next: "echo fits" },
    });
    expect(outcomes).toEqual({ small: "failure", fds: "failure", next: "success" });
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

describe("phases of which some run side by side", () => {
  const scripts = {
    install: "sleep 0.1; touch installed",
    lint: "[ -e installed ]; touch linted; until [ -e tested ]; do sleep 0.02; done",
    test: "[ -e installed ]; touch tested; until [ -e linted ]; do sleep 0.02; done",
    pack: "[ -e linted ]; [ -e tested ]",
  };

  test("run after those before them, and before those behind them", async () => {
    const { exitCode, outcomes } = await ran({ parallel: ["lint", "test"], scripts });
    expect(outcomes).toEqual({ install: "success", lint: "success", test: "success", pack: "success" });
    expect(exitCode).toBe(0);
  });

  test("a failure keeps later ones from being begun", async () => {
    const before = await ran({ parallel: ["lint", "test"], scripts: { ...scripts, install: "exit 3" } });
    expect(before.outcomes).toEqual({ install: "failure", lint: "skipped", test: "skipped", pack: "skipped" });
    const beside = await ran({
      parallel: ["lint", "test"],
      scripts: {
        ...scripts,
        lint: "touch linted; until [ -e tested ]; do sleep 0.02; done; exit 4",
        test: "touch tested; sleep 600",
      },
    });
    expect(beside.outcomes).toEqual({ install: "success", lint: "failure", test: "cancelled", pack: "skipped" });
    expect([before.exitCode, beside.exitCode]).toEqual([3, 4]);
  });

  test("the order is that of the mapping, and `parallel` is checked against it", () => {
    const phases = ["a", "b", "c", "d", "e"].map((name) => ({ name, script: "true" }));
    const steps = (...parallel: string[]) =>
      stepsOf(phases, parallel)
        .map((step) => step.map(({ name }) => name).join("+"))
        .join(" ");
    expect(steps()).toBe("a b c d e");
    expect(steps("false")).toBe("a b c d e");
    expect(steps("true")).toBe("a+b+c+d+e");
    expect(steps("c", "b")).toBe("a b+c d e");
    expect(steps("a", "b", "d", "e")).toBe("a+b c d+e");
    expect(() => steps("b", "f")).toThrow('`parallel` names "f", and there is no such phase.');
    expect(() => steps("a", "c", "d")).toThrow("`parallel` names a, which has no neighbour to run beside.");
  });
});

describe("a signal", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s ends what runs, and nothing begins any more",
    async (name) => {
      const { exitCode, outcomes } = await ran({
        signal: { name, after: "begun" },
        // By the shell itself: a signal that ends `touch` would fail the phase before it ends the shell.
        scripts: { first: ": >begun; sleep 600; true", second: "true" },
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

/** What a script can do to the processes around it. None of it may look like success, or like our own doing. */
const attacks = {
  "kills its process group at its end": 'trap "kill -9 0" EXIT; false',
  "kills its process group": "kill -9 0",
  "interrupts its process group": "kill -INT 0; sleep 5",
  "hangs up on its process group": "kill -HUP 0; sleep 5",
  "quits its process group": "kill -QUIT 0; sleep 5",
  "terminates its process group": "kill -TERM 0; sleep 5",
  "kills its parent": "kill -9 $PPID; sleep 0.2; exit 3",
  "terminates its parent": "kill -TERM $PPID; sleep 0.2; exit 3",
  "becomes another program that fails": "exec sh -c 'exit 3'",
  "closes its descriptors": "exec 0<&- 1>&- 2>&-; exit 3",
  "kills itself": "kill -9 $$",
};
/** What a script can write into the report of its own end, and of the other's; the other phase fails. */
const forgeries = {
  "reports a success of its own": 'echo "end 1 0 1.0" >>"$events"; exit 3',
  "reports a success with a word of its own": 'echo "end 1 0 0123456789abcdef0123456789abcdef 1.0" >>"$events"; exit 3',
  "truncates the report": ': >"$events"; exit 3',
  "removes the report and the scripts": 'rm -rf "$(dirname "$0")"; exit 3',
  "claims that we have ended it": 'echo "signal 1.0" >>"$events"; exit 3',
  "reports what is no number": 'echo "end 1 NaN 1.0" >>"$events"; exit 3',
  "floods the report": 'yes "end 1 0 1.0" | head -c 3000000 >>"$events"; exit 3',
};

describe.each([
  ["bash", bash],
  ["sh", ["sh", "-e"]],
])("a phase of %s", (_name, shell) => {
  test.each(Object.entries({ ...attacks, ...forgeries }))("that %s has failed", async (_what, script) => {
    const { exitCode, outcomes } = await ran({
      shell,
      scripts: { bad: `events="$(dirname "$0")/events"\n${script}`, later: "true" },
    });
    expect(outcomes).toEqual({ bad: "failure", later: "skipped" });
    expect(exitCode).toBeGreaterThan(0);
  });

  test.each(Object.entries(attacks))("that %s beside another has failed", async (_what, script) => {
    const { exitCode, outcomes } = await ran({
      ...{ shell, parallel: true, failFast: false },
      scripts: { bad: `sleep 0.1\n${script}`, good: "true" },
    });
    expect(outcomes.bad).toBe("failure");
    expect(exitCode).toBeGreaterThan(0);
  });

  test("cannot report another's success, nor read what would prove it", async () => {
    const forge =
      'folder="$(dirname "$0")"; while ! grep -q "end 2" "$folder/events"; do sleep 0.02; done; ' +
      'cat "$folder/words"; for word in $(cat "$folder/words"; grep -o "[0-9a-f]\\{32\\}" "$folder/events") x; do ' +
      'echo "end 2 0 $word 1.0" >"$folder/events"; done; sleep 0.3; echo "end 2 0 1.0" >"$folder/events"';
    const { exitCode, outcomes, shown } = await ran({
      ...{ shell, parallel: true, failFast: false },
      scripts: { forger: forge, bad: "exit 5" },
    });
    expect(outcomes.bad).toBe("failure");
    expect(shown).not.toMatch(/[0-9a-f]{32}/);
    expect(exitCode).toBeGreaterThan(0);
  });

  test("has its own variables, whatever the names of ours", async () => {
    const { exitCode, shown } = await ran({
      shell,
      scripts: { only: "env | grep -c '^_[a-z]' || true" },
    });
    expect({ exitCode, shown: shown.split("\n")[1] }).toEqual({ exitCode: 0, shown: "0" });
  });
});

test("a run that says it ended well without a word of its phases is a failure", async () => {
  using folder = testFolder();
  const { exitCode, phases } = await runPhases(
    { steps: [[{ name: "only", script: "true" }]], failFast: true, shell: bash },
    { scratch: folder.path, log: silentLog, print: async () => {}, run: async () => ({ exitCode: 0 }) },
  );
  expect(exitCode).toBe(1);
  expect(phases[0]!.outcome).not.toBe("success");
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
    ["lint:", "lint has no command in it"],
    ["test:\n  npm ci\n  npm test", "test has lines that YAML joins into one: write | after its colon"],
    ['test: "npm ci\n  npm test"', "test has lines that YAML joins into one"],
    ["lint: [a, b]", "lint has no script"],
    ["unit tests: a", "is not a name"],
    ["1st: a", "is not a name"],
    ["lint: 'a", "quote"],
  ])("%j is refused", (text, fault) => {
    expect(() => parsed(text)).toThrow(fault);
  });

  test("one name twice is refused", () => {
    expect(() => parsed("a=1", "a=2")).toThrow("a is given twice");
    expect(parsed("a: >-\n  make\n  all\n")).toEqual([{ name: "a", script: "make all" }]);
  });
});
