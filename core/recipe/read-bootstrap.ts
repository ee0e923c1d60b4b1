/** From a tree of the repository to the recipe of a root from a checked archive. Loaded where there is one. */
import { posix } from "node:path";
import { parsePath, type TreePath, type TreeReader } from "../git/path.ts";
import { type BootstrapInputs, isRemote } from "../inputs/bootstrap.ts";
import type { Digest } from "../oci/port.ts";
import { type IgnoreRules, parseDockerignore } from "./dockerignore.ts";
import type { Files } from "./read.ts";
import { noFiles, type OwnFile } from "./recipe.ts";
import { sumFor, tarballFor } from "./sums.ts";
import { directoryFiles, ownFile } from "./tree-files.ts";

/** Reads the files of a bootstrap. @throws path-missing, input-invalid */
export async function readBootstrap(
  reader: TreeReader,
  root: string,
  { tarball, packages, sums, remove, overlay, platforms }: BootstrapInputs & { readonly platforms: readonly string[] },
): Promise<Files> {
  removeRules(remove); // or they are refused
  const context = overlay === undefined ? undefined : parsePath(overlay, "`bootstrap.overlay`");
  const document = sums === undefined ? undefined : await textOf(reader, root, sums);
  const own: OwnFile[] = [];
  const known = new Map<string, Digest>();
  for (const platform of tarball === undefined ? [] : platforms) {
    const of = tarballFor(tarball!, platform);
    if (document !== undefined) known.set(platform, sumFor(document, of, platform, sums!));
    if (isRemote(tarball!)) continue;
    const path = parsePath(of, "`bootstrap.tarball`");
    own.push(await ownFile(reader, root, path, { name: tarballName(platform), input: "bootstrap.tarball" }));
  }
  return {
    ...noFiles,
    method: { kind: "bootstrap", tarball, packages, sums: known, remove },
    context: context === undefined ? [] : await directoryFiles(reader, root, context, "bootstrap.overlay"),
    own,
    origin: { context, include: [] },
  };
}

/** The name below `.treestamp/` of a platform's archive that is a file of the repository. */
export function tarballName(platform: string): string {
  return `tarball-${platform.replaceAll("/", "-")}`;
}

/** The rules of `bootstrap.remove`. @throws input-invalid for a pattern that docker would refuse */
export function removeRules(patterns: readonly string[]): IgnoreRules {
  return parseDockerignore(patterns.join("\n"), "`bootstrap.remove`");
}

/** The paths of the repository that decide it; of an archive with `{arch}` in its path the folder. */
export function bootstrapPaths({ tarball, sums, overlay }: BootstrapInputs): readonly TreePath[] {
  const folder =
    tarball === undefined || isRemote(tarball)
      ? undefined
      : /[{]/.test(tarball)
        ? posix.dirname(tarball.slice(0, tarball.indexOf("{") + 1))
        : tarball;
  return [folder, sums, overlay].flatMap((path) => (path === undefined ? [] : [parsePath(path, "`bootstrap`")]));
}

async function textOf(reader: TreeReader, root: string, sums: string): Promise<string> {
  const path = parsePath(sums, "`bootstrap.sums`");
  const { entry } = await ownFile(reader, root, path, { name: "sums", input: "bootstrap.sums" });
  return (await reader.readBlob(entry.oid)).toString("utf8");
}
