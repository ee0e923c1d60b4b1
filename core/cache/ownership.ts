import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { TreestampError } from "../errors.ts";

/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
export async function checkOurs(path: string): Promise<void> {
  judge(path, await lstat(path));
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
  const self = process.getuid!();
  if (stats.isSymbolicLink()) throw symbolicLink(path);
  if (stats.uid !== self && stats.uid !== 0) {
    throw refused(path, `it belongs to uid ${stats.uid}, and we are ${self}`, "Choose a folder of your own.");
  }
  if ((stats.mode & 0o022) !== 0) {
    throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
  }
}

function symbolicLink(path: string): TreestampError {
  return refused(path, "it is a symbolic link", "Name the folder itself.");
}

function refused(path: string, why: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}
