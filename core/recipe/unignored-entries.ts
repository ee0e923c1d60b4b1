/** The entries of a build context that its ignore rules keep, as trees: what can get into the image, and nothing else. */
import type { TreePath } from "../git/path.ts";
import { type TreeEntry, textOf } from "../git/tree.ts";
import type { IgnoreRules, Matches } from "./dockerignore.ts";
import { type Assembly, makeDirectory } from "./lay-in.ts";

export interface Unignored {
  readonly entries: readonly TreeEntry[];
  /** Files and whole directories (with a slash at the end) that are excluded. */
  readonly leftOut: readonly TreePath[];
  /** Whether a submodule gets in: which of its files get in cannot be told without its own repository. */
  readonly hasSubmodule: boolean;
}

/**
 * Trees of which nothing is left out stay as git has them, so their hash is git's.
 * @param at the directory that the entries are in, with what matches it; the context's root where it is left out
 */
export async function unignoredEntries(
  into: Pick<Assembly, "format" | "made" | "readTree">,
  context: readonly TreeEntry[],
  rules: IgnoreRules,
  at: { readonly path: TreePath; readonly matches: Matches } = { path: "", matches: [] },
): Promise<Unignored> {
  if (rules.patterns.length === 0) return { entries: context, leftOut: [], hasSubmodule: false };
  const leftOut: TreePath[] = [];
  let hasSubmodule = false;

  async function unignoredIn(entries: readonly TreeEntry[], above: TreePath, aboveMatches: Matches) {
    const taken: TreeEntry[] = [];
    for (const entry of entries) {
      const path = above + entry.name;
      const { ignored, matches } = rules.match(textOf(path), aboveMatches);
      const isDirectory = entry.mode === "40000" || entry.mode === "160000";
      if (ignored && !(isDirectory && rules.mayKeepBelow(textOf(path)))) {
        leftOut.push(isDirectory ? `${path}/` : path);
      } else if (entry.mode === "40000") {
        const before = await into.readTree(entry.oid);
        const after = await unignoredIn(before, `${path}/`, matches);
        if (after.length > 0 || !ignored) taken.push(after === before ? entry : makeDirectory(into, entry.name, after));
      } else {
        hasSubmodule ||= entry.mode === "160000";
        taken.push(entry);
      }
    }
    return taken.length === entries.length && taken.every((entry, index) => entry === entries[index]) ? entries : taken;
  }

  const entries = await unignoredIn(context, at.path === "" ? "" : `${at.path}/`, at.matches);
  return { entries, leftOut, hasSubmodule };
}
