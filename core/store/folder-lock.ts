/** A lock between processes that share a folder, and that no dead process holds for ever. */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TreestampError } from "../errors.ts";

export interface LockTimes {
  /** A holder older than this is dead: the lock is meant for work of milliseconds. Milliseconds. */
  readonly lease: number;
  /** Longest wait for the lock. Milliseconds. */
  readonly patience: number;
}

const usualTimes: LockTimes = { lease: 3_000, patience: 60_000 };

/** Says whether the lock is still ours; to be asked right before the one step that must not be done twice. */
export type StillHeld = () => Promise<boolean>;

/**
 * Runs `work` while no other process runs its own under the same lock.
 *
 * The lock is the folder `lock` in `folder`: free while it is missing or empty, held while it has a file, named by its
 * holder at random. rename(2) puts a folder with our file in place of a missing or empty one, and of nothing else, so
 * taking it is one atomic step. Releasing it, and ending the lease of a dead holder, is removing that one file by its
 * name, which can never hit the next holder. Ages are compared by the file system's own clock.
 * @throws store-unreachable where the lock is not to be had
 */
export async function withFolderLock<T>(
  folder: string,
  work: (stillHeld: StillHeld) => Promise<T>,
  times: LockTimes = usualTimes,
): Promise<T> {
  const name = randomBytes(12).toString("hex");
  const lock = join(folder, "lock");
  const ours = join(lock, name);
  await take(folder, lock, name, times);
  try {
    return await work(() => exists(ours));
  } finally {
    await rm(ours, { force: true });
  }
}

async function take(folder: string, lock: string, name: string, times: LockTimes): Promise<void> {
  const candidate = join(folder, `lock-${name}`);
  const deadline = performance.now() + times.patience;
  await mkdir(candidate);
  try {
    for (;;) {
      await writeFile(join(candidate, name), ""); // anew each time: its time is the file system's present
      try {
        return await rename(candidate, lock);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
      }
      const { mtimeMs: now } = await stat(join(candidate, name));
      await endDeadLeases(lock, now - times.lease);
      if (performance.now() > deadline) throw busy(folder, times);
      await sleep(2 + Math.random() * 20);
    }
  } catch (error) {
    await rm(candidate, { recursive: true, force: true });
    throw error;
  }
}

/** Removes holders that took the lock before `oldest`. Whoever is gone meanwhile has released it. */
async function endDeadLeases(lock: string, oldest: number): Promise<void> {
  for (const holder of await readdir(lock).catch(missing([]))) {
    const file = join(lock, holder);
    const taken = await stat(file).catch(missing(undefined));
    if (taken !== undefined && taken.mtimeMs < oldest) await unlink(file).catch(missing(undefined));
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(missing(undefined))) !== undefined;
}

/** For `.catch`: `value` in place of a file that is not there; every other error goes on. */
export function missing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
}

function busy(folder: string, times: LockTimes): TreestampError {
  return new TreestampError("store-unreachable", `${folder} has been locked for ${times.patience / 1000} seconds.`, {
    remedy: "Another process writes to this store all the time; try again later.",
  });
}
