/** Copies an image from store to store, byte for byte, with everything that its manifest leads to. */
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { limiter } from "../parallel/limiter.ts";
import { counted } from "./byte-stream.ts";
import { listedManifest } from "./lookup.ts";
import { parseManifest } from "./manifest.ts";
import type { Descriptor, Digest, Store, StoredManifest } from "./port.ts";
import { isSameRegistry, parseLocation, type RegistryLocation } from "./reference.ts";

const blobsAtOnce = 4;

/** A store that is known to have blobs, from which another repository of its registry may take them. */
export interface Donor {
  readonly store: Store;
  /** The blobs that it has. */
  readonly blobs: ReadonlySet<Digest>;
}

/** An image with all that belongs to it, known before anything is copied. */
export interface Closure {
  readonly root: StoredManifest;
  /** Below the root; what is listed comes before what lists it. */
  readonly manifests: readonly StoredManifest[];
  /** Configurations, layers, a snapshot's frames and table; each once. */
  readonly blobs: readonly Descriptor[];
}

export interface Copied {
  readonly streamed: readonly Descriptor[];
  /** What the registry mounted from another repository. */
  readonly mounted: readonly Descriptor[];
  /** True if the whole image was there already. */
  readonly wasThere: boolean;
}

/**
 * Reads what an image consists of.
 * @throws store-corrupt where a part of it is listed and not there; image-invalid, store-unreachable, store-denied
 */
export async function closureOf(from: Store, root: StoredManifest): Promise<Closure> {
  const manifests = new Map<Digest, StoredManifest>();
  const blobs = new Map<Digest, Descriptor>();
  const visit = async (stored: StoredManifest, depth: number): Promise<void> => {
    if (depth > maxDepth)
      throw new TreestampError("image-invalid", `${root.descriptor.digest} lists indexes too deep.`);
    const parsed = parseManifest(stored);
    if (parsed.kind === "manifest") {
      for (const blob of [parsed.config, ...parsed.layers]) blobs.set(blob.digest, blob);
    } else {
      for (const { digest } of parsed.manifests) {
        if (manifests.has(digest)) continue;
        const child = await manifestIn(from, digest);
        await visit(child, depth + 1);
        manifests.set(digest, child);
      }
    }
  };
  await visit(root, 0);
  return { root, manifests: [...manifests.values()], blobs: [...blobs.values()] };
}

/** An index in an index is allowed; nobody is known to nest deeper. */
const maxDepth = 4;

const remedy = "Only part of the image is there: push or copy it there again.";

/** A manifest that another one lists. @throws store-corrupt where it is not there */
export async function manifestIn(store: Store, digest: Digest): Promise<StoredManifest> {
  return listedManifest(store, digest, remedy);
}

/**
 * Brings an image to `to`, under no tag yet. Blobs that a donor of the same registry has are mounted where the registry
 * does that, all others are read from `from`.
 * @throws interrupted by `signal`; store-denied, store-unreachable, store-corrupt
 */
export async function copyImage(
  { root, manifests, blobs }: Closure,
  from: Store,
  to: Store,
  { donors = [], signal, log }: { donors?: readonly Donor[]; signal: AbortSignal; log: Log },
): Promise<Copied> {
  if (to.shared && (await hasManifests(to, [root, ...manifests], signal)))
    return { streamed: [], mounted: [], wasThere: true };
  const mount = mounter(to, donors, log, signal);
  const [streamed, mounted]: [Descriptor[], Descriptor[]] = [[], []];
  const progress = log.progress(
    `Copy to ${to.location}`,
    blobs.reduce((sum, { size }) => sum + size, 0),
  );
  await limiter(blobsAtOnce)
    .all(blobs, async (blob) => {
      if (signal.aborted) throw new TreestampError("interrupted", "Copying was interrupted.");
      if (await mount(blob.digest)) {
        mounted.push(blob);
        progress.add(blob.size);
      } else {
        await to.writeBlob(blob, () => counted(from.readBlob(blob), progress), signal);
        streamed.push(blob);
      }
    })
    .finally(() => progress.end());
  for (const manifest of [...manifests, root]) await to.writeManifest(manifest, undefined, signal);
  return { streamed, mounted, wasThere: false };
}

/** A registry takes no manifest before its blobs; but what an index lists may have been cleaned away since. */
async function hasManifests(store: Store, manifests: readonly StoredManifest[], signal: AbortSignal): Promise<boolean> {
  const there = await Promise.all(manifests.map(({ descriptor }) => store.hasManifest(descriptor.digest, signal)));
  return there.every((isThere) => isThere);
}

/** Tries to mount a blob; true if that worked. A registry that refuses once is not asked again. */
export function mounter(
  to: Store,
  donors: readonly Donor[],
  log: Log,
  signal: AbortSignal | undefined,
): (digest: Digest) => Promise<boolean> {
  const refused = new Set<Donor>();
  return async (digest) => {
    const donor = donors.find((one) => one.blobs.has(digest) && isNeighbour(one.store, to) && !refused.has(one));
    if (donor === undefined || to.mountBlob === undefined) return false;
    try {
      const { repository } = parseLocation(donor.store.location) as RegistryLocation;
      if (await to.mountBlob(digest, repository, signal)) return true;
    } catch (error) {
      if (!isTreestampError(error, "store-denied", "store-refused")) throw error;
      log.debug(`${to.location} does not mount from ${donor.store.location}: ${error.message}`);
    }
    refused.add(donor);
    return false;
  };
}

/** Another repository of the same registry. */
function isNeighbour(donor: Store, to: Store): boolean {
  if (!donor.shared || !to.shared || donor.location === to.location) return false;
  return isSameRegistry(parseLocation(donor.location), parseLocation(to.location));
}
