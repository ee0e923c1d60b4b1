/** Why is this key new? The nearest commit before it with another recipe, and what has changed since. */
import { isTreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import { diffRecipes } from "./explain.ts";
import { keyOf } from "./key.ts";
import type { Key, Recipe } from "./recipe.ts";
import { type Meant, readSource } from "./source.ts";

/** No more commits than this are looked at. */
const furthest = 20;
/** No more images than these are asked for. */
const mostKeys = 5;

export interface Changes {
  /** The commit that it is compared with. */
  readonly commit: string;
  /** A sentence each. */
  readonly changes: readonly string[];
}

/** An ancestor, and which keys count: those that have an image somewhere. */
export interface Ancestry extends Meant {
  readonly ref: string;
  readonly isThere: (tag: string) => Promise<boolean>;
}

/**
 * Compares a recipe with the one of the nearest first-parent ancestor of `ref` that has another key, and whose image is there:
 * what changed since a recipe that nobody has built explains nothing. Undefined where there is none such: at the first
 * use of a store, in a shallow clone, before the recipe's first commit.
 */
export async function changesSincePrevious(
  repository: Repository,
  current: { readonly recipe: Recipe; readonly key: Key },
  { ref, isThere, ...meant }: Ancestry,
): Promise<Changes | undefined> {
  const range = ["rev-list", "--first-parent", `--max-count=${furthest}`, ref, "--"];
  const { exitCode, stdout } = await repository.git(range);
  if (exitCode !== 0) return undefined;
  const looked = new Set([current.key.hash]);
  for (const commit of stdout.toString("latin1").split("\n").filter(Boolean)) {
    try {
      const { recipe } = await readSource(repository, { ref: commit, ...meant });
      const { hash, tag } = keyOf(repository.objectFormat, recipe, false);
      if (looked.has(hash)) continue;
      if (looked.size > mostKeys) return undefined;
      looked.add(hash);
      if (await isThere(tag)) return { commit, changes: await diffRecipes(repository, recipe, current.recipe) };
    } catch (error) {
      if (isTreestampError(error)) return undefined; // no recipe there yet, or the history ends here
      throw error;
    }
  }
  return undefined;
}
