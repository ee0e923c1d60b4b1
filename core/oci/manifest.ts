/** Image manifests and indexes: parsed once into values, strictly, because their bytes come from outside. */
import { TreestampError } from "../errors.ts";
import { isDigest } from "./digest.ts";
import type { Descriptor, Digest, Platform, StoredManifest } from "./port.ts";
import {
  dockerListMediaType,
  dockerManifestMediaType,
  ociIndexMediaType,
  ociManifestMediaType,
} from "./stored-manifest.ts";

/** Source: image-spec, manifest.md. */
export interface ImageManifest {
  readonly kind: "manifest";
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Source: image-spec, image-index.md. */
export interface ImageIndex {
  readonly kind: "index";
  readonly manifests: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** Reads the manifest of one image. @throws image-invalid, also for an index */
export function parseImage(stored: StoredManifest): ImageManifest {
  const manifest = parseManifest(stored);
  if (manifest.kind === "manifest") return manifest;
  throw new TreestampError("image-invalid", `${stored.descriptor.digest} is an index where an image is expected.`);
}

/** The error about an index that lacks a platform. */
export function noImageFor(platform: string, index: Digest): TreestampError {
  return new TreestampError("platform-missing", `The base image ${index} has no image for ${platform}.`, {
    remedy: "Use a base image that has this platform.",
  });
}

/**
 * Reads a manifest or index.
 * @throws image-invalid where it is neither, or a field that matters breaks its format
 */
export function parseManifest(stored: StoredManifest): ImageManifest | ImageIndex {
  const where = stored.descriptor.digest;
  const json = object(parseJson(stored.body, where), where);
  const mediaType = text(json.mediaType) ?? stored.descriptor.mediaType;
  const annotations = strings(json.annotations);
  // Clients that go by one list or by the other would see two different images under one digest (CVE-2021-41190).
  if (json.manifests !== undefined && (json.layers !== undefined || json.config !== undefined)) {
    throw invalid(where, "is both an image and an index");
  }
  if (mediaType === ociIndexMediaType || mediaType === dockerListMediaType) {
    return { kind: "index", manifests: descriptors(json.manifests, where), annotations };
  }
  if (mediaType === ociManifestMediaType || mediaType === dockerManifestMediaType) {
    return {
      kind: "manifest",
      config: descriptor(json.config, where),
      layers: descriptors(json.layers, where),
      annotations,
    };
  }
  throw invalid(where, `has the media type ${mediaType}, which is neither an image manifest nor an index`);
}

/**
 * The digest of each layer once unpacked, from the image's configuration. Source: image-spec, config.md, rootfs.
 * @throws image-invalid where it does not list as many as the manifest has layers
 */
export function diffIdsOf(config: Buffer, manifest: ImageManifest): readonly Digest[] {
  const where = manifest.config.digest;
  const { diff_ids: ids } = object(object(parseJson(config, where), where).rootfs, where);
  if (Array.isArray(ids) && ids.length === manifest.layers.length && ids.every(isDigest)) return ids;
  throw invalid(where, `does not list the digests of the image's ${manifest.layers.length} layers`);
}

/** `linux/amd64`, `linux/arm64/v8`: a platform as docker writes it. */
export function formatPlatform(platform: Platform): string {
  return [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join("/");
}

/** A machine's platform by OCI's names, from Node's. */
export function platformOf(machine: { readonly platform: string; readonly arch: string }): Platform {
  const architectures: Record<string, string> = { x64: "amd64", ia32: "386" };
  // Build images are Linux images also on a laptop that runs another system: its engine has a Linux of its own.
  return { os: "linux", architecture: architectures[machine.arch] ?? machine.arch };
}

/** Reads `OS/ARCH[/VARIANT]`. @throws input-invalid */
export function parsePlatform(written: string): Platform {
  const [os, architecture, variant, ...rest] = written.split("/");
  if (!os || !architecture || rest.length > 0 || variant === "") {
    throw new TreestampError("input-invalid", `"${written}" is not a platform.`, {
      remedy: "Write it as docker does: linux/amd64, linux/arm64 or linux/arm/v7.",
    });
  }
  return variant === undefined ? { os, architecture } : { os, architecture, variant };
}

function parseJson(body: Buffer, where: Digest): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (cause) {
    throw invalid(where, "is not JSON", cause);
  }
}

function descriptors(value: unknown, where: Digest): Descriptor[] {
  if (!Array.isArray(value)) throw invalid(where, "lacks its list of parts");
  return value.map((item) => descriptor(item, where));
}

function descriptor(value: unknown, where: Digest): Descriptor {
  const { mediaType, digest, size, platform, annotations } = object(value, where);
  if (!isDigest(digest)) {
    throw invalid(where, `names a part by "${String(digest)}", which is not a sha256 digest`);
  }
  if (typeof mediaType !== "string" || !Number.isSafeInteger(size) || (size as number) < 0) {
    throw invalid(where, `describes ${digest} without a proper media type and size`);
  }
  return {
    mediaType,
    digest,
    size: size as number,
    ...(platform === undefined ? {} : { platform: parsePlatformObject(platform, where) }),
    ...(annotations === undefined ? {} : { annotations: strings(annotations) }),
  };
}

function parsePlatformObject(value: unknown, where: Digest): Platform {
  const { os, architecture, variant } = object(value, where);
  if (typeof os !== "string" || typeof architecture !== "string") throw invalid(where, "has a platform without a name");
  return typeof variant === "string" && variant !== "" ? { os, architecture, variant } : { os, architecture };
}

function object(value: unknown, where: Digest): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(where, "has something other than an object where one belongs");
  }
  return value as Record<string, unknown>;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function invalid(where: Digest, what: string, cause?: unknown): TreestampError {
  return new TreestampError("image-invalid", `${where} ${what}.`, { cause });
}
