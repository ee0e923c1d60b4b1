/**
 * An OCI image layout that is made here, in a folder of ours that nobody else knows before it is whole: so its files are
 * written in place, without lock or mark.
 */
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { gzip } from "../../archive/gzip.ts";
import { type TarEntry, writeTar } from "../../archive/tar-writer.ts";
import { zstd } from "../../archive/zstd.ts";
import { resumed, untilAborted } from "../byte-stream.ts";
import { sha256Of } from "../digest.ts";
import type { Descriptor, Digest, LayerCompression } from "../port.ts";
import { ociIndexMediaType, ociManifestMediaType } from "../stored-manifest.ts";
import { blobFile, blobsFolder, layoutMarker, refNameAnnotation } from "./paths.ts";
import { imageByDigest } from "./store.ts";

/** gzip takes most of the time; level 6 takes twice as long for 3 % less. zstd at 3 is smaller than that, in a third of the time. */
const compressions = {
  gzip: (tar: AsyncIterable<Uint8Array>) => gzip(tar, 4),
  zstd: (tar: AsyncIterable<Uint8Array>) => zstd(tar, 3),
};

/** A layer as it lies in the layout. */
export interface Layer {
  readonly descriptor: Descriptor;
  /** Digest of the uncompressed tar. */
  readonly diffId: Digest;
}

/** Prepares the folder for blobs. It is a layout once `finishLayout` has listed what is in it. */
export async function beginLayout(folder: string): Promise<void> {
  await mkdir(blobsFolder(folder), { recursive: true });
}

/** Stores bytes as a blob. */
export async function addBlob(folder: string, mediaType: string, body: Buffer): Promise<Descriptor> {
  const descriptor = { mediaType, digest: sha256Of(body), size: body.length };
  await writeFile(blobFile(folder, descriptor.digest), body);
  return descriptor;
}

/** Stores a blob of another layout, which loses it. */
export async function moveBlob(from: string, folder: string, { digest }: Descriptor): Promise<void> {
  await rename(blobFile(from, digest), blobFile(folder, digest));
}

/** Compresses, hashes and stores a layer in one pass. */
export async function addLayer(
  folder: string,
  tar: AsyncIterable<Uint8Array>,
  compression: LayerCompression = "gzip",
): Promise<Layer> {
  const plain = createHash("sha256");
  const packed = createHash("sha256");
  let size = 0;
  const unnamed = join(folder, `layer-${randomBytes(8).toString("hex")}`);
  await pipeline(
    tar,
    async function* (source: AsyncIterable<Uint8Array>) {
      for await (const part of source) {
        plain.update(part);
        yield part;
      }
    },
    compressions[compression],
    async function* (source: AsyncIterable<Buffer>) {
      for await (const part of source) {
        packed.update(part);
        size += part.length;
        yield part;
      }
    },
    createWriteStream(unnamed),
  );
  const digest: Digest = `sha256:${packed.digest("hex")}`;
  await rename(unnamed, blobFile(folder, digest));
  const mediaType = `application/vnd.oci.image.layer.v1.tar+${compression}`;
  return { descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` };
}

/** Stores a layer of these entries, unless there are none. @throws the signal's reason */
export async function addLayerOf(
  folder: string,
  entries: AsyncGenerator<TarEntry, void, undefined>,
  signal: AbortSignal,
): Promise<Layer | undefined> {
  const first = await entries.next();
  if (first.done === true) return undefined;
  return addLayer(folder, writeTar(untilAborted(resumed([first.value], entries), signal)));
}

/** Stores an image of these layers, bottom to top. @param config all of its configuration but for the layers */
export async function addImage(
  folder: string,
  config: Readonly<Record<string, unknown>>,
  layers: readonly Layer[],
): Promise<Descriptor> {
  const whole = { ...config, rootfs: { type: "layers", diff_ids: layers.map(({ diffId }) => diffId) } };
  const manifest = {
    schemaVersion: 2,
    mediaType: ociManifestMediaType,
    config: await addBlob(folder, "application/vnd.oci.image.config.v1+json", json(whole)),
    layers: layers.map(({ descriptor }) => descriptor),
  };
  return addBlob(folder, ociManifestMediaType, json(manifest));
}

/** Stores an index of images. */
export async function addIndex(folder: string, manifests: readonly Descriptor[]): Promise<Descriptor> {
  return addBlob(folder, ociIndexMediaType, json({ schemaVersion: 2, mediaType: ociIndexMediaType, manifests }));
}

/** Lists the one image (or index) that the layout is made for. */
export async function finishLayout(folder: string, root: Descriptor): Promise<void> {
  const index = { schemaVersion: 2, mediaType: ociIndexMediaType, manifests: [root] };
  await writeFile(join(folder, "index.json"), json(index));
  await writeFile(join(folder, "oci-layout"), layoutMarker);
}

/**
 * Makes in the empty `view` a layout that has the blobs of `folder` by a link, and lists one image alone, as `base`.
 * @throws path-missing where the folder does not hold it
 */
export async function makeViewOfOne(view: string, folder: string, digest: Digest): Promise<void> {
  const { descriptor } = await imageByDigest(folder, digest);
  await symlink(resolve(blobsFolder(folder), ".."), join(view, "blobs"));
  await finishLayout(view, { ...descriptor, annotations: { [refNameAnnotation]: "base" } });
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
