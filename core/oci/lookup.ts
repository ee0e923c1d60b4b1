/** Lookups for callers that treat `unknown` as an error. */
import { TreestampError } from "../errors.ts";
import type { Descriptor, Digest, Store, StoredManifest } from "./port.ts";

/** The manifest of a tag or digest; undefined where there is none. See `Store` for `until`. @throws why that is not known */
export async function findManifest(
  store: Pick<Store, "lookup">,
  reference: string,
  until?: AbortSignal,
): Promise<StoredManifest | undefined> {
  const lookup = await store.lookup(reference, until);
  if (lookup.state === "unknown") throw lookup.reason;
  return lookup.state === "present" ? lookup.manifest : undefined;
}

/** Whether a store has all of these, asked at the same time. @throws why that is not known */
export async function hasBlobs(store: Pick<Store, "hasBlob">, blobs: readonly Descriptor[]): Promise<boolean> {
  const there = await Promise.all(blobs.map(({ digest }) => store.hasBlob(digest)));
  return !there.includes(false);
}

/**
 * A manifest that another one lists.
 * @param remedy what to do where it is not there
 * @throws store-corrupt where it is not there
 */
export async function listedManifest(
  store: Pick<Store, "lookup" | "location">,
  digest: Digest,
  remedy: string,
): Promise<StoredManifest> {
  const manifest = await findManifest(store, digest);
  if (manifest !== undefined) return manifest;
  throw new TreestampError("store-corrupt", `${store.location} lists the manifest ${digest} and does not hold it.`, {
    remedy,
  });
}
