/** A fresh checkout for one command: the files that git has and nothing else, whatever lies about in the workspace. */
import { constants, type Stats } from "node:fs";
import { access, lstat, mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TreestampError } from "../errors.ts";
import { type TreePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { checkStaysInside } from "../machine/leads-out.ts";
import { missing } from "../machine/missing.ts";
import { run } from "../machine/process.ts";
import { contextTar } from "../recipe/context.ts";
import type { Files } from "../recipe/recipe.ts";

export interface Checkout {
  readonly folder: string;
  /** What stood there at first, by path: its kind and permissions, and its size where it is no folder. */
  readonly before: ReadonlyMap<string, string>;
  /** Nothing of it was changed later than this, by the clock of the file system. Milliseconds. */
  readonly at: number;
}

const purpose = { input: "reuse", otherwise: "Or name the `paths` that the command needs." };

/** Writes the files to `folder`, which is empty and ours. @throws repository-invalid, sandbox-failed; interrupted */
export async function checkOut(
  repository: Repository,
  files: Files,
  folder: string,
  signal: AbortSignal,
): Promise<Checkout> {
  await unpack(contextTar(repository, files, purpose)(), folder, signal);
  const marker = `${folder}.made`;
  await writeFile(marker, "");
  const [before, { ctimeMs }] = await Promise.all([listed(folder), lstat(marker)]);
  return { folder, before, at: ctimeMs };
}

/**
 * Extracts an archive: modes as they are there, the present for times, and the caller's files.
 * @param only the paths that are taken, with all below them; empty for all
 * @throws sandbox-failed; interrupted
 */
export async function unpack(
  archive: AsyncIterable<Uint8Array>,
  folder: string,
  signal: AbortSignal,
  only: readonly TreePath[] = [],
): Promise<void> {
  const flags = ["--no-same-owner", "--preserve-permissions", "--touch", "--no-overwrite-dir", "--no-wildcards"];
  const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, ...flags, "--", ...only.map(textOfPath)];
  const { exitCode, stderr } = await run("env", ["LC_ALL=C", ...tar], { input: archive, signal });
  if (exitCode === 0) return;
  const [why = ""] = stderr.trim().split("\n");
  throw new TreestampError("sandbox-failed", `Files could not be written to ${folder}: ${why.replace(/\.$/, "")}.`, {
    remedy: "Free some space, or set `cache-folder` to a folder on another disk.",
  });
}

/** Everything below a folder, links not followed. */
async function listed(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { path, stats } of entriesBelow(folder)) found.set(path, described(stats));
  return found;
}

interface Entry {
  /** Raw bytes (latin1), as git has them. */
  readonly path: TreePath;
  readonly stats: Stats;
  /** A folder of another user, of which nobody knows what is in it. */
  readonly isClosed?: boolean;
}

async function* entriesBelow(folder: string, above: TreePath = ""): AsyncGenerator<Entry, void, undefined> {
  const place = (path: TreePath) => Buffer.from(path === "" ? folder : `${folder}/${path}`, "latin1");
  for (const name of await readdir(place(above), { encoding: "buffer" })) {
    const path = `${above}${above === "" ? "" : "/"}${name.toString("latin1")}`;
    const stats = await lstat(place(path));
    if (!stats.isDirectory()) yield { path, stats };
    else {
      const isClosed = await access(place(path), constants.R_OK | constants.X_OK).then(
        () => false,
        () => true,
      );
      yield { path, stats, isClosed };
      if (!isClosed) yield* entriesBelow(folder, path);
    }
  }
}

function described({ mode, size }: { readonly mode: number; readonly size: number }): string {
  const isFolder = (mode & 0o170000) === 0o040000;
  return isFolder ? "folder" : `${mode.toString(8)} ${size}`;
}

/**
 * Takes the outputs out of a checkout, to the same paths of `folder`, which is empty and ours.
 * @returns those that are not there
 * @throws input-invalid where a link leads out of the checkout
 */
export async function takeOutputs(
  { folder: from }: Checkout,
  outputs: readonly TreePath[],
  folder: string,
): Promise<readonly TreePath[]> {
  const lacking: TreePath[] = [];
  for (const path of outputs) {
    const [source, target] = [join(from, textOfPath(path)), join(folder, textOfPath(path))];
    await checkStaysInside(from, dirname(source));
    await mkdir(dirname(target), { recursive: true });
    const isThere = await rename(source, target).then(() => true, missing(false));
    if (!isThere) lacking.push(path);
  }
  return lacking;
}

/**
 * What a command has left in its checkout besides its outputs, and git does not ignore: a run that stands for it would not leave
 * that. Folders count for nothing. To be called once the outputs are taken out.
 */
export async function leftOver(
  repository: Repository,
  { folder, before, at }: Checkout,
  outputs: readonly TreePath[],
): Promise<readonly TreePath[]> {
  const isOutput = (path: string) => outputs.some((output) => `${path}/`.startsWith(`${output}/`));
  const made: TreePath[] = [];
  const changed: TreePath[] = [];
  const gone = new Set(before.keys());
  for await (const { path, stats, isClosed } of entriesBelow(folder)) {
    gone.delete(path);
    const [was, is] = [before.get(path), described(stats)];
    if (isOutput(path) || (is === "folder" && was === undefined && !isClosed)) continue;
    if (was === undefined) made.push(path);
    else if (was !== is || isClosed || (is !== "folder" && stats.ctimeMs > at)) changed.push(path);
  }
  const ignored = await ignoredOf(repository, folder, made);
  return [...changed, ...[...gone].filter((path) => !isOutput(path)), ...made.filter((path) => !ignored.has(path))];
}

/** Those of the paths that git ignores, by the rules in the checkout and the machine's own. */
async function ignoredOf(
  repository: Repository,
  folder: string,
  paths: readonly TreePath[],
): Promise<ReadonlySet<TreePath>> {
  if (paths.length === 0) return new Set();
  // `./` keeps a name such as `:x` from being read as a pattern; literal patterns are nothing that this command knows.
  const { exitCode, stdout, stderr } = await repository.git(["check-ignore", "--stdin", "-z", "--no-index"], {
    cwd: folder,
    env: { GIT_DIR: repository.gitDirectory, GIT_WORK_TREE: folder, GIT_LITERAL_PATHSPECS: "0" },
    input: Buffer.from(paths.map((path) => `./${path}\0`).join(""), "latin1"),
    maxOutput: 1 << 30,
  });
  if (exitCode > 1) throw new TreestampError("repository-invalid", `git check-ignore failed: ${stderr.trim()}`);
  const ignored = stdout.toString("latin1").split("\0");
  return new Set(ignored.map((path) => path.slice("./".length)));
}
