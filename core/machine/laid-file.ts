import { chmod, writeFile } from "node:fs/promises";

/** Writes a file that every user may read, whatever the umask is: the command's user may be another one than ours. */
export async function layFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(path, content);
  await chmod(path, 0o644);
}
