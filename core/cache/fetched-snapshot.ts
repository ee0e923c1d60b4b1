/** Brings a published snapshot to this machine. */
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { type Stage, timed } from "../log/stages.ts";
import { readWhole } from "../oci/digest.ts";
import type { Descriptor, Digest, Store } from "../oci/port.ts";
import type { ChunkTable } from "../snapshot/format.ts";
import type { CachedSnapshot, SnapshotCache } from "./cache.ts";

/** A snapshot in a store, as its manifest describes it. */
export interface StoredSnapshot {
  readonly store: Store;
  readonly identity: Digest;
  readonly table: Descriptor;
  readonly frames: readonly Descriptor[];
}

export interface Fetching {
  readonly log: Log;
  readonly stages: Stage[];
  readonly signal: AbortSignal;
  interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/**
 * The snapshot's file on this machine: as it is here, or fetched, by us or by another process that is at it.
 * @throws snapshot-invalid if its chunk table is not what its manifest says; store-unreachable, store-denied, store-corrupt,
 * path-missing; interrupted
 */
export async function fetchedSnapshot(
  cache: SnapshotCache,
  snapshot: StoredSnapshot,
  work: Fetching,
): Promise<CachedSnapshot> {
  const here = await cache.find(snapshot.table.digest);
  if (here !== undefined) {
    checkIdentity(snapshot, here.table);
    return here;
  }
  const { log, stages, signal, interruptible } = work;
  return timed(stages, "fetch", (describe) => {
    describe({ note: "by another process of this machine" });
    return cache.provide(
      snapshot.table.digest,
      (folder) =>
        interruptible(async (interruption) => {
          const either = AbortSignal.any([signal, interruption]);
          const { bytes, note, ...made } = await fetchTo(folder, cache, snapshot, { log, signal: either });
          describe({ bytes, note });
          checkIdentity(snapshot, made.table);
          return made;
        }),
      (holder) => log.info(`Waiting for ${holder}, which fetches the same snapshot.`),
    );
  });
}

async function fetchTo(
  folder: string,
  cache: SnapshotCache,
  snapshot: StoredSnapshot,
  { log, signal }: Pick<Fetching, "log" | "signal">,
) {
  const image = join(folder, "image.erofs");
  const { store, frames } = snapshot;
  const [{ fetchSnapshot }, { parseChunkTable }] = await Promise.all([
    import("../snapshot/fetch.ts"),
    import("../snapshot/table.ts"),
  ]);
  const table = parseChunkTable(await readWhole(store, snapshot.table, signal));
  const reuse = await cache.list();
  const report = await fetchSnapshot({ store, frames, table, destination: image, reuse, log, signal });
  const { chunksFetched, chunksReused, bytesFetched } = report;
  return { image, table, bytes: bytesFetched, note: `${chunksFetched} of ${chunksFetched + chunksReused} chunks` };
}

function checkIdentity({ store, identity }: StoredSnapshot, { identity: claimed }: ChunkTable): void {
  if (claimed === identity) return;
  throw new TreestampError(
    "snapshot-invalid",
    `${store.location} has a snapshot that is ${identity} by its manifest, and ${claimed} by its chunk table.`,
    { remedy: "Delete the image's tag from the store, so that it is built again." },
  );
}
