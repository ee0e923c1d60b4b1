/** Extended attributes as they stand behind an inode: a header of 12 bytes, then entries aligned to 4 bytes. */
import { xattrEntryBytes, xattrHeaderBytes, xattrPrefixes } from "./format.ts";
import { invalidImage } from "./invalid.ts";

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

type Read = (offset: number, length: number) => Buffer;

const none: Xattrs = new Map();

/**
 * The attributes of an inode, those that it shares with others included.
 * @param count i_xattr_icount
 * @throws snapshot-invalid
 */
export function parseXattrs(read: Read, at: number, count: number, sharedAt: number): Xattrs {
  if (count === 0) return none;
  const bytes = Buffer.from(read(at, xattrHeaderBytes + (count - 1) * 4));
  const shared = bytes.readUInt8(4);
  const xattrs = new Map<string, string>();
  let entry = xattrHeaderBytes + shared * 4;
  if (entry > bytes.length) throw invalidImage("an inode's attributes reach beyond it");
  for (let index = 0; index < shared; index++) {
    const from = sharedAt + bytes.readUInt32LE(xattrHeaderBytes + index * 4) * 4;
    const head = Buffer.from(read(from, xattrEntryBytes));
    addXattr(xattrs, read(from, xattrEntryBytes + head.readUInt8(0) + head.readUInt16LE(2)));
  }
  while (entry + xattrEntryBytes <= bytes.length) {
    const length = xattrEntryBytes + bytes.readUInt8(entry) + bytes.readUInt16LE(entry + 2);
    if (entry + length > bytes.length) throw invalidImage("an inode's attributes reach beyond it");
    addXattr(xattrs, bytes.subarray(entry, entry + length));
    entry += Math.ceil(length / 4) * 4;
  }
  return xattrs;
}

function addXattr(xattrs: Map<string, string>, entry: Buffer): void {
  const prefix = xattrPrefixes.find(([index]) => index === entry.readUInt8(1))?.[1];
  if (prefix === undefined) throw invalidImage(`an attribute has the unknown prefix ${entry.readUInt8(1)}`);
  const valueAt = xattrEntryBytes + entry.readUInt8(0);
  const name = prefix + entry.toString("latin1", xattrEntryBytes, valueAt);
  if (xattrs.has(name)) throw invalidImage(`an inode has the attribute ${name} twice`);
  xattrs.set(name, entry.toString("latin1", valueAt));
}
