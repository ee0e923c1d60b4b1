/**
 * The metadata region of an EROFS image, and its superblock: all inodes in depth-first order with names sorted, each
 * followed by its extended attributes and, where they fit in one block, its symlink target or the last part of its
 * directory; then the full blocks of directories and long symlink targets. The same tree gives the same bytes.
 */
import { createHash } from "node:crypto";
import type { DirectoryInode, Inode, LeafInode } from "../tree.ts";
import { type DirectoryBlock, directoryBlocks, encodeDirectoryBlock } from "./directory.ts";
import {
  blockBits,
  blockBytes,
  compactInodeBytes,
  compatMtime,
  encodeDevice,
  extendedInodeBytes,
  fileTypes,
  layoutInline,
  layoutPlain,
  slotBytes,
  superblockBytes,
  superblockMagic,
  superblockOffset,
  versionExtended,
} from "./format.ts";
import { encodeXattrs, xattrBytes } from "./xattr.ts";

export interface Metadata {
  /** Whole blocks, to stand where the data region ends. */
  readonly region: Buffer;
  readonly inodes: number;
  readonly rootNid: number;
  readonly buildTime: { readonly seconds: number; readonly nanoseconds: number };
}

/** An inode with its place. */
interface Placed {
  readonly inode: Inode;
  readonly parent: Placed | undefined;
  links: number;
  /** Byte offset in the region. */
  position: number;
  /** Bytes of the inode without attributes: 32 or 64. */
  bytes: number;
  size: number;
  /** Directories only. */
  blocks: readonly DirectoryBlock[];
  readonly children: [name: string, child: Placed][];
  /** Full blocks of a directory or symlink, or -1. Byte offset in the region. */
  blocksAt: number;
  /** Bytes right behind the inode. */
  inlineBytes: number;
}

/** @param address byte offset in the image where the region will stand */
export function encodeMetadata(root: DirectoryInode, address: number): Metadata {
  const placed = listInodes(root);
  const buildTime = commonTime(placed);
  const regionBytes = place(placed, buildTime);
  const region = Buffer.alloc(regionBytes);
  for (const [index, inode] of placed.entries()) encodeInode(region, inode, index + 1, address, buildTime);
  return { region, inodes: placed.length, rootNid: placed[0]!.position / slotBytes, buildTime };
}

/** Depth first, names in byte order, each inode once. */
function listInodes(root: DirectoryInode): Placed[] {
  const list: Placed[] = [];
  const leaves = new Map<LeafInode, Placed>();
  const add = (inode: Inode, parent: Placed | undefined): Placed => {
    const placed: Placed = {
      inode,
      parent,
      links: 1,
      position: 0,
      bytes: 0,
      size: 0,
      blocks: [],
      children: [],
      blocksAt: -1,
      inlineBytes: 0,
    };
    list.push(placed);
    if (inode.type === "file") placed.size = inode.size;
    if (inode.type === "symlink") placed.size = inode.target.length;
    if (inode.type !== "directory") return placed;
    placed.links = 2;
    for (const name of [...inode.children.keys()].sort(byBytes)) {
      const child = inode.children.get(name)!;
      placed.children.push([name, addName(child, placed)]);
    }
    placed.blocks = directoryBlocks(placed.children.map(([name]) => name));
    placed.size = (placed.blocks.length - 1) * blockBytes + placed.blocks.at(-1)!.bytes;
    return placed;
  };
  const addName = (inode: Inode, parent: Placed): Placed => {
    if (inode.type === "directory") {
      parent.links++;
      return add(inode, parent);
    }
    const known = leaves.get(inode);
    if (known === undefined) {
      const placed = add(inode, parent);
      leaves.set(inode, placed);
      return placed;
    }
    known.links++;
    return known;
  };
  add(root, undefined);
  return list;
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The time that most inodes have: those need no time of their own. */
function commonTime(placed: readonly Placed[]): Metadata["buildTime"] {
  const counts = new Map<string, { count: number; time: Metadata["buildTime"] }>();
  for (const { inode } of placed) {
    const key = `${inode.mtime.seconds}.${inode.mtime.nanoseconds}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { count: 1, time: inode.mtime });
    else known.count++;
  }
  let best: { count: number; time: Metadata["buildTime"] } | undefined;
  for (const candidate of counts.values()) {
    if (candidate.time.seconds >= 0 && candidate.count > (best?.count ?? 0)) best = candidate;
  }
  return best?.time ?? { seconds: 0, nanoseconds: 0 };
}

/** Gives each inode its place. Returns the region's length. */
function place(placed: readonly Placed[], buildTime: Metadata["buildTime"]): number {
  // The first slot stays empty, so that no inode has the number 0, which programs take for "none".
  let end = slotBytes;
  for (const entry of placed) {
    entry.bytes = fitsCompact(entry, buildTime) ? compactInodeBytes : extendedInodeBytes;
    const head = entry.bytes + xattrBytes(entry.inode.xattrs);
    const tail = tailBytes(entry);
    let position = Math.ceil(end / slotBytes) * slotBytes;
    if (tail > 0 && within(position + head) + tail > blockBytes && within(head) + tail <= blockBytes) {
      position = Math.ceil(position / blockBytes) * blockBytes;
    }
    const isInline = tail > 0 && within(position + head) + tail <= blockBytes;
    entry.position = position;
    entry.inlineBytes = isInline ? tail : 0;
    end = position + head + entry.inlineBytes;
  }
  end = wholeBlocks(end);
  for (const entry of placed) {
    if (entry.inode.type !== "directory" && entry.inode.type !== "symlink") continue;
    const bytes = wholeBlocks(entry.size - entry.inlineBytes);
    if (bytes === 0) continue;
    entry.blocksAt = end;
    end += bytes;
  }
  return end;
}

function within(position: number): number {
  return position % blockBytes;
}

function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}

/** What may stand behind the inode: a short symlink target, the last part of a directory. Never a whole block. */
function tailBytes({ inode, size, blocks }: Placed): number {
  if (inode.type === "symlink") return size < blockBytes ? size : 0;
  if (inode.type !== "directory") return 0;
  const last = blocks.at(-1)!.bytes;
  return last < blockBytes ? last : 0;
}

function fitsCompact({ inode, links, size }: Placed, buildTime: Metadata["buildTime"]): boolean {
  const { uid, gid, mtime } = inode;
  const small = uid <= 0xffff && gid <= 0xffff && links <= 0xffff && size <= 0xffffffff;
  return small && mtime.seconds === buildTime.seconds && mtime.nanoseconds === buildTime.nanoseconds;
}

function encodeInode(
  region: Buffer,
  placed: Placed,
  number: number,
  address: number,
  buildTime: Metadata["buildTime"],
): void {
  const { inode, position: at, bytes } = placed;
  const isExtended = bytes === extendedInodeBytes;
  const layout = placed.inlineBytes > 0 ? layoutInline : layoutPlain;
  const attributes = xattrBytes(inode.xattrs);
  region.writeUInt16LE((isExtended ? versionExtended : 0) | (layout << 1), at);
  region.writeUInt16LE(attributes === 0 ? 0 : (attributes - 12) / 4 + 1, at + 2);
  region.writeUInt16LE(fileTypes[inode.type].mode | inode.mode, at + 4);
  region.writeUInt32LE(dataField(placed, address), at + 16);
  region.writeUInt32LE(number, at + 20);
  if (isExtended) {
    region.writeBigUInt64LE(BigInt(placed.size), at + 8);
    region.writeUInt32LE(inode.uid, at + 24);
    region.writeUInt32LE(inode.gid, at + 28);
    region.writeBigInt64LE(BigInt(inode.mtime.seconds), at + 32);
    region.writeUInt32LE(inode.mtime.nanoseconds, at + 40);
    region.writeUInt32LE(placed.links, at + 44);
  } else {
    if (inode.mtime.seconds !== buildTime.seconds) throw new Error("a compact inode has a time of its own");
    region.writeUInt16LE(placed.links, at + 6);
    region.writeUInt32LE(placed.size, at + 8);
    region.writeUInt16LE(inode.uid, at + 24);
    region.writeUInt16LE(inode.gid, at + 26);
  }
  encodeXattrs(region, at + bytes, inode.xattrs);
  if (inode.type === "symlink") {
    region.write(inode.target, placed.inlineBytes > 0 ? at + bytes + attributes : placed.blocksAt, "latin1");
  } else if (inode.type === "directory") {
    encodeDirectory(region, placed, at + bytes + attributes);
  }
}

/** i_u: the device's number, or the block where the data starts. */
function dataField({ inode, blocksAt }: Placed, address: number): number {
  switch (inode.type) {
    case "character":
    case "block":
      return encodeDevice(inode.major, inode.minor);
    case "file":
      if (inode.content === undefined) throw new Error("a file of the tree has no content");
      return inode.content.address / blockBytes;
    case "directory":
    case "symlink":
      return blocksAt === -1 ? 0 : (address + blocksAt) / blockBytes;
    default:
      return 0;
  }
}

function encodeDirectory(region: Buffer, placed: Placed, inlineAt: number): void {
  const entries = new Map<string, Placed>(placed.children);
  entries.set(".", placed);
  entries.set("..", placed.parent ?? placed);
  for (const [index, block] of placed.blocks.entries()) {
    const isInline = placed.inlineBytes > 0 && index === placed.blocks.length - 1;
    const at = isInline ? inlineAt : placed.blocksAt + index * blockBytes;
    encodeDirectoryBlock(region, at, block, (name) => {
      const entry = entries.get(name)!;
      return { nid: entry.position / slotBytes, type: fileTypes[entry.inode.type].dirent };
    });
  }
}

/** The image's first block. @param identity what the image's uuid is made of */
export function encodeHead(metadata: Metadata, address: number, identity: Uint8Array): Buffer {
  const head = Buffer.alloc(blockBytes);
  const block = head.subarray(superblockOffset, superblockOffset + superblockBytes);
  block.writeUInt32LE(superblockMagic, 0);
  block.writeUInt32LE(compatMtime, 8);
  block.writeUInt8(blockBits, 12);
  block.writeUInt16LE(metadata.rootNid, 14);
  block.writeBigUInt64LE(BigInt(metadata.inodes), 16);
  block.writeBigUInt64LE(BigInt(metadata.buildTime.seconds), 24);
  block.writeUInt32LE(metadata.buildTime.nanoseconds, 32);
  block.writeUInt32LE((address + metadata.region.length) / blockBytes, 36);
  block.writeUInt32LE(address / blockBytes, 40);
  const uuid = createHash("sha256").update(identity).digest().subarray(0, 16);
  uuid[6] = (uuid[6]! & 0x0f) | 0x80; // version 8, made by a rule of one's own (RFC 9562)
  uuid[8] = (uuid[8]! & 0x3f) | 0x80;
  uuid.copy(block, 48);
  return head;
}
