/**
 * What a job of this machine leaves in the cache while it holds something elsewhere, so that the next one knows it for dead.
 * Use it under a lock of the same name: then a mark that is still there was left by a process that is gone.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { missing } from "../machine/missing.ts";
import { cacheFolders } from "./folders.ts";

export interface Mark {
  /** Ours: 24 hexadecimal digits that no other job has. */
  readonly ours: string;
  /** What a job left that was killed. */
  readonly dead: string | undefined;
  remove(): Promise<void>;
}

/** @param cache the cache's folder */
export async function leaveMark(cache: string, name: string): Promise<Mark> {
  const folder = cacheFolders(cache).marks;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  const dead = await readFile(file, "latin1").catch(missing(undefined));
  const ours = randomBytes(12).toString("hex");
  await writeFile(file, ours);
  return { ours, dead, remove: () => rm(file, { force: true }) };
}
