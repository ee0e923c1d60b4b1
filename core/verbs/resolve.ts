/** resolve: from the files that define an environment to its key, and whether the store has it. */
import type { Repository } from "../git/repository.ts";
import { recipeInputsOf } from "../recipe/config.ts";
import { keyOf } from "../recipe/key.ts";
import type { Key, Recipe } from "../recipe/recipe.ts";
import { readSource } from "../recipe/source.ts";
import type { Request } from "../request.ts";
import { type Stage, timed } from "../stages.ts";
import type { Lookup, Store } from "../store/port.ts";
import type { Ports } from "./ports.ts";

/** What the files here say: which image, and where it would be. */
export interface Identified {
  readonly repository: Repository;
  readonly recipe: Recipe;
  readonly key: Key;
  readonly store: Store;
  /** The work so far; later stages append. */
  readonly stages: Stage[];
}

/** The same with the store's answer. */
export interface Resolved extends Identified {
  readonly lookup: Lookup;
}

/** Computes the key. No store is asked. */
export async function identify(ports: Ports, request: Request, repository: Repository): Promise<Identified> {
  const stages: Stage[] = [];
  const source = await timed(stages, "key", async () => {
    const { recipe, inputs, dirty } = await readSource(repository, {
      ref: request.ref,
      inputs: recipeInputsOf(request.recipe),
    });
    return { recipe, inputs, key: keyOf(repository.objectFormat, recipe, dirty) };
  });
  const store = storeOf(ports, request, repository, source.inputs.image);
  return { repository, recipe: source.recipe, key: source.key, store, stages };
}

/** A folder that `treestamp.yml` names starts where the file is, so that it is the same from every folder. */
function storeOf(ports: Ports, request: Request, { workTree }: Repository, image: string | undefined): Store {
  if (request.store !== undefined) return ports.openStore(request.store);
  if (image === undefined) return ports.localStore;
  return ports.openStore(image, request.recipe.has("image") ? undefined : workTree);
}

/** Asks the store for the key's tag: one request. */
export async function lookUp(identified: Identified): Promise<Resolved> {
  const { store, key, stages } = identified;
  const lookup = await timed(stages, "lookup", async (describe) => {
    const answer = await store.lookup(key.tag);
    describe({ note: answer.state });
    return answer;
  });
  return { ...identified, lookup };
}
