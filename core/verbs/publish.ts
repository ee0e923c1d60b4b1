/**
 * From an engine's layout to a store: blobs first, then manifests, the index with the tag last. What the engine made may
 * go ahead, while its snapshot is not packed yet.
 */
import { isTreestampError, TreestampError } from "../errors.ts";
import { type ImageManifest, parseManifest } from "../image/manifest.ts";
import {
  makeIndex,
  makeSnapshotManifest,
  type PublishedImage,
  parseIndex,
  parseSnapshotManifest,
} from "../image/published.ts";
import { type Log, silentLog } from "../log.ts";
import { limiter } from "../snapshot/limiter.ts";
import type { Packed } from "../snapshot/pack.ts";
import { abortable } from "../store/byte-stream.ts";
import { findManifest } from "../store/lookup.ts";
import type { Descriptor, Platform, Store, StoredManifest } from "../store/port.ts";

const writesAtOnce = 4;

/** One platform's image as the engine made it. */
export interface BuiltImage {
  readonly platform: Platform;
  readonly manifest: StoredManifest;
}

/** The same, and its snapshot. */
export interface PackedImage extends BuiltImage {
  readonly snapshot: Packed;
}

/** A build's outcome before anybody sees it. */
export interface Publication {
  readonly index: StoredManifest;
  readonly images: readonly PackedImage[];
  readonly snapshotManifests: readonly StoredManifest[];
}

/** All manifests of a build, made once: the same build gives the same bytes wherever it is published. */
export function makePublication(images: readonly PackedImage[]): Publication {
  const snapshotManifests = images.map(({ manifest, snapshot }) =>
    makeSnapshotManifest({ ...snapshot, config: imageManifest(manifest).config }),
  );
  const published: PublishedImage[] = images.map(({ platform, manifest }, position) => ({
    platform,
    image: manifest.descriptor,
    snapshot: snapshotManifests[position]!.descriptor,
  }));
  return { index: makeIndex(published), images, snapshotManifests };
}

export interface Published {
  /** What the tag names: our index, or one that says the same and was there first. */
  readonly index: StoredManifest;
  /** Of all blobs. */
  readonly bytes: number;
}

/**
 * Uploads the images' own blobs, which `publish` then finds there. Nothing is visible by that. Once it returns or throws,
 * nothing of it is under way any more.
 * @param signal ends it, in the middle of a blob
 * @throws store-denied, store-unreachable; the signal's reason
 */
export async function uploadImages(
  images: readonly BuiltImage[],
  layout: Store,
  store: Store,
  signal: AbortSignal,
): Promise<void> {
  await limiter(writesAtOnce).all(images.flatMap(blobsOf), async (blob) => {
    signal.throwIfAborted();
    await store.writeBlob(blob, () => abortable(layout.readBlob(blob), signal), signal);
  });
}

/** The image's config and layers. */
function blobsOf({ manifest }: BuiltImage): readonly Descriptor[] {
  const { config, layers } = imageManifest(manifest);
  return [config, ...layers];
}

/**
 * Publishes a build under its tag. Until the tag is written nothing is visible; a tag that already names the same images
 * is left as it is. Once it returns or throws, nothing of it is under way any more.
 * @param signal ends it before the tag is written, once the blobs that are under way are there
 * @throws tag-taken where the tag names other images; store-denied, store-unreachable, interrupted
 */
export async function publish(
  publication: Publication,
  layout: Store,
  store: Store,
  tag: string,
  signal?: AbortSignal,
  log: Log = silentLog,
): Promise<Published> {
  const blobs = publication.images.flatMap((image) => [
    ...blobsOf(image).map((blob) => ({ blob, source: () => layout.readBlob(blob) })),
    { blob: image.snapshot.frames, source: { file: image.snapshot.framesFile } },
    { blob: image.snapshot.table, source: image.snapshot.openTable },
  ]);
  const bytes = blobs.reduce((sum, { blob }) => sum + blob.size, 0);
  const progress = log.progress("Publish", bytes);
  await limiter(writesAtOnce)
    .all(blobs, async ({ blob, source }) => {
      throwIfAborted(signal);
      await store.writeBlob(blob, source, signal);
      progress.add(blob.size);
    })
    .finally(() => progress.end());
  const manifests = [...publication.images.map(({ manifest }) => manifest), ...publication.snapshotManifests];
  await limiter(writesAtOnce).all(manifests, (manifest) => store.writeManifest(manifest, undefined, signal));

  throwIfAborted(signal);
  const there = await findManifest(store, tag, signal);
  if (there !== undefined) return { index: await agreed(there, publication, store, tag), bytes };
  await store.writeManifest(publication.index, tag, signal);
  // No registry compares and swaps: another job may have pushed between our two requests, or since. A registry that does
  // not show the tag yet has taken it all the same.
  const now = await store.lookup(tag);
  const index = now.state === "present" ? await agreed(now.manifest, publication, store, tag) : publication.index;
  return { index, bytes };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TreestampError("interrupted", "Publishing was interrupted.");
}

/** The index that the tag names, where it says the same as ours. @throws tag-taken */
async function agreed(there: StoredManifest, publication: Publication, store: Store, tag: string) {
  const [theirs, ours] = [there.descriptor.digest, publication.index.descriptor.digest];
  if (theirs === ours || (await saysTheSame(there, publication, store))) return there;
  throw new TreestampError(
    "tag-taken",
    `${store.location}:${tag} is ${theirs}, and this build is ${ours}: the same recipe gave other bytes.`,
    {
      remedy: "A key names one image, so the first one stays. Look for unpinned inputs: treestamp resolve lists them.",
    },
  );
}

/** Whether it has the same images, and snapshots of the same content: another compressor makes other frames of that. */
async function saysTheSame(there: StoredManifest, { images }: Publication, store: Store): Promise<boolean> {
  const ours = images.map(({ manifest, snapshot }) => `${manifest.descriptor.digest} ${snapshot.identity}`);
  try {
    const theirs: string[] = [];
    for (const { image, snapshot } of parseIndex(there)) {
      const manifest = snapshot === undefined ? undefined : await findManifest(store, snapshot.digest);
      if (manifest === undefined) return false;
      theirs.push(`${image.digest} ${parseSnapshotManifest(manifest).identity}`);
    }
    return theirs.sort().join() === ours.sort().join();
  } catch (error) {
    if (isTreestampError(error, "image-invalid", "snapshot-invalid")) return false; // something else than ours
    throw error;
  }
}

function imageManifest(stored: StoredManifest): ImageManifest {
  const manifest = parseManifest(stored);
  if (manifest.kind === "manifest") return manifest;
  throw new TreestampError("image-invalid", `${stored.descriptor.digest} is an index where an image is expected.`);
}
