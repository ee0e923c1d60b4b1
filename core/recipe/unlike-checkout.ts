/**
 * Where the image gets other bytes than the checkout shows: git keeps them in another form, or in another repository. The
 * key and the image follow what git has, and an edit of the file would not show why.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isInFolder, type TreePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { submodulesChangedInside } from "../git/working-tree.ts";
import { missing } from "../machine/missing.ts";
import { matchWay } from "./dockerignore.ts";
import { directoryOf } from "./include.ts";
import type { Recipe } from "./recipe.ts";

/** One or two sentences for each kind, with the paths, except for what the recipes' ignore rules exclude. */
export async function unlikeCheckout(
  repository: Repository,
  recipes: readonly Recipe[],
  filters: Filters,
): Promise<string[]> {
  const { workTree } = repository;
  const below = [...new Set(recipes.flatMap(foldersOf))];
  if (workTree === undefined || below.length === 0) return [];
  const limits = below.includes("") ? [] : ["--", ...below.map(textOfPath)];
  const kept = (path: TreePath) => recipes.some((recipe) => isTaken(recipe, path) && !isLeftOut(recipe, path));
  const modules = async () => {
    const hasModules = (await stat(join(workTree, ".gitmodules")).catch(missing(undefined))) !== undefined;
    return hasModules ? submodulesChangedInside(repository, limits) : [];
  };
  const [changed, filtered] = await Promise.all([modules(), filteredFiles(repository, limits, filters)]);
  return [
    ...changed
      .filter(kept)
      .map(
        (path) =>
          `${textOfPath(path)} is a submodule with uncommitted changes: the image gets its commit, without them. Commit them there.`,
      ),
    ...driversOf(filtered.filter(({ path }) => kept(path))).map(([driver, paths]) => {
      const more = paths.length > 1 ? ` and ${paths.length - 1} more` : "";
      return `${textOfPath(paths[0]!)}${more}: git's filter "${driver}" (.gitattributes) changes this file at checkout, and the image gets what git stores. Undo the filter in the Dockerfile, or exclude the file in .dockerignore.`;
    }),
  ];
}

interface FilteredFile {
  readonly path: TreePath;
  readonly driver: string;
}

/** Names of the filters in git's settings that change files at checkout. */
export type Filters = ReadonlySet<string>;

/** Asks git for them. Git LFS is none: its content is looked up. */
export async function checkoutFilters(repository: Repository): Promise<Filters> {
  const settings = await repository.git(["config", "--null", "--get-regexp", "^filter\\..*\\.(smudge|process)$"]);
  const drivers = new Set<string>();
  for (const setting of settings.stdout.toString("utf8").split("\0")) {
    const [, driver, program = ""] = /^filter\.(.+)\.(?:smudge|process)\n(.*)$/s.exec(setting) ?? [];
    if (driver !== undefined && driver !== "lfs" && !["", "cat"].includes(program.trim())) drivers.add(driver);
  }
  return drivers;
}

/** Tracked files that one of the filters changes. */
async function filteredFiles(
  repository: Repository,
  limits: readonly string[],
  filters: Filters,
): Promise<FilteredFile[]> {
  if (filters.size === 0) return [];
  const input = await repository.ask(["ls-files", "-z", ...limits]);
  const answer = await repository.ask(["check-attr", "-z", "--stdin", "filter"], { input });
  const fields = answer.toString("latin1").split("\0");
  const found: FilteredFile[] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path, , driver] = fields.slice(at, at + 3) as [TreePath, string, string];
    if (filters.has(driver)) found.push({ path, driver });
  }
  return found;
}

function driversOf(files: readonly FilteredFile[]): [string, TreePath[]][] {
  const paths = Map.groupBy(files, ({ driver }) => driver);
  return [...paths].map(([driver, each]) => [driver, each.map(({ path }) => path)]);
}

/** The folders that a recipe takes files from. */
function foldersOf({ origin: { context, include } }: Recipe): readonly TreePath[] {
  return [...(context === undefined ? [] : [context]), ...include.map(directoryOf)];
}

function isTaken(recipe: Recipe, path: TreePath): boolean {
  return foldersOf(recipe).some((folder) => isInFolder(folder, path));
}

function isLeftOut({ ignore, origin: { context = "" } }: Recipe, path: TreePath): boolean {
  if (ignore === undefined) return false;
  const isInside = context === "" || path.startsWith(`${context}/`);
  const inContext = isInside && context !== "" ? path.slice(context.length + 1) : path;
  return matchWay(ignore.rules, textOfPath(inContext)).ignored;
}
