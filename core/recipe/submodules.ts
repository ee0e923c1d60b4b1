/**
 * A context with the files of its submodules. The key knows a submodule by its commit, as git does; its files are in a
 * repository of its own, which a checkout may or may not have brought along.
 */
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import type { ObjectReader } from "../git/objects.ts";
import { type ReadTree, type TreePath, textOfPath } from "../git/path.ts";
import { type Repository, treeOfCommit } from "../git/repository.ts";
import { parseTree, type TreeEntry, textOf } from "../git/tree.ts";
import { missing } from "../machine/missing.ts";
import { matchWay } from "./dockerignore.ts";
import { makeDirectory } from "./lay-in.ts";
import { type Files, pathInRepository } from "./recipe.ts";
import { unignoredEntries } from "./unignored-entries.ts";

/** What files are asked for, in messages about those that are not here. */
export interface Purpose {
  /** The input that takes them. */
  readonly input: string;
  /** How to do without: a sentence. */
  readonly otherwise: string;
}

export const forImage: Purpose = {
  input: "context",
  otherwise: "If the context does not need it, exclude it in .dockerignore.",
};

/** The context as it gets to the engine. */
export interface WholeContext {
  /** No submodule is among them, at any depth. */
  readonly entries: readonly TreeEntry[];
  readonly readTree: ReadTree;
  /** Reads the objects of all these repositories; not the reader that `readTree` asks, so one does not wait for the other. */
  readonly objects: ObjectReader;
  /** Where Git LFS may have files: the git directories of the repository and of the submodules. */
  readonly gitDirectories: readonly string[];
  close(): Promise<void>;
}

/** A repository whose files are in the context. */
interface Home {
  /** Path of the repository in the outermost one; empty for that one itself. */
  readonly path: TreePath;
  readonly workTree: string | undefined;
  readonly gitDirectories: readonly string[];
  /** The text of its `.gitmodules`. */
  readonly modules: string;
}

/** @throws repository-invalid for a submodule that is not checked out */
export async function withSubmodules(repository: Repository, recipe: Files, purpose: Purpose): Promise<WholeContext> {
  const made = new Map(recipe.madeTrees);
  const objectFolders: string[] = [];
  const gitDirectories = [repository.commonDirectory];
  const readers: ObjectReader[] = [];
  const close = async () => void (await Promise.all(readers.map((reader) => reader.close())));
  const readTree: ReadTree = async (oid) => {
    const known = made.get(oid);
    if (known !== undefined) return known;
    if (objectFolders.length === 0) return repository.readTree(oid);
    const object = await treeReader().read(oid);
    if (object?.type !== "tree") throw await repository.lacking("tree", oid);
    return parseTree(object.body, repository.objectFormat);
  };
  /** git looks for object directories once, at its start: the newest reader knows them all. */
  const treeReader = () => readers.at(-1)!;
  const into = { format: repository.objectFormat, made, readTree };

  async function replaced(entries: readonly TreeEntry[], above: TreePath, home: Home): Promise<readonly TreeEntry[]> {
    const all: TreeEntry[] = [];
    for (const entry of entries) {
      const path = above + entry.name;
      if (entry.mode === "40000") {
        const before = await readTree(entry.oid);
        const after = await replaced(before, `${path}/`, home);
        all.push(after === before ? entry : makeDirectory(into, entry.name, after));
      } else if (entry.mode === "160000") {
        const directory = await filled(entry, path, home);
        if (directory !== undefined) all.push(directory);
      } else all.push(entry);
    }
    return all.length === entries.length && all.every((entry, index) => entry === entries[index]) ? entries : all;
  }

  /** The submodule as a directory; undefined if the ignore rules exclude it except for files that it does not have. */
  async function filled(entry: TreeEntry, path: TreePath, home: Home): Promise<TreeEntry | undefined> {
    const inside = await submoduleAt(home, pathInRepository(recipe, path));
    gitDirectories.push(...inside.gitDirectories);
    objectFolders.push(...inside.gitDirectories.map((folder) => join(folder, "objects")));
    readers.push(repository.openObjects(objectFolders));
    const commit = await treeReader().read(entry.oid);
    if (commit?.type !== "commit") throw notCheckedOut(purpose, inside.path, entry.oid, home.path !== "");
    let entries = await readTree(treeOfCommit(commit.body));
    if (recipe.ignore !== undefined) {
      const { rules } = recipe.ignore;
      const { ignored, matches } = matchWay(rules, textOf(path));
      ({ entries } = await unignoredEntries(into, entries, rules, { path, matches }));
      if (ignored && entries.length === 0) return undefined;
    }
    const modules = (await treeReader().read(`${entry.oid}:.gitmodules`))?.body.toString("utf8") ?? "";
    return makeDirectory(into, entry.name, await replaced(entries, `${path}/`, { ...inside, modules }));
  }

  try {
    const { workTree, gitDirectory, commonDirectory } = repository;
    const modules = (await repository.objects.read("HEAD:.gitmodules"))?.body.toString("utf8") ?? "";
    const home = { path: "", workTree, gitDirectories: [gitDirectory, commonDirectory], modules };
    const entries = await replaced(recipe.context, "", home);
    const objects = repository.openObjects(objectFolders);
    readers.unshift(objects);
    return { entries, readTree, objects, gitDirectories, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Where the repository of a submodule may be: where its checkout says, and where git keeps one that is not checked out any
 * more. Source: gitrepository-layout(5), gitsubmodules(7).
 * @param path in the outermost repository
 */
async function submoduleAt(home: Home, path: TreePath): Promise<Omit<Home, "modules">> {
  const own = textOfPath(home.path === "" ? path : path.slice(home.path.length + 1));
  const workTree = home.workTree === undefined ? undefined : join(home.workTree, own);
  const name = nameIn(home.modules, own) ?? own;
  const kept = home.gitDirectories.map((folder) => join(folder, "modules", name));
  const candidates = [...(workTree === undefined ? [] : await gitDirectoriesOf(workTree)), ...kept];
  const gitDirectories: string[] = [];
  for (const folder of candidates) {
    const objects = await stat(join(folder, "objects")).catch(missing(undefined));
    if (objects?.isDirectory() && !gitDirectories.includes(folder)) gitDirectories.push(folder);
  }
  return { path, workTree, gitDirectories };
}

/** The git directory that a checkout names, and the one it shares with other worktrees. */
async function gitDirectoriesOf(workTree: string): Promise<string[]> {
  const git = join(workTree, ".git");
  const stats = await stat(git).catch(missing(undefined));
  if (stats === undefined) return [];
  if (stats.isDirectory()) return [git];
  const [, target] = /^gitdir: (.+?)\n?$/s.exec(await readFile(git, "utf8")) ?? [];
  if (target === undefined) return [];
  const folder = resolve(workTree, target);
  const common = await readFile(join(folder, "commondir"), "utf8").catch(missing(undefined));
  return common === undefined ? [folder] : [folder, resolve(folder, common.trim())];
}

/** The name that the text of a `.gitmodules` gives to the submodule at `path`. */
function nameIn(text: string, path: string): string | undefined {
  for (const section of text.split(/^\s*(?=\[submodule )/m)) {
    const [, name] = /^\[submodule "([^"\n]+)"\]/.exec(section) ?? [];
    const [, at] = /^\s*path\s*=\s*"?(.*?)"?\s*$/m.exec(section) ?? [];
    if (name !== undefined && at === path && !name.split("/").includes("..")) return name;
  }
  return undefined;
}

function notCheckedOut(
  { input, otherwise }: Purpose,
  path: TreePath,
  commit: string,
  isNested: boolean,
): TreestampError {
  const where = textOfPath(path);
  return new TreestampError(
    "repository-invalid",
    `\`${input}\`: ${where} is a submodule, and its commit ${commit} is not in this checkout.`,
    {
      remedy: `Check it out: \`submodules: ${isNested ? "recursive" : "true"}\` of actions/checkout, or \`git submodule update --init${isNested ? " --recursive" : ""}\`. ${otherwise}`,
    },
  );
}
