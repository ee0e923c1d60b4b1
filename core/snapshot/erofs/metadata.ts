/**
 * The metadata region of an EROFS image: all inodes in depth-first order with names sorted, each
 * followed by its extended attributes and, where they fit in one block, its symlink target or the last part of its
 * directory; then the full blocks of directories and long symlink targets. The same tree gives the same bytes.
 */
import type { Time } from "../../archive/tar-header.ts";
import type { Changes } from "../changes.ts";
import { type DirectoryInode, type Inode, namesIn, type SymlinkInode } from "../tree.ts";
import { directoryBlocks, directoryBytes, encodeDirectoryBlock } from "./directory.ts";
import {
  blockBytes,
  compactInodeBytes,
  encodeDevice,
  extendedInodeBytes,
  fileTypes,
  layoutInline,
  layoutPlain,
  slotBytes,
  versionExtended,
} from "./format.ts";
import { encodeXattrs, xattrBytes } from "./xattr.ts";

/** Where everything stands in the metadata region, besides what the tree itself says (`nid`). */
export interface Metadata {
  readonly root: DirectoryInode;
  /** What a region adds to a base's metadata; the rest stands there already. Undefined for a region that stands alone. */
  readonly changes: Changes | undefined;
  /** Where the region stands, from where inodes are counted. Bytes; 0 where it is the first. */
  readonly origin: number;
  /** How many. There may be a million. */
  readonly inodes: number;
  /** Length of the region: whole blocks, to stand where the data region ends. */
  readonly bytes: number;
  readonly directories: ReadonlyMap<DirectoryInode, PlannedDirectory>;
  /** The time that most inodes have: those need no time of their own. */
  readonly buildTime: Time;
  /** Where the full blocks of a directory or a symlink stand, if it has some, in their order. Byte offset in the region. */
  readonly blocksAt: ReadonlyMap<DirectoryInode | SymlinkInode, number>;
}

interface PlannedDirectory {
  readonly parent: DirectoryInode;
  /** Bytes of its names and what they refer to, as blocks. */
  readonly size: number;
}

/** Gives each inode of the tree its place (`nid`). */
export function planMetadata(root: DirectoryInode): Metadata {
  const { inodes, directories, times } = survey(root, undefined);
  const plan = { root, changes: undefined, origin: 0, directories, buildTime: mostCommon(times.values()) };
  // The first slot stays empty, so that no inode has the number 0, which programs take for "none".
  return { ...plan, inodes, ...place(plan, slotBytes) };
}

/** The metadata that an image has already. */
export interface PlacedRegion {
  /** From where inodes are counted in the image. Bytes. */
  readonly metadataAt: number;
  readonly buildTime: Time;
}

/**
 * The same for what is new on a base, whose own inodes keep their places: new ones, and the names of the directories that have
 * changed. What these inodes say themselves is to be changed where they stand: see patch.ts.
 * @param address byte offset in the image where the region will stand
 */
export function planAdded(
  root: DirectoryInode,
  changes: Changes,
  { metadataAt, buildTime }: PlacedRegion,
  address: number,
): Metadata {
  const { inodes, directories } = survey(root, changes);
  const plan = { root, changes, origin: address - metadataAt, directories, buildTime };
  return { ...plan, inodes: inodes - changes.over.size, ...place(plan, 0) };
}

function survey(root: DirectoryInode, changes: Changes | undefined) {
  const directories = new Map<DirectoryInode, PlannedDirectory>();
  const times = new Map<string, { count: number; time: Time }>();
  let inodes = 0;
  for (const { inode, parent } of inodesOf(root, changes)) {
    inodes++;
    if (inode.type === "directory") directories.set(inode, { parent, size: directoryBytes(namesIn(inode)) });
    const time = inode.attributes.mtime;
    const key = `${time.seconds}.${time.nanoseconds}`;
    const known = times.get(key);
    if (known === undefined) times.set(key, { count: 1, time });
    else known.count++;
  }
  return { inodes, directories, times };
}

/** Each inode once, depth first, names in byte order; with the directory where its first name is. */
function* inodesOf(
  root: DirectoryInode,
  changes: Changes | undefined,
  parent = root,
  seen = new Set<Inode>(),
): Generator<{ readonly inode: Inode; readonly parent: DirectoryInode }, void, undefined> {
  yield { inode: root, parent };
  for (const name of namesIn(root)) {
    const child = root.children.get(name)!;
    if (changes?.kept.has(child)) continue;
    if (child.type === "directory") {
      yield* inodesOf(child, changes, root, seen);
      continue;
    }
    if (changes?.touched.has(child)) continue; // one more name of what the base has
    if (child.links > 1) {
      if (seen.has(child)) continue;
      seen.add(child);
    }
    yield { inode: child, parent: root };
  }
}

function mostCommon(times: Iterable<{ readonly count: number; readonly time: Time }>): Time {
  let best = { count: 0, time: { seconds: 0, nanoseconds: 0 } };
  for (const candidate of times) if (candidate.time.seconds >= 0 && candidate.count > best.count) best = candidate;
  return best.time;
}

type Plan = Pick<Metadata, "root" | "changes" | "origin" | "directories" | "buildTime">;

/** @param start where the first inode may stand in the region */
function place(plan: Plan, start: number): Pick<Metadata, "bytes" | "blocksAt"> {
  const haveBlocks: (DirectoryInode | SymlinkInode)[] = [];
  let end = start;
  for (const { inode } of inodesOf(plan.root, plan.changes)) {
    if (hasPlace(plan, inode)) {
      haveBlocks.push(inode as DirectoryInode);
      continue;
    }
    const head = headBytes(plan, inode);
    const tail = tailBytes(plan, inode);
    let position = Math.ceil(end / slotBytes) * slotBytes;
    if (tail > 0 && within(position + head) + tail > blockBytes && within(head) + tail <= blockBytes) {
      position = wholeBlocks(position);
    }
    inode.nid = (plan.origin + position) / slotBytes;
    end = position + head + inlineBytes(plan, inode);
    if ((inode.type === "directory" || inode.type === "symlink") && fullBytes(plan, inode) > 0) haveBlocks.push(inode);
  }
  const blocksAt = new Map<DirectoryInode | SymlinkInode, number>();
  end = wholeBlocks(end);
  for (const inode of haveBlocks) {
    blocksAt.set(inode, end);
    end += fullBytes(plan, inode);
  }
  return { bytes: end, blocksAt };
}

/** True for a directory that the base has: its inode stays, and its names get blocks. */
function hasPlace({ changes }: Pick<Plan, "changes">, inode: Inode): boolean {
  return inode.type === "directory" && changes?.over.has(inode) === true;
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
  return (fitsCompact(plan, inode) ? compactInodeBytes : extendedInodeBytes) + xattrBytes(inode.attributes.xattrs);
}

/** What may stand behind the inode: a short symlink target, the last part of a directory. Never a whole block. */
function tailBytes(plan: Plan, inode: Inode): number {
  return inode.type === "symlink" || inode.type === "directory" ? within(sizeOf(plan, inode)) : 0;
}

/** What does stand behind the inode, at its place: all of its tail where that crosses no block, or nothing. */
function inlineBytes(plan: Plan, inode: Inode): number {
  if (hasPlace(plan, inode)) return 0;
  const tail = tailBytes(plan, inode);
  return tail > 0 && within(inode.nid * slotBytes + headBytes(plan, inode)) + tail <= blockBytes ? tail : 0;
}

/** What stands in blocks of its own. */
function fullBytes(plan: Plan, inode: DirectoryInode | SymlinkInode): number {
  return wholeBlocks(sizeOf(plan, inode) - inlineBytes(plan, inode));
}

function fitsCompact(plan: Plan, inode: Inode): boolean {
  const { uid, gid, mtime } = inode.attributes;
  const small = uid <= 0xffff && gid <= 0xffff && inode.links <= 0xffff && sizeOf(plan, inode) <= 0xffffffff;
  return small && mtime.seconds === plan.buildTime.seconds && mtime.nanoseconds === plan.buildTime.nanoseconds;
}

/**
 * Encodes what was planned, piece by piece from the region's start to its end.
 * @param address byte offset in the image where the region will stand
 * @returns pieces, each valid until the next is asked for
 */
export function* encodeMetadata(plan: Metadata, address: number): Generator<Buffer, void, undefined> {
  let memory = Buffer.alloc(2 * blockBytes);
  /** Zeros in used memory. */
  const zeros = (length: number): Buffer => {
    if (length > memory.length) memory = Buffer.alloc(length);
    return memory.subarray(0, length).fill(0);
  };
  const placed = { ...plan, address };
  let end = 0;
  let number = 0;
  for (const { inode } of inodesOf(plan.root, plan.changes)) {
    if (hasPlace(plan, inode)) continue;
    const at = inode.nid * slotBytes - plan.origin;
    const length = headBytes(plan, inode) + inlineBytes(plan, inode);
    const piece = zeros(at + length - end);
    encodeInode(piece.subarray(at - end), placed, inode, plan.changes === undefined ? ++number : inode.nid >>> 0);
    yield piece;
    end = at + length;
  }
  yield zeros(wholeBlocks(end) - end);
  for (const inode of plan.blocksAt.keys()) {
    for (const encodeBlock of contentBlocks(plan, inode).slice(0, fullBytes(plan, inode) / blockBytes)) {
      const piece = zeros(blockBytes);
      encodeBlock(piece);
      yield piece;
    }
  }
}

interface PlacedMetadata extends Metadata {
  /** Where the region stands in the image. Bytes. */
  readonly address: number;
}

function encodeInode(region: Buffer, plan: PlacedMetadata, inode: Inode, number: number): void {
  const { mode, uid, gid, mtime, xattrs } = inode.attributes;
  const isCompact = fitsCompact(plan, inode);
  const size = sizeOf(plan, inode);
  const head = headBytes(plan, inode);
  const inline = inlineBytes(plan, inode);
  const attributes = xattrBytes(xattrs);
  const layout = inline > 0 ? layoutInline : layoutPlain;
  region.writeUInt16LE((isCompact ? 0 : versionExtended) | (layout << 1), 0);
  region.writeUInt16LE(attributes === 0 ? 0 : (attributes - 12) / 4 + 1, 2);
  region.writeUInt16LE(fileTypes[inode.type].mode | mode, 4);
  region.writeUInt32LE(dataField(plan, inode), 16);
  region.writeUInt32LE(number, 20);
  if (isCompact) {
    region.writeUInt16LE(inode.links, 6);
    region.writeUInt32LE(size, 8);
    region.writeUInt16LE(uid, 24);
    region.writeUInt16LE(gid, 26);
  } else {
    region.writeBigUInt64LE(BigInt(size), 8);
    region.writeUInt32LE(uid, 24);
    region.writeUInt32LE(gid, 28);
    region.writeBigInt64LE(BigInt(mtime.seconds), 32);
    region.writeUInt32LE(mtime.nanoseconds, 40);
    region.writeUInt32LE(inode.links, 44);
  }
  encodeXattrs(region, head - attributes, xattrs);
  if (inline > 0 && (inode.type === "directory" || inode.type === "symlink")) {
    contentBlocks(plan, inode).at(-1)!(region.subarray(head));
  }
}

/** i_u: the device's number, or the block where the data starts, or 0. */
function dataField({ blocksAt, address }: PlacedMetadata, inode: Inode): number {
  switch (inode.type) {
    case "character":
    case "block":
      return encodeDevice(inode.major, inode.minor);
    case "file":
      if (inode.block === undefined) throw new Error("a file of the tree has no content");
      return inode.block;
    case "directory":
    case "symlink": {
      const at = blocksAt.get(inode);
      return at === undefined ? 0 : (address + at) / blockBytes;
    }
    default:
      return 0;
  }
}

/** Writers of what a directory or a symlink holds, one for each block: a symlink's target is shorter than one. */
function contentBlocks({ directories }: Metadata, inode: DirectoryInode | SymlinkInode): ((region: Buffer) => void)[] {
  if (inode.type === "symlink") return [(region) => void region.write(inode.target, "latin1")];
  const look = (name: string): Inode =>
    name === "." ? inode : name === ".." ? directories.get(inode)!.parent : inode.children.get(name)!;
  return directoryBlocks(namesIn(inode)).map((block) => (region) => {
    encodeDirectoryBlock(region, block, (name) => {
      const { nid, type } = look(name);
      return { nid, type: fileTypes[type].dirent };
    });
  });
}
