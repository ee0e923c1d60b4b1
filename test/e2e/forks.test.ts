/** Jobs that may not push: each is a machine of its own, and has in common with the others what GitHub gives it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { runStep, type StepResult } from "../services/action-runner.ts";
import { type ActionsCacheServer, startActionsCache } from "../services/actions-cache-server.ts";
import { hurried, makeProject, type Project, treestamp } from "../services/command-line.ts";
import { refuse } from "../services/http.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let project: Project;
let cache: ActionsCacheServer;
let registry: RunningRegistry;
let proxy: QuirkProxy;
beforeAll(async () => {
  project = makeProject({
    "environment/Dockerfile": "FROM base\nCOPY built /\n",
    "environment/built": "built\n",
    "treestamp.yml": "context: environment\n",
  });
  [cache, registry] = await Promise.all([startActionsCache(), startRegistry()]);
  proxy = await startQuirkProxy(registry.host);
});
afterEach(() => {
  cache.fail();
  proxy.behave();
});
afterAll(async () => {
  await proxy?.stop();
  await Promise.all([cache?.stop(), registry?.stop()]);
  project?.[Symbol.dispose]();
});

/** As GHCR answers the token of a fork's job. */
const noWrites = () =>
  proxy.behave((request, response) => {
    if (request.method === "GET" || request.method === "HEAD") return false;
    refuse(response, 403, "DENIED", "installation not allowed to Write organization package");
    return true;
  });

/** A private package, seen from a fork. */
const noAccess = () =>
  proxy.behave((_, response) => {
    refuse(response, 403, "DENIED", "requested access to the resource is denied");
    return true;
  });

let machines = 0;
const cacheOf = (machine: string) => join(project.folder(machine), "home/.cache/treestamp");

interface Job {
  readonly run?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly pull?: string;
  readonly repository?: string;
}

/** A job of the pull request `pull` that comes from a fork, on a new machine. */
function job({
  run = "cat /built",
  inputs = {},
  env = {},
  pull = "pr-7",
  repository = pull,
}: Job = {}): Promise<StepResult> {
  const machine = project.folder(`machine-${machines++}`);
  const event = join(machine, "event.json");
  const repo = (full_name: string) => ({ repo: { full_name } });
  writeFileSync(event, JSON.stringify({ pull_request: { head: repo("somebody/app"), base: repo("acme/app") } }));
  return runStep({
    uses: ".",
    with: {
      base: project.base,
      engine: "buildah",
      store: `${proxy.host}/acme/${repository}`,
      run,
      shell: "sh",
      ...inputs,
    },
    env: {
      ...cache.environment(`read: ${pull},main; write: ${pull}`),
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: event,
      GITHUB_ACTOR: "somebody",
      ...env,
    },
    workspace: project.repository.folder,
    machine,
  });
}

const stagesOf = ({ outputs }: StepResult) =>
  (JSON.parse(outputs.stages!) as { name: string; note?: string }[]).map(({ name, note }) => `${name}: ${note ?? ""}`);

/** A test that fails, and what is told of it. */
const failing = "cat /built; exit 3";
const failed = { level: "error", message: "The command failed with exit code 3." };

/** Requests that would have changed the registry, but for the probe. */
const writes = () => proxy.seen.filter(({ method }) => method === "PUT" || method === "PATCH");

describe("a pull request from a fork", () => {
  test("the first job builds and keeps the image, the next one mounts it; both run their tests, of which one fails", async () => {
    noWrites();
    const first = await job();
    expect(first).toMatchObject({ exitCode: 0, annotations: [] });
    expect(first.log).toMatch(/^built$/m);
    expect(first.outputs).toMatchObject({ outcome: "success", "cache-hit": "false" });
    expect(first.log).toContain("the pull request comes from the fork somebody/app, whose jobs may only read");
    expect(first.summary).toContain("the pull request comes from the fork somebody/app");
    expect(first.summary).toContain("the Actions cache: saved");
    const second = await job({ run: failing });
    expect(second).toMatchObject({ exitCode: 3, annotations: [failed] });
    expect(second.log).toMatch(/^built$/m);
    expect(second.outputs).toMatchObject({ outcome: "failure", "cache-hit": "true", sandbox: "mounted" });
    expect(second.outputs.snapshot).toBe(first.outputs.snapshot);
    const stages = stagesOf(second).join("\n");
    expect(stages).toMatch(/^restore: the Actions cache: present$/m);
    expect(stages).not.toMatch(/^build:/m);
    expect(writes()).toEqual([]);
  });

  test("takes a public image from the registry, and asks for no right to push", async () => {
    // Its owner has built it, here where the first test has.
    const where = ["--store", `${proxy.host}/acme/public`, "--cache-folder", cacheOf("machine-0")];
    await project.json("build", where);
    noWrites();
    proxy.seen.length = 0;
    // As a workflow gives a login by secrets, which are empty there.
    const fork = await job({ pull: "pr-9", repository: "public", inputs: { username: "acme-bot", password: "" } });
    expect(fork).toMatchObject({ exitCode: 0, annotations: [], outputs: { "cache-hit": "true", state: "present" } });
    expect(fork.log).toContain(
      "The registry is asked without a login: the password is empty, as the pull request comes",
    );
    expect(proxy.seen.filter(({ method }) => method !== "GET" && method !== "HEAD")).toEqual([]);
  });

  test("does without a private registry that it may not even read", async () => {
    noAccess();
    const first = await job({ pull: "pr-10" });
    expect(first).toMatchObject({ exitCode: 0, annotations: [] });
    expect(first.log).toMatch(/^built$/m);
    expect(await job({ pull: "pr-10" })).toMatchObject({ exitCode: 0, outputs: { "cache-hit": "true" } });
  });

  test("is red where the registry does not answer: that is no lack of a right", async () => {
    proxy.behave((_, response) => {
      refuse(response, 503, "UNAVAILABLE", "down");
      return true;
    });
    const result = await job({ pull: "pr-11", env: hurried });
    expect(result.exitCode).toBe(1);
    expect(result.annotations).toEqual([
      { level: "error", message: expect.stringMatching(/manifests.*: 503 UNAVAILABLE/) },
    ]);
    expect(result.log).not.toMatch(/^built$/m);
  });

  test("a cache that may only be read costs time: each job builds, warns, and runs its tests, here one that fails", async () => {
    noWrites();
    const env = cache.environment("read: main");
    const result = await job({ run: failing, pull: "pr-12", env });
    expect(result).toMatchObject({ exitCode: 3, outputs: { outcome: "failure", "cache-hit": "false" } });
    expect(result.log).toMatch(/^built$/m);
    expect(result.annotations).toEqual([
      { level: "warning", message: expect.stringMatching(/did not take the image: .*cache write denied/) },
      failed,
    ]);
  });

  test("a cache that fails is not taken for one without the image: the log says so, and the image is built", async () => {
    noWrites();
    cache.fail((call, response) => {
      if (call !== "GetCacheEntryDownloadURL") return false;
      response
        .writeHead(403, { "content-type": "application/json" })
        .end('{"code":"permission_denied","msg":"broken"}');
      return true;
    });
    const result = await job({ pull: "pr-13" });
    expect(result).toMatchObject({ exitCode: 0, outputs: { outcome: "success", "cache-hit": "false" } });
    expect(result.annotations).toEqual([
      { level: "warning", message: expect.stringMatching(/is not known: .*broken.*built in this job/) },
    ]);
  });

  test("an image that was changed in the cache is not run: it is built", async () => {
    noWrites();
    const entry = cache.entries.find(({ scope }) => scope === "pr-10")!;
    entry.content = entry.content.subarray(0, entry.content.length / 2);
    const result = await job({ pull: "pr-10" });
    expect(result).toMatchObject({ exitCode: 0, outputs: { outcome: "success", "cache-hit": "false" } });
    expect(result.annotations).toEqual([{ level: "warning", message: expect.stringMatching(/is not known/) }]);
  });
});

test("a job of the repository itself without `packages: write` is warned, with what to do", async () => {
  noWrites();
  const result = await job({ env: { GITHUB_EVENT_NAME: "push" } });
  expect(result).toMatchObject({ exitCode: 0, outputs: { outcome: "success" } });
  expect(result.annotations).toEqual([{ level: "warning", message: expect.stringMatching(/packages: write/) }]);
});

test("a run of Dependabot is told so", async () => {
  noWrites();
  const result = await job({ env: { GITHUB_EVENT_NAME: "push", GITHUB_ACTOR: "dependabot[bot]" } });
  expect(result).toMatchObject({ exitCode: 0, annotations: [] });
  expect(result.log).toContain("Dependabot, whose jobs may only read");
});

describe("store: actions-cache, for a repository without a registry", () => {
  const keeping = (more: Job = {}) => job({ ...more, inputs: { store: "actions-cache", ...more.inputs } });

  test("the first job builds and keeps the image, the next one mounts it", async () => {
    const first = await keeping({ pull: "main" });
    expect(first).toMatchObject({ exitCode: 0, annotations: [], outputs: { "cache-hit": "false", state: "absent" } });
    const second = await keeping({ pull: "main" });
    expect(second).toMatchObject({ exitCode: 0, annotations: [], outputs: { "cache-hit": "true", state: "present" } });
    expect(second.outputs.digest).toBe(first.outputs.digest);
    expect(second.log).toMatch(/^built$/m);
    // Pull requests read what the base branch has kept.
    const fork = await keeping({ pull: "pr-20", run: failing });
    expect(fork).toMatchObject({ exitCode: 3, outputs: { outcome: "failure", "cache-hit": "true" } });
  });

  test("is an error where there is no such cache, which says where it is", async () => {
    const { exitCode, stderr } = await treestamp(["resolve", "--store", "actions-cache"], {
      cwd: project.repository.folder,
      env: { HOME: project.folder("home") },
    });
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/actions-cache.* is for jobs of GitHub Actions/);
  });
});
