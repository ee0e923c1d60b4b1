/** When a snapshot is packed onto another one, and when it had better be packed whole. */
import type { SnapshotBase } from "./base.ts";
import { blockBytes } from "./erofs/format.ts";
import { maxBlobs } from "./format.ts";
import type { DirectoryInode, FileInode } from "./tree.ts";

/** So much of what is kept of a base has to be alive: the rest is fetched, and never read. */
const leastAlive = 0.6;

/** Thrown where packing onto a base is not worthwhile: nothing is wrong, and the snapshot is packed whole. */
export class NotOnto extends Error {}

/** Whether a snapshot may be packed onto this one. */
export function takesMore({ frames }: Pick<SnapshotBase, "frames">): boolean {
  return frames.length < maxBlobs;
}

/** @throws NotOnto where too much of the base's content is hidden */
export function checkWorthwhile(root: DirectoryInode, { content }: SnapshotBase): void {
  const [first] = content;
  const last = content.at(-1);
  if (first === undefined || last === undefined) return;
  const end = last.plainOffset + last.plainLength;
  /** Bytes by block: equal files stand in one place. */
  const alive = new Map<number, number>();
  const look = (directory: DirectoryInode) => {
    for (const child of directory.children.values()) {
      if (child.type === "directory") look(child);
      else if (child.type === "file" && isBelow(child, end))
        alive.set(child.block!, Math.max(child.size, alive.get(child.block!) ?? 0));
    }
  };
  look(root);
  let bytes = 0;
  for (const size of alive.values()) bytes += Math.ceil(size / blockBytes) * blockBytes;
  const kept = content.reduce((sum, { plainLength, frameLength }) => sum + (frameLength === 0 ? 0 : plainLength), 0);
  if (bytes < leastAlive * kept) throw new NotOnto(`Only ${bytes} of ${kept} bytes would be of use.`);
}

function isBelow({ block, size }: FileInode, end: number): boolean {
  return size > 0 && block !== undefined && block * blockBytes < end;
}
