/** Saves what a command has left in a cache. Whatever goes wrong is a warning: the command has succeeded. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { CachedSnapshot } from "../cache/cache.ts";
import { keepInCi } from "../caches/ci-entries.ts";
import { cacheTags } from "../caches/names.ts";
import type { CacheFacts, StoredCache } from "../caches/stored.ts";
import { savedWorkspace } from "../caches/workspace-times.ts";
import { TreestampError } from "../errors.ts";
import type { CacheInputs } from "../inputs/caches.ts";
import { isCiCache } from "../inputs/read.ts";
import { formatBytes } from "../log/amounts.ts";
import { timed } from "../log/stages.ts";
import { sha256Of } from "../oci/digest.ts";
import { hasBlobs } from "../oci/lookup.ts";
import type { Store } from "../oci/port.ts";
import { isHere } from "../places/port.ts";
import { storeSnapshot } from "../places/publication.ts";
import type { MountedCache } from "../sandbox/port.ts";
import { packSnapshot } from "../snapshot/pack.ts";
import type { Relative } from "../snapshot/relatives.ts";
import { type CacheWork, ciEntriesOf, failureOf, type Named, type Report, scopesOf } from "./cache-work.ts";

const tarType = "application/vnd.oci.image.layer.v1.tar";

interface Saving {
  readonly base: (CacheFacts & { readonly stored: StoredCache; readonly here: CachedSnapshot }) | undefined;
  readonly report: Report;
}

/** What takes a cache after a command. @throws interrupted, and nothing else */
export function saver(work: CacheWork, named: Named, { base, report }: Saving): NonNullable<MountedCache["take"]> {
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
      const { message } = failureOf(error);
      report.unsaved = message.replace(/\.$/, "");
      ports.log.warning(`The cache ${cache.name} is not saved: ${message}`);
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
  work: CacheWork,
  { cache, lock }: Named,
  { base, archive, written, signal }: Pick<Saving, "base"> & Taken,
): Promise<number> {
  const { ports, ready, settled } = work;
  const { scratch } = work.place;
  if (written > cache.limit) throw tooLarge(written, cache);
  const tags = cacheTags(cache, scopesOf(work)[0]!, lock); // its own branch's come first
  const isOurMachine = (await ports.hostEvent()) === undefined;
  const store = isOurMachine ? ports.localStore : ready.from;
  const folder = await mkdtemp(join(scratch, "cache-"));
  // An entry of the CI's cache is whole by itself, so it had better hold nothing that is of no use.
  const relative = base && !isCiCache(work.request.store) ? await relativeOf(base, store) : undefined;
  const size = written + (base?.here.table.plainSize ?? 0); // or a little less: enough to know how many threads are worthwhile
  const layer = { descriptor: { mediaType: tarType, digest: sha256Of(""), size }, open: () => upTo(archive, cache) };
  const relatives = relative === undefined ? [] : [relative];
  const packed = await packSnapshot({ layers: [layer], relatives, folder, log: ports.log, signal });
  if (packed.chunkTable.plainSize > cache.limit) throw tooLarge(packed.chunkTable.plainSize, cache);
  const isTimed = settled !== undefined && cache.mtimes === "git";
  const previous = base?.workspace?.at ?? 0;
  const facts: CacheFacts = isTimed ? { workspace: await savedWorkspace(ready.repository, settled, previous) } : {};
  const snapshots = await ports.openCache();
  if (isHere(ports, store)) for (const tag of [tags.exact, tags.newest]) await snapshots.useImage(tag);
  const write = () => storeSnapshot(store, [tags.exact, tags.newest], { packed, facts }, signal);
  await (isHere(ports, store) ? snapshots.alone("store", write) : write());
  const entries = await ciEntriesOf(work);
  if (entries !== undefined) await keepInCi(entries, tags, { scratch, signal });
  const { table, rawFile, chunkTable } = packed;
  await snapshots.provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
  return packed.frames.size + table.size;
}

/** Ends with an error where a cache proves too large: the archive of a sparse file is as long as the file. */
async function* upTo(archive: AsyncIterable<Uint8Array>, cache: CacheInputs): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const part of archive) {
    bytes += part.length;
    if (bytes > 1.5 * cache.limit + tarOverhead) throw tooLarge(bytes, cache); // names and blocks need room, too
    yield part;
  }
}

const tarOverhead = 64 << 20;

function tooLarge(bytes: number, { limit }: CacheInputs): TreestampError {
  return new TreestampError("input-invalid", `it has ${formatBytes(bytes)}, and its limit is ${formatBytes(limit)}.`);
}

/** The cache that the command began with, if its frames are in the store that the new one goes to. */
async function relativeOf({ stored, here }: NonNullable<Saving["base"]>, store: Store): Promise<Relative | undefined> {
  if (stored.store.location !== store.location) return undefined;
  const { frames } = stored.snapshot;
  return (await hasBlobs(store, frames)) ? { store, frames, table: here.table } : undefined;
}
