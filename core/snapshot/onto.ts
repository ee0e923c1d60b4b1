/** When a snapshot is packed onto another one, and when it had better be packed whole. */
import type { SnapshotBase } from "./base.ts";
import type { Changes } from "./changes.ts";
import { blockBytes } from "./erofs/format.ts";
import { type Chunk, leastAlive, maxBlobs } from "./format.ts";

/** Thrown where packing onto a base is not worthwhile: nothing is wrong, and the snapshot is packed whole. */
export class NotOnto extends Error {}

/** @throws NotOnto where the base has as many frames blobs as a snapshot may have */
export function checkRoom({ frames }: Pick<SnapshotBase, "frames">): void {
  if (frames.length >= maxBlobs) throw new NotOnto(`The base has ${frames.length} frames blobs already.`);
}

/**
 * How much of the base is of no use any more. Where a file that is gone has the same content as one that is shown, they stand in
 * one place, and it is counted all the same: to know better, all names would have to be read.
 * @returns bytes, with those that the base itself had
 * @throws NotOnto where that is too much
 */
export function deadAfter(changes: Changes, { table, metadata, image }: SnapshotBase): number {
  // Zeros cost nothing, wherever they are kept. The first chunk is the head.
  const chunks = table.chunks.slice(1).filter((chunk) => chunk.frameLength > 0 && !metadata.has(chunk));
  const kept = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
  const dead = image.dead + bytesIn(chunks, placesOf(changes));
  const alive = kept - dead;
  if (alive < leastAlive * kept) throw new NotOnto(`Only ${alive} of the ${kept} bytes of the base would be of use.`);
  return dead;
}

/** Where each content begins that is gone, and where the longest that begins there ends. Blocks. */
function placesOf({ touched }: Changes): Map<number, number> {
  const places = new Map<number, number>();
  for (const leaf of touched) {
    if (leaf.links > 0 || leaf.type !== "file" || leaf.size === 0) continue;
    const block = leaf.block!;
    places.set(block, Math.max(block + Math.ceil(leaf.size / blockBytes), places.get(block) ?? 0));
  }
  return places;
}

/** How many bytes of these chunks, which are in the order of the image, belong to any of the places. */
function bytesIn(chunks: readonly Chunk[], places: ReadonlyMap<number, number>): number {
  let bytes = 0;
  let reached = 0;
  let next = 0;
  for (const [begin, end] of [...places].sort(([a], [b]) => a - b)) {
    reached = Math.max(reached, begin * blockBytes);
    while (reached < end * blockBytes && next < chunks.length) {
      const { plainOffset, plainLength } = chunks[next]!;
      const until = Math.min(end * blockBytes, plainOffset + plainLength);
      bytes += Math.max(0, until - Math.max(reached, plainOffset));
      reached = Math.max(reached, until);
      if (until === plainOffset + plainLength) next++;
    }
  }
  return bytes;
}
