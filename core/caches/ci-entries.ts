/**
 * Caches in the CI's cache. An entry is written once, so every save is a new one, whose name begins with what it may be found by:
 *
 *     treestamp-1-cache-NAME-<hash of environment, platform, user, path>-<of the lock files, too>-<when it was saved>
 *
 * Each is an OCI image layout with the cache under its tags. Commands run from this machine's store, so entries come there and are
 * copied from there, as images do (core/places/ci-cache.ts).
 */
import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { SnapshotCache } from "../cache/cache.ts";
import { TreestampError } from "../errors.ts";
import type { Store } from "../oci/port.ts";
import { copyTagged, entryOf } from "../places/ci-cache.ts";
import type { EntryCache } from "../places/entry-cache.ts";
import type { CacheTags } from "./names.ts";

/** The CI's cache, and this machine's store. */
export interface CiEntries {
  readonly entries: EntryCache;
  readonly snapshots: SnapshotCache;
  readonly localStore: Store;
  readonly openStore: (folder: string) => Store;
}

interface Work {
  /** A folder of ours. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** What the name of an entry begins with; of one with other lock files, the first part alone. */
function startOf({ exact, newest }: CacheTags): string {
  return entryOf(`${newest}-${exact.slice(-12)}-`);
}

/**
 * Brings the newest entry with these lock files to this machine's store, else the newest at all.
 * @param tags whose entries are looked for, best first
 * @throws store-unreachable where the CI's cache does not say whether it has one; store-corrupt for one that is damaged
 */
export async function bringFromCi(
  { entries, snapshots, localStore, openStore }: CiEntries,
  tags: readonly CacheTags[],
  { scratch, signal }: Work,
): Promise<void> {
  const exact = tags.map((one) => [startOf(one), one.exact] as const);
  const newest = tags.map((one) => [entryOf(`${one.newest}-`), one.newest] as const);
  for (const [start, tag] of [...exact, ...newest]) {
    const folder = await mkdtemp(join(scratch, "entry-"));
    const restored = await entries.restoreNewest(start, folder, signal);
    if (restored.state === "unknown") throw unreachable(restored.why);
    if (restored.state === "absent") continue;
    await snapshots.useImage(tag);
    await snapshots.alone("store", () => copyTagged(openStore(join(folder, "image")), localStore, tag, signal));
    return;
  }
}

/** Keeps what this machine's store has under these tags. @throws store-unreachable where the CI's cache does not take it */
export async function keepInCi(
  { entries, localStore, openStore }: CiEntries,
  tags: CacheTags,
  { scratch, signal }: Work,
): Promise<void> {
  const folder = await mkdtemp(join(scratch, "entry-"));
  await mkdir(join(folder, "image"));
  const copy = openStore(join(folder, "image"));
  for (const tag of [tags.exact, tags.newest]) await copyTagged(localStore, copy, tag, signal);
  const saved = await entries.save(`${startOf(tags)}${Date.now().toString(36)}`, folder, signal);
  if (saved.state === "refused") throw unreachable(saved.why);
}

function unreachable(why: string): TreestampError {
  return new TreestampError("store-unreachable", `${why.replace(/\.$/, "")}.`);
}
