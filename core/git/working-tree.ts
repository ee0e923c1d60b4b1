/** The uncommitted state of the work tree as a git tree, made with a copy of the index and our own object directory. */
import { copyFile, mkdtemp, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TreePath, textOfPath } from "./path.ts";
import { quoted, type Repository } from "./repository.ts";
import { untouched } from "./untouched.ts";

/** Git settings of a user's that would write beside the index copy or start programs. */
const quiet = ["-c", "core.fsmonitor=false", "-c", "core.splitIndex=false", "-c", "core.hooksPath=/dev/null"];

/** True where there are files to compare: a work tree that was checked out. */
export async function hasWorkingTree(repository: Repository): Promise<boolean> {
  if (repository.workTree === undefined) return false;
  return stat(indexOf(repository)).then(
    () => true,
    () => false,
  );
}

/**
 * The tree that a commit of everything at or below these paths would have now: changed, staged, deleted and new files;
 * ignored ones not. Undefined where nothing there differs from HEAD. Objects go to `repository.scratch()`; the repository
 * and its index stay as they are.
 * @throws repository-invalid with what git said
 */
export async function workingTree(repository: Repository, below: readonly TreePath[]): Promise<string | undefined> {
  const { changes, same } = await changesBelow(repository, below);
  if (changes.length === 0) return undefined;

  const folder = await mkdtemp(join(tmpdir(), "treestamp-index-"));
  try {
    const index = join(folder, "index");
    await copyIndex(indexOf(repository), index);
    const env = {
      GIT_INDEX_FILE: index,
      GIT_OBJECT_DIRECTORY: await repository.scratch(),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(join(repository.commonDirectory, "objects")),
    };
    // A staged change is in the index already; what the work tree adds to it is not.
    const inWorkTree = changes.filter(({ state, path }) => state[1] !== "." && !same.has(path));
    // A merge may be unfinished elsewhere: no tree can be written until each path has one version.
    const unmerged = (await repository.ask(["ls-files", "--unmerged", "-z"]))
      .toString("latin1")
      .match(/(?<=\t)[^\0]+/g);
    const paths = new Set([...inWorkTree.map(({ path }) => path.replace(/\/$/, "")), ...(unmerged ?? [])]);
    await repository.ask([...quiet, "update-index", "--add", "--remove", "--replace", "-z", "--stdin"], {
      env,
      input: Buffer.from([...paths].map((path) => `${path}\0`).join(""), "latin1"),
    });
    return (await repository.ask([...quiet, "write-tree"], { env })).toString("latin1").trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The paths of the same changes, in git's order. @throws repository-invalid with what git said */
export async function changedPaths(repository: Repository, below: readonly TreePath[]): Promise<readonly TreePath[]> {
  return (await changesBelow(repository, below)).changes.map(({ path }) => path);
}

/** The same for the whole work tree, without new files that `isIgnored` tells. @throws repository-invalid with what git said */
export async function changedExceptNew(
  repository: Repository,
  isIgnored: (path: TreePath) => boolean,
): Promise<readonly TreePath[]> {
  const { changes } = await changesBelow(repository, [""]);
  return changes.filter(({ state, path }) => state !== ".?" || !isIgnored(path)).map(({ path }) => path);
}

/** What git lists, without the files that nobody touched; `same` are those, also where something else about them is staged. */
async function changesBelow(repository: Repository, below: readonly TreePath[]) {
  const limits = below.includes("") ? [] : ["--", ...below.map(textOfPath)];
  const status = ["status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all"];
  const listed = entriesOf(await repository.ask([...quiet, ...status, "--ignore-submodules=dirty", ...limits]));
  const same = await untouched(repository, listed);
  return { changes: listed.filter(({ state, path }) => state[0] !== "." || !same.has(path)), same };
}

/**
 * Submodules whose checkout has changes of its own: files changed or new, but the commit that the index names.
 * @param limits `--` and paths; empty for all
 * @throws repository-invalid with what git said
 */
export async function submodulesChangedInside(repository: Repository, limits: readonly string[]): Promise<TreePath[]> {
  const status = ["status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=none"];
  const output = await repository.ask([...quiet, ...status, ...limits]);
  // `S<c><m><u>`: the third and fourth letter stand for changed and for new files.
  return entriesOf(output)
    .filter(({ submodule }) => /^S.(M.|.U)$/.test(submodule))
    .map(({ path }) => path);
}

/** Each worktree has its own. Source: gitrepository-layout(5). */
function indexOf({ gitDirectory }: Repository): string {
  return join(gitDirectory, "index");
}

/**
 * Git trusts a file's times unless the file is as young as the index, so the copy must not look younger than the
 * original: it gets its time, rounded down.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from);
  await copyFile(from, to);
  const seconds = Math.floor(mtimeMs / 1000);
  await utimes(to, seconds, seconds);
}

/** The status that `git status` gives a path. Names are raw bytes. */
export interface StatusEntry {
  /** Two letters: the index against HEAD, and the work tree against the index; `.` for unchanged. */
  readonly state: string;
  readonly path: TreePath;
  /** `N...`, or `S` and three letters for a submodule. */
  readonly submodule: string;
  /** The index's entry of a file that the work tree also has. */
  readonly indexed?: { readonly mode: string; readonly workMode: string; readonly oid: string };
}

/** The records of `git status --porcelain=v2 -z`. Source: git-status(1). */
function entriesOf(output: Buffer): StatusEntry[] {
  const entries: StatusEntry[] = [];
  for (const record of output.toString("latin1").split("\0")) {
    const [kind = "", state = "", submodule = "", , mode = "", workMode = "", , oid = ""] = record.split(" ", 8);
    const path = record
      .split(" ")
      .slice({ "1": 8, u: 10, "?": 1 }[kind] ?? Number.POSITIVE_INFINITY)
      .join(" ");
    if (kind === "1") entries.push({ state, path, submodule, indexed: { mode, workMode, oid } });
    else if (kind === "u") entries.push({ state: "UU", path, submodule });
    else if (kind === "?") entries.push({ state: ".?", path, submodule: "N..." });
  }
  return entries;
}
