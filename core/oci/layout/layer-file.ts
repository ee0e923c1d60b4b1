/** A layer on its way from a plain tar archive to a blob of the layout. */
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gzip } from "../../archive/gzip.ts";
import type { Descriptor, Digest } from "../port.ts";
import { blobPath } from "./image-folder.ts";

/** Compression is the slowest part of the way; level 6 takes twice the time for 3 % less. */
const gzipLevel = 4;

/** A layer as it lies in the output. */
export interface Layer {
  readonly descriptor: Descriptor;
  /** Of the uncompressed tar. */
  readonly diffId: Digest;
}

/**
 * Compresses and hashes what `changed` makes of a layer's tar archive.
 * @param output a layout's folder, which has `blobs/sha256`
 */
export async function writeLayer(
  tar: AsyncIterable<Buffer>,
  changed: (tar: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
  output: string,
): Promise<Layer> {
  const plain = createHash("sha256");
  const packed = createHash("sha256");
  let size = 0;
  const unnamed = join(output, `layer-${randomBytes(8).toString("hex")}`);
  await pipeline(
    tar,
    changed,
    async function* (source: AsyncIterable<Buffer>) {
      for await (const part of source) {
        plain.update(part);
        yield part;
      }
    },
    (source: AsyncIterable<Buffer>) => gzip(source, gzipLevel),
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
  await rename(unnamed, join(output, blobPath(digest)));
  const mediaType = "application/vnd.oci.image.layer.v1.tar+gzip";
  return { descriptor: { mediaType, digest, size }, diffId: `sha256:${plain.digest("hex")}` };
}
