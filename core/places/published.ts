/**
 * What one tag names: an OCI index that lists the image for each platform and, beside each, its snapshot. Snapshots
 * carry the platform `unknown/unknown`, as BuildKit's attestations do, so that every client takes only the image.
 */
import { TreestampError } from "../errors.ts";
import { isDigest } from "../oci/digest.ts";
import { parseManifest } from "../oci/manifest.ts";
import type { Descriptor, Digest, Platform, StoredManifest } from "../oci/port.ts";
import { manifestOf, ociIndexMediaType } from "../oci/stored-manifest.ts";
import { identityAnnotation, maxBlobs, snapshotOfAnnotation } from "../snapshot/format.ts";
import type { versionOf } from "../snapshot/table.ts";
import { type Beside, besideManifest, partsOf } from "./beside.ts";

/** One platform's image, and its snapshot if one was published. */
export interface PublishedImage {
  readonly platform: Platform;
  readonly image: Descriptor;
  readonly snapshot: Descriptor | undefined;
}

/** A snapshot's manifest as a value: its parts. */
export interface SnapshotManifest {
  readonly identity: Digest;
  /** The image's own configuration. */
  readonly config: Descriptor;
  /** One blob; or several, of a snapshot that keeps frames of others. */
  readonly frames: readonly Descriptor[];
  readonly table: Descriptor;
}

/** Chunk tables and configurations are held in memory, so longer ones are refused before the fetch. Some 900,000 chunks. */
const maxPartBytes = 64 * 1024 * 1024;

/** Of what stands beside images. */
export const unknownPlatform: Platform = { os: "unknown", architecture: "unknown" };

/** The index for these images, ready to be stored. The same images give the same bytes. */
export function makeIndex(images: readonly PublishedImage[]): StoredManifest {
  const snapshots = images.flatMap(({ image, snapshot }) =>
    snapshot === undefined
      ? []
      : [
          {
            ...snapshot,
            platform: unknownPlatform,
            annotations: { [snapshotOfAnnotation]: image.digest },
          },
        ],
  );
  const manifests = [...images.map(({ platform, image }) => ({ ...image, platform })), ...snapshots];
  const index = { schemaVersion: 2, mediaType: ociIndexMediaType, manifests };
  return manifestOf(ociIndexMediaType, Buffer.from(JSON.stringify(index)));
}

/** Reads the index under a key's tag. @throws image-invalid */
export function parseIndex(stored: StoredManifest): readonly PublishedImage[] {
  const index = parseManifest(stored);
  if (index.kind !== "index") {
    throw new TreestampError(
      "image-invalid",
      `${stored.descriptor.digest} is one image, not an index with a snapshot.`,
      {
        remedy:
          "Something else than treestamp wrote this tag. Delete it, or keep build images in a repository of their own.",
      },
    );
  }
  const snapshots = new Map(
    index.manifests
      .filter(({ annotations }) => annotations?.[snapshotOfAnnotation] !== undefined)
      .map((manifest) => [manifest.annotations![snapshotOfAnnotation], manifest]),
  );
  return index.manifests
    .filter(({ platform }) => platform !== undefined && platform.os !== unknownPlatform.os)
    .map((image) => ({ platform: image.platform!, image, snapshot: snapshots.get(image.digest) }));
}

/** Whether a machine of the wanted platform can run it. */
export function isFor({ platform }: { readonly platform: Platform }, wanted: Platform): boolean {
  return platform.os === wanted.os && platform.architecture === wanted.architecture;
}

/** The one for the wanted platform, if there is one. */
export function forPlatform<T extends { readonly platform: Platform }>(
  images: readonly T[],
  wanted: Platform,
): T | undefined {
  return images.find((image) => isFor(image, wanted));
}

/** The image for the wanted platform among what an index lists. */
export function listedFor(
  listed: readonly Descriptor[],
  wanted: Platform,
): (Descriptor & { readonly platform: Platform }) | undefined {
  const images = listed.flatMap(({ platform, ...image }) => (platform === undefined ? [] : [{ ...image, platform }]));
  return forPlatform(images, wanted);
}

/** The snapshot beside an image. @param location of the store, for messages @throws snapshot-invalid */
export function snapshotOf({ snapshot, image }: PublishedImage, location: string): Descriptor {
  if (snapshot !== undefined) return snapshot;
  throw new TreestampError("snapshot-invalid", `${location}@${image.digest} has no snapshot beside it.`, {
    remedy: "It was pushed by something else than treestamp: keep build images in a repository of their own.",
  });
}

/** The names of a snapshot's parts. The numbers are those of their formats: see core/snapshot/table.ts. */
const parts = { frames: "snapshot.frames.v1", table: "snapshot.table.v1", config: "image.config" } as const;
/** Version 2 has `snapshot.frames.v2.0`, `snapshot.frames.v2.1` and so on. */
const secondParts = { frames: "snapshot.frames.v2", table: "snapshot.table.v2" } as const;

/** The manifest of a snapshot, ready to be stored. @param version of its table */
export function makeSnapshotManifest(
  { frames, table, config, identity }: SnapshotManifest,
  version: ReturnType<typeof versionOf>,
): Beside {
  const layers =
    version === 1
      ? { [parts.frames]: frames[0]!, [parts.table]: table }
      : {
          ...Object.fromEntries(frames.map((blob, index) => [`${secondParts.frames}.${index}`, blob])),
          [secondParts.table]: table,
        };
  return besideManifest({ ...layers, [parts.config]: config }, { [identityAnnotation]: identity });
}

/** Reads a snapshot's manifest. @throws snapshot-invalid */
export function parseSnapshotManifest(stored: StoredManifest): SnapshotManifest {
  const manifest = parseManifest(stored);
  const layers = manifest.kind === "manifest" ? manifest : { layers: [] };
  const named = partsOf(layers);
  const frames = framesOf(named);
  const table = named[named[parts.frames] === undefined ? secondParts.table : parts.table];
  const config = named[parts.config];
  const identity = manifest.annotations[identityAnnotation];
  if (frames.length === 0 || table === undefined || config === undefined || !isDigest(identity)) {
    throw new TreestampError("snapshot-invalid", `${stored.descriptor.digest} is not the manifest of a snapshot.`, {
      remedy:
        "It may come from a newer treestamp: use the version that published it, or build again under another key.",
    });
  }
  for (const { digest, size } of [config, table]) {
    if (size <= maxPartBytes) continue;
    throw new TreestampError("snapshot-invalid", `A snapshot's part ${digest} of ${size} bytes is too long.`, {
      remedy: "Delete the image's tag from the store, so that it is built again.",
    });
  }
  return { identity, config, frames, table };
}

/** The frames blobs, in the order of their numbers; none where these have a gap, or are more than we know what to do with. */
function framesOf(named: Readonly<Record<string, Descriptor>>): readonly Descriptor[] {
  const one = named[parts.frames];
  const numbered = Object.keys(named).filter((name) => name.startsWith(`${secondParts.frames}.`));
  if (one !== undefined) return numbered.length === 0 ? [one] : [];
  const several = numbered.map((_, number) => named[`${secondParts.frames}.${number}`]);
  const known = several.filter((blob) => blob !== undefined);
  return known.length === several.length && known.length <= maxBlobs ? known : [];
}
