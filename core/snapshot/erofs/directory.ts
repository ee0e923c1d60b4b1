/**
 * Blocks of an EROFS directory: all names, "." and ".." among them, in byte order; each block has its entries of 12
 * bytes first (nid, offset of the name, type) and then their names. The kernel searches them by bisection.
 */
import { blockBytes, direntBytes } from "./format.ts";
import { invalidImage } from "./invalid.ts";

const maxNameBytes = 255;
/** A nid beyond this lies outside of any image, and is no exact number. */
const maxNid = 2n ** 40n;

export interface DirectoryBlock {
  readonly names: readonly string[];
  /** Bytes in use: entries and names. */
  readonly bytes: number;
}

/** @param names of the children, sorted */
export function directoryBlocks(names: readonly string[]): DirectoryBlock[] {
  const blocks: DirectoryBlock[] = [];
  let inBlock: string[] = [];
  let bytes = 0;
  for (const name of withDots(names)) {
    const more = direntBytes + name.length;
    if (bytes + more > blockBytes) {
      blocks.push({ names: inBlock, bytes });
      inBlock = [];
      bytes = 0;
    }
    inBlock.push(name);
    bytes += more;
  }
  blocks.push({ names: inBlock, bytes });
  return blocks;
}

/** Bytes of a directory: all blocks but the last are full. @param names of the children, sorted */
export function directoryBytes(names: readonly string[]): number {
  const blocks = directoryBlocks(names);
  return (blocks.length - 1) * blockBytes + blocks.at(-1)!.bytes;
}

/** "." and ".." at their places: some names, such as "-x", sort before them. */
function withDots(names: readonly string[]): string[] {
  const place = names.findIndex((name) => name > ".");
  const before = place === -1 ? names : names.slice(0, place);
  const after = place === -1 ? [] : names.slice(place);
  const second = after.findIndex((name) => name > "..");
  const between = second === -1 ? after : after.slice(0, second);
  const rest = second === -1 ? [] : after.slice(second);
  return [...before, ".", ...between, "..", ...rest];
}

/** Writes a block's entries and names. */
export function encodeDirectoryBlock(
  region: Buffer,
  block: DirectoryBlock,
  look: (name: string) => { readonly nid: number; readonly type: number },
): void {
  let nameAt = block.names.length * direntBytes;
  for (const [index, name] of block.names.entries()) {
    const { nid, type } = look(name);
    const entry = index * direntBytes;
    region.writeBigUInt64LE(BigInt(nid), entry);
    region.writeUInt16LE(nameAt, entry + 8);
    region.writeUInt8(type, entry + 10);
    region.write(name, nameAt, "latin1");
    nameAt += name.length;
  }
}

export interface DirectoryEntry {
  readonly name: string;
  readonly nid: number;
  readonly type: number;
}

/** Entries of one block as it is read, bounds checked. @throws snapshot-invalid */
export function parseDirectoryBlock(block: Buffer): DirectoryEntry[] {
  const firstName = block.length < direntBytes ? 0 : block.readUInt16LE(8);
  if (firstName === 0 || firstName % direntBytes !== 0 || firstName >= block.length) {
    throw invalidImage("a directory's block has no entries");
  }
  const entries: DirectoryEntry[] = [];
  let nameAt = firstName;
  for (let at = 0; at < firstName; at += direntBytes) {
    const next = at + direntBytes < firstName ? block.readUInt16LE(at + direntBytes + 8) : block.length;
    if (next <= nameAt || next > block.length) throw invalidImage("a directory's names overlap");
    const written = block.toString("latin1", nameAt, next);
    const padding = next === block.length ? written.indexOf("\0") : -1;
    const name = padding === -1 ? written : written.slice(0, padding);
    if (name === "" || name.length > maxNameBytes || name.includes("/") || name.includes("\0")) {
      throw invalidImage("a directory has an impossible name");
    }
    const nid = block.readBigUInt64LE(at);
    if (nid > maxNid) throw invalidImage("a directory refers to places outside of it");
    entries.push({ name, nid: Number(nid), type: block.readUInt8(at + 10) });
    nameAt = next;
  }
  return entries;
}
