/** What the commands of a run find again: found before it, saved after it. None of it ever fails a run: it costs time. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { CachedSnapshot } from "../cache/cache.ts";
import { bringFromCi, type CiEntries, keepInCi } from "../caches/ci-entries.ts";
import { type CacheScope, cacheTags } from "../caches/names.ts";
import { type SavingRight, savingRight } from "../caches/right.ts";
import { type CacheFacts, factsOf, findCache, type StoredCache, storeCache } from "../caches/stored.ts";
import { blobsOfWorkspace, settleTimes } from "../caches/workspace-times.ts";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import type { CacheInputs } from "../inputs/caches.ts";
import { isCiCache } from "../inputs/read.ts";
import type { Request } from "../inputs/request.ts";
import { formatBytes } from "../log/amounts.ts";
import { timed } from "../log/stages.ts";
import { checkStaysInside } from "../machine/leads-out.ts";
import { exists } from "../machine/missing.ts";
import { sha256Of } from "../oci/digest.ts";
import { formatPlatform } from "../oci/manifest.ts";
import type { Store } from "../oci/port.ts";
import { isHere } from "../places/port.ts";
import type { CacheReport } from "../report/outcome.ts";
import type { MountedCache } from "../sandbox/port.ts";
import { packSnapshot } from "../snapshot/pack.ts";
import type { Relative } from "../snapshot/relatives.ts";
import type { Ports } from "./ports.ts";
import type { Ready } from "./pull.ts";

/** The same while the run goes on. */
type Report = { -readonly [Fact in keyof CacheReport]: CacheReport[Fact] };

export interface RunCaches {
  readonly mounted: readonly MountedCache[];
  readonly reports: readonly CacheReport[];
  /** Resolves once a command has succeeded and its caches are being saved; never if they are not. */
  readonly saving: Promise<void>;
}

/** One cache of a call. */
interface Named {
  readonly cache: CacheInputs;
  readonly target: string;
  /** Digest of the lock files. */
  readonly lock: string;
}

/**
 * The caches that are declared, with the digests of their lock files. A missing lock file is a mistake that would go unnoticed.
 * @throws input-invalid
 */
export async function namedCaches(request: Request<"run">, { repository, caches }: Ready): Promise<readonly Named[]> {
  const root = repository.workTree ?? resolve(request.path);
  return Promise.all(
    caches.map(async (cache) => {
      const hash = createHash("sha256");
      for (const path of cache.lock) {
        const content = await readFile(join(root, path)).catch((error: unknown) => {
          throw new TreestampError("input-invalid", `\`caches.${cache.name}.lock\`: ${path} cannot be read.`, {
            remedy: "Name files of the repository, from its root on.",
            cause: error,
          });
        });
        hash.update(JSON.stringify([path, sha256Of(content)]));
      }
      return { cache, target: isAbsolute(cache.path) ? cache.path : join(root, cache.path), lock: hash.digest("hex") };
    }),
  );
}

/** Finds and fetches the caches of a run, all at the same time. @param scratch a folder of ours */
export async function runCaches(
  ports: Ports,
  request: Request<"run">,
  ready: Ready,
  scratch: string,
): Promise<RunCaches> {
  const named = await namedCaches(request, ready);
  let begin: () => void = () => {};
  const saving = new Promise<void>((done) => {
    begin = done;
  });
  if (named.length === 0) return { mounted: [], reports: [], saving };
  const event = await ports.hostEvent();
  const opened = await timed(ready.stages, "caches", async (describe) => {
    const isTimed = named.some(({ cache }) => cache.mtimes === "git");
    const [right, files] = await Promise.all([
      savingRight(ready.repository, event),
      isTimed ? blobsOfWorkspace(ready.repository) : undefined,
    ]);
    const work = { ports, request, ready, scratch, right, files, begin };
    const opened = await Promise.all(named.map((one) => openCache(work, one)));
    if (files !== undefined) await settle(ready, files, opened);
    const bytes = opened.reduce((sum, { report }) => sum + report.fetched, 0);
    describe({ bytes, note: opened.map(({ report: { name, found } }) => `${name}: ${found}`).join(", ") });
    return opened;
  });
  return { mounted: opened.map(({ mounted }) => mounted), reports: opened.map(({ report }) => report), saving };
}

/** Gives the workspace's files their times, by those caches that go by them. */
async function settle(
  { repository }: Ready,
  files: ReadonlyMap<string, string>,
  opened: readonly { readonly timesOf: CacheFacts | undefined; readonly isTimed: boolean }[],
): Promise<void> {
  if (repository.workTree === undefined) return;
  const saved = opened.filter(({ isTimed }) => isTimed).map(({ timesOf }) => timesOf?.files ?? {});
  await settleTimes(repository.workTree, files, saved);
}

interface Work {
  readonly ports: Ports;
  readonly request: Request<"run">;
  readonly ready: Ready;
  readonly scratch: string;
  readonly right: SavingRight;
  /** What git has of the workspace, where a cache wants to know. */
  readonly files: ReadonlyMap<string, string> | undefined;
  readonly begin: () => void;
}

interface OpenedCache {
  readonly mounted: MountedCache;
  readonly report: Report;
  /** Whether the workspace's times follow from it, and what they follow from. */
  readonly isTimed: boolean;
  readonly timesOf: CacheFacts | undefined;
}

async function openCache(work: Work, named: Named): Promise<OpenedCache> {
  const { ports, ready } = work;
  const { cache, target } = named;
  const isTimed = cache.mtimes === "git";
  const begun = performance.now();
  const { stored, here, facts: timesOf, found, fetched } = await foundCache(work, named);
  const report: Report = { name: cache.name, found, fetched, saved: undefined, unsaved: undefined, seconds: 0 };
  report.seconds = (performance.now() - begun) / 1000;
  if (!isAbsolute(cache.path)) {
    await makeInside(ready.repository.workTree ?? resolve(work.request.path), target);
  }
  const saved = here && {
    digest: here.digest,
    open: async () => (await import("../cache/cache.ts")).openSnapshot(here),
  };
  const why = whyNotSaved(work, cache);
  report.unsaved = why ?? "nothing has changed";
  const base = stored && here && { stored, here };
  const save = why === undefined ? saver(work, named, { base, report }) : undefined;
  ports.log.info(`Cache ${cache.name}: ${words[found]}${fetched > 0 ? `, ${formatBytes(fetched)} fetched` : ""}.`);
  return { mounted: { name: cache.name, target, saved, take: save }, report, isTimed, timesOf };
}

/** Makes a folder of the workspace, as whoever calls. @throws input-invalid where a link on the way leads out of it */
async function makeInside(root: string, folder: string): Promise<void> {
  let there = folder;
  while (there !== root && !(await exists(there))) there = dirname(there);
  await checkStaysInside(root, there);
  await mkdir(folder, { recursive: true });
}

const words = {
  exact: "saved with the same lock files",
  newest: "the newest one",
  none: "none yet, it begins empty",
  unknown: "it begins empty",
} as const;

function whyNotSaved({ right }: Work, { save }: CacheInputs): string | undefined {
  if (save === "never") return "`save: never` says so";
  if (right.kind === "none") return right.why;
  return right.kind === "branch" && save !== "always" ? "only the default branch saves it" : undefined;
}

interface FoundCache extends Pick<CacheReport, "found" | "fetched"> {
  readonly stored?: StoredCache | undefined;
  readonly here?: CachedSnapshot | undefined;
  readonly facts?: CacheFacts | undefined;
}

/** What was saved, on this machine. @throws interrupted, and nothing else */
async function foundCache(work: Work, { cache, lock }: Named): Promise<FoundCache> {
  const { ports, ready } = work;
  const { log, interruptible } = ports;
  const tags = scopesOf(work).map((scope) => cacheTags(cache.name, scope, lock));
  const stores = isHere(ports, ready.from) ? [ready.from] : [ready.from, ports.localStore];
  try {
    const entries = await ciEntriesOf(work);
    if (entries !== undefined)
      await interruptible((signal) => bringFromCi(entries, tags[0]!, { scratch: work.scratch, signal }));
    const stored = await findCache(stores, tags);
    if (stored === undefined) return { found: "none", fetched: 0 };
    const snapshots = await ports.openCache();
    if (isHere(ports, stored.store)) await snapshots.useImage(stored.tag);
    const { fetchedSnapshot } = await import("../cache/fetched-snapshot.ts");
    const stages: Ready["stages"] = [];
    const [here, facts] = await interruptible((signal) =>
      Promise.all([
        fetchedSnapshot(snapshots, { store: stored.store, ...stored.snapshot }, { log, stages, signal, interruptible }),
        cache.mtimes === "git" ? factsOf(stored, signal) : undefined,
      ]),
    );
    const fetched = stages.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
    return { stored, here, facts, found: stored.isExact ? "exact" : "newest", fetched };
  } catch (error) {
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    log.warning(`The cache ${cache.name} is not used: ${messageOf(error)}`);
    return { found: "unknown", fetched: 0 };
  }
}

/** Where images are asked for in the CI's cache, caches are there, too. */
async function ciEntriesOf({ ports, request }: Work): Promise<CiEntries | undefined> {
  const entries = isCiCache(request.store) ? await ports.entryCache() : undefined;
  if (entries === undefined) return undefined;
  const { localStore, openStore } = ports;
  return { entries, localStore, openStore, snapshots: await ports.openCache() };
}

/** Whose caches this job looks at: its own branch's, and then the default branch's. */
function scopesOf({ ports, request: { user }, ready: { key }, right }: Work): readonly CacheScope[] {
  const caller = `${process.getuid!()}:${process.getgid!()}`;
  const own = { key: key.hash, platform: formatPlatform(ports.platform), user: user === "caller" ? caller : user };
  const branches = right.kind === "branch" ? [right.branch, undefined] : [undefined];
  return branches.map((branch) => ({ ...own, branch }));
}

interface Saving {
  readonly base: { readonly stored: StoredCache; readonly here: CachedSnapshot } | undefined;
  readonly report: Report;
}

/** Saves what a command has left. Whatever goes wrong is a warning: the command has succeeded. */
function saver(work: Work, named: Named, { base, report }: Saving): NonNullable<MountedCache["take"]> {
  const { ports, ready, begin } = work;
  const { cache } = named;
  return async (archive, written) => {
    begin();
    const begun = performance.now();
    try {
      await timed(ready.stages, "save", async (describe) => {
        const bytes = await ports.interruptible((signal) => save(work, named, { base, archive, written, signal }));
        report.saved = bytes;
        report.unsaved = undefined;
        describe({ bytes, note: cache.name });
      });
    } catch (error) {
      if (!isTreestampError(error) || error.code === "interrupted") throw error;
      report.unsaved = error.message.replace(/\.$/, "");
      ports.log.warning(`The cache ${cache.name} is not saved: ${error.message}`);
    } finally {
      report.seconds += (performance.now() - begun) / 1000;
    }
  };
}

/** What a command has left. */
interface Taken {
  readonly archive: AsyncIterable<Uint8Array>;
  /** Bytes of new content. */
  readonly written: number;
  readonly signal: AbortSignal;
}

/** @returns bytes that are new in the store */
async function save(
  work: Work,
  { cache, lock }: Named,
  { base, archive, written, signal }: Pick<Saving, "base"> & Taken,
): Promise<number> {
  const { ports, ready, scratch, files } = work;
  const tags = cacheTags(cache.name, scopesOf(work)[0]!, lock); // its own branch's come first
  const isOurMachine = (await ports.hostEvent()) === undefined;
  const store = isOurMachine ? ports.localStore : ready.from;
  const folder = await mkdtemp(join(scratch, "cache-"));
  // An entry of the CI's cache is whole by itself, so it had better hold nothing that is of no use.
  const relative = base && !isCiCache(work.request.store) ? await relativeOf(base, store) : undefined;
  const size = written + (base?.here.table.plainSize ?? 0); // or a little less: enough to know how many threads are worthwhile
  const layer = { descriptor: { mediaType: tarType, digest: sha256Of(""), size }, open: () => archive };
  const relatives = relative === undefined ? [] : [relative];
  const packed = await packSnapshot({ layers: [layer], relatives, folder, log: ports.log, signal });
  if (packed.chunkTable.plainSize > cache.limit) {
    throw new TreestampError(
      "input-invalid",
      `it has ${formatBytes(packed.chunkTable.plainSize)}, and its limit is ${formatBytes(cache.limit)}.`,
    );
  }
  const facts: CacheFacts = files !== undefined && cache.mtimes === "git" ? { files: Object.fromEntries(files) } : {};
  const snapshots = await ports.openCache();
  if (isHere(ports, store)) for (const tag of [tags.exact, tags.newest]) await snapshots.useImage(tag);
  const write = () => storeCache(store, tags, { packed, facts }, signal);
  await (isHere(ports, store) ? snapshots.alone("store", write) : write());
  const entries = await ciEntriesOf(work);
  if (entries !== undefined) await keepInCi(entries, tags, { scratch, signal });
  const { table, rawFile, chunkTable } = packed;
  await snapshots.provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
  return packed.frames.size + table.size;
}

const tarType = "application/vnd.oci.image.layer.v1.tar";
/** The cache that the command began with, if its frames are in the store that the new one goes to. */
async function relativeOf({ stored, here }: NonNullable<Saving["base"]>, store: Store): Promise<Relative | undefined> {
  if (stored.store.location !== store.location) return undefined;
  const { frames } = stored.snapshot;
  const there = await Promise.all(frames.map(({ digest }) => store.hasBlob(digest)));
  return there.includes(false) ? undefined : { store, frames, table: here.table };
}
