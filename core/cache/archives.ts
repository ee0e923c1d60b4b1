/**
 * Archives of roots that have come over the network, each a file whose name is its sum. They are kept here rather than in the tool
 * cache of GitHub's runners, which every command of a job can write to and nobody ever prunes.
 */
import { utimes } from "node:fs/promises";
import { missing } from "../machine/missing.ts";
import { openOurs } from "../machine/ownership.ts";
import { digestOf } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";

/**
 * Whether the file is there and has this sum. All of it is read: nothing is synced to disk, so a machine that lost its power may
 * have kept the name and not the bytes.
 * @throws input-invalid where others can write to it
 */
export async function isSoundArchive(place: string, digest: Digest): Promise<boolean> {
  const file = await openOurs(place).catch(missing(undefined));
  if (file === undefined) return false;
  const found = await digestOf(file.createReadStream({ highWaterMark: 1 << 20 }));
  if (found.digest !== digest) return false;
  const used = new Date();
  await utimes(place, used, used);
  return true;
}
