/** Where an image goes that is not published yet: to the store, where we may; else, and where that fails, to this machine's own. */
import type { SnapshotCache } from "../cache/cache.ts";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import { timed } from "../log/stages.ts";
import type { Store, StoredManifest } from "../oci/port.ts";
import { together } from "../parallel/together.ts";
import { type PackedImage, type Publication, publicationIn } from "../places/publication.ts";
import { publish, uploadImages } from "../places/publish.ts";
import { isFor } from "../places/published.ts";
import type { Held } from "../places/turn.ts";
import { findWhole } from "../places/whole.ts";
import { keep } from "./kept.ts";
import { type Made, packImages } from "./make.ts";
import { isElsewhere, type Ports, type Work } from "./ports.ts";
import { type Refused, sayNotPushed } from "./rights.ts";

/** Where an image is, and under which index. */
export interface Place {
  readonly index: StoredManifest;
  /** The store that has it: the one asked for, or this machine's where that may not be written. */
  readonly from: Store;
  readonly hit: boolean;
}

/** A key that is ours to publish; forced where it was built although it was there. */
export type ToPublish = Refused & Pick<Held, "isHeld"> & { readonly isForced: boolean };

/**
 * Packs images and publishes them; what was packed for this machine goes to its cache.
 * @throws interrupted by the work's signal; tag-taken where a forced build gave other bytes; store-unreachable, store-refused,
 * store-corrupt. An image that could not be published is kept in this machine's store.
 */
export async function publishMade(ports: Ports, resolved: ToPublish, made: Made, work: Work): Promise<Place> {
  const cache = await ports.openCache();
  const ready = await packAndUpload(ports, resolved, made, work);
  let failure: unknown;
  const place = await publishWhereAllowed(ports, resolved, ready, work.signal).catch(async (error: unknown) => {
    failure = await keptHere(ports, resolved, ready.publication, error);
  });
  await keepSnapshot(ports, cache, ready.images);
  if (place === undefined) throw failure;
  return place;
}

/** Keeps an image that could not be published, so that the next run need not build it. @returns the failure, which says so */
async function keptHere(ports: Ports, resolved: ToPublish, publication: Publication, error: unknown): Promise<unknown> {
  const { store, isForced } = resolved;
  const isWorthIt =
    isTreestampError(error, "store-unreachable", "store-refused", "store-denied") ||
    (isTreestampError(error, "tag-taken") && !isForced);
  if (!isElsewhere(ports, store) || !isWorthIt) throw error;
  try {
    await publishHere(ports, resolved, publication, "this machine only: it could not be published");
  } catch (second) {
    ports.log.warning(`The image cannot be kept on this machine either: ${messageOf(second)}`);
    throw error;
  }
  return isHere(error);
}

/**
 * Publishes an image that this machine had to keep for itself. Undefined where it is damaged: then it has to be built.
 * @throws what publishing fails with; a missing right is a warning
 */
export async function publishKept(
  ports: Ports,
  resolved: ToPublish,
  index: StoredManifest,
  signal: AbortSignal,
): Promise<Place | undefined> {
  const { store, key } = resolved;
  ports.log.info(`This machine has ${key.tag}, and ${store.location} does not: it is published, not built.`);
  try {
    const publication = await publicationIn(ports.localStore, index);
    return { ...(await publishThere(ports, resolved, publication, { signal })), hit: true };
  } catch (error) {
    if (isTreestampError(error, "store-corrupt", "path-missing", "image-invalid")) {
      ports.log.warning(`${error.message} The image is built again.`);
      return undefined;
    }
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    if (error.code !== "store-denied" || !store.shared) throw isHere(error);
    await sayNotPushed(ports, error);
    return { index, from: ports.localStore, hit: true };
  }
}

interface ReadyToPublish {
  readonly images: readonly PackedImage[];
  readonly publication: Publication;
  /** When it was packed, by `performance.now()`: what of uploading took longer is publishing's time. */
  readonly packedAt: number;
  /** Why we may not write to the store that was asked for, where that is known already. */
  readonly refusal: TreestampError | undefined;
}

/**
 * Packing leaves the network idle: what the engine made goes ahead meanwhile, where it is to go over one. What fails in
 * that is tried once more when all is packed; only a missing right is final.
 */
async function packAndUpload(
  ports: Ports,
  resolved: Refused,
  made: Made,
  { scratch, signal }: Work,
): Promise<ReadyToPublish> {
  const { store, key } = resolved;
  const [packed, refusal] = await together(
    signal,
    async (both) => {
      const packed = await packImages(ports, made, resolved, { scratch, signal: both });
      return { ...packed, packedAt: performance.now() };
    },
    async (both) => {
      if (!store.shared || key.dirty || resolved.refusal !== undefined) return resolved.refusal;
      try {
        await uploadImages(made.images, made.layout, store, both);
        return undefined;
      } catch (error) {
        if (isTreestampError(error, "store-denied")) return error;
        if (!isTreestampError(error, "store-unreachable", "store-refused")) throw error;
        ports.log.info(`${error.message} It is tried again when the snapshot is packed.`);
        return undefined;
      }
    },
  );
  return { ...packed, refusal };
}

/** Publishes to the store that was asked for; where we may not write there, to this machine's own. */
async function publishWhereAllowed(
  ports: Ports,
  resolved: ToPublish,
  { publication, packedAt, refusal }: ReadyToPublish,
  signal: AbortSignal,
): Promise<Place> {
  const { store, key, stages, keptByCi, refusal: known } = resolved;
  if (key.dirty && store.shared) {
    return publishHere(ports, resolved, publication, "this machine only: the recipe is not committed");
  }
  try {
    if (refusal !== undefined) throw refusal;
    const place = await publishThere(ports, resolved, publication, { signal, since: packedAt });
    if (keptByCi && !key.dirty) await keep(ports, stages, key.tag);
    return place;
  } catch (error) {
    if (!isTreestampError(error, "store-denied") || !store.shared) throw error;
    if (error !== known) await sayNotPushed(ports, error);
    const lack = await ports.lackOfRights();
    const place = await publishHere(ports, resolved, publication, `this machine only: ${lack ?? "no right to push"}`);
    await keep(ports, stages, key.tag);
    return place;
  }
}

/** To the store that was asked for. Where another job was first there, its image is the one that the key names from now on. */
async function publishThere(
  ports: Ports,
  { store, key, stages, isHeld, isForced }: ToPublish,
  publication: Publication,
  { signal, since }: { readonly signal: AbortSignal; readonly since?: number },
): Promise<Place> {
  const note = store.shared && since !== undefined ? `${store.location}, begun while packing` : store.location;
  const request = {
    publication,
    store,
    tag: key.tag,
    log: ports.log,
    signal,
    isAlone: () => !store.shared || isHeld(),
  };
  const work = async () => {
    try {
      return { ...(await publish(request)), from: store, hit: false };
    } catch (error) {
      if (!isTreestampError(error, "tag-taken") || isForced) throw error;
      const lookup = await findWhole(store, key.tag, { blobs: true });
      if (lookup.state !== "present") throw error;
      ports.log.warning(`${error.message} The one that is there is used.`);
      return { index: lookup.manifest, bytes: 0, from: store, hit: false };
    }
  };
  return timedPublish(ports, { stages, target: store, note, since }, work);
}

/** To this machine's own store, which only this machine reads. */
async function publishHere(
  ports: Ports,
  { key, stages }: Refused,
  publication: Publication,
  note: string,
): Promise<Place> {
  const store = ports.localStore;
  return timedPublish(ports, { stages, target: store, note }, async () => ({
    ...(await publish({ publication, store, tag: key.tag, log: ports.log })),
    from: store,
    hit: false,
  }));
}

interface PublishStage {
  readonly stages: Refused["stages"];
  readonly target: Store;
  readonly note: string;
  /** When it began, by `performance.now()`, where that was before now. */
  readonly since?: number | undefined;
}

async function timedPublish(
  ports: Ports,
  { stages, target, note, since }: PublishStage,
  work: () => Promise<Place & { readonly bytes: number }>,
): Promise<Place> {
  const cache = await ports.openCache();
  return timed(
    stages,
    "publish",
    async (describe) => {
      // What is there and has no tag yet is not to be taken for what nobody needs (prune.ts).
      const { bytes, ...place } = await (target === ports.localStore ? cache.alone("store", work) : work());
      describe({ bytes, note });
      return place;
    },
    since,
  );
}

/** What was packed here for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports: Ports, cache: SnapshotCache, images: readonly PackedImage[]): Promise<void> {
  const own = images.find((image) => isFor(image, ports.platform));
  if (own === undefined) return;
  const { table, rawFile, chunkTable } = own.snapshot;
  await cache.provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
}

/** The failure of a publishing whose image is not lost. */
function isHere(error: TreestampError): TreestampError {
  const remedy = `${error.remedy ?? ""} The next run here publishes it without building it.`.trim();
  return new TreestampError(error.code, `${error.message} The image is kept on this machine.`, {
    remedy,
    cause: error,
  });
}
