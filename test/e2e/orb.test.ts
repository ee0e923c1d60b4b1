/** The orb as CircleCI gets it: packed by its own program, its commands run step by step on a real engine and registry. */
import { execFileSync, type StdioOptions, spawnSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse, stringify } from "yaml";
import { version } from "../../core/version.ts";
import { packOrb } from "../../scripts/release/pack-orb.ts";
import { gitEnvironment, testFolder } from "../fixtures/git.ts";
import { type Job, type Orb, readOrb, runCommand, runJob, type StepRun } from "../services/circleci-steps.ts";
import { codeCacheOf } from "../services/code-cache.ts";
import { makeProject, type Project } from "../services/command-line.ts";
import { bodyOf, type RunningServer, startServer } from "../services/http.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const root = join(import.meta.dirname, "../..");
const home = testFolder();
const packedOrb = join(home.path, "orb.yml");
let orb: Orb;
let npm: RunningServer;
let registry: RunningRegistry;
let packageBytes: Buffer;
/** For tests that change nothing in it. */
let project: Project;
/** What `install` wrote for the steps after it. */
let installed: string;

beforeAll(async () => {
  const tarball = join(home.path, `treestamp-${version}.tgz`);
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", home.path], { cwd: root });
  [registry] = await Promise.all([startRegistry(), packOrb(tarball, packedOrb)]);
  orb = readOrb(packedOrb);
  packageBytes = readFileSync(tarball);
  npm = await startServer((request, response) => {
    const isOurs = request.url === `/treestamp/-/treestamp-${version}.tgz`;
    response.writeHead(isOurs ? 200 : 404).end(isOurs ? packageBytes : "");
  });
  project = makeProject({ Dockerfile: dockerfile });
  const job = newJob(project);
  mustSucceed(await runCommand(orb, "install", { npm_registry: `http://${npm.host}` }, job));
  installed = readFileSync(job.env.BASH_ENV, "utf8");
});
afterAll(async () => {
  await Promise.all([npm?.stop(), registry?.stop()]);
  project?.[Symbol.dispose]();
  home[Symbol.dispose]();
});

/** A job of CircleCI on a machine that has nothing yet; with `caches`, it finds what other jobs have saved. */
function newJob(project: Project, caches = project.folder("caches")): Job {
  const own = mkdtempSync(join(home.path, "job-"));
  const env = {
    ...gitEnvironment,
    NODE_COMPILE_CACHE: codeCacheOf(),
    PATH: [dirname(process.execPath), process.env.PATH].join(":"),
    HOME: own,
    BASH_ENV: join(own, "bash.env"),
    CIRCLECI: "true",
  };
  writeFileSync(env.BASH_ENV, "");
  return { folder: project.repository.folder, env, caches };
}

/** With a file of a user that CircleCI's containers do not have. */
const dockerfile = "FROM base\nRUN echo made > /made && chown 70000 /made\n";

/** Runs the command in the project, where treestamp has been installed. */
async function call(job: Job, project: Project, verb: string, given: Parameters<typeof runCommand>[2] = {}) {
  if (readFileSync(job.env.BASH_ENV, "utf8") === "") writeFileSync(job.env.BASH_ENV, installed);
  const engine = verb === "resolve" ? {} : { engine: "buildah" };
  const own = { install: false, base: project.base, outputs_file: join(job.env.HOME, "outputs.json"), ...engine };
  return runCommand(orb, verb, { ...own, ...given }, job);
}

/** What a later step of the job finds in a variable. */
function variable(job: Job, name: string): string {
  return inLaterStep(job, `printf %s "$${name}"`);
}

/** What a `run` of the user prints. Not through a socket: with one as its input, bash takes itself for a remote login. */
function inLaterStep({ env, folder }: Job, script: string): string {
  const stdio: StdioOptions = ["ignore", "pipe", "inherit"];
  return execFileSync("/bin/bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env, encoding: "utf8", stdio });
}

function outputsOf(job: Job): Record<string, string> {
  return JSON.parse(readFileSync(join(job.env.HOME, "outputs.json"), "utf8"));
}

function mustSucceed(steps: readonly StepRun[]): readonly StepRun[] {
  const failed = steps.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) throw new Error(`${failed.name} ended with ${failed.exitCode}:\n${failed.log}`);
  return steps;
}

describe("packed by circleci orb pack", () => {
  test("it is a configuration by the schema of CircleCI's language server, and so are its examples and those of examples/", () => {
    const { examples } = parse(readFileSync(packedOrb, "utf8")) as { examples: Record<string, { usage: unknown }> };
    const files = Object.entries(examples).map(([name, { usage }]) => {
      const file = join(home.path, `example-${name}.yml`);
      writeFileSync(file, stringify(usage));
      return file;
    });
    expect(files.length).toBeGreaterThan(5);
    const projects = globSync("examples/*/.circleci/config.yml", { cwd: root }).map((file) => join(root, file));
    expect(projects.length).toBeGreaterThan(4);
    const args = ["--builtin-schema", "vendor.circle-ci", packedOrb, ...files, ...projects];
    const { status, stdout, stderr } = spawnSync("check-jsonschema", args, { encoding: "utf8" });
    expect({ status, stdout, stderr }).toMatchObject({ status: 0, stderr: "" });
  });

  test("that schema would have found a mistake", () => {
    const file = join(home.path, "mistake.yml");
    writeFileSync(file, "version: 2.1\ncommands:\n  a:\n    parametres: {}\n    steps: [checkout]\n");
    expect(spawnSync("check-jsonschema", ["--builtin-schema", "vendor.circle-ci", file]).status).toBe(1);
  });

  test("an example uses every command, job and executor", () => {
    const { examples, ...parts } = parse(readFileSync(packedOrb, "utf8"));
    const shown = JSON.stringify(examples);
    const names = ["commands", "jobs", "executors"].flatMap((part) => Object.keys(parts[part]));
    expect(names.filter((name) => !shown.includes(`"treestamp/${name}"`))).toEqual([]);
  });

  test("jobs hand their parameters on to commands that have them, of the same type and default", () => {
    const { jobs, commands } = parse(readFileSync(packedOrb, "utf8"));
    const handedOn = (Object.values(jobs) as { parameters: object; steps: (string | object)[] }[]).flatMap((job) =>
      job.steps.flatMap((step) =>
        Object.entries(step).flatMap(([command, given]) =>
          typeof step === "string"
            ? []
            : Object.entries(given as object).map(([name, value]) => {
                const ours = name === "context" ? "docker_context" : name; // CircleCI's own key, where a workflow names a job
                expect(value).toBe(`<< parameters.${ours} >>`);
                return [commands[command].parameters[name], (job.parameters as Record<string, unknown>)[ours]];
              }),
        ),
      ),
    );
    expect(handedOn.length).toBeGreaterThan(20);
    expect(handedOn.map(([theirs]) => theirs)).toEqual(handedOn.map(([, ours]) => ours));
  });

  test("shellcheck has nothing to say about its scripts, and none evaluates a value", () => {
    const scripts = join(root, "orb/src/scripts");
    for (const name of readdirSync(scripts)) {
      const { stdout, status } = spawnSync("shellcheck", ["-s", "bash", join(scripts, name)], { encoding: "utf8" });
      expect({ name, status, stdout }).toEqual({ name, status: 0, stdout: "" });
      expect(readFileSync(join(scripts, name), "utf8")).not.toMatch(/\beval\b|<<|<\(/);
    }
  });
});

test("build builds the image once; its outputs are in variables of later steps and in a file", async () => {
  const image = `${registry.host}/orb/build`;
  const job = newJob(project);
  const built = mustSucceed(await call(job, project, "build", { image }));
  expect(built.at(-1)!.log).toContain("warning: /made belongs to 70000:0 in the image. CircleCI's docker executor");
  const key = project.repository.git("rev-parse", "HEAD^{tree}");
  expect(outputsOf(job)).toMatchObject({
    state: "absent",
    "cache-hit": "false",
    image: variable(job, "TREESTAMP_IMAGE"),
  });
  expect(variable(job, "TREESTAMP_IMAGE")).toMatch(new RegExp(`^${image}:${variable(job, "TREESTAMP_TAG")}@sha256:`));
  expect(variable(job, "TREESTAMP_KEY")).toHaveLength(key.length);
  const next = newJob(project);
  mustSucceed(await call(next, project, "resolve", { image }));
  expect(outputsOf(next)).toMatchObject({ state: "present", digest: outputsOf(job).digest! });
});

test("plan says which environments are absent, and build with `all` builds these", async () => {
  const from = project.base.replace("base=", "");
  using graph = makeProject({
    "treestamp.yml": `environments:\n  root: { from: "${from}" }\n  tools: { from: root, assemble: { proto: tools } }\n`,
    "tools/tool": "a tool\n",
  });
  const job = newJob(graph);
  writeFileSync(job.env.BASH_ENV, installed);
  const outputs_file = join(job.env.HOME, "outputs.json");
  const step = async (verb: string, more: Parameters<typeof runCommand>[2] = {}) => {
    const given = { install: false, image: `${registry.host}/orb/graph`, outputs_file, ...more };
    return mustSucceed(await runCommand(orb, verb, given, job));
  };
  await step("plan");
  const planned = ["TREESTAMP_ABSENT", "TREESTAMP_MATRIX"].map((name) => variable(job, name));
  const key = expect.stringMatching(/^[0-9a-f]{40}$/);
  expect([planned[0], JSON.parse(planned[1]!)]).toEqual([
    "2",
    {
      include: [
        { environment: "root", key },
        { environment: "tools", key },
      ],
    },
  ]);
  await step("build", { all: true });
  await step("plan");
  expect(outputsOf(job)).toMatchObject({ absent: "0", matrix: '{"include":[]}' });
});

test("the setup job as a whole builds the image where it is absent, and the pipeline goes on with it; build_image builds no more", async () => {
  using project = makeProject({ Dockerfile: dockerfile, ".circleci/continue.yml": "version: 2.1\n" });
  const continued: unknown[] = [];
  const circleci = await startServer(async (request, response) => {
    continued.push(JSON.parse((await bodyOf(request)).toString()));
    response.writeHead(200).end("{}");
  });
  try {
    const image = `${registry.host}/orb/setup`;
    const runWhole = async (name: string, more: Parameters<typeof runJob>[2]) => {
      const job = newJob(project);
      job.env.CIRCLE_CONTINUATION_KEY = "a-key-to-go-on";
      mustSucceed(await runCommand(orb, "install", { npm_registry: `http://${npm.host}` }, job));
      const given = { image, base: project.base, engine: "buildah", install: false };
      const outputs_file = join(job.env.HOME, "outputs.json");
      mustSucceed(await runJob(orb, name, { ...given, outputs_file, ...more }, job));
      return outputsOf(job);
    };
    const first = await runWhole("setup", { circleci_url: `http://${circleci.host}` });
    expect(first).toMatchObject({ state: "absent", "cache-hit": "false" });
    expect(continued).toEqual([
      {
        "continuation-key": "a-key-to-go-on",
        configuration: "version: 2.1\n",
        parameters: { "build-image": first.image },
      },
    ]);
    expect(await runWhole("build_image", {})).toMatchObject({ state: "present", image: first.image! });
  } finally {
    await circleci.stop();
  }
});

test("pull makes the image ready; push makes a final image on it, and promote gives the same bytes another name", async () => {
  using project = makeProject({
    ...{ "environment/Dockerfile": dockerfile, "treestamp.yml": "context: environment\n" },
    ...{ "final/Dockerfile": "FROM build-image\nCOPY note /\n", "final/note": "n\n" },
  });
  const repository = (name: string) => `${registry.host}/orb/${name}`;
  const job = newJob(project);
  mustSucceed(await call(job, project, "pull", { image: repository("environment") }));
  expect(outputsOf(job)).toMatchObject({ "cache-hit": "false", sandbox: "mounted" });
  const environment = variable(job, "TREESTAMP_IMAGE");
  const onIt = { build_image: environment, images: repository("final"), context: "final", tags: "next" };
  mustSucceed(await call(job, project, "push", onIt));
  const { digest } = outputsOf(job);
  const given = { source: `${repository("final")}:next`, images: repository("released"), tags: "1.0" };
  mustSucceed(await call(job, project, "promote", given));
  expect(outputsOf(job)).toMatchObject({ digest: digest!, tags: `${repository("released")}:1.0` });
  const crane = (...words: string[]) => execFileSync("crane", words, { encoding: "utf8" });
  expect(crane("digest", `${repository("released")}:1.0`).trim()).toBe(digest);
  expect(JSON.parse(crane("config", `${repository("released")}:1.0`)).config.Labels).toMatchObject({
    "dev.treestamp.build-image": environment.replace(/^.*@/, ""),
  });
});

test("run runs a script in the image as it was written, and hands on its exit code", async () => {
  const hostile = `it's "$(touch /tmp/never)" \`touch /tmp/never\` $HOME \\ ; exit 7`;
  const job = newJob(project);
  const given = { image: `${registry.host}/orb/build`, shell: "sh", env: `GIVEN=${hostile}` };
  const script = 'cat /made\necho "$CIRCLECI"\nprintf "<%s>\\n" "$GIVEN"\nfor i in 1 2; do\n  echo "line $i"\ndone\n';
  const done = mustSucceed(await call(job, project, "run", { ...given, run: script }));
  expect(done.at(-1)!.log).toContain(`made\ntrue\n<${hostile}>\nline 1\nline 2\n`);
  expect(existsSync("/tmp/never")).toBe(false);
  const red = await call(job, project, "run", { ...given, run: "echo no; exit 3" });
  expect(red.at(-1)).toMatchObject({ name: "treestamp: run", exitCode: 3 });
  expect(outputsOf(job)).toMatchObject({ outcome: "failure", "exit-code": "3" });
});

test("run without inputs takes what the job has pulled, and sees what the runs before it wrote", async () => {
  const job = newJob(project);
  mustSucceed(await call(job, project, "pull", { image: `${registry.host}/orb/build` }));
  const bare = (script: string) => runCommand(orb, "run", { install: false, shell: "sh", run: script }, job);
  mustSucceed(await bare("echo 1 >/tmp/written; echo new >untracked"));
  const done = mustSucceed(await bare("cat /made /tmp/written"));
  expect(done.at(-1)!.log).toContain("made\n1\n");
  expect(done.at(-1)!.log).toMatch(/^Hit: .*, pulled by this job\.$/m);
  rmSync(join(project.repository.folder, "untracked"));
});

test("without a registry, CircleCI's cache keeps the image: also where the script fails; other machines do not build it", async () => {
  using project = makeProject({ Dockerfile: dockerfile });
  const given = { circleci_cache: true, shell: "sh" };
  const first = newJob(project);
  const red = await call(first, project, "run", { ...given, run: "exit 3" });
  expect(red.at(-1)!.exitCode).toBe(3);
  expect(red.map(({ log }) => log).join()).not.toContain("belongs to 70000"); // no engine has to pull it
  expect(red.find(({ name }) => name === "Save the image")!.log).toMatch(/^saved treestamp-image-v1-/);

  const second = newJob(project, first.caches);
  const green = mustSucceed(await call(second, project, "run", { ...given, run: "cat /made" }));
  expect(green.find(({ name }) => name === "Restore the image")!.log).toMatch(/^restored/);
  expect(outputsOf(second)).toMatchObject({ "cache-hit": "true" });

  project.repository.write({ Dockerfile: `${dockerfile}RUN echo more\n` });
  project.repository.commit("another recipe");
  const third = newJob(project, first.caches);
  const built = mustSucceed(await call(third, project, "run", { ...given, run: "true" }));
  expect(built.find(({ name }) => name === "Restore the image")!.log).toBe("no cache is found");
});

test("what is no flag of anything is said clearly, and the step is red", async () => {
  const both = await call(newJob(project), project, "build", { circleci_cache: true, store: "./here" });
  expect(both.at(-1)!.exitCode).toBe(125);
  expect(both.at(-1)!.log).toContain("`store` and `circleci_cache` cannot be used together");
});

describe("install", () => {
  test("downloads once: the next job takes it from the cache and checks it again", async () => {
    const first = newJob(project, project.folder("downloads"));
    mustSucceed(await runCommand(orb, "install", { npm_registry: `http://${npm.host}/` }, first));
    npm.seen.length = 0;
    const second = newJob(project, first.caches);
    const done = mustSucceed(await runCommand(orb, "install", { npm_registry: `http://${npm.host}/` }, second));
    expect(npm.seen).toEqual([]);
    expect(done.map(({ log }) => log).join()).toContain(`treestamp ${version}, with Node v`);
    expect(inLaterStep(second, "treestamp --version")).toBe(`${version}\n`);
  });

  test("refuses another file than the one that the orb was made for, also from the cache", async () => {
    const honest = packageBytes;
    packageBytes = Buffer.concat([honest, Buffer.from("x")]);
    try {
      const job = newJob(project, project.folder("no-downloads"));
      const downloads = join(job.env.HOME, ".treestamp/downloads");
      mkdirSync(downloads, { recursive: true });
      writeFileSync(join(downloads, `treestamp-${version}.tgz`), packageBytes);
      const done = await runCommand(orb, "install", { npm_registry: `http://${npm.host}` }, job);
      expect(done.at(-1)).toMatchObject({ name: "Install treestamp", exitCode: 1 });
      expect(done.at(-1)!.log).toContain("is not the file that this orb was made for");
      expect(readdirSync(downloads)).toEqual([]);
      expect(existsSync(join(job.env.HOME, ".treestamp/cli"))).toBe(false);
    } finally {
      packageBytes = honest;
    }
  });
});
