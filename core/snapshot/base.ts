/**
 * A snapshot that something is laid on: its names and attributes, and where the content of its files stands. Metadata stand
 * together at the end of an image, so that takes a range or two of the frames, whatever the image's size.
 */
import { hash } from "node:crypto";
import { messageOf, TreestampError } from "../errors.ts";
import { bytesOf } from "../oci/byte-stream.ts";
import { readWhole } from "../oci/digest.ts";
import type { Descriptor, Store } from "../oci/port.ts";
import { limiter } from "../parallel/limiter.ts";
import { blockBytes } from "./erofs/format.ts";
import { invalidImage } from "./erofs/invalid.ts";
import type { Patched } from "./erofs/patch.ts";
import { astray, type ErofsImage, type ImageInode, openImage } from "./erofs/reader.ts";
import type { ImageSource } from "./erofs/source.ts";
import type { Superblock } from "./erofs/superblock.ts";
import { inOrderOfFrames, runsOf } from "./fetch-plan.ts";
import type { Chunk, ChunkTable } from "./format.ts";
import { plainOf } from "./frame.ts";
import { sharedAttributes, sharedName } from "./layer-tree.ts";
import { isAmong, parseRegions, type Region, type Regions } from "./regions.ts";
import type { Relative } from "./relatives.ts";
import { checkBlobs, parseChunkTable } from "./table.ts";
import type { Attributes, DirectoryInode, Inode, LeafInode } from "./tree.ts";
import { keptXattrs } from "./xattrs.ts";

/** Where a base's snapshot is. */
export interface BaseSource {
  readonly store: Pick<Store, "readBlob" | "location">;
  /** Its frames blobs, in the order of its manifest. */
  readonly frames: readonly Descriptor[];
  readonly table: Descriptor;
}

/** A base's snapshot, of which only names and attributes have been read. */
export interface SnapshotBase extends Relative {
  /** Its inodes have their place in the image. A directory is read when somebody looks into it. */
  readonly tree: DirectoryInode;
  readonly image: Superblock & Regions & Patched;
  /** The chunks of its metadata, plain. */
  readonly metadata: ReadonlyMap<Chunk, Buffer>;
}

/** How many requests are under way at a time. */
const connections = 4;
/** More than millions of names take. They are held in memory, however short their frames are. */
const maxMetadataBytes = 256 * 1024 * 1024;

/**
 * Reads the head and the metadata of a snapshot. Nothing that it says is trusted: of the tree, every file stands in the content.
 * @throws snapshot-invalid, store-corrupt, store-unreachable, store-denied; the signal's reason
 */
export async function readBase(source: BaseSource, signal?: AbortSignal): Promise<SnapshotBase> {
  const { store, frames } = source;
  const table = parseChunkTable(await readWhole(store, source.table, signal));
  checkBlobs(table, frames);
  const [head, ...others] = table.chunks as [Chunk, ...Chunk[]];
  // What is packed onto it has a head of one block.
  if (head.plainLength !== blockBytes) throw invalid("its head is not one block");
  const plain = new Map<Chunk, Buffer>();
  await load(source, [head], plain, signal);
  // What is packed onto it begins with a block.
  if (table.plainSize % blockBytes !== 0) throw invalid("its content does not end with a block");
  const from = sourceOf(table, plain);
  const image = openImage(from);
  const { superblock } = image;
  const placed = parseRegions(plain.get(head)!, superblock.metadataAt, table.plainSize);
  const { regions } = placed;
  plain.delete(head); // which is no metadata
  const metadata = others.filter(({ plainOffset, plainLength }) => isAmong(regions, plainOffset, plainLength));
  await load(source, metadata, plain, signal);
  return {
    ...{ store, table, frames, metadata: plain },
    tree: treeOf(image, regions),
    image: { ...superblock, ...placed, read: from.read, attributesOf: (nid) => attributesOf(image.inode(nid)) },
  };
}

/** Puts chunks into `plain`. */
async function load(
  source: BaseSource,
  chunks: readonly Chunk[],
  plain: Map<Chunk, Buffer>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const bytes = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
  if (bytes > maxMetadataBytes) throw invalid(`its metadata are ${bytes} bytes`);
  const framed: Chunk[] = [];
  for (const chunk of chunks) {
    if (chunk.frameLength > 0) framed.push(chunk);
    else plain.set(chunk, Buffer.alloc(chunk.plainLength));
  }
  await limiter(connections).all(runsOf(framed.sort(inOrderOfFrames), connections), async (run) => {
    for (const [chunk, content] of await readRun(source, run, signal)) plain.set(chunk, content);
  });
}

/** Frames that follow each other, by one request; each verified before it is decompressed. */
async function readRun(
  { store, frames }: BaseSource,
  run: readonly Chunk[],
  signal: AbortSignal | undefined,
): Promise<readonly (readonly [Chunk, Buffer])[]> {
  const [first, last] = [run[0]!, run.at(-1)!];
  const blob = frames[first.blob]!;
  const start = first.frameOffset;
  const range = { offset: start, length: last.frameOffset + last.frameLength - start };
  const bytes = await bytesOf(store.readBlob(blob, range), signal);
  return run.map((chunk) => {
    const frame = bytes.subarray(chunk.frameOffset - start, chunk.frameOffset - start + chunk.frameLength);
    if (hash("sha256", frame, "buffer").equals(chunk.frameDigest)) return [chunk, plainIn(frame, chunk)] as const;
    throw new TreestampError(
      "store-corrupt",
      `${store.location} gave other bytes of ${blob.digest} than the base's chunk table says.`,
      { remedy: "Delete the base's tag from the store, so that it is built again." },
    );
  });
}

function plainIn(frame: Buffer, chunk: Chunk): Buffer {
  try {
    return plainOf(frame, chunk);
  } catch (error) {
    throw invalid(messageOf(error));
  }
}

/** What has been loaded, by its place in the image. */
function sourceOf({ chunks, plainSize }: ChunkTable, plain: ReadonlyMap<Chunk, Buffer>): ImageSource {
  return {
    size: plainSize,
    read(offset, length) {
      const parts: Buffer[] = [];
      for (let at = offset; at < offset + length; ) {
        const chunk = chunkAt(chunks, at);
        const bytes = plain.get(chunk);
        if (bytes === undefined) throw invalid("its names are not where its metadata are");
        const part = bytes.subarray(
          at - chunk.plainOffset,
          Math.min(chunk.plainLength, offset + length - chunk.plainOffset),
        );
        parts.push(part);
        at += part.length;
      }
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    },
  };
}

function chunkAt(chunks: readonly Chunk[], offset: number): Chunk {
  let [low, high] = [0, chunks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (chunks[middle]!.plainOffset <= offset) low = middle;
    else high = middle - 1;
  }
  return chunks[low]!;
}

/** The tree of an image, whose files have their block and not their content. */
function treeOf(image: ErofsImage, metadata: readonly Region[]): DirectoryInode {
  const leaves = new Map<number, LeafInode>();
  const entered = new Set<number>();
  const directoryOf = (inode: ImageInode, parent: ImageInode): DirectoryInode => {
    let children: Map<string, Inode> | undefined;
    const { nid, links } = inode;
    return {
      ...{ type: "directory", attributes: attributesOf(inode), links, nid },
      get children() {
        children ??= childrenOf(inode, parent);
        return children;
      },
    };
  };
  const childrenOf = (directory: ImageInode, parent: ImageInode): Map<string, Inode> => {
    if (entered.has(directory.nid)) throw invalidImage(astray);
    entered.add(directory.nid);
    const children = new Map<string, Inode>();
    for (const { name, inode } of image.children(directory, parent)) {
      const made =
        inode.type === "directory" ? directoryOf(inode, directory) : (leaves.get(inode.nid) ?? leafOf(inode, metadata));
      if (made.type !== "directory") leaves.set(inode.nid, made);
      children.set(sharedName(name), made);
    }
    return children;
  };
  const { root } = image;
  return directoryOf(root, root);
}

/** What a layer may not bring in, a base may not either. */
function attributesOf({ type, mode, uid, gid, mtime, xattrs }: ImageInode): Attributes {
  return sharedAttributes({ mode, uid, gid, mtime, xattrs: keptXattrs(xattrs, type) });
}

function leafOf(inode: ImageInode, metadata: readonly Region[]): LeafInode {
  const { type, nid, links, size, address, tail, target, major, minor } = inode;
  const common = { attributes: attributesOf(inode), links, nid };
  switch (type) {
    case "file":
      if (size === 0) return { ...common, type, size, block: 0 };
      if (tail !== undefined || address < blockBytes || isAmong(metadata, address, size)) {
        throw invalid("a file is not where its contents are");
      }
      return { ...common, type, size, block: address / blockBytes };
    case "symlink":
      return { ...common, type, target };
    case "character":
    case "block":
      return { ...common, type, major, minor };
    default:
      return { ...common, type: type as "fifo" | "socket" };
  }
}

function invalid(why: string): TreestampError {
  return new TreestampError("snapshot-invalid", `A base's snapshot cannot be used: ${why}.`, {
    remedy: "Delete its image's tag from the store, so that it is built again.",
  });
}
