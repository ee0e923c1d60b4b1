/**
 * The chunk table as bytes. All numbers little-endian. Version 1, of a snapshot that was written whole:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u64 bytes of the frames blob, u32 count of chunks,
 *     then for each chunk: u32 plain length, u32 frame length, sha256 of the plain bytes, sha256 of the frame
 *
 * Chunks are listed in the order of the raw image, and offsets are sums of lengths. The frame of the first chunk (the
 * head with the superblock, which is known last) stands after all others.
 *
 * Version 2, of a snapshot that keeps frames of others, in several blobs as a rule, in the order of its manifest:
 *
 *     magic "TSCT", u32 version, u64 bytes of the raw image, u32 count of blobs, u32 count of chunks,
 *     then for each blob: u64 bytes,
 *     then for each chunk: u32 plain length, u32 frame length, u64 frame offset, u32 blob, sha256 of the plain bytes,
 *     sha256 of the frame
 *
 * There, frames of one blob never overlap; between them may be what another snapshot has there, and this one does not keep.
 */
import { createHash, hash } from "node:crypto";
import { TreestampError } from "../errors.ts";
import type { Descriptor, Digest } from "../oci/port.ts";
import { inOrderOfFrames } from "./fetch-plan.ts";
import { type Chunk, type ChunkTable, maxBlobs, maxChunkBytes } from "./format.ts";

const magic = "TSCT";
const headerBytes = 28;
const entryBytes = 72;
const headerBytes2 = 24;
const entryBytes2 = 84;

/** A frame of incompressible bytes is a little longer than them. More slack than zstd's own bound. */
const maxFrameBytes = maxChunkBytes + 64 * 1024;

/** A chunk's own facts; its offset follows from its place in the list. */
export type ListedChunk = Pick<Chunk, "plainLength" | "frameLength" | "plainDigest" | "frameDigest">;

/** The table of chunks, in the order of the raw image, whose frames follow each other in one blob, the first one's behind the others. */
export function chunkTable(listed: readonly ListedChunk[]): ChunkTable {
  let plainOffset = 0;
  let frameOffset = 0;
  const chunks: Chunk[] = [];
  for (const [index, { plainLength, frameLength, plainDigest, frameDigest }] of listed.entries()) {
    chunks.push({ plainOffset, plainLength, blob: 0, frameOffset, frameLength, plainDigest, frameDigest });
    plainOffset += plainLength;
    if (index > 0) frameOffset += frameLength;
  }
  const head = chunks[0];
  if (head !== undefined) {
    chunks[0] = { ...head, frameOffset };
    frameOffset += head.frameLength;
  }
  return { plainSize: plainOffset, framesSizes: [frameOffset], chunks, identity: identityOf(listed) };
}

/** The table of chunks in the order of the raw image, each of which says where its frame is. @param framesSizes bytes of each frames blob */
export function tableOf(placed: Iterable<Omit<Chunk, "plainOffset">>, framesSizes: readonly number[]): ChunkTable {
  let plainOffset = 0;
  const chunks: Chunk[] = [];
  for (const { plainLength, blob, frameOffset, frameLength, plainDigest, frameDigest } of placed) {
    chunks.push({ plainOffset, plainLength, blob, frameOffset, frameLength, plainDigest, frameDigest });
    plainOffset += plainLength;
  }
  return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}

/** The version of the format that says all of a table: 1 where the frames' places follow from their lengths. */
export function versionOf({ framesSizes, chunks }: Pick<ChunkTable, "framesSizes" | "chunks">): 1 | 2 {
  if (framesSizes.length > 1) return 2;
  let next = 0;
  const inOrder = [...chunks.slice(1), ...chunks.slice(0, 1)].every(({ frameLength, frameOffset }) => {
    const follows = frameLength === 0 || frameOffset === next;
    next += frameLength;
    return follows;
  });
  return inOrder && next === framesSizes[0] ? 1 : 2;
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
  return versionOf(table) === 1 ? encodeFirst(table) : encodeSecond(table);
}

function encodeFirst(table: ChunkTable): Buffer {
  const bytes = Buffer.alloc(headerBytes + table.chunks.length * entryBytes);
  bytes.write(magic, "latin1");
  bytes.writeUInt32LE(1, 4);
  bytes.writeBigUInt64LE(BigInt(table.plainSize), 8);
  bytes.writeBigUInt64LE(BigInt(table.framesSizes[0]!), 16);
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

function encodeSecond({ plainSize, framesSizes, chunks }: ChunkTable): Buffer {
  const bytes = Buffer.alloc(headerBytes2 + 8 * framesSizes.length + chunks.length * entryBytes2);
  bytes.write(magic, "latin1");
  bytes.writeUInt32LE(2, 4);
  bytes.writeBigUInt64LE(BigInt(plainSize), 8);
  bytes.writeUInt32LE(framesSizes.length, 16);
  bytes.writeUInt32LE(chunks.length, 20);
  let at = headerBytes2;
  for (const size of framesSizes) at = bytes.writeBigUInt64LE(BigInt(size), at);
  for (const chunk of chunks) {
    bytes.writeUInt32LE(chunk.plainLength, at);
    bytes.writeUInt32LE(chunk.frameLength, at + 4);
    bytes.writeBigUInt64LE(BigInt(chunk.frameOffset), at + 8);
    bytes.writeUInt32LE(chunk.blob, at + 16);
    chunk.plainDigest.copy(bytes, at + 20);
    chunk.frameDigest.copy(bytes, at + 52);
    at += entryBytes2;
  }
  return bytes;
}

/**
 * The table that `bytes` hold, every bound checked before anything is made of them.
 * @throws snapshot-invalid
 */
export function parseChunkTable(bytes: Buffer): ChunkTable {
  if (bytes.length < headerBytes2 || bytes.toString("latin1", 0, 4) !== magic) throw invalid("it is not a chunk table");
  const version = bytes.readUInt32LE(4);
  if (version === 1) return parseFirst(bytes);
  if (version === 2) return parseSecond(bytes);
  throw new TreestampError(
    "snapshot-invalid",
    `A snapshot's chunk table has the version ${version}, which this treestamp does not know.`,
    {
      remedy: "A newer treestamp has published it: use that version.",
    },
  );
}

function parseFirst(bytes: Buffer): ChunkTable {
  if (bytes.length < headerBytes) throw invalid("its length does not fit");
  const count = bytes.readUInt32LE(24);
  if (count === 0 || bytes.length !== headerBytes + count * entryBytes) throw invalid("its length does not fit");
  const isOfZeros = zeroDigests();
  const listed: ListedChunk[] = [];
  for (let at = headerBytes; at < bytes.length; at += entryBytes) {
    listed.push(listedChunk(bytes, { at, digestsAt: at + 8 }, isOfZeros));
  }
  const table = chunkTable(listed);
  if (BigInt(table.plainSize) !== bytes.readBigUInt64LE(8)) throw invalid("its chunks do not add up to its image");
  if (BigInt(table.framesSizes[0]!) !== bytes.readBigUInt64LE(16))
    throw invalid("its frames do not add up to its blob");
  return table;
}

function parseSecond(bytes: Buffer): ChunkTable {
  const blobs = bytes.readUInt32LE(16);
  const count = bytes.readUInt32LE(20);
  if (blobs === 0 || blobs > maxBlobs) throw invalid(`it has ${blobs} frames blobs`);
  const first = headerBytes2 + 8 * blobs;
  if (count === 0 || bytes.length !== first + count * entryBytes2) throw invalid("its length does not fit");
  const framesSizes = Array.from({ length: blobs }, (_, blob) => numberAt(bytes, headerBytes2 + 8 * blob));
  const isOfZeros = zeroDigests();
  const chunks: Chunk[] = [];
  let plainOffset = 0;
  for (let at = first; at < bytes.length; at += entryBytes2) {
    const listed = listedChunk(bytes, { at, digestsAt: at + 20 }, isOfZeros);
    const [frameOffset, blob] = [numberAt(bytes, at + 8), bytes.readUInt32LE(at + 16)];
    if (blob >= blobs || frameOffset + listed.frameLength > framesSizes[blob]!) {
      throw invalid("a frame is outside of its blob");
    }
    chunks.push({ ...listed, plainOffset, blob, frameOffset });
    plainOffset += listed.plainLength;
  }
  checkApart(chunks);
  if (BigInt(plainOffset) !== bytes.readBigUInt64LE(8)) throw invalid("its chunks do not add up to its image");
  return { plainSize: plainOffset, framesSizes, chunks, identity: identityOf(chunks) };
}

/** No two frames share bytes: then all of them are no more than their blobs. */
function checkApart(chunks: readonly Chunk[]): void {
  const framed = chunks.filter(({ frameLength }) => frameLength > 0).sort(inOrderOfFrames);
  for (const [index, { blob, frameOffset }] of framed.entries()) {
    const before = framed[index - 1];
    if (before?.blob === blob && before.frameOffset + before.frameLength > frameOffset)
      throw invalid("its frames overlap");
  }
}

/** @throws snapshot-invalid where a manifest's frames blobs are others than those that its table speaks of */
export function checkBlobs({ framesSizes }: ChunkTable, frames: readonly Pick<Descriptor, "size">[]): void {
  const sizes = frames.map(({ size }) => size);
  if (framesSizes.join() === sizes.join()) return;
  throw invalid(`it speaks of ${framesSizes.join(" + ")} bytes of frames, and its manifest of ${sizes.join(" + ")}`);
}

function listedChunk(
  bytes: Buffer,
  { at, digestsAt }: { readonly at: number; readonly digestsAt: number },
  isOfZeros: (digest: Buffer, length: number) => boolean,
): ListedChunk {
  const plainLength = bytes.readUInt32LE(at);
  const frameLength = bytes.readUInt32LE(at + 4);
  if (plainLength === 0 || plainLength > maxChunkBytes) throw invalid(`it has a chunk of ${plainLength} bytes`);
  if (frameLength > maxFrameBytes) throw invalid(`it has a frame of ${frameLength} bytes`);
  const plainDigest = Buffer.from(bytes.subarray(digestsAt, digestsAt + 32));
  const frameDigest = Buffer.from(bytes.subarray(digestsAt + 32, digestsAt + 64));
  // Nothing arrives that could be compared with it, and the digest is part of the identity.
  if (frameLength === 0 && !isOfZeros(plainDigest, plainLength)) throw invalid("a chunk without a frame has content");
  return { plainLength, frameLength, plainDigest, frameDigest };
}

function numberAt(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid("it has a number that cannot be");
  return Number(value);
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
