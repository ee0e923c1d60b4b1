/** Directories of the repository, as recipes name them. */
import { TreestampError } from "../errors.ts";
import { entryAt, fileAt, type ReadTree, type TreePath, type TreeReader } from "../git/path.ts";
import type { TreeEntry } from "../git/tree.ts";
import { emptyDirectory, NotInTree, notThat } from "./path-faults.ts";
import { type OwnFile, reservedName } from "./recipe.ts";

/** The directory at a path. @param input the one that names it, for messages. @throws path-missing, input-invalid */
export async function directoryAt(readTree: ReadTree, root: string, path: TreePath, input: string): Promise<TreeEntry> {
  const found = await entryAt(readTree, root, path);
  const entry = found.entry ?? found.obstacle?.entry;
  if (entry === undefined) throw new NotInTree(input, path);
  if (entry.mode !== "40000") throw notThat(input, path, entry, "a directory");
  return entry;
}

/** The entries of a directory of files for an image. @throws path-missing, input-invalid */
export async function directoryFiles(
  { readTree }: { readonly readTree: ReadTree },
  root: string,
  path: TreePath,
  input: string,
): Promise<readonly TreeEntry[]> {
  const entries = await readTree((await directoryAt(readTree, root, path, input)).oid);
  if (entries.length === 0) throw emptyDirectory(input, path);
  checkReserved(entries, `The directory of \`${input}\``);
  return entries;
}

/** How a file of the repository is named: by the key, and in messages. */
export interface Naming {
  readonly name: string;
  readonly input: string;
  /** What to do where there is none; by default, what helps with every path. */
  readonly remedy?: string;
}

/** A file that decides the image and does not get into it. @throws path-missing */
export async function ownFile(
  reader: TreeReader,
  root: string,
  path: TreePath,
  { name, input, remedy }: Naming,
): Promise<OwnFile> {
  const file = await fileAt(reader, root, path);
  if (file === undefined) throw new NotInTree(input, path, "is no file of the repository", remedy);
  return { name, entry: { ...file.entry, name }, origin: path };
}

/** @throws input-invalid where a file has the name that the key needs */
export function checkReserved(entries: readonly TreeEntry[], what: string): void {
  if (!entries.some(({ name }) => name === reservedName)) return;
  throw new TreestampError("input-invalid", `${what} has an entry ${reservedName} at its root.`, {
    remedy: "treestamp reserves this name: rename the file or directory.",
  });
}
