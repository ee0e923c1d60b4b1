/** git's errors as messages that say what to do. */
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import { missing } from "../machine/missing.ts";

/**
 * @param what was tried, as the beginning of the message: `git status failed`
 * @param stderr everything that git said
 * @param directory the folder that was looked at
 */
export function gitFailure(what: string, stderr: string, directory?: string): TreestampError {
  const said = stderr.trim();
  const lines = said.split("\n").map((line) => line.replace(/^(fatal|error): /, "").replace(/\.$/, ""));
  const failure = (reason: string, remedy: string) => {
    const message = `${what}${reason === "" ? "" : `: ${reason}`}.`;
    return new TreestampError("repository-invalid", message, { remedy });
  };
  const line = (pattern: RegExp) => lines.find((candidate) => pattern.test(candidate));

  const owned = line(/dubious ownership|unsafe repository/);
  if (owned !== undefined) {
    const folder = /repository (?:at )?\(?'(.+?)'/.exec(owned)?.[1] ?? directory;
    return failure(
      owned,
      `The folder belongs to another user. If you trust it: git config --global --add safe.directory '${folder}'`,
    );
  }
  if (line(/promisor remote/) !== undefined) {
    return failure(
      `the clone is partial, and git could not fetch what is missing (${lines[0]})`,
      "Check out without `filter` (and without `sparse-checkout`, or with the recipe's folders in it), or let git fetch: `persist-credentials: true` of actions/checkout, or `git fetch --refetch --filter=blob:limit=1g` beforehand.",
    );
  }
  const broken = line(/not a git repository: /);
  if (broken !== undefined) {
    return failure(
      broken,
      "The file .git there, of a worktree or a submodule, names a repository that is gone or not mounted here. Make the repository visible at that path, or clone again.",
    );
  }
  if (line(/not a git repository/) !== undefined) {
    return failure(
      lines[0]!,
      "Run inside a clone of the repository, or name one with `-C DIR` (input `path`). In a workflow, the step `uses: actions/checkout` comes first; on CircleCI, `checkout`.",
    );
  }
  const filter = line(/external filter|clean filter|smudge filter/);
  if (filter !== undefined) {
    return failure(
      filter,
      "git is configured to run a filter from .gitattributes, and that filter fails here: install its program, or remove it from git's configuration. The image does not need it.",
    );
  }
  const embedded = /^(?:error: )?(.+): is a directory - add files inside instead/m.exec(said)?.[1];
  if (embedded !== undefined) {
    return failure(
      `${embedded} is a git repository of its own, without a commit`,
      "Name it in .gitignore, or commit in it: as it is, git cannot keep its files.",
    );
  }
  const unreadable = line(/open\(.*\): Permission denied/);
  if (unreadable !== undefined) {
    return failure(
      unreadable,
      "Make the file readable for this user, or name it in .gitignore: an untracked file in the context is part of the recipe.",
    );
  }
  const damaged = line(/inflate|corrupt|unable to unpack|bad object|packfile .* (?:does not match|cannot be accessed)/);
  if (damaged !== undefined) {
    return failure(damaged, "An object of the repository is damaged: `git fsck` lists those that are. Clone it again.");
  }
  const remedy =
    line(/No space left on device/) !== undefined
      ? "Free some space there, or set TMPDIR to a folder on another disk."
      : line(/cannot change to/) !== undefined && directory !== undefined
        ? "Name an existing folder: `-C DIR` (input `path`)."
        : "See what git reports: `git status`, `git fsck`.";
  return failure(lines[0] || "git did not say why", remedy);
}

/** What to do about a missing object, depending on why the repository may lack it. */
export async function whyLacking(commonDirectory: string): Promise<string> {
  const otherwise = "Fetch it: a partial or damaged clone may be the cause; `git fsck` will tell.";
  return (await lentFromNowhere(commonDirectory)) ?? otherwise;
}

/** What to do if it borrows objects from a missing folder; undefined if it does not. */
export async function lentFromNowhere(commonDirectory: string): Promise<string | undefined> {
  const objects = join(commonDirectory, "objects");
  const alternates = (await readFile(join(objects, "info/alternates"), "utf8").catch(missing(undefined))) ?? "";
  for (const folder of alternates.split("\n").filter((entry) => entry !== "" && !entry.startsWith("#"))) {
    const stats = await stat(resolve(objects, folder)).catch(missing(undefined));
    if (stats !== undefined) continue;
    return `It borrows objects from ${folder}, which is not there: make that folder visible at the same path, or clone without \`--shared\` and \`--reference\`.`;
  }
  return undefined;
}
