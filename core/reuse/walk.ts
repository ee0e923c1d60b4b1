/** What is in a folder that a command has written to, by names as the file system has them. */
import { constants, type Stats } from "node:fs";
import { access, lstat, readdir } from "node:fs/promises";
import type { TreePath } from "../git/path.ts";

export interface Entry {
  readonly path: TreePath;
  readonly stats: Stats;
  /** A folder of another user's, of which nobody knows what is in it. */
  readonly isClosed?: boolean;
}

/** The place of a path below a folder: names are raw bytes. */
export function placeOf(folder: string, path: TreePath): Buffer {
  const above = Buffer.from(folder);
  return path === "" ? above : Buffer.concat([above, Buffer.from(`/${path}`, "latin1")]);
}

/** Everything below a path, each folder before what is in it; links are not followed. */
export async function* entriesBelow(folder: string, above: TreePath = ""): AsyncGenerator<Entry, void, undefined> {
  for (const name of await readdir(placeOf(folder, above), { encoding: "buffer" })) {
    yield* entriesAt(folder, `${above}${above === "" ? "" : "/"}${name.toString("latin1")}`);
  }
}

/** The same, beginning with what stands at the path itself. @throws ENOENT, ENOTDIR where nothing does */
export async function* entriesAt(folder: string, path: TreePath): AsyncGenerator<Entry, void, undefined> {
  const place = placeOf(folder, path);
  const stats = await lstat(place);
  if (!stats.isDirectory()) {
    yield { path, stats };
    return;
  }
  const isClosed = await access(place, constants.R_OK | constants.X_OK).then(
    () => false,
    () => true,
  );
  yield { path, stats, isClosed };
  if (!isClosed) yield* entriesBelow(folder, path);
}

/** What tells that something was not written to since: its kind and permissions, and its size where it is no folder. */
export function described({ mode, size }: { readonly mode: number; readonly size: number }): string {
  const isFolder = (mode & 0o170000) === 0o040000;
  return isFolder ? "folder" : `${mode.toString(8)} ${size}`;
}
