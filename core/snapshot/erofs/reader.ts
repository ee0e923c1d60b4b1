/**
 * Reads an uncompressed EROFS image without the kernel. Nothing in the image is trusted: every place is checked
 * against the image's size, a directory is entered once, names are in strict order, what is not understood is refused.
 */
import type { Time } from "../../archive/tar-header.ts";
import { TreestampError } from "../../errors.ts";
import type { Attributes } from "../tree.ts";
import { parseDirectoryBlock } from "./directory.ts";
import {
  blockBytes,
  compactInodeBytes,
  decodeDevice,
  extendedInodeBytes,
  fileTypes,
  layoutInline,
  layoutPlain,
  slotBytes,
} from "./format.ts";
import { invalidImage } from "./invalid.ts";
import type { ImageSource } from "./source.ts";
import { readSuperblock, type Superblock } from "./superblock.ts";
import { parseXattrs } from "./xattr.ts";

export type InodeType = keyof typeof fileTypes;

export interface ImageInode extends Attributes {
  readonly nid: number;
  readonly type: InodeType;
  readonly links: number;
  /** Bytes of content; 0 for devices, fifos and sockets. */
  readonly size: number;
  /** Byte offset of the full blocks of the content. */
  readonly address: number;
  /** The last part of the content, where it stands behind the inode. */
  readonly tail: Buffer | undefined;
  /** Where a symlink leads. */
  readonly target: string;
  readonly major: number;
  readonly minor: number;
}

export interface ImageEntry {
  /** From the root, without a leading "/"; the root is "". Latin1: a character is a byte. */
  readonly path: string;
  readonly inode: ImageInode;
}

export interface ImageChild {
  readonly name: string;
  readonly inode: ImageInode;
}

export interface ErofsImage {
  readonly superblock: Superblock;
  readonly root: ImageInode;
  /** What a directory has, in byte order. @param parent the directory that it is in; of the root, itself */
  children(directory: ImageInode, parent: ImageInode): Generator<ImageChild, void, undefined>;
  inode(nid: number): ImageInode;
  /** All names, depth first, in byte order within each directory; a directory comes before what is in it. @param enters by default, every one */
  walk(enters?: (directory: ImageInode) => boolean): Generator<ImageEntry, void, undefined>;
  /** The content of a regular file. A piece is valid until the next is asked for. */
  readFile(inode: ImageInode): Generator<Buffer, void, undefined>;
}

const pieceBytes = 1024 * 1024;
const maxDirectoryBytes = 256 * 1024 * 1024;
const maxTargetBytes = 4095;
const maxDepth = 4096;

const typeOfMode = new Map<number, InodeType>(
  Object.entries(fileTypes).map(([type, { mode }]) => [mode, type as InodeType]),
);

/** @throws snapshot-invalid, here and from everything that the image gives */
export function openImage(source: ImageSource): ErofsImage {
  const superblock = readSuperblock(source);
  const image = { source, read: within(source), ...superblock };
  return {
    superblock,
    get root() {
      return rootOf(image);
    },
    children: (directory, parent) => childrenOf(image, directory, parent),
    inode: (nid) => readInode(image, nid),
    walk: (enters = () => true) => walk(image, enters),
    *readFile({ type, address, size, tail }) {
      if (type !== "file") throw new TreestampError("snapshot-invalid", `A ${type} has no content.`);
      const end = address + size - (tail?.length ?? 0);
      for (let at = address; at < end; at += pieceBytes) yield source.read(at, Math.min(pieceBytes, end - at));
      if (tail !== undefined) yield tail;
    },
  };
}

/** Pieces that stay valid: the reader uses one buffer again and again, and a stream to a program holds pieces back. */
export async function* copied(pieces: Iterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  for (const piece of pieces) yield Buffer.from(piece);
}

interface OpenImage extends Superblock {
  readonly source: ImageSource;
  /** Reads metadata. What it gives is valid until the next call. */
  readonly read: (offset: number, length: number) => Buffer;
}

function within({ size, read }: ImageSource): OpenImage["read"] {
  return (offset, length) => {
    if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || offset + length > size) {
      throw invalidImage("it refers to places outside of it");
    }
    return read(offset, length);
  };
}

function readInode(image: OpenImage, nid: number): ImageInode {
  const { read, source, metadataAt, sharedXattrsAt } = image;
  const at = metadataAt + nid * slotBytes;
  const format = read(at, compactInodeBytes).readUInt16LE(0);
  const isExtended = (format & 1) === 1;
  const layout = format >> 1;
  if (layout !== layoutPlain && layout !== layoutInline) throw invalidImage(`an inode has the layout ${layout}`);
  const bytes = isExtended ? extendedInodeBytes : compactInodeBytes;
  const { claimed, data, xattrCount, ...head } = parseInode(read(at, bytes), isExtended, image.buildTime);
  const xattrs = parseXattrs(read, at + bytes, xattrCount, sharedXattrsAt);
  const common = { nid, ...head, xattrs, target: "" };
  if (head.type !== "file" && head.type !== "directory" && head.type !== "symlink") {
    return { ...common, ...decodeDevice(data), size: 0, address: 0, tail: undefined };
  }
  const size = Number(claimed);
  const behind = at + bytes + (xattrCount === 0 ? 0 : 12 + (xattrCount - 1) * 4);
  const tailBytes = layout === layoutInline ? size % blockBytes : 0;
  const address = data * blockBytes;
  if (size > source.size || (size > tailBytes && address + size - tailBytes > source.size)) {
    throw invalidImage("a file reaches beyond its end");
  }
  if (tailBytes > 0 && (behind % blockBytes) + tailBytes > blockBytes) {
    throw invalidImage("the last part of a file crosses a block");
  }
  const tail = tailBytes === 0 ? undefined : Buffer.from(read(behind, tailBytes));
  const inode = { ...common, size, address, tail, major: 0, minor: 0 };
  return head.type === "symlink" ? { ...inode, target: readTarget(image, inode) } : inode;
}

/** What an inode's own bytes say, as far as it makes sense by itself. */
function parseInode(head: Buffer, isExtended: boolean, buildTime: Time) {
  const mode = head.readUInt16LE(4);
  const type = typeOfMode.get(mode & 0o170000);
  if (type === undefined) throw invalidImage(`an inode has the mode 0${mode.toString(8)}`);
  const mtime = isExtended
    ? { seconds: Number(head.readBigInt64LE(32)), nanoseconds: head.readUInt32LE(40) }
    : buildTime;
  if (!Number.isSafeInteger(mtime.seconds) || mtime.nanoseconds > 999_999_999) throw invalidImage("a time cannot be");
  return {
    type,
    mode: mode & 0o7777,
    links: isExtended ? head.readUInt32LE(44) : head.readUInt16LE(6),
    uid: isExtended ? head.readUInt32LE(24) : head.readUInt16LE(24),
    gid: isExtended ? head.readUInt32LE(28) : head.readUInt16LE(26),
    mtime,
    /** Bytes of content, for a type that has any. */
    claimed: isExtended ? head.readBigUInt64LE(8) : BigInt(head.readUInt32LE(8)),
    /** i_u: see `dataField` of the writer. */
    data: head.readUInt32LE(16),
    xattrCount: head.readUInt16LE(2),
  };
}

function readTarget(image: OpenImage, inode: ImageInode): string {
  if (inode.size === 0 || inode.size > maxTargetBytes) throw invalidImage(`a symbolic link has ${inode.size} bytes`);
  const target = contentOf(image, inode).toString("latin1");
  if (target.includes("\0")) throw invalidImage("a symbolic link has a NUL byte");
  return target;
}

/** The content of a directory or symlink. */
function contentOf({ read }: OpenImage, { address, size, tail }: ImageInode): Buffer {
  const full = size - (tail?.length ?? 0);
  if (full === 0 && tail !== undefined) return tail;
  const blocks = read(address, full);
  return Buffer.concat(tail === undefined ? [blocks] : [blocks, tail]);
}

interface ListedName {
  readonly name: string;
  readonly nid: number;
  readonly type: number;
}

/** What a directory lists, without "." and "..". */
function list(image: OpenImage, directory: ImageInode, parent: ImageInode): ListedName[] {
  if (directory.size > maxDirectoryBytes) throw invalidImage("a directory is too long");
  const bytes = contentOf(image, directory);
  const entries: ListedName[] = [];
  let last = "";
  let dots = 0;
  for (let at = 0; at < bytes.length; at += blockBytes) {
    for (const entry of parseDirectoryBlock(bytes.subarray(at, at + blockBytes))) {
      if (entry.name <= last) throw invalidImage("a directory's names are not in order");
      last = entry.name;
      if (entry.name === "." || entry.name === "..") {
        if (entry.nid !== (entry.name === "." ? directory : parent).nid) throw invalidImage("a directory goes astray");
        dots++;
      } else {
        entries.push(entry);
      }
    }
  }
  if (dots !== 2) throw invalidImage('a directory lacks "." or ".."');
  return entries;
}

function rootOf(image: OpenImage): ImageInode {
  const root = readInode(image, image.rootNid);
  if (root.type !== "directory") throw invalidImage("its root is not a directory");
  return root;
}

function* childrenOf(
  image: OpenImage,
  directory: ImageInode,
  parent: ImageInode,
): Generator<ImageChild, void, undefined> {
  for (const { name, nid, type } of list(image, directory, parent)) {
    const inode = readInode(image, nid);
    if (fileTypes[inode.type].dirent !== type) throw invalidImage("a directory has a wrong file type");
    yield { name, inode };
  }
}

export const astray = "a directory appears in two places";

function* walk(image: OpenImage, enters: (directory: ImageInode) => boolean): Generator<ImageEntry, void, undefined> {
  const root = rootOf(image);
  const entered = new Set([root.nid]);
  yield { path: "", inode: root };
  const todo = [{ directory: root, prefix: "", entries: childrenOf(image, root, root) }];
  while (todo.length > 0) {
    const { directory, prefix, entries } = todo.at(-1)!;
    const next = entries.next();
    if (next.done === true) {
      todo.pop();
      continue;
    }
    const { name, inode } = next.value;
    const path = prefix + name;
    yield { path, inode };
    if (inode.type !== "directory" || !enters(inode)) continue;
    if (entered.has(inode.nid)) throw invalidImage(astray);
    if (todo.length >= maxDepth) throw invalidImage("it is too deep");
    entered.add(inode.nid);
    todo.push({ directory: inode, prefix: `${path}/`, entries: childrenOf(image, inode, directory) });
  }
}
