/** Folders of ours that may lie in a repository: a store, a cache. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Hides a folder and all that is in it from git. Otherwise an image that is kept in the work tree would be an uncommitted
 * change of the recipe, and the next call would have another key.
 */
export async function hideFromGit(folder: string): Promise<void> {
  await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}
