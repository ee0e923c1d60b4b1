/** A file tree as flattening makes it, the EROFS writer takes it and the EROFS reader gives it. */
import type { Time } from "../archive/tar-header.ts";

/** Common to names of any kind. Strings are Latin1 throughout: one character is one byte. */
export interface Attributes {
  /** Permissions, set-id and sticky bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Time;
  /** By full name: `user.x`, `security.capability`. */
  readonly xattrs: ReadonlyMap<string, string>;
}

interface InodeBase {
  /** Other inodes may share the object: most files of an image have the same. */
  attributes: Attributes;
  /** Names of it; of a directory, its own, its "." and the ".." of each directory in it. */
  links: number;
  /** Its number in the image; 0 while it has no place there. */
  nid: number;
}

export interface FileInode extends InodeBase {
  readonly type: "file";
  /** Bytes. */
  readonly size: number;
  /**
   * Where its content begins, in blocks of the image; 0 for an empty file. Missing while its bytes have not been kept,
   * since nothing that stays refers to them.
   */
  block: number | undefined;
}

export interface SymlinkInode extends InodeBase {
  readonly type: "symlink";
  readonly target: string;
}

export interface DeviceInode extends InodeBase {
  readonly type: "character" | "block";
  readonly major: number;
  readonly minor: number;
}

export interface PipeInode extends InodeBase {
  readonly type: "fifo" | "socket";
}

/** Anything but a directory. Several names of one inode are hard links. */
export type LeafInode = FileInode | SymlinkInode | DeviceInode | PipeInode;

export interface DirectoryInode extends InodeBase {
  readonly type: "directory";
  /** In any order: see `namesIn`. */
  readonly children: Map<string, Inode>;
}

export type Inode = LeafInode | DirectoryInode;

/** The names in a directory, in the order of their bytes. */
export function namesIn({ children }: { readonly children: ReadonlyMap<string, unknown> }): string[] {
  return [...children.keys()].sort();
}
