/** Laying files and directories into a tree of entries, without writing anything. */
import { TreestampError } from "../errors.ts";
import { type ReadTree, type TreePath, type TreeReader, textOfPath } from "../git/path.ts";
import { compareEntries, hashTree, type ObjectFormat, type TreeEntry } from "../git/tree.ts";

/** A tree under construction: trees that git does not have are kept in `made`. */
export interface Assembly {
  readonly format: ObjectFormat;
  readonly made: Map<string, readonly TreeEntry[]>;
  /** Blobs that git does not have, by hash. */
  readonly madeBlobs: Map<string, Buffer>;
  /** What stands where nothing was before, at its place in the context. */
  readonly laidIn: Set<TreePath>;
  /** Reads git's trees and the made ones. */
  readonly readTree: ReadTree;
  readBlob(oid: string): Promise<Buffer>;
}

export function assembly(format: ObjectFormat, { readTree, readBlob }: TreeReader): Assembly {
  const made = new Map<string, readonly TreeEntry[]>();
  return {
    format,
    made,
    madeBlobs: new Map(),
    laidIn: new Set(),
    readTree: async (oid) => made.get(oid) ?? (await readTree(oid)),
    readBlob,
  };
}

/** The entry of a new directory with these entries. */
export function makeDirectory(
  into: Pick<Assembly, "format" | "made">,
  name: string,
  entries: readonly TreeEntry[],
): TreeEntry {
  const oid = hashTree(into.format, entries);
  into.made.set(oid, entries);
  return { mode: "40000", name, oid };
}

/**
 * `entries` with `entry` at `path` (the name of `entry` does not count). Directories are joined; two files at one place
 * must be the same.
 * @param names what the two sides are called in the message of a conflict
 * @throws input-invalid where two different things would stand at one place
 */
export async function layIn(
  into: Assembly,
  entries: readonly TreeEntry[],
  { path, entry }: { readonly path: TreePath; readonly entry: TreeEntry },
  names: { readonly there: string; readonly new: string },
): Promise<readonly TreeEntry[]> {
  async function place(among: readonly TreeEntry[], parts: readonly string[], walked: string): Promise<TreeEntry[]> {
    const [name, ...rest] = parts as [string, ...string[]];
    const at = walked === "" ? name : `${walked}/${name}`;
    const there = among.find((candidate) => candidate.name === name);
    const placed =
      rest.length > 0
        ? makeDirectory(into, name, await place(await below(there, at), rest, at))
        : await join(there, { ...entry, name }, at);
    return [...among.filter((candidate) => candidate !== there), placed].sort(compareEntries);
  }

  async function join(there: TreeEntry | undefined, added: TreeEntry, at: string): Promise<TreeEntry> {
    if (there === undefined) into.laidIn.add(at);
    if (there === undefined || (there.oid === added.oid && there.mode === added.mode)) return added;
    if (there.mode !== "40000" || added.mode !== "40000") throw conflict(at);
    let joined = await into.readTree(there.oid);
    for (const child of await into.readTree(added.oid)) {
      const known = joined.find((candidate) => candidate.name === child.name);
      const merged = await join(known, child, `${at}/${child.name}`);
      joined = [...joined.filter((candidate) => candidate !== known), merged].sort(compareEntries);
    }
    return makeDirectory(into, added.name, joined);
  }

  async function below(there: TreeEntry | undefined, at: string): Promise<readonly TreeEntry[]> {
    if (there === undefined) return [];
    if (there.mode !== "40000") throw conflict(at);
    return into.readTree(there.oid);
  }

  function conflict(at: string): TreestampError {
    return new TreestampError(
      "input-invalid",
      `${names.there} and ${names.new} both have ${textOfPath(at)}, and they differ.`,
      {
        remedy: "One path of the build context cannot hold both: leave one out, or make them equal.",
      },
    );
  }

  return place(entries, path.split("/"), "");
}
