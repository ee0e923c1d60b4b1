/** A cache as a store has it: a snapshot's manifest under the cache's tags, and a few facts as its configuration. */
import { messageOf, TreestampError } from "../errors.ts";
import { readWhole } from "../oci/digest.ts";
import type { Store } from "../oci/port.ts";
import { parseSnapshotManifest, type SnapshotManifest } from "../places/published.ts";
import type { CacheTags } from "./names.ts";
import type { SavedWorkspace } from "./workspace-times.ts";

/** What was saved, and by which of its tags it was found. */
export interface StoredCache {
  readonly store: Store;
  readonly tag: string;
  readonly isExact: boolean;
  readonly snapshot: SnapshotManifest;
}

/** What is known of a cache besides its files. */
export interface CacheFacts {
  /** Undefined where nobody goes by it. */
  readonly workspace?: SavedWorkspace | undefined;
}

/**
 * The cache with the same lock files in the first store that has one, else the newest.
 * @param tags those that this job would save under first, then others
 * @throws why it is not known what a store has
 */
export async function findCache(
  stores: readonly Store[],
  tags: readonly CacheTags[],
): Promise<StoredCache | undefined> {
  const wanted = [
    ...tags.map(({ exact }) => ({ tag: exact, isExact: true })),
    ...tags.map(({ newest }) => ({ tag: newest, isExact: false })),
  ];
  const asked = wanted.flatMap((one) => stores.map((store) => ({ ...one, store })));
  const answers = await Promise.all(asked.map(async (one) => ({ ...one, lookup: await one.store.lookup(one.tag) })));
  for (const { lookup, store, tag, isExact } of answers) {
    if (lookup.state === "unknown") throw lookup.reason;
    if (lookup.state === "present") return { store, tag, isExact, snapshot: parseSnapshotManifest(lookup.manifest) };
  }
  return undefined;
}

/** @throws snapshot-invalid where they are not what this version writes; what reading throws */
export async function factsOf({ store, snapshot }: StoredCache, signal: AbortSignal): Promise<CacheFacts> {
  const text = (await readWhole(store, snapshot.config, signal)).toString("utf8");
  try {
    const facts = JSON.parse(text) as CacheFacts | null;
    const { files = {}, at = 0 } = facts?.workspace ?? {};
    const isTime = (time: unknown) => typeof time === "number" && time >= 0 && time < 1e11;
    if (!isTime(at) || !Object.values(files).every(([oid, time]) => typeof oid === "string" && isTime(time)))
      throw new Error("a time cannot be");
    return { workspace: { files, at } };
  } catch (cause) {
    throw new TreestampError("snapshot-invalid", `The facts of a cache make no sense: ${messageOf(cause)}.`, { cause });
  }
}
