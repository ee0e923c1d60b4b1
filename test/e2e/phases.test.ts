/** Phases in the real environment, from the committed dist: on the command line and as a step of a workflow. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runStep } from "../services/action-runner.ts";
import { makeProject, type Project } from "../services/command-line.ts";

let project: Project;
beforeAll(() => {
  project = makeProject({
    Dockerfile: "FROM base\nRUN echo built > /built\n",
    "treestamp.yml": "include: [Dockerfile]\n",
  });
});
afterAll(() => project[Symbol.dispose]());

const phase = (name: string, script: string) => ["--phases", `${name}=${script}`];
const run = (...words: string[]) => project.call("run", ["--shell", "sh", ...words]);
/** The part of the log that comes after the image was built. */
const withTimes = (text: string) => text.replace(/\d+\.\d s/g, "N s");

describe("treestamp run --phases", () => {
  test("runs them in one environment: what one writes outside of the workspace, the next one reads", async () => {
    const { exitCode, stdout, stderr } = await run(
      ...phase("build", "cat /built; echo 42 > /etc/result"),
      ...phase("test", "cat /etc/result; pwd"),
    );
    expect(stdout).toBe(`built\n42\n${project.repository.folder}\n`);
    expect(withTimes(stderr)).toMatch(/build\ntest\nbuild: success in N s\ntest: success in N s\n\nstage +time/);
    expect(exitCode).toBe(0);
  });

  test("side by side, they see each other at work", async () => {
    const meet = (mine: string, theirs: string) =>
      `touch /${mine}; until [ -e /${theirs} ]; do sleep 0.02; done; echo ${mine}`;
    const { exitCode, stdout } = await run("--parallel", ...phase("a", meet("a", "b")), ...phase("b", meet("b", "a")));
    expect({ exitCode, lines: stdout.split("\n").sort() }).toEqual({ exitCode: 0, lines: ["", "a", "b"] });
  });

  test("some side by side, after those before them and before those behind them", async () => {
    const meet = (mine: string, theirs: string) =>
      `[ -e /installed ]; touch /${mine}; until [ -e /${theirs} ]; do sleep 0.02; done`;
    const { exitCode, stdout } = await run(
      ...["--parallel=lint,test", ...phase("install", "touch /installed")],
      ...[...phase("lint", meet("a", "b")), ...phase("test", meet("b", "a")), ...phase("pack", "ls /a /b")],
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "/a\n/b\n" });
  });

  test("that kill their process group, or all processes, have failed", async () => {
    for (const script of ['trap "kill -9 0" EXIT; false', "kill -9 $PPID; exit 3", "kill -9 -1; exit 3"]) {
      const { exitCode, stdout } = await run("--json", ...phase("bad", script), ...phase("later", "true"));
      expect(exitCode).toBeGreaterThan(0);
      expect(JSON.parse(stdout)).toMatchObject({
        ...{ outcome: "failure", outcomes: { bad: "failure", later: "skipped" } },
      });
    }
  });

  test("JSON has the outcomes, and none of their output", async () => {
    const { exitCode, stdout, stderr } = await run(
      "--json",
      ...phase("lint", "echo linted; exit 3"),
      ...phase("test", "true"),
    );
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ outcome: "failure", "exit-code": 3 },
      outcomes: { lint: "failure", test: "skipped" },
    });
    expect(stderr).toContain("linted\n");
  });

  test("Ctrl-C ends them all, and says so", async () => {
    const phases = [...phase("first", "echo begun; sleep 600"), ...phase("second", "true")];
    const { exitCode, stdout } = await project.call("run", ["--json", "--shell", "sh", ...phases], {
      interrupt: { after: "begun", signal: "SIGINT" },
    });
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ outcome: "cancelled", outcomes: { first: "cancelled", second: "skipped" } },
    });
  });

  test("beside a command is refused, before anything is built or fetched", async () => {
    const { exitCode, stderr } = await run(...phase("lint", "true"), "--", "true");
    expect(exitCode).toBe(125);
    expect(stderr).toContain("Both a command and the input `phases` say what to run.");
  });
});

test("a step of a workflow groups each phase, says each outcome, and shows all in the summary", async () => {
  const result = await runStep({
    uses: "actions/run",
    with: {
      base: project.base,
      engine: "buildah",
      shell: "sh",
      phases:
        "lint: echo fine\ntest: |\n  echo first\n  printf '::warning::look here\\n'\n  exit 4\nbuild: echo never\n",
    },
    workspace: project.repository.folder,
    machine: project.folder("machine"),
  });
  expect(result.exitCode).toBe(4);
  expect(result.raw).toContain("::group::lint\nfine\n::endgroup::\n");
  expect(result.raw).toContain("::group::test\nfirst\n::warning::look here\n::endgroup::\n");
  expect(result.annotations.slice(-2)).toEqual([
    { level: "warning", message: "look here" },
    { level: "error", message: "The phase test failed with exit code 4." },
  ]);
  expect(result.raw).toContain("::error title=Phase test failed::");
  expect(result.log).not.toContain("never");
  expect(result.outputs).toMatchObject({
    ...{ "outcome-lint": "success", "outcome-test": "failure", "outcome-build": "skipped" },
    ...{ outcomes: '{"lint":"success","test":"failure","build":"skipped"}', outcome: "failure", "exit-code": "4" },
  });
  expect(result.summary).toContain("| test | ❌ failure (exit code 4) |");
});
