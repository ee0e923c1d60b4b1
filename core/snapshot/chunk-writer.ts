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
import type { KeptFrames, KnownFrames, StoredFrames } from "./relatives.ts";
import { type ListedChunk, tableOf } from "./table.ts";

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
  /** Blobs of relatives that have some of the frames: the first ones of the table. */
  readonly keptBlobs: readonly StoredFrames[];
}

/** The snapshot that another one is packed onto: what it keeps of that. */
export interface Kept {
  /** Chunks behind the head, where they stand. */
  readonly chunks: readonly Chunk[];
  readonly framesSizes: readonly number[];
}

export interface ChunkWriterOptions {
  readonly rawFile: string;
  readonly framesFile: string;
  readonly threads: ThreadPool<PackWork>;
  /** Bytes kept free at the image's start for the head. */
  readonly headBytes: number;
  /** What stands behind the head already, and is not written: the raw image has holes there. */
  readonly kept?: Kept | undefined;
  /** Frames that are stored already: chunks that have one are written to the raw image only. */
  readonly known?: KnownFrames | undefined;
  /** zstd level. */
  readonly level: number;
  readonly signal?: AbortSignal;
}

/** A chunk that was written here. What a thread finds out is added once it has. */
interface OwnChunk extends ListedChunk {
  readonly plainLength: number;
  plainDigest: Buffer;
  frameLength: number;
  frameDigest: Buffer;
  /** Where its frame stands in the blob that is written. */
  frameOffset: number;
  /** A relative has its frame. */
  isKnown: boolean;
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
  const listed: OwnChunk[] = [];
  const memoryOfDigests = digestMemory();
  const framesHash = createHash("sha256");
  const { kept, known } = options;
  const instead = new Map<Chunk, OwnChunk>();
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
  const work = (
    chunk: OwnChunk,
    buffer: Buffer,
    how: { at: number; digest?: string | undefined; known?: Uint8Array | undefined },
  ) => {
    const { at: position, ...others } = how;
    const task = { raw: raw.fd, position, memory: buffer, length: chunk.plainLength, level, ...others };
    written = Promise.allSettled([threads.call("add", task), written]).then(async ([outcome]) => {
      try {
        if (outcome.status === "rejected") throw outcome.reason;
        Object.assign(chunk, described(outcome.value, memoryOfDigests()), { frameOffset: framesSize });
        if (failure === undefined) await addFrame(buffer.subarray(0, chunk.frameLength));
      } catch (error) {
        failure ??= error;
      } finally {
        release(buffer);
      }
    });
    return chunk;
  };
  const readInto = async (buffer: Buffer, length: number, from: number) => {
    const { bytesRead } = await raw.read(buffer, 0, length, from);
    if (bytesRead !== length) buffer.fill(0, bytesRead, length);
  };
  /** Chooses what is kept of the relatives' frames, and writes those of the other chunks that they have. */
  const keepKnown = async (): Promise<KeptFrames | undefined> => {
    if (known === undefined) return undefined;
    const choice = known.keep(listed.filter(({ isKnown }) => isKnown));
    let at = headBytes;
    for (const chunk of listed) {
      if (chunk.isKnown && !choice.places.has(chunk)) {
        const buffer = await takeBuffer();
        await readInto(buffer, chunk.plainLength, at);
        work(chunk, buffer, { at, digest: chunk.plainDigest.toString("latin1") });
      }
      at += chunk.plainLength;
    }
    return choice;
  };
  return {
    get position() {
      return position;
    },
    buffer: takeBuffer,
    append(buffer, length, digest) {
      check();
      listed.push(work(newChunk(length), buffer, { at: position, digest, known: known?.digests }));
      position += length;
    },
    release,
    restore: (chunk, bytes) => writeAll(raw, bytes, chunk.plainOffset),
    async replace(chunk, bytes) {
      const buffer = await takeBuffer();
      instead.set(chunk, work(newChunk(bytes.copy(buffer)), buffer, { at: chunk.plainOffset }));
    },
    async read(buffer, length, from) {
      await written;
      check();
      await readInto(buffer, length, from);
    },
    async finish(head) {
      await written;
      check();
      const choice = await keepKnown();
      const below = kept?.framesSizes ?? choice?.blobs.map(({ blob }) => blob.size) ?? [];
      const own = (chunk: OwnChunk) => ({ ...chunk, blob: below.length, ...choice?.places.get(chunk) });
      const others = [...(kept?.chunks ?? []).map((chunk) => instead.get(chunk) ?? chunk), ...listed];
      const buffer = await takeBuffer();
      const length = head(others).copy(buffer);
      const first = work(newChunk(length), buffer, { at: 0 });
      await written;
      check();
      await raw.truncate(position);
      const placed = [first, ...others].map((chunk) => ("isKnown" in chunk ? own(chunk) : chunk));
      return {
        table: tableOf(placed, [...below, framesSize]),
        framesDigest: `sha256:${framesHash.digest("hex")}`,
        keptBlobs: choice?.blobs ?? [],
      };
    },
    async close() {
      await written;
      await Promise.all([raw.close(), frames.close()]);
    },
  };
}

function newChunk(plainLength: number): OwnChunk {
  return { plainLength, frameLength: 0, plainDigest: noDigest, frameDigest: noDigest, frameOffset: 0, isKnown: false };
}

function described({ plainDigest, frameLength, frameDigest, isKnown }: AddedChunk, digests: Buffer): Partial<OwnChunk> {
  digests.write(plainDigest, 0, "latin1");
  digests.write(frameDigest, 32, "latin1");
  return { plainDigest: digests.subarray(0, 32), frameLength, frameDigest: digests.subarray(32), isKnown };
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
