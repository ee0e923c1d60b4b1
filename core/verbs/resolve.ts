/** resolve: from the files that define an environment to its key, and whether the store has it. */
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import { isCiCache } from "../inputs/read.ts";
import { configPath } from "../inputs/recipe-inputs.ts";
import type { RecipeRequest } from "../inputs/request.ts";
import { type Stage, timed } from "../log/stages.ts";
import { unboundInputs } from "../oci/access.ts";
import type { Lookup, Store } from "../oci/port.ts";
import { registryOf } from "../oci/reference.ts";
import { findWhole, type Need } from "../places/whole.ts";
import { keyOf } from "../recipe/key.ts";
import type { Key, Recipe } from "../recipe/recipe.ts";
import { readSource, type Source } from "../recipe/source.ts";
import type { Ports } from "./ports.ts";
import { warnOf } from "./warnings.ts";

/** What the files here say: which image, and where it would be. */
export interface Identified {
  readonly repository: Repository;
  readonly recipe: Recipe;
  readonly key: Key;
  readonly store: Store;
  /** Folders of the image that commands may write, as they are written. */
  readonly writable: readonly string[];
  /** Whether the CI's cache stands behind the store. */
  readonly keptByCi: boolean;
  /** The work so far; later stages append. */
  readonly stages: Stage[];
  /** The store's answer, where it was asked ahead. */
  readonly answer?: Promise<Lookup>;
}

/** The same with the store's answer. */
export interface Resolved extends Identified {
  readonly lookup: Lookup;
}

/**
 * Computes the key. No store is asked; with `askAhead`, a registry is asked for the commit's key while git still compares
 * the work tree with the commit.
 */
export async function identify(
  ports: Ports,
  request: RecipeRequest,
  repository: Repository,
  { askAhead = false } = {},
): Promise<Identified> {
  const stages: Stage[] = [];
  if (isCiCache(request.store)) await (await import("./kept.ts")).checkCiCache(ports);
  const identified = ({ recipe, inputs, dirty }: Source) => ({
    repository,
    recipe,
    key: keyOf(repository.objectFormat, recipe, dirty),
    store: storeOf(ports, request, repository, inputs.image),
    writable: inputs.writable ?? [],
    keptByCi: isCiCache(request.store),
    stages,
  });
  let ahead: Identified | undefined;
  const source = await timed(stages, "key", () =>
    readSource(repository, {
      ref: request.ref,
      inputs: request.recipe,
      onCommitted: (committed) => {
        if (askAhead) ahead = asked(identified, committed);
      },
    }),
  );
  const now = identified(source);
  await warnOf(ports, request, repository, { source, store: now.store });
  return ahead?.key.tag === now.key.tag && ahead.store.location === now.store.location ? ahead : now;
}

/** What a commit says, with the store's answer on its way. Undefined where there is nobody worth asking. */
function asked(identified: (source: Source) => Identified, committed: Source): Identified | undefined {
  try {
    const expected = identified(committed);
    if (!expected.store.shared) return undefined;
    const answer = expected.store.lookup(expected.key.tag);
    answer.catch(() => {}); // whoever needs it will hear of it
    return { ...expected, answer };
  } catch (error) {
    if (isTreestampError(error)) return undefined; // such as a store's name that makes no sense, and that was mended
    throw error;
  }
}

/** A folder that `treestamp.yml` names starts where the file is, so that it is the same from every folder. */
function storeOf(ports: Ports, request: RecipeRequest, { workTree }: Repository, image: string | undefined): Store {
  if (isCiCache(request.store)) return ports.localStore;
  if (request.store !== undefined) return ports.openStore(request.store);
  if (image === undefined) return ports.localStore;
  if (request.recipe.image !== undefined) return ports.openStore(image);
  checkAccess(request, image);
  return ports.openStore(image, workTree);
}

/** `treestamp.yml` may say where the image is, not who gets the password of the call. @throws input-invalid */
function checkAccess({ access }: RecipeRequest, image: string): void {
  const registry = registryOf(image);
  const unbound = registry === undefined ? undefined : unboundInputs(access, registry);
  if (unbound === undefined) return;
  throw new TreestampError(
    "input-invalid",
    `No input says which registry ${unbound} ${unbound.includes(" and ") ? "are" : "is"} for.`,
    {
      remedy: `Name it: registry: ${registry} (--registry on the command line). ${configPath}, which has ${image}, does not decide that, because a pull request can change it.`,
    },
  );
}

/**
 * Asks the store for the key's tag, and whether what it lists is there for this machine: an image that was cleaned in part
 * is absent. What the CI's cache has of it comes into the store by that.
 */
export async function lookUp(ports: Ports, identified: Identified, need?: Need): Promise<Resolved> {
  const { store, keptByCi, key, stages, answer } = identified;
  const lookup = await timed(stages, "lookup", async (describe) => {
    const found = await findWhole(store, key.tag, need ?? { platform: ports.platform }, answer);
    describe({ note: found.state === "absent" && found.lost !== undefined ? "absent in part" : found.state });
    return found;
  });
  if (lookup.state === "absent" && keptByCi && !key.dirty) {
    const { takeKept } = await import("./kept.ts");
    const manifest = await takeKept(ports, stages, key.tag);
    if (manifest !== undefined) return { ...identified, lookup: { state: "present", manifest } };
  }
  return { ...identified, lookup };
}
