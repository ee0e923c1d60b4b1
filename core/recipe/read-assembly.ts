/** From a tree of the repository to the recipe of what is assembled on another root. Loaded where there is one. */
import { parsePath, type TreePath, type TreeReader, textOfPath } from "../git/path.ts";
import { hashObject, type ObjectFormat } from "../git/tree.ts";
import type { AssembleInputs } from "../inputs/assemble.ts";
import type { Files } from "./read.ts";
import { noFiles, type OwnFile } from "./recipe.ts";
import { directoryFiles, ownFile } from "./tree-files.ts";

/** Reads the files of an assembly. @throws path-missing, input-invalid */
export async function readAssembly(
  reader: TreeReader,
  format: ObjectFormat,
  root: string,
  { proto, owner, packages, lock, run, clean, config }: AssembleInputs,
): Promise<Files> {
  const madeBlobs = new Map<string, Buffer>();
  const context = proto === undefined ? undefined : parsePath(proto, "`assemble.proto`");
  const own: OwnFile[] = [];
  if (lock !== undefined) {
    const remedy = "`treestamp lock` writes it; then commit it.";
    const path = parsePath(lock, "`assemble.lock`");
    own.push(await ownFile(reader, root, path, { name: "lock", input: "assemble.lock", remedy }));
  }
  if (run !== undefined && isPath(run)) {
    const path = parsePath(run, "`assemble.run`");
    const remedy = `Commit it; or write the script itself, in several words: run: sh -c ${textOfPath(path)}.`;
    own.push(await ownFile(reader, root, path, { name: "run", input: "assemble.run", remedy }));
  } else if (run !== undefined) {
    const script = Buffer.from(run, "utf8");
    const oid = hashObject(format, "blob", script);
    madeBlobs.set(oid, script);
    own.push({ name: "run", entry: { mode: "100755", name: "run", oid }, origin: undefined });
  }
  return {
    ...noFiles,
    method: { kind: "assemble", owner, packages, clean, config },
    context: context === undefined ? [] : await directoryFiles(reader, root, context, "assemble.proto"),
    own,
    madeBlobs,
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
