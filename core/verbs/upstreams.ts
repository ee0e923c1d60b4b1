/** What a recipe is made from is made first: each under its own key, on its own ladder, in its own turn. */
import type { BuildingRequest } from "../inputs/request.ts";
import type { Need } from "../places/whole.ts";
import { keyOf } from "../recipe/key.ts";
import type { Recipe } from "../recipe/recipe.ts";
import { type Built, ensureBuilt } from "./build.ts";
import type { Ports } from "./ports.ts";
import type { Identified } from "./resolve.ts";

/**
 * Finds the images that a recipe is made from, or builds them. One that another job is building is waited for: so the order
 * in which jobs ask for environments costs time alone.
 * @returns them by the names that the recipe has for them
 */
export async function ensureUpstreams(
  ports: Ports,
  request: BuildingRequest,
  identified: Identified,
): Promise<ReadonlyMap<string, Built>> {
  const { recipe } = identified;
  // An engine takes the layers, and all else takes names and attributes, or comes back for what it has missed.
  const need: Need = { blobs: recipe.method.kind === "dockerfile" };
  const built = new Map<string, Built>();
  for (const [name, upstream] of recipe.upstreams) {
    const own = identifyUpstream(identified, name, upstream);
    built.set(name, await ensureBuilt(ports, requestOf(request, upstream), own, need));
  }
  return built;
}

/** A call's request as its upstream has it. */
export function requestOf<R extends BuildingRequest>(request: R, { origin }: Recipe): R {
  return { ...request, force: false, environment: origin.environment, recipe: {} };
}

/** An upstream is dirty where it differs from the commit's itself, not where its downstream does. */
export function identifyUpstream(identified: Identified, name: string, recipe: Recipe): Identified {
  const { repository, key, committed, answer: _, ...rest } = identified;
  const format = repository.objectFormat;
  const before = committed?.upstreams.get(name);
  const hash = (of: Recipe) => keyOf(format, of, false).hash;
  const dirty = key.dirty && (before === undefined || hash(before) !== hash(recipe));
  return {
    ...rest,
    repository,
    recipe,
    committed: before,
    writable: [],
    key: keyOf(format, recipe, dirty),
    stages: [],
  };
}
