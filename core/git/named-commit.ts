/** A commit with all the names that tags and labels come from: from the host's event if there is one, else from git. */
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Repository } from "./repository.ts";

export interface NamedCommit {
  readonly commit: string;
  readonly tree: string;
  /** When it was committed. Seconds since 1970. */
  readonly time: number;
  readonly branch: string | undefined;
  readonly tag: string | undefined;
  readonly pullRequest: number | undefined;
  /** The branch that a pull request is for. */
  readonly baseBranch: string | undefined;
  readonly defaultBranch: string | undefined;
  /** True if a schedule started the run. */
  readonly isScheduled: boolean;
  /** All tags that are known here; in a shallow clone that may be the commit's own or none. */
  readonly knownTags: readonly string[];
  /** True for a clone without its whole history, which may also lack tags. */
  readonly isShallow: boolean;
  readonly project: Project;
}

/** Facts about the repository, if known. */
export interface Project {
  readonly url?: string;
  readonly name?: string;
  readonly description?: string;
  /** By SPDX: `MIT`. */
  readonly license?: string;
}

/** What a host tells about the run: see core/host/event.ts. */
export interface HostEvent extends Pick<NamedCommit, "branch" | "tag" | "pullRequest" | "baseBranch" | "isScheduled"> {
  /** For messages: `GitHub's event`. */
  readonly name: string;
  /** The commits that its names are about; empty if the host does not say. */
  readonly commits: readonly string[];
  readonly defaultBranch: string | undefined;
  /** Whether nobody but who may push to the branch or tag has started the run: not a comment, an issue, or another workflow. */
  readonly isOfItsRef: boolean;
  /** Where people read its log. */
  readonly url: string | undefined;
  readonly project: Project;
}

/**
 * Names what is checked out. The names of the host's event are taken where it is about this very commit: a workflow may
 * have checked out another one, which must not be called by them.
 * @throws repository-invalid before the first commit
 */
export async function nameCommit(repository: Repository, event: HostEvent | undefined, log: Log): Promise<NamedCommit> {
  const object = await repository.objects.read("HEAD^{commit}");
  if (object === undefined) {
    throw new TreestampError("repository-invalid", "The repository has no commit to name an image after.", {
      remedy: "Commit first.",
    });
  }
  const [, tree = ""] = /^tree ([0-9a-f]+)$/m.exec(object.body.toString("latin1")) ?? [];
  const [, time = "0"] = /^committer .* (\d+) [+-]\d+$/m.exec(object.body.toString("latin1")) ?? [];
  const refs = await refsOf(repository, object.oid);
  const ours = { commit: object.oid, tree, time: Number(time), knownTags: refs.knownTags, isShallow: refs.isShallow };
  const project: Project = { ...(refs.url === undefined ? {} : { url: refs.url }), ...event?.project };
  const defaultBranch = event?.defaultBranch ?? refs.defaultBranch;
  if (event === undefined || (event.commits.length > 0 && !event.commits.includes(object.oid))) {
    if (event !== undefined) {
      log.warning(
        `${event.name} is about ${event.commits[0]}, and ${object.oid} is checked out: tags come from git's own refs.`,
      );
    }
    const { branch, tag } = refs;
    return {
      ...ours,
      branch,
      tag,
      pullRequest: undefined,
      baseBranch: undefined,
      defaultBranch,
      isScheduled: false,
      project,
    };
  }
  const { branch, tag, pullRequest, baseBranch, isScheduled } = event;
  return { ...ours, branch, tag, pullRequest, baseBranch, defaultBranch, isScheduled, project };
}

async function refsOf(repository: Repository, commit: string) {
  const format = "--format=%(refname)%00%(objectname)%00%(*objectname)%00%(symref)";
  const [listed, branch, remote, shallow] = await Promise.all([
    repository.git(["for-each-ref", "--sort=-version:refname", format, "refs/tags", "refs/remotes/origin/HEAD"]),
    repository.git(["symbolic-ref", "--quiet", "--short", "HEAD"]),
    repository.git(["config", "--get", "remote.origin.url"]),
    repository.git(["rev-parse", "--is-shallow-repository"]),
  ]);
  const rows = listed.stdout
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => line.split("\0"));
  const tags = rows.filter(([name]) => name!.startsWith("refs/tags/"));
  const short = (name: string) => name.slice("refs/tags/".length);
  const here = tags.find(([, object, target]) => (target || object) === commit);
  const [, , , head = ""] = rows.find(([name]) => name === "refs/remotes/origin/HEAD") ?? [];
  return {
    isShallow: shallow.stdout.toString("utf8").trim() === "true",
    knownTags: tags.map(([name]) => short(name!)),
    tag: here === undefined ? undefined : short(here[0]!),
    branch: branch.exitCode === 0 ? branch.stdout.toString("utf8").trim() : undefined,
    defaultBranch: head.startsWith("refs/remotes/origin/") ? head.slice("refs/remotes/origin/".length) : undefined,
    url: webAddress(remote.stdout.toString("utf8").trim()),
  };
}

/** The page of a remote: `git@github.com:acme/app.git` is `https://github.com/acme/app`. No user name or password stays. */
export function webAddress(remote: string): string | undefined {
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remote) ??
    /^(?:[^@/:]+@)?([^/:]+\.[^/:]+):(?!\/\/)(.+?)(?:\.git)?\/?$/.exec(remote) ??
    [];
  return host === undefined ? undefined : `https://${host}/${path}`;
}
