/** Where a recipe comes from: a revision, or what is checked out. */
import { isTreestampError, TreestampError } from "../errors.ts";
import { isInFolder, type TreePath } from "../git/path.ts";
import type { Repository, Revision } from "../git/repository.ts";
import { hasWorkingTree, workingTree } from "../git/working-tree.ts";
import { type ConfigFile, closureOf, type Selected, select, selectAll } from "../inputs/environments.ts";
import type { RecipeInputs } from "../inputs/recipe-inputs.ts";
import { isUnchanged, keyOf } from "./key.ts";
import { sayingWhere } from "./path-faults.ts";
import { pathsOf, readSelected } from "./read.ts";
import { configPaths, noFile, readConfig } from "./read-config.ts";
import { type Key, type Recipe, withFolders, withUpstreams } from "./recipe.ts";

export interface Source {
  readonly recipe: Recipe;
  /** The inputs of the call over those of `treestamp.yml`. */
  readonly inputs: RecipeInputs;
  /** Undefined before the first commit, and where the revision names a tree. */
  readonly commit: string | undefined;
  /** True where the recipe differs from the commit's. */
  readonly dirty: boolean;
  /** The commit's recipe, where it differs and can be read. */
  readonly committed?: Recipe | undefined;
}

/** Which recipe is meant: inputs of the call, over an environment of `treestamp.yml`. */
export interface Meant {
  /** Undefined for the usual one. */
  readonly environment?: string | undefined;
  readonly inputs: RecipeInputs;
}

export interface SourceRequest extends Meant {
  readonly ref?: string | undefined;
  /** Reads the commit's recipe while git is still comparing the work tree with it. If nothing has changed, that is all. */
  readonly onCommitted?: ((source: Source) => void) | undefined;
}

/**
 * Reads the recipe of a revision. Without `ref`: of what is checked out, with uncommitted changes to the recipe's own
 * paths; of HEAD where there is no work tree.
 * @throws repository-invalid, path-missing, input-invalid
 */
export async function readSource(repository: Repository, request: SourceRequest): Promise<Source> {
  const { ref, environment, inputs, onCommitted } = request;
  const sources = await readSources(repository, {
    ref,
    choose: (file) => select(file, environment, inputs),
    onCommitted: onCommitted && ((committed) => onCommitted(only(committed))),
  });
  return only(sources);
}

/**
 * Reads the recipes of all environments, as `readSource` reads one.
 * @returns them by name, each after those that it is made from
 */
export async function readAllSources(
  repository: Repository,
  { ref, inputs }: Pick<SourceRequest, "ref" | "inputs">,
): Promise<ReadonlyMap<string, Source>> {
  return readSources(repository, { ref, choose: (file) => selectAll(file, inputs) });
}

/** A source that was read as if its environments had no locks: these may be missing, or out of date. */
export interface Unlocked extends Source {
  /** The path of its own lock, as it is written. */
  readonly lock: string | undefined;
}

/**
 * Reads the recipes of what is checked out without their locks.
 * @param environment undefined for all of them, as `readAllSources` reads them
 */
export async function readUnlocked(
  repository: Repository,
  environment: string | undefined,
): Promise<ReadonlyMap<string, Unlocked>> {
  let said: ConfigFile = noFile;
  const sources = await readSources(repository, {
    choose: (file) => {
      said = file;
      const unlocked = [...file.environments].map(([name, { assemble, ...others }]) => {
        return [
          name,
          assemble === undefined ? others : { ...others, assemble: { ...assemble, lock: undefined } },
        ] as const;
      });
      const read = { ...file, environments: new Map(unlocked) };
      return environment === undefined ? selectAll(read, {}) : select(read, environment, {});
    },
  });
  const locked = ([name, source]: [string, Source]) => {
    return [name, { ...source, lock: said.environments.get(name)?.assemble?.lock }] as const;
  };
  return new Map([...sources].map(locked));
}

type Sources = ReadonlyMap<string, Source>;

function only(sources: Sources): Source {
  return [...sources.values()][0]!;
}

interface Reading {
  readonly ref?: string | undefined;
  /** The environments that are meant, out of `treestamp.yml`. */
  readonly choose: (file: ConfigFile) => Selected;
  readonly onCommitted?: ((sources: Sources) => void) | undefined;
}

async function readSources(repository: Repository, reading: Reading): Promise<Sources> {
  const { ref, choose } = reading;
  if (ref === undefined && (await hasWorkingTree(repository))) return readCheckedOut(repository, reading);
  const revision = ref === undefined ? await headOf(repository) : await repository.resolve(ref);
  if (revision === undefined) throw noCommits();
  const selected = choose(await readConfig(repository, revision.tree));
  return committedSources(repository, revision, selected).catch(async (error) => {
    throw await sayingWhere(error, repository, { ref: ref ?? "HEAD" });
  });
}

async function committedSources(
  repository: Repository,
  { tree, commit }: Revision,
  selected: Selected,
): Promise<Sources> {
  const recipes = await recipesIn(repository, tree, selected);
  return sourcesOf(selected, (name) => ({ recipe: recipes.get(name)!, commit, dirty: false }));
}

function sourcesOf(selected: Selected, source: (name: string) => Omit<Source, "inputs">): Sources {
  return new Map([...selected.environments].map(([name, inputs]) => [name, { ...source(name), inputs }]));
}

/**
 * The keys of many revisions by one process of git; what revisions share is read once. A revision that has no key is an
 * answer with an error, and the next one follows.
 */
export async function* keysOf(
  repository: Repository,
  meant: Meant,
  revisions: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<KeyAnswer, void, undefined> {
  const configs = new Map<string, ConfigFile>();
  const keys = new Map<string, Key>();
  for await (const revision of revisions) {
    try {
      const { tree } = await repository.resolve(revision);
      let key = keys.get(tree);
      if (key === undefined) {
        const selected = select(await readConfig(repository, tree, configs), meant.environment, meant.inputs);
        const [recipe] = (await recipesIn(repository, tree, selected)).values();
        key = keyOf(repository.objectFormat, recipe!, false);
        keys.set(tree, key);
      }
      yield { revision, key };
    } catch (error) {
      if (!isTreestampError(error)) throw error;
      yield { revision, error };
    }
  }
}

export type KeyAnswer =
  | { readonly revision: string; readonly key: Key }
  | { readonly revision: string; readonly error: TreestampError };

async function readCheckedOut(repository: Repository, reading: Reading): Promise<Sources> {
  const { choose, onCommitted } = reading;
  const head = await headOf(repository);
  // Nearly always `treestamp.yml` is the commit's, and one question to git is enough.
  const known = await unlessWrong(async () => {
    const selected = choose(await configOf(repository, head?.tree));
    return { selected, paths: await pathsOfAll(selected) };
  });
  const paths = known?.paths ?? configPaths;
  const comparing = workingTree(repository, paths);
  comparing.catch(() => {}); // rejection handled below, so other errors are reported first
  const committed = await unlessWrong(async () =>
    head === undefined || known === undefined ? undefined : committedSources(repository, head, known.selected),
  );
  if (committed !== undefined) onCommitted?.(committed);
  const isSeen = (linked: TreePath) => paths.some((path) => isInFolder(path, linked));
  const links = [...(committed?.values() ?? [])].flatMap(({ recipe }) => linksOf(recipe));
  const unseen = links.filter((linked) => !isSeen(linked));
  const all = [...paths, ...unseen];
  const changed = unseen.length === 0 ? await comparing : await comparing.then(() => workingTree(repository, all));
  if (changed === undefined && committed !== undefined) return committed;
  return readChanged(repository, { head, committed, changed, paths: all }, choose);
}

/** The file as it is now, if it differs from the commit's, or if the commit's makes no sense. */
async function readChanged(
  repository: Repository,
  known: {
    readonly head: Revision | undefined;
    readonly committed: Sources | undefined;
    /** The checkout's tree at these paths; undefined if they are the commit's. */
    readonly changed: string | undefined;
    readonly paths: readonly TreePath[];
  },
  choose: Reading["choose"],
): Promise<Sources> {
  const { head, committed } = known;
  const selected = choose(await configOf(repository, known.changed ?? head?.tree));
  const paths = [...new Set([...(await pathsOfAll(selected)), ...known.paths])];
  const isKnown = paths.every((path) => known.paths.includes(path));
  const changed = isKnown ? known.changed : await workingTree(repository, paths);
  const tree = changed ?? head?.tree;
  if (tree === undefined) throw noCommits();
  const recipes = await recipesIn(repository, tree, selected).catch(async (error) => {
    throw await sayingWhere(error, repository, { head: head?.tree });
  });
  return sourcesOf(selected, (name) => {
    const [recipe, before] = [recipes.get(name)!, committed?.get(name)?.recipe];
    // A file that was changed and changed back is no change.
    const dirty = changed !== undefined && !isUnchanged(repository.objectFormat, before, recipe);
    return { recipe, commit: head?.commit, dirty, ...(dirty ? { committed: before } : {}) };
  });
}

/** Undefined if the commit has no readable recipe: the checkout may have one. */
async function unlessWrong<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isTreestampError(error, "path-missing", "input-invalid")) return undefined;
    throw error;
  }
}

/** The paths that decide a revision's recipe. @throws repository-invalid, path-missing, input-invalid */
export async function decidingPaths(
  repository: Repository,
  ref: string,
  { environment, inputs }: Meant,
): Promise<readonly TreePath[]> {
  const { tree } = await repository.resolve(ref);
  return pathsOfAll(select(await readConfig(repository, tree), environment, inputs));
}

/** The paths that decide an environment, and those that it is made from. */
async function pathsOfAll(selected: Selected): Promise<readonly TreePath[]> {
  const paths = await Promise.all([...closureOf(selected).values()].map(pathsOf));
  return [...new Set([...configPaths, ...paths.flat()])];
}

/** Where the symbolic links of Dockerfiles lead. */
function linksOf(recipe: Recipe): readonly TreePath[] {
  return withUpstreams(recipe).flatMap(({ method }) => (method.kind === "dockerfile" ? (method.linkedTo ?? []) : []));
}

async function configOf(repository: Repository, tree: string | undefined): Promise<ConfigFile> {
  return tree === undefined ? noFile : readConfig(repository, tree);
}

/** HEAD's commit; undefined before the first one. */
async function headOf(repository: Repository): Promise<Revision | undefined> {
  try {
    return await repository.resolve("HEAD");
  } catch (error) {
    if (!isTreestampError(error, "repository-invalid")) throw error;
    const { exitCode } = await repository.git(["rev-parse", "--verify", "--quiet", "HEAD"]);
    if (exitCode === 0) throw error; // there is one, and it cannot be read
    return undefined;
  }
}

function noCommits(): TreestampError {
  return new TreestampError("repository-invalid", "The repository has no commit, and no file to read a recipe from.", {
    remedy: "Add the recipe's files with `git add`, and commit them.",
  });
}

async function recipesIn(
  repository: Repository,
  tree: string,
  selected: Selected,
): Promise<ReadonlyMap<string, Recipe>> {
  const { workTree, objectFormat } = repository;
  const recipes = await readSelected(repository, objectFormat, tree, selected);
  return workTree === undefined ? recipes : withFolders(recipes, workTree);
}
