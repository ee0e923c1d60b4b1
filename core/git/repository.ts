/** A git repository that is only read: its objects, its revisions, its work tree. */
import { access, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import { type ProgramOptions, type ProgramResult, run } from "../machine/process.ts";
import { makeScratch, sweepScratch } from "../machine/scratch.ts";
import { type ObjectReader, openObjectReader } from "./objects.ts";
import { gitFailure, lentFromNowhere, whyLacking } from "./refusal.ts";
import { type ObjectFormat, parseTree, type TreeEntry } from "./tree.ts";

export interface Repository extends AsyncDisposable {
  /** The git directory; the one of a linked worktree where it is one. Absolute. */
  readonly gitDirectory: string;
  /** The directory that all worktrees of the repository share, with objects and refs: the git directory itself, except in a linked worktree. */
  readonly commonDirectory: string;
  /** Root of the work tree; undefined in a bare repository. Absolute. */
  readonly workTree: string | undefined;
  readonly objectFormat: ObjectFormat;
  /**
   * Object directory of ours for what the work tree has and no commit, made when it is first asked for. Readers that are
   * opened from then on see it; git's own directory does not change.
   */
  scratch(): Promise<string>;

  /** Runs git here, in the root of the work tree if there is one. Paths are literal, nothing is locked. */
  git(args: readonly string[], options?: ProgramOptions): Promise<ProgramResult>;
  /** The same; its output. @throws repository-invalid with what git said */
  ask(args: readonly string[], options?: ProgramOptions): Promise<Buffer>;
  /** The reader that this value keeps. */
  readonly objects: ObjectReader;
  /** One more reader, to be closed by the caller: for a slow one, or one that sees other object directories besides. */
  openObjects(besides?: readonly string[]): ObjectReader;
  /** The entries of a tree, cached. @throws repository-invalid if there is none */
  readTree(oid: string): Promise<readonly TreeEntry[]>;
  /** The bytes of a blob. @throws repository-invalid where there is none */
  readBlob(oid: string): Promise<Buffer>;
  /** Whether the history ends before the first commit. */
  isShallow(): Promise<boolean>;
  /** The error about an object that the repository should have, with the reason if it is visible. */
  lacking(type: "blob" | "tree", oid: string): Promise<TreestampError>;
  /** The commit and root tree of a revision (or a tree's own hash). @throws repository-invalid where it is unknown */
  resolve(revision: string): Promise<Revision>;
  /** Ends the processes and removes the scratch directory. */
  close(): Promise<void>;
}

export interface Revision {
  /** Undefined if the revision names a tree. */
  readonly commit: string | undefined;
  readonly tree: string;
}

/** These point git at another repository, index or set of objects than the one of the folder we were given. */
const misleading = [
  ...["GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"],
  ...["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE"],
  ...["GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_ATTR_SOURCE", "GIT_DEFAULT_HASH"],
  ...["GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_INTERNAL_SUPER_PREFIX"],
];

/**
 * What a command of an earlier step may have written to `.git/config` would be started by us, outside of its environment: a
 * monitor of files, and hooks. Filters stay, for without Git LFS's a file is another one.
 */
const startsNothing = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
] as const;

/** Settings as variables, after those that the caller gives so. Source: git-config(1), GIT_CONFIG_COUNT (git 2.31). */
function withSettings(
  environment: NodeJS.ProcessEnv,
  settings: readonly (readonly [name: string, value: string])[],
): NodeJS.ProcessEnv {
  const first = Number(environment.GIT_CONFIG_COUNT) || 0;
  const pairs = settings.flatMap(([name, value], at) => [
    [`GIT_CONFIG_KEY_${first + at}`, name],
    [`GIT_CONFIG_VALUE_${first + at}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: `${first + settings.length}` };
}

/** No more trees than this are kept in memory. */
const mostTrees = 4096;

/** What git gets: nothing that points it elsewhere, asks somebody, or waits for a lock. */
function forGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => !misleading.includes(name))),
    ...withSettings(environment, startsNothing),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_REPLACE_OBJECTS: "1", // an id must mean the same bytes on every machine
    GIT_TERMINAL_PROMPT: "0",
    // What a partial clone lacks is fetched; the protocol `ext` is a program of .git/config, whatever that allows.
    GIT_ALLOW_PROTOCOL: environment.GIT_ALLOW_PROTOCOL ?? "file:git:http:https:ssh",
  };
}

/**
 * Opens the repository that `directory` is in.
 * @param environment the caller's variables; those that point git elsewhere are not passed on
 * @throws repository-invalid, tool-missing
 */
export async function openRepository(directory: string, environment: NodeJS.ProcessEnv): Promise<Repository> {
  const env = forGit(environment);
  const place = resolve(directory);
  const readers = objectReaders(place, env); // everybody needs one: it starts while another git looks for the repository
  const found = await locate(place, env).catch(async (error) => {
    await readers.close();
    throw error;
  });
  const { commonDirectory, objectFormat } = found;
  const cwd = found.workTree ?? found.gitDirectory;
  const git: Repository["git"] = (args, options = {}) =>
    run("git", args, { cwd, ...options, env: { ...env, ...options.env } });
  const lacking: Repository["lacking"] = async (type, oid) =>
    new TreestampError("repository-invalid", `The repository lacks the ${type} ${oid}.`, {
      remedy: await whyLacking(commonDirectory),
    });
  const read = async (type: "blob" | "tree", oid: string) => {
    const object = await readers.current().read(oid);
    if (object?.type !== type) throw await lacking(type, oid);
    return object.body;
  };
  return {
    ...found,
    git,
    async ask(args, options) {
      const { exitCode, stdout, stderr } = await git(args, options);
      if (exitCode !== 0) throw gitFailure(`git ${args.find((arg) => /^[a-z][a-z-]*$/.test(arg))} failed`, stderr);
      return stdout;
    },
    get objects() {
      return readers.current();
    },
    openObjects: readers.open,
    scratch: readers.scratch,
    readTree: keptTrees(async (oid) => parseTree(await read("tree", oid), objectFormat)),
    readBlob: (oid) => read("blob", oid),
    isShallow: () =>
      access(join(commonDirectory, "shallow")).then(
        () => true,
        () => false,
      ),
    lacking,
    resolve: (revision) => resolveRevision(readers.current(), revision, commonDirectory),
    close: readers.close,
    [Symbol.asyncDispose]: readers.close,
  };
}

/** The readers of a repository's objects, and the object directory of ours that those opened after it was made see. */
function objectReaders(place: string, env: NodeJS.ProcessEnv) {
  let scratch: string | undefined;
  const open = (besides: readonly string[] = []) => {
    const folders = [...(scratch === undefined ? [] : [scratch]), ...besides].map(quoted).join(":");
    return openObjectReader(place, folders === "" ? env : { ...env, GIT_ALTERNATE_OBJECT_DIRECTORIES: folders });
  };
  let current: ObjectReader | undefined = open();
  const kept = [current];
  return {
    open,
    current(): ObjectReader {
      if (current === undefined) {
        current = open();
        kept.push(current);
      }
      return current;
    },
    async scratch(): Promise<string> {
      if (scratch === undefined) {
        await sweepScratch(tmpdir());
        scratch = await makeScratch(tmpdir(), "treestamp-");
        current = undefined; // git looks for object directories once, at its start
      }
      return scratch;
    },
    async close(): Promise<void> {
      await Promise.all(kept.map((reader) => reader.close()));
      if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** Keeps the trees that were read last in memory. */
function keptTrees(read: Repository["readTree"]): Repository["readTree"] {
  const kept = new Map<string, readonly TreeEntry[]>();
  return async (oid) => {
    const known = kept.get(oid);
    if (known !== undefined) return known;
    const entries = await read(oid);
    if (kept.size >= mostTrees) kept.delete(kept.keys().next().value!);
    kept.set(oid, entries);
    return entries;
  };
}

/** A folder in the form that GIT_ALTERNATE_OBJECT_DIRECTORIES takes any path in (git 2.11 and newer). */
export function quoted(folder: string): string {
  return `"${folder.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}

/** Everything in one call of git, because starting it takes longer than all the rest. */
async function locate(cwd: string, env: NodeJS.ProcessEnv) {
  // The last question fails where there is no work tree: the others are answered by then.
  const questions = ["--absolute-git-dir", "--is-inside-work-tree", "--show-object-format", "--show-toplevel"];
  // git itself changes to the folder, and says so where it cannot: to start a program in it would only fail.
  const { exitCode, stdout, stderr } = await run("git", ["-C", cwd, "rev-parse", ...questions], { env });
  // A path may hold line feeds. A git that hands a question back unanswered is older than object formats other than sha1.
  const answers = /^(.+)\n(true|false)\n(sha\w+|--show-object-format)\n(.*)$/s.exec(stdout.toString("utf8"));
  if (answers === null || (answers[2] === "true" && exitCode !== 0)) {
    throw gitFailure(`${cwd} is not a readable git repository`, stderr, cwd);
  }
  const [, gitDirectory, inside, said, topLevel] = answers as unknown as [string, string, string, string, string];
  const format = said === "--show-object-format" ? "sha1" : said;
  if (format !== "sha1" && format !== "sha256") {
    throw new TreestampError(
      "repository-invalid",
      `git names its objects by ${format}, which treestamp does not know.`,
      {
        remedy: "Use git 2.25 or newer, and a repository of the format sha1 or sha256.",
      },
    );
  }
  return {
    gitDirectory,
    commonDirectory: resolve(gitDirectory, await commonPath(gitDirectory)),
    workTree: inside === "true" ? topLevel.replace(/\n$/, "") : undefined,
    objectFormat: format as ObjectFormat,
  };
}

/** The path in the file `commondir`, which only a linked worktree has. Source: gitrepository-layout(5). */
async function commonPath(gitDirectory: string): Promise<string> {
  const text = await readFile(join(gitDirectory, "commondir"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return ".";
    throw error;
  });
  return text.replace(/\n$/, "");
}

/** The root tree of a commit object. */
export function treeOfCommit(body: Buffer): string {
  return /^tree ([0-9a-f]+)\n/.exec(body.toString("latin1", 0, 80))![1]!;
}

async function resolveRevision(objects: ObjectReader, revision: string, commonDirectory: string): Promise<Revision> {
  const commit = revision === "" ? undefined : await objects.read(`${revision}^{commit}`);
  if (commit !== undefined) return { commit: commit.oid, tree: treeOfCommit(commit.body) };
  const tree = revision === "" ? undefined : await objects.read(`${revision}^{tree}`);
  if (tree !== undefined) return { commit: undefined, tree: tree.oid };
  throw new TreestampError("repository-invalid", `The repository has no revision ${JSON.stringify(revision)}.`, {
    remedy:
      (await lentFromNowhere(commonDirectory)) ??
      "Check the spelling; in a shallow clone, fetch it first: `fetch-depth: 0` of actions/checkout, or `git fetch --depth 1 origin REVISION`.",
  });
}
