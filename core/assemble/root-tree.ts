/** The root while something is laid over it: what the base has, and what has come since. */
import type { DirectoryInode, LeafInode } from "../snapshot/tree.ts";

/** A directory. */
export interface Folder {
  readonly type: "directory";
  /** Raw bytes (latin1) from the root on, without a slash at either end; empty for the root. */
  readonly path: string;
  /** Undefined for the root. */
  readonly above: Folder | undefined;
  /** Undefined where the base does not have it. */
  readonly base: DirectoryInode | undefined;
  /** What was laid in it, and folders of the base that somebody has looked into. */
  readonly known: Map<string, Folder | Leaf>;
}

/** Anything else. */
export interface Leaf {
  readonly type: LeafInode["type"];
  /** Where a symbolic link leads. */
  readonly target?: string;
}

/** As many symbolic links as Linux follows in one path. Source: path_resolution(7). */
const maxLinks = 40;

export function rootOf(base: DirectoryInode): Folder {
  return { type: "directory", path: "", above: undefined, base, known: new Map() };
}

export function pathIn({ path }: Folder, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}

/** What has this name in a directory. */
export function nodeIn(folder: Folder, name: string): Folder | Leaf | undefined {
  const known = folder.known.get(name);
  if (known !== undefined) return known;
  const inode = folder.base?.children.get(name);
  return inode?.type === "directory" ? addFolder(folder, name, inode) : inode;
}

/** Adds a directory: one of the base, or a new one. */
export function addFolder(above: Folder, name: string, base?: DirectoryInode): Folder {
  const folder: Folder = { type: "directory", path: pathIn(above, name), above, base, known: new Map() };
  above.known.set(name, folder);
  return folder;
}

/** What is at a path without a link in it. */
export function nodeAt(root: Folder, path: string): Folder | Leaf | undefined {
  let at: Folder | Leaf | undefined = root;
  for (const name of path === "" ? [] : path.split("/")) at = at?.type === "directory" ? nodeIn(at, name) : undefined;
  return at;
}

/** What is at a path once symbolic links are followed, as a process in that root would follow them; undefined for nothing. */
export function follow(start: Folder, path: string): Folder | Leaf | undefined {
  let at: Folder | Leaf = start;
  const todo = path.split("/").reverse();
  for (let links = 0; todo.length > 0; ) {
    const name = todo.pop()!;
    if (at.type !== "directory") return undefined;
    const folder: Folder = at;
    if (name === "" || name === ".") continue;
    if (name === "..") {
      at = folder.above ?? folder;
      continue;
    }
    const next = nodeIn(folder, name);
    if (next?.type !== "symlink") {
      if (next === undefined) return undefined;
      at = next;
      continue;
    }
    if (++links > maxLinks) return undefined;
    const target = next.target!;
    if (target.startsWith("/")) at = topOf(folder);
    todo.push(...target.split("/").reverse());
  }
  return at;
}

function topOf(folder: Folder): Folder {
  return folder.above === undefined ? folder : topOf(folder.above);
}
