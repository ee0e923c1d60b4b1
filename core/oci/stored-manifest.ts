/** Manifests as bytes: what they are, and how large they may be. */
import { TreestampError } from "../errors.ts";
import { sha256Of } from "./digest.ts";
import type { Descriptor, Digest, StoredManifest } from "./port.ts";

export const ociIndexMediaType = "application/vnd.oci.image.index.v1+json";
export const ociManifestMediaType = "application/vnd.oci.image.manifest.v1+json";
export const dockerListMediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
export const dockerManifestMediaType = "application/vnd.docker.distribution.manifest.v2+json";

/** All kinds of manifest that a lookup takes. */
export const manifestMediaTypes: readonly string[] = [
  ociIndexMediaType,
  ociManifestMediaType,
  dockerListMediaType,
  dockerManifestMediaType,
];

/** No manifest is read beyond this. Registries refuse more than 4 MiB, too. Bytes. */
export const maxManifestBytes = 4 * 1024 * 1024;

/** A manifest made here, with its descriptor. */
export function manifestOf(mediaType: string, body: Buffer): StoredManifest {
  return { descriptor: { mediaType, digest: sha256Of(body), size: body.length }, body };
}

/**
 * The media type of a manifest by its own bytes; undefined for what is none. Old manifests may leave the field out:
 * then the list that they have (`manifests`, `layers`) tells. Source: image-spec, "mediaType" of index and manifest.
 */
export function mediaTypeOf(body: Buffer): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { mediaType, manifests, layers, config } = value as Record<string, unknown>;
  if (typeof mediaType === "string") return manifestMediaTypes.includes(mediaType) ? mediaType : undefined;
  if (Array.isArray(manifests)) return ociIndexMediaType;
  return Array.isArray(layers) && typeof config === "object" ? ociManifestMediaType : undefined;
}

/**
 * Checks a manifest's bytes against what named them.
 * @param expected the digest that was asked for or that the store claims; undefined where there is none
 * @throws store-corrupt
 */
export function checkedManifest(
  body: Buffer,
  descriptor: Pick<Descriptor, "mediaType">,
  expected: Digest | undefined,
  origin: string,
): StoredManifest {
  const manifest = manifestOf(descriptor.mediaType, body);
  const own = mediaTypeOf(body);
  if (expected !== undefined && manifest.descriptor.digest !== expected) {
    throw new TreestampError(
      "store-corrupt",
      `${origin} has bytes of ${manifest.descriptor.digest}, not ${expected}.`,
      {
        remedy: "Try again. If it happens again, the store is damaged, and the image has to be pushed again.",
      },
    );
  }
  if (own !== descriptor.mediaType) {
    throw new TreestampError(
      "store-corrupt",
      `${origin} is said to be ${descriptor.mediaType}, and its bytes are ${own ?? "not a manifest that treestamp knows"}.`,
      { remedy: "Check what was pushed under this name." },
    );
  }
  return manifest;
}
