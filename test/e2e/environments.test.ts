/** Several environments in one treestamp.yml: each is built once, in any order, and only what changed is built again. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { repositoryIn, type TestRepository, testFolder } from "../fixtures/git.ts";
import { makeBusyboxBase, makeMarkedBase, type TestImage } from "../services/base-image.ts";
import { treestamp, treestampHere } from "../services/command-line.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

interface Environment {
  readonly environment: string;
  readonly state: string;
  readonly "cache-hit": boolean;
  readonly changes?: readonly string[];
}

let registry: RunningRegistry;
let home: ReturnType<typeof testFolder>;
let base: TestImage;
let repository: Omit<TestRepository, typeof Symbol.dispose>;
beforeAll(async () => {
  registry = await startRegistry();
  home = testFolder();
  base = makeBusyboxBase(join(home.path, "base"));
  const data = makeMarkedBase(join(home.path, "data"), "data\n");
  repository = repositoryIn(join(home.path, "repository"));
  repository.write({
    "treestamp.yml": `
image: ${registry.host}/team/build
environments:
  root: { from: "oci-layout://../base@${base.digest}" }
  tools: { from: root, context: tools }
  docs: { from: root, assemble: { proto: docs } }
  tests: { from: { tools: tools, docs: docs, data: "oci-layout://../data@${data.digest}" }, context: tests }
default: tests
`,
    "tools/Dockerfile": "FROM root\nRUN echo tools >/tools\n",
    "docs/docs": "docs\n",
    "tests/Dockerfile":
      "FROM tools\nCOPY --from=docs /docs /\nCOPY --from=data /marker /\nRUN cat /tools /docs /marker >/tests\n",
  });
  repository.git("init", "-q", "-b", "main", "--template=");
  repository.commit("first");
});
afterAll(async () => {
  home[Symbol.dispose]();
  await registry.stop();
});

/** Calls it on a machine of its own: `cache` is that machine's. */
const call = (cache: string, verb: string, ...words: string[]) =>
  treestamp([verb, "--cache-folder", join(home.path, cache), ...words], { cwd: repository.folder });
const building = ["--engine", "buildah"];
/** A diamond: `tools` and `docs` are both made from the first, and the last from both. */
const names = ["root", "tools", "docs", "tests"];

async function environments(verb: string, ...words: string[]): Promise<readonly Environment[]> {
  const said = [verb, "--all", "--json", "--cache-folder", join(home.path, "cache"), ...words];
  const { stdout, stderr } = await treestampHere(said, { cwd: repository.folder });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).environments;
}

const states = async (...words: string[]) =>
  (await environments("resolve", ...words)).map(({ environment, state }) => [environment, state]);

describe("environments", () => {
  test("are planned: each that is absent gets a job of its own", async () => {
    const { stdout } = await call("cache", "plan", "--json");
    expect(JSON.parse(stdout)).toEqual({
      include: names.map((environment) => ({
        environment,
        key: expect.stringMatching(/^[0-9a-f]{40}$/),
      })),
    });
  });

  test("are not built where the call leaves that to others", async () => {
    const answer = await call("cache", "run", "--build", "never", "--", "true");
    expect(answer.exitCode).toBe(125);
    expect(answer.stderr).toContain("yet, and `build: never` leaves it to others.");
    expect(answer.stderr).toContain("treestamp build --environment tests");
  });

  test("are built once each by twelve jobs that ask for them at once, those first that are made from others", async () => {
    const jobs = Array.from({ length: 3 }, () => names.toReversed()).flat();
    const answers = await Promise.all(
      jobs.map((name, index) => call(`machine-${index}`, "build", "--environment", name, ...building)),
    );
    expect(answers.map(({ exitCode }) => exitCode)).toEqual(jobs.map(() => 0));
    expect(await states()).toEqual(names.map((name) => [name, "present"]));
    const misses = answers.flatMap(({ stderr }) => [...stderr.matchAll(/^Miss: \S+ has no [0-9a-f]{40} \((\w+)\)/gm)]);
    expect(misses.map(([, name]) => name).sort()).toEqual(names.toSorted());
  });

  test("run: the usual one, or the one that is named, each on top of what it is made from", async () => {
    const usual = await call("cache", "run", ...building, "--", "cat", "/tests");
    expect(usual).toMatchObject({ exitCode: 0, stdout: "tools\ndocs\ndata\n" });
    const named = await call("cache", "run", "--environment", "docs", ...building, "--", "cat", "/docs");
    expect(named).toMatchObject({ exitCode: 0, stdout: "docs\n" });
    const image = await call("cache", "run", "--environment", "root", ...building, "--", "sh", "-c", "echo $0");
    expect(image).toMatchObject({ exitCode: 0, stdout: "sh\n" });
  });

  test("that a change reaches are built again, and no others, and each says what moved it", async () => {
    repository.write({ "tools/Dockerfile": "FROM root\nRUN echo better tools >/tools\n" });
    repository.commit("better tools");
    const moved = await environments("resolve", "--diff", "HEAD~1");
    expect(moved.map(({ environment, state, changes }) => [environment, state, changes])).toEqual([
      ["root", "present", []],
      ["tools", "absent", ["file tools/Dockerfile changed"]],
      ["docs", "present", []],
      ["tests", "absent", ["tools: file tools/Dockerfile changed"]],
    ]);
    const built = await call("cache", "build", "--all", "--json", "--max-parallel", "2", ...building);
    expect(built.exitCode).toBe(0);
    const facts: readonly Environment[] = JSON.parse(built.stdout).environments;
    expect(facts.map((one) => [one.environment, one["cache-hit"]])).toEqual([
      ["root", true],
      ["tools", false],
      ["docs", true],
      ["tests", false],
    ]);
    const ran = await call("cache", "run", ...building, "--", "cat", "/tests");
    expect(ran.stdout).toBe("better tools\ndocs\ndata\n");
  });

  test("with uncommitted changes stay on this machine, and those that have none are the commit's", async () => {
    repository.write({ "tests/Dockerfile": "FROM tools\nRUN echo dirty >/tests\n" });
    const ran = await call("cache", "run", ...building, "--", "cat", "/tests");
    expect(ran).toMatchObject({ exitCode: 0, stdout: "dirty\n" });
    expect(ran.stderr.match(/Miss: /g)).toHaveLength(1);
    repository.git("checkout", "-q", ".");
  });

  test("name the environment and the file where one cannot be read", async () => {
    const { exitCode, stderr } = await call("cache", "resolve", "--environment", "test");
    expect(exitCode).toBe(125);
    expect(stderr).toContain('treestamp.yml has no environment "test".');
    expect(stderr).toContain("Did you mean tests?");
  });
});
