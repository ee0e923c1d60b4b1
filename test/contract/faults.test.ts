/**
 * A registry behind a line on which everything goes wrong: publishing and fetching give the right bytes or a clear error,
 * never wrong bytes, and never say that something was done which was not.
 *
 * TREESTAMP_FUZZ_SEED repeats a run, TREESTAMP_FUZZ_RUNS makes it so many times as long.
 */
import { hash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { isTreestampError, TreestampError } from "../../core/errors.ts";
import { openRepository } from "../../core/git/repository.ts";
import { readRequest } from "../../core/inputs/request.ts";
import { type Log, silentLog } from "../../core/log/log.ts";
import { interruptible } from "../../core/machine/interrupt.ts";
import { readWhole } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Descriptor, Store } from "../../core/oci/port.ts";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import type { Pace } from "../../core/oci/registry/retry.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { manifestOf, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import { limiter } from "../../core/parallel/limiter.ts";
import { makePublication, type PackedImage, type Publication } from "../../core/places/publication.ts";
import { publish } from "../../core/places/publish.ts";
import type { Sandbox } from "../../core/sandbox/port.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import type { Ports } from "../../core/verbs/ports.ts";
import { ensureReady } from "../../core/verbs/pull.ts";
import { identify } from "../../core/verbs/resolve.ts";
import { gitEnvironment, testFolder, testRepository } from "../fixtures/git.ts";
import { layerOf, tarMediaType } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";
import { searchFactor, seededRandom } from "../fuzz/random.ts";
import { type FaultProxy, type Met, startFaultProxy } from "../services/fault-proxy.ts";
import { askedWait, type Fault, type FaultName, faultNames, faults, faultsOf } from "../services/faults.ts";
import { descriptorOf, inParts, publish as publishSmall, smallImage } from "../services/image.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const seed = Number(process.env.TREESTAMP_FUZZ_SEED ?? Date.now() % 2 ** 31);
/** As many as show both outcomes of each kind, for every change; TREESTAMP_FUZZ_RUNS=10 and more for a search. */
const runs = Math.ceil(20 * searchFactor);
/** They wait more than they compute. */
const runsAtOnce = 12;

/** The usual four tries, without the waiting between them. */
const quick: Partial<Pace> = { firstDelay: 1, longestDelay: 200 };
/** The same, and the patience of a test: on a busy machine a request that is only slow may be given up, too. */
const hurried: Partial<Pace> = { ...quick, stall: 1000 };

let home: ReturnType<typeof testFolder>;
let registry: RunningRegistry;
let proxy: FaultProxy;
beforeAll(async () => {
  home = testFolder();
  registry = await startRegistry();
  proxy = await startFaultProxy(registry.host);
});
afterAll(async () => {
  await proxy.stop();
  await registry.stop();
  home[Symbol.dispose]();
});

interface Opened {
  readonly store: Store;
  readonly log: Log;
  /** What everybody is told. */
  readonly said: readonly string[];
}

/** A repository of the registry through the proxy, in a hurry. */
function attacked(repository: string, pace = hurried): Opened {
  const said: string[] = [];
  const log: Log = { ...silentLog, info: (line) => said.push(line), warning: (line) => said.push(line) };
  const location = parseLocation(`${proxy.host}/${repository}`) as RegistryLocation;
  return { store: registryStore(location, { log, pace }), log, said };
}

/** The same with the usual patience. */
function through(repository: string): Store {
  return registryStore(parseLocation(`${proxy.host}/${repository}`) as RegistryLocation);
}

/** The same as the registry has it. */
function truth(repository: string): Store {
  return registryStore(parseLocation(`${registry.host}/${repository}`) as RegistryLocation);
}

const isRetry = (line: string) => /Trying again in [0-9.]+ s \(\d of \d\)\.$/.test(line);

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The errors that a fault of the line or the registry may become. */
const codes = ["store-unreachable", "store-denied", "store-refused", "store-corrupt", "path-missing"] as const;

function expectClear(error: unknown, more: readonly string[] = []): void {
  if (!isTreestampError(error)) throw error;
  expect([...codes, ...more]).toContain(error.code);
  expect(error.message).toMatch(/^[^\n]{20,}\.$/);
  expect(error.remedy).toMatch(/^[A-Z].*\.$/s);
}

describe("a fault that each request meets", () => {
  const bytes = randomBytes(1_200_000);
  const blob = descriptorOf("application/octet-stream", bytes);
  const image = smallImage();
  beforeAll(async () => {
    const store = truth("team/each");
    await publishSmall(store, image, "v1");
    await store.writeBlob(blob, () => inParts(bytes));
  });

  interface Work {
    readonly what: string;
    /** The requests that meet the fault, as the proxy names them. */
    readonly meets: RegExp;
    /** One for each try. */
    readonly tries: RegExp;
    /** Such a request, for faults that not all requests can meet. */
    readonly like: {
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    };
    readonly origin?: string;
    /** Throws where it fails, or gives something else than it should. */
    readonly run: (store: Store) => Promise<void>;
  }
  const works: readonly Work[] = [
    {
      what: "looking up a tag",
      meets: /^GET \/manifests/,
      tries: /^GET \/manifests/,
      like: { method: "GET", url: "/manifests/v1", headers: {} },
      origin: "team/each",
      async run(store) {
        const answer = await store.lookup("v1");
        if (answer.state === "unknown") throw answer.reason;
        expect(answer).toEqual({ state: "present", manifest: image.index });
      },
    },
    {
      what: "reading part of a blob",
      meets: /^GET \/blobs/,
      tries: /^GET \/blobs/,
      like: { method: "GET", url: "/blobs/sha256:0", headers: { range: "bytes=10-1199999" } },
      origin: "team/each",
      async run(store) {
        const parts: Buffer[] = [];
        for await (const part of store.readBlob(blob, { offset: 10, length: 1_199_990 })) parts.push(Buffer.from(part));
        expect(Buffer.concat(parts).equals(bytes.subarray(10))).toBe(true);
      },
    },
    {
      what: "uploading a blob",
      meets: /^PUT \/blobs/,
      tries: /^POST \/blobs/,
      like: { method: "PUT", url: "/blobs/uploads/", headers: { "content-length": "100000" } },
      async run(store) {
        const other = randomBytes(100_000);
        await store.writeBlob(descriptorOf("application/octet-stream", other), () => inParts(other));
      },
    },
  ];
  // A part of a blob is not known to be right before what is made of it is verified: see the fetches below.
  const unseen: readonly FaultName[] = ["a flipped bit", "another range, said to be this one"];
  const cases = faultNames.flatMap((name) =>
    works
      .filter(
        ({ like, what }) =>
          (faults[name].on?.(like as never) ?? true) && !(what.startsWith("reading") && unseen.includes(name)),
      )
      .map((work) => ({ name, kind: faults[name].kind, ...work })),
  );

  test.concurrent.each(cases)("$kind: $name, while $what", async ({ name, kind, meets, tries, origin, run }) => {
    const repository = `each/${randomBytes(6).toString("hex")}`;
    const choose = (request: Parameters<NonNullable<(typeof faults)[FaultName]["on"]>>[0], key: string, nth: number) =>
      meets.test(key) && (faults[name].on?.(request) ?? true) && (kind !== "harmless" || nth === 0) ? name : undefined;
    const random = (key: string, nth: number) => seededRandom(key.length, nth);
    const met = proxy.attack(repository, choose, random, origin);
    const { stalls = false } = faults[name] as Fault;
    const { store, said } = attacked(repository, stalls ? hurried : quick);
    const failure = await failureOf(run(store));
    const tried = met.filter(({ key }) => tries.test(key)).length;
    const retries = said.filter(isRetry).length;
    if (kind === "harmless") expect({ failure, retries }).toEqual({ failure: undefined, retries: 0 });
    else expectClear(failure);
    if (kind === "passes") {
      // A try that brought more than a megabyte is not counted. Where we are in a hurry, another request may be given up, too.
      if (!stalls) expect({ tried, retries }).toEqual({ tried: expect.any(Number), retries: tried - 1 });
      expect(retries).toBeGreaterThanOrEqual(3);
      expect(tried).toBeLessThanOrEqual(8);
    } else if (kind !== "harmless") expect({ tried, retries }).toEqual({ tried: 1, retries: 0 });
    if (kind === "wrong") expect(failure).toMatchObject({ code: "store-corrupt" });
  });
});

type Made = Publication & { readonly images: readonly PackedImage[] };

describe("faults at random", () => {
  const tag = "0123456789abcdef0123456789abcdef01234567";
  let layout: Store;
  let publication: Made;
  let older: Made;
  beforeAll(async () => {
    layout = layoutStore(join(home.path, "layout"));
    const contents = Array.from({ length: 9 }, (_, index) => (index < 6 ? randomBytes(250_000) : randomBytes(3)));
    publication = await made("new", contents);
    older = await made(
      "old",
      contents.map((content, index) => (index % 2 === 0 ? content : randomBytes(250_000))),
    );
  });

  /** An image of one layer with these files, and its snapshot. */
  async function made(name: string, contents: readonly Buffer[]): Promise<Made> {
    const layer = layerOf(tar(contents.map((data, index) => ({ name: `file-${index}`, data }))));
    const put = async (mediaType: string, bytes: Buffer): Promise<Descriptor> => {
      const blob = descriptorOf(mediaType, bytes);
      await layout.writeBlob(blob, () => inParts(bytes));
      return blob;
    };
    const rootfs = { type: "layers", diff_ids: [layer.descriptor.digest] };
    const config = { architecture: "amd64", os: "linux", config: { Env: ["PATH=/bin"] }, rootfs };
    await layout.writeBlob(layer.descriptor, layer.open);
    const manifest = manifestOf(
      ociManifestMediaType,
      Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: ociManifestMediaType,
          config: await put("application/vnd.oci.image.config.v1+json", Buffer.from(JSON.stringify(config))),
          layers: [{ ...layer.descriptor, mediaType: tarMediaType.replace("docker", "oci") }],
        }),
      ),
    );
    const snapshot = await packSnapshot({ layers: [layer], folder: join(home.path, name), log: silentLog });
    const images = [{ platform: { os: "linux", architecture: "amd64" }, manifest, snapshot }];
    return { ...makePublication(images, layout), images };
  }

  /**
   * Some runs meet few faults, some many; and each time the same, whatever comes first. Every second one that fetches
   * gets to the frames, and these are wrong the first time, and some or most of the times after that.
   */
  function attack(kind: number, run: number, repository: string, origin?: string): readonly Met[] {
    // Percent.
    const wrongFrames = origin !== undefined && run % 2 === 0 ? [10, 30, 60][(run >> 1) % 3]! : 0;
    const rate = wrongFrames > 0 ? 2 : [3, 8, 15, 30, 60][run % 5]!;
    const random = (key: string, nth: number) => {
      // Uploads have other names each time.
      const known = hash("sha256", `${kind} ${run} ${key.replace(/\/uploads\/.*/, "")} ${nth}`, "buffer");
      return seededRandom(seed, known.readInt32LE(0));
    };
    return proxy.attack(
      repository,
      (request, key, nth) => {
        const numbers = random(`choice ${key}`, nth);
        const spoilt = wrongFrames > 0 && isOfFrames(key) && (nth === 0 || numbers.below(100) < wrongFrames);
        if (!spoilt && numbers.below(100) >= rate) return undefined;
        // There are many that pass, and few that give wrong bytes.
        const kind = spoilt ? "wrong" : numbers.of(["passes", "passes", "wrong", "wrong", "harmless", "final"]);
        const candidates = faultsOf(request).filter((name) => faults[name].kind === kind);
        return candidates.length === 0 ? undefined : numbers.of(candidates);
      },
      random,
      origin,
    );
  }

  const isOfFrames = (key: string) => key.includes(publication.images[0]!.snapshot.frames.digest);

  /** How often each request was made, when it was told to come again, and what the log says. */
  function expectBounded(met: readonly Met[], said: readonly string[], succeeded: boolean): void {
    const requests = Map.groupBy(met, ({ key }) => key);
    for (const [key, group] of requests) {
      if (key.includes("/uploads/")) continue; // another name for each try
      // Asked twice in one publishing; four tries, a renewal, and as often where frames are wrong; each once more for a login.
      expect({ key, times: group.length, allowed: group.length <= 40 }).toEqual({
        key,
        times: group.length,
        allowed: true,
      });
      for (const [index, { fault, ended }] of group.entries()) {
        const next = group[index + 1];
        if (next === undefined || !fault?.includes("when to come again")) continue;
        // Two uploads of one blob ask for it at their own times: the next one may be the other's first.
        if (key.startsWith("HEAD /blobs/")) continue;
        const waited = next.came - ended;
        expect({ key, waited, enough: waited > askedWait - 2 }).toEqual({ key, waited, enough: true });
      }
    }
    if (!succeeded) return;
    const passing = met.filter(({ fault = "none" }) => faults[fault].kind === "passes").length;
    expect(said.filter(isRetry).length).toBeGreaterThanOrEqual(passing);
  }

  /** Runs all, and says with which seed one failed. @returns how many succeeded */
  async function each(run: (run: number) => Promise<boolean>): Promise<number> {
    let succeeded = 0;
    await limiter(runsAtOnce).all(Array(runs).keys(), async (index) => {
      try {
        if (await run(index)) succeeded++;
      } catch (error) {
        (error as Error).message = `run ${index} of TREESTAMP_FUZZ_SEED=${seed}: ${(error as Error).message}`;
        throw error;
      }
    });
    return succeeded;
  }

  function expectBoth(succeeded: number): void {
    expect(succeeded).toBeGreaterThan(runs * 0.1);
    expect(succeeded).toBeLessThan(runs * 0.95);
  }

  /** All that the tag leads to, byte for byte. */
  async function expectWhole(store: Store): Promise<void> {
    const stored = async (reference: string) => {
      const lookup = await store.lookup(reference);
      return lookup.state === "present" ? lookup.manifest.body.toString() : lookup.state;
    };
    expect(await stored(tag)).toBe(publication.index.body.toString());
    for (const { manifest, snapshot } of publication.images) {
      for (const part of [manifest, ...publication.manifests]) {
        expect(await stored(part.descriptor.digest)).toBe(part.body.toString());
      }
      const { config, layers } = JSON.parse(manifest.body.toString()) as { config: Descriptor; layers: Descriptor[] };
      for (const blob of [config, ...layers, snapshot.frames, snapshot.table]) await readWhole(store, blob);
    }
  }

  test("a publishing that failed has ended: no upload goes on behind our back", async () => {
    let begun = 0;
    let ended = 0;
    const denied = new TreestampError("store-denied", "Go away.");
    const store: Store = {
      ...layout,
      async writeBlob() {
        if (begun++ === 0) throw denied;
        await sleep(20);
        ended++;
      },
    };
    await expect(publish({ publication, store, tag, log: silentLog })).rejects.toBe(denied);
    expect(ended).toBe(begun - 1);
    await sleep(60);
    expect(ended).toBe(begun - 1);
  });

  test(
    `${runs} publishings: the tag is there, with all that it leads to, or there is none`,
    async () => {
      const succeeded = await each(async (run) => {
        const repository = `publish/${run}`;
        const met = attack(1, run, repository);
        const { store, said } = attacked(repository);
        const failure = await failureOf(publish({ publication, store, tag, log: silentLog }));
        if (failure !== undefined) expectClear(failure);
        expectBounded(met, said, failure === undefined);
        const there = await truth(repository).lookup(tag);
        expect(there.state).not.toBe("unknown");
        if (failure === undefined || there.state === "present") await expectWhole(truth(repository));
        proxy.relent(repository);
        await publish({ publication, store: through(repository), tag, log: silentLog });
        await expectWhole(truth(repository));
        return failure === undefined;
      });
      expectBoth(succeeded);
    },
    300_000 * Math.max(1, searchFactor),
  );

  test(
    `${runs} fetches: the snapshot is the right one, or there is none`,
    async () => {
      using project = testRepository({ Dockerfile: "FROM scratch\nCOPY Dockerfile /\n" });
      const repository = await openRepository(project.folder, gitEnvironment);
      const request = await readRequest("pull", { written: new Map([["store", ["the.test/decides"]]]) });
      const [{ snapshot }] = publication.images as [PackedImage];
      const right = hash("sha256", await readFile(snapshot.rawFile));

      const portsOf = ({ store, log }: Opened, cache: SnapshotCache): Ports => ({
        log,
        environment: gitEnvironment,
        platform: { os: "linux", architecture: "amd64" },
        commandOutput: "stderr",
        assemble: async () => {},
        hostEvent: async () => undefined,
        workflowRun: async () => undefined,
        openRoot: () => Promise.reject(new Error("nothing is assembled")),
        bootstrap: async () => {},
        print: async () => {},
        gifts: { variables: new Map(), paths: [], readOnlyPaths: [], searched: [], results: new Map() },
        entryCache: async () => undefined,
        lackOfRights: async () => undefined,
        keepEnvironment: async () => undefined,
        pulledBefore: async () => [],
        openStore: () => store,
        localStore: layoutStore(join(cache.folder, "store")),
        openLayout: () => Promise.reject(new Error("nothing is built")),
        openCache: async () => cache,
        closeCache: () => cache.close(),
        chooseEngine: async () => {
          // The registry was believed when it said that the image is not there.
          throw new TreestampError("tool-missing", "There is no engine in this test.", { remedy: "Do not build." });
        },
        chooseSandbox: async () => ({ kind: "mounted", open: () => ({}) as Sandbox }),
        interruptible,
      });
      const fetched = async (opened: Opened, cache: SnapshotCache) => {
        const { environment } = await ensureReady(portsOf(opened, cache), request, repository);
        const found = await cache.find(environment.table);
        expect(environment.digest).toBe(publication.index.descriptor.digest);
        expect(hash("sha256", await readFile(found!.image))).toBe(right);
      };

      const nowhere = await openSnapshotCache(join(home.path, "nowhere"));
      const { key } = await identify(portsOf(attacked("fetch/origin"), nowhere), request, repository);
      await publish({ publication, store: truth("team/build"), tag: key.tag, log: silentLog });

      const withWrongFrames = { failed: 0, succeeded: 0 };
      const succeeded = await each(async (run) => {
        const name = `fetch/${run}`;
        const folder = join(home.path, "caches", String(run));
        mkdirSync(join(home.path, "caches"), { recursive: true });
        const cache = await openSnapshotCache(folder);
        if (run % 3 === 0) {
          // Chunks are here already, and what is missing lies apart: many requests.
          const { rawFile, table, chunkTable } = older.images[0]!.snapshot;
          await cache.provide(table.digest, async (staging) => {
            const image = join(staging, "copy.erofs");
            const { copyFile } = await import("node:fs/promises");
            await copyFile(rawFile, image);
            return { image, table: chunkTable };
          });
        }
        const met = attack(2, run, name, "team/build");
        const opened = attacked(name);
        const failure = await failureOf(fetched(opened, cache));
        // Only where the registry said of a part that it is gone is there anything to build.
        const saidGone = met.some(({ fault }) => fault === "404 for a blob that is there");
        if (failure !== undefined) expectClear(failure, saidGone ? ["tool-missing"] : []);
        if (met.some(({ key, fault = "none" }) => isOfFrames(key) && faults[fault].kind === "wrong")) {
          withWrongFrames[failure === undefined ? "succeeded" : "failed"]++;
        }
        expectBounded(met, opened.said, failure === undefined);
        expect(readdirSync(join(folder, "incoming"))).toEqual([]);
        // A fetch that fails by something else, such as the config, may leave the snapshot that it has verified.
        const { image } = (await cache.find(publication.images[0]!.snapshot.table.digest)) ?? {};
        if (failure === undefined) expect(image).toBeDefined();
        if (image !== undefined) expect(hash("sha256", await readFile(image))).toBe(right);
        expect(readdirSync(join(folder, "snapshots"))).toHaveLength(
          (run % 3 === 0 ? 1 : 0) + (image === undefined ? 0 : 1),
        );
        proxy.relent(name);
        await fetched({ ...opened, store: through(name) }, cache);
        await cache.close();
        return failure === undefined;
      });
      await repository.close();
      expectBoth(succeeded);
      // An attack that never gets that far shows nothing.
      expect(withWrongFrames.failed).toBeGreaterThan(0);
      expect(withWrongFrames.succeeded).toBeGreaterThan(0);
      expect(proxy.leaks).toEqual([]);
    },
    300_000 * Math.max(1, searchFactor),
  );
});
