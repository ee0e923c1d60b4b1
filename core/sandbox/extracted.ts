/**
 * Snapshots as plain files, for machines where none can be mounted: each is extracted once, and stays beside the snapshots
 * as `extracted/HEX/root`, with `boot`, the start of the machine in which that was done: nothing is synced to disk, so one
 * from before a loss of power may have empty files, and is extracted anew. Its files belong to the users of the image, so only the rights that extracted it can remove it;
 * that is done when the cache is pruned, once the snapshot itself is gone.
 */
import { type FileHandle, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { type Rights, removeAs } from "../machine/elevate.ts";
import { exists, missing } from "../machine/missing.ts";
import { bootId } from "../machine/owner.ts";
import { checkOurs, ourFolder } from "../machine/ownership.ts";
import { abandonedScratch, makeScratch } from "../machine/scratch.ts";
import { hexOf } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";
import { extractImage } from "../snapshot/erofs/extract.ts";
import { SandboxRefused } from "./port.ts";

export interface Extraction {
  /** Folder of ours for all of them. */
  readonly extracted: string;
  readonly digest: Digest;
  readonly snapshot: FileHandle;
  readonly rights: Rights;
  readonly log: Log;
}

/**
 * The folder with the snapshot's files: as it is there, or extracted now. It comes to its place as a whole.
 * @throws SandboxRefused where these rights do not suffice; sandbox-failed where the disk is full; snapshot-invalid
 */
export async function extractedRoot({ extracted, digest, snapshot, rights, log }: Extraction): Promise<string> {
  const place = join(extracted, hexOf(digest));
  await ourFolder(extracted);
  const boot = bootId() ?? "";
  const isThere = await checkOurs(place).then(() => true, missing(false));
  if (isThere) {
    if ((await readFile(join(place, "boot"), "utf8").catch(missing(undefined))) === boot) return join(place, "root");
  }
  const scratch = await makeScratch(extracted);
  try {
    log.info(
      `Extract the snapshot, ${isThere ? "again after the machine's restart" : "once"}: this machine cannot mount it.`,
    );
    await mkdir(join(scratch, "made"), { mode: 0o700 });
    await extractImage(`/proc/self/fd/${snapshot.fd}`, join(scratch, "made", "root"), rights).catch(refused);
    await writeFile(join(scratch, "made", "boot"), boot, { mode: 0o600 });
    if (isThere) await rename(place, join(scratch, "old")).catch(missing(undefined));
    await rename(join(scratch, "made"), place).catch(async (error: NodeJS.ErrnoException) => {
      if (!(await exists(place))) throw error; // else another process was first
    });
    return join(place, "root");
  } finally {
    await removeAs(rights, [scratch]);
  }
}

/** A full disk is for the user to fix; other failures of tar do not affect other sandboxes. */
function refused(error: unknown): never {
  if (!isTreestampError(error, "sandbox-failed") || /no space left/i.test(error.message)) throw error;
  throw new SandboxRefused(error.message.replace(/\.$/, ""), error.remedy ?? "");
}

/**
 * Takes the extracted snapshots that are not needed any more from their places. Nobody may be about to extract those
 * meanwhile. @returns what is to be removed: them, and what killed processes have left of theirs
 */
export async function discardExtracted(extracted: string, isNeeded: (hex: string) => boolean): Promise<string[]> {
  const discarded = await abandonedScratch(extracted);
  for (const name of await readdir(extracted).catch(missing([]))) {
    if (!/^[0-9a-f]{64}$/.test(name) || isNeeded(name)) continue;
    const scratch = await makeScratch(extracted);
    await rename(join(extracted, name), join(scratch, "made"));
    discarded.push(scratch);
  }
  return discarded;
}
