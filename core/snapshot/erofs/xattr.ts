/** Extended attributes as they stand behind an inode: a header of 12 bytes, then entries aligned to 4 bytes. */
import { xattrEntryBytes, xattrHeaderBytes, xattrPrefixes } from "./format.ts";

type Xattrs = ReadonlyMap<string, string>;

/** Bytes behind the inode; 0 where there are none. */
export function xattrBytes(xattrs: Xattrs): number {
  if (xattrs.size === 0) return 0;
  let bytes = xattrHeaderBytes;
  for (const [name, value] of xattrs) bytes += entryBytes(split(name).suffix, value);
  return bytes;
}

/** Writes them sorted by name from `at` on. */
export function encodeXattrs(region: Buffer, at: number, xattrs: Xattrs): void {
  let entry = at + xattrHeaderBytes;
  for (const name of [...xattrs.keys()].sort()) {
    const value = xattrs.get(name)!;
    const { index, suffix } = split(name);
    region.writeUInt8(suffix.length, entry);
    region.writeUInt8(index, entry + 1);
    region.writeUInt16LE(value.length, entry + 2);
    region.write(suffix, entry + xattrEntryBytes, "latin1");
    region.write(value, entry + xattrEntryBytes + suffix.length, "latin1");
    entry += entryBytes(suffix, value);
  }
}

function entryBytes(suffix: string, value: string): number {
  return Math.ceil((xattrEntryBytes + suffix.length + value.length) / 4) * 4;
}

function split(name: string): { index: number; suffix: string } {
  for (const [index, prefix] of xattrPrefixes) {
    if (name.startsWith(prefix)) return { index, suffix: name.slice(prefix.length) };
  }
  throw new Error(`EROFS has no prefix for the attribute ${name}`);
}
