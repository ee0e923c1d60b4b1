/** The nearest ancestor of an image that is made: why it is made at all, and what need not be made again. */
import { isTreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { accessAt } from "../oci/access.ts";
import { readWhole } from "../oci/digest.ts";
import { findManifest, hasBlobs } from "../oci/lookup.ts";
import type { Platform, Store, StoredImage } from "../oci/port.ts";
import { registryOf } from "../oci/reference.ts";
import { forPlatform, parseIndex, parseSnapshotManifest } from "../places/published.ts";
import { type Ancestor, nearestAncestor } from "../recipe/ancestor.ts";
import type { Relative } from "../snapshot/relatives.ts";
import { checkBlobs, parseChunkTable } from "../snapshot/table.ts";
import type { Ports } from "./ports.ts";
import type { Identified } from "./resolve.ts";

export type AncestorImage = Ancestor<StoredImage & { readonly tag: string }>;

/**
 * The nearest ancestor whose image is in one of the stores. Undefined where there is none, and where nobody says so: nothing
 * depends on it.
 * @param stores the first that has an image gives it
 */
export async function ancestorOf(
  request: BuildingRequest,
  identified: Identified,
  stores: readonly Store[],
): Promise<AncestorImage | undefined> {
  if (identified.recipe.method.kind === "image") return undefined; // no commit has changed it
  const asked = [...new Map(stores.map((store) => [store.location, store])).values()];
  return nearestAncestor(identified.repository, identified, {
    ref: request.ref ?? "HEAD",
    environment: request.environment,
    inputs: request.recipe,
    find: async (tag) => {
      for (const store of asked) {
        const lookup = await store.lookup(tag);
        if (lookup.state === "present") return { store, root: lookup.manifest, tag };
      }
      return undefined;
    },
  });
}

/**
 * The image from which BuildKit takes the layers of instructions that have not changed; undefined where there is none, and where the
 * engine would need what only this call has: a login, or plain HTTP. Nobody has signed them, so what is to be signed takes none.
 * @throws interrupted
 */
export async function layersOf(
  { log }: Pick<Ports, "log">,
  { access, force, attest, verify }: Pick<BuildingRequest, "access" | "force" | "attest" | "verify">,
  ancestor: AncestorImage | undefined,
): Promise<BaseImage | undefined> {
  if (ancestor === undefined || force || attest || verify === "required") return undefined;
  const { store, tag } = ancestor.image;
  const registry = registryOf(store.location);
  if (registry === undefined) return undefined; // builders here have caches of their own
  const { login, plainHttp } = accessAt(registry, access);
  if (login !== undefined || plainHttp) return undefined;
  try {
    const { recordsOf } = await import("../places/layer-records.ts");
    const digest = await recordsOf(store, tag);
    if (digest === undefined) return undefined;
    const ago = `${ancestor.distance} ${ancestor.distance === 1 ? "commit" : "commits"} ago`;
    log.info(`Instructions that have not changed take their layers from ${tag.slice(0, 12)}, ${ago}.`);
    return { name: "ancestor", digest, source: { kind: "registry", repository: store.location } };
  } catch (error) {
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    log.debug(`No layers are taken from ${tag}: ${error.message}`);
    return undefined;
  }
}

/**
 * The snapshot of a store's image, as a relative of one that is packed for the same store. Undefined where it is not all there, or
 * cannot be read: then all frames are written.
 * @throws interrupted
 */
export async function relativeIn(
  { log }: Pick<Ports, "log">,
  { store, root }: StoredImage,
  platform: Platform,
  signal: AbortSignal,
): Promise<Relative | undefined> {
  try {
    const snapshot = forPlatform(parseIndex(root), platform)?.snapshot;
    const manifest = snapshot && (await findManifest(store, snapshot.digest, signal));
    if (manifest === undefined) return undefined;
    const { frames, table: stored } = parseSnapshotManifest(manifest);
    const [bytes, isThere] = await Promise.all([readWhole(store, stored, signal), hasBlobs(store, frames)]);
    if (!isThere) return undefined;
    const table = parseChunkTable(bytes);
    checkBlobs(table, frames);
    return { store, frames, table };
  } catch (error) {
    if (signal.aborted || !isTreestampError(error) || error.code === "interrupted") throw error;
    log.debug(`No frames are kept of ${store.location}@${root.descriptor.digest}: ${error.message}`);
    return undefined;
  }
}
