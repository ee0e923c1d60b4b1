/** From an image's layers to a snapshot: raw image, frames and chunk table, verified before they are returned. */
import { mkdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Log } from "../log/log.ts";
import { streamOf } from "../oci/byte-stream.ts";
import { sha256Of } from "../oci/digest.ts";
import type { ByteSource, Descriptor, Digest } from "../oci/port.ts";
import { startThreadPool, type ThreadPool } from "../parallel/thread-pool.ts";
import { allEnded } from "../parallel/together.ts";
import type { SnapshotBase } from "./base.ts";
import { newChanges, type Shown } from "./changes.ts";
import { createChunkWriter, type WrittenChunks } from "./chunk-writer.ts";
import { createContentWriter } from "./content.ts";
import type { ContentTable } from "./content-table.ts";
import { blockBytes } from "./erofs/format.ts";
import { encodeHead } from "./erofs/superblock.ts";
import { flatten } from "./flatten.ts";
import { type ChunkTable, partMediaType } from "./format.ts";
import { type HighOwners, watchOwners } from "./high-owners.ts";
import type { LayerSource } from "./layer-stream.ts";
import { checkRoom, deadAfter } from "./onto.ts";
import { type PackWork, packWork } from "./pack-work.ts";
import { compareContents, compareNames } from "./read-back.ts";
import { encodeRegions } from "./regions.ts";
import { knownFrames, type Relative, type StoredFrames } from "./relatives.ts";
import { encodeChunkTable, identityOf } from "./table.ts";
import { addMetadata, writeMetadata } from "./write-metadata.ts";

export interface PackRequest {
  /** Bottom to top, as in the manifest. */
  readonly layers: readonly LayerSource[];
  /** The snapshot that the layers are laid on: its content stays where it is. */
  readonly onto?: SnapshotBase | undefined;
  /** Those whose frames may be kept, where it is packed whole. */
  readonly relatives?: readonly Relative[] | undefined;
  /** The caller's folder for `raw.erofs` and `frames.zst`; created if missing. */
  readonly folder: string;
  readonly log: Log;
  /** zstd level of the frames. Default 3: twice as slow at 6, for 6 % less. */
  readonly level?: number;
  readonly signal?: AbortSignal;
  /** Threads of a caller that packs many small images and reuses them: the caller closes them. */
  readonly threads?: ThreadPool<PackWork>;
}

export interface Packed {
  /** The mountable image, if it is whole: else it has holes. Move it away to keep it; the caller removes the folder. */
  readonly rawFile: string;
  readonly framesFile: string;
  /** The frames that were written. */
  readonly frames: Descriptor;
  /** Blobs of other snapshots that have the other frames: they come before that one. */
  readonly below: readonly StoredFrames[];
  /** Whether `rawFile` has everything: not where it was packed onto a base. */
  readonly isWhole: boolean;
  readonly table: Descriptor;
  readonly openTable: ByteSource;
  readonly chunkTable: ChunkTable;
  readonly identity: Digest;
  /** Inodes: files, directories and all others. */
  readonly files: number;
  /** Set if a file's owner has a number that not every engine can assign. */
  readonly highOwners: HighOwners | undefined;
}

const defaultLevel = 3;
/**
 * Two keep up with the one that reads the layers (1.3 GB in 90,000 names: 4.3 and 3.3 s of CPU time to its 5.0 s); each
 * more would take some 20 MiB of memory.
 */
const maxThreads = 2;
/** A thread for so many bytes of the image: starting one takes as long as packing some megabytes. */
const bytesPerThread = 4 << 20;
/** Chunks that are packed without a thread where no more are expected: some megabytes. */
const chunksWithoutThread = 16;
/** About how many bytes of the image one byte of a layer becomes. */
const usualCompression = 3;

/** Contents up to which names are compared at the same time. For more, the memory of the tree is wanted back first. */
const fewBytes = 256 << 20;
/** Inodes up to which a tree is not worth a collection: some MiB, where going through the heap takes as long as packing them. */
const smallTree = 10_000;

/** Threads for packing so many bytes and reading them back. The caller closes them. */
export function packThreads(bytes: number): ThreadPool<PackWork> {
  const worthwhile = Math.max(1, Math.ceil(bytes / bytesPerThread));
  return startThreadPool<PackWork>("snapshot/pack-thread", {
    threads: Math.min(worthwhile, availableParallelism(), maxThreads),
    without: { calls: bytes <= bytesPerThread ? chunksWithoutThread : 0, work: packWork },
  });
}

/**
 * Flattens, writes, reads back and compares. On failure nothing is left in the folder.
 * @throws image-invalid, snapshot-invalid, store-corrupt, store-unreachable, interrupted; `NotOnto` where the snapshot had better
 * be packed whole
 */
export async function packSnapshot(request: PackRequest): Promise<Packed> {
  const { folder, onto } = request;
  if (onto !== undefined) checkRoom(onto);
  const rawFile = join(folder, "raw.erofs");
  const framesFile = join(folder, "frames.zst");
  await mkdir(folder, { recursive: true });
  keepHeapTight(true);
  try {
    const { written, contents, inodes, highOwners, names } = await writeSnapshot(request, rawFile, framesFile);
    const chunkTable = written.table;
    const isWhole = onto === undefined;
    const files = { rawFile, framesFile, table: chunkTable, isWhole, contents };
    const bytes = contentBytes(chunkTable, isWhole);
    if (bytes > fewBytes && inodes > smallTree) collectGarbage();
    await allEnded([names, withThreads(request, bytes, (threads) => compareContents(files, threads, request.signal))]);
    const table = encodeChunkTable(chunkTable);
    const frames = { mediaType: partMediaType, digest: written.framesDigest, size: chunkTable.framesSizes.at(-1)! };
    return {
      rawFile,
      framesFile,
      frames,
      below: onto === undefined ? written.keptBlobs : framesBelow(onto),
      isWhole,
      table: { mediaType: partMediaType, digest: sha256Of(table), size: table.length },
      openTable: () => streamOf(table),
      chunkTable,
      identity: chunkTable.identity,
      files: inodes,
      highOwners,
    };
  } catch (error) {
    await Promise.all([rm(rawFile, { force: true }), rm(framesFile, { force: true })]);
    throw error;
  } finally {
    keepHeapTight(false);
  }
}

function framesBelow(onto: SnapshotBase): readonly StoredFrames[] {
  return onto.frames.map((blob) => ({ blob, source: () => onto.store.readBlob(blob) }));
}

/** Threads for one part of the work, so that the next part does not also hold the memory that this one has gathered. */
async function withThreads<T>(
  request: PackRequest,
  bytes: number,
  work: (threads: ThreadPool<PackWork>) => Promise<T>,
): Promise<T> {
  if (request.threads !== undefined) return work(request.threads);
  const threads = packThreads(bytes);
  try {
    return await work(threads);
  } finally {
    await threads.close();
  }
}

/**
 * V8 takes memory to save time, which here saves none: for a tree of 400,000 names, of 55 MiB, it would let the space for
 * new objects grow to 128 MiB, and collect the old ones only when there are twice as many. It reads these flags whenever
 * a space might grow; 2 and 0 (by its own measure) are its defaults.
 */
function keepHeapTight(tight: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${tight ? 1 : 2}`);
  setFlagsFromString(`--heap-growing-percent=${tight ? 5 : 0}`);
}

/**
 * The tree is garbage from here on, and comparing contents makes so little more that V8 would never look. Its collector
 * can be called by name where a flag says so, and gives memory back as a last resort only. Source: V8,
 * src/extensions/gc-extension.cc.
 */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: (how: object) => void = runInNewContext("gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}

interface Written {
  readonly contents: ContentTable;
  readonly written: WrittenChunks;
  readonly inodes: number;
  readonly highOwners: HighOwners | undefined;
}

/** Bytes that were written to the image. */
function contentBytes({ chunks, framesSizes }: ChunkTable, isWhole: boolean): number {
  const own = framesSizes.length - 1;
  return chunks.reduce((sum, { blob, plainLength }) => sum + (isWhole || blob === own ? plainLength : 0), 0);
}

/** Writes both files. `names` compares their names with the layers'; where contents are many, that has ended, and the tree is gone. */
export async function writeSnapshot(
  request: PackRequest,
  rawFile: string,
  framesFile: string,
): Promise<Written & { readonly names: Promise<void> }> {
  const bytes = usualCompression * request.layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
  const { shown, ...written } = await withThreads(request, bytes, (threads) =>
    writeFiles(request, threads, rawFile, framesFile),
  );
  const names = compareNames(rawFile, shown, request.log, request.signal);
  if (contentBytes(written.written.table, request.onto === undefined) > fewBytes) await names;
  return { ...written, names };
}

async function writeFiles(
  request: PackRequest,
  threads: ThreadPool<PackWork>,
  rawFile: string,
  framesFile: string,
): Promise<Written & { readonly shown: Shown }> {
  const { layers, onto, relatives = [], log, signal, level = defaultLevel } = request;
  const abort = signal === undefined ? {} : { signal };
  const kept = onto && { chunks: onto.table.chunks.slice(1), framesSizes: onto.table.framesSizes };
  const chunks = await createChunkWriter({
    rawFile,
    framesFile,
    threads,
    headBytes: blockBytes,
    kept,
    known: onto === undefined && relatives.length > 0 ? knownFrames(relatives) : undefined,
    level,
    ...abort,
  });
  try {
    const writer = await createContentWriter(chunks);
    const owners = watchOwners();
    const changes = newChanges();
    const root = await flatten({ layers, base: onto?.tree, changes, sink: writer, log, onEntry: owners.see, ...abort });
    const laid = onto && { base: onto, changes, dead: deadAfter(changes, onto) };
    const contents = writer.end();
    const { head, regions, shown } = await (laid === undefined
      ? writeMetadata(chunks, root)
      : addMetadata(chunks, root, laid));
    const written = await chunks.finish((listed) => {
      const block = encodeHead(head, Buffer.from(identityOf(listed), "latin1"));
      if (regions !== undefined) encodeRegions(block, regions);
      return block;
    });
    log.debug(`Packed ${head.inodes} inodes; ${writer.equalFiles} files were duplicates.`);
    return { shown, contents, written, inodes: head.inodes, highOwners: owners.seen() };
  } finally {
    await chunks.close();
  }
}
