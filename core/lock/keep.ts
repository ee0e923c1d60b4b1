/**
 * A lock's packages as blobs of a store, beside the images: what a mirror gives up, a later build finds there. One manifest lists
 * them, under a tag that follows from the lock file, so that no clean-up of the store takes them for garbage.
 */
import { streamOf } from "../oci/byte-stream.ts";
import { findManifest } from "../oci/lookup.ts";
import { parseManifest } from "../oci/manifest.ts";
import type { Descriptor, Store } from "../oci/port.ts";
import { limiter } from "../parallel/limiter.ts";
import { besideManifest, partsOf } from "../places/beside.ts";
import { blobOf, type FetchedPackage } from "./fetch.ts";

const kindAnnotation = "dev.treestamp.packages";

const blobsAtOnce = 4;

/** The tag of a lock's packages. @param oid the lock file's hash in git */
export function packagesTag(oid: string): string {
  return `${oid}-packages`;
}

/**
 * Keeps the packages, with those that the tag lists already: each platform may be built on a machine of its own.
 * @param oid the lock file's hash in git
 * @throws store-unreachable, store-denied, store-refused
 */
export async function keepPackages(
  store: Store,
  oid: string,
  packages: readonly FetchedPackage[],
  signal: AbortSignal,
): Promise<void> {
  if (packages.length === 0) return; // some registries refuse a manifest that refers to nothing
  const tag = packagesTag(oid);
  const before = await findManifest(store, tag);
  const listed = before && parseManifest(before);
  const known = listed?.kind === "manifest" ? partsOf(listed) : {};
  const own = Object.fromEntries(
    packages.map(({ locked }) => [`${locked.platform} ${locked.name}`, blobOf(locked)] as const),
  );
  const all: Record<string, Descriptor> = { ...known, ...own };
  const parts = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  const { manifest, config } = besideManifest(parts, { [kindAnnotation]: "v1" });
  await limiter(blobsAtOnce).all(packages, async ({ locked, file, from }) => {
    signal.throwIfAborted();
    if (from !== store.location) await store.writeBlob(blobOf(locked), { file }, signal);
  });
  if (before?.descriptor.digest === manifest.descriptor.digest) return;
  await store.writeBlob(config.blob, () => streamOf(config.bytes), signal);
  await store.writeManifest(manifest, tag, signal);
}
