/** From a tree of the repository to the recipe of what is assembled on another root. Loaded where there is one. */
import { TreestampError } from "../errors.ts";
import { fileAt, parsePath, type TreePath, type TreeReader, textOfPath } from "../git/path.ts";
import { hashObject, type ObjectFormat } from "../git/tree.ts";
import type { AssembleInputs } from "../inputs/assemble.ts";
import { assembly } from "./lay-in.ts";
import { NotInTree } from "./path-faults.ts";
import type { Files } from "./read.ts";
import type { OwnFile } from "./recipe.ts";
import { directoryFiles } from "./tree-files.ts";

/** Reads the files of an assembly. @throws path-missing, input-invalid */
export async function readAssembly(
  reader: TreeReader,
  format: ObjectFormat,
  root: string,
  { proto, owner, packages, lock, run, clean, config }: AssembleInputs,
): Promise<Files> {
  const into = assembly(format, reader);
  const context = proto === undefined ? undefined : parsePath(proto, "`assemble.proto`");
  const own: OwnFile[] = [];
  if (lock !== undefined) own.push(await ownFile(into, root, "lock", lock));
  if (run !== undefined && isPath(run)) own.push(await ownFile(into, root, "run", run));
  else if (run !== undefined) {
    const script = Buffer.from(run, "utf8");
    const oid = hashObject(format, "blob", script);
    into.madeBlobs.set(oid, script);
    own.push({ name: "run", entry: { mode: "100755", name: "run", oid }, origin: undefined });
  }
  return {
    method: { kind: "assemble", owner, packages, clean, config },
    context: context === undefined ? [] : await directoryFiles(into, root, context, "assemble.proto"),
    own,
    madeTrees: into.made,
    madeBlobs: into.madeBlobs,
    reduced: new Map(),
    laidIn: into.laidIn,
    ignore: undefined,
    origin: { context, include: [] },
  };
}

/** The paths of the repository that decide it. */
export function assemblyPaths({ proto, lock, run }: AssembleInputs): readonly TreePath[] {
  const files = [lock, run !== undefined && isPath(run) ? run : undefined];
  return [
    ...(proto === undefined ? [] : [parsePath(proto, "`assemble.proto`")]),
    ...files.flatMap((path) => (path === undefined ? [] : [parsePath(path, "`assemble`")])),
  ];
}

/** One word is the path of a script; all else is the script. */
function isPath(run: string): boolean {
  return !/\s/.test(run.trim());
}

async function ownFile(into: TreeReader, root: string, name: string, written: string): Promise<OwnFile> {
  const path = parsePath(written, `\`assemble.${name}\``);
  const file = await fileAt(into, root, path);
  if (file === undefined) {
    const remedy =
      name === "lock"
        ? "`treestamp lock` writes it; then commit it."
        : `Commit it; or write the script itself, in several words: run: sh -c ${textOfPath(path)}.`;
    throw new NotInTree(`assemble.${name}`, path, "is no file of the repository", remedy);
  }
  if (file.entry.mode === "160000")
    throw new TreestampError("input-invalid", `\`assemble.${name}\`: ${written} is a submodule.`);
  return { name, entry: { ...file.entry, name }, origin: path };
}
