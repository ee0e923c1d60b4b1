/** The files that a run depends on: those that git has, changes of the work tree included. */
import { TreestampError } from "../errors.ts";
import { isInFolder, type TreePath, textOfPath } from "../git/path.ts";
import { type Repository, treeOfCommit } from "../git/repository.ts";
import { hashTree } from "../git/tree.ts";
import { changedExceptNew, hasWorkingTree, submodulesChangedInside, workingTree } from "../git/working-tree.ts";
import { listed } from "../log/amounts.ts";
import { includedIn, parseFiles } from "../recipe/include.ts";
import { assembly, layIn } from "../recipe/lay-in.ts";
import { type Files, noFiles } from "../recipe/recipe.ts";

export interface CheckedFiles {
  /** Of all files that git has. */
  readonly whole: string;
  /** Of those that the command sees. */
  readonly tree: string;
  readonly files: Files;
  /** The commit that is checked out; undefined before the first. */
  readonly commit: string | undefined;
  /** Why they are not the commit's, as a clause; undefined where they are. */
  readonly changed: string | undefined;
}

/**
 * @param paths paths and patterns; empty for all files
 * @param outputs what a run before may have left in the work tree: new files there are no change
 * @throws repository-invalid, input-invalid; path-missing for a path that chooses nothing
 */
export async function checkedFiles(
  repository: Repository,
  { paths, outputs }: { readonly paths: readonly string[]; readonly outputs: readonly TreePath[] },
): Promise<CheckedFiles> {
  if (!(await hasWorkingTree(repository))) throw noWorkTree();
  const items = paths.map((text) => parseFiles(text, "paths"));
  const isOutput = (path: TreePath) => outputs.some((output) => isInFolder(output, path));
  const [changes, commit] = await Promise.all([
    changedExceptNew(repository, isOutput),
    repository.objects.read("HEAD^{commit}"),
  ]);
  const whole = changes.length > 0 ? await workingTree(repository, [""]) : commit && treeOfCommit(commit.body);
  if (whole === undefined) throw noWorkTree();
  const root = await repository.readTree(whole);
  const hasModules = root.some(({ name }) => name === ".gitmodules");
  const inside = hasModules ? await submodulesChangedInside(repository, []) : [];
  const known = { whole, commit: commit?.oid, changed: said([...new Set([...changes, ...inside])]) };
  if (items.length === 0) return { ...known, tree: whole, files: { ...noFiles, ...asInRepository, context: root } };
  const into = assembly(repository.objectFormat, repository);
  let context: Files["context"] = [];
  for (const item of await includedIn(into, whole, items)) {
    context = await layIn(into, context, item, { there: "`paths`", new: "`paths`" });
  }
  const files = { ...noFiles, ...asInRepository, context, madeTrees: into.made };
  return { ...known, tree: hashTree(repository.objectFormat, context), files };
}

const asInRepository = { origin: { context: "", include: [] } } satisfies Partial<Files>;

/** A clause. What has changed inside of a submodule is in no tree: the command gets its commit. */
function said(changes: readonly TreePath[]): string | undefined {
  return changes.length === 0 ? undefined : `there are uncommitted changes: ${listed(changes.map(textOfPath), 3)}`;
}

function noWorkTree(): TreestampError {
  return new TreestampError("repository-invalid", "`reuse` needs files that git has, and there are none.", {
    remedy: "Check the repository out before, with actions/checkout or `checkout`; or leave `reuse` out.",
  });
}
