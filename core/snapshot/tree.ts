/** A file tree as flattening makes it, the EROFS writer takes it and the EROFS reader gives it. */
import type { Time } from "../archive/tar-header.ts";

/** Latin1 strings throughout: one character is one byte. */
export interface Attributes {
  /** Permissions, set-id and sticky bits. */
  mode: number;
  uid: number;
  gid: number;
  mtime: Time;
  /** By full name: `user.x`, `security.capability`. */
  xattrs: ReadonlyMap<string, string>;
}

/** Where a file's content stands in the image, and what it is. */
export interface FileContent {
  /** Byte offset in the raw image, a multiple of the block size; 0 for an empty file. */
  readonly address: number;
  /** See `contentDigest` in content.ts; a latin1 string. */
  readonly digest: string;
}

interface InodeBase extends Attributes {
  /** Names of it; of a directory, its own, its "." and the ".." of each directory in it. */
  links: number;
  /** Its number in the image; 0 while it has no place there. */
  nid: number;
}

export interface FileInode extends InodeBase {
  readonly type: "file";
  readonly size: number;
  /** Missing while its bytes have not been kept, since nothing that stays refers to them. */
  content: FileContent | undefined;
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
  /** In the order of their names' bytes. */
  readonly children: Map<string, Inode>;
}

export type Inode = LeafInode | DirectoryInode;
