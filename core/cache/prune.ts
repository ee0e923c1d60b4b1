/**
 * Keeps the cache under a limit: what was used least recently goes first, and nothing goes that a living process uses.
 *
 * A process marks the snapshot, archive or image that it is about to use, and then waits until nobody holds the lock `prune`. The pruning
 * process takes that lock before it reads the marks: so it sees the mark, or the other process looks only once pruning is done.
 * A snapshot or an archive leaves its place by rename(2): nobody finds one half removed.
 */
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { removeAsAnyone } from "../machine/elevate.ts";
import { exists, missing } from "../machine/missing.ts";
import { describeOwner } from "../machine/owner.ts";
import { sweepScratch } from "../machine/scratch.ts";
import { hexOf, isDigest } from "../oci/digest.ts";
import { contentOf, type LayoutContent, removeImages } from "../oci/layout/prune.ts";
import type { Digest } from "../oci/port.ts";
import { discardExtracted } from "../sandbox/extracted.ts";
import type { SnapshotCache } from "./cache.ts";
import { readRecord } from "./environments.ts";
import { type CacheFolders, cacheFolders } from "./folders.ts";
import { discardLayers, layersKept, layersName } from "./layers.ts";

/** Something that is kept as a whole or not at all. */
export interface CacheItem {
  readonly kind: "snapshot" | "archive" | "image" | "storage";
  /** The digest of the snapshot's chunk table or of the archive, the image's tag in the machine's store, or `layers`. */
  readonly name: string;
  /** On disk: a hole takes none. Of an image, what no other one needs. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly lastUsed: number;
  /** The living processes that use it, in words. Then it stays. */
  readonly users: readonly string[];
}

export interface PruneReport {
  /** In the order in which it was removed. */
  readonly removed: readonly CacheItem[];
  readonly left: readonly CacheItem[];
  readonly bytesRemoved: number;
  readonly bytesLeft: number;
  /** What was asked for: if more is left, all of that is in use. */
  readonly limit: number;
}

/** Removes what was used least recently until no more than `limit` bytes are left, or all of that is in use. */
export async function pruneCache(cache: SnapshotCache, limit: number): Promise<PruneReport> {
  const folders = cacheFolders(cache.folder);
  const { store, uses, snapshots, archives, environments, extracted, layers } = folders;
  const discarded: string[] = [];
  const pruneAlone = async (staging: string): Promise<PruneReport> => {
    const users = await usersByName(uses);
    const content = await contentOf(store);
    const files = [
      ...(await snapshotsIn(folders, users)),
      ...(await archivesIn(folders, users)),
      ...(await storageIn(folders, users)),
    ];
    const report = choose(files, content, users, limit);
    const names = (wanted: CacheItem["kind"]) =>
      report.removed.filter(({ kind }) => kind === wanted).map(({ name }) => name);
    await removeImages(store, new Set(names("image")));
    for (const [kind, folder] of [
      ["snapshot", snapshots],
      ["archive", archives],
    ] as const) {
      for (const hex of names(kind).map((name) => hexOf(name as Digest))) {
        await rename(join(folder, hex), join(staging, `${kind}-${hex}`)).catch(missing(undefined));
      }
    }
    const isLeft = !users.has(layersName) && (await layersKept(layers)) === undefined && (await exists(layers));
    if (names("storage").length > 0 || isLeft) discarded.push(await discardLayers(folders));
    const stays = new Set([...(await readdir(snapshots)), ...users.keys()]);
    await removeRecords(environments, stays);
    discarded.push(...(await discardExtracted(extracted, (hex) => stays.has(hex))));
    return report;
  };
  const report = await cache.withIncoming((staging) =>
    cache.alone("prune", () => cache.alone("store", () => pruneAlone(staging))),
  );
  await removeAsAnyone(discarded);
  return report;
}

/** By the name of what is used. */
type Users = ReadonlyMap<string, readonly string[]>;

async function usersByName(uses: string): Promise<Users> {
  await sweepScratch(uses);
  const users = new Map<string, string[]>();
  for (const owner of await readdir(uses)) {
    const process = await describeOwner(owner);
    for (const name of await readdir(join(uses, owner)).catch(missing([] as string[]))) {
      users.set(name, [...(users.get(name) ?? []), process]);
    }
  }
  return users;
}

async function snapshotsIn({ snapshots, extracted }: CacheFolders, users: Users): Promise<CacheItem[]> {
  const items: CacheItem[] = [];
  const named = await readdir(extracted).catch(missing([] as string[]));
  for (const hex of await readdir(snapshots)) {
    const digest = `sha256:${hex}`;
    const place = join(snapshots, hex);
    const stats = await stat(place).catch(missing(undefined));
    if (!isDigest(digest) || stats === undefined) continue;
    let bytes = 0;
    for (const file of await readdir(place).catch(missing([]))) {
      bytes += ((await stat(join(place, file)).catch(missing(undefined)))?.blocks ?? 0) * 512;
    }
    if (named.includes(hex)) bytes *= 2; // its files once more, and too many to be counted one by one
    items.push({ kind: "snapshot", name: digest, bytes, lastUsed: stats.mtimeMs, users: users.get(hex) ?? [] });
  }
  return items;
}

async function archivesIn({ archives }: CacheFolders, users: Users): Promise<CacheItem[]> {
  const items: CacheItem[] = [];
  for (const hex of await readdir(archives)) {
    const digest = `sha256:${hex}`;
    const stats = await stat(join(archives, hex)).catch(missing(undefined));
    if (!isDigest(digest) || stats === undefined) continue;
    const { blocks, mtimeMs: lastUsed } = stats;
    items.push({ kind: "archive", name: digest, bytes: blocks * 512, lastUsed, users: users.get(hex) ?? [] });
  }
  return items;
}

/** What builds have left. What a build has now does not count. */
async function storageIn({ layers }: CacheFolders, users: Users): Promise<CacheItem[]> {
  const kept = await layersKept(layers);
  return kept === undefined ? [] : [{ kind: "storage", name: layersName, ...kept, users: users.get(layersName) ?? [] }];
}

/**
 * Of a storage nothing can go but all of it, and each build makes it larger, and the last that was used: with more than half of
 * the limit it would drive out everything else.
 */
function isTooLarge({ kind, bytes }: CacheItem, limit: number): boolean {
  return kind === "storage" && bytes > limit / 2;
}

/** What goes and what stays. A blob that several images have goes with the last of them. */
function choose(
  files: readonly CacheItem[],
  { images, blobs }: LayoutContent,
  users: Users,
  limit: number,
): PruneReport {
  const needed = new Map<Digest, number>();
  for (const digest of images.flatMap((image) => [...image.blobs])) needed.set(digest, (needed.get(digest) ?? 0) + 1);
  const sizeOf = (digests: Iterable<Digest>) => sum([...digests].map((digest) => blobs.get(digest) ?? 0));
  const blobsOf = (tag: string) => [...images.find((image) => image.tag === tag)!.blobs];
  const own = (tag: string) => sizeOf(blobsOf(tag).filter((digest) => needed.get(digest) === 1));
  const items = [
    ...files,
    ...images.map(({ tag, lastUsed }): CacheItem => {
      return { kind: "image", name: tag, bytes: own(tag), lastUsed, users: users.get(tag) ?? [] };
    }),
  ].sort((a, b) => Number(isTooLarge(b, limit)) - Number(isTooLarge(a, limit)) || a.lastUsed - b.lastUsed);

  let bytesLeft = sum(files.map(({ bytes }) => bytes)) + sizeOf(needed.keys());
  const removed: CacheItem[] = [];
  for (const item of items) {
    if (bytesLeft <= limit && !isTooLarge(item, limit)) break;
    if (item.users.length > 0) continue;
    const bytes = item.kind === "image" ? own(item.name) : item.bytes;
    for (const digest of item.kind === "image" ? blobsOf(item.name) : []) needed.set(digest, needed.get(digest)! - 1);
    removed.push({ ...item, bytes });
    bytesLeft -= bytes;
  }
  const names = new Set(removed.map(({ kind, name }) => `${kind} ${name}`));
  const left = items.filter(({ kind, name }) => !names.has(`${kind} ${name}`));
  return { removed, left, bytesRemoved: sum(removed.map(({ bytes }) => bytes)), bytesLeft, limit };
}

/** An environment whose snapshot is not here is not ready; whose snapshot is just being made, may be in a moment. */
async function removeRecords(folder: string, stays: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    const record = await readRecord(join(folder, name));
    if (record === undefined || !stays.has(hexOf(record.table))) await rm(join(folder, name), { force: true });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
