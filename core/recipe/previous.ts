/** Why is this key new? The nearest commit before it with another recipe, and what has changed since. */
import { isTreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import type { RecipeInputs } from "./config.ts";
import { diffRecipes } from "./explain.ts";
import { keyOf } from "./key.ts";
import type { Key, Recipe } from "./recipe.ts";
import { readSource } from "./source.ts";

/** No more commits than this are looked at. */
const furthest = 20;

export interface Changes {
  /** The commit that it is compared with. */
  readonly commit: string;
  /** A sentence each. */
  readonly changes: readonly string[];
}

/**
 * Compares a recipe with the one of the nearest first-parent ancestor of `ref` that has another key. Undefined where
 * history does not go that far (a shallow clone, the first commit) or had no recipe yet.
 */
export async function changesSincePrevious(
  repository: Repository,
  current: { readonly recipe: Recipe; readonly key: Key },
  ref: string,
  inputs: RecipeInputs,
): Promise<Changes | undefined> {
  const range = ["rev-list", "--first-parent", `--max-count=${furthest}`, ref, "--"];
  const { exitCode, stdout } = await repository.git(range);
  if (exitCode !== 0) return undefined;
  for (const commit of stdout.toString("latin1").split("\n").filter(Boolean)) {
    try {
      const { recipe } = await readSource(repository, { ref: commit, inputs });
      if (keyOf(repository.objectFormat, recipe, false).hash === current.key.hash) continue;
      return { commit, changes: await diffRecipes(repository, recipe, current.recipe) };
    } catch (error) {
      if (isTreestampError(error)) return undefined; // no recipe there yet, or the history ends here
      throw error;
    }
  }
  return undefined;
}
