/** resolve: from the files that define an environment to its key, and whether the store has it. */
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import type { CacheInputs } from "../inputs/caches.ts";
import { isCiCache } from "../inputs/read.ts";
import { configPath } from "../inputs/recipe-inputs.ts";
import type { RecipeRequest } from "../inputs/request.ts";
import { type Stage, timed } from "../log/stages.ts";
import { unboundInputs } from "../oci/access.ts";
import type { Digest, Store } from "../oci/port.ts";
import { formatReference, parseLocation, registryOf } from "../oci/reference.ts";
import type { Wanted } from "../places/port.ts";
import { keyOf } from "../recipe/key.ts";
import type { Recipe } from "../recipe/recipe.ts";
import { readAllSources, readSource, type Source } from "../recipe/source.ts";
import { checkoutFilters } from "../recipe/unlike-checkout.ts";
import type { Ports } from "./ports.ts";
import { warnOf } from "./warnings.ts";

/** What the files here define: an image, and where it belongs. */
export interface Identified extends Wanted {
  readonly repository: Repository;
  readonly recipe: Recipe;
  /** The commit's recipe, where that is another one. */
  readonly committed?: Recipe | undefined;
  /** Folders of the image that commands may write to, as the user wrote them. */
  readonly writable: readonly string[];
  /** What commands find again. */
  readonly caches: readonly CacheInputs[];
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
  if (isCiCache(request.store)) await (await import("../places/ci-cache.ts")).checkCiCache(ports);
  const identified = identifier(ports, request, repository, stages);
  let ahead: Identified | undefined;
  const filters = checkoutFilters(repository); // asked while the recipe is read, whose errors are reported first
  filters.catch(() => {});
  const source = await timed(stages, "key", () =>
    readSource(repository, {
      ref: request.ref,
      environment: request.environment,
      inputs: request.recipe,
      onCommitted: (committed) => {
        if (askAhead) ahead = asked(identified, committed);
      },
    }),
  );
  const now = identified(source);
  await warnOf(ports, request, repository, { sources: [source], store: now.store, filters: await filters });
  return ahead?.key.tag === now.key.tag && ahead.store.location === now.store.location ? ahead : now;
}

/** Computes the keys of all environments of `treestamp.yml`: each after those that it is made from. */
export async function identifyAll(
  ports: Ports,
  request: RecipeRequest,
  repository: Repository,
): Promise<ReadonlyMap<string, Identified>> {
  const stages: Stage[] = [];
  const { ref, recipe: inputs } = request;
  const [sources, filters] = await Promise.all([
    timed(stages, "key", () => readAllSources(repository, { ref, inputs })),
    checkoutFilters(repository),
  ]);
  const identified = identifier(ports, request, repository, stages);
  const all = new Map([...sources].map(([name, source]) => [name, identified(source)]));
  const [first] = all.values();
  await warnOf(ports, request, repository, { sources: [...sources.values()], store: first!.store, filters });
  return all;
}

/** What every verb tells of an image. */
export function named(
  { key, stages }: Pick<Identified, "key" | "stages">,
  location: string,
  digest: Digest | undefined,
) {
  return {
    kind: "image" as const,
    key: key.hash,
    tag: key.tag,
    image: formatReference(parseLocation(location), key.tag, digest),
    digest,
    stages,
  };
}

function identifier(ports: Ports, request: RecipeRequest, repository: Repository, stages: Stage[]) {
  return ({ recipe, inputs, dirty, committed }: Source): Identified => ({
    repository,
    recipe,
    committed,
    key: keyOf(repository.objectFormat, recipe, dirty),
    store: storeOf(ports, request, repository, inputs.image),
    writable: inputs.writable ?? [],
    caches: inputs.caches ?? [],
    inCiCache: isCiCache(request.store),
    stages,
  });
}

/** What a commit says, with the answer of its registry on its way; undefined if no registry is asked. */
function asked(identified: (source: Source) => Identified, committed: Source): Identified | undefined {
  try {
    const expected = identified(committed);
    if (!expected.store.shared) return undefined;
    const answer = expected.store.lookup(expected.key.tag);
    answer.catch(() => {}); // handled where the answer is used
    return { ...expected, answer };
  } catch (error) {
    if (isTreestampError(error)) return undefined; // such as an invalid store name that the work tree has corrected
    throw error;
  }
}

/** A relative folder in `treestamp.yml` starts at that file, so that it is the same from every folder. */
function storeOf(ports: Ports, request: RecipeRequest, { workTree }: Repository, image: string | undefined): Store {
  if (isCiCache(request.store)) return ports.localStore;
  if (request.store !== undefined) return ports.openStore(request.store);
  if (image === undefined) return ports.localStore;
  if (request.recipe.image !== undefined) return ports.openStore(image);
  checkAccess(request, image);
  return ports.openStore(image, workTree);
}

/** `treestamp.yml` decides where the image is, but not who gets the password of the call. @throws input-invalid */
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
