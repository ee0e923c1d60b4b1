/**
 * Which folders of a repository a command may be given. Git finds them by files of the work tree, which commands can write: `.git`
 * as a file, `.git/commondir`, and `core.worktree` may name any folder of the machine. So each is believed only where the folder
 * at its other end says the same.
 */
import { readFile, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import { isWithin } from "../machine/mounts.ts";
import type { Repository } from "./repository.ts";

export interface ShownFolders {
  /** The work tree, and the common git directory where that lies elsewhere. */
  readonly folders: readonly string[];
  /** A git directory elsewhere that does not know this work tree; commands do not see it. */
  readonly unknown?: string;
}

/** @throws repository-invalid where a configuration names a work tree that is not the repository's */
export async function shownFolders(repository: Repository): Promise<ShownFolders> {
  const { workTree, gitDirectory, commonDirectory } = repository;
  if (workTree === undefined) return { folders: [] };
  if (!(await isSame(await linkedFrom(workTree), gitDirectory))) throw notItsOwn(workTree, gitDirectory);
  if (isWithin(await real(workTree), await real(commonDirectory))) return { folders: [workTree] };
  const knows = (await isSame(gitDirectory, commonDirectory))
    ? await knowsAsSubmodule(repository, workTree)
    : await knowsAsWorktree(repository, workTree);
  return knows ? { folders: [workTree, commonDirectory] } : { folders: [workTree], unknown: commonDirectory };
}

/** Where the `.git` of a folder leads. Source: gitrepository-layout(5). */
async function linkedFrom(workTree: string): Promise<string | undefined> {
  const path = join(workTree, ".git");
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return path;
  const [, directory] = /^gitdir: (.*)\n?$/s.exec(await textOf(path)) ?? [];
  return directory === undefined ? undefined : resolve(workTree, directory.replace(/\n$/, ""));
}

/** A linked worktree: the repository has a folder for it, which names the work tree's `.git`. */
async function knowsAsWorktree({ gitDirectory, commonDirectory }: Repository, workTree: string): Promise<boolean> {
  if (!isWithin(join(await real(commonDirectory), "worktrees"), await real(gitDirectory))) return false;
  const back = (await textOf(join(gitDirectory, "gitdir"))).replace(/\n$/, "");
  return back !== "" && isSame(resolve(gitDirectory, back), join(workTree, ".git"));
}

/** A submodule: its git directory, in that of the repository around it, names the work tree. */
async function knowsAsSubmodule({ gitDirectory, git }: Repository, workTree: string): Promise<boolean> {
  const asked = ["config", "--file", join(gitDirectory, "config"), "--get", "core.worktree"];
  const { exitCode, stdout } = await git(asked);
  const back = stdout.toString("utf8").replace(/\n$/, "");
  return exitCode === 0 && back !== "" && isSame(resolve(gitDirectory, back), workTree);
}

async function isSame(a: string | undefined, b: string): Promise<boolean> {
  return a !== undefined && (await real(a)) === (await real(b));
}

function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

function notItsOwn(workTree: string, gitDirectory: string): TreestampError {
  const message = `git takes ${workTree} for the work tree of ${gitDirectory}, and its .git does not lead there.`;
  return new TreestampError("repository-invalid", message, {
    remedy: `The command would get that folder. See core.worktree in ${join(gitDirectory, "config")}: a command before this one may have set it.`,
  });
}
