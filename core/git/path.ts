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

export type ReadTree = (oid: string) => Promise<readonly TreeEntry[]>;

/** What stands at a path, and where the way there ended: at a file, link or submodule, or at nothing. */
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
