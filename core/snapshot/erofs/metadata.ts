/**
 * The metadata region of an EROFS image, and its superblock: all inodes in depth-first order with names sorted, each
 * followed by its extended attributes and, where they fit in one block, its symlink target or the last part of its
 * directory; then the full blocks of directories and long symlink targets. The same tree gives the same bytes.
 */
import { createHash } from "node:crypto";
import type { Time } from "../../archive/tar-header.ts";
import type { DirectoryInode, Inode } from "../tree.ts";
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
  readonly buildTime: Time;
}

/** What is known of a tree besides the inodes themselves, of which there may be a million. */
interface Plan {
  /** Depth first, names in byte order, each once. */
  readonly inodes: readonly Inode[];
  readonly directories: ReadonlyMap<DirectoryInode, PlannedDirectory>;
  /** The time that most inodes have: those need no time of their own. */
  readonly buildTime: Time;
  /** Where the full blocks of a directory or a symlink stand, if it has some. Byte offset in the region. */
  readonly blocksAt: Map<Inode, number>;
}

interface PlannedDirectory {
  readonly parent: DirectoryInode;
  readonly blocks: readonly DirectoryBlock[];
  /** Bytes. */
  readonly size: number;
}

/**
 * Gives each inode of the tree its place (`nid`), and encodes them all.
 * @param address byte offset in the image where the region will stand
 */
export function encodeMetadata(root: DirectoryInode, address: number): Metadata {
  const { inodes, directories } = listInodes(root);
  const plan: Plan = { inodes, directories, buildTime: commonTime(inodes), blocksAt: new Map() };
  const region = Buffer.alloc(place(plan));
  for (const [index, inode] of inodes.entries()) encodeInode(region, plan, inode, index + 1, address);
  return { region, inodes: inodes.length, rootNid: root.nid, buildTime: plan.buildTime };
}

function listInodes(root: DirectoryInode): Pick<Plan, "inodes" | "directories"> {
  const inodes: Inode[] = [];
  const directories = new Map<DirectoryInode, PlannedDirectory>();
  const listed = new Set<Inode>();
  const add = (directory: DirectoryInode, parent: DirectoryInode) => {
    inodes.push(directory);
    const blocks = directoryBlocks([...directory.children.keys()]);
    const size = (blocks.length - 1) * blockBytes + blocks.at(-1)!.bytes;
    directories.set(directory, { parent, blocks, size });
    for (const child of directory.children.values()) {
      if (child.type === "directory") add(child, directory);
      else if (child.links === 1 || !listed.has(child)) inodes.push(child);
      if (child.type !== "directory" && child.links > 1) listed.add(child);
    }
  };
  add(root, root);
  return { inodes, directories };
}

function commonTime(inodes: readonly Inode[]): Time {
  const counts = new Map<string, { count: number; time: Time }>();
  for (const { mtime } of inodes) {
    const key = `${mtime.seconds}.${mtime.nanoseconds}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { count: 1, time: mtime });
    else known.count++;
  }
  let best: { count: number; time: Time } | undefined;
  for (const candidate of counts.values()) {
    if (candidate.time.seconds >= 0 && candidate.count > (best?.count ?? 0)) best = candidate;
  }
  return best?.time ?? { seconds: 0, nanoseconds: 0 };
}

/** Gives each inode its place. Returns the region's length. */
function place(plan: Plan): number {
  // The first slot stays empty, so that no inode has the number 0, which programs take for "none".
  let end = slotBytes;
  for (const inode of plan.inodes) {
    const head = headBytes(plan, inode);
    const tail = tailBytes(plan, inode);
    let position = Math.ceil(end / slotBytes) * slotBytes;
    if (tail > 0 && within(position + head) + tail > blockBytes && within(head) + tail <= blockBytes) {
      position = Math.ceil(position / blockBytes) * blockBytes;
    }
    inode.nid = position / slotBytes;
    end = position + head + inlineBytes(plan, inode);
  }
  end = wholeBlocks(end);
  for (const inode of plan.inodes) {
    if (inode.type !== "directory" && inode.type !== "symlink") continue;
    const bytes = wholeBlocks(sizeOf(plan, inode) - inlineBytes(plan, inode));
    if (bytes === 0) continue;
    plan.blocksAt.set(inode, end);
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

function sizeOf(plan: Plan, inode: Inode): number {
  if (inode.type === "file") return inode.size;
  if (inode.type === "symlink") return inode.target.length;
  return inode.type === "directory" ? plan.directories.get(inode)!.size : 0;
}

/** Bytes of an inode and its attributes. */
function headBytes(plan: Plan, inode: Inode): number {
  return (fitsCompact(plan, inode) ? compactInodeBytes : extendedInodeBytes) + xattrBytes(inode.xattrs);
}

/** What may stand behind the inode: a short symlink target, the last part of a directory. Never a whole block. */
function tailBytes({ directories }: Plan, inode: Inode): number {
  if (inode.type === "symlink") return inode.target.length < blockBytes ? inode.target.length : 0;
  if (inode.type !== "directory") return 0;
  const last = directories.get(inode)!.blocks.at(-1)!.bytes;
  return last < blockBytes ? last : 0;
}

/** What does stand behind the inode, at its place: all of its tail where that crosses no block, or nothing. */
function inlineBytes(plan: Plan, inode: Inode): number {
  const tail = tailBytes(plan, inode);
  return tail > 0 && within(inode.nid * slotBytes + headBytes(plan, inode)) + tail <= blockBytes ? tail : 0;
}

function fitsCompact(plan: Plan, inode: Inode): boolean {
  const { uid, gid, links, mtime } = inode;
  const small = uid <= 0xffff && gid <= 0xffff && links <= 0xffff && sizeOf(plan, inode) <= 0xffffffff;
  return small && mtime.seconds === plan.buildTime.seconds && mtime.nanoseconds === plan.buildTime.nanoseconds;
}

function encodeInode(region: Buffer, plan: Plan, inode: Inode, number: number, address: number): void {
  const at = inode.nid * slotBytes;
  const isCompact = fitsCompact(plan, inode);
  const size = sizeOf(plan, inode);
  const inline = inlineBytes(plan, inode);
  const attributes = xattrBytes(inode.xattrs);
  const blocksAt = plan.blocksAt.get(inode);
  const layout = inline > 0 ? layoutInline : layoutPlain;
  region.writeUInt16LE((isCompact ? 0 : versionExtended) | (layout << 1), at);
  region.writeUInt16LE(attributes === 0 ? 0 : (attributes - 12) / 4 + 1, at + 2);
  region.writeUInt16LE(fileTypes[inode.type].mode | inode.mode, at + 4);
  region.writeUInt32LE(dataField(inode, blocksAt === undefined ? 0 : address + blocksAt), at + 16);
  region.writeUInt32LE(number, at + 20);
  if (isCompact) {
    region.writeUInt16LE(inode.links, at + 6);
    region.writeUInt32LE(size, at + 8);
    region.writeUInt16LE(inode.uid, at + 24);
    region.writeUInt16LE(inode.gid, at + 26);
  } else {
    region.writeBigUInt64LE(BigInt(size), at + 8);
    region.writeUInt32LE(inode.uid, at + 24);
    region.writeUInt32LE(inode.gid, at + 28);
    region.writeBigInt64LE(BigInt(inode.mtime.seconds), at + 32);
    region.writeUInt32LE(inode.mtime.nanoseconds, at + 40);
    region.writeUInt32LE(inode.links, at + 44);
  }
  const behind = at + headBytes(plan, inode);
  encodeXattrs(region, behind - attributes, inode.xattrs);
  if (inode.type === "symlink") region.write(inode.target, blocksAt ?? behind, "latin1");
  else if (inode.type === "directory")
    encodeDirectory(region, plan, inode, blocksAt ?? 0, inline > 0 ? behind : undefined);
}

/** i_u: the device's number, or the block where the data starts. @param blocksAt byte offset in the image, or 0 */
function dataField(inode: Inode, blocksAt: number): number {
  switch (inode.type) {
    case "character":
    case "block":
      return encodeDevice(inode.major, inode.minor);
    case "file":
      if (inode.content === undefined) throw new Error("a file of the tree has no content");
      return inode.content.address / blockBytes;
    default:
      return blocksAt / blockBytes;
  }
}

/** Full blocks at `blocksAt`; the last one at `inlineAt`, where it stands behind the inode. */
function encodeDirectory(
  region: Buffer,
  { directories }: Plan,
  directory: DirectoryInode,
  blocksAt: number,
  inlineAt: number | undefined,
): void {
  const { blocks, parent } = directories.get(directory)!;
  const look = (name: string): Inode =>
    name === "." ? directory : name === ".." ? parent : directory.children.get(name)!;
  for (const [index, block] of blocks.entries()) {
    const isLast = index === blocks.length - 1;
    const at = isLast && inlineAt !== undefined ? inlineAt : blocksAt + index * blockBytes;
    encodeDirectoryBlock(region, at, block, (name) => {
      const { nid, type } = look(name);
      return { nid, type: fileTypes[type].dirent };
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
