/**
 * What this machine keeps between runs, in one folder of ours that all processes of a user share. folders.ts says what is in
 * it.
 *
 * The kernel parses an image as root. So an image gets in only whole and verified, into folders that nobody else can
 * write, and no command sees (sandbox/shown.ts). Not defended against: the same user, or root, changing the file while it is mounted.
 */
import { readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import { type LockOptions, sweepLocks, untilUnlocked, withFolderLock } from "../machine/folder-lock.ts";
import { hideFromGit } from "../machine/hidden-folder.ts";
import { missing } from "../machine/missing.ts";
import { checkParents, ourFolder } from "../machine/ownership.ts";
import { makeScratch, removeScratch, sweepScratch } from "../machine/scratch.ts";
import { hexOf, isDigest } from "../oci/digest.ts";
import { touchImage } from "../oci/layout/prune.ts";
import type { Digest } from "../oci/port.ts";
import type { ChunkTable } from "../snapshot/format.ts";
import { isSoundArchive } from "./archives.ts";
import { type CachedSnapshot, discard, look, put, readTable } from "./cached-snapshot.ts";
import { type ReadyEnvironment, recall, remember } from "./environments.ts";
import { type CacheFolders, cacheFolders } from "./folders.ts";
import { type KeepLayers, layersName, withLayers } from "./layers.ts";

export { type CachedSnapshot, openSnapshot } from "./cached-snapshot.ts";
export type { ReadyEnvironment } from "./environments.ts";

/** The cache as one process sees it. What it was given stays on this machine at least until it closes the cache. */
export interface SnapshotCache {
  readonly folder: string;
  /** The snapshot, where it is here and sound. One that was damaged is removed, and is not here. */
  find(digest: Digest): Promise<CachedSnapshot | undefined>;
  /**
   * The snapshot; where it is not here, as `make` makes it: a verified raw image in the folder that it is given, and its
   * table. Only one process of this machine makes it; the others wait, and take it. Where that one fails or dies, the next
   * one makes it.
   * @throws snapshot-invalid where the table has another digest, or the image another size; what `make` throws
   */
  provide(digest: Digest, make: MakeSnapshot, onWait?: LockOptions["onWait"]): Promise<CachedSnapshot>;
  /**
   * The file of an archive with this sum; where it is not here, as `fetch` writes it to the file that it is given, verified. Only
   * one process of this machine does that; the others wait, and take it. It is not to be changed.
   * @throws what `fetch` throws
   */
  provideArchive(
    digest: Digest,
    fetch: (file: string) => Promise<unknown>,
    onWait?: LockOptions["onWait"],
  ): Promise<string>;
  /** All snapshots that are here, the last used first; for chunks to be copied from. Any of them may be removed meanwhile. */
  list(): Promise<CachedSnapshot[]>;
  /** The environment that was remembered for this tag of this store. Its snapshot may be gone since. */
  recall(location: string, tag: string): Promise<ReadyEnvironment | undefined>;
  remember(environment: ReadyEnvironment): Promise<void>;
  /** Says that the image of this tag in the machine's own store is used, whether it is there already or not. */
  useImage(tag: string): Promise<void>;
  /** What earlier builds by buildah have left, for one build. */
  readonly withLayers: KeepLayers;
  /** Runs `work` while no other process of this machine runs its own under the same name. */
  alone<T>(name: string, work: () => Promise<T>, onWait?: LockOptions["onWait"]): Promise<T>;
  /** Runs `work` with an empty folder on the cache's disk, where images may be written. Removed when `work` ends. */
  withIncoming<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Gives up what was used, so that it may be removed. */
  close(): Promise<void>;
}

/** Makes a raw image in `folder`. */
export type MakeSnapshot = (folder: string) => Promise<{ readonly image: string; readonly table: ChunkTable }>;

/**
 * Opens the cache in `folder`, which is made where it is missing.
 * @throws input-invalid where others can write the folder, or put another in its place
 */
export async function openSnapshotCache(folder: string): Promise<SnapshotCache> {
  await ourFolder(folder);
  await checkParents(folder);
  const folders = cacheFolders(folder);
  const { snapshots, environments, archives, incoming, uses, locks, scratch } = folders;
  await Promise.all([snapshots, environments, archives, incoming, uses, locks, scratch].map(ourFolder));
  await hideFromGit(folder);
  await Promise.all([sweepScratch(incoming), sweepScratch(uses), sweepLocks(locks)]);

  const alone: SnapshotCache["alone"] = (name, work, onWait) =>
    withFolderLock(locks, name, work, onWait === undefined ? {} : { onWait });
  const withIncoming: SnapshotCache["withIncoming"] = async (work) => {
    const own = await makeScratch(incoming);
    try {
      return await work(own);
    } finally {
      await removeScratch(own);
    }
  };
  const ours = usesIn(folders);
  let builds = 0;
  const find: SnapshotCache["find"] = async (digest) => {
    const place = placeOf(folders, digest);
    await ours.add(hexOf(digest));
    let found = await look(place, digest);
    if (found.state === "damaged") {
      found = await alone(lockOf(digest), async () => {
        const again = await look(place, digest);
        if (again.state === "damaged") await withIncoming((staging) => discard(place, staging));
        return again;
      });
    }
    return found.state === "sound" ? found.snapshot : undefined;
  };
  return {
    folder,
    find,
    async provide(digest, make, onWait) {
      const here = await find(digest);
      if (here !== undefined) return here;
      const place = placeOf(folders, digest);
      const makeAlone = async () => {
        const found = await look(place, digest);
        if (found.state === "sound") return found.snapshot;
        return withIncoming(async (staging) => put(place, staging, { digest, ...(await make(staging)) }));
      };
      return alone(lockOf(digest), makeAlone, onWait);
    },
    async provideArchive(digest, fetch, onWait) {
      const hex = hexOf(digest);
      const place = join(archives, hex);
      await ours.add(hex);
      const provide = async () => {
        if (!(await isSoundArchive(place, digest))) {
          await withIncoming(async (staging) => {
            const file = join(staging, "archive");
            await fetch(file);
            await rename(file, place);
          });
        }
        return place;
      };
      return alone(`archive-${hex}`, provide, onWait);
    },
    list: () => list(folders),
    recall: (location, tag) => recall(environments, location, tag),
    remember: (environment) => withIncoming((staging) => remember(environments, staging, environment)),
    async useImage(tag) {
      await ours.add(tag);
      await touchImage(folders.store, tag).catch(() => {}); // what is wrong with it tells who reads it
    },
    async withLayers(build) {
      builds++;
      await ours.add(layersName);
      try {
        return await withLayers(folders, build);
      } finally {
        builds--;
        if (builds === 0) await ours.remove(layersName); // this process may prune them once it has built
      }
    },
    alone,
    withIncoming,
    close: ours.giveUp,
  };
}

/** What this process uses, so that nobody prunes it. */
function usesIn({ uses, locks }: CacheFolders) {
  let own: Promise<string> | undefined;
  return {
    /** Either who prunes sees our mark, or we see its lock, and look afterwards. */
    async add(name: string): Promise<void> {
      own ??= makeScratch(uses);
      await writeFile(join(await own, name), "");
      await untilUnlocked(locks, "prune");
    },
    async remove(name: string): Promise<void> {
      if (own !== undefined) await rm(join(await own, name), { force: true });
    },
    async giveUp(): Promise<void> {
      if (own !== undefined) await rm(await own, { recursive: true, force: true });
      own = undefined;
    },
  };
}

function placeOf({ snapshots }: CacheFolders, digest: Digest): string {
  if (!isDigest(digest)) throw new TreestampError("snapshot-invalid", `"${digest}" is no digest of a chunk table.`);
  return join(snapshots, hexOf(digest));
}

function lockOf(digest: Digest): string {
  return `snapshot-${hexOf(digest)}`;
}

async function list(folders: CacheFolders): Promise<CachedSnapshot[]> {
  const found: { snapshot: CachedSnapshot; used: number }[] = [];
  for (const name of await readdir(folders.snapshots)) {
    const digest = `sha256:${name}`;
    if (!isDigest(digest)) continue;
    const place = placeOf(folders, digest);
    const used = await stat(place).catch(missing(undefined));
    const snapshot = await readTable(place, digest);
    if (snapshot !== undefined && used !== undefined) found.push({ snapshot, used: used.mtimeMs });
  }
  return found.sort((a, b) => b.used - a.used).map(({ snapshot }) => snapshot);
}
