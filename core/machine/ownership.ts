import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { TreestampError } from "../errors.ts";

/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
export async function checkOurs(path: string): Promise<void> {
  judge(path, await lstat(path));
}

/** Makes a folder of ours, unless it is there. @throws input-invalid as `checkOurs` does */
export async function ourFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await checkOurs(path);
}

/**
 * Refuses a folder whose name others can make mean another one: in a folder that everybody may write and that is not sticky,
 * or in somebody else's folder in a sticky one.
 * @throws input-invalid
 */
export async function checkParents(folder: string): Promise<void> {
  let path = await realpath(folder);
  for (let parent = dirname(path); parent !== path; path = parent, parent = dirname(path)) {
    const stats = await stat(parent);
    if ((stats.mode & 0o002) === 0) continue;
    if ((stats.mode & 0o1000) === 0) {
      throw refused(
        folder,
        `anybody may rename what is in ${parent}`,
        `Run: chmod +t ${parent} (or choose another folder).`,
      );
    }
    judgeOwner(path, await stat(path));
  }
}

/**
 * Opens a file that only we can change, for reading. What is judged is what is open, so its name may come to mean what it
 * will.
 * @throws input-invalid; ENOENT where there is nothing
 */
export async function openOurs(path: string): Promise<FileHandle> {
  // Without O_NONBLOCK, opening a fifo in its place would wait for a writer.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ELOOP" ? symbolicLink(path) : error;
  });
  try {
    const stats = await file.stat();
    judge(path, stats);
    if (!stats.isFile()) throw refused(path, "it is not a file", "Remove it.");
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function judge(path: string, stats: Stats): void {
  if (stats.isSymbolicLink()) throw symbolicLink(path);
  judgeOwner(path, stats);
  if ((stats.mode & 0o022) !== 0) {
    throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
  }
}

function judgeOwner(path: string, { uid }: Stats): void {
  const self = process.getuid!();
  if (uid === self || uid === 0) return;
  throw refused(path, `it belongs to uid ${uid}, and this is uid ${self}`, "Choose a folder of your own.");
}

function symbolicLink(path: string): TreestampError {
  return refused(path, "it is a symbolic link", "Name the folder itself.");
}

function refused(path: string, why: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}
