/**
 * The chunk table as bytes. All numbers little-endian:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 */
import { createHash, hash } from "node:crypto";
import { TreestampError } from "../errors.ts";
import type { Digest } from "../oci/port.ts";
import { type Chunk, type ChunkTable, maxChunkBytes } from "./format.ts";

const magic = "TSCT";
const version = 1;
const headerBytes = 28;
const entryBytes = 72;

/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = maxChunkBytes + 64 * 1024;

/** A chunk's own facts; its offset follows from its place in the list. */
export type ListedChunk = Pick<Chunk, "plainLength" | "frameLength" | "plainDigest" | "frameDigest">;

/** The table of chunks listed in the order of the raw image. */
export function chunkTable(listed: readonly ListedChunk[]): ChunkTable {
  let plainOffset = 0;
  let frameOffset = 0;
  const chunks: Chunk[] = [];
  for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
    chunks.push({ plainOffset, plainLength, frameOffset, frameLength, plainDigest, frameDigest });
    plainOffset += plainLength;
    if (index > 0) frameOffset += frameLength;
  }
  const head = chunks[0];
  if (head !== undefined) {
    chunks[0] = { ...head, frameOffset };
    frameOffset += head.frameLength;
  }
  return { plainSize: plainOffset, framesSize: frameOffset, chunks, identity: identityOf(listed) };
}

/** The hash of the plain content: of lengths and digests of the chunks as listed. Does not depend on a compressor. */
export function identityOf(listed: readonly Pick<Chunk, "plainLength" | "plainDigest">[]): Digest {
  const hash = createHash("sha256").update("treestamp snapshot v1\n");
  const length = Buffer.alloc(4);
  for (const chunk of listed) {
    length.writeUInt32LE(chunk.plainLength);
    hash.update(length).update(chunk.plainDigest);
  }
  return `sha256:${hash.digest("hex")}`;
}

export function encodeChunkTable(table: ChunkTable): Buffer {
  const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
  bytes.write(magic, "latin1");
  bytes.writeUInt32LE(version, 4);
  bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
  bytes.writeBigUInt64LE(BigInt(table.framesSize), 16);
  bytes.writeUInt32LE(table.chunks.length, 24);
  let at = headerBytes;
  for (const chunk of table.chunks) {
    bytes.writeUInt32LE(chunk.plainLength, at);
    bytes.writeUInt32LE(chunk.frameLength, at + 4);
    chunk.plainDigest.copy(bytes, at + 8);
    chunk.frameDigest.copy(bytes, at + 40);
    at += entryBytes;
  }
  return bytes;
}

/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
export function parseChunkTable(bytes: Buffer): ChunkTable {
  if (bytes.length < headerBytes || bytes.toString("latin1", 0, 4) !== magic) throw invalid("it is not a chunk table");
  if (bytes.readUInt32LE(4) !== version) throw invalid(`its version is ${bytes.readUInt32LE(4)}, not ${version}`);
  const count = bytes.readUInt32LE(24);
  if (count === 0 || bytes.length !== headerBytes + count * entryBytes) throw invalid("its length does not fit");
  const isOfZeros = zeroDigests();
  const listed: ListedChunk[] = [];
  for (let at = headerBytes; at < bytes.length; at += entryBytes) {
    const plainLength = bytes.readUInt32LE(at);
    const frameLength = bytes.readUInt32LE(at + 4);
    if (plainLength === 0 || plainLength > maxChunkBytes) throw invalid(`it has a chunk of ${plainLength} bytes`);
    if (frameLength > maxFrameBytes) throw invalid(`it has a frame of ${frameLength} bytes`);
    const plainDigest = Buffer.from(bytes.subarray(at + 8, at + 40));
    const frameDigest = Buffer.from(bytes.subarray(at + 40, at + 72));
    // Nothing arrives that could be compared with it, and the digest is part of the identity.
    if (frameLength === 0 && !isOfZeros(plainDigest, plainLength)) throw invalid("a chunk without a frame has content");
    listed.push({ plainLength, frameLength, plainDigest, frameDigest });
  }
  const table = chunkTable(listed);
  if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8)) throw invalid("its chunks do not add up to its image");
  if (BigInt(table.framesSize) !== bytes.readBigUInt64LE(16)) throw invalid("its frames do not add up to its blob");
  return table;
}

/** Whether a digest is that of so many zero bytes; cached, because few lengths recur. */
function zeroDigests(): (digest: Buffer, length: number) => boolean {
  const zeros = Buffer.alloc(maxChunkBytes);
  const known = new Map<number, Buffer>();
  return (digest, length) => {
    const expected = known.get(length) ?? hash("sha256", zeros.subarray(0, length), "buffer");
    known.set(length, expected);
    return digest.equals(expected);
  };
}

function invalid(what: string): TreestampError {
  return new TreestampError("snapshot-invalid", `A snapshot's chunk table cannot be used: ${what}.`, {
    remedy: "Delete the image's tag from the store, so that it is built again.",
  });
}
