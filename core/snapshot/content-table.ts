/**
 * Which contents an image has. An image of 8 GB has some 400,000: they are kept as bytes, 42 for each and 4 to 12 to find
 * it again, because as objects in a map they would take four times as much.
 */
import { release } from "./buffers.ts";

export interface Content {
  /** Where it begins, in blocks of the image. */
  readonly block: number;
  /** Bytes. */
  readonly size: number;
  /** See `contentDigest` in content.ts; a latin1 string of 32 characters. */
  readonly digest: string;
}

/** In the order of their places. */
export interface ContentTable extends Iterable<Content> {
  /** Adds one that stands behind all others. */
  add(content: Content): void;
  /** The block where a content begins, if it is here. */
  find(size: number, digest: string): number | undefined;
  /** Gives back the memory that `find` needs: nothing is added or looked for any more. */
  seal(): void;
}

/** Entries are a digest, a u32 and a u48. They are kept in slabs, which never move. */
const blockAt = 32;
const sizeAt = 36;
const entryBytes = 42;
const entriesPerSlab = 2048;

/** The first 32 bits of a digest, as they stand in an entry. */
function startOf(digest: string): number {
  return [3, 2, 1, 0].reduce((start, place) => start * 256 + digest.charCodeAt(place), 0);
}

export function contentTable(): ContentTable {
  const slabs: Buffer[] = [];
  let count = 0;
  /** By digest, open addressing: the number of an entry, counted from 1, or 0. At most two thirds are in use. */
  let index = new Uint32Array(1024);

  const slabOf = (entry: number): Buffer => slabs[Math.floor(entry / entriesPerSlab)]!;
  const placeOf = (entry: number): number => (entry % entriesPerSlab) * entryBytes;
  const contentOf = (entry: number): Content => {
    const slab = slabOf(entry);
    const at = placeOf(entry);
    const digest = slab.toString("latin1", at, at + blockAt);
    return { block: slab.readUInt32LE(at + blockAt), size: slab.readUIntLE(at + sizeAt, 6), digest };
  };
  /** Where in the index a digest that begins so is, or the free place where it would be. */
  const slotOf = (start: number, isIt: (entry: number) => boolean): number => {
    let slot = start % index.length;
    while (index[slot] !== 0 && !isIt(index[slot]! - 1)) slot = (slot + 1) % index.length;
    return slot;
  };
  const enter = (entry: number): void => {
    index[slotOf(slabOf(entry).readUInt32LE(placeOf(entry)), () => false)] = entry + 1;
  };
  const growIndex = () => {
    const full = index;
    index = new Uint32Array(2 * full.length);
    release(full);
    for (let entry = 0; entry < count; entry++) enter(entry);
  };

  return {
    add({ block, size, digest }) {
      if (count % entriesPerSlab === 0) slabs.push(Buffer.allocUnsafeSlow(entriesPerSlab * entryBytes));
      const slab = slabOf(count);
      const at = placeOf(count);
      slab.write(digest, at, "latin1");
      slab.writeUInt32LE(block, at + blockAt);
      slab.writeUIntLE(size, at + sizeAt, 6);
      if (3 * count >= 2 * index.length) growIndex();
      enter(count++);
    },
    find(size, digest) {
      const isIt = (entry: number) => {
        const content = contentOf(entry);
        return content.size === size && content.digest === digest;
      };
      const found = index[slotOf(startOf(digest), isIt)]!;
      return found === 0 ? undefined : contentOf(found - 1).block;
    },
    seal() {
      release(index);
    },
    *[Symbol.iterator]() {
      for (let entry = 0; entry < count; entry++) yield contentOf(entry);
    },
  };
}
