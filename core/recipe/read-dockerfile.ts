/** From a tree of the repository and the inputs to the recipe of a Dockerfile. */

import { TreestampError } from "../errors.ts";
import { entryAt, fileAt, parsePath, type TreePath, type TreeReader, textOfPath } from "../git/path.ts";
import { compareEntries, type ObjectFormat, type TreeEntry, textOf } from "../git/tree.ts";
import type { RecipeInputs } from "../inputs/recipe-inputs.ts";
import { noRules, parseDockerignore } from "./dockerignore.ts";
import { type Included, type IncludeItem, includedIn, parseInclude } from "./include.ts";
import { type Assembly, assembly, layIn, makeDirectory } from "./lay-in.ts";
import { emptyDirectory, NotInTree, notThat } from "./path-faults.ts";
import type { Files } from "./read.ts";
import { defaultCompression, reservedName } from "./recipe.ts";
import { checkReserved, directoryAt } from "./tree-files.ts";
import { unignoredEntries } from "./unignored-entries.ts";

/** The files that a Dockerfile's recipe is read from. */
export interface DockerfilePlaces {
  readonly context: TreePath;
  readonly include: readonly IncludeItem[];
  readonly dockerfile: TreePath;
}

/** The paths of the repository that the inputs name. @throws input-invalid for a path that leads out of it */
export function dockerfilePlaces(inputs: RecipeInputs): DockerfilePlaces {
  const context = parsePath(inputs.context ?? ".", "`context`");
  return {
    context,
    include: (inputs.include ?? []).map(parseInclude),
    dockerfile: inputs.file === undefined ? below(context, "Dockerfile") : parsePath(inputs.file, "`file`"),
  };
}

/**
 * Reads a build context and its Dockerfile from the tree `root`.
 * @throws path-missing, input-invalid
 */
export async function readDockerfile(
  reader: TreeReader,
  format: ObjectFormat,
  root: string,
  inputs: RecipeInputs,
): Promise<Files> {
  const into = assembly(format, reader);
  const origin = await foundPlaces(into, root, inputs);
  const directory = await directoryAt(into.readTree, root, origin.context, "context");
  let context = await into.readTree(directory.oid);
  if (context.length === 0) throw emptyDirectory("context", origin.context);

  if (origin.context !== "" && origin.include.some(({ path, isException }) => path === "" && !isException)) {
    throw new TreestampError("input-invalid", "`include`: the whole repository cannot be added to a part of itself.", {
      remedy: "Make the whole repository the context: `context: .` or no `context`.",
    });
  }
  const included = await includedIn(into, root, origin.include);
  for (const { path, entry } of included) {
    if (path === "") continue;
    context = await layIn(
      into,
      context,
      { path, entry },
      {
        there: `The context (${textOfPath(origin.context)}, with what was added before)`,
        new: `the included path ${textOfPath(path)}`,
      },
    );
  }
  checkReserved(context, "The build context");

  const dockerfile = await dockerfileAt(into, root, origin.dockerfile, inputs.file !== undefined);
  const ignore = await ignoreRules(into, root, context, origin);
  const { entries, leftOut, hasSubmodule } = await unignoredEntries(into, context, ignore?.rules ?? noRules);
  await checkIncluded(into, entries, included, ignore?.file);
  const placed = await placeDockerfile(into, entries, origin, dockerfile);
  return {
    context: placed.context,
    own: [],
    madeTrees: into.made,
    madeBlobs: into.madeBlobs,
    reduced: new Map(included.flatMap(({ path, fields }) => (fields === undefined ? [] : [[path, fields]]))),
    laidIn: into.laidIn,
    ignore: ignore && { ...ignore, leftOut, hasSubmodule },
    origin: { context: origin.context, include: origin.include },
    method: {
      kind: "dockerfile",
      path: placed.path,
      oid: dockerfile.entry.oid,
      target: inputs.target,
      buildArgs: inputs.buildArgs ?? new Map(),
      compression: inputs.compression ?? defaultCompression,
      origin: origin.dockerfile,
      ...(dockerfile.path === origin.dockerfile ? {} : { linkedTo: dockerfile.path }),
    },
  };
}

function below(directory: TreePath, name: string): TreePath {
  return directory === "" ? name : `${directory}/${name}`;
}

/** If no Dockerfile is named and there is none, `dockerfile` is used, as by docker. */
async function foundPlaces(into: Assembly, root: string, inputs: RecipeInputs): Promise<DockerfilePlaces> {
  const origin = dockerfilePlaces(inputs);
  if (inputs.file !== undefined || (await entryAt(into.readTree, root, origin.dockerfile)).entry !== undefined)
    return origin;
  const otherwise = below(origin.context, "dockerfile");
  const { entry } = await entryAt(into.readTree, root, otherwise);
  return entry?.mode.startsWith("100") ? { ...origin, dockerfile: otherwise } : origin;
}

/** The file at the Dockerfile's path; a symbolic link is followed. */
async function dockerfileAt(
  into: Assembly,
  root: string,
  path: TreePath,
  named: boolean,
): Promise<{ readonly path: TreePath; readonly entry: TreeEntry }> {
  const file = await fileAt(into, root, path);
  if (file !== undefined) return file;
  const found = await entryAt(into.readTree, root, path);
  if (found.entry !== undefined) throw notThat("file", path, found.entry, "a file");
  if (found.obstacle !== undefined) throw notThat("file", path, found.obstacle.entry, "a directory");
  const remedy = named ? undefined : await whereElse(into, root, path);
  throw new NotInTree("file", path, undefined, remedy);
}

/** What to do if no Dockerfile is named and there is none: a file with another name may be one. */
async function whereElse(into: Assembly, root: string, path: TreePath): Promise<string> {
  const directory = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  const entries = await into.readTree((await directoryAt(into.readTree, root, directory, "context")).oid);
  const others = entries
    .filter(
      ({ name, mode }) =>
        mode.startsWith("100") && /^(?:docker|container)file(?!\.dockerignore$)|\.dockerfile$/i.test(textOf(name)),
    )
    .map(({ name }) => textOf(below(directory, name)));
  if (others.length > 0) return `Name one with \`file\`: there is ${others.slice(0, 3).join(", ")}.`;
  return "Name its folder with `context`, or the Dockerfile itself with `file`: as inputs, flags, or lines of treestamp.yml.";
}

/** The Dockerfile's own rules, from NAME.dockerignore beside it, else those of the context. */
async function ignoreRules(
  into: Assembly,
  root: string,
  context: readonly TreeEntry[],
  { dockerfile }: DockerfilePlaces,
) {
  const own = await fileAt(into, root, `${dockerfile}.dockerignore`);
  const shared = own ?? (await fileAt(rootedAt(into, context), contextRoot, ".dockerignore"));
  if (shared === undefined) return undefined;
  const file = own === undefined ? ".dockerignore" : textOfPath(`${dockerfile}.dockerignore`);
  const rules = parseDockerignore((await into.readBlob(shared.entry.oid)).toString("utf8"), file);
  return rules.patterns.length === 0 ? undefined : { file, rules };
}

/** Stands for the hash of the context's root, which is not made before the key. */
const contextRoot = "the context";

function rootedAt(into: Assembly, context: readonly TreeEntry[]): TreeReader {
  return { ...into, readTree: async (oid) => (oid === contextRoot ? context : into.readTree(oid)) };
}

/** @throws input-invalid if the rules exclude everything that an item of `include` matches */
async function checkIncluded(
  into: Assembly,
  context: readonly TreeEntry[],
  included: readonly Included[],
  rules: string | undefined,
): Promise<void> {
  if (rules === undefined) return;
  for (const { path } of included) {
    if ((await entryAt(rootedAt(into, context).readTree, contextRoot, path)).entry !== undefined) continue;
    throw new TreestampError("input-invalid", `\`include\`: ${textOfPath(path)} is excluded by ${rules}.`, {
      remedy: `Add an exception to ${rules}, such as !${textOfPath(path)}, or remove the path from \`include\`.`,
    });
  }
}

/**
 * Where the engine finds the Dockerfile: at its own path if the context has it there, else under the reserved name. So a
 * Dockerfile that the ignore rules leave out builds the image and does not get into the context's folders.
 */
async function placeDockerfile(
  into: Assembly,
  context: readonly TreeEntry[],
  { context: directory, dockerfile: path }: DockerfilePlaces,
  { entry }: { readonly entry: TreeEntry },
): Promise<{ readonly context: readonly TreeEntry[]; readonly path: string }> {
  const inside = directory === "" ? path : path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : "";
  if (inside !== "") {
    const kept = await fileAt(rootedAt(into, context), contextRoot, inside);
    if (kept?.entry.oid === entry.oid) return { context, path: textOf(inside) };
  }
  const own = makeDirectory(into, reservedName, [{ ...entry, name: "Dockerfile" }]);
  return { context: [...context, own].sort(compareEntries), path: `${reservedName}/Dockerfile` };
}
