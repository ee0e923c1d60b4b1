/** What a thread does to fetch: puts chunks into their places in a raw image, each verified before. */
import { readSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { messageOf } from "../errors.ts";
import { startThreadPool, type ThreadPool } from "../parallel/thread-pool.ts";
import { release } from "./buffers.ts";
import { maxChunkBytes } from "./format.ts";
import { plainOf } from "./frame.ts";
import { sha256 } from "./zeros.ts";

/** Where to write a chunk. File descriptors are the process's, digests latin1 strings. */
interface Place {
  readonly raw: number;
  readonly plainOffset: number;
  readonly plainLength: number;
}

export interface ArrivedChunk extends Place {
  /** The frame, in shared memory. */
  readonly frame: Uint8Array;
  readonly frameDigest: string;
}

export interface LocalChunk extends Place {
  /** An image that has the chunk, and where. */
  readonly image: number;
  readonly offset: number;
  readonly plainDigest: string;
}

/** `damaged`: the bytes are not those that their digest names. Otherwise the frame does not hold what the table says. */
export type Placed = "placed" | "damaged" | { readonly invalid: string };

export const fetchWork = { place, copy };
export type FetchWork = typeof fetchWork;

/** A thread for so many bytes of the image: starting one takes as long as placing some megabytes. */
const bytesPerThread = 16 << 20;
/** An image of so many bytes is placed sooner than a thread has started. */
const bytesWithoutThread = 4 << 20;
/** More threads would wait for the network, or for each other. */
const maxThreads = 8;

/** Threads for an image of so many bytes. The caller closes them. */
export function fetchThreads(bytes: number): ThreadPool<FetchWork> {
  return startThreadPool<FetchWork>("snapshot/fetch-thread", {
    threads: Math.min(Math.ceil(bytes / bytesPerThread), availableParallelism(), maxThreads),
    without: { calls: bytes <= bytesWithoutThread ? Number.POSITIVE_INFINITY : 0, work: fetchWork },
  });
}

/**
 * Bytes written at once. Newer kernels keep a larger write in a larger folio, which they have to get from memory that
 * nobody has used yet: where a machine's memory is handed out slowly, that costs twice the time (docs/performance.md).
 */
const writeBytes = 128 << 10;

/** Decompresses a frame, once verified, within the length that the table says, and writes what it holds. */
function place({ raw, plainOffset, plainLength, frame, frameDigest }: ArrivedChunk): Placed {
  const { buffer, byteOffset, length } = frame;
  if (sha256(Buffer.from(buffer, byteOffset, length)) !== frameDigest) return "damaged";
  let plain: Buffer;
  try {
    plain = plainOf(frame, { plainOffset, plainLength });
  } catch (error) {
    return { invalid: messageOf(error) };
  }
  write(raw, plain, plainOffset);
  release(plain);
  return "placed";
}

let memory: Buffer | undefined;

/** Copies a chunk from a local image. False if it is not there, or no longer. */
function copy({ raw, plainOffset, plainLength, image, offset, plainDigest }: LocalChunk): boolean {
  memory ??= Buffer.allocUnsafeSlow(maxChunkBytes);
  const plain = memory.subarray(0, plainLength);
  if (readSync(image, plain, 0, plainLength, offset) !== plainLength || sha256(plain) !== plainDigest) return false;
  write(raw, plain, plainOffset);
  return true;
}

function write(file: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, Math.min(writeBytes, bytes.length - done), position + done);
  }
}
