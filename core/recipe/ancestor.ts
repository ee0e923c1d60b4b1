/** A key's nearest ancestor: the last recipe before it that has an image. Most of the new image is in that one. */
import { isTreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import { diffRecipes } from "./explain.ts";
import { keyOf } from "./key.ts";
import type { Key, Recipe } from "./recipe.ts";
import { decidingPaths, type Meant, readSource } from "./source.ts";

/** So many commits that touch what decides the image are looked at, and so many images asked for at most. */
const furthest = 20;

export interface Ancestor<Image> {
  /** The commit that gave it its key. */
  readonly commit: string;
  /** Commits from there to the one that is asked about. */
  readonly distance: number;
  readonly image: Image;
  /** What has changed since: a sentence each. */
  readonly changes: readonly string[];
}

/** Where to look, and what counts. */
export interface Ancestry<Image> extends Meant {
  readonly ref: string;
  /** The image of a key's tag, if it is there. All keys are asked for together. */
  readonly find: (tag: string) => Promise<Image | undefined>;
}

/**
 * Looks along the first parents of `ref` for the nearest recipe with another key whose image is there: what changed since a
 * recipe that nobody has built explains nothing, and gives nothing. Undefined where there is none such: at the first use of a
 * store, in a shallow clone, before the recipe's first commit.
 */
export async function nearestAncestor<Image>(
  repository: Repository,
  current: { readonly recipe: Recipe; readonly key: Key },
  { ref, find, ...meant }: Ancestry<Image>,
): Promise<Ancestor<Image> | undefined> {
  const candidates = new Map<string, { readonly commit: string; readonly recipe: Recipe }>();
  for (const commit of await commitsThatTouch(repository, { ref, ...meant })) {
    try {
      const { recipe } = await readSource(repository, { ref: commit, ...meant });
      const { hash, tag } = keyOf(repository.objectFormat, recipe, false);
      if (hash !== current.key.hash && !candidates.has(tag)) candidates.set(tag, { commit, recipe });
    } catch (error) {
      if (!isTreestampError(error)) throw error; // else there is no recipe, or none that makes sense
    }
  }
  const asked = [...candidates].map(async ([tag, candidate]) => ({ ...candidate, image: await find(tag) }));
  for (const { commit, recipe, image } of await Promise.all(asked)) {
    if (image === undefined) continue;
    const [distance, changes] = await Promise.all([
      distanceFrom(repository, commit, ref),
      diffRecipes(repository, recipe, current.recipe),
    ]);
    return { commit, distance, image, changes };
  }
  return undefined;
}

/** The last commits that have changed what decides the image; none where git cannot tell. */
async function commitsThatTouch(
  repository: Repository,
  { ref, ...meant }: Meant & { readonly ref: string },
): Promise<readonly string[]> {
  const paths = await decidingPaths(repository, ref, meant).catch((error: unknown) => {
    if (isTreestampError(error)) return undefined; // only what is not committed has a recipe
    throw error;
  });
  if (paths === undefined) return [];
  // Of a path with a line break, git could not be told in lines; then every commit counts.
  const isSaid = !paths.some((path) => path === "" || path.includes("\n"));
  const said = [ref, ...(isSaid && paths.length > 0 ? ["--", ...paths] : [])].join("\n");
  const { exitCode, stdout } = await repository.git(
    ["rev-list", "--first-parent", `--max-count=${furthest + 1}`, "--stdin"],
    { input: Buffer.from(`${said}\n`, "latin1") },
  );
  return exitCode === 0 ? stdout.toString("latin1").split("\n").filter(Boolean) : [];
}

async function distanceFrom(repository: Repository, commit: string, ref: string): Promise<number> {
  const counted = await repository.ask(["rev-list", "--count", "--first-parent", `${commit}..${ref}`, "--"]);
  return Number(counted.toString("latin1"));
}
