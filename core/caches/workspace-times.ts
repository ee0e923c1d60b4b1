/**
 * Times of the workspace's files for tools that rebuild what is newer than their output. A checkout gives every file the time of
 * the checkout; here a file has the time at which its content came, and keeps it from job to job, however often the cache is saved: so
 * an output that was made of an older content stays older than it until somebody makes it again. The content decides, as git has it.
 */
import { lstat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "../git/repository.ts";
import { limiter } from "../parallel/limiter.ts";

/** A file as a job had it: its blob, and its time. Seconds since 1970. */
export type SavedFile = readonly [oid: string, time: number];

/** The workspace of the job that has saved a cache. */
export interface SavedWorkspace {
  readonly files: Readonly<Record<string, SavedFile>>;
  /** Nothing in the cache is newer, by the clocks of all machines that have saved it. Seconds since 1970. */
  readonly at: number;
}

/** What git has of the workspace. */
export interface Workspace {
  /** Blobs of plain files by path, but for those that differ from the index, or that git does not look at. */
  readonly files: ReadonlyMap<string, string>;
  /** Blobs of symbolic links. */
  readonly links: ReadonlyMap<string, string>;
}

const filesAtOnce = 64;
const mostNames = { maxOutput: 1 << 30 };

/** @throws repository-invalid */
export async function readWorkspace(repository: Repository): Promise<Workspace> {
  const [listed, changed] = await Promise.all([
    repository.ask(["ls-files", "-v", "--stage", "-z", "--full-name"], mostNames),
    // Not diff-files, which takes a file for changed whose time is another one, as all are that were given theirs before.
    repository.ask(["diff", "--no-ext-diff", "--no-renames", "--name-only", "-z"], mostNames),
  ]);
  const files = new Map<string, string>();
  const links = new Map<string, string>();
  for (const line of items(listed)) {
    // `H`: in lower case, or as S, git does not look whether the file has other content.
    const [, mode, oid, path] = /^H (100[67]\d\d|120000) ([0-9a-f]+) 0\t([\s\S]*)$/.exec(line) ?? [];
    if (path !== undefined) (mode === "120000" ? links : files).set(path, oid!);
  }
  for (const path of [...items(changed), ...(await filtered(repository, files))]) files.delete(path);
  return { files, links };
}

/** Files whose content is not their blob's, since a filter stands between them, such as Git LFS. */
async function filtered(repository: Repository, files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  if (![...files.keys()].some((path) => /(^|\/)\.gitattributes$/.test(path))) return [];
  const input = Buffer.from([...files.keys()].map((path) => `${path}\0`).join(""), "latin1");
  const said = items(await repository.ask(["check-attr", "--stdin", "-z", "filter"], { input, ...mostNames }));
  return said.filter((_, at) => at % 3 === 0 && !["unspecified", "unset"].includes(said[at + 2]!));
}

/** A workspace whose files have their times. */
export interface Settled {
  /** What each file has now. */
  readonly files: ReadonlyMap<string, SavedFile>;
  /** Puts the times back, of files that nobody has written since: other tools go by them, too. */
  putBack(): Promise<void>;
}

/**
 * Gives each file its time. What is new is newer than all caches, also where another machine's clock is ahead of ours. Where a link is
 * another one, all files are new: what it leads to may be anything.
 * @param saved the workspaces of the caches: a file that is not the same in all of them is new
 * @throws what the system says where a file cannot be given its time
 */
export async function settleTimes(
  workTree: string,
  { files, links }: Workspace,
  saved: readonly SavedWorkspace[],
): Promise<Settled> {
  const newest = Math.max(0, ...saved.map(({ at }) => at));
  // Where there is nothing yet, a little earlier, for tools that compare whole seconds.
  const now = newest === 0 ? Date.now() / 1000 - 2 : Math.max(Date.now() / 1000, newest + 0.01);
  const timeOf = (path: string, oid: string): number => {
    const times = saved.map(({ files: before }) => (Object.hasOwn(before, path) ? before[path]! : undefined));
    if (times.length === 0 || times.some((file) => file?.[0] !== oid)) return now;
    return Math.max(...times.map((file) => file![1]));
  };
  const isSameLink = ([path, oid]: readonly [string, string]) => timeOf(path, oid) !== now;
  const areLinksSame = [...links].every(isSameLink);
  const given = new Map<string, SavedFile>();
  const before = new Map<string, { readonly given: number; readonly was: number }>();
  for (const [path, oid] of links) given.set(path, [oid, areLinksSame ? timeOf(path, oid) : now]);
  await limiter(filesAtOnce).all([...files], async ([path, oid]) => {
    const file = join(workTree, Buffer.from(path, "latin1").toString("utf8"));
    // A folder that has become a link since is git's "changed": what it leads to is not among the files.
    const stats = await lstat(file).catch(() => undefined);
    if (!stats?.isFile()) return;
    const time = areLinksSame ? timeOf(path, oid) : now;
    await utimes(file, time, time);
    given.set(path, [oid, time]);
    before.set(file, { given: time, was: stats.mtimeMs / 1000 });
  });
  const putBack = async () => {
    await limiter(filesAtOnce).all([...before], async ([file, { given, was }]) => {
      const stats = await lstat(file).catch(() => undefined);
      const isOurs = stats?.isFile() && Math.abs(stats.mtimeMs / 1000 - given) < 0.001;
      if (isOurs) await utimes(file, was, was).catch(() => {});
    });
  };
  return { files: given, putBack };
}

/**
 * What a save says of the workspace: files that the command has changed, or put in the place of others, count as new the next time.
 * @param previous when the cache that the command began with was saved
 */
export async function savedWorkspace(
  repository: Repository,
  { files }: Pick<Settled, "files">,
  previous: number,
): Promise<SavedWorkspace> {
  const now = await readWorkspace(repository);
  const same = [...files].filter(([path, [oid]]) => (now.files.get(path) ?? now.links.get(path)) === oid);
  return { files: Object.fromEntries(same), at: Math.max(Date.now() / 1000, previous) };
}

function items(output: Buffer): string[] {
  return output.toString("latin1").split("\0").slice(0, -1);
}
