/**
 * The run key: the git tree hash of all that a run depends on. Two runs with one key see the same files, environment, command and
 * variables. What may hold a secret (values of variables, scripts, arguments) is told by its hash alone.
 */
import type { Repository } from "../git/repository.ts";
import { hashObject, hashTree, type ObjectFormat } from "../git/tree.ts";
import { sha256Of } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";

/** To be raised whenever the same facts must get another key. */
const version = 1;

/** All that a run depends on. Records hold it as it is, so names and order are a format. */
export interface RunFacts {
  /** Git tree of the files that the command sees. */
  readonly files: string;
  readonly environment: {
    /** The image's configuration. */
    readonly config: Digest;
    /** The snapshot's identity: the hash of its plain content. */
    readonly identity: Digest;
  };
  readonly platform: string;
  /** Of the arguments; or the script or phases and their shell. */
  readonly command: Digest;
  /** Where the files stand, and where the command starts. */
  readonly workspace: string;
  readonly directory: string;
  /** With numbers where it is the caller. */
  readonly user: string;
  /** Numbers of its additional groups. */
  readonly groups: string;
  /** Hashes of the values, by name. */
  readonly variables: Readonly<Record<string, Digest>>;
  readonly network: "host" | "none";
  readonly seccomp: "default" | "unconfined";
  /** Folders of the image that the command may write. */
  readonly writable: readonly string[];
  /** Names of caches, with their paths: `go /root/.cache/go-build`. */
  readonly caches: readonly string[];
  /** Paths that the command makes. */
  readonly outputs: readonly string[];
  /** Variables that name files of its results, such as GITHUB_OUTPUT. */
  readonly results: readonly string[];
}

/** A git tree of `files` and `run.json`. */
export function runKeyOf(format: ObjectFormat, facts: RunFacts): string {
  const json = Buffer.from(JSON.stringify({ version, ...inOrder(facts) }));
  return hashTree(format, [
    { mode: "40000", name: "files", oid: facts.files },
    { mode: "100644", name: "run.json", oid: hashObject(format, "blob", json) },
  ]);
}

/** The same value whatever the order in which it was made or read. */
export function inOrder<T>(value: T): T {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, each]) => [name, inOrder(each)])) as T;
}

/** The hashes of variables' values. */
export function hashesOf(variables: ReadonlyMap<string, string>): Readonly<Record<string, Digest>> {
  return Object.fromEntries([...variables].map(([name, value]) => [name, sha256Of(value)]));
}

/** What a run depends on, a line for each part. */
export function explainRun(hash: string, { environment, variables, ...facts }: RunFacts): string[] {
  const shown = (value: string | readonly string[]) => (typeof value === "string" ? value : value.join(", "));
  const rows = [
    ["run key", hash],
    ["config", environment.config],
    ["snapshot", environment.identity],
    ...Object.entries(facts).map(([name, value]) => [name, shown(value)] as const),
    ...Object.entries(variables).map(([name, digest]) => [`variable ${name}`, digest] as const),
  ] as const;
  return rows.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}

/** What differs between two runs, in words. @param before of a run that has passed */
export async function differences(repository: Repository, before: RunFacts, now: RunFacts): Promise<string[]> {
  const said: string[] = [];
  if (before.files !== now.files) said.push(await changedFiles(repository, before.files, now.files));
  if (before.environment.config !== now.environment.config) said.push("the image's configuration");
  if (before.environment.identity !== now.environment.identity) said.push("the environment's files");
  if (before.command !== now.command) said.push("the command");
  for (const name of new Set([...Object.keys(before.variables), ...Object.keys(now.variables)])) {
    if (before.variables[name] !== now.variables[name]) said.push(`the variable ${name}`);
  }
  for (const name of ["platform", "workspace", "directory", "user", "groups", "network", "seccomp"] as const) {
    if (before[name] !== now[name]) said.push(`${name} (${before[name] || "none"} before, ${now[name] || "none"} now)`);
  }
  for (const name of ["writable", "caches", "outputs", "results"] as const) {
    if (before[name].join("\0") !== now[name].join("\0")) said.push(name);
  }
  return said;
}

/** At most so many names are said. */
const mostNames = 3;

/** The repository may not have the other tree: a shallow clone, or a branch of somebody else's. */
async function changedFiles(repository: Repository, before: string, now: string): Promise<string> {
  const names = ["diff-tree", "-r", "--name-only", "--no-renames", before, now];
  const { exitCode, stdout } = await repository.git(names).catch(() => ({ exitCode: 1, stdout: Buffer.alloc(0) }));
  const paths = stdout.toString("utf8").split("\n").filter(Boolean);
  if (exitCode !== 0 || paths.length === 0) return `the files (tree ${before.slice(0, 12)} before)`;
  const more = paths.length > mostNames ? ` and ${paths.length - mostNames} more files` : "";
  return `${paths.slice(0, mostNames).join(", ")}${more}`;
}
