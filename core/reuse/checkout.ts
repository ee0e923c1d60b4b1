/** A fresh checkout for one command: the files that git has and nothing else, whatever lies about in the workspace. */
import { chmod, lstat, mkdir, writeFile } from "node:fs/promises";
import { TreestampError } from "../errors.ts";
import { isInFolder, type TreePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { run } from "../machine/process.ts";
import { contextTar } from "../recipe/context.ts";
import type { Files } from "../recipe/recipe.ts";
import { described, entriesBelow } from "./walk.ts";

export interface Checkout {
  readonly folder: string;
  /** What stood there at first, by path, as `described` says it. */
  readonly before: ReadonlyMap<string, string>;
  /** Nothing of it was changed later than this, by the clock of the file system. Milliseconds. */
  readonly at: number;
}

const purpose = { input: "reuse", otherwise: "Or name the `paths` that the command needs." };

/** Writes the files to a new folder. @throws repository-invalid, sandbox-failed; interrupted */
export async function checkOut(
  repository: Repository,
  files: Files,
  folder: string,
  signal: AbortSignal,
): Promise<Checkout> {
  await mkdir(folder);
  await chmod(folder, 0o755); // whatever the umask is
  await unpack(contextTar(repository, files, purpose)(), folder, signal);
  const marker = `${folder}.made`;
  await writeFile(marker, "");
  const { ctimeMs: at } = await lstat(marker);
  const before = new Map<string, string>();
  for await (const { path, stats } of entriesBelow(folder)) before.set(path, described(stats));
  return { folder, before, at };
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
  const modes = ["--no-same-owner", "--preserve-permissions", "--touch", "--no-overwrite-dir"];
  const names = ["--no-wildcards", "--no-unquote", "--", ...only.map(textOfPath)];
  const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, ...modes, ...names];
  const { exitCode, stderr } = await run("env", ["LC_ALL=C", ...tar], { input: archive, signal });
  if (exitCode === 0) return;
  const [why = ""] = stderr.trim().split("\n");
  throw new TreestampError("sandbox-failed", `Files could not be written to ${folder}: ${why.replace(/\.$/, "")}.`, {
    remedy: /no space left/i.test(stderr)
      ? "Free some space, or set `cache-folder` to a folder on another disk."
      : "Check who may write there: the workspace and the cache folder have to be the caller's.",
  });
}

/** What a command has left that a run which stands for it would not leave. */
export interface LeftOver {
  /** Files that git has, and that were written to, replaced or removed. */
  readonly changed: readonly TreePath[];
  /** New ones that git does not ignore. Folders count for nothing. */
  readonly made: readonly TreePath[];
}

/** What a command has left in its checkout besides its outputs. */
export async function leftOver(
  repository: Repository,
  { folder, before, at }: Checkout,
  outputs: readonly TreePath[],
): Promise<LeftOver> {
  const isOutput = (path: string) => outputs.some((output) => isInFolder(output, path));
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
  const ignored = await ignoredOf(repository, made);
  return {
    changed: [...changed, ...[...gone].filter((path) => !isOutput(path))],
    made: made.filter((path) => !ignored.has(path)),
  };
}

/** Those of the paths that git ignores: the work tree has the rules, also where the command does not see their files. */
async function ignoredOf(repository: Repository, paths: readonly TreePath[]): Promise<ReadonlySet<TreePath>> {
  if (paths.length === 0) return new Set();
  // `./` keeps a name such as `:x` from being read as a pattern; literal patterns are nothing that this command knows.
  const { exitCode, stdout, stderr } = await repository.git(["check-ignore", "--stdin", "-z", "--no-index"], {
    env: { GIT_LITERAL_PATHSPECS: "0" },
    input: Buffer.from(paths.map((path) => `./${path}\0`).join(""), "latin1"),
    maxOutput: 1 << 30,
  });
  if (exitCode > 1) throw new TreestampError("repository-invalid", `git check-ignore failed: ${stderr.trim()}`);
  const ignored = stdout.toString("latin1").split("\0");
  return new Set(ignored.map((path) => path.slice("./".length)));
}
