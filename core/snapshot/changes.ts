/** What a layer changes of the tree that it is laid on: all else of that is neither read nor written again, however much it is. */
import type { DirectoryInode, Inode, LeafInode } from "./tree.ts";

export interface Changes {
  /** What stands as it did: a directory with all below it, of which nobody has looked at more than was asked for. */
  readonly kept: Set<Inode>;
  /** Directories in which something has changed, with those of the base whose place they have. */
  readonly over: Map<DirectoryInode, DirectoryInode>;
  /** Anything but directories of the base that has more or fewer names now, or was described again. None left: it is gone. */
  readonly touched: Set<LeafInode>;
  /** Directories of the base that are gone. */
  gone: number;
}

/** What an image is to show: of a base's tree that something was laid on, what has changed is compared. */
export interface Shown {
  readonly root: DirectoryInode;
  readonly changes?: Pick<Changes, "kept"> | undefined;
}

export function newChanges(): Changes {
  return { kept: new Set(), over: new Map(), touched: new Set(), gone: 0 };
}

/** Takes a name of the base away, with all below it. */
export function takeAway(inode: Inode, changes: Changes): void {
  if (inode.type === "directory") {
    changes.gone++;
    for (const child of inode.children.values()) takeAway(child, changes);
  } else {
    inode.links--;
    changes.touched.add(inode);
  }
}

/** The directories of a tree that do not stand as they did, by path; all of them where there are no changes. */
export function* changedDirectories(
  root: DirectoryInode,
  changes: Pick<Changes, "kept"> | undefined,
  path = "",
): Generator<{ readonly path: string; readonly directory: DirectoryInode }, void, undefined> {
  yield { path, directory: root };
  for (const [name, child] of root.children) {
    if (child.type !== "directory" || changes?.kept.has(child)) continue;
    yield* changedDirectories(child, changes, path === "" ? name : `${path}/${name}`);
  }
}
