/**
 * What was written is read back and compared with what the layers gave, before anything is published:
 * - every chunk of the raw image and every frame has the digest that the table names, each frame holds its chunk, and
 *   each file's content stands where the tree has it (here, and pack-work.ts);
 * - the raw image is walked by our own reader: every name, attribute and place;
 * - where the kernel can mount it, the kernel's names and attributes (kernel-walk.ts).
 *
 * All of it is always done.
 */
import { type FileHandle, open } from "node:fs/promises";
import { setImmediate as turn } from "node:timers/promises";
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { ThreadPool } from "../parallel/thread-pool.ts";
import { allEnded } from "../parallel/together.ts";
import { sameAttributes } from "./attributes.ts";
import { changedDirectories, type Shown } from "./changes.ts";
import { contentDigest, smallFileBytes } from "./content.ts";
import type { Content, ContentTable } from "./content-table.ts";
import { blockBytes } from "./erofs/format.ts";
import { type ImageEntry, type ImageInode, openImage } from "./erofs/reader.ts";
import { fileSource } from "./erofs/source.ts";
import type { Chunk, ChunkTable } from "./format.ts";
import { compareWithKernel } from "./kernel-walk.ts";
import type { CheckedChunk, PackWork } from "./pack-work.ts";
import { type Inode, namesIn } from "./tree.ts";

/** Checks names and attributes with our own reader and through the kernel. @throws snapshot-invalid at the first difference; interrupted */
export async function compareNames(
  rawFile: string,
  { root, changes }: Shown,
  log: Log,
  signal: AbortSignal | undefined,
): Promise<void> {
  const raw = await open(rawFile, "r");
  const shown = { root, changes };
  const comparing = [compareTree(raw, shown, signal), compareWithKernel(rawFile, shown, log, signal)];
  try {
    await allEnded(comparing);
  } finally {
    await raw.close();
  }
}

export interface WrittenContents {
  readonly rawFile: string;
  readonly framesFile: string;
  readonly table: ChunkTable;
  /** Whether all chunks were written to the raw image: where it was packed onto a base, only those whose frames were. */
  readonly isWhole: boolean;
  readonly contents: ContentTable;
}

/** Chunks, frames and contents. @throws snapshot-invalid at the first difference; interrupted */
export async function compareContents(
  { rawFile, framesFile, table, isWhole, contents }: WrittenContents,
  threads: ThreadPool<PackWork>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const files: FileHandle[] = [];
  // The last blob is what was written: frames that others have are there already.
  const own = table.framesSizes.length - 1;
  try {
    for (const [path, size] of [
      [rawFile, table.plainSize],
      [framesFile, table.framesSizes[own]!],
    ] as const) {
      const file = await open(path, "r");
      files.push(file);
      if ((await file.stat()).size !== size) throw differs("a file's length");
    }
    const [raw, frames] = files as [FileHandle, FileHandle];
    const described = describeChunks(
      table.chunks.filter(({ blob }) => isWhole || blob === own),
      contents,
    );
    const lane = async () => {
      for (const { chunk, files } of described) {
        check(signal);
        const { plainOffset, plainLength, frameOffset: offset, frameLength: length } = chunk;
        const frame = { frames: frames.fd, offset, length, digest: chunk.frameDigest.toString("latin1") };
        const plainDigest = chunk.plainDigest.toString("latin1");
        const difference = await threads.call("check", {
          ...{ raw: raw.fd, plainOffset, plainLength, plainDigest, files },
          frame: chunk.blob === own ? frame : undefined,
        });
        if (difference !== undefined) throw differs(difference);
      }
    };
    await allEnded(Array.from({ length: 2 * threads.threads }, lane));
  } finally {
    for (const file of files) await file.close();
  }
}

/** Goes along chunks and contents, both in the order of places: small ones stand in one chunk, large ones are chunks. */
function* describeChunks(chunks: readonly Chunk[], contents: Iterable<Content>) {
  const stored = contents[Symbol.iterator]();
  let next = stored.next();
  for (const [index, chunk] of chunks.entries()) {
    const files: CheckedChunk["files"][number][] = [];
    for (; next.done !== true; next = stored.next()) {
      const { block, size, digest } = next.value;
      const offset = block * blockBytes - chunk.plainOffset;
      if (offset >= chunk.plainLength) break;
      const isThere =
        size > smallFileBytes
          ? offset === 0 && piecesDigest(chunks, index, size) === digest
          : offset >= 0 && offset + size <= chunk.plainLength;
      if (!isThere) throw differs(`the file at ${block * blockBytes}`);
      if (size <= smallFileBytes) files.push({ offset, size, digest });
    }
    yield { chunk, files };
  }
  if (next.done !== true) throw differs(`the file at ${next.value.block * blockBytes}`);
}

/** Identity of a large file from the chunks that hold it: its pieces. */
function piecesDigest(chunks: readonly Chunk[], first: number, size: number): string | undefined {
  const digests: string[] = [];
  let left = Math.ceil(size / blockBytes) * blockBytes;
  for (let index = first; left > 0 && index < chunks.length; index++) {
    left -= chunks[index]!.plainLength;
    digests.push(chunks[index]!.plainDigest.toString("latin1"));
  }
  return left === 0 ? contentDigest(size, digests) : undefined;
}

/** They take some milliseconds. */
const namesInATurn = 2000;

/**
 * Names and attributes by our own reader. Walks the image and the tree side by side: both are in the order of names.
 * @throws snapshot-invalid at the first difference; interrupted
 */
export async function compareTree(
  raw: FileHandle,
  { root, changes }: Shown,
  signal: AbortSignal | undefined,
): Promise<void> {
  const image = openImage(fileSource(raw, (await raw.stat()).size));
  const expected = walkTree(root, "", changes);
  const changed = changes && new Set([...changedDirectories(root, changes)].map(({ directory }) => directory.nid));
  let names = 0;
  for (const entry of image.walk(changed && (({ nid }) => changed.has(nid)))) {
    if (++names % namesInATurn === 0) {
      await turn(); // others want to be heard, such as the kernel's walk
      check(signal);
    }
    const next = expected.next();
    if (next.done === true || next.value.path !== entry.path || !isSame(entry.inode, next.value.inode)) {
      throw differs(nameOf(entry));
    }
  }
  if (expected.next().done !== true) throw differs("a name that is missing");
}

function* walkTree(
  inode: Inode,
  path: string,
  changes: Shown["changes"],
): Generator<{ path: string; inode: Inode }, void, undefined> {
  yield { path, inode };
  if (inode.type !== "directory" || changes?.kept.has(inode)) return;
  const prefix = path === "" ? "" : `${path}/`;
  for (const name of namesIn(inode)) yield* walkTree(inode.children.get(name)!, prefix + name, changes);
}

function isSame(inode: ImageInode, expected: Inode): boolean {
  return (
    inode.nid === expected.nid &&
    inode.type === expected.type &&
    inode.links === expected.links &&
    sameAttributes(inode, expected.attributes) &&
    (expected.type !== "file" || (inode.size === expected.size && isAtItsPlace(inode, expected.block))) &&
    (expected.type !== "symlink" || inode.target === expected.target) &&
    ((expected.type !== "character" && expected.type !== "block") ||
      (inode.major === expected.major && inode.minor === expected.minor))
  );
}

/** The content there is compared with the chunks. */
function isAtItsPlace({ tail, size, address }: ImageInode, block: number | undefined): boolean {
  return tail === undefined && (size === 0 || address / blockBytes === block);
}

function nameOf({ path }: ImageEntry): string {
  return JSON.stringify(`/${path}`);
}

function check(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TreestampError("interrupted", "Packing was interrupted.", { cause: signal.reason });
}

function differs(what: string): TreestampError {
  return new TreestampError("snapshot-invalid", `The snapshot was read back and differs from the image: ${what}.`, {
    remedy: "Nothing was published. Look for a full or failing disk; otherwise this is a defect of treestamp.",
  });
}
