/**
 * Times of the workspace's files for tools that rebuild what is newer than their output. A checkout gives every file the time of
 * the checkout; here a file whose blob is that of the saved run is older than anything that was built then, and every other one is
 * newer. The content decides, as git has it, and no clock.
 */
import { lstat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "../git/repository.ts";
import { limiter } from "../parallel/limiter.ts";

/** The workspace of the job that has saved a cache. */
export interface SavedWorkspace {
  /** Blobs by path. */
  readonly files: Readonly<Record<string, string>>;
  /** When it was saved, by that machine's clock: nothing in the cache is newer. Seconds since 1970. */
  readonly at: number;
}

/** A time before anything that a cache holds: 9 September 2001. Seconds since 1970. */
const longAgo = 1_000_000_000;
const filesAtOnce = 64;

/** The blobs of the files that git knows here, by path; those that differ from the index, and links, left out. */
export async function blobsOfWorkspace(repository: Repository): Promise<ReadonlyMap<string, string>> {
  const [listed, changed] = await Promise.all([
    repository.ask(["ls-files", "--stage", "-z", "--full-name"], { maxOutput: 1 << 30 }),
    // Not diff-files, which takes a file for changed whose time is another one, as all are that were given theirs before.
    repository.ask(["diff", "--no-ext-diff", "--no-renames", "--name-only", "-z"], { maxOutput: 1 << 30 }),
  ]);
  const blobs = new Map<string, string>();
  for (const line of items(listed)) {
    const [, oid, path] = /^100[67]\d\d ([0-9a-f]+) 0\t([\s\S]*)$/.exec(line) ?? [];
    if (oid !== undefined) blobs.set(path!, oid);
  }
  for (const path of items(changed)) blobs.delete(path);
  return blobs;
}

/**
 * Gives each of these files its time. What is new is newer than all caches, also where another machine's clock is ahead of ours.
 * @param files blobs of the workspace, by path
 * @param saved those of the caches: a file that one of them did not have is new
 * @returns what puts the times back, of files that nobody has written since: other tools go by them, too
 */
export async function settleTimes(
  workTree: string,
  files: ReadonlyMap<string, string>,
  saved: readonly SavedWorkspace[],
): Promise<() => Promise<void>> {
  const now = Math.max(Date.now() / 1000, ...saved.map(({ at }) => at + 0.01));
  const before = new Map<string, { readonly given: number; readonly was: number }>();
  await limiter(filesAtOnce).all([...files], async ([path, oid]) => {
    const file = join(workTree, Buffer.from(path, "latin1").toString("utf8"));
    const isOld = saved.every(({ files: before }) => Object.hasOwn(before, path) && before[path] === oid);
    // A folder that has become a link since is git's "changed": what it leads to is not among the files.
    const stats = await lstat(file).catch(() => undefined);
    if (!stats?.isFile()) return;
    const time = isOld ? longAgo : now;
    await utimes(file, time, time);
    before.set(file, { given: time, was: stats.mtimeMs / 1000 });
  });
  return () =>
    limiter(filesAtOnce).all([...before], async ([file, { given, was }]) => {
      const stats = await lstat(file).catch(() => undefined);
      const isOurs = stats?.isFile() && Math.abs(stats.mtimeMs / 1000 - given) < 0.001;
      if (isOurs) await utimes(file, was, was);
    });
}

function items(output: Buffer): string[] {
  return output.toString("latin1").split("\0").slice(0, -1);
}
