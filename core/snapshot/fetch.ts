/** Brings a snapshot from a store to this machine: frames in, one raw image file out. */
import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { type ByteInput, byteInput } from "../archive/byte-input.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import { type Log, silentLog } from "../log/log.ts";
import type { Progress } from "../log/progress.ts";
import { abortable } from "../oci/byte-stream.ts";
import type { Descriptor, Store } from "../oci/port.ts";
import { type Limiter, limiter } from "../parallel/limiter.ts";
import type { ThreadPool } from "../parallel/thread-pool.ts";
import { allEnded } from "../parallel/together.ts";
import { type SharedBuffers, sharedBuffers } from "./buffers.ts";
import { divide, inOrderOfFrames, type KnownChunk, type LocalSnapshot, runsOf } from "./fetch-plan.ts";
import { type FetchWork, fetchThreads } from "./fetch-work.ts";
import type { Chunk, ChunkTable } from "./format.ts";
import { checkBlobs } from "./table.ts";

export interface FetchRequest {
  readonly store: Pick<Store, "readBlob" | "location">;
  /** The snapshot manifest's frames layers. */
  readonly frames: readonly Descriptor[];
  /** Parsed from the snapshot manifest's table layer, after that was verified by its digest. */
  readonly table: ChunkTable;
  /** Path for the raw image. Its folder exists; nothing appears at the path before the image is whole. */
  readonly destination: string;
  readonly reuse?: readonly LocalSnapshot[];
  readonly signal?: AbortSignal;
  /** Logs repeated requests. */
  readonly log?: Log;
}

export interface FetchReport {
  readonly bytesFetched: number;
  readonly chunksFetched: number;
  readonly chunksReused: number;
  readonly bytesReused: number;
  readonly seconds: number;
}

/** Requests in flight at a time. */
const connections = 6;
/** How often to repeat a request that brought wrong bytes and no chunk. */
const retries = 4;
/** Frames in memory: those that arrive, and enough in store that no thread waits. */
const framesInMemory = 16;

/**
 * Writes the raw image. Each frame is verified by its sha256 before it is decompressed, each chunk has exactly the
 * length that the table says, all-zero chunks stay holes, and what arrived is not asked for again when a connection breaks.
 * Nothing is synced to disk: the fresh pages are what the mount reads.
 * @throws store-unreachable, store-denied, store-corrupt, path-missing (from the store); snapshot-invalid (the table
 * contradicts itself, or a frame does not hold what the table says); interrupted
 */
export async function fetchSnapshot(request: FetchRequest): Promise<FetchReport> {
  const { table, frames, destination } = request;
  const start = performance.now();
  checkBlobs(table, frames);
  const stop = new AbortController();
  const signal = request.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, request.signal]);
  throwIfAborted(signal);
  const { known, missing } = divide(table, request.reuse ?? []);
  const toFetch = missing.reduce((sum, { frameLength }) => sum + frameLength, 0);
  const partial = `${destination}.${randomBytes(6).toString("hex")}.partial`;
  const file = await open(partial, "wx", 0o600);
  const progress = (request.log ?? silentLog).progress("Fetch", toFetch);
  const threads = fetchThreads(table.plainSize);
  const close = async () => {
    await threads.close(); // they write to the file
    await file.close();
  };
  try {
    await file.truncate(table.plainSize);
    const memory = sharedBuffers(framesInMemory, longestFrame(table));
    const transfer: Transfer = {
      ...request,
      received: 0,
      progress,
      stop,
      signal,
      file,
      threads,
      memory,
      links: limiter(connections),
    };
    const copying = copyChunks(transfer, known);
    const fetching = [fetchChunks(transfer, missing), copying.then((copied) => fetchChunks(transfer, copied.refused))];
    await allEnded(fetching);
    const { bytes, refused } = await copying;
    await close();
    await rename(partial, destination);
    return {
      bytesFetched: transfer.received,
      chunksFetched: missing.length + refused.length,
      chunksReused: known.length - refused.length,
      bytesReused: bytes,
      seconds: (performance.now() - start) / 1000,
    };
  } catch (error) {
    await close().catch(() => {});
    await rm(partial, { force: true });
    if (request.signal?.aborted) throw interrupted();
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    progress.end();
  }
}

function longestFrame({ chunks }: ChunkTable): number {
  return chunks.reduce((longest, { frameLength }) => Math.max(longest, frameLength), 0);
}

/** Shared by all steps of one fetch. */
interface Transfer extends FetchRequest {
  /** Bytes transferred. */
  received: number;
  readonly progress: Progress;
  /** Stops everything else at the first failure, which is its reason. */
  readonly stop: AbortController;
  /** The caller's signal or ours. */
  readonly signal: AbortSignal;
  readonly file: FileHandle;
  readonly threads: ThreadPool<FetchWork>;
  /** For frames: bounds how many we hold. */
  readonly memory: SharedBuffers;
  /** Bounds the requests in flight. */
  readonly links: Limiter;
}

/** Copies chunks out of local images, and refuses those that no longer match their table. */
async function copyChunks(
  { file, threads, signal, stop }: Transfer,
  known: readonly KnownChunk[],
): Promise<{ bytes: number; refused: Chunk[] }> {
  let bytes = 0;
  const refused: Chunk[] = [];
  const images = new Map<string, FileHandle>();
  try {
    for (const { image } of known) {
      if (images.has(image)) continue;
      // An image that was removed meanwhile has nothing to copy: its chunks are fetched.
      const handle = await open(image, "r").catch(() => undefined);
      if (handle !== undefined) images.set(image, handle);
    }
    // Few at a time, so that frames that arrive do not wait for all of them.
    await limiter(2 * threads.threads).all(known, async ({ chunk, image, offset }) => {
      throwIfAborted(signal);
      const { plainOffset, plainLength, plainDigest } = chunk;
      const handle = images.get(image);
      const copied =
        handle !== undefined &&
        (await threads.call("copy", {
          raw: file.fd,
          plainOffset,
          plainLength,
          image: handle.fd,
          offset,
          plainDigest: plainDigest.toString("latin1"),
        }));
      if (copied) bytes += plainLength;
      else refused.push(chunk);
    });
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    for (const image of images.values()) await image.close();
  }
  return { bytes, refused: refused.sort(inOrderOfFrames) };
}

/** Fetches chunks, sorted by frame, in runs. */
async function fetchChunks(transfer: Transfer, chunks: readonly Chunk[]): Promise<void> {
  await transfer.links.all(runsOf(chunks, connections), async (run) => {
    await fetchRun(transfer, run).catch((error: unknown) => {
      transfer.stop.abort(error);
      throw error;
    });
  });
}

/**
 * One request; and where bytes came that are not the snapshot's, more of them, while each brings at least one chunk or
 * few have failed in a row. A store that does not answer has been asked often enough by its own driver.
 */
async function fetchRun(transfer: Transfer, run: readonly Chunk[]): Promise<void> {
  const { signal, log = silentLog } = transfer;
  let rest = run;
  for (let failures = 0; ; ) {
    const landed: Chunk[] = [];
    try {
      return await requestRun(transfer, rest, landed);
    } catch (error) {
      throwIfAborted(signal);
      failures = landed.length > 0 ? 1 : failures + 1;
      if (!isTreestampError(error, "store-corrupt") || failures > retries) throw error;
      rest = rest.filter((chunk) => !landed.includes(chunk));
      const wait = 100 * 2 ** failures * (0.5 + Math.random());
      const next = `Trying again in ${(wait / 1000).toFixed(1)} s (${failures + 1} of ${retries + 1}).`;
      log.info(`${error.message} ${next}`);
      await delay(wait, undefined, { signal }).catch(() => {});
      throwIfAborted(signal);
    }
  }
}

/** Fetches the chunks of a run in one request, and adds each to `landed` once it is in its place. */
async function requestRun(transfer: Transfer, run: readonly Chunk[], landed: Chunk[]): Promise<void> {
  const { store, frames, signal, memory } = transfer;
  const offset = run[0]!.frameOffset;
  const last = run.at(-1)!;
  const range = { offset, length: last.frameOffset + last.frameLength - offset };
  const input = byteInput(abortable(store.readBlob(frames[last.blob]!, range), signal));
  const placing: Promise<unknown>[] = [];
  let broken: { error: unknown } | undefined;
  try {
    let at = offset;
    for (const chunk of run) {
      const buffer = await memory.take();
      const frame = buffer.subarray(0, chunk.frameLength);
      try {
        await passOver(chunk.frameOffset - at, input, transfer);
        await fill(frame, input, transfer);
        at = chunk.frameOffset + chunk.frameLength;
      } catch (error) {
        memory.release(buffer);
        throw error;
      }
      const placed = place(transfer, chunk, frame).finally(() => memory.release(buffer));
      const landing = placed.then(() => landed.push(chunk));
      landing.catch(() => {}); // looked at in the end
      placing.push(landing);
    }
  } catch (error) {
    broken = { error };
  } finally {
    await input.close();
  }
  await allEnded(placing);
  if (broken !== undefined) throw broken.error;
}

/** Fills `frame` with what comes next. */
async function fill(frame: Buffer, input: ByteInput, transfer: Transfer): Promise<void> {
  for (let filled = 0; filled < frame.length; ) {
    const part = await nextPart(frame.length - filled, input, transfer);
    frame.set(part, filled);
    filled += part.length;
    transfer.progress.add(part.length);
  }
}

/** Drops what lies between two frames. */
async function passOver(bytes: number, input: ByteInput, transfer: Transfer): Promise<void> {
  for (let left = bytes; left > 0; ) left -= (await nextPart(left, input, transfer)).length;
}

/** What comes next, at most so many bytes. @throws store-unreachable where nothing does */
async function nextPart(most: number, input: ByteInput, transfer: Transfer): Promise<Uint8Array> {
  if (!(await input.more())) {
    const { location } = transfer.store;
    throw new TreestampError("store-unreachable", `${location} sent less of the snapshot than it was asked for.`, {
      remedy: "The store has a problem: try again later.",
    });
  }
  const part = input.available(most);
  transfer.received += part.length;
  return part;
}

/** Has a thread verify a frame, decompress it and write what it holds. */
async function place({ store, frames, file, threads }: Transfer, chunk: Chunk, frame: Buffer): Promise<void> {
  const { plainOffset, plainLength, frameOffset } = chunk;
  const frameDigest = chunk.frameDigest.toString("latin1");
  const placed = await threads.call("place", { raw: file.fd, plainOffset, plainLength, frame, frameDigest });
  if (placed === "placed") return;
  if (placed !== "damaged") throw invalid(placed.invalid);
  throw new TreestampError(
    "store-corrupt",
    `${store.location} sent wrong bytes for the snapshot (frame at ${frameOffset}).`,
    {
      remedy: `Try again. If it happens again, delete the blob ${frames[chunk.blob]!.digest} from the store and build with --force.`,
    },
  );
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted();
}

function interrupted(): TreestampError {
  return new TreestampError("interrupted", "Fetching the snapshot was stopped.");
}

function invalid(why: string, cause?: unknown): TreestampError {
  return new TreestampError("snapshot-invalid", `The snapshot cannot be used: ${why}.`, {
    remedy: "Delete the image's tag from the store, so that it is built again.",
    cause,
  });
}
