/**
 * `npm run release -- COMMAND`: what makes a release of this repository. docs/releasing.md is the way through it.
 *
 *   check [vX.Y.Z]     every place that names a version names this one; where it is given, its commit is merged, too
 *   version X.Y.Z      writes it to all of them
 *   tag [--push]       tags the head of the default branch as vX.Y.Z
 *   move-major vX.Y.Z [--push]
 *                      lets vX, which users name, point to that release
 *
 * The last two only say what they would do, unless `--push` is given. Each can be called again: what is done already is
 * said and left alone.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mentionsOf, writeVersion } from "./versions.ts";

/** Says why there is no release, and what to do. */
export class Refusal extends Error {}

const remote = "origin";

type Version = readonly [major: number, minor: number, patch: number];

/** @throws Refusal where `text` is not X.Y.Z, or vX.Y.Z */
function parseVersion(text: string): Version {
  const [, ...numbers] = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text) ?? [];
  if (numbers.length === 0) throw new Refusal(`"${text}" is no version: it should be X.Y.Z.`);
  return numbers.map(Number) as unknown as Version;
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

const nameOf = (version: Version) => version.join(".");

/** The clone that a release is made in. */
interface Clone {
  readonly root: string;
  /** Runs git there; its output without the last line feed. */
  git(...args: string[]): string;
}

/** True where git answers a question by its exit code with yes. */
function says(clone: Clone, ...args: string[]): boolean {
  try {
    clone.git(...args);
    return true;
  } catch {
    return false;
  }
}

function ownVersion({ root }: Clone): Version {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return parseVersion(version);
}

interface RemoteTags {
  /** Name -> the commit that the tag stands for. */
  readonly commits: ReadonlyMap<string, string>;
  /** Name -> what the tag is: that commit, or a tag object of its own. */
  readonly objects: ReadonlyMap<string, string>;
  /** Released versions, lowest first. */
  readonly releases: readonly Version[];
}

/** Asked at the remote, because a clone may be old or shallow. */
function remoteTags({ git }: Clone): RemoteTags {
  const commits = new Map<string, string>();
  const objects = new Map<string, string>();
  for (const line of git("ls-remote", "--tags", remote).split("\n").filter(Boolean)) {
    const [id, ref] = line.split("\t") as [string, string];
    const name = ref.slice("refs/tags/".length);
    if (!name.endsWith("^{}")) objects.set(name, id);
    commits.set(name.replace("^{}", ""), id); // the line with ^{} comes second
  }
  const names = [...objects.keys()].filter((name) => /^v\d+\.\d+\.\d+$/.test(name));
  return { commits, objects, releases: names.map(parseVersion).sort(compare) };
}

function check({ root }: Clone, wanted: Version): void {
  const name = nameOf(wanted);
  const wrong = mentionsOf(root, name).filter(({ version, expected }) => version !== expected);
  if (wrong.length === 0) return;
  const places = wrong.map(({ file, line, version, expected }) => `  ${file}:${line}: ${version}, not ${expected}`);
  throw new Refusal(
    `Not every place names ${name}:\n${places.join("\n")}\nTo write it there: npm run release -- version ${name}`,
  );
}

/** The remote's default branch and the commit at its head. */
function defaultBranch({ git }: Clone): { readonly branch: string; readonly head: string } {
  const answer = git("ls-remote", "--symref", remote, "HEAD");
  const [, branch, head] = /^ref: refs\/heads\/(\S+)\tHEAD\n(\S+)\tHEAD$/m.exec(answer) ?? [];
  if (branch === undefined || head === undefined) throw new Refusal(`${remote} has no default branch.`);
  return { branch, head };
}

/** True where `old` is `young` or before it. A commit that the clone has not got is after all that it has. */
function isBefore(clone: Clone, old: string, young: string): boolean {
  if (!says(clone, "cat-file", "-e", `${old}^{commit}`)) return false;
  return !says(clone, "cat-file", "-e", `${young}^{commit}`) || says(clone, "merge-base", "--is-ancestor", old, young);
}

function mustBeMerged(clone: Clone): void {
  const { branch, head } = defaultBranch(clone);
  clone.git("fetch", "--quiet", remote, branch);
  if (isBefore(clone, "HEAD", head)) return;
  throw new Refusal(`HEAD is not in ${branch} of ${remote}. A release is made of what is merged.`);
}

/**
 * The commit that is here to the last byte and is the head of the remote's default branch.
 * @throws Refusal where it is not
 */
function mergedHead(clone: Clone): string {
  const changed = clone.git("status", "--porcelain");
  if (changed !== "") throw new Refusal(`There are changes that no commit has:\n${changed}\nCommit or remove them.`);
  const { branch, head } = defaultBranch(clone);
  const ours = clone.git("rev-parse", "HEAD");
  if (head === ours) return ours;
  if (isBefore(clone, head, "HEAD")) {
    throw new Refusal(`HEAD has commits that ${branch} of ${remote} has not. A release is made of what is merged.`);
  }
  const where = isBefore(clone, "HEAD", head) ? "behind" : "beside";
  throw new Refusal(`HEAD is ${where} ${branch} of ${remote}. Get it: git switch ${branch} && git pull --ff-only`);
}

/** What is done at the remote: shown, or pushed. */
type Mode = "dry run" | "push";

const toPush = "Nothing is pushed yet: add --push to do it.";

/** Checks all that a release needs, and tags it. @throws Refusal where there cannot be such a release */
function tag(clone: Clone, mode: Mode): string {
  const { git } = clone;
  const version = ownVersion(clone);
  const name = `v${nameOf(version)}`;
  check(clone, version);
  const { commits, releases } = remoteTags(clone);
  const released = commits.get(name);
  if (released === git("rev-parse", "HEAD")) return `${name} is there already, on this commit.`;
  const commit = mergedHead(clone);
  if (released !== undefined) {
    throw new Refusal(`${name} is there already, on ${released}. It is never moved: raise the version and merge that.`);
  }
  const higher = releases.findLast((other) => other[0] === version[0] && compare(other, version) > 0);
  if (higher !== undefined) throw new Refusal(`v${nameOf(higher)} is released already, which is higher than ${name}.`);
  if (mode === "dry run") return `Would push the tag ${name} on ${commit} to ${remote}. ${toPush}`;
  if (says(clone, "rev-parse", "--verify", `refs/tags/${name}`)) git("tag", "--delete", name); // it was never pushed
  git("tag", "--annotate", "--message", `treestamp ${nameOf(version)}`, name, commit);
  try {
    git("push", "--quiet", remote, `refs/tags/${name}`);
  } catch (error) {
    git("tag", "--delete", name);
    throw error;
  }
  return `${name} is on ${commit}.`;
}

/** Lets the major version's tag follow a release, never back. @throws Refusal where a higher one is released */
function moveMajor(clone: Clone, version: Version, mode: Mode): string {
  const [name, major] = [`v${nameOf(version)}`, `v${version[0]}`];
  const { commits, objects, releases } = remoteTags(clone);
  const commit = commits.get(name);
  if (commit === undefined)
    throw new Refusal(`${remote} has no tag ${name}, and ${major} only follows what is released.`);
  const newest = releases.findLast((other) => other[0] === version[0])!;
  if (compare(newest, version) !== 0) {
    throw new Refusal(`${major} belongs to v${nameOf(newest)}, which is higher than ${name}: it never goes back.`);
  }
  const from = commits.get(major);
  if (from === commit) return `${major} is on ${name} already.`;
  const before = from === undefined ? "" : `; it was on ${from}`;
  if (mode === "dry run") return `Would move ${major} of ${remote} to ${name}, ${commit}${before}. ${toPush}`;
  // Only from where we saw it, so that two releases at once do not undo each other.
  const lease = `--force-with-lease=refs/tags/${major}:${objects.get(major) ?? ""}`;
  clone.git("push", "--quiet", lease, remote, `${commit}:refs/tags/${major}`);
  return `${major} is on ${name}, ${commit}${before}.`;
}

/**
 * Does what the words say in the clone at `root`; gives a sentence about what it did.
 * @throws Refusal where there cannot be such a release
 */
export function release(root: string, words: readonly string[], env = process.env): string {
  const [command, argument, ...rest] = words.filter((word) => word !== "--push");
  const mode: Mode = words.includes("--push") ? "push" : "dry run";
  const git = (...args: string[]) => {
    return execFileSync("git", args, { cwd: root, env, encoding: "utf8", stdio: "pipe" }).trimEnd();
  };
  const clone = { root, git };
  if (rest.length === 0) {
    if (command === "check") {
      const version = argument === undefined ? ownVersion(clone) : parseVersion(argument);
      check(clone, version);
      if (argument !== undefined) mustBeMerged(clone);
      return `Every place names ${nameOf(version)}.`;
    }
    if (command === "version" && argument !== undefined) {
      const version = nameOf(parseVersion(argument));
      writeVersion(root, version);
      return `Every place names ${version} now. Next: npm run build, and a pull request with that.`;
    }
    if (command === "tag" && argument === undefined) return tag(clone, mode);
    if (command === "move-major" && argument !== undefined) return moveMajor(clone, parseVersion(argument), mode);
  }
  throw new Refusal(
    "Say what: check [vX.Y.Z], version X.Y.Z, tag [--push], or move-major vX.Y.Z [--push]. See docs/releasing.md.",
  );
}

if (import.meta.main) {
  try {
    process.stdout.write(`${release(process.cwd(), process.argv.slice(2))}\n`);
  } catch (error) {
    process.stderr.write(`treestamp: ${(error as Error).message}\n`); // git's own words are part of its errors
    process.exitCode = 1;
  }
}
