/** What a thread does to pack: adds chunks to a snapshot, and checks those that were added. */
import { readSync, writeSync } from "node:fs";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { release } from "./buffers.ts";
import { isAmongDigests } from "./relatives.ts";
import { isZero, pieceDigest, sha256 } from "./zeros.ts";

/** File descriptors are the process's. Digests are latin1 strings. */
export interface NewChunk {
  readonly raw: number;
  /** Where the chunk stands in the raw image. */
  readonly position: number;
  /** The bytes, in shared memory that has room for a frame longer than them: the frame takes their place. */
  readonly memory: Uint8Array;
  readonly length: number;
  /** sha256 of the bytes, where it is known. */
  readonly digest?: string | undefined;
  /** Digests of chunks whose frames are stored already: see relatives.ts. */
  readonly known?: Uint8Array | undefined;
  /** zstd level. */
  readonly level: number;
}

export interface AddedChunk {
  readonly plainDigest: string;
  /** 0 where no frame was made: the chunk is all zeros, or known. */
  readonly frameLength: number;
  readonly frameDigest: string;
  readonly isKnown: boolean;
}

/** A chunk as the table describes it, and the files in it. */
export interface CheckedChunk {
  readonly raw: number;
  readonly plainOffset: number;
  readonly plainLength: number;
  readonly plainDigest: string;
  /** Undefined where another snapshot's blob has it. */
  readonly frame: CheckedFrame | undefined;
  /** Files that share the chunk with others. */
  readonly files: readonly { readonly offset: number; readonly size: number; readonly digest: string }[];
}

export interface CheckedFrame {
  readonly frames: number;
  readonly offset: number;
  /** 0 where the chunk is all zeros. */
  readonly length: number;
  readonly digest: string;
}

export const packWork = { add, check };
export type PackWork = typeof packWork;

/** A run of zeros in the image of at least this many bytes stays a hole. */
const holeBytes = 64 * 1024;
const noDigest = "\0".repeat(32);

/** Writes a chunk to its place in the raw image, and leaves its frame in its memory. */
function add({ raw, position, memory, length, digest, known, level }: NewChunk): AddedChunk {
  const plain = bufferOf(memory, length);
  const frameless = { frameLength: 0, frameDigest: noDigest };
  if (isZero(plain)) return { plainDigest: pieceDigest(plain), ...frameless, isKnown: false };
  const plainDigest = digest ?? sha256(plain);
  writeWithHoles(raw, plain, position);
  if (known !== undefined && isAmongDigests(known, plainDigest)) return { plainDigest, ...frameless, isKnown: true };
  const frame = zstdCompressSync(plain, {
    params: { [constants.ZSTD_c_compressionLevel]: level },
    pledgedSrcSize: length,
    // Room for all of it, also where the bytes grow by zstd's bound, lets it work in one go.
    chunkSize: length + (length >> 7) + 512,
  });
  const frameLength = frame.length;
  const stored = bufferOf(memory, frameLength);
  frame.copy(stored);
  release(frame);
  return { plainDigest, frameLength, frameDigest: sha256(stored), isKnown: false };
}

function bufferOf({ buffer, byteOffset }: Uint8Array, length: number): Buffer {
  return Buffer.from(buffer as SharedArrayBuffer as unknown as ArrayBuffer, byteOffset, length);
}

function writeWithHoles(file: number, bytes: Buffer, position: number): void {
  let start = 0;
  while (start < bytes.length) {
    let end = start;
    while (end < bytes.length && !isHole(bytes, end)) end = Math.min(bytes.length, end + holeBytes);
    for (let at = start; at < end; ) at += writeSync(file, bytes, at, end - at, position + at);
    start = end;
    while (start < bytes.length && isHole(bytes, start)) start = Math.min(bytes.length, start + holeBytes);
  }
}

function isHole(bytes: Buffer, at: number): boolean {
  return isZero(bytes.subarray(at, at + holeBytes));
}

/** Reads a chunk and its frame out of the files. Says what differs from its description, or nothing. */
function check({ raw, plainOffset, plainLength, plainDigest, frame, files }: CheckedChunk): string | undefined {
  const plain = Buffer.allocUnsafeSlow(plainLength);
  try {
    if (readSync(raw, plain, 0, plainLength, plainOffset) !== plainLength) return `the length of the image`;
    if (pieceDigest(plain) !== plainDigest) return `the chunk at ${plainOffset}`;
    for (const { offset, size, digest } of files) {
      if (sha256(plain.subarray(offset, offset + size)) !== digest) return `the file at ${plainOffset + offset}`;
    }
    if (frame === undefined) return undefined;
    if (frame.length > 0) return checkFrame(frame, plain);
    return isZero(plain) ? undefined : `a chunk without a frame (at ${plainOffset})`;
  } finally {
    release(plain);
  }
}

function checkFrame({ frames, offset, length, digest }: CheckedFrame, plain: Buffer): string | undefined {
  const frame = Buffer.allocUnsafeSlow(length);
  try {
    if (readSync(frames, frame, 0, length, offset) !== length) return `the length of the frames`;
    if (sha256(frame) !== digest) return `the frame at ${offset}`;
    return holds(frame, plain) ? undefined : `what the frame at ${offset} holds`;
  } finally {
    release(frame);
  }
}

function holds(frame: Buffer, plain: Buffer): boolean {
  let decompressed: Buffer;
  try {
    // One byte more than expected lets zlib see the end in its first call.
    decompressed = zstdDecompressSync(frame, { maxOutputLength: plain.length, chunkSize: plain.length + 1 });
  } catch {
    return false;
  }
  const same = decompressed.equals(plain);
  release(decompressed);
  return same;
}
