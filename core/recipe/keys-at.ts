/** The keys that a commit's files give. */
import type { Repository } from "../git/repository.ts";
import { keyOf } from "./key.ts";
import { type Recipe, withUpstreams } from "./recipe.ts";
import { type Meant, readAllSources, readSource } from "./source.ts";

/**
 * The key of a commit's recipe, and of all that it is made from.
 * @throws repository-invalid, path-missing, input-invalid: it has no readable recipe
 */
export async function keysAt(repository: Repository, commit: string, meant: Meant): Promise<readonly string[]> {
  const { recipe } = await readSource(repository, { ref: commit, ...meant });
  return keysOf(repository, recipe);
}

/** The keys of all environments of a commit's `treestamp.yml`. @throws the same */
export async function allKeysAt(repository: Repository, commit: string): Promise<readonly string[]> {
  const sources = await readAllSources(repository, { ref: commit, inputs: {} });
  return [...sources.values()].flatMap(({ recipe }) => keysOf(repository, recipe));
}

function keysOf({ objectFormat }: Repository, recipe: Recipe): readonly string[] {
  return withUpstreams(recipe).map((one) => keyOf(objectFormat, one, false).hash);
}
