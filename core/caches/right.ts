/** Who may save a cache: what a job has left there, later jobs build with. */
import type { HostEvent } from "../git/named-commit.ts";
import type { Repository } from "../git/repository.ts";

export type SavingRight =
  /** The default branch, whose caches all others read; or a person's machine, which saves for itself. */
  | { readonly kind: "default" }
  | { readonly kind: "branch"; readonly branch: string }
  /** A clause. */
  | { readonly kind: "none"; readonly why: string };

/**
 * Whether this run's files are the default branch's. A workflow may have checked out something else than its event is about, such
 * as a pull request's commit for `workflow_run`: then nothing is saved.
 */
export async function savingRight(
  repository: Repository,
  event: HostEvent | undefined,
  isCi: boolean,
): Promise<SavingRight> {
  if (event === undefined && isCi) return { kind: "none", why: "this CI does not say which branch the run is about" };
  if (event === undefined) return { kind: "default" };
  if (event.pullRequest !== undefined) return { kind: "none", why: "pull requests only read caches" };
  if (!event.isOfItsRef) return { kind: "none", why: "such an event may be about files that are not the branch's" };
  const { branch, commits } = event;
  if (branch === undefined) return { kind: "none", why: "this run is of no branch" };
  const head = await repository.git(["rev-parse", "--verify", "--quiet", "HEAD"]);
  if (head.exitCode !== 0 || !commits.includes(head.stdout.toString("utf8").trim())) {
    return { kind: "none", why: "another commit is checked out than this run is about" };
  }
  // CircleCI does not say which branch is the default one, and what .git says of it a command may have written.
  const isDefault =
    event.defaultBranch === undefined ? ["main", "master"].includes(branch) : branch === event.defaultBranch;
  return isDefault ? { kind: "default" } : { kind: "branch", branch };
}
