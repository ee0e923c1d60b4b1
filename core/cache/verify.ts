import { hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { ChunkTable } from "../snapshot/format.ts";

/** True where the file holds exactly the plain bytes that the table says. Reads all of it. */
export async function holdsChunks(file: FileHandle, table: ChunkTable): Promise<boolean> {
  if ((await file.stat()).size !== table.plainSize) return false;
  for (const { plainOffset, plainLength, plainDigest } of table.chunks) {
    const plain = Buffer.allocUnsafe(plainLength);
    const { bytesRead } = await file.read(plain, 0, plainLength, plainOffset);
    if (bytesRead !== plainLength || !hash("sha256", plain, "buffer").equals(plainDigest)) return false;
  }
  return true;
}
