/** Errors about paths of a recipe that are not in the repository, or are something else there. */
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import { entryAt, type TreePath, textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import type { TreeEntry } from "../git/tree.ts";

/** An input's path leads to nothing in the tree that was read. */
export class NotInTree extends TreestampError {
  readonly path: TreePath;
  /** What the message says of the path. */
  readonly what: string;

  constructor(input: string, path: TreePath, what = "is not in the repository", remedy = checkCommitted) {
    super("path-missing", `\`${input}\`: ${textOfPath(path)} ${what}.`, { remedy });
    this.path = path;
    this.what = what;
  }
}

const checkCommitted =
  "Check the spelling, and that it is committed: git keeps neither empty directories nor ignored files.";

/** The error about a directory without a file. */
export function emptyDirectory(input: string, path: TreePath): TreestampError {
  const remedy = checkCommitted;
  return new TreestampError("path-missing", `\`${input}\`: ${textOfPath(path)} is an empty directory.`, { remedy });
}

/**
 * What to throw for an error about a tree: of a path that is elsewhere, it says where.
 * @param ref the revision whose tree was read; undefined if it was the working tree's
 * @param head the tree of HEAD, if there is one
 */
export async function sayingWhere(
  error: unknown,
  repository: Repository,
  { ref, head }: { readonly ref?: string; readonly head?: string | undefined },
): Promise<unknown> {
  const fault = error instanceof TreestampError && error.cause instanceof NotInTree ? error.cause : error;
  if (!(fault instanceof NotInTree)) return error;
  const found = await (ref === undefined
    ? sinceHead(repository, fault.path, head)
    : notIn(ref, repository, fault.path));
  if (found === undefined) return error;
  const [what, remedy] = found;
  const message = (error as TreestampError).message.replace(`${fault.what}.`, () => `${what}.`);
  return new TreestampError("path-missing", message, { remedy, cause: error });
}

type Whereabouts = readonly [what: string, remedy: string] | undefined;

async function sinceHead(repository: Repository, path: TreePath, head: string | undefined): Promise<Whereabouts> {
  const text = textOfPath(path);
  if ((await isOnDisk(repository, path)) && (await isIgnored(repository, text))) {
    const remedy = `Take it out of .gitignore, or commit it all the same: git add --force ${text}.`;
    return ["is not committed: git ignores it", remedy];
  }
  if (head === undefined || (await entryAt(repository.readTree, head, path)).entry === undefined) return undefined;
  const remedy = `Bring it back with git checkout HEAD -- ${text}, or name what has taken its place.`;
  return ["was deleted in the working tree", remedy];
}

async function notIn(ref: string, repository: Repository, path: TreePath): Promise<Whereabouts> {
  if (!(await isOnDisk(repository, path))) return undefined;
  const remedy = "Commit it, or leave `ref` out: then what is checked out counts.";
  return [`is not in ${ref}, only in the working tree`, remedy];
}

async function isOnDisk({ workTree }: Repository, path: TreePath): Promise<boolean> {
  if (workTree === undefined) return false;
  return (await lstat(join(workTree, textOfPath(path))).catch(() => undefined)) !== undefined;
}

/** Whether git ignores a file, or all that is in a directory. git-check-ignore(1) takes no literal paths. */
async function isIgnored({ git }: Repository, path: string): Promise<boolean> {
  const ignored = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "--no-empty-directory"];
  return (await git([...ignored, "--", path])).stdout.length > 0;
}

/** The error about an input whose path ends at, or leads through, the wrong kind of entry. */
export function notThat(input: string, path: TreePath, entry: TreeEntry, wanted: string): TreestampError {
  const where = textOfPath(path);
  if (entry.mode === "160000") {
    return new TreestampError("input-invalid", `\`${input}\`: ${where} is, or is in, a submodule.`, {
      remedy:
        "A submodule's files are not in this repository's tree: run treestamp in the submodule (`-C`), or include it as a whole.",
    });
  }
  const is = entry.mode === "120000" ? "a symbolic link" : entry.mode === "40000" ? "a directory" : "a file";
  const remedy = is === "a symbolic link" ? "Name the path that it points to." : `Name ${wanted}.`;
  return new TreestampError("input-invalid", `\`${input}\`: ${where} is, or leads through, ${is}.`, { remedy });
}
