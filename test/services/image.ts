/** Small real images, made in memory: what a store has to keep. */
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { sha256Of } from "../../core/oci/digest.ts";
import type { Descriptor, Store, StoredManifest } from "../../core/oci/port.ts";
import { manifestOf, ociIndexMediaType, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";

export interface SmallImage {
  readonly manifest: StoredManifest;
  readonly index: StoredManifest;
  /** Config and layer. */
  readonly blobs: ReadonlyMap<Descriptor, Buffer>;
}

/** An image with one empty layer, unlike every other one by its label; and an index that lists it. */
export function smallImage(label: string = randomBytes(8).toString("hex")): SmallImage {
  const tar = Buffer.alloc(1024);
  const layer = gzipSync(tar);
  const config = Buffer.from(
    JSON.stringify({
      architecture: "amd64",
      os: "linux",
      config: { Env: ["PATH=/bin"], Labels: { label } },
      rootfs: { type: "layers", diff_ids: [sha256Of(tar)] },
      history: [{ created: "1970-01-01T00:00:00Z", created_by: "test" }],
    }),
  );
  const configBlob = descriptorOf("application/vnd.oci.image.config.v1+json", config);
  const layerBlob = descriptorOf("application/vnd.oci.image.layer.v1.tar+gzip", layer);
  const manifest = manifestOf(
    ociManifestMediaType,
    Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: ociManifestMediaType, config: configBlob, layers: [layerBlob] }),
    ),
  );
  const platform = { os: "linux", architecture: "amd64" };
  const index = manifestOf(
    ociIndexMediaType,
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: ociIndexMediaType,
        manifests: [{ ...manifest.descriptor, platform }],
      }),
    ),
  );
  return {
    manifest,
    index,
    blobs: new Map([
      [configBlob, config],
      [layerBlob, layer],
    ]),
  };
}

export function descriptorOf(mediaType: string, bytes: Buffer): Descriptor {
  return { mediaType, digest: sha256Of(bytes), size: bytes.length };
}

/** Writes blobs, manifest and index, and the tag last, as a publisher does. */
export async function publish(store: Store, image: SmallImage, tag: string): Promise<void> {
  for (const [blob, bytes] of image.blobs) await store.writeBlob(blob, () => inParts(bytes));
  await store.writeManifest(image.manifest);
  await store.writeManifest(image.index, tag);
}

/** The bytes in parts of at most `length`. */
export async function* inParts(bytes: Buffer, length = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** All parts in one. */
export async function collected(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
