/**
 * Folders for files that must not outlive the process that made them. The name says whose it is (process id and start
 * time), so that the next process can remove what one that was killed has left.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes an empty folder of our own (mode 0700) in `parent`, which is made where it is missing. The caller removes it.
 * `prefix` is for a parent that has folders of others, too: `treestamp-` or nothing.
 */
export async function makeScratch(parent: string, prefix: "treestamp-" | "" = ""): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const owner = `${process.pid}-${await startTime(process.pid)}`;
  const folder = join(parent, `${prefix}${owner}-${randomBytes(6).toString("hex")}`);
  await mkdir(folder, { mode: 0o700 });
  return folder;
}

/** Paths of the folders in `parent` whose process is gone. */
export async function abandonedScratch(parent: string): Promise<string[]> {
  const names = await readdir(parent).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const abandoned: string[] = [];
  for (const name of names) {
    const owner = /^(?:treestamp-)?(\d+)-(\d+)-[0-9a-f]{12}$/.exec(name);
    if (owner !== null && (await startTime(Number(owner[1]))) !== owner[2]) abandoned.push(join(parent, name));
  }
  return abandoned;
}

/** Removes those of the abandoned folders that we are allowed to remove. */
export async function sweepScratch(parent: string): Promise<void> {
  for (const folder of await abandonedScratch(parent)) {
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * When a process started, in clock ticks since the machine's own start; `undefined` where there is no such process.
 * Source: proc(5), field 22 of /proc/PID/stat; the name in field 2 may itself hold spaces and parentheses.
 */
async function startTime(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}
