/** Jobs of many machines that find the same image absent, on a real registry, and on such as behave like some that were seen. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { mock } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { leaveMark } from "../../core/cache/mark.ts";
import { type Log, silentLog } from "../../core/log/log.ts";
import { jobName } from "../../core/machine/job-name.ts";
import type { Digest } from "../../core/oci/port.ts";
import { parseLocation, type RegistryLocation } from "../../core/oci/reference.ts";
import { registryStore } from "../../core/oci/registry/store.ts";
import { leaseManifest, leaseTag, over, parseLease } from "../../core/places/lease.ts";
import type { LeasingStore } from "../../core/places/lease-board.ts";
import { writeNote } from "../../core/places/note.ts";
import { canHaveLeases, type TurnRequest, takeTurn } from "../../core/places/turn.ts";
import { watchTag } from "../../core/places/whole.ts";
import { testFolder } from "../fixtures/git.ts";
import { refuse } from "../services/http.ts";
import { publish, smallImage } from "../services/image.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

let registry: RunningRegistry;
let proxy: QuirkProxy;
beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
});
afterAll(async () => {
  await proxy?.stop();
  await registry?.stop();
});

let tag: string;
beforeEach(() => {
  tag = randomBytes(20).toString("hex");
  proxy.behave();
  proxy.seen.length = 0;
});
afterEach(() => {
  mock.restoreAll();
});

/** A store as another machine has it: a client of its own, a connection of its own. */
function openStore(): LeasingStore {
  const store = registryStore(parseLocation(`${proxy.host}/team/build`) as RegistryLocation, {
    pace: { tries: 2, firstDelay: 10 },
  });
  if (!canHaveLeases(store)) throw new Error("a registry can have leases");
  return store;
}

const lines: string[] = [];
const log: Log = { ...silentLog, info: (line) => void lines.push(line) };
beforeEach(() => {
  lines.length = 0;
});
const said = (text: RegExp) => lines.filter((line) => text.test(line));

const pace = { settle: 300, beat: 3000 };
/** Nobody looks dead within a test. */
const patient = { settle: 300, beat: 60_000 };
/** A job that is gone is known for it after two seconds. */
const hasty = { settle: 100, beat: 500 };

const request = (changes: Partial<TurnRequest> = {}): TurnRequest => {
  const store = changes.store ?? openStore();
  return {
    store,
    tag,
    watch: watchTag(store, tag, {}),
    holder: "a job",
    mark: randomBytes(12).toString("hex"),
    dead: undefined,
    log,
    signal: new AbortController().signal,
    pace,
    ...changes,
  };
};

interface Job {
  readonly built: boolean;
  readonly digest: Digest | undefined;
}

/** A job that needs the image, and builds one that is unlike every other where it is its turn. */
async function job(changes: Partial<TurnRequest> = {}, build = buildIn): Promise<Job> {
  const asked = request(changes);
  const turn = await takeTurn(asked);
  if (turn.kind === "built") return { built: false, digest: turn.manifest.descriptor.digest };
  try {
    return { built: true, digest: await build(asked.store) };
  } finally {
    await turn.release();
  }
}

async function buildIn(store: LeasingStore): Promise<Digest> {
  const image = smallImage();
  await publish(store, image, tag);
  return image.index.descriptor.digest;
}

/** Puts a lease as a job does that is killed right afterwards. */
async function leaveLease(beat: number, nonce = "somebody.1"): Promise<void> {
  await writeNote(openStore(), leaseManifest({ holder: "a dead job", nonce, beat }), leaseTag(tag));
}

const builders = (jobs: readonly Job[]) => jobs.filter(({ built }) => built).length;
const isLease = ({ url = "" }: IncomingMessage) => url.endsWith("-lease");
const randomDigest = (): Digest => `sha256:${randomBytes(32).toString("hex")}`;

test("of 20 jobs that come at once one builds, and all have its image; nothing is left of their agreement", async () => {
  const waiting = () => said(/^Waiting for a job, which builds the same image\.$/).length;
  const build = async (store: LeasingStore) => {
    while (waiting() < 19) await sleep(20);
    return buildIn(store);
  };
  const jobs = await Promise.all(Array.from({ length: 20 }, () => job({ pace: patient }, build)));
  expect(builders(jobs)).toBe(1);
  expect(new Set(jobs.map(({ digest }) => digest)).size).toBe(1);
  expect(waiting()).toBe(19);
  expect(await openStore().lookup(leaseTag(tag))).toEqual({ state: "absent" });
});

test("a job hears of its claim while that settles, and one that waits does not", async () => {
  const heard: string[] = [];
  const finished = Promise.withResolvers<void>();
  const first = job({ pace: patient, onClaim: () => heard.push("first") }, async (store) => {
    heard.push("builds");
    await finished.promise;
    return buildIn(store);
  });
  while (heard.length < 2) await sleep(20);
  const second = job({ pace: patient, onClaim: () => heard.push("second") });
  while (said(/^Waiting for a job/).length === 0) await sleep(20);
  finished.resolve();
  expect(builders(await Promise.all([first, second]))).toBe(1);
  expect(heard).toEqual(["first", "builds"]);
});

test("a job that comes while another one builds waits for it, and asks by requests that are no pulls", async () => {
  const finished = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const first = job({ pace: patient }, async (store) => {
    started.resolve();
    await finished.promise;
    return buildIn(store);
  });
  await started.promise;
  proxy.seen.length = 0;
  const second = job({ pace: patient });
  const asked = () => proxy.seen.filter(({ method }) => method === "HEAD").length;
  while (asked() < 6) await sleep(20);
  const pulls = proxy.seen.filter(({ method }) => method === "GET").length;
  finished.resolve();
  const [{ digest }, theirs] = await Promise.all([first, second]);
  expect(theirs).toEqual({ built: false, digest });
  expect(pulls).toBe(1); // the lease, once
});

test("a job that lives is waited for, however long it builds", async () => {
  const finished = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const first = job({ pace: hasty }, async (store) => {
    started.resolve();
    await finished.promise;
    return buildIn(store);
  });
  await started.promise;
  const second = job({ pace: hasty });
  const renewals = () => proxy.seen.filter(({ method, path }) => method === "PUT" && path.endsWith("-lease")).length;
  while (renewals() < 9) await sleep(20);
  finished.resolve();
  expect((await second).built).toBe(false);
  expect((await first).built).toBe(true);
});

describe("a job that is gone", () => {
  test("is not waited for any longer than its lease lasts without a sign of life", async () => {
    await leaveLease(1);
    const jobs = await Promise.all(Array.from({ length: 3 }, () => job({ pace: { settle: 300, beat: 2000 } })));
    expect(builders(jobs)).toBe(1);
    expect(said(/^Waiting for a dead job/).length).toBe(3);
    expect(
      said(/^a dead job has ended without an image, or has not been heard of any more: it is built here\.$/),
    ).toEqual([expect.anything()]);
  });

  test("is not waited for at all by another one of its own machine", async () => {
    await leaveLease(2, "0123456789abcdef.1");
    expect((await job({ dead: "0123456789abcdef", pace: patient })).built).toBe(true);
    expect(said(/Waiting/)).toEqual([]);
  });

  test("has left a mark in its machine's cache, unless it has ended by itself", async () => {
    using cache = testFolder();
    const killed = await leaveMark(cache.path, "build");
    const next = await leaveMark(cache.path, "build");
    expect(next.dead).toBe(killed.ours);
    await next.remove();
    expect((await leaveMark(cache.path, "build")).dead).toBeUndefined();
  });

  test("has failed to build: one of those that waited for it builds", async () => {
    const started = Promise.withResolvers<void>();
    const first = job({ pace: patient }, async () => {
      started.resolve();
      while (said(/Waiting/).length < 2) await sleep(20);
      throw new Error("the build failed");
    });
    const failed = expect(first).rejects.toThrow("the build failed");
    await started.promise;
    const others = await Promise.all([job({ pace: patient }), job({ pace: patient })]);
    await failed;
    expect(builders(others)).toBe(1);
    expect(others[0]!.digest).toBe(others[1]!.digest);
  });
});

test("the time of day does not matter: clocks may be hours apart", async () => {
  const now = Date.now.bind(Date);
  mock.method(Date, "now", () => now() + (Math.random() - 0.5) * 1e8);
  const jobs = await Promise.all(Array.from({ length: 5 }, () => job({ pace: patient })));
  expect(builders(jobs)).toBe(1);
  expect(leaseManifest({ holder: "a job", nonce: "n", beat: 1 }).manifest.body.toString()).not.toMatch(
    /time|date|created/,
  );
});

describe("a job that builds knows whether others may build, too", () => {
  const turnOf = async (changes: Partial<TurnRequest>) => {
    const turn = await takeTurn(request(changes));
    if (turn.kind !== "ours") throw new Error("Nobody else builds it.");
    return turn;
  };

  test("while its lease is renewed, they do not", async () => {
    const beat = 1500;
    const turn = await turnOf({ pace: { settle: 100, beat } });
    await sleep(4 * beat);
    expect(turn.isHeld()).toBe(true);
    await turn.release();
  });

  test("once the registry has been unreachable for as long as a lease lasts, they may, from then on", async () => {
    const turn = await turnOf({ pace: hasty });
    proxy.behave((_request, response) => {
      refuse(response, 503, "UNAVAILABLE", "for a while");
      return true;
    });
    await sleep(4 * hasty.beat);
    expect(turn.isHeld()).toBe(false);
    proxy.behave();
    await sleep(2 * hasty.beat);
    expect(turn.isHeld()).toBe(false);
    await turn.release();
  });

  test("where another one holds it, they do", async () => {
    const turn = await turnOf({ pace: hasty });
    await leaveLease(1, "another.1");
    await sleep(2 * hasty.beat);
    expect(turn.isHeld()).toBe(false);
    await turn.release();
  });

  test("where no lease is possible, they may", async () => {
    proxy.behave((incoming, response) => {
      if (incoming.method !== "PUT") return false;
      incoming.resume();
      refuse(response, 400, "TAG_INVALID", "tags are immutable");
      return true;
    });
    expect((await turnOf({ pace: hasty })).isHeld()).toBe(false);
  });
});

describe("two that put their leases at the same moment", () => {
  /** A store whose first write of a lease waits. */
  const slow = (until: () => Promise<unknown>): LeasingStore => {
    const store = openStore();
    let first = true;
    return {
      ...store,
      async writeManifest(manifest, to) {
        if (first && to === leaseTag(tag)) {
          first = false;
          await until();
        }
        return store.writeManifest(manifest, to);
      },
    };
  };

  test("agree on the last one", async () => {
    const puts: (() => void)[] = [];
    const both = () =>
      new Promise<void>((resolve) => {
        puts.push(resolve);
        if (puts.length === 2) for (const put of puts) put();
      });
    // Each has looked before either has put.
    const jobs = await Promise.all([
      job({ store: slow(both), pace: patient }),
      job({ store: slow(both), pace: patient }),
    ]);
    expect(builders(jobs)).toBe(1);
    expect(jobs[0]!.digest).toBe(jobs[1]!.digest);
  });

  test("agree on the one that has it already, where the other one looked and then was slow to put its own", async () => {
    const started = Promise.withResolvers<void>();
    const first = job({ pace: patient, holder: "the quick one" }, async (store) => {
      started.resolve();
      while (said(/^Waiting for the quick one/).length === 0) await sleep(20);
      return buildIn(store);
    });
    const late = () => started.promise.then(() => sleep(200));
    const second = job({ store: slow(late), pace: patient, holder: "the slow one" });
    // Both have looked and found nothing: the slow one's put is under way.
    expect(await Promise.all([first, second])).toMatchObject([{ built: true }, { built: false }]);
  });
});

describe("a registry", () => {
  test("that removes nothing is told that it is over: the next one need not wait", async () => {
    proxy.behave((incoming, response) => {
      if (incoming.method !== "DELETE") return false;
      refuse(response, 405, "UNSUPPORTED", "The operation is unsupported.");
      return true;
    });
    const failing = async (): Promise<Digest> => Promise.reject(new Error("no image"));
    await expect(job({ pace: patient }, failing)).rejects.toThrow("no image");
    const left = await openStore().lookup(leaseTag(tag));
    expect(left.state === "present" && parseLease(left.manifest)).toBe(over);
    expect((await job({ pace: patient })).built).toBe(true);
    expect(said(/Waiting/)).toEqual([]);
  });

  test.each([
    [400, "TAG_INVALID", "The image tag already exists and cannot be overwritten because the repository is immutable."],
    [409, "CONFLICT", "tag is immutable"],
  ])(
    "whose tags cannot be moved (%i) lets each job build for itself, which is said once by each",
    async (...refusal) => {
      const tags = new Set<string>();
      proxy.behave((incoming, response) => {
        const to = /\/manifests\/([^:]+)$/.exec(incoming.url ?? "")?.[1];
        if (incoming.method === "DELETE") refuse(response, 405, "UNSUPPORTED", "The operation is unsupported.");
        else if (incoming.method !== "PUT" || to === undefined || !tags.has(to)) {
          if (incoming.method === "PUT" && to !== undefined) tags.add(to);
          return false;
        } else refuse(response, ...refusal);
        return true;
      });
      const building = async () => randomDigest();
      const jobs = await Promise.all(Array.from({ length: 3 }, () => job({ pace: hasty }, building)));
      expect(builders(jobs)).toBe(3);
      expect(said(/^Other jobs cannot be told that this image is being built here: .* cannot become/)).toHaveLength(3);
    },
  );

  test("that may not be written lets the job build for itself, unless it sees another one that does", async () => {
    // Readers come through a door of their own.
    const door = await startQuirkProxy(registry.host);
    try {
      door.behave(({ method = "" }, response) => {
        if (["GET", "HEAD"].includes(method)) return false;
        refuse(response, 403, "DENIED", "requested access to the resource is denied");
        return true;
      });
      const reading = () =>
        registryStore(parseLocation(`${door.host}/team/build`) as RegistryLocation, {}) as LeasingStore;
      expect((await job({ store: reading(), pace: patient }, async () => randomDigest())).built).toBe(true);
      expect(said(/^Other jobs cannot be told .*403/)).toHaveLength(1);
      const started = Promise.withResolvers<void>();
      const first = job({ pace: patient }, async (store) => {
        started.resolve();
        while (said(/Waiting/).length === 0) await sleep(20);
        return buildIn(store);
      });
      await started.promise;
      expect(await job({ store: reading(), pace: patient })).toEqual({ ...(await first), built: false });
    } finally {
      await door.stop();
    }
  });

  test("that has something else where the lease belongs keeps it, and the job builds for itself", async () => {
    const image = smallImage();
    await publish(openStore(), image, leaseTag(tag));
    expect((await job()).built).toBe(true);
    expect(said(/^Other jobs cannot be told .* stands where a lease belongs, and is none\.$/)).toHaveLength(1);
    expect(await openStore().lookup(leaseTag(tag))).toMatchObject({ state: "present", manifest: image.index });
  });

  test("that is gone for a while is waited for", async () => {
    const started = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    const first = job({ pace: patient }, async (store) => {
      started.resolve();
      await finished.promise;
      proxy.behave();
      return buildIn(store);
    });
    await started.promise;
    const second = job({ pace: patient });
    while (said(/Waiting/).length === 0) await sleep(20);
    let refused = 0;
    proxy.behave((_, response) => {
      refused++;
      response.writeHead(502).end();
      return true;
    });
    while (refused < 8) await sleep(20);
    finished.resolve();
    expect((await second).digest).toBe((await first).digest);
  });

  test("that does not say whether the image is there ends the job: unknown is not absent", async () => {
    proxy.behave((incoming, response) => {
      if (incoming.method !== "GET" || isLease(incoming)) return false;
      refuse(response, 403, "DENIED", "denied");
      return true;
    });
    await expect(job()).rejects.toMatchObject({ code: "store-denied" });
    proxy.behave();
    expect(await openStore().lookup(leaseTag(tag))).toEqual({ state: "absent" });
  });
});

test("a job that is told to stop while it waits stops, and leaves the other one's lease", async () => {
  await leaveLease(1);
  const stop = new AbortController();
  const waiting = job({ pace: patient, signal: stop.signal });
  while (said(/Waiting/).length === 0) await sleep(20);
  stop.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow();
  expect(await openStore().lookup(leaseTag(tag))).toMatchObject({ state: "present" });
});

describe("a job is known to others", () => {
  test("by the page of its run, or its process; not by anything secret", () => {
    const github = {
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "acme/app",
      GITHUB_RUN_ID: "12",
      GITHUB_RUN_ATTEMPT: "2",
      GITHUB_JOB: "test",
      GITHUB_TOKEN: "secret",
    };
    expect(jobName(github)).toBe("https://github.com/acme/app/actions/runs/12/attempts/2 (test)");
    const circle = { CIRCLECI: "true", CIRCLE_BUILD_URL: "https://circleci.com/gh/acme/app/7", CIRCLE_TOKEN: "secret" };
    expect(jobName(circle)).toBe("https://circleci.com/gh/acme/app/7");
    expect(jobName({})).toMatch(/^process \d+ on ./);
  });

  test("by a name that no runner takes for a command", () => {
    const lease = { holder: "x\n::error::y ##[add-mask]z\u001b[2J", nonce: "n", beat: 1 };
    expect(parseLease(leaseManifest(lease).manifest)).toEqual({ ...lease, holder: "x?::error::y ???add-mask?z??2J" });
  });
});
