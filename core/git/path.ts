/** Paths in a repository: as people write them, and what a tree has there. */
import { posix } from "node:path";
import { TreestampError } from "../errors.ts";
import { bytesOf, type TreeEntry, textOf } from "./tree.ts";

/** Path from the root of the repository as raw bytes (latin1); empty for the root itself. */
export type TreePath = string;

/**
 * Reads a path as somebody wrote it. `.`, `./a//b/` and the like are brought to one form.
 * @param what the input that the path stands in, for the message
 * @throws input-invalid where it is empty or leads out of the repository
 */
export function parsePath(text: string, what: string): TreePath {
  const path = posix.normalize(text).replace(/\/$/, "");
  const fault =
    text === "" || text.includes("\0")
      ? "is empty or holds a NUL"
      : text.startsWith("/")
        ? "is an absolute path"
        : path === ".." || path.startsWith("../")
          ? "leads out of the repository"
          : undefined;
  if (fault !== undefined) {
    throw new TreestampError("input-invalid", `${what}: ${JSON.stringify(text)} ${fault}.`, {
      remedy: "Give the path from the repository's root, such as `build` or `docker/Dockerfile`.",
    });
  }
  return path === "." ? "" : bytesOf(path);
}

/** The path for people; `.` for the root. */
export function textOfPath(path: TreePath): string {
  return path === "" ? "." : textOf(path);
}

/** Whether `path` is `folder` or in it. */
export function isInFolder(folder: TreePath, path: TreePath): boolean {
  return folder === "" || `${path}/`.startsWith(`${folder}/`);
}

/** The folders that a path is in, from the root down, without the root. */
export function* foldersAbove(path: TreePath): Generator<TreePath, void, undefined> {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) yield path.slice(0, end);
}

export type ReadTree = (oid: string) => Promise<readonly TreeEntry[]>;

/** Git objects by id. */
export interface TreeReader {
  readonly readTree: ReadTree;
  readBlob(oid: string): Promise<Buffer>;
}

/** What is at a path, and where the lookup ended: at a file, link or submodule, or at nothing. */
export type Found =
  | { readonly entry: TreeEntry }
  | {
      readonly entry: undefined;
      readonly obstacle: { readonly path: TreePath; readonly entry: TreeEntry } | undefined;
    };

/** The entry at `path` below the tree `root`; the root itself for the empty path. Links are not followed. */
export async function entryAt(readTree: ReadTree, root: string, path: TreePath): Promise<Found> {
  let entry: TreeEntry = { mode: "40000", name: "", oid: root };
  if (path === "") return { entry };
  let walked = "";
  for (const name of path.split("/")) {
    if (entry.mode !== "40000") return { entry: undefined, obstacle: { path: walked, entry } };
    const next: TreeEntry | undefined = (await readTree(entry.oid)).find((candidate) => candidate.name === name);
    if (next === undefined) return { entry: undefined, obstacle: undefined };
    entry = next;
    walked = walked === "" ? name : `${walked}/${name}`;
  }
  return { entry };
}

/** Follow at most this many symbolic links, as the kernel does. */
const mostLinks = 40;

/**
 * The file at `path` with symbolic links followed, and where it stands. Undefined where there is none, or a link leads out
 * of the tree or in a circle.
 */
export async function fileAt(
  reader: TreeReader,
  root: string,
  path: TreePath,
): Promise<{ readonly path: TreePath; readonly entry: TreeEntry } | undefined> {
  let at = path;
  for (let links = 0; links <= mostLinks; links++) {
    const found = await entryAt(reader.readTree, root, at);
    const link =
      found.entry?.mode === "120000"
        ? { path: at, entry: found.entry }
        : found.entry === undefined && found.obstacle?.entry.mode === "120000"
          ? found.obstacle
          : undefined;
    if (link === undefined) {
      return found.entry?.mode.startsWith("100") ? { path: at, entry: found.entry } : undefined;
    }
    const target = (await reader.readBlob(link.entry.oid)).toString("latin1");
    if (target.startsWith("/")) return undefined;
    at = posix.join(posix.dirname(link.path), target, at.slice(link.path.length)).replace(/\/$/, "");
    if (at === ".." || at.startsWith("../")) return undefined;
  }
  return undefined;
}
