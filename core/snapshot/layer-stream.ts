/** A layer's blob as the plain tar inside it. */
import { createHash } from "node:crypto";
import { addAbortSignal, pipeline, Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { zstdFrames } from "../archive/zstd-frames.ts";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import type { Descriptor, Digest } from "../oci/port.ts";
import { release } from "./buffers.ts";

export interface LayerSource {
  readonly descriptor: Descriptor;
  /** The blob's bytes, already verified against the descriptor. May be called again. */
  readonly open: () => AsyncIterable<Uint8Array>;
  /** sha256 of the plain tar, from the image's configuration. Checked where it is given. */
  readonly diffId?: Digest;
}

const pieceBytes = 256 * 1024;

/** Gives the plain tar; a piece is valid until the next is asked for. At its end the digest is right, or it throws image-invalid. */
export async function* plainLayer(layer: LayerSource, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const hash = layer.diffId === undefined ? undefined : createHash("sha256");
  const compression = compressionOf(layer.descriptor);
  const what = `Layer ${layer.descriptor.digest}`;
  for await (const bytes of decompressed(layer.open(), compression, what, signal)) {
    hash?.update(bytes);
    yield bytes;
  }
  const actual = hash === undefined ? layer.diffId : `sha256:${hash.digest("hex")}`;
  if (actual === layer.diffId) return;
  throw new TreestampError(
    "image-invalid",
    `Layer ${layer.descriptor.digest} decompresses to ${actual}, and the image's configuration says ${layer.diffId}.`,
    { remedy: "The image is inconsistent: build it again." },
  );
}

/** How bytes are compressed; `none`, not at all. */
export type Compression = "none" | "gzip" | "zstd";

/**
 * Each piece as the decompressor has written it. Else a reader that is late gets several as one, in memory of its own, and the next
 * one may stand behind the first of them.
 */
const inPieces = { chunkSize: pieceBytes, readableObjectMode: true, readableHighWaterMark: 1 };

/**
 * The plain bytes; a piece is valid until the next is asked for.
 * @param what the subject of a message: `Layer sha256:…`
 * @throws image-invalid where they cannot be decompressed; what `source` throws
 */
export function decompressed(
  source: AsyncIterable<Uint8Array>,
  compression: Compression,
  what: string,
  signal?: AbortSignal,
): AsyncIterable<Uint8Array> {
  if (compression === "none") return source;
  const decompressor = compression === "zstd" ? createZstdDecompress(inPieces) : createGunzip(inPieces);
  let failure: unknown;
  // The output ends with the error of whichever stream failed; the source's own error says more than "premature close".
  const bytes = Readable.from(compression === "zstd" ? zstdFrames(source) : source, {
    objectMode: true,
    highWaterMark: 1,
  });
  bytes.on("error", (error) => {
    failure ??= error;
  });
  const plain = pipeline(signal === undefined ? bytes : addAbortSignal(signal, bytes), decompressor, () => {});
  return translated(plain, what, () => failure, signal);
}

async function* translated(
  plain: AsyncIterable<Uint8Array>,
  what: string,
  sourceFailure: () => unknown,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  let last: Uint8Array | undefined;
  try {
    for await (const piece of plain) {
      // Pieces in other memory: what the last ones stood in is full, and the decompressor is done with it.
      if (last !== undefined && last.buffer !== piece.buffer) release(last);
      last = piece;
      yield piece;
    }
  } catch (error) {
    if (signal?.aborted) throw new TreestampError("interrupted", "Packing was interrupted.", { cause: signal.reason });
    const cause = sourceFailure() ?? error;
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    if (isTreestampError(cause) || !/^(Z_|ZSTD_)/.test(code)) throw cause;
    throw new TreestampError("image-invalid", `${what} cannot be decompressed: ${messageOf(cause)}.`, {
      cause,
      remedy: "The image is damaged: build it again.",
    });
  }
}

/** By media type. Source: image-spec layer.md; distribution, manifest v2 schema 2. */
function compressionOf({ mediaType, digest }: Descriptor): Compression {
  switch (mediaType) {
    case "application/vnd.oci.image.layer.v1.tar":
    case "application/vnd.oci.image.layer.nondistributable.v1.tar":
    case "application/vnd.docker.image.rootfs.diff.tar":
      return "none";
    case "application/vnd.oci.image.layer.v1.tar+gzip":
    case "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip":
    case "application/vnd.docker.image.rootfs.diff.tar.gzip":
    case "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip":
      return "gzip";
    case "application/vnd.oci.image.layer.v1.tar+zstd":
    case "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd":
    case "application/vnd.docker.image.rootfs.diff.tar.zstd":
      return "zstd";
    default:
      throw new TreestampError(
        "image-invalid",
        `Layer ${digest} has the media type ${mediaType}, which is not a layer's.`,
        {
          remedy: "Use an engine that writes tar layers, plain or compressed with gzip or zstd.",
        },
      );
  }
}
