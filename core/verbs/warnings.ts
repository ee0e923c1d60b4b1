/** Warnings that a job gives once: why the next job will not find the image, and what the key cannot see. */
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type TreePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { changedPaths } from "../git/working-tree.ts";
import { configPath } from "../inputs/recipe-inputs.ts";
import type { RecipeRequest } from "../inputs/request.ts";
import { listed } from "../log/amounts.ts";
import { missing } from "../machine/missing.ts";
import type { Store } from "../oci/port.ts";
import type { Answer } from "../places/ladder.ts";
import { directoryOf } from "../recipe/include.ts";
import { unpinnedIn } from "../recipe/pins.ts";
import { type Key, type Recipe, withUpstreams } from "../recipe/recipe.ts";
import type { Source } from "../recipe/source.ts";
import { type Filters, unlikeCheckout } from "../recipe/unlike-checkout.ts";
import type { Ports } from "./ports.ts";

/** Warns of the sources of a call. @param store the images' store */
export async function warnOf(
  { log, environment }: Ports,
  { access, store: said, ref }: RecipeRequest,
  repository: Repository,
  {
    sources,
    store,
    filters,
  }: { readonly sources: readonly Source[]; readonly store: Store; readonly filters: Filters },
): Promise<void> {
  const recipes = [...new Set(sources.flatMap(({ recipe }) => withUpstreams(recipe)))];
  const [unpinned, unlike] = await Promise.all([
    unpinnedIn(repository, recipes),
    ref === undefined ? unlikeCheckout(repository, recipes, filters) : [],
  ]);
  for (const { file, line, message } of unpinned) {
    log.warning(`${textOfPath(file)}${line === undefined ? "" : `:${line}`}: ${message}`);
  }
  for (const message of unlike) log.warning(message);
  const changes = await Promise.all(
    sources.filter(({ dirty }) => dirty).map((source) => changesOf(repository, source)),
  );
  const uncommitted = changes.length === 0 ? undefined : listed([...new Set(changes.flat())], 3);
  if (!isCi(environment)) {
    // On a laptop the rest is as it should be.
    if (uncommitted !== undefined) log.info(`Not committed: ${uncommitted}. The image stays on this machine.`);
    return;
  }
  if (uncommitted !== undefined) {
    log.warning(
      `The recipe is not the commit's: ${uncommitted}. So its image is not shared, and each job builds it again. Let the step before write elsewhere, or name what it writes in .gitignore or .dockerignore; or commit it.`,
    );
  }
  for (const { recipe, dirty } of sources) {
    if (!dirty && recipe.origin.context === "" && recipe.ignore === undefined) log.warning(wholeRepository);
  }
  await warnOfNewFolders(
    { log, environment },
    sources.map(({ inputs }) => said ?? inputs.image),
  );
  if (access.login !== undefined && said === undefined && !store.shared) {
    log.warning(
      "`username` and `password` are given, and neither `image` nor `store` names a registry: the image stays on this machine, and the next job builds it again.",
    );
  }
}

/** What people should know of an answer of a store; undefined for a plain one. */
export function doubtOf({ lookup, place }: Answer, { tag }: Pick<Key, "tag">): string | undefined {
  if (lookup.state === "unknown") return `${lookup.reason.message} ${lookup.reason.remedy ?? ""}`.trim();
  if (lookup.state !== "absent" || lookup.lost === undefined) return undefined;
  return `${place.store.location} has ${tag} in part only: ${lookup.lost}. The next build publishes it again.`;
}

const wholeRepository =
  "The whole repository is the build context, so each commit gets an image of its own. Name a folder by `context`, or leave out what the image does not need by .dockerignore.";

/** In CI, `${{ vars.X }}/acme/app` names a folder of the machine if the variable is empty, which nobody means. */
export async function warnOfNewFolders(
  { log, environment }: Pick<Ports, "log" | "environment">,
  written: readonly (string | undefined)[],
): Promise<void> {
  if (!isCi(environment)) return;
  for (const folder of new Set(written)) {
    if (!folder?.startsWith("/") || (await stat(dirname(folder)).catch(missing(undefined))) !== undefined) continue;
    log.warning(
      `The images go to ${folder}, a new folder of this machine, and to no registry. If a registry was meant, the expression before the first slash is empty.`,
    );
  }
}

/** Whether a CI runs us. GitHub Actions, CircleCI, GitLab and others set `CI`. */
export function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && CI !== "" && CI !== "false" && CI !== "0";
}

/** What makes a recipe another one than the commit's; the changed files, where the commit has none that can be read. */
async function changesOf(repository: Repository, { recipe, committed }: Source): Promise<readonly string[]> {
  if (committed !== undefined) {
    const { diffRecipes } = await import("../recipe/explain.ts");
    return diffRecipes(repository, committed, recipe);
  }
  const places = withUpstreams(recipe).flatMap(placesOf);
  return (await changedPaths(repository, [configPath, ...places])).map(textOfPath);
}

/** The places in the repository that a recipe was read from. */
function placesOf({ origin: { context, include }, method, own }: Recipe): readonly TreePath[] {
  const files = [context, method.kind === "dockerfile" ? method.origin : undefined, ...own.map(({ origin }) => origin)];
  return [...files.filter((path) => path !== undefined), ...include.map(directoryOf)];
}
