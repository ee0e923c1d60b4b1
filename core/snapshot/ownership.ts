import { lstat } from "node:fs/promises";
import { TreestampError } from "../errors.ts";

/**
 * Refuses a file or folder that another user could change: what is mounted from there is parsed by the kernel as root.
 * @throws input-invalid; ENOENT where there is nothing
 */
export async function checkOurs(path: string): Promise<void> {
  const { uid, mode } = await lstat(path);
  const self = process.getuid!();
  const isLink = (mode & 0o170000) === 0o120000;
  if (isLink) throw refused(path, "it is a symbolic link", "Name the folder itself.");
  if (uid !== self && uid !== 0) {
    throw refused(path, `it belongs to uid ${uid}, and we are ${self}`, "Choose a folder of your own.");
  }
  if ((mode & 0o022) !== 0) {
    throw refused(path, "others may write to it", `Run: chmod -R go-w ${path} (or choose another folder).`);
  }
}

function refused(path: string, why: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `Snapshots cannot be kept in ${path}: ${why}.`, { remedy });
}
