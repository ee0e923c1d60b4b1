/**
 * The part of the EROFS on-disk format that a snapshot uses: uncompressed, no incompatible feature, so that every
 * kernel since 5.4 mounts it. Source: Linux fs/erofs/erofs_fs.h. All numbers are little-endian.
 */

export const blockBytes = 4096;
export const blockBits = 12;
export const superblockOffset = 1024;
export const superblockBytes = 128;
export const superblockMagic = 0xe0f5e1e2;
/** EROFS_FEATURE_COMPAT_MTIME: times of inodes are times of modification. */
export const compatMtime = 0x2;

/** Inodes are counted in slots from the start of the metadata area: nid. */
export const slotBytes = 32;
export const compactInodeBytes = 32;
export const extendedInodeBytes = 64;

/** i_format: bit 0 is the inode's version, bits 1 to 3 its data layout. */
export const versionExtended = 1;
export const layoutPlain = 0;
/** The last, partial block of the data stands right behind the inode. */
export const layoutInline = 2;

export const direntBytes = 12;

/** Inline attributes: a header, then entries aligned to 4 bytes. */
export const xattrHeaderBytes = 12;
export const xattrEntryBytes = 4;

/** Name prefixes of extended attributes by their index. */
export const xattrPrefixes: readonly [index: number, prefix: string][] = [
  [1, "user."],
  [2, "system.posix_acl_access"],
  [3, "system.posix_acl_default"],
  [4, "trusted."],
  [6, "security."],
];

/** File types in directory entries (those of Linux's fs_types) and in the mode. */
export const fileTypes = {
  file: { dirent: 1, mode: 0o100000 },
  directory: { dirent: 2, mode: 0o040000 },
  character: { dirent: 3, mode: 0o020000 },
  block: { dirent: 4, mode: 0o060000 },
  fifo: { dirent: 5, mode: 0o010000 },
  socket: { dirent: 6, mode: 0o140000 },
  symlink: { dirent: 7, mode: 0o120000 },
} as const;

/** Device numbers as Linux's new_encode_dev has them. */
export function encodeDevice(major: number, minor: number): number {
  return ((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12)) >>> 0;
}

export function decodeDevice(device: number): { major: number; minor: number } {
  return { major: (device & 0xfff00) >>> 8, minor: (device & 0xff) | ((device >>> 12) & 0xfff00) };
}
