/** Brings a snapshot from a store to this machine: frames in, one raw image file out. */
import { hash, randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import type { Descriptor, Store } from "../store/port.ts";
import { cut, release } from "./buffers.ts";
import { divide, type KnownChunk, type LocalSnapshot, runsOf } from "./fetch-plan.ts";
import type { Chunk, ChunkTable } from "./format.ts";
import { type Limiter, limiter } from "./limiter.ts";

export interface FetchRequest {
  readonly store: Pick<Store, "readBlob" | "location">;
  /** The snapshot manifest's frames layer. */
  readonly frames: Descriptor;
  /** Parsed from the snapshot manifest's table layer, after that was verified by its digest. */
  readonly table: ChunkTable;
  /** Where the raw image shall stand. Its folder exists; nothing appears there before the image is whole. */
  readonly destination: string;
  readonly reuse?: readonly LocalSnapshot[];
  readonly signal?: AbortSignal;
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
/** Chunks that are being decompressed or copied at a time; with the longest chunk that a table may have this bounds the memory. */
const chunksInWork = 12;
/**
 * Bytes written at once. Newer kernels keep a larger write in a larger folio, which they have to get from memory that
 * nobody has used yet: where a machine's memory is handed out slowly, that costs twice the time (docs/performance.md).
 */
const writeBytes = 128 << 10;
/** How often a request that brought nothing is made again. */
const retries = 4;
const decompress = promisify(zstdDecompress);

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
  if (table.framesSize !== frames.size) {
    throw invalid(`its table speaks of ${table.framesSize} bytes of frames, its manifest of ${frames.size}`);
  }
  const stop = new AbortController();
  const signal = request.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, request.signal]);
  throwIfAborted(signal);
  const partial = `${destination}.${randomBytes(6).toString("hex")}.partial`;
  const file = await open(partial, "wx", 0o600);
  try {
    await file.truncate(table.plainSize);
    const transfer: Transfer = {
      ...request,
      received: 0,
      stop,
      signal,
      file,
      work: limiter(chunksInWork),
      links: limiter(connections),
    };
    const { known, missing } = divide(table, request.reuse ?? []);
    const copying = copyChunks(transfer, known);
    const fetching = [fetchChunks(transfer, missing), copying.then((copied) => fetchChunks(transfer, copied.refused))];
    for (const outcome of await Promise.allSettled(fetching)) {
      if (outcome.status === "rejected") throw outcome.reason;
    }
    const { bytes, refused } = await copying;
    await file.close();
    await rename(partial, destination);
    return {
      bytesFetched: transfer.received,
      chunksFetched: missing.length + refused.length,
      chunksReused: known.length - refused.length,
      bytesReused: bytes,
      seconds: (performance.now() - start) / 1000,
    };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(partial, { force: true });
    if (request.signal?.aborted) throw interrupted();
    throw stop.signal.aborted ? stop.signal.reason : error;
  }
}

/** What every step of one fetch needs. */
interface Transfer extends FetchRequest {
  /** Bytes that came over the wire. */
  received: number;
  /** Stops everything else at the first failure, which is its reason. */
  readonly stop: AbortController;
  /** The caller's signal or ours. */
  readonly signal: AbortSignal;
  readonly file: FileHandle;
  /** Bounds the chunks in memory. */
  readonly work: Limiter;
  /** Bounds the requests in flight. */
  readonly links: Limiter;
}

/** Copies chunks out of local images. Those that are no longer what their table says are refused, not trusted. */
async function copyChunks(
  { file, work, signal }: Transfer,
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
    await work.all(known, async ({ chunk, image, offset }) => {
      throwIfAborted(signal);
      const plain = Buffer.allocUnsafe(chunk.plainLength);
      const source = await images.get(image)?.read(plain, 0, plain.length, offset);
      if (source?.bytesRead !== plain.length || !sha256(plain).equals(chunk.plainDigest)) {
        refused.push(chunk);
        return;
      }
      await writeAll(file, plain, chunk.plainOffset);
      bytes += chunk.plainLength;
      release(plain);
    });
  } finally {
    for (const image of images.values()) await image.close();
  }
  return { bytes, refused: refused.sort((a, b) => a.frameOffset - b.frameOffset) };
}

/** Fetches chunks, sorted by frame, in runs of neighbours. */
async function fetchChunks(transfer: Transfer, chunks: readonly Chunk[]): Promise<void> {
  await transfer.links.all(runsOf(chunks), async (run) => {
    await fetchRun(transfer, run).catch((error: unknown) => {
      transfer.stop.abort(error);
      throw error;
    });
  });
}

/** One request, and more of them while each brings at least one chunk or few have failed in a row. */
async function fetchRun(transfer: Transfer, run: readonly Chunk[]): Promise<void> {
  const { signal } = transfer;
  let rest = run;
  for (let failures = 0; ; ) {
    const landed: Chunk[] = [];
    try {
      return await requestRun(transfer, rest, landed);
    } catch (error) {
      throwIfAborted(signal);
      failures = landed.length > 0 ? 1 : failures + 1;
      if (!isTreestampError(error, "store-unreachable", "store-corrupt") || failures > retries) throw error;
      rest = rest.filter((chunk) => !landed.includes(chunk));
      await delay(100 * 2 ** failures * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
      throwIfAborted(signal);
    }
  }
}

/** Asks for neighbouring chunks in one request, and adds each to `landed` once it is in its place. */
async function requestRun(transfer: Transfer, run: readonly Chunk[], landed: Chunk[]): Promise<void> {
  const { store, frames, signal, work } = transfer;
  const offset = run[0]!.frameOffset;
  const last = run.at(-1)!;
  const range = { offset, length: last.frameOffset + last.frameLength - offset };
  const frameLengths = run.map(({ frameLength }) => frameLength);
  async function* received() {
    for await (const part of abortable(store.readBlob(frames, range), signal)) {
      transfer.received += part.length;
      yield part;
    }
  }
  const placing: Promise<void>[] = [];
  let broken: { error: unknown } | undefined;
  try {
    let next = 0;
    for await (const frame of cut(received(), frameLengths)) {
      const chunk = run[next++]!;
      verifyFrame(frame, chunk, transfer);
      await work.enter();
      const placed = place(transfer, chunk, frame).finally(work.leave);
      placing.push(placed.then(() => void landed.push(chunk)));
      placed.catch(() => {});
    }
    if (next < run.length) {
      throw new TreestampError("store-unreachable", `${store.location} sent less of the snapshot than was asked for.`);
    }
  } catch (error) {
    broken = { error };
  }
  for (const outcome of await Promise.allSettled(placing)) {
    if (outcome.status === "rejected") throw outcome.reason;
  }
  if (broken !== undefined) throw broken.error;
}

function verifyFrame(frame: Uint8Array, chunk: Chunk, { store, frames }: Transfer): void {
  if (sha256(frame).equals(chunk.frameDigest)) return;
  throw new TreestampError(
    "store-corrupt",
    `${store.location} sent bytes that are not the snapshot's (frame at ${chunk.frameOffset}).`,
    { remedy: `Try again; where it stays so, remove the blob ${frames.digest} from the store and build with --force.` },
  );
}

/**
 * Decompresses a verified frame, within the length that the table says, and writes it to its place. Keeps the frame's
 * memory only where it fails.
 */
async function place({ file }: Transfer, chunk: Chunk, frame: Buffer): Promise<void> {
  // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
  const plain = await decompress(frame, {
    chunkSize: Math.max(chunk.plainLength + 1, 64),
    maxOutputLength: chunk.plainLength,
  }).catch((error: unknown) => {
    throw invalid(`a frame (at ${chunk.frameOffset}) cannot be decompressed: ${messageOf(error)}`, error);
  });
  release(frame);
  if (plain.length !== chunk.plainLength) {
    throw invalid(`a chunk (at ${chunk.plainOffset}) has ${plain.length} bytes instead of ${chunk.plainLength}`);
  }
  await writeAll(file, plain, chunk.plainOffset);
  release(plain);
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(writeBytes, bytes.length - done);
    const { bytesWritten } = await file.write(bytes, done, length, position + done);
    done += bytesWritten;
  }
}

/** The same items, but waiting for the next one ends when the signal does. */
async function* abortable<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]();
  let wake = () => {};
  const aborted = new Promise<"aborted">((resolve) => {
    wake = () => resolve("aborted");
  });
  signal.addEventListener("abort", wake, { once: true });
  try {
    for (;;) {
      throwIfAborted(signal);
      const item = await Promise.race([items.next(), aborted]);
      if (item === "aborted" || item.done) break;
      yield item.value;
    }
    throwIfAborted(signal);
  } finally {
    signal.removeEventListener("abort", wake);
    // Not awaited: a source that hangs in its read would hold us, too.
    void items.return?.().catch(() => {});
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return hash("sha256", bytes, "buffer");
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
