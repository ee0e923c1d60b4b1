/** What is to be published, as values: made from a build, or read from a store that has it. */

import { streamOf } from "../oci/byte-stream.ts";
import { closureOf, type Donor } from "../oci/copy.ts";
import { hasBlobs } from "../oci/lookup.ts";
import { parseImage } from "../oci/manifest.ts";
import type { ByteSource, Descriptor, FileSource, Platform, Store, StoredImage, StoredManifest } from "../oci/port.ts";
import type { SnapshotBase } from "../snapshot/base.ts";
import { partMediaType } from "../snapshot/format.ts";
import type { Packed } from "../snapshot/pack.ts";
import { versionOf } from "../snapshot/table.ts";
import { inlineBlob } from "./beside.ts";
import { makeIndex, makeSnapshotManifest, type PublishedImage } from "./published.ts";

/** One platform's image as the engine made it. */
export interface BuiltImage {
  readonly platform: Platform;
  readonly manifest: StoredManifest;
  /** The snapshot of its lower layers, and how many they are, where its own can be packed onto that. */
  readonly onto?: { readonly base: SnapshotBase; readonly layers: number } | undefined;
}

/** What an engine made of a recipe. */
export interface Made {
  /** The engine's layout, which has the blobs of the images. */
  readonly layout: Store;
  readonly images: readonly BuiltImage[];
  /** Stores that have some of these blobs: their registry can mount them into another repository. */
  readonly donors?: readonly Donor[];
  /** Keeps what the images were made of in the store that has them now. Fails only when interrupted. */
  keepBeside?(store: Store): Promise<void>;
}

/** One platform's image, and its snapshot. */
export interface PackedImage extends BuiltImage {
  readonly snapshot: Packed;
}

/** An image before anybody sees it: blobs, the manifests that refer to them, and the index that lists those. */
export interface Publication {
  readonly index: StoredManifest;
  readonly manifests: readonly StoredManifest[];
  readonly blobs: readonly SourcedBlob[];
  readonly donors: readonly Donor[];
  /** Where snapshots keep frames that a store has already. */
  readonly kept?: KeptIn | undefined;
}

/** The store whose frames are kept, and the same image for any other one: with all its frames. */
export interface KeptIn {
  readonly location: string;
  /** The blobs that have them. */
  readonly blobs: readonly Descriptor[];
  whole(): Promise<Publication>;
}

/** What is published in a store. All frames are, where the image was to go elsewhere, and where what is kept is gone since. */
export async function publicationFor(
  publication: Publication,
  store: Pick<Store, "location" | "hasBlob">,
): Promise<Publication> {
  const { kept } = publication;
  if (kept === undefined) return publication;
  return kept.location === store.location && (await hasBlobs(store, kept.blobs)) ? publication : kept.whole();
}

export interface SourcedBlob {
  readonly blob: Descriptor;
  readonly source: ByteSource | FileSource;
}

/** All manifests of a build, made once: the same build gives the same bytes wherever it is published. */
export function makePublication(
  images: readonly PackedImage[],
  layout: Store,
  donors: readonly Donor[] = [],
): Publication {
  const snapshots = images.map(({ manifest, snapshot }) => snapshotToStore(snapshot, parseImage(manifest).config));
  const published: PublishedImage[] = images.map(({ platform, manifest }, position) => ({
    platform,
    image: manifest.descriptor,
    snapshot: snapshots[position]!.manifest.descriptor,
  }));
  const blobs = images.flatMap((image, position): SourcedBlob[] => [
    ...blobsOf(image).map((blob) => ({ blob, source: () => layout.readBlob(blob) })),
    ...snapshots[position]!.blobs,
  ]);
  const manifests = [...images, ...snapshots].map(({ manifest }) => manifest);
  return { index: makeIndex(published), manifests, blobs, donors };
}

/** A packed snapshot as a store gets it. @param image its configuration, which somebody else stores */
export function snapshotToStore(
  packed: Packed,
  image: Descriptor,
): { readonly manifest: StoredManifest; readonly blobs: readonly SourcedBlob[] } {
  const { below, frames: own, framesFile, table, openTable, chunkTable } = packed;
  const frames = [...below.map(({ blob }) => blob), own];
  const { manifest, config } = makeSnapshotManifest({ ...packed, frames, config: image }, versionOf(chunkTable));
  const blobs = [
    ...below,
    { blob: own, source: { file: framesFile } },
    { blob: table, source: openTable },
    { blob: config.blob, source: () => streamOf(config.bytes) },
  ];
  return { manifest, blobs };
}

/**
 * Stores a snapshot that belongs to no image: its blobs first, then each tag. What it keeps of others is there already.
 * @param facts what is known of it besides its files, which stands in the place of an image's configuration
 */
export async function storeSnapshot(
  store: Store,
  tags: readonly string[],
  { packed, facts }: { readonly packed: Packed; readonly facts: object },
  signal: AbortSignal,
): Promise<void> {
  const said = inlineBlob(partMediaType, facts);
  const { manifest, blobs } = snapshotToStore(packed, said.blob);
  const all = [...blobs, { blob: said.blob, source: () => streamOf(said.bytes) }];
  await Promise.all(all.map(({ blob, source }) => store.writeBlob(blob, source, signal)));
  for (const tag of tags) await store.writeManifest(manifest, tag, signal);
}

/** An image that a store has, to be published in another one as it is. @throws store-corrupt if a part of it is missing */
export async function publicationIn({ store, root }: StoredImage): Promise<Publication> {
  const { manifests, blobs } = await closureOf(store, root);
  return {
    index: root,
    manifests,
    blobs: blobs.map((blob) => ({ blob, source: () => store.readBlob(blob) })),
    donors: [],
  };
}

/** The image's config and layers. */
export function blobsOf({ manifest }: BuiltImage): readonly Descriptor[] {
  const { config, layers } = parseImage(manifest);
  return [config, ...layers];
}
