/**
 * An image that a run has left on disk: the folder of an OCI layout, or an archive, as `docker save`, `docker buildx build
 * --output type=oci` and `skopeo copy` write them. Plain, or compressed by gzip or zstd.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, type Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { readTar, type TarData } from "../archive/tar-reader.ts";
import { zstdFrames } from "../archive/zstd-frames.ts";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import { firstBytes } from "../machine/first-bytes.ts";
import { missing } from "../machine/missing.ts";
import { closureOf } from "./copy.ts";
import { layoutFromArchive } from "./docker-archive/read.ts";
import { readIndex } from "./layout/index-file.ts";
import { beginLayout } from "./layout/new-layout.ts";
import { imageByDigest, layoutStore } from "./layout/store.ts";
import type { ByteSource } from "./port.ts";

/** Times in the layers stay as they are. */
const noEpoch = Number.MAX_SAFE_INTEGER;

/**
 * The folder of the image's OCI layout: the one that was named, or one that is filled from an archive. Blobs of an OCI archive
 * stay the bytes that they are; layers that are not compressed (docker's classic store saves them so) are compressed.
 * @param scratch an empty folder of ours
 * @throws path-missing, image-invalid
 */
export async function savedImage(path: string, scratch: string): Promise<string> {
  const stats = await stat(path).catch(missing(undefined));
  if (stats === undefined) {
    throw new TreestampError("path-missing", `\`saved-image\`: there is no folder or archive ${path}.`, {
      remedy: "Check the spelling; the step that makes it has to run first.",
    });
  }
  if (stats.isDirectory()) return path;
  try {
    return await layoutOfArchive(() => archiveAt(path), scratch, isCompressed);
  } catch (error) {
    if (!isTreestampError(error, "image-invalid") && !isBroken(error)) throw error;
    const why = messageOf(error)
      .replace(/^(A layer|The archive that docker saved) /, "It ")
      .replace(/\.?$/, ".");
    throw new TreestampError("image-invalid", `\`saved-image\`: ${path} is not the archive of one image. ${why}`, {
      remedy: "Write it with `docker save -o FILE IMAGE`, or with docker buildx build --output type=oci,dest=FILE.",
      cause: error,
    });
  }
}

/**
 * The folder of an OCI layout with the image of an archive. Layers of docker's own archives are compressed.
 * @param open gives the plain archive, the same bytes each time
 * @param scratch an empty folder of ours
 * @param isEnough whether the archive's own layout is taken as it is; where it is docker's archive, too, that is made a layout otherwise
 * @throws image-invalid
 */
export async function layoutOfArchive(
  open: ByteSource,
  scratch: string,
  isEnough: (layout: string) => Promise<boolean> = async () => true,
): Promise<string> {
  const [oci, docker] = [join(scratch, "oci"), join(scratch, "docker")];
  await beginLayout(oci);
  const isOci = await extractLayout(open(), oci);
  if (isOci && (await isEnough(oci))) return oci;
  await mkdir(docker);
  await layoutFromArchive(open(), { epoch: noEpoch, compression: "gzip", output: docker }, new Set());
  return docker;
}

/** zlib's error codes for bytes that are not gzip. */
function isBroken(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith("Z_") || /zstd/i.test(messageOf(error));
}

/** A frame, or one to be skipped. Source: RFC 8878, section 3.1. */
const isZstd = /^(28b52ffd|5[0-9a-f]2a4d18)/;

async function* archiveAt(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const magic = (await firstBytes(path, 4)).toString("hex");
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 });
  const through = (source: AsyncIterable<Uint8Array>, unpack: Transform) =>
    Readable.from(source)
      .on("error", (error) => unpack.destroy(error))
      .pipe(unpack);
  if (magic.startsWith("1f8b")) yield* through(bytes, createGunzip());
  else if (isZstd.test(magic)) yield* through(zstdFrames(bytes), createZstdDecompress());
  else yield* bytes;
}

/** Extracts only the files of an OCI layout from an archive. @returns false if it is not one */
async function extractLayout(archive: AsyncIterable<Uint8Array>, folder: string): Promise<boolean> {
  let hasIndex = false;
  await readTar(archive, ({ type, name }) => {
    const path = name.replace(/^(\.\/)+/, "");
    const isOurs = path === "index.json" || path === "oci-layout" || /^blobs\/sha256\/[0-9a-f]{64}$/.test(path);
    if (type !== "file" || !isOurs) return undefined;
    if (path === "index.json") hasIndex = true;
    return fileSink(join(folder, path));
  });
  return hasIndex;
}

function fileSink(path: string): TarData {
  const file = createWriteStream(path);
  const written = (write: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      write((error) => (error ? reject(error) : resolve()));
    });
  return {
    write: (bytes) => written((done) => file.write(bytes, done)),
    end: () => written((done) => file.end(done)),
  };
}

/** Whether the layers of all images in a layout are as registries keep them. */
async function isCompressed(folder: string): Promise<boolean> {
  for (const { digest } of (await readIndex(folder, {}))?.manifests ?? []) {
    const { blobs } = await closureOf(layoutStore(folder), await imageByDigest(folder, digest));
    if (blobs.some(({ mediaType }) => mediaType.endsWith(".tar"))) return false;
  }
  return true;
}
