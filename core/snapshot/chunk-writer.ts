/**
 * Writes the raw image and the frames blob side by side, chunk by chunk. Each byte is in memory once: a chunk's buffer
 * is hashed, compressed on the thread pool and written to the image, then used again.
 */
import { createHash, hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { constants, zstdCompress } from "node:zlib";
import { TreestampError } from "../errors.ts";
import type { Digest } from "../store/port.ts";
import type { ChunkTable } from "./format.ts";
import { chunkTable, type ListedChunk } from "./table.ts";

/** What `buffer` gives: room for the longest chunk and the file that proves too much for it. */
export const chunkBufferBytes = 1280 * 1024;

/** Chunks in work at once: enough to keep the thread pool's four busy. Bounds the memory to 10 MiB. */
const buffers = 8;
/** Memory for a frame is taken in pieces of this size: most frames need one. */
const frameBytes = 256 * 1024;
/** A run of zeros in the image of at least this many bytes stays a hole. */
const holeBytes = 64 * 1024;
const zeros = Buffer.alloc(chunkBufferBytes);
const noDigest = Buffer.alloc(32);
const compress = promisify(zstdCompress);

export interface ChunkWriter {
  /** Where the next chunk will stand in the raw image. */
  readonly position: number;
  /** An unused buffer of `chunkBufferBytes`; waits while too many chunks are in work. */
  buffer(): Promise<Buffer>;
  /** Cuts a chunk: the first `length` bytes of a buffer that came from `buffer`, which is given back with this. */
  append(buffer: Buffer, length: number, plainDigest?: Buffer): void;
  /** Gives back a buffer that was not used. */
  release(buffer: Buffer): void;
  /** Reads bytes of the raw image that were appended before. */
  read(buffer: Buffer, length: number, position: number): Promise<void>;
  /** Digests of all chunks so far, and then the head's chunk, which fills the room kept at the start. */
  finish(head: (listed: readonly ListedChunk[]) => Buffer): Promise<WrittenChunks>;
  /** Waits until nothing is in work, and closes the files. */
  close(): Promise<void>;
}

export interface WrittenChunks {
  readonly table: ChunkTable;
  readonly framesDigest: Digest;
}

export interface ChunkWriterOptions {
  readonly rawFile: string;
  readonly framesFile: string;
  /** Bytes kept free at the image's start for the head. */
  readonly headBytes: number;
  /** zstd level. */
  readonly level: number;
  readonly signal?: AbortSignal;
}

export function sha256(bytes: Uint8Array): Buffer {
  return hash("sha256", bytes, "buffer");
}

const zeroDigests = new Map<number, Buffer>();

/** sha256 of bytes that may well be all zeros: those are hashed once for each length. */
export function pieceDigest(bytes: Buffer): Buffer {
  if (bytes[0] !== 0 || !isZero(bytes)) return sha256(bytes);
  const known = zeroDigests.get(bytes.length) ?? sha256(bytes);
  zeroDigests.set(bytes.length, known);
  return known;
}

export function isZero(bytes: Buffer): boolean {
  return bytes.equals(zeros.subarray(0, bytes.length));
}

/** Opens both files (made anew, readable by the owner alone until published). */
export async function createChunkWriter(options: ChunkWriterOptions): Promise<ChunkWriter> {
  const { headBytes, level, signal } = options;
  const raw = await open(options.rawFile, "wx+", 0o600);
  const frames = await open(options.framesFile, "wx", 0o600).catch(async (error) => {
    await raw.close();
    throw error;
  });
  const free: Buffer[] = [];
  let made = 0;
  const waiting: (() => void)[] = [];
  const listed: ListedChunk[] = [];
  const framesHash = createHash("sha256");
  let position = headBytes;
  let framesSize = 0;
  let failure: unknown;
  /** Settles when all frames appended so far are written. Never rejects: see `failure`. */
  let written = Promise.resolve();

  const release = (buffer: Buffer) => {
    free.push(buffer);
    waiting.shift()?.();
  };
  const check = () => {
    if (failure !== undefined) throw failure;
    if (signal?.aborted) throw new TreestampError("interrupted", "Packing was interrupted.", { cause: signal.reason });
  };
  const addFrame = async (chunk: { frameLength: number; frameDigest: Buffer }, frame: Buffer) => {
    chunk.frameLength = frame.length;
    chunk.frameDigest = sha256(frame);
    framesHash.update(frame);
    await writeAll(frames, frame, framesSize);
    framesSize += frame.length;
  };
  /** Compresses at once, and adds the frame after all frames before it. */
  const addChunk = (plain: Buffer, at: number, plainDigest: Buffer, done: () => void): ListedChunk => {
    const chunk = { plainLength: plain.length, frameLength: 0, plainDigest, frameDigest: noDigest };
    if (isZero(plain)) {
      done();
      return chunk;
    }
    const work = Promise.all([
      compress(plain, {
        params: { [constants.ZSTD_c_compressionLevel]: level },
        pledgedSrcSize: plain.length,
        chunkSize: frameBytes,
      }),
      writeWithHoles(raw, plain, at),
    ]);
    const before = written;
    written = (async () => {
      try {
        const [frame] = await work;
        await before;
        if (failure === undefined) await addFrame(chunk, frame);
      } catch (error) {
        failure ??= error;
      } finally {
        done();
      }
    })();
    return chunk;
  };
  return {
    get position() {
      return position;
    },
    async buffer() {
      while (free.length === 0 && made === buffers) await new Promise<void>((resolve) => waiting.push(resolve));
      check();
      const used = free.pop();
      if (used !== undefined) return used;
      made++;
      return Buffer.allocUnsafeSlow(chunkBufferBytes);
    },
    append(buffer, length, plainDigest) {
      check();
      const plain = buffer.subarray(0, length);
      listed.push(addChunk(plain, position, plainDigest ?? sha256(plain), () => release(buffer)));
      position += length;
    },
    release,
    async read(buffer, length, from) {
      await written;
      check();
      const { bytesRead } = await raw.read(buffer, 0, length, from);
      if (bytesRead !== length) buffer.fill(0, bytesRead, length);
    },
    async finish(head) {
      await written;
      check();
      const bytes = head(listed);
      const chunk = addChunk(bytes, 0, sha256(bytes), () => {});
      await written;
      check();
      await raw.truncate(position);
      return { table: chunkTable([chunk, ...listed]), framesDigest: `sha256:${framesHash.digest("hex")}` };
    },
    async close() {
      await written;
      await Promise.all([raw.close(), frames.close()]);
    },
  };
}

async function writeWithHoles(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let start = 0;
  while (start < bytes.length) {
    let end = start;
    while (end < bytes.length && !isHole(bytes, end)) end = Math.min(bytes.length, end + holeBytes);
    if (end > start) await writeAll(file, bytes.subarray(start, end), position + start);
    start = end;
    while (start < bytes.length && isHole(bytes, start)) start = Math.min(bytes.length, start + holeBytes);
  }
}

function isHole(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0 && isZero(bytes.subarray(at, at + holeBytes));
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length)
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}
