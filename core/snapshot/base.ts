/**
 * A snapshot that something is laid on: its names and attributes, and where the content of its files stands. Metadata stand
 * together at the end of an image, so that takes a range or two of the frames, whatever the image's size.
 */
import { zstdDecompressSync } from "node:zlib";
import { TreestampError } from "../errors.ts";
import { readWhole, sha256Of } from "../oci/digest.ts";
import type { Descriptor, Store } from "../oci/port.ts";
import { blockBytes } from "./erofs/format.ts";
import { type ImageInode, type ImageSource, metadataOf, openImage } from "./erofs/reader.ts";
import { inOrderOfFrames, runsOf } from "./fetch-plan.ts";
import type { Chunk, ChunkTable } from "./format.ts";
import { parseChunkTable } from "./table.ts";
import type { Attributes, DirectoryInode, Inode, LeafInode } from "./tree.ts";

/** Where a base's snapshot is. */
export interface BaseSource {
  readonly store: Pick<Store, "readBlob" | "location">;
  /** Its frames blobs, in the order of its manifest. */
  readonly frames: readonly Descriptor[];
  readonly table: Descriptor;
}

/** A base's snapshot, of which only names and attributes have been read. */
export interface SnapshotBase extends Pick<BaseSource, "store" | "frames"> {
  readonly table: ChunkTable;
  /** Its files have their place in the image. */
  readonly tree: DirectoryInode;
  /** What holds the content of its files: all chunks between the head and the metadata. */
  readonly content: readonly Chunk[];
}

/** How many requests are under way at a time. */
const connections = 4;

/**
 * Reads the head and the metadata of a snapshot.
 * @throws snapshot-invalid, store-corrupt, store-unreachable, store-denied
 */
export async function readBase(
  { store, frames, table: described }: BaseSource,
  signal?: AbortSignal,
): Promise<SnapshotBase> {
  const table = parseChunkTable(await readWhole(store as Store, described, signal));
  const plain = new Map<Chunk, Buffer>();
  const load = async (chunks: readonly Chunk[]) => {
    const wanted = chunks.filter((chunk) => !plain.has(chunk)).sort(inOrderOfFrames);
    for (const chunk of wanted) if (chunk.frameLength === 0) plain.set(chunk, Buffer.alloc(chunk.plainLength));
    const framed = wanted.filter(({ frameLength }) => frameLength > 0);
    await Promise.all(
      runsOf(framed, connections).map(async (run) => {
        signal?.throwIfAborted();
        for (const [chunk, bytes] of await readRun(store, frames[run[0]!.blob]!, run)) plain.set(chunk, bytes);
      }),
    );
  };
  const [head] = table.chunks;
  await load([head!]);
  const source = sourceOf(table, plain);
  const metadataAt = await metadataOf(source);
  const [content, metadata] = [[] as Chunk[], [] as Chunk[]];
  for (const chunk of table.chunks.slice(1)) (chunk.plainOffset < metadataAt ? content : metadata).push(chunk);
  await load([...content.slice(-1).filter((last) => last.plainOffset + last.plainLength > metadataAt), ...metadata]);
  return { store, table, frames, tree: await treeOf(source), content };
}

/** Frames that follow each other, by one request; each verified before it is decompressed. */
async function readRun(
  store: BaseSource["store"],
  frames: Descriptor,
  run: readonly Chunk[],
): Promise<readonly (readonly [Chunk, Buffer])[]> {
  const offset = run[0]!.frameOffset;
  const length = run.reduce((sum, { frameLength }) => sum + frameLength, 0);
  const parts: Buffer[] = [];
  for await (const part of store.readBlob(frames, { offset, length })) parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  return run.map((chunk) => {
    const frame = bytes.subarray(chunk.frameOffset - offset, chunk.frameOffset - offset + chunk.frameLength);
    if (sha256Of(frame) !== `sha256:${chunk.frameDigest.toString("hex")}`) {
      throw new TreestampError(
        "store-corrupt",
        `${store.location} gave other bytes of ${frames.digest} than a snapshot's table says.`,
      );
    }
    const plain = zstdDecompressSync(frame, { maxOutputLength: chunk.plainLength });
    if (plain.length !== chunk.plainLength) throw invalid("a frame does not hold what its table says");
    return [chunk, plain] as const;
  });
}

/** What has been loaded, by its place in the image. */
function sourceOf({ chunks, plainSize }: ChunkTable, plain: ReadonlyMap<Chunk, Buffer>): ImageSource {
  return {
    size: plainSize,
    async read(offset, length) {
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
async function treeOf(source: ImageSource): Promise<DirectoryInode> {
  const image = await openImage(source);
  const directories = new Map<string, DirectoryInode>();
  const leaves = new Map<number, LeafInode>();
  for await (const { path, inode } of image.walk()) {
    const made = inode.type === "directory" ? directoryOf(inode) : (leaves.get(inode.nid) ?? leafOf(inode));
    if (made.type === "directory") directories.set(path, made);
    else leaves.set(inode.nid, made);
    const slash = path.lastIndexOf("/");
    if (path !== "")
      directories.get(path.slice(0, Math.max(0, slash)))!.children.set(path.slice(slash + 1), made as Inode);
  }
  return directories.get("")!;
}

function invalid(why: string): TreestampError {
  return new TreestampError("snapshot-invalid", `A base's snapshot cannot be used: ${why}.`, {
    remedy: "Delete its image's tag from the store, so that it is built again.",
  });
}

function attributesOf({ mode, uid, gid, mtime, xattrs }: ImageInode): Attributes {
  return { mode, uid, gid, mtime, xattrs };
}

function directoryOf(inode: ImageInode): DirectoryInode {
  return { type: "directory", attributes: attributesOf(inode), links: inode.links, nid: 0, children: new Map() };
}

function leafOf(inode: ImageInode): LeafInode {
  const { type, links, size, address, target, major, minor } = inode;
  const common = { attributes: attributesOf(inode), links, nid: 0 };
  switch (type) {
    case "file":
      return { ...common, type, size, block: size === 0 ? 0 : address / blockBytes };
    case "symlink":
      return { ...common, type, target };
    case "character":
    case "block":
      return { ...common, type, major, minor };
    default:
      return { ...common, type: type as "fifo" | "socket" };
  }
}
