/** Where a recipe comes from: a revision, or what is checked out. */
import { resolve } from "node:path";
import { isTreestampError, TreestampError } from "../errors.ts";
import { entryAt, type ReadTree, type TreePath } from "../git/path.ts";
import type { Repository, Revision } from "../git/repository.ts";
import { hasWorkingTree, workingTree } from "../git/working-tree.ts";
import { configPath, mergeInputs, type RecipeInputs } from "../inputs/recipe-inputs.ts";
import { directoryOf } from "./include.ts";
import { keyOf } from "./key.ts";
import { originOf, readRecipe } from "./read.ts";
import type { Key, Recipe } from "./recipe.ts";

export interface Source {
  readonly recipe: Recipe;
  /** The inputs of the call over those of `treestamp.yml`. */
  readonly inputs: RecipeInputs;
  /** Undefined before the first commit, and where the revision names a tree. */
  readonly commit: string | undefined;
  /** True where the recipe differs from the commit's. */
  readonly dirty: boolean;
  /** Of a recipe that does: the commit's, where that can be read. */
  readonly committed?: Recipe | undefined;
}

export interface SourceRequest {
  readonly ref?: string | undefined;
  readonly inputs: RecipeInputs;
  /** Reads the commit's recipe while git is still comparing the work tree with it. If nothing has changed, that is all. */
  readonly onCommitted?: ((source: Source) => void) | undefined;
}

/**
 * Reads the recipe of a revision. Without `ref`: of what is checked out, with uncommitted changes to the recipe's own
 * paths; of HEAD where there is no work tree.
 * @throws repository-invalid, path-missing, input-invalid
 */
export async function readSource(repository: Repository, request: SourceRequest): Promise<Source> {
  const { ref, inputs } = request;
  if (ref === undefined && (await hasWorkingTree(repository))) return readCheckedOut(repository, request);
  const revision = ref === undefined ? await headOf(repository) : await repository.resolve(ref);
  if (revision === undefined) throw noCommits();
  const merged = mergeInputs(await readConfig(repository, revision.tree), inputs);
  const recipe = await recipeIn(repository, revision.tree, merged);
  return { recipe, inputs: merged, commit: revision.commit, dirty: false };
}

/**
 * The keys of many revisions by one process of git; what revisions share is read once. A revision that has no key is an
 * answer with an error, and the next one follows.
 */
export async function* keysOf(
  repository: Repository,
  inputs: RecipeInputs,
  revisions: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<KeyAnswer, void, undefined> {
  const configs = new Map<string, RecipeInputs>();
  const keys = new Map<string, Key>();
  for await (const revision of revisions) {
    try {
      const { tree } = await repository.resolve(revision);
      let key = keys.get(tree);
      if (key === undefined) {
        const merged = mergeInputs(await readConfig(repository, tree, configs), inputs);
        key = keyOf(repository.objectFormat, await recipeIn(repository, tree, merged), false);
        keys.set(tree, key);
      }
      yield { revision, key };
    } catch (error) {
      if (!isTreestampError(error)) throw error;
      yield { revision, error };
    }
  }
}

/** Other names that people give `treestamp.yml`. Their content would be ignored silently. */
const otherNames: readonly string[] = ["treestamp.yaml", ".treestamp.yml", ".treestamp.yaml"];
const configPaths: readonly TreePath[] = [configPath, ...otherNames];

export type KeyAnswer =
  | { readonly revision: string; readonly key: Key }
  | { readonly revision: string; readonly error: TreestampError };

async function readCheckedOut(repository: Repository, { inputs, onCommitted }: SourceRequest): Promise<Source> {
  const head = await headOf(repository);
  // Nearly always `treestamp.yml` is the commit's, and one question to git is enough.
  const merged = await unlessWrong(async () => mergeInputs(await configOf(repository, head?.tree), inputs));
  const paths = merged === undefined ? configPaths : pathsOf(merged);
  const comparing = workingTree(repository, paths);
  comparing.catch(() => {}); // rejection handled below, so other errors are reported first
  const committed = await unlessWrong(async () => {
    if (head === undefined || merged === undefined) return undefined;
    const recipe = await recipeIn(repository, head.tree, merged);
    return { recipe, inputs: merged, commit: head.commit, dirty: false };
  });
  if (committed !== undefined) onCommitted?.(committed);
  const linked = committed?.recipe.origin.dockerfileTarget;
  const isSeen = linked === undefined || paths.some((path) => path === "" || `${linked}/`.startsWith(`${path}/`));
  const all = isSeen ? paths : [...paths, linked];
  const changed = isSeen ? await comparing : await comparing.then(() => workingTree(repository, all));
  if (changed === undefined && committed !== undefined) return committed;
  return readChanged(repository, { head, committed, changed, paths: all }, inputs);
}

/** The file as it is now, if it differs from the commit's, or if the commit's makes no sense. */
async function readChanged(
  repository: Repository,
  known: {
    readonly head: Revision | undefined;
    readonly committed: Source | undefined;
    /** The checkout's tree at these paths; undefined if they are the commit's. */
    readonly changed: string | undefined;
    readonly paths: readonly TreePath[];
  },
  inputs: RecipeInputs,
): Promise<Source> {
  const { head, committed } = known;
  const merged = mergeInputs(await configOf(repository, known.changed ?? head?.tree), inputs);
  const paths = [...new Set([...pathsOf(merged), ...known.paths])];
  const isKnown = paths.every((path) => known.paths.includes(path));
  const changed = isKnown ? known.changed : await workingTree(repository, paths);
  const tree = changed ?? head?.tree;
  if (tree === undefined) throw noCommits();
  const recipe = await recipeIn(repository, tree, merged);
  // A file that was changed and changed back is no change.
  const hash = (of: Recipe) => keyOf(repository.objectFormat, of, false).hash;
  const dirty = changed !== undefined && (committed === undefined || hash(committed.recipe) !== hash(recipe));
  return { recipe, inputs: merged, commit: head?.commit, dirty, ...(dirty ? { committed: committed?.recipe } : {}) };
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

function pathsOf(inputs: RecipeInputs): TreePath[] {
  const { context, include, dockerfile } = originOf(inputs);
  return [...configPaths, context, ...include.map(directoryOf), dockerfile, `${dockerfile}.dockerignore`];
}

async function configOf(repository: Repository, tree: string | undefined): Promise<RecipeInputs> {
  return tree === undefined ? {} : readConfig(repository, tree);
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

async function recipeIn(repository: Repository, tree: string, inputs: RecipeInputs): Promise<Recipe> {
  const recipe = await readRecipe(repository, repository.objectFormat, tree, inputs);
  const { workTree } = repository;
  if (workTree === undefined) return recipe;
  // Like every path of a recipe, the folder of a base starts at the repository's root.
  const bases = recipe.bases.map(({ source, ...base }) => ({
    ...base,
    source: source.kind === "layout" ? { ...source, folder: resolve(workTree, source.folder) } : source,
  }));
  return { ...recipe, bases };
}

/** `treestamp.yml` of a tree; empty if it has none. `known` caches what was read, by blob. */
async function readConfig(
  repository: Repository,
  tree: string,
  known: Map<string, RecipeInputs> = new Map(),
): Promise<RecipeInputs> {
  const readTree: ReadTree = repository.readTree;
  const { entry } = await entryAt(readTree, tree, configPath);
  if (entry === undefined) {
    const other = (await readTree(tree)).find(({ name }) => otherNames.includes(name));
    if (other === undefined) return {};
    throw new TreestampError("input-invalid", `The repository has ${other.name}, and treestamp reads ${configPath}.`, {
      remedy: `Rename it: git mv ${other.name} ${configPath}.`,
    });
  }
  if (!entry.mode.startsWith("100")) {
    throw new TreestampError("input-invalid", `${configPath} is not a plain file.`, {
      remedy: "Make it a file: links, directories and submodules of this name are not read.",
    });
  }
  const before = known.get(entry.oid);
  if (before !== undefined) return before;
  const object = await repository.objects.read(entry.oid);
  if (object === undefined) {
    throw new TreestampError("repository-invalid", `The repository lacks the blob of ${configPath}, ${entry.oid}.`);
  }
  const { parseConfig } = await import("../inputs/config-file.ts");
  const inputs = parseConfig(object.body.toString("utf8"));
  known.set(entry.oid, inputs);
  return inputs;
}
