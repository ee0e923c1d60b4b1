/** What a recipe is made from is made first: each under its own key, on its own ladder, in its own turn. */
import { isTreestampError } from "../errors.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { listedManifest } from "../oci/lookup.ts";
import { parsePlatform } from "../oci/manifest.ts";
import type { StoredImage } from "../oci/port.ts";
import { isFor, parseIndex } from "../places/published.ts";
import type { Need } from "../places/whole.ts";
import { isUnchanged, keyOf } from "../recipe/key.ts";
import type { ImageMethod, Recipe } from "../recipe/recipe.ts";
import { ensureBuilt } from "./build.ts";
import { checkName, storeOfImage } from "./image-there.ts";
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
): Promise<ReadonlyMap<string, StoredImage>> {
  const { recipe, store } = identified;
  // An engine takes the layers. All else takes names and attributes, and publishes the rest where it is: what a registry has lost
  // shows there at the latest, and is made again now. Files of this machine are looked for in any case.
  const need: Need = { blobs: recipe.method.kind === "dockerfile" || store.shared };
  const images = new Map<string, StoredImage>();
  for (const [name, upstream] of recipe.upstreams) {
    const own = identifyUpstream(identified, name, upstream);
    const ours = upstream.method.kind === "image" ? await withSnapshots(ports, upstream.method, upstream) : undefined;
    images.set(name, ours ?? (await ensureBuilt(ports, requestOf(request, upstream), own, need)).image);
  }
  return images;
}

/** An image from elsewhere that treestamp has made: its snapshots are beside it. Undefined where it is any other. */
async function withSnapshots(
  ports: Ports,
  method: ImageMethod,
  { platforms }: Recipe,
): Promise<StoredImage | undefined> {
  const store = storeOfImage(ports, method);
  const image = { store, root: await listedManifest(store, method.digest, checkName) };
  return hasSnapshots(image, platforms) ? image : undefined;
}

/** Whether an image has a snapshot for each of these platforms. */
export function hasSnapshots({ root }: StoredImage, platforms: readonly string[]): boolean {
  try {
    const published = parseIndex(root).filter(({ snapshot }) => snapshot !== undefined);
    return platforms.every((written) => published.some((image) => isFor(image, parsePlatform(written))));
  } catch (error) {
    if (isTreestampError(error, "image-invalid")) return false; // one image, and no index
    throw error;
  }
}

/** A call's request as its upstream has it. */
export function requestOf<R extends BuildingRequest>(request: R, { origin }: Recipe): R {
  return { ...request, force: false, environment: origin.environment, recipe: {} };
}

/** An upstream is dirty where it differs from the commit's itself, not where its downstream does. No file decides an image from elsewhere. */
export function identifyUpstream(identified: Identified, name: string, recipe: Recipe): Identified {
  const { repository, key, committed, answer: _, ...rest } = identified;
  const format = repository.objectFormat;
  const before = committed?.upstreams.get(name);
  const isOurs = recipe.method.kind !== "image";
  const dirty = isOurs && key.dirty && !isUnchanged(format, before, recipe);
  return {
    ...rest,
    repository,
    recipe,
    committed: before,
    writable: [],
    caches: [],
    key: keyOf(format, recipe, dirty),
    stages: [],
  };
}
