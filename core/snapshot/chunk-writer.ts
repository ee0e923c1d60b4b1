/**
 * Writes the raw image and the frames blob side by side, chunk by chunk. Each byte is in memory once: a chunk's buffer is
 * shared with a thread, which hashes it, writes it to the image and puts the compressed frame in its place; the frames
 * are added here, in order.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { TreestampError } from "../errors.ts";
import type { Digest } from "../oci/port.ts";
import type { ThreadPool } from "../parallel/thread-pool.ts";
import { sharedBuffers } from "./buffers.ts";
import type { Chunk, ChunkTable } from "./format.ts";
import type { AddedChunk, PackWork } from "./pack-work.ts";
import { chunkTable, chunkTableOnto, type Kept, type ListedChunk } from "./table.ts";

/** What `buffer` gives: room for the longest chunk and the file that proves too much for it. */
export const chunkBufferBytes = 1280 * 1024;

const noDigest = Buffer.alloc(32);

export interface ChunkWriter {
  /** Where the next chunk will stand in the raw image. */
  readonly position: number;
  /** An unused buffer of `chunkBufferBytes`; waits while too many chunks are in work. */
  buffer(): Promise<Buffer>;
  /**
   * Cuts a chunk: the first `length` bytes of a buffer that came from `buffer`, which is given back with this.
   * @param digest sha256 of them, as a latin1 string, where it is known
   */
  append(buffer: Buffer, length: number, digest?: string): void;
  /** Writes a kept chunk to its place in the raw image, which has a hole there. */
  restore(chunk: Chunk, bytes: Buffer): Promise<void>;
  /** Puts other bytes in the place of a kept chunk, as many. Called last, in the order of the image. */
  replace(chunk: Chunk, bytes: Buffer): Promise<void>;
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
  readonly threads: ThreadPool<PackWork>;
  /** Bytes kept free at the image's start for the head. */
  readonly headBytes: number;
  /** What stands behind the head already, and is not written: the raw image has holes there. */
  readonly kept?: Kept | undefined;
  /** zstd level. */
  readonly level: number;
  readonly signal?: AbortSignal;
}

/** Opens both files, newly created and readable only by their owner until they are published. */
export async function createChunkWriter(options: ChunkWriterOptions): Promise<ChunkWriter> {
  const { headBytes, level, signal, threads } = options;
  const raw = await open(options.rawFile, "wx+", 0o600);
  const frames = await open(options.framesFile, "wx", 0o600).catch(async (error) => {
    await raw.close();
    throw error;
  });
  // Enough that each thread has its next chunk at hand, one is filled, and frames wait for the ones before them.
  const { take, release } = sharedBuffers(2 * threads.threads + 2, chunkBufferBytes);
  const listed: ListedChunk[] = [];
  const memoryOfDigests = digestMemory();
  const framesHash = createHash("sha256");
  const { kept } = options;
  const instead = new Map<Chunk, ListedChunk>();
  let position = headBytes + (kept?.chunks ?? []).reduce((sum, { plainLength }) => sum + plainLength, 0);
  let framesSize = 0;
  let failure: unknown;
  /** Settles when all frames appended so far are written. Never rejects: see `failure`. */
  let written = Promise.resolve();

  const check = () => {
    if (failure !== undefined) throw failure;
    if (signal?.aborted) throw new TreestampError("interrupted", "Packing was interrupted.", { cause: signal.reason });
  };
  const takeBuffer = async () => {
    const buffer = await take();
    try {
      check();
    } catch (error) {
      release(buffer);
      throw error;
    }
    return buffer;
  };
  const addFrame = async (frame: Buffer) => {
    framesHash.update(frame);
    await writeAll(frames, frame, framesSize);
    framesSize += frame.length;
  };
  /** Has a thread work on the chunk at once, and adds its frame after all frames before it. */
  const addChunk = (buffer: Buffer, length: number, at: number, digest?: string): ListedChunk => {
    const chunk = { plainLength: length, frameLength: 0, plainDigest: noDigest, frameDigest: noDigest };
    const added = threads.call("add", { raw: raw.fd, position: at, memory: buffer, length, digest, level });
    written = Promise.allSettled([added, written]).then(async ([outcome]) => {
      try {
        if (outcome.status === "rejected") throw outcome.reason;
        Object.assign(chunk, described(outcome.value, memoryOfDigests()));
        if (failure === undefined) await addFrame(buffer.subarray(0, chunk.frameLength));
      } catch (error) {
        failure ??= error;
      } finally {
        release(buffer);
      }
    });
    return chunk;
  };
  return {
    get position() {
      return position;
    },
    buffer: takeBuffer,
    append(buffer, length, digest) {
      check();
      listed.push(addChunk(buffer, length, position, digest));
      position += length;
    },
    release,
    restore: (chunk, bytes) => writeAll(raw, bytes, chunk.plainOffset),
    async replace(chunk, bytes) {
      const buffer = await takeBuffer();
      instead.set(chunk, addChunk(buffer, bytes.copy(buffer), chunk.plainOffset));
    },
    async read(buffer, length, from) {
      await written;
      check();
      const { bytesRead } = await raw.read(buffer, 0, length, from);
      if (bytesRead !== length) buffer.fill(0, bytesRead, length);
    },
    async finish(head) {
      await written;
      check();
      const buffer = await takeBuffer();
      const below = (kept?.chunks ?? []).map((chunk) => instead.get(chunk) ?? chunk);
      const chunk = addChunk(buffer, head([...below, ...listed]).copy(buffer), 0);
      await written;
      check();
      await raw.truncate(position);
      const table = kept === undefined ? chunkTable([chunk, ...listed]) : chunkTableOnto(kept, chunk, listed, instead);
      return { table, framesDigest: `sha256:${framesHash.digest("hex")}` };
    },
    async close() {
      await written;
      await Promise.all([raw.close(), frames.close()]);
    },
  };
}

function described(
  { plainDigest, frameLength, frameDigest }: AddedChunk,
  digests: Buffer,
): Omit<ListedChunk, "plainLength"> {
  digests.write(plainDigest, 0, "latin1");
  digests.write(frameDigest, 32, "latin1");
  return { plainDigest: digests.subarray(0, 32), frameLength, frameDigest: digests.subarray(32) };
}

/** Memory for the digests of many chunks at once: a piece of its own for each would take twice as much. */
function digestMemory(): () => Buffer {
  let free = Buffer.alloc(0);
  return () => {
    if (free.length === 0) free = Buffer.allocUnsafeSlow(64 * 1024);
    const taken = free.subarray(0, 64);
    free = free.subarray(64);
    return taken;
  };
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length)
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
}
