/** What a verb asks of its engine and its sandbox: each option of a call has an effect there. Others look at the effect. */
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { perform } from "../../core/app.ts";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import type { BuildRequest } from "../../core/engine/port.ts";
import { TreestampError } from "../../core/errors.ts";
import { openRepository, type Repository } from "../../core/git/repository.ts";
import type { Verb } from "../../core/inputs/input.ts";
import { readRequest } from "../../core/inputs/request.ts";
import { silentLog } from "../../core/log/log.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Store } from "../../core/oci/port.ts";
import type { Command } from "../../core/sandbox/port.ts";
import { callVerb } from "../../core/verbs/call.ts";
import type { DeliveryPorts } from "../../core/verbs/ports.ts";
import { promote } from "../../core/verbs/promote.ts";
import { push } from "../../core/verbs/push.ts";
import { runIn } from "../../core/verbs/run.ts";
import { gitEnvironment, type TestRepository, testFolder, testRepository } from "../fixtures/git.ts";
import { publish, smallImage } from "../services/image.ts";

const base = `base=ghcr.io/acme/base@sha256:${"0".repeat(64)}`;
type Inputs = Readonly<Record<string, string>>;
const request = <V extends Verb>(verb: V, inputs: Inputs, argv: readonly string[] = []) => {
  const written = new Map(Object.entries(inputs).map(([name, value]) => [name, value.split("\n")]));
  return readRequest(verb, { written, argv });
};

let repository: TestRepository;
let home: ReturnType<typeof testFolder>;
let cache: SnapshotCache;
let asked: BuildRequest[];
let ports: DeliveryPorts;
const stopped = new TreestampError("build-failed", "Far enough.");
beforeEach(async () => {
  repository = testRepository({
    Dockerfile: "FROM base AS tools\nCOPY . /\n",
    "final/Dockerfile": "FROM scratch AS out\nCOPY . /\n",
  });
  home = testFolder();
  cache = await openSnapshotCache(join(home.path, "cache"));
  asked = [];
  const build = async (request: BuildRequest) => {
    asked.push(request);
    throw stopped;
  };
  ports = {
    log: silentLog,
    environment: { NAMED: "by the caller" },
    platform: { os: "linux", architecture: "amd64" },
    commandOutput: "stderr",
    gifts: { variables: new Map(), paths: [], readOnlyPaths: [], searched: [] },
    localStore: layoutStore(join(home.path, "cache/store")),
    openStore: (name: string) => layoutStore(join(home.path, name)),
    openCache: async () => cache,
    entryCache: async () => undefined,
    lackOfRights: async () => undefined,
    hostEvent: async () => undefined,
    chooseEngine: async () => ({ name: "buildah", description: "none", build }),
    interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal),
  } as unknown as DeliveryPorts;
});
afterEach(async () => {
  await cache.close();
  home[Symbol.dispose]();
  repository[Symbol.dispose]();
});

async function built(inputs: Inputs = {}): Promise<BuildRequest> {
  const build = await request("build", { path: repository.folder, base, ...inputs });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  await expect(callVerb(ports, build, opened)).rejects.toBe(stopped);
  return asked.at(-1)!;
}

async function tagOf(inputs: Inputs, opened: Repository): Promise<string> {
  const outcome = await callVerb(ports, await request("resolve", inputs), opened);
  return outcome.kind === "image" ? outcome.tag : "";
}

const calls = {
  network: "none",
  target: "tools",
  "build-args": "A=1",
  compression: "gzip",
  platforms: "linux/arm64",
  "secret-envs": "id=NAMED",
};
const secrets = [{ id: "id", source: { kind: "environment", variable: "NAMED" } }];

describe("build hands to the engine", () => {
  test("the network, the stage, arguments, platforms, secrets and bases", async () => {
    expect(await built(calls)).toMatchObject({
      ...{ network: "none", target: "tools", platforms: ["linux/arm64"], secrets, epoch: 0, noCache: false },
      compression: "gzip",
      buildArgs: new Map([["A", "1"]]),
      bases: [expect.objectContaining({ name: "base" })],
    });
    expect(await built()).toMatchObject({
      ...{ network: "default", target: undefined, secrets: [], compression: "zstd" },
    });
  });

  test("with `force`, that nothing may be taken from its cache", async () => {
    expect((await built({ force: "true" })).noCache).toBe(true);
  });

  test("with `force`, all of it, although the store has the image", async () => {
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const inputs = { path: repository.folder, base };
    const tag = await tagOf(inputs, opened);
    await publish(ports.localStore, smallImage(), tag);
    const again = async (more: Inputs) => callVerb(ports, await request("build", { ...inputs, ...more }), opened);
    expect(await again({})).toMatchObject({ cacheHit: true });
    expect(asked).toEqual([]);
    await expect(again({ force: "true" })).rejects.toBe(stopped);
  });
});

test.each([
  ["0", "absent"],
  ["unlimited", "present"],
])("with `cache-size: %s` an image that nobody uses is %s after a build", async (size, state) => {
  const store = layoutStore(join(home.path, "made"));
  const image = smallImage();
  await publish(store, image, "made");
  await publish(ports.localStore, smallImage(), "old");
  const engine = { name: "buildah", description: "none", build: async () => undefined } as const;
  ports = { ...ports, chooseEngine: async () => engine, openLayout: async () => ({ store, root: image.manifest }) };
  const build = await request("build", { path: repository.folder, base, "cache-size": size });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  expect(await callVerb(ports, build, opened)).toMatchObject({ cacheHit: false });
  expect(await ports.localStore.lookup("old")).toMatchObject({ state });
});

describe("where the store does not answer", () => {
  const reason = new TreestampError("store-unreachable", "It does not answer.");
  test("nothing is built: unknown is not absent", async () => {
    const store: Store = {
      ...layoutStore(join(home.path, "store")),
      lookup: async () => ({ state: "unknown", reason }),
    };
    ports = { ...ports, openStore: () => store };
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const build = await request("build", { path: repository.folder, base, store: "./store" });
    await expect(callVerb(ports, build, opened)).rejects.toBe(reason);
    expect(asked).toEqual([]);
  });
});

test("a build that fails leaves no lease for which others would wait", async () => {
  const store: Store = layoutStore(join(home.path, "store"));
  const removed: string[] = [];
  const leasing: Store = {
    ...store,
    peek: async () => undefined,
    removeManifest: async (digest) => removed.push(digest) > 0,
  };
  ports = { ...ports, openStore: () => leasing };
  await built({ store: "./store" });
  expect(removed.length).toBeGreaterThan(0);
});

describe("push hands to the engine", () => {
  async function pushed(inputs: Inputs): Promise<BuildRequest> {
    const all = { path: repository.folder, context: "final", images: "./out", tags: "one", ...inputs };
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const work = push(ports, await request("push", all), opened);
    await expect(work).rejects.toBe(stopped);
    return asked.at(-1)!;
  }

  test("the network, the stage, arguments, platforms, secrets, labels, and the commit's time", async () => {
    const build = await pushed({
      ...calls,
      target: "out",
      compression: "zstd",
      labels: "own=label",
      "no-cache": "true",
    });
    expect(build).toMatchObject({
      ...{ network: "none", target: "out", platforms: ["linux/arm64"], secrets, epoch: 1_700_000_000, noCache: true },
      compression: "zstd",
      buildArgs: new Map([["A", "1"]]),
    });
    expect(Object.fromEntries(build.labels)).toMatchObject({
      own: "label",
      "org.opencontainers.image.version": "one",
    });
    expect(await pushed({})).toMatchObject({ noCache: false, compression: "gzip" });
  });

  test("`push: false`: everything but what would be written", async () => {
    const image = smallImage();
    const store = layoutStore(join(home.path, "made"));
    await publish(store, image, "made");
    const engine = { name: "buildah", description: "none", build: async () => undefined } as const;
    ports = { ...ports, chooseEngine: async () => engine, openLayout: async () => ({ store, root: image.index }) };
    const all = { path: repository.folder, context: "final", images: "./out", tags: "one", push: "false" };
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const said = await push(ports, await request("push", all), opened);
    expect(said).toMatchObject({ isPushed: false, tags: [{ tag: "one" }] });
    expect(await ports.openStore("./out").lookup("one")).toEqual({ state: "absent" });
  });
});

describe("what is not committed", () => {
  beforeEach(() => repository.write({ "not-committed": "x" }));

  test("is promoted nowhere that others can see, before anything is built", async () => {
    const shared = (name: string): Store => ({ ...layoutStore(join(home.path, name)), shared: true });
    ports = { ...ports, openStore: shared };
    const all = { path: repository.folder, base, images: "./out", tags: "one" };
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const work = promote(ports, await request("promote", all), opened);
    await expect(work).rejects.toThrow("The recipe has uncommitted changes");
    expect(asked).toEqual([]);
  });

  test("is not published by a later job, where this machine has kept it", async () => {
    const writes: (string | undefined)[] = [];
    const remote = layoutStore(join(home.path, "remote"));
    ports = {
      ...ports,
      openStore: () => ({
        ...remote,
        shared: true,
        writeBlob: async () => void writes.push("blob"),
        writeManifest: async (_, tag) => void writes.push(tag),
      }),
    };
    const inputs = { path: repository.folder, base, store: "./remote" };
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const tag = await tagOf(inputs, opened);
    expect(tag).toMatch(/-dirty$/);
    await publish(ports.localStore, smallImage(), tag);
    expect(await callVerb(ports, await request("build", inputs), opened)).toMatchObject({ cacheHit: true });
    expect(writes).toEqual([]);
  });
});

describe("run hands to the sandbox", () => {
  async function ran(
    inputs: Inputs,
    run: (command: Command) => Promise<{ exitCode: number; told?: { signal: "SIGTERM"; at: number } }>,
  ) {
    const all = await request("run", { path: repository.folder, ...inputs }, ["true"]);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const ready = {
      repository: opened,
      environment: { config: JSON.stringify({ config: { Env: ["PATH=/bin"] } }) },
      ...{ stages: [], writable: ["/opt/venv"], caches: [], sandbox: { kind: "mounted", description: "", run } },
    };
    return runIn(ports, all, ready as unknown as Parameters<typeof runIn>[2]);
  }

  test("user, system calls, variables, volumes, devices and folders to be written", async () => {
    let command: Command | undefined;
    const volume = join(home.path, "volume");
    await mkdir(volume);
    const inputs = {
      ...{
        user: "7:8",
        "security-opt": "seccomp=unconfined",
        env: "NAMED\nGIVEN=x\nUNSET",
        devices: "/dev/null:/dev/other:r",
      },
      volumes: `${volume}:/volume:ro`,
    };
    await ran(inputs, async (given) => {
      command = given;
      return { exitCode: 0 };
    });
    expect(command).toMatchObject({
      ...{ argv: ["true"], user: "7:8", seccomp: "unconfined", writable: ["/opt/venv"], output: "stderr" },
      devices: [{ source: "/dev/null", target: "/dev/other", access: "r" }],
      binds: expect.arrayContaining([{ source: volume, target: "/volume", readOnly: true }]),
    });
    expect(Object.fromEntries(command!.env)).toEqual({ NAMED: "by the caller", GIVEN: "x" });
  });

  test("a signal for when its time is up, which makes 124 of whatever it ends with", async () => {
    const outcome = await ran({ timeout: "1s" }, async ({ signal }) => {
      const up = await Promise.race([
        new Promise((resolve) => signal!.addEventListener("abort", () => resolve(true))),
        new Promise((resolve) => setTimeout(resolve, 5_000, false).unref()),
      ]);
      return up === true ? { exitCode: 0, told: { signal: "SIGTERM", at: performance.now() } } : { exitCode: 0 };
    });
    expect(outcome).toMatchObject({ exitCode: 124, outcome: "timed-out" });
  });
});

describe("on a machine without an engine and a sandbox", () => {
  /** PATH has git alone. */
  async function failure(verb: "build" | "pull", inputs: Inputs): Promise<string> {
    const bin = join(home.path, "bin");
    await mkdir(bin, { recursive: true });
    const git = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    symlinkSync(git, join(bin, "git"));
    const call = await request(verb, { path: repository.folder, base, ...inputs });
    const environment = { ...gitEnvironment, PATH: bin, XDG_CACHE_HOME: home.path };
    const host = { log: silentLog, environment, commandOutput: "stderr" } as const;
    return perform(call, host).then(
      () => "",
      (error: Error) => error.message,
    );
  }

  test("the engine that was asked for is the one that is missed", async () => {
    expect(await failure("build", { engine: "buildah" })).toMatch(/^The engine buildah was requested: buildah cannot/);
  });

  test("the sandbox that was asked for is the one that is missed", async () => {
    const message = await failure("pull", { sandbox: "container" });
    expect(message).toContain("a container was asked for; no container can be made");
  });
});
