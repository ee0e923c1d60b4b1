/** prune: keep this machine's cache under a limit. */

import { type PruneReport, pruneCache } from "../cache/prune.ts";
import { messageOf } from "../errors.ts";
import { countOf, formatBytes } from "../log/amounts.ts";
import { readableFailure } from "../machine/failure.ts";
import type { Ports } from "./ports.ts";

/** Removes what was used least recently, until the limit holds or everything left is in use. */
export async function prune(ports: Ports, limit: number): Promise<PruneReport> {
  try {
    return await pruneCache(await ports.openCache(), limit);
  } catch (error) {
    throw readableFailure(error);
  }
}

/** The same after something was added. If this fails, the work that added it does not. */
export async function keepWithinLimit(ports: Ports, limit: number): Promise<void> {
  try {
    const { removed, bytesRemoved, bytesLeft } = await prune(ports, limit);
    if (removed.length > 0) {
      ports.log.info(
        `Removed from the cache: ${countOf(removed)}, ${formatBytes(bytesRemoved)}, not used for the longest time.`,
      );
    }
    if (bytesLeft > limit) {
      ports.log.debug(`The cache has ${formatBytes(bytesLeft)}, more than ${formatBytes(limit)}: all of it is in use.`);
    }
  } catch (error) {
    ports.log.warning(`The cache cannot be kept under its limit: ${messageOf(error)}`);
  }
}
