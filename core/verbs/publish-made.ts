/** What is done with images that were just built: packed, and published where we may. */
import type { SnapshotCache } from "../cache/cache.ts";
import { isTreestampError, type TreestampError } from "../errors.ts";
import type { Request } from "../request.ts";
import { timed } from "../stages.ts";
import type { Store, StoredManifest } from "../store/port.ts";
import { together } from "../together.ts";
import { keep } from "./kept.ts";
import { type Made, packImages } from "./make.ts";
import type { Ports } from "./ports.ts";
import { type Publication, publish, uploadImages } from "./publish.ts";
import { type Refused, sayNotPushed } from "./rights.ts";

/** Where an image is, and under which index. */
export interface Place {
  readonly index: StoredManifest;
  /** The store that has it: the one asked for, or this machine's where that may not be written. */
  readonly from: Store;
  readonly hit: boolean;
}

/**
 * Packs images and publishes them; what was packed for this machine goes to its cache. All files are in `scratch`.
 * @throws interrupted by `signal`; tag-taken where a forced build gave other bytes; store-unreachable, store-corrupt
 */
export async function publishMade(
  ports: Ports,
  request: Request,
  resolved: Refused,
  made: Made,
  scratch: string,
  signal: AbortSignal,
): Promise<Place> {
  const cache = await ports.openCache();
  const ready = await packAndUpload(ports, resolved, made, scratch, signal);
  const place = await publishWhereAllowed(ports, cache, request, resolved, ready, signal);
  await keepSnapshot(ports, cache, ready.publication);
  return place;
}

interface ReadyToPublish {
  readonly layout: Store;
  readonly publication: Publication;
  /** When it was packed, by `performance.now()`: what of uploading took longer is publishing's time. */
  readonly packedAt: number;
  /** Why we may not write to the store that was asked for, where that is known already. */
  readonly refusal: TreestampError | undefined;
}

/** Packing leaves the network idle: what the engine made goes ahead meanwhile, where it is to go over one. */
async function packAndUpload(
  ports: Ports,
  resolved: Refused,
  made: Made,
  scratch: string,
  signal: AbortSignal,
): Promise<ReadyToPublish> {
  const { store, key } = resolved;
  const [packed, refusal] = await together(
    signal,
    async (both) => {
      const publication = await packImages(ports, made, resolved, scratch, both);
      return { publication, packedAt: performance.now() };
    },
    async (both) => {
      if (!store.shared || key.dirty || resolved.refusal !== undefined) return resolved.refusal;
      try {
        await uploadImages(made.images, made.layout, store, both);
        return undefined;
      } catch (error) {
        if (isTreestampError(error, "store-denied")) return error;
        throw error;
      }
    },
  );
  return { layout: made.layout, ...packed, refusal };
}

/** Publishes to the store that was asked for; where we may not write there, to this machine's own. */
async function publishWhereAllowed(
  ports: Ports,
  cache: SnapshotCache,
  request: Request,
  { store, key, stages, keptByCi, refusal: known }: Refused,
  { layout, publication, packedAt, refusal }: ReadyToPublish,
  signal: AbortSignal,
): Promise<Place> {
  const publishTo = (target: Store, note: string, since?: number) =>
    timed(
      stages,
      "publish",
      async (describe) => {
        const work = () => publish(publication, layout, target, key.tag, signal, ports.log);
        // What is pushed and has no tag yet is not to be taken for what nobody needs (prune.ts).
        const { index, bytes } = await (target === ports.localStore ? cache.alone("store", work) : work());
        describe({ bytes, note });
        return { index, from: target, hit: false };
      },
      since,
    );
  if (key.dirty && store.shared) return publishTo(ports.localStore, "this machine only: the recipe is not committed");
  try {
    if (refusal !== undefined) throw refusal;
    const note = store.shared ? `${store.location}, begun while packing` : store.location;
    const place = await publishTo(store, note, packedAt);
    if (keptByCi && !key.dirty) await keep(ports, stages, key.tag);
    return place;
  } catch (error) {
    if (isTreestampError(error, "tag-taken") && !request.force) {
      // Another job was first. Its image is the one that the key names from now on.
      const lookup = await store.lookup(key.tag);
      if (lookup.state !== "present") throw error;
      ports.log.warning(`${error.message} The one that is there is used.`);
      return { index: lookup.manifest, from: store, hit: false };
    }
    if (!isTreestampError(error, "store-denied") || !store.shared) throw error;
    if (error !== known) await sayNotPushed(ports, error);
    const lack = await ports.lackOfRights();
    const place = await publishTo(ports.localStore, `this machine only: ${lack ?? "no right to push"}`);
    await keep(ports, stages, key.tag);
    return place;
  }
}

/** What was packed here for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports: Ports, cache: SnapshotCache, { images }: Publication): Promise<void> {
  const own = images.find(({ platform }) => platform.architecture === ports.platform.architecture);
  if (own === undefined) return;
  const { table, rawFile, chunkTable } = own.snapshot;
  await cache.provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
}
