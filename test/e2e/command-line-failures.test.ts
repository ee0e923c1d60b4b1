import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { makeProject, type Project, treestamp } from "../services/command-line.ts";
import { commandLines } from "../services/processes.ts";

/** Ends with 125, prints nothing on standard output and one message of ours without a trace. Gives the message. */
function messageIn({ exitCode, stdout, stderr }: { exitCode: number; stdout: string; stderr: string }): string {
  expect({ exitCode, stdout, trace: /^ +at /m.exec(stderr)?.[0] }).toEqual({
    exitCode: 125,
    stdout: "",
    trace: undefined,
  });
  expect(stderr.match(/^treestamp: /gm)).toHaveLength(1);
  return stderr.slice(stderr.search(/^treestamp: /m));
}

describe("a word that does not exist", () => {
  test.each([
    [["biuld"], 'There is no command "biuld".', "Did you mean build?"],
    [["resolve", "--explian"], 'There is no flag "--explian".', "Did you mean --explain?"],
    [["build", "--cache-fodler=x"], 'There is no flag "--cache-fodler".', "Did you mean --cache-folder?"],
    [["run", "--frobnicate"], 'There is no flag "--frobnicate".', "treestamp run --help lists the flags."],
    [["run", "make", "test"], '"make" is not expected here.', "treestamp run -- make test"],
    [["build", "--engine", "dokcer"], '`engine`: "dokcer" is not a valid value.', "auto, docker, buildah"],
    [["--force", "build"], '"--force" comes before the command.', "treestamp COMMAND --flag"],
    [["-C", "/", "resolve"], "/ is not a readable git repository", "-C DIR"],
    [["run"], "There is no command to run.", "treestamp run -- make test"],
    [["run", "--"], "There is no command to run.", "--image-command"],
  ])("%j", async (words, message, remedy) => {
    const said = messageIn(await treestamp(words));
    expect(said).toContain(message);
    expect(said).toContain(remedy);
  });
});

/** The first test that needs it builds it. */
let ready: Project;
beforeAll(() => {
  ready = makeProject({ Dockerfile: "FROM base\n" });
});
afterAll(() => ready[Symbol.dispose]());

describe("a build that is interrupted", () => {
  let project: Project;
  beforeAll(() => {
    project = makeProject({ Dockerfile: "FROM base\nRUN echo has begun; sleep 60\n" });
  });
  afterAll(() => project[Symbol.dispose]());

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s ends with all that it started, and leaves nothing", async (signal, code) => {
    // Not where the instruction is shown, but where it runs.
    const interrupt = { after: "\nhas begun", signal };
    const { exitCode, stdout, stderr } = await project.call("build", [], { interrupt });
    expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^treestamp: Ended by ${signal}\\.$`, "m"));
    const cache = project.folder("cache");
    expect(commandLines().filter((line) => line.includes(cache))).toEqual([]);
    expect(readdirSync(join(cache, "incoming"))).toEqual([]);
    expect(await project.json("resolve")).toMatchObject({ state: "absent" });
  });

  test("a command that is interrupted gets the signal, and its own exit code is ours", async () => {
    const script = 'trap "exit 33" INT; echo has begun >&2; while true; do sleep 0.1; done';
    const interrupt = { after: "has begun", signal: "SIGINT" } as const;
    expect((await ready.call("run", ["--", "sh", "-c", script], { interrupt })).exitCode).toBe(33);
  });
});

test("build secrets are not part of the key", async () => {
  const [without, withOne] = await Promise.all([
    ready.json("resolve"),
    ready.json("build", ["--secret-envs", "word=WORD"], { env: { WORD: "another" } }),
  ]);
  expect(withOne.key).toBe(without.key);
});
