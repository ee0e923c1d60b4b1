import { chmod, mkdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { checkStaysInside } from "./leads-out.ts";
import { missing } from "./missing.ts";

/**
 * Writes a file of a work tree as a whole: a reader sees the old one or the new one. It keeps its permissions, and a symbolic
 * link inside of the work tree leads to the new one. @throws input-invalid for a path that leads out of it
 */
export async function replaceFile(root: string, path: string, text: string): Promise<void> {
  await checkStaysInside(root, path);
  await mkdir(dirname(path), { recursive: true });
  await checkStaysInside(root, dirname(path));
  const target = await realpath(path).catch(missing(path));
  const mode = (await stat(target).catch(missing(undefined)))?.mode;
  const written = `${target}.treestamp-${process.pid}`;
  try {
    await writeFile(written, text, { flag: "wx" });
    if (mode !== undefined) await chmod(written, mode & 0o777);
    await rename(written, target);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}
