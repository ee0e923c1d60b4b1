/** From an engine's layout to a store: blobs first, then manifests, the index with the tag last. */
import { TreestampError } from "../errors.ts";
import { type ImageManifest, parseManifest } from "../image/manifest.ts";
import { makeIndex, makeSnapshotManifest, type PublishedImage } from "../image/published.ts";
import { limiter } from "../snapshot/limiter.ts";
import type { Packed } from "../snapshot/pack.ts";
import type { Descriptor, Platform, Store, StoredManifest } from "../store/port.ts";

const writesAtOnce = 4;

/** One platform's image as the engine made it, and its packed snapshot. */
export interface BuiltImage {
  readonly platform: Platform;
  readonly manifest: StoredManifest;
  readonly snapshot: Packed;
}

/** A build's outcome before anybody sees it. */
export interface Publication {
  readonly index: StoredManifest;
  readonly images: readonly BuiltImage[];
  readonly snapshotManifests: readonly StoredManifest[];
}

/** All manifests of a build, made once: the same build gives the same bytes wherever it is published. */
export function makePublication(images: readonly BuiltImage[]): Publication {
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

/**
 * Publishes a build under its tag. Until the tag is written nothing is visible; a tag that already names the same bytes
 * is left as it is. Once it returns or throws, nothing of it is under way any more.
 * @param signal ends it before the tag is written, once the blobs that are under way are there
 * @returns bytes of all blobs
 * @throws tag-taken where the tag names other bytes; store-denied, store-unreachable, interrupted
 */
export async function publish(
  publication: Publication,
  layout: Store,
  store: Store,
  tag: string,
  signal?: AbortSignal,
): Promise<number> {
  const blobs = publication.images.flatMap(({ manifest, snapshot }) => {
    const { config, layers } = imageManifest(manifest);
    return [
      ...[config, ...layers].map((blob) => ({ blob, source: () => layout.readBlob(blob) })),
      { blob: snapshot.frames, source: { file: snapshot.framesFile } },
      { blob: snapshot.table, source: snapshot.openTable },
    ];
  });
  await limiter(writesAtOnce).all(blobs, async ({ blob, source }) => {
    throwIfAborted(signal);
    await store.writeBlob(blob, source);
  });
  const manifests = [...publication.images.map(({ manifest }) => manifest), ...publication.snapshotManifests];
  await limiter(writesAtOnce).all(manifests, (manifest) => store.writeManifest(manifest));

  throwIfAborted(signal);
  const there = await store.lookup(tag);
  if (there.state === "unknown") throw there.reason;
  if (there.state === "present") refuseOtherBytes(there.manifest.descriptor, publication.index.descriptor, store, tag);
  else {
    await store.writeManifest(publication.index, tag);
    // No registry compares and swaps: another job may have pushed between our two requests, or since. A registry that does
    // not show the tag yet has taken it all the same.
    const now = await store.lookup(tag);
    if (now.state === "present") refuseOtherBytes(now.manifest.descriptor, publication.index.descriptor, store, tag);
  }
  return blobs.reduce((sum, { blob }) => sum + blob.size, 0);
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TreestampError("interrupted", "Publishing was interrupted.");
}

function refuseOtherBytes(there: Descriptor, ours: Descriptor, store: Store, tag: string): void {
  if (there.digest === ours.digest) return;
  throw new TreestampError(
    "tag-taken",
    `${store.location}:${tag} is ${there.digest}, and this build is ${ours.digest}: the same recipe gave other bytes.`,
    {
      remedy: "A key names one image, so the first one stays. Look for unpinned inputs: treestamp resolve lists them.",
    },
  );
}

function imageManifest(stored: StoredManifest): ImageManifest {
  const manifest = parseManifest(stored);
  if (manifest.kind === "manifest") return manifest;
  throw new TreestampError("image-invalid", `${stored.descriptor.digest} is an index where an image is expected.`);
}
