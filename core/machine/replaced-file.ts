import { chmod, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { checkStaysInside } from "./leads-out.ts";
import { exists, missing } from "./missing.ts";

/**
 * Writes a file of a work tree as a whole: a reader sees the old one or the new one. It keeps its permissions, and a symbolic
 * link inside of the work tree leads to the new one. @throws input-invalid for a path that leads out of it
 */
export async function replaceFile(root: string, path: string, text: string): Promise<void> {
  await checkStaysInside(root, path);
  await makeFolderInside(root, dirname(path));
  const target = await realpath(path).catch(missing(path));
  const mode = (await stat(target).catch(missing(undefined)))?.mode;
  const written = `${target}.treestamp-${process.pid}`;
  const file = await open(written, "wx"); // one that is there is not ours to remove
  try {
    await file.writeFile(text).finally(() => file.close());
    if (mode !== undefined) await chmod(written, mode & 0o777);
    await rename(written, target);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}

/** Makes a folder one by one: nothing is made where a link on the way has led out. */
async function makeFolderInside(root: string, folder: string): Promise<void> {
  if (!(await exists(folder))) {
    await makeFolderInside(root, dirname(folder));
    await mkdir(folder, { recursive: true });
  }
  await checkStaysInside(root, folder);
}
