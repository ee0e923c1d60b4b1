/**
 * Snapshots as plain files, for machines where none can be mounted: each is extracted once, and stays beside the snapshots
 * as `extracted/HEX/root`. Its files belong to the users of the image, so only the rights that extracted it can remove it;
 * that is done here, once the snapshot itself is gone from the cache.
 */
import { type FileHandle, mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { elevations, type Rights } from "../elevate.ts";
import type { Log } from "../log.ts";
import { run } from "../process.ts";
import { makeScratch } from "../scratch.ts";
import { extractImage } from "../snapshot/erofs/extract.ts";
import { hexOf } from "../store/digest.ts";
import type { Digest } from "../store/port.ts";

export interface Extraction {
  /** Folder of ours for all of them. */
  readonly extracted: string;
  readonly identity: Digest;
  readonly snapshot: FileHandle;
  readonly rights: Rights;
  readonly log: Log;
}

/**
 * The folder with the snapshot's files: as it is there, or extracted now. It comes to its place as a whole.
 * @throws sandbox-failed where it cannot be extracted
 */
export async function extractedRoot({ extracted, identity, snapshot, rights, log }: Extraction): Promise<string> {
  const place = join(extracted, hexOf(identity));
  if (await exists(place)) return join(place, "root");
  const scratch = await makeScratch(extracted);
  try {
    log.info("Extract the snapshot, once: this machine cannot mount it.");
    await mkdir(join(scratch, "made"), { mode: 0o700 });
    await extractImage(`/proc/self/fd/${snapshot.fd}`, join(scratch, "made", "root"), rights);
    await rename(join(scratch, "made"), place).catch(async (error: NodeJS.ErrnoException) => {
      if (!(await exists(place))) throw error; // else another process was first
    });
    return join(place, "root");
  } finally {
    await removeAs(rights, [scratch]);
  }
}

/** Removes folders in which files of the image's users may be. */
export async function removeAs(rights: Rights, folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return;
  const [program, ...args] = [...elevations[rights], "rm", "-rf", "--one-file-system", "--", ...folders];
  await run(program!, args);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}
