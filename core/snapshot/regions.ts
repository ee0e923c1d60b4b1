/**
 * Where the metadata stand of a snapshot that was packed onto another one: that one's, and behind its own content what was added.
 * Said in the image's first block, behind the superblock, where EROFS has nothing:
 *
 *     magic "TSMR", u32 count of regions, u64 bytes that nothing refers to any more, then for each region: u64 offset, u64 bytes
 *
 * A snapshot that was packed whole says nothing: its metadata are all that stands behind its content.
 */
import { blockBytes } from "./erofs/format.ts";
import { invalidImage } from "./erofs/invalid.ts";
import { maxBlobs } from "./format.ts";

export interface Region {
  /** In the image. Bytes. */
  readonly at: number;
  readonly bytes: number;
}

export interface Regions {
  /** In the order of the image. */
  readonly regions: readonly Region[];
  /** Bytes of chunks that nothing in the image refers to any more. */
  readonly dead: number;
}

/** Whether any byte of a range is in one of the regions. */
export function isAmong(regions: readonly Region[], at: number, bytes: number): boolean {
  return regions.some((region) => at < region.at + region.bytes && at + bytes > region.at);
}

const magic = "TSMR";
const place = 2048;
const headerBytes = 16;
const entryBytes = 16;

/** Writes them into the image's first block. */
export function encodeRegions(head: Buffer, { regions, dead }: Regions): void {
  head.write(magic, place, "latin1");
  head.writeUInt32LE(regions.length, place + 4);
  head.writeBigUInt64LE(BigInt(dead), place + 8);
  for (const [index, { at, bytes }] of regions.entries()) {
    head.writeBigUInt64LE(BigInt(at), place + headerBytes + index * entryBytes);
    head.writeBigUInt64LE(BigInt(bytes), place + headerBytes + index * entryBytes + 8);
  }
}

/**
 * @param head the image's first block
 * @param metadataAt from where it counts inodes
 * @param size of the image
 * @throws snapshot-invalid for regions that cannot be
 */
export function parseRegions(head: Buffer, metadataAt: number, size: number): Regions {
  if (head.toString("latin1", place, place + 4) !== magic) {
    return { regions: [{ at: metadataAt, bytes: Math.max(0, size - metadataAt) }], dead: 0 };
  }
  const count = head.readUInt32LE(place + 4);
  if (count === 0 || count > maxBlobs) throw invalidImage(`it has ${count} regions of metadata`);
  const number = (at: number) => Number(head.readBigUInt64LE(at));
  const regions = Array.from({ length: count }, (_, index) => {
    const entry = place + headerBytes + index * entryBytes;
    return { at: number(entry), bytes: number(entry + 8) };
  });
  let end = blockBytes;
  for (const { at, bytes } of regions) {
    if (at < end || at % blockBytes !== 0 || at + bytes > size)
      throw invalidImage("its metadata are where they cannot be");
    end = at + bytes;
  }
  if (regions[0]!.at !== metadataAt) throw invalidImage("its metadata do not begin where its inodes are counted from");
  return { regions, dead: number(place + 8) };
}
