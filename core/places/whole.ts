/**
 * Whether all of a published image is there. Registries store what an index lists as versions without a tag, which clean-up
 * jobs delete; a machine that loses power leaves empty files. Then the tag still answers, and the image is absent in part.
 */
import { isTreestampError } from "../errors.ts";
import { findManifest } from "../oci/lookup.ts";
import { formatPlatform, parseManifest } from "../oci/manifest.ts";
import type { Descriptor, Lookup, Platform, Store, StoredManifest } from "../oci/port.ts";
import { limiter } from "../parallel/limiter.ts";
import { isFor, type PublishedImage, parseIndex } from "./published.ts";

/** Which parts of an image have to be there. */
export interface Need {
  /** The machine's own. All platforms if it is left out, or the index lacks it. */
  readonly platform?: Platform;
  /**
   * Looks for every blob, too. That is too many requests for every lookup in a registry, so a reader asks like this once it
   * has missed a blob.
   */
  readonly blobs?: boolean;
}

type LookupStore = Pick<Store, "lookup" | "hasManifest" | "hasBlob" | "readBlob" | "shared">;

const blobsAtOnce = 8;

/** Looks a tag up, and what its index lists. Absent, with the lost part, if a needed part is gone. */
export async function findWhole(
  store: LookupStore,
  tag: string,
  need: Need,
  answer: Promise<Lookup> = store.lookup(tag),
): Promise<Lookup> {
  const lookup = await answer;
  return lookup.state === "present" ? judged(store, lookup.manifest, need) : lookup;
}

/** A tag that other jobs may write. Both methods throw the reason if the store cannot tell what it has. */
export interface TagWatch {
  /** The image, if it is there and whole. */
  look(): Promise<StoredManifest | undefined>;
  /** The same, cheap enough to poll: until something changes, its requests do not count as pulls. */
  glance(): Promise<StoredManifest | undefined>;
}

export function watchTag(store: LookupStore & Required<Pick<Store, "peek">>, tag: string, need: Need): TagWatch {
  let seen: StoredManifest | undefined;
  const wholeIn = (lookup: Lookup) => {
    if (lookup.state === "unknown") throw lookup.reason;
    return lookup.state === "present" ? lookup.manifest : undefined;
  };
  const look = async () => {
    const answer = store.lookup(tag);
    const lookup = await answer;
    if (lookup.state === "present") seen = lookup.manifest;
    return wholeIn(await findWhole(store, tag, need, answer));
  };
  return {
    look,
    async glance() {
      const digest = await store.peek(tag);
      if (digest === undefined) return undefined;
      return seen?.descriptor.digest === digest ? wholeIn(await judged(store, seen, need)) : look();
    },
  };
}

async function judged(store: LookupStore, index: StoredManifest, need: Need): Promise<Lookup> {
  try {
    const lost = await lostPart(store, index, need);
    return lost === undefined ? { state: "present", manifest: index } : { state: "absent", lost };
  } catch (error) {
    if (isTreestampError(error) && error.code !== "interrupted") return { state: "unknown", reason: error };
    throw error;
  }
}

/**
 * The first part of an index's images that is missing from the store, as a clause; undefined if none is. An index that
 * treestamp did not write has no parts that we know of.
 * @throws store-unreachable, store-denied, store-refused: it is not known
 */
export async function lostPart(store: LookupStore, index: StoredManifest, need: Need): Promise<string | undefined> {
  const parts = partsOf(index, need.platform);
  const there = await Promise.all(parts.map(({ descriptor }) => store.hasManifest(descriptor.digest)));
  const lost = parts.find((_, at) => !there[at]);
  if (lost !== undefined) return isMissing(lost.name, lost.descriptor);
  // Looking for a file costs nothing.
  if (store.shared && !need.blobs) return undefined;
  for (const { name, descriptor } of parts) {
    const manifest = await findManifest(store, descriptor.digest);
    if (manifest === undefined) return isMissing(name, descriptor);
    const parsed = parseManifest(manifest);
    if (parsed.kind !== "manifest") continue;
    const blobs = [parsed.config, ...parsed.layers];
    const missing = new Set<Descriptor>();
    await limiter(blobsAtOnce).all(blobs, async (blob) => {
      if (!(await hasBlob(store, blob, need.blobs === true))) missing.add(blob);
    });
    const first = blobs.find((blob) => missing.has(blob)); // in a fixed order, whichever answer came first
    if (first !== undefined) return isMissing(`a blob of ${name}`, first, store.shared ? "" : " or damaged");
  }
  return undefined;
}

interface Part {
  /** For people. */
  readonly name: string;
  readonly descriptor: Descriptor;
}

function partsOf(index: StoredManifest, platform: Platform | undefined): readonly Part[] {
  const images = imagesIn(index);
  const own = platform === undefined ? [] : images.filter((image) => isFor(image, platform));
  return (own.length > 0 ? own : images).flatMap(({ platform, image, snapshot }) => {
    const of = formatPlatform(platform);
    return [
      { name: `the image for ${of}`, descriptor: image },
      ...(snapshot === undefined ? [] : [{ name: `the snapshot for ${of}`, descriptor: snapshot }]),
    ];
  });
}

function imagesIn(index: StoredManifest): readonly PublishedImage[] {
  try {
    return parseIndex(index);
  } catch (error) {
    if (isTreestampError(error, "image-invalid")) return [];
    throw error;
  }
}

function isMissing(name: string, { digest }: Descriptor, orElse = ""): string {
  return `${name} (${digest}) is missing${orElse}`;
}

/** @param thorough reads a file to its end: after a power loss it may be empty, or zeros */
async function hasBlob(store: LookupStore, blob: Descriptor, thorough: boolean): Promise<boolean> {
  if (store.shared || !thorough) return store.hasBlob(blob.digest);
  try {
    for await (const _ of store.readBlob(blob));
    return true;
  } catch (error) {
    if (isTreestampError(error, "store-corrupt", "path-missing")) return false;
    throw error;
  }
}
