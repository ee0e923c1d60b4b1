/**
 * An engine's records of an image: which instruction has made which layer. They stand in an image of the same layers, under a
 * tag beside the key's, from where the engine takes the layers of instructions that have not changed since. No correctness
 * depends on them, and they are not part of the index, so that two builds of one recipe give the same index.
 */
import { isTreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { closureOf } from "../oci/copy.ts";
import { findManifest } from "../oci/lookup.ts";
import { parseManifest } from "../oci/manifest.ts";
import type { Digest, Store, StoredImage } from "../oci/port.ts";

/** The tag of the records; no key has that form. */
export function recordsTag(tag: string): string {
  return `${tag}-records`;
}

/**
 * Leaves the records of the image `tag`, whose layers are in the store.
 * @param records in the engine's own layout
 * @throws interrupted; whatever else fails goes to the log
 */
export async function keepRecords(
  { store: layout, root }: StoredImage,
  store: Store,
  tag: string,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  if (!store.shared) return; // builders here have caches of their own
  try {
    const { manifests } = await closureOf(layout, root);
    for (const manifest of [...manifests, root]) {
      const parsed = parseManifest(manifest);
      if (parsed.kind === "manifest") {
        await store.writeBlob(parsed.config, () => layout.readBlob(parsed.config), signal);
      }
      await store.writeManifest(manifest, manifest === root ? recordsTag(tag) : undefined, signal);
    }
  } catch (error) {
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    log.debug(`The engine's records are not kept: ${error.message}`);
  }
}

/** The image that has the records of `tag`; undefined where there is none. @throws store-unreachable, store-denied */
export async function recordsOf(store: Store, tag: string): Promise<Digest | undefined> {
  return (await findManifest(store, recordsTag(tag)))?.descriptor.digest;
}
