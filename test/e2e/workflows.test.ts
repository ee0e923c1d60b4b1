/**
 * Workflows as users write them (test/workflows/, the README's and those of docs/container-jobs.md), run whole: by act in host mode, with a registry that asks for a
 * password and Docker 29, from the committed dist.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { workflowsIn } from "../../scripts/workflows/sources.ts";
import { type TestRepository, testFolder } from "../fixtures/git.ts";
import { type Forge, makeForge, type WorkflowOptions, type WorkflowRun } from "../services/act.ts";
import { type ActionsCacheServer, startActionsCache } from "../services/actions-cache-server.ts";
import { makeBusyboxBase, type TestImage } from "../services/base-image.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const password = "a-password-that-no-log-may-show$HOME";
/** The user `ci` with that password, by bcrypt. It has a dollar sign, as passwords may. */
const htpasswd = "ci:$2b$05$abcdefghijklmnopqrstuumXPAe60wbkenxAhUDDCS4d8lt85Mh/W";

const base = testFolder();
let baseImage: TestImage;
let docker: RunningDocker;
let registry: RunningRegistry;
let forge: Forge;
beforeAll(async () => {
  [docker, registry] = await Promise.all([startDocker({ store: "containerd" }), startRegistry({ htpasswd })]);
  baseImage = makeBusyboxBase(base.path);
  forge = makeForge({
    "languages/Dockerfile": [
      "FROM base",
      "ENV GOMODCACHE=/go/pkg/mod GOCACHE=/go/cache CARGO_HOME=/usr/local/cargo",
      "RUN mkdir -p /venv/lib /venv/bin /go/pkg/mod/cache/download /go/cache /node_modules /usr/local/cargo/registry/index",
      "RUN touch /venv/lib/old.py && chmod -R a-w /go/pkg && chmod 755 /go/pkg/mod/cache/download",
    ].join("\n"),
    "treestamp.yml": `context: environment\nbase:\n  base: oci-layout://${baseImage.folder}@${baseImage.digest}\n`,
  });
});
afterAll(async () => {
  forge?.[Symbol.dispose]();
  base[Symbol.dispose]();
  await registry?.stop();
  await docker?.stop();
});

/** Runs a workflow on a machine that has nothing yet. */
function run(workflow: string, options: WorkflowOptions = {}): Promise<WorkflowRun> {
  const secrets = { REGISTRY_PASSWORD: password };
  return forge.run(workflow, { secrets, variables: { REGISTRY: registry.host }, machine: docker.env, ...options });
}

const resultsOf = ({ jobs }: WorkflowRun) => Object.fromEntries([...jobs].map(([name, { result }]) => [name, result]));

test("not-root.yml: as a user who is not root, a job writes where Python, Go, Node and Rust write in an image of root's", async () => {
  const { exitCode, jobs, log } = await run("not-root.yml", { uid: 1001, machine: {} });
  expect({ exitCode, log }).toEqual({ exitCode: 0, log: expect.stringMatching(/^1001$/m) });
  expect(jobs.get("test")?.log).toMatch(/^made by 1001$/m);
});

test("setup.yml: the command line is there for a script, with all programs that it needs", async () => {
  const { jobs, log } = await run("setup.yml", { machine: {} });
  expect({ result: jobs.get("resolve")?.result, log }).toEqual({
    result: "success",
    log: expect.stringMatching(/^state +absent$/m),
  });
  expect(jobs.get("resolve")?.log).toMatch(/^All programs are there: nothing is installed\.$/m);
});

describe("chain.yml: an image in one job, tests in it in the next ones", () => {
  let chain: WorkflowRun;
  beforeAll(async () => {
    chain = await run("chain.yml");
  });
  const outputsOf = (job: string, step: string) => chain.jobs.get(job)?.steps.get(step)?.outputs;

  test("every job succeeds", () => {
    const results = {
      "The image": "success",
      "Test long.txt-1": "success",
      "Test longer.txt-2": "success",
      tell: "success",
    };
    expect({ exitCode: chain.exitCode, ...resultsOf(chain) }).toEqual({ exitCode: 0, ...results });
  });

  test("the first job finds no image, builds it with docker and pushes it whole, tagged with the key", () => {
    const key = forge.repository.git("rev-parse", "HEAD:environment");
    expect(outputsOf("The image", "key")).toMatchObject({ state: "absent", "cache-hit": "false" });
    expect(chain.jobs.get("The image")?.log).toMatch(/^Engine: docker /m);
    const [published] = tagsOfRegistry(registry.storage, "app/build");
    expect(published).toEqual({ tag: outputsOf("The image", "build")?.tag, missing: [] });
    expect(published?.tag).not.toBe(key); // the digest of the base is part of the key, too
  });

  test.each(["Test long.txt-1", "Test longer.txt-2"])("%s runs in that image, mounted", (job) => {
    expect(outputsOf(job, "run")).toMatchObject({
      image: outputsOf("The image", "build")?.image,
      state: "present",
      sandbox: "mounted",
      outcome: "success",
      "exit-code": "0",
    });
    expect(chain.jobs.get(job)?.log).toMatch(/^long\w*.txt: [45] words$/m);
  });

  test("later steps see the files that the image's commands made, and the outputs of their step", () => {
    expect(chain.jobs.get("Test long.txt-1")?.log).toMatch(/^made in the image\nexit code 0, success$/m);
  });

  test("later jobs get outputs by needs", () => {
    const { image } = outputsOf("The image", "build")!;
    expect(chain.jobs.get("tell")?.log).toBe(`${image} was absent, and the tests ended with success\n`);
  });

  test("each job has a summary, and no annotation that asks for attention", () => {
    expect(chain.jobs.get("The image")?.summary).toMatch(/^### treestamp: miss$/m);
    expect(chain.jobs.get("Test long.txt-1")?.summary).toMatch(/^### treestamp: hit$/m);
    expect([...chain.jobs.values()].flatMap(({ annotations }) => annotations)).toEqual([]);
  });

  test("the password of the registry is in no log", () => {
    expect(chain.log).not.toContain(password);
  });
});

describe("one-step.yml: the root action with a test that fails", () => {
  let oneStep: WorkflowRun;
  beforeAll(async () => {
    oneStep = await run("one-step.yml");
  });

  test("the workflow fails", () => {
    expect(oneStep.exitCode).toBe(1);
  });

  test("the step fails as the test did, and its log says why", () => {
    const job = oneStep.jobs.get("test-2");
    expect(job?.result).toBe("failure");
    expect(job?.steps.get("test")).toMatchObject({
      result: "failure",
      outputs: { outcome: "failure", "exit-code": "7" },
    });
    expect(job?.log).toMatch(/^short.txt: 1 words\nFAIL short.txt should have three words or more$/m);
    expect(job?.log).not.toContain("not reached by what fails");
  });

  test("steps for that case see it: `if: failure()` and the exit code", () => {
    expect(oneStep.jobs.get("test-2")?.log).toMatch(/^after failure, with exit code 7$/m);
    expect(oneStep.jobs.get("test-2")?.log).not.toContain("after success");
  });

  test("the matrix's other step ran in the image that another workflow had pushed: fetched, not built", () => {
    const job = oneStep.jobs.get("test-1");
    expect(job?.steps.get("test")).toMatchObject({
      result: "success",
      outputs: { outcome: "success", "cache-hit": "true" },
    });
    expect(job?.log).toMatch(/^long.txt: 4 words\nnot reached by what fails\nafter success$/m);
    expect(oneStep.log).not.toContain("Build the image");
    const summaries = [...oneStep.jobs.values()].map(({ summary }) => summary).join("");
    expect(summaries).toMatch(/^\| fetch \| [\d.]+ s \| [━╸]+ \| [\d.]+ MB \|/m); // by one of the two: they run on one machine
  });

  test("a job that needs it does not run, and one with `if: always()` does", () => {
    expect(oneStep.jobs.has("after")).toBe(false);
    expect(oneStep.jobs.get("always")?.log).toBe("the tests ended with failure\n");
  });
});

describe("steps.yml: several steps in one environment, the last one with phases", () => {
  let steps: WorkflowRun;
  beforeAll(async () => {
    steps = await run("steps.yml");
  });
  const job = () => steps.jobs.get("checks")!;

  test("what a step writes below /usr, the next one finds there, and so do phases", () => {
    expect(job().log).toMatch(/^installed by a step$/m);
    expect(job().log).toMatch(/^linted\nshort.txt: 1 words$/m);
  });

  test("a phase that fails ends the step, as it ended itself; those after it are skipped", () => {
    const outcomes = { lint: "success", test: "failure", build: "skipped" };
    expect(steps.exitCode).toBe(1);
    expect(job().steps.get("checks")).toMatchObject({
      result: "failure",
      outputs: { "exit-code": "7", "outcome-lint": "success", "outcome-test": "failure", "outcome-build": "skipped" },
    });
    expect(job().log).toContain(`${JSON.stringify(outcomes)}\n`);
    expect(job().log).not.toContain("not reached after a failure");
    expect(job().annotations).toEqual([{ level: "error", message: "The phase test failed with exit code 7." }]);
    expect(job().summary).toMatch(/^\| test \| ❌ failure \(exit code 7\) \|/m);
  });

  test("the environment is taken down after the failed job", () => {
    expect(job().post.get("pull")).toMatchObject({ result: "success" });
  });
});

describe("fork.yml: a pull request without secrets and without the right to push", () => {
  let cache: ActionsCacheServer;
  let fork: WorkflowRun;
  beforeAll(async () => {
    cache = await startActionsCache();
    const repo = (full_name: string) => ({ repo: { full_name } });
    const given = cache.environment("read: pr-7,main; write: pr-7");
    fork = await run("fork.yml", {
      event: "pull_request",
      payload: { number: 7, pull_request: { number: 7, head: repo("somebody/app"), base: repo("acme/app") } },
      secrets: {},
      machine: { ...docker.env, ...given, ACTIONS_RUNTIME_URL: given.ACTIONS_RESULTS_URL },
    });
  });
  afterAll(() => cache?.stop());
  const outputsOf = (job: string) => fork.jobs.get(job)?.steps.get("test")?.outputs;

  test("is green when its tests have run, without a word that asks for attention", () => {
    expect({ exitCode: fork.exitCode, ...resultsOf(fork) }).toEqual({
      exitCode: 0,
      first: "success",
      second: "success",
    });
    expect(fork.jobs.get("first")?.log).toMatch(/^long.txt: 4 words$/m);
    expect(fork.jobs.get("second")?.log).toMatch(/^longer.txt: 5 words$/m);
    expect([...fork.jobs.values()].flatMap(({ annotations }) => annotations)).toEqual([]);
  });

  test("the first job builds the image and keeps it in the Actions cache; the next one mounts it from there", () => {
    expect(outputsOf("first")).toMatchObject({ "cache-hit": "false", outcome: "success" });
    expect(fork.jobs.get("first")?.summary).toContain("the pull request comes from the fork somebody/app");
    expect(cache.entries.map(({ scope, isFinal }) => ({ scope, isFinal }))).toEqual([{ scope: "pr-7", isFinal: true }]);
    expect(outputsOf("second")).toMatchObject({ "cache-hit": "true", sandbox: "mounted", outcome: "success" });
    expect(fork.jobs.get("second")?.log).not.toContain("Build the image");
  });

  test("the registry has nothing of it", () => {
    expect(tagsOfRegistry(registry.storage, "app/private")).toEqual([]);
  });
});

describe("caller.yml: a reusable workflow, called twice", () => {
  let caller: WorkflowRun;
  beforeAll(async () => {
    caller = await run("caller.yml");
  });

  test("each call runs its own script in its own image", () => {
    expect(caller.exitCode).toBe(0);
    expect(caller.jobs.get("In the image/plain")?.log).toMatch(/^plain$/m);
    expect(caller.jobs.get("In the image/sweet")?.log).toMatch(/^sweet\nlong.txt: 4 words$/m);
  });

  test("the caller gets its outputs: two keys, for two values of a build argument", () => {
    const [, plain, sweet] = /^keys ([0-9a-f]{40}) ([0-9a-f]{40})$/m.exec(caller.jobs.get("tell")?.log ?? "") ?? [];
    expect(new Set([plain, sweet]).size).toBe(2);
    expect(
      tagsOfRegistry(registry.storage, "reusable/build")
        .map(({ tag }) => tag)
        .sort(),
    ).toEqual([plain, sweet].sort());
  });

  test("the secret that it hands on is in no log", () => {
    expect(caller.log).not.toContain(password);
  });
});

describe("deliver.yml: tests in the build image, and the final image on top of it", () => {
  /** The tags that the step names after a run for this event, and all tags that the registry has then. */
  async function tagsAfter(options: WorkflowOptions): Promise<{ named: string[]; stored: string[] }> {
    const { exitCode, jobs, log } = await run("deliver.yml", options);
    expect({ exitCode, log: exitCode === 0 ? "" : log }).toEqual({ exitCode: 0, log: "" });
    const named = jobs.get("deliver")!.steps.get("push")!.outputs.tags!.split("\n");
    const stored = tagsOfRegistry(registry.storage, "app/final");
    expect(stored.flatMap(({ missing }) => missing)).toEqual([]);
    return { named, stored: stored.map(({ tag }) => tag).sort() };
  }
  const names = (...tags: string[]) => tags.map((tag) => `${registry.host}/app/final:${tag}`);

  test("a pull request builds it and pushes nothing", async () => {
    const pull = { number: 7, pull_request: { number: 7, head: { ref: "feature" }, base: { ref: "main" } } };
    const after = await tagsAfter({ event: "pull_request", payload: pull });
    expect(after).toEqual({ named: names("pr-7"), stored: [] });
  });

  test("a push to the default branch moves its tag, a version tag makes the version's", async () => {
    expect(await tagsAfter({})).toEqual({ named: names("main"), stored: ["main"] });
    expect(await tagsAfter({ payload: { ref: "refs/tags/v1.2.3" } })).toEqual({
      named: names("1.2.3", "1.2", "latest"),
      stored: ["1.2", "1.2.3", "latest", "main"],
    });
  });
});

describe("environments.yml: a plan, a job for each environment that is absent, and a final image on one of them", () => {
  let graph: WorkflowRun;
  beforeAll(async () => {
    const { folder, digest } = baseImage;
    forge.repository.write({
      "treestamp.yml": `
environments:
  root: { from: "oci-layout://${folder}@${digest}" }
  tools: { from: root, assemble: { proto: tools, config: { env: { TOOL: yes } } } }
`,
      "tools/srv/tool": "a tool\n",
    });
    forge.repository.commit("environments");
    graph = await run("environments.yml", { machine: {} });
    forge.repository.git("reset", "-q", "--hard", "HEAD~1");
  });
  /** What the registry has: a manifest by its tag, a configuration by its digest. */
  const stored = async (path: string) => {
    const login = Buffer.from(`ci:${password}`).toString("base64");
    const headers = { authorization: `Basic ${login}`, accept: "application/vnd.oci.image.manifest.v1+json" };
    const answer = await fetch(`http://${registry.host}/v2/graph/final/${path}`, { headers });
    return Buffer.from(await answer.arrayBuffer());
  };
  const planOf = (job: string) => graph.jobs.get(job)?.steps.get("plan")?.outputs;

  test("the matrix of the plan starts a job for each, which builds its environment once", () => {
    expect({ exitCode: graph.exitCode, ...resultsOf(graph) }).toEqual({
      exitCode: 0,
      ...{ plan: "success", "build-1": "success", "build-2": "success", again: "success" },
    });
    expect(planOf("plan")?.absent).toBe("2");
    const { include } = JSON.parse(planOf("plan")!.matrix!) as { include: { environment: string; key: string }[] };
    expect(include.map(({ environment }) => environment)).toEqual(["root", "tools"]);
    const built = ["build-1", "build-2"].map((job) => graph.jobs.get(job)?.steps.get("build")?.outputs.key);
    expect(built).toEqual(include.map(({ key }) => key));
    expect(graph.log.match(/Miss: /g)).toHaveLength(2);
    const published = tagsOfRegistry(registry.storage, "graph/build").map(({ tag }) => tag);
    expect(published.sort()).toEqual(built.toSorted());
  });

  test("the next plan finds nothing absent", () => {
    expect(planOf("again")).toMatchObject({ absent: "0", matrix: '{"include":[]}' });
  });

  test("the final image has what a step made, on the environment, and no engine is asked", async () => {
    expect(tagsOfRegistry(registry.storage, "graph/final")).toEqual([{ tag: "1.0", missing: [] }]);
    const manifest = JSON.parse((await stored("manifests/1.0")).toString());
    const { config } = JSON.parse((await stored(`blobs/${manifest.config.digest}`)).toString());
    expect(config).toMatchObject({ Env: ["PATH=/bin", "TOOL=yes"], Cmd: ["cat", "/srv/words", "/srv/tool"] });
    const layers: readonly { digest: string }[] = manifest.layers;
    const contents = await Promise.all(layers.slice(1).map(({ digest }) => stored(`blobs/${digest}`)));
    expect(contents.map((layer) => /srv\/\w+/.exec(gunzipSync(layer).toString())?.[0])).toEqual([
      "srv/tool",
      "srv/words",
    ]);
    expect(graph.log).not.toContain("Engine: ");
  });
});

/** The registry stands in for GHCR, where the token of the job is the password. */
const here = (workflow: string) => workflow.replaceAll("ghcr.io", registry.host);

/** The environment of workflows on pages, with programs that say what they were called with. */
function environmentWith(instruction: string): Parameters<TestRepository["write"]>[0] {
  const program = (name: string) => ({ run: `#!/bin/sh\necho "${name} $*, in the image$VERSION"\n` });
  return {
    ".github/environment/Dockerfile": `FROM base\nCOPY bin /bin/\n${instruction}\n`,
    ".github/environment/bin/npm": program("npm"),
    ".github/environment/bin/make": program("make"),
    ".github/environment/bin/bash": { run: '#!/bin/sh\nfor script; do :; done\nexec sh -e "$script"\n' },
  };
}

test("the README's workflow, copied into a project, builds the image, pushes it, and runs the script in it", async () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const [shown] = workflowsIn("README.md", readme);
  forge.repository.write({
    ".github/workflows/readme.yml": here(shown!.text),
    ...environmentWith("COPY package.json /"),
    "package.json": "{}",
    "package-lock.json": "{}",
  });
  forge.repository.commit("the README's workflow");
  const { exitCode, jobs } = await run("readme.yml", { actor: "ci", secrets: { GITHUB_TOKEN: password } });
  const job = jobs.get("test");
  expect({ exitCode, annotations: job?.annotations }).toEqual({ exitCode: 0, annotations: [] });
  expect(job?.log).toMatch(/^npm run lint, in the image\nnpm test, in the image$/m);
  expect(tagsOfRegistry(registry.storage, "acme/app/build")).toEqual([
    { tag: expect.stringMatching(/^[0-9a-f]{40}$/), missing: [] },
  ]);
});

describe("the examples of docs/container-jobs.md that begin with a path", () => {
  let examples: WorkflowRun;
  beforeAll(async () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/container-jobs.md"), "utf8");
    const files = [...page.matchAll(/^```yaml\n# (\S+)\n([\s\S]*?)^```$/gm)].map(([, path, text]) => [
      path!,
      here(text!),
    ]);
    // What an event starts gets a folder of its own, so that one act runs all of it and nothing else.
    const started = files.map(([path, text]) => [
      path!.replace("workflows/", /^on: push$/m.test(text!) ? "workflows/page/" : "workflows/"),
      text,
    ]);
    const version = 'ARG VERSION=default\nENV VERSION=" $VERSION"';
    forge.repository.write({ ...Object.fromEntries(started), ...environmentWith(version) });
    forge.repository.commit("the page's examples");
    examples = await run("page", { actor: "ci", secrets: { GITHUB_TOKEN: password } });
  });

  test("are green, and each script runs in the image", () => {
    expect(examples.exitCode).toBe(0);
    const said = [...examples.jobs].map(([name, { log }]) => [name, log.match(/^make .*$/gm)?.sort()]);
    expect(Object.fromEntries(said)).toEqual({
      test: ["make test, in the image default"],
      "several-steps": ["make install, in the image default", "make test, in the image default"],
      "versions-1": ["make test, in the image 22"],
      "versions-2": ["make test, in the image 24"],
      "in-image.yml/script": ["make lint, in the image default", "make typing, in the image default"],
      pack: ["make pack, in the image default"],
    });
  });

  test("share one image, and each version of the matrix has its own", () => {
    const steps = [...examples.jobs.values()].flatMap((job) => [...job.steps.values()]);
    const tags = new Set(steps.flatMap(({ outputs }) => outputs.tag ?? []));
    expect(tags.size).toBe(3);
    const published = tagsOfRegistry(registry.storage, "acme/app/build").map(({ tag }) => tag);
    expect(published).toEqual(expect.arrayContaining([...tags]));
  });
});

describe("chain.yml with a wrong password", () => {
  const wrong = "a-wrong-password-of-somebody";
  let refused: WorkflowRun;
  beforeAll(async () => {
    refused = await run("chain.yml", { secrets: { REGISTRY_PASSWORD: wrong } });
  });

  test("resolve says that it does not know; build fails, and what needs it does not run", () => {
    expect({ exitCode: refused.exitCode, ...resultsOf(refused) }).toEqual({ exitCode: 1, "The image": "failure" });
    const { steps } = refused.jobs.get("The image")!;
    expect(steps.get("key")).toMatchObject({ result: "success", outputs: { state: "unknown" } });
    expect(steps.get("build")).toMatchObject({ result: "failure" });
  });

  test("the annotation says who refused what, and what to do; the wrong password is in no log", () => {
    const [, error] = refused.jobs.get("The image")!.annotations;
    const says =
      /is not known: GET \S+: 401 UNAUTHORIZED.* does not accept the login from the inputs `username` and `password`/;
    expect(error).toEqual({ level: "error", message: expect.stringMatching(says) });
    expect(refused.log).not.toContain(wrong);
  });
});
