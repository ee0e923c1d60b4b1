/** Inputs as people write them, through to a real engine and a real registry: what they say is what happens. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { variableOf } from "../../core/host/circleci/host.ts";
import { runStep, type StepResult } from "../services/action-runner.ts";
import { makeProject, type Printed, type Project, treestamp } from "../services/command-line.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const dockerfile = `FROM base
ARG VERSION=none
ARG LIST
RUN echo "$VERSION $LIST" > /said
CMD ["sh", "-c", "echo the image says $(cat /said)"]
`;
const line = () => `line-${randomBytes(12).toString("hex")}`;

let registry: RunningRegistry;
let project: Project;
/** The image of the recipe as it is committed, for those who only use it. */
let built: Pick<Printed, "image" | "tag">;
const store = () => `${registry.host}/team/environment`;
beforeAll(async () => {
  registry = await startRegistry();
  project = makeProject({
    "environment/Dockerfile": dockerfile,
    "final/Dockerfile":
      "FROM build-image\nRUN --mount=type=secret,id=word --mount=type=secret,id=key cat /run/secrets/word /run/secrets/key; wc -l < /run/secrets/key > /size\n",
  });
  recipe("");
  built = await project.json("build", ["--store", store()]);
});
afterAll(async () => {
  project?.[Symbol.dispose]();
  await registry?.stop();
});

/** Commits a `treestamp.yml` that says this, too. */
function recipe(more: string): void {
  const [, base] = /^base=(.*)$/s.exec(project.base)!;
  project.repository.write({ "treestamp.yml": `context: environment\nbase:\n  base: ${base}\n${more}` });
  project.repository.commit("the recipe");
}

/** A step of a workflow on a machine that has nothing yet. */
async function step(uses: string, inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  return runStep({
    uses,
    with: { ...(uses === "actions/resolve" ? {} : { engine: "buildah" }), ...inputs },
    workspace: project.repository.folder,
    machine: mkdtempSync(join(project.folder("machines"), "m-")),
  });
}

/** The same as a step of the orb, which hands its parameters on in variables. */
async function orbStep(verb: string, inputs: Readonly<Record<string, string>>) {
  const all = Object.entries({ engine: "buildah", ...inputs });
  const variables = Object.fromEntries(all.map(([name, value]) => [variableOf(name), value]));
  const home = mkdtempSync(join(project.folder("machines"), "o-"));
  writeFileSync(join(home, "bash.env"), "");
  return treestamp(["circleci-step", verb], {
    cwd: project.repository.folder,
    env: { ...variables, CIRCLECI: "true", HOME: home, BASH_ENV: join(home, "bash.env") },
  });
}

describe("an owner with upper-case letters", () => {
  const name = (rest: string) => `${registry.host}/MyOrg/App${rest}`;
  const lower = (rest: string) => `${registry.host}/myorg/app${rest}`;
  const tags = (repository: string) => tagsOfRegistry(registry.storage, repository).map(({ tag }) => tag);

  test("is taken by `image`, `source`, `images`, `build-image` and whole names in `tags`; a tag keeps its case", async () => {
    const built = await step(".", { image: name("/build"), run: "cat /said", shell: "sh" });
    expect({ exitCode: built.exitCode, raw: built.raw }).toEqual({ exitCode: 0, raw: expect.stringContaining("none") });
    const { tag, image } = built.outputs;
    expect(image).toBe(`${lower("/build")}:${tag}@${built.outputs.digest}`);
    expect(tags("myorg/app/build")).toContain(tag);

    const again = await step("actions/resolve", { store: name("/build") });
    expect(again.outputs).toMatchObject({ state: "present", digest: built.outputs.digest });

    const promoted = await step("actions/promote", {
      source: `${name("/build")}:${tag}`,
      images: `name=${name("")},enable=True`,
      tags: `RC1, RC2\n# and elsewhere:\n${name("/other")}:V1`,
    });
    expect(promoted.annotations).toEqual([]);
    expect(promoted.outputs.tags!.split("\n")).toEqual([
      `${lower("")}:RC1`,
      `${lower("")}:RC2`,
      `${lower("/other")}:V1`,
    ]);
    expect(tags("myorg/app").sort()).toEqual(["RC1", "RC2"]);

    const pushed = await step("actions/push", {
      ...{ "build-image": `${name("")}:RC1`, context: "final", images: name("/final"), tags: "1.0" },
      secrets: "word=a-word\nkey=a-key",
    });
    expect(pushed.annotations).toEqual([]);
    expect(pushed.outputs.tags).toBe(`${lower("/final")}:1.0`);
  });
});

describe("a list as docker's actions read it", () => {
  test("has quotes, comments and commas in its items; what it says is built", async () => {
    const { raw, exitCode } = await step("actions/run", {
      "build-args": `# the compiler\n"VERSION=1.2"\n\n  LIST=["a","b","c"]\n`,
      run: "cat /said",
      shell: "sh",
    });
    expect({ exitCode, raw }).toEqual({ exitCode: 0, raw: expect.stringContaining('1.2 ["a","b","c"]\n') });
  });

  test("is the same key on each surface", async () => {
    const action = await step("actions/resolve", {
      "build-args": '"VERSION=1.2"',
      platforms: "linux/amd64",
    });
    const words = ["--build-args", "VERSION=1.2", "--platforms", "linux/amd64,linux/amd64"];
    const { key } = await project.json("resolve", words);
    recipe('build-args: |\n  # it\n  "VERSION=1.2"\n');
    const file = await project.json("resolve");
    expect(action.outputs.key).toBe(key);
    expect(file.key).toBe(key);
    recipe("");
  });
});

describe("the image's own command", () => {
  test("runs where it is asked for by name", async () => {
    const asked = await project.call("run", ["--image-command", "--store", store()]);
    expect(asked).toMatchObject({ exitCode: 0, stdout: "the image says none\n" });
    const inputs = { "image-command": "True", store: store() };
    expect((await step("actions/run", inputs)).raw).toContain("the image says none\n");
    expect(await orbStep("run", { ...inputs, "image-command": "true" })).toMatchObject({
      exitCode: 0,
      stdout: "the image says none\n",
    });
  });

  test("does not run where nothing is said: no surface passes, and nothing is built", async () => {
    using fresh = makeProject({ Dockerfile: dockerfile });
    const { exitCode, stdout, stderr } = await fresh.call("run");
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: "" });
    expect(stderr).toContain("There is no command to run.");
    for (const uses of [".", "actions/run"]) {
      expect(await step(uses, { run: "\n# make test\n" })).toMatchObject({ exitCode: 1, outputs: {} });
      expect(await step(uses, {})).toMatchObject({ exitCode: 1, outputs: {} });
    }
    for (const script of ["", "  \n# make test\n"]) {
      const said = await orbStep("run", { run: script });
      expect(said).toMatchObject({ exitCode: 125, stderr: expect.stringContaining("no command") });
    }
  });
});

describe("push's `secrets`", () => {
  const inputs = (word: string, key: readonly string[]) => ({
    ...{ "build-image": built.image, context: "final", images: "./pushed", tags: "1.0" },
    secrets: `word=${word}\n"key=${key.join("\n")}\n"`,
  });

  test("arrive on GitHub, a value of several lines whole, and are shown nowhere", async () => {
    const [word, ...key] = [line(), line(), line()];
    const { exitCode, raw, masks } = await step("actions/push", inputs(word!, key));
    expect({ exitCode, raw }).toEqual({ exitCode: 0, raw: expect.stringContaining("***") });
    for (const secret of [word!, ...key]) expect(raw.replace(/^::add-mask::.*$/gm, "")).not.toContain(secret);
    expect(masks).toEqual(expect.arrayContaining([word!, ...key]));
  });

  test("arrive on CircleCI, too", async () => {
    const [word, ...key] = [line(), line(), line()];
    const { exitCode, stdout, stderr } = await orbStep("push", inputs(word!, key));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining("***") });
    for (const secret of [word!, ...key]) expect(stdout + stderr).not.toContain(secret);
  });
});
