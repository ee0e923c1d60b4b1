/**
 * Manifests that stand beside an image and are not images: snapshots and notes. They have the form of BuildKit's attestations,
 * which every registry stores and every client skips: an image config with the platform `unknown/unknown`, and blobs as
 * layers. GitLab refuses an `artifactType`, and every media type that is not on its list (gitlab.com,
 * container-registry, docs/supported-media-types.md; ocx-sh/ocx#480), so annotations say what the parts are.
 */
import { sha256Of } from "../oci/digest.ts";
import type { Descriptor, StoredManifest } from "../oci/port.ts";
import { manifestOf, ociManifestMediaType } from "../oci/stored-manifest.ts";

export type Annotations = Readonly<Record<string, string>>;

export const imageConfigMediaType = "application/vnd.oci.image.config.v1+json";

/** Annotation on a layer: which part it is. */
const partAnnotation = "dev.treestamp.part";

/** A small blob with its bytes. */
export interface InlineBlob {
  readonly blob: Descriptor;
  readonly bytes: Buffer;
}

/** A manifest, and its own config blob, which has to be stored with it. */
export interface Beside {
  readonly manifest: StoredManifest;
  readonly config: InlineBlob;
}

/** @param parts the layers by their names, in this order. The same parts give the same bytes. */
export function besideManifest(parts: Readonly<Record<string, Descriptor>>, annotations: Annotations): Beside {
  const layers = Object.entries(parts).map(([name, { mediaType, digest, size }]) => {
    return { mediaType, digest, size, annotations: { [partAnnotation]: name } };
  });
  const config = inlineBlob(imageConfigMediaType, {
    architecture: "unknown",
    os: "unknown",
    config: {},
    rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => digest) },
  });
  const manifest = { schemaVersion: 2, mediaType: ociManifestMediaType, config: config.blob, layers, annotations };
  return { manifest: manifestOf(ociManifestMediaType, Buffer.from(JSON.stringify(manifest))), config };
}

/** All layers that have names, by these. */
export function partsOf({ layers }: { readonly layers: readonly Descriptor[] }): Readonly<Record<string, Descriptor>> {
  const named = layers.flatMap(({ annotations, ...blob }) => {
    const name = annotations?.[partAnnotation];
    return name === undefined ? [] : [[name, blob] as const];
  });
  return Object.fromEntries(named);
}

export function inlineBlob(mediaType: string, value: object): InlineBlob {
  const bytes = Buffer.from(JSON.stringify(value));
  return { blob: { mediaType, digest: sha256Of(bytes), size: bytes.length }, bytes };
}
