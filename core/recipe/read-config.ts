/** `treestamp.yml` of a revision. */
import { TreestampError } from "../errors.ts";
import { entryAt, type ReadTree, type TreePath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import type { ConfigFile } from "../inputs/environments.ts";
import { configPath } from "../inputs/recipe-inputs.ts";

/** Other names that people give it. Their content would be ignored silently. */
const otherNames: readonly string[] = ["treestamp.yaml", ".treestamp.yml", ".treestamp.yaml"];

/** The paths that decide what it says. */
export const configPaths: readonly TreePath[] = [configPath, ...otherNames];

/** What a repository without one has: a recipe that says nothing. */
export const noFile: ConfigFile = { environments: new Map([["", {}]]) };

/**
 * The file of a tree; empty if it has none.
 * @param known what was read before, by blob
 * @throws input-invalid; repository-invalid where its blob is missing
 */
export async function readConfig(
  repository: Repository,
  tree: string,
  known: Map<string, ConfigFile> = new Map(),
): Promise<ConfigFile> {
  const readTree: ReadTree = repository.readTree;
  const { entry } = await entryAt(readTree, tree, configPath);
  if (entry === undefined) {
    const other = (await readTree(tree)).find(({ name }) => otherNames.includes(name));
    if (other === undefined) return noFile;
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
  const file = parseConfig(object.body.toString("utf8"));
  known.set(entry.oid, file);
  return file;
}
