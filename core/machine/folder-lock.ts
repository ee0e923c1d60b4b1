/** Locks between processes that share a folder, and that no dead process holds forever. */
import { readdir, rename, rm, rmdir, stat, unlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TreestampError } from "../errors.ts";
import { exists, missing } from "./missing.ts";
import { describeOwner, isAbandoned, isOwned, keepAlive } from "./owner.ts";
import { makeScratch, sweepScratch } from "./scratch.ts";

export interface LockOptions {
  /** Longest wait for the lock; without it, there is no limit. Milliseconds. */
  readonly patience?: number;
  /** Called once where another holds the lock, with that process in words. */
  readonly onWait?: (holder: string) => void;
}

/** Says whether the lock is still ours; to be asked right before the one step that must not be done twice. */
export type StillHeld = () => Promise<boolean>;

/**
 * Runs `work` while no other process runs its own under the lock `name` of the same folder.
 *
 * The lock is a folder: free while it is missing or empty, held while it has a file, which bears its holder's name (see
 * owner.ts). rename(2) puts a folder with our file in place of a missing or empty one, and of nothing else, so taking it is
 * one atomic step. Releasing it, and taking it from a dead holder, is removing that one file by its name, which can never
 * hit the next holder. A holder in another container that was stopped for long looks dead: then two are inside, and
 * `stillHeld` tells the first.
 * @throws store-unreachable if it cannot get the lock
 */
export async function withFolderLock<T>(
  folder: string,
  name: string,
  work: (stillHeld: StillHeld) => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const lock = join(folder, name);
  const ours = await take(folder, lock, options);
  try {
    return await work(() => exists(ours));
  } finally {
    await rm(ours, { force: true });
    await rmdir(lock).catch(() => {}); // gone, or the next holder's by now
  }
}

/** Removes what dead processes have left in a folder of locks: those that they held, and those that they were about to take. */
export async function sweepLocks(folder: string): Promise<void> {
  await sweepScratch(folder);
  for (const lock of (await readdir(folder)).map((name) => join(folder, name))) {
    if (isOwned(lock)) continue; // a living process is about to put it in a lock's place, and it may still be empty
    if ((await livingHolder(lock, Date.now())) === undefined) await rmdir(lock).catch(() => {}); // or somebody took it
  }
}

/** Waits until nobody holds the lock, if anybody does. */
export async function untilUnlocked(folder: string, name: string): Promise<void> {
  const lock = join(folder, name);
  if (!(await exists(lock))) return;
  while ((await livingHolder(lock, Date.now())) !== undefined) await sleep(2 + Math.random() * 10);
  await rmdir(lock).catch(() => {}); // a dead holder's
}

/** @returns the file that says that the lock is ours */
async function take(folder: string, lock: string, { patience = Infinity, onWait }: LockOptions): Promise<string> {
  const candidate = await makeScratch(folder);
  const name = basename(candidate);
  const start = performance.now();
  let hasSaid = false;
  try {
    for (;;) {
      await writeFile(join(candidate, name), ""); // anew each time: its time is the file system's present
      try {
        await rename(candidate, lock);
        keepAlive(join(lock, name));
        return join(lock, name);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
      }
      const { ctimeMs: now } = await stat(join(candidate, name));
      const holder = await livingHolder(lock, now);
      if (holder === undefined) continue;
      if (!hasSaid) onWait?.(await describeOwner(holder));
      hasSaid = true;
      const waited = performance.now() - start;
      if (waited > patience) throw busy(folder, patience);
      await sleep(2 + Math.random() * Math.min(200, 20 + waited / 10));
    }
  } catch (error) {
    await rm(candidate, { recursive: true, force: true });
    throw error;
  }
}

/** The lock's holders, after removing dead ones. One that has vanished meanwhile has released it. */
async function livingHolder(lock: string, now: number): Promise<string | undefined> {
  for (const holder of await readdir(lock).catch(missing([]))) {
    if (!(await isAbandoned(join(lock, holder), now))) return holder;
    await unlink(join(lock, holder)).catch(missing(undefined));
  }
  return undefined;
}

function busy(folder: string, patience: number): TreestampError {
  return new TreestampError("store-unreachable", `${folder} has been locked for ${patience / 1000} seconds.`, {
    remedy: "Another process keeps writing to this store; try again later.",
  });
}
