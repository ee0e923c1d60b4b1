/** What the store of this machine holds, by tag and by blob, and taking images out of it. */
import { readdir, readFile, stat, unlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { missing } from "../../machine/missing.ts";
import { sweepScratch } from "../../machine/scratch.ts";
import { isDigest } from "../digest.ts";
import type { Descriptor, Digest } from "../port.ts";
import { maxManifestBytes } from "../stored-manifest.ts";
import { blobStats, changeIndex, readIndex } from "./index-file.ts";
import { blobFile, blobsFolder, ownFolder, refNameAnnotation } from "./paths.ts";

/** No other layout is pruned. */
const cacheKind = { isCache: true };

export interface TaggedImage {
  readonly tag: string;
  /** Its manifests, layers and all else that it refers to. */
  readonly blobs: ReadonlySet<Digest>;
  /** When it was written or last touched. Milliseconds since 1970. */
  readonly lastUsed: number;
}

export interface LayoutContent {
  readonly images: readonly TaggedImage[];
  /** Bytes on disk of each blob. */
  readonly blobs: ReadonlyMap<Digest, number>;
}

export async function contentOf(folder: string): Promise<LayoutContent> {
  const images: TaggedImage[] = [];
  for (const { digest, annotations } of (await readIndex(folder, cacheKind))?.manifests ?? []) {
    const tag = annotations?.[refNameAnnotation];
    if (tag === undefined) continue;
    const lastUsed = (await blobStats(folder, digest))?.mtimeMs ?? 0;
    images.push({ tag, lastUsed, blobs: await reachable(folder, digest) });
  }
  const blobs = new Map<Digest, number>();
  for (const name of await readdir(blobsFolder(folder)).catch(missing([]))) {
    const digest = `sha256:${name}`;
    const stats = await stat(join(blobsFolder(folder), name)).catch(missing(undefined));
    if (isDigest(digest) && stats !== undefined) blobs.set(digest, stats.blocks * 512);
  }
  return { images, blobs };
}

/**
 * Takes these tags out, and then every blob that nothing refers to. To be called while nobody publishes to the layout: the
 * blobs of an image come before its tag.
 */
export async function removeImages(folder: string, tags: ReadonlySet<string>): Promise<void> {
  const isRemoved = (tag: string | undefined) => tag !== undefined && tags.has(tag);
  if (tags.size > 0) {
    const stays = ({ annotations }: Descriptor) => !isRemoved(annotations?.[refNameAnnotation]);
    await changeIndex(folder, (listed) => listed.filter(stays), cacheKind);
  }
  const needed = new Set<Digest>();
  for (const { digest } of (await readIndex(folder, cacheKind))?.manifests ?? []) {
    for (const blob of await reachable(folder, digest)) needed.add(blob);
  }
  for (const digest of (await contentOf(folder)).blobs.keys()) {
    if (!needed.has(digest)) await unlink(blobFile(folder, digest)).catch(missing(undefined));
  }
  await sweepScratch(join(folder, ownFolder));
}

/** Notes that the image of this tag, if it is there, was used now. */
export async function touchImage(folder: string, tag: string): Promise<void> {
  const listed = (await readIndex(folder, cacheKind))?.manifests ?? [];
  const now = new Date();
  for (const { digest, annotations } of listed) {
    if (annotations?.[refNameAnnotation] !== tag) continue;
    await utimes(blobFile(folder, digest), now, now).catch(missing(undefined));
  }
}

/** A manifest or index, and all that it refers to. What cannot be read refers to nothing: no image can be had from it. */
async function reachable(folder: string, digest: Digest): Promise<Set<Digest>> {
  const found = new Set<Digest>([digest]);
  const stats = await blobStats(folder, digest);
  if (stats === undefined || stats.size > maxManifestBytes) return found;
  const { manifests, config, layers } = references(await readFile(blobFile(folder, digest), "utf8"));
  for (const blob of [config, ...layers]) if (isDigest(blob?.digest)) found.add(blob.digest);
  for (const manifest of manifests) {
    if (!isDigest(manifest?.digest) || found.has(manifest.digest)) continue;
    for (const blob of await reachable(folder, manifest.digest)) found.add(blob);
  }
  return found;
}

interface Reference {
  readonly digest?: unknown;
}

function references(text: string) {
  const list = (value: unknown) => (Array.isArray(value) ? (value as (Reference | null)[]) : []);
  try {
    const { manifests, config, layers } = JSON.parse(text) as Record<string, unknown>;
    return { manifests: list(manifests), config: config as Reference | null, layers: list(layers) };
  } catch {
    return { manifests: [], config: null, layers: [] };
  }
}
