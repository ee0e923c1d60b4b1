/**
 * Inodes of a base that say something else now, where they stand: a directory's names are elsewhere, a file has one name more
 * or less. Nothing else of the base's metadata is written again.
 */
import { sameAttributes, sameXattrs } from "../attributes.ts";
import type { Changes } from "../changes.ts";
import type { Attributes, DirectoryInode, Inode } from "../tree.ts";
import { blockBytes, extendedInodeBytes, fileTypes, layoutPlain, slotBytes, versionExtended } from "./format.ts";
import type { Metadata, PlacedRegion } from "./metadata.ts";

/** Bytes that take the place of others. */
export interface Patch {
  /** In the image. */
  readonly at: number;
  readonly bytes: Buffer;
}

/** What is known of the image that is patched. */
export interface Patched extends PlacedRegion {
  /** Bytes of it; they may be overwritten by the next call. */
  read(at: number, length: number): Buffer;
  /** What the base says of an inode. */
  attributesOf(nid: number): Attributes;
}

const maxCompactLinks = 0xffff;
const maxCompactOwner = 0xffff;

/**
 * The patches, in the order of the image; undefined where one would not fit its place: then all metadata are written anew.
 * @param plan what is added to the image, at `address`
 */
export function patchesOf(
  plan: Metadata,
  changes: Changes,
  base: Patched,
  address: number,
): readonly Patch[] | undefined {
  const patches: Patch[] = [];
  for (const [directory, below] of changes.over) {
    const { size } = plan.directories.get(directory)!;
    const names = { size, block: (address + plan.blocksAt.get(directory)!) / blockBytes };
    const patch = directoryPatch(directory, below, names, base);
    if (patch === undefined) return undefined;
    patches.push(patch);
  }
  for (const leaf of changes.touched) {
    if (leaf.links === 0) continue;
    // A new description may be longer than the old one, and nothing says which names lead here.
    if (!sameAttributes(leaf.attributes, base.attributesOf(leaf.nid))) return undefined;
    const patch = inodeBytes(base, leaf);
    if (!setLinks(patch.bytes, leaf.links)) return undefined;
    patches.push(patch);
  }
  return patches.sort((a, b) => a.at - b.at);
}

/** @param names how many bytes the directory's names have, and in which block of the image they begin */
function directoryPatch(
  directory: DirectoryInode,
  below: DirectoryInode,
  { size, block }: { readonly size: number; readonly block: number },
  base: Patched,
): Patch | undefined {
  const { mode, uid, gid, mtime, xattrs } = directory.attributes;
  const patch = inodeBytes(base, directory);
  const { bytes } = patch;
  if (!sameXattrs(xattrs, below.attributes.xattrs) || !setLinks(bytes, directory.links)) return undefined;
  const extended = isExtended(bytes);
  bytes.writeUInt16LE((extended ? versionExtended : 0) | (layoutPlain << 1), 0);
  bytes.writeUInt16LE(fileTypes.directory.mode | mode, 4);
  bytes.writeUInt32LE(block, 16);
  if (extended) {
    bytes.writeBigUInt64LE(BigInt(size), 8);
    bytes.writeUInt32LE(uid, 24);
    bytes.writeUInt32LE(gid, 28);
    bytes.writeBigInt64LE(BigInt(mtime.seconds), 32);
    bytes.writeUInt32LE(mtime.nanoseconds, 40);
    return patch;
  }
  const { seconds, nanoseconds } = base.buildTime;
  if (
    uid > maxCompactOwner ||
    gid > maxCompactOwner ||
    mtime.seconds !== seconds ||
    mtime.nanoseconds !== nanoseconds
  ) {
    return undefined;
  }
  bytes.writeUInt32LE(size, 8);
  bytes.writeUInt16LE(uid, 24);
  bytes.writeUInt16LE(gid, 26);
  return patch;
}

/** An inode as it stands in the image. */
function inodeBytes({ metadataAt, read }: Patched, { nid }: Inode): Patch {
  const at = metadataAt + nid * slotBytes;
  const head = Buffer.from(read(at, slotBytes));
  return { at, bytes: isExtended(head) ? Buffer.from(read(at, extendedInodeBytes)) : head };
}

function isExtended(inode: Buffer): boolean {
  return (inode.readUInt16LE(0) & versionExtended) !== 0;
}

/** @returns false where there is no room for so many */
function setLinks(inode: Buffer, links: number): boolean {
  if (isExtended(inode)) inode.writeUInt32LE(links, 44);
  else if (links > maxCompactLinks) return false;
  else inode.writeUInt16LE(links, 6);
  return true;
}
