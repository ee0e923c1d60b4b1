/** When a snapshot is packed onto another one, and when it had better be packed whole. */
import type { SnapshotBase } from "./base.ts";
import { blockBytes } from "./erofs/format.ts";
import { type Chunk, maxBlobs } from "./format.ts";
import type { DirectoryInode } from "./tree.ts";

/** So much of what is kept of a base has to be alive: the rest is fetched, and never read. */
const leastAlive = 0.6;

/** Thrown where packing onto a base is not worthwhile: nothing is wrong, and the snapshot is packed whole. */
export class NotOnto extends Error {}

/** @throws NotOnto where the base has as many frames blobs as a snapshot may have */
export function checkRoom({ frames }: Pick<SnapshotBase, "frames">): void {
  if (frames.length >= maxBlobs) throw new NotOnto(`The base has ${frames.length} frames blobs already.`);
}

/**
 * @param root what the snapshot will show
 * @throws NotOnto where too much of the base's content is hidden
 */
export function checkWorthwhile(root: DirectoryInode, { content }: Pick<SnapshotBase, "content">): void {
  // Zeros cost nothing, wherever they are kept.
  const chunks = content.filter(({ frameLength }) => frameLength > 0);
  const kept = chunks.reduce((sum, { plainLength }) => sum + plainLength, 0);
  const alive = bytesIn(chunks, placesOf(root));
  if (alive < leastAlive * kept) throw new NotOnto(`Only ${alive} of the ${kept} bytes of the base would be of use.`);
}

/** Where each content begins, and where the longest that begins there ends: equal files stand in one place. Blocks. */
function placesOf(root: DirectoryInode): Map<number, number> {
  const places = new Map<number, number>();
  const look = (directory: DirectoryInode) => {
    for (const child of directory.children.values()) {
      if (child.type === "directory") look(child);
      if (child.type !== "file" || child.size === 0) continue;
      const block = child.block!;
      places.set(block, Math.max(block + Math.ceil(child.size / blockBytes), places.get(block) ?? 0));
    }
  };
  look(root);
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
