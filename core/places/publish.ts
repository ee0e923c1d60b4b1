/**
 * Writes an image to a store: blobs first, then manifests, the tagged index last. The engine's blobs may go ahead while the
 * snapshot is being packed.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { abortable } from "../oci/byte-stream.ts";
import { mounter } from "../oci/copy.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Digest, Store, StoredManifest } from "../oci/port.ts";
import { limiter } from "../parallel/limiter.ts";
import { attestationOf } from "./attested.ts";
import { blobsOf, type Made, type Publication } from "./publication.ts";
import { parseIndex, parseSnapshotManifest } from "./published.ts";
import { lostPart } from "./whole.ts";

const writesAtOnce = 4;

/** The least time in which another job that looked when we did has written its tag. Milliseconds. */
const settle = 500;

export interface PublishRequest {
  readonly publication: Publication;
  readonly store: Store;
  readonly tag: string;
  readonly log: Log;
  /** Ends it before the tag is written, once the blobs under way have arrived. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether no other job publishes this tag, asked once it is written (turn.ts). If one may, the tag is checked again a little
   * later. Default: true.
   */
  readonly isAlone?: () => boolean;
  /** Signs an image anew whose signature may be wrong. */
  readonly resigns?: boolean;
}

export interface Published {
  /** What the tag names: our index, or an equivalent one that was there first. */
  readonly index: StoredManifest;
  /** Total of all blobs. */
  readonly bytes: number;
}

/**
 * Uploads the images' own blobs, which `publish` then finds. It makes nothing visible. When it returns or throws, nothing is
 * under way any more.
 * @param signal ends it, in the middle of a blob
 * @throws store-denied, store-refused, store-unreachable; the signal's reason
 */
export async function uploadImages(
  { images, layout, donors = [] }: Made,
  store: Store,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const mount = mounter(store, donors, log, signal);
  await limiter(writesAtOnce).all(images.flatMap(blobsOf), async (blob) => {
    signal.throwIfAborted();
    if (donors.length > 0 && (await mount(blob.digest))) return;
    await store.writeBlob(blob, () => abortable(layout.readBlob(blob), signal), signal);
  });
}

/**
 * Publishes an image under its tag. Nothing is visible until the tag is written. A tag that already names the same images
 * stays as it is; one whose image is absent in part is replaced. When it returns or throws, nothing is under way any more.
 * @throws tag-taken if the tag names other images; store-denied, store-refused, store-unreachable, interrupted
 */
export async function publish(request: PublishRequest): Promise<Published> {
  const { publication, store, tag, signal, log, isAlone = () => true, resigns = false } = request;
  const { index, manifests, blobs, donors } = publication;
  const bytes = blobs.reduce((sum, { blob }) => sum + blob.size, 0);
  const progress = log.progress("Publish", bytes);
  const mount = mounter(store, donors, log, signal);
  await limiter(writesAtOnce)
    .all(blobs, async ({ blob, source }) => {
      throwIfAborted(signal);
      if (donors.length === 0 || !(await mount(blob.digest))) await store.writeBlob(blob, source, signal);
      progress.add(blob.size);
    })
    .finally(() => progress.end());
  await limiter(writesAtOnce).all(manifests, (manifest) => store.writeManifest(manifest, undefined, signal));

  throwIfAborted(signal);
  const start = performance.now();
  const there = await findManifest(store, tag, signal);
  const lost = there === undefined ? undefined : await lostOf(there, request);
  if (there !== undefined) {
    if (lost === undefined && !isToSign(there, index, resigns)) return { index: there, bytes };
    const [theirs, ours] = [there.descriptor.digest, index.descriptor.digest];
    if (lost === undefined) log.info(`${store.location}:${tag} has the same image, which is signed now.`);
    else log.warning(`${store.location}:${tag} was ${theirs} and is ${ours} from now on: of the former, ${lost}.`);
  }
  await store.writeManifest(index, tag, signal);
  const first = await afterWriting(request);
  if (isAlone()) return { index: first, bytes };
  // By then another job that looked when we did, and is as slow as we are, has written its own.
  await sleep(Math.max(settle, 3 * (performance.now() - start)), undefined, { signal }).catch(() => {});
  return { index: await afterWriting(request), bytes };
}

/**
 * What the tag names now. No registry compares and swaps: another job may have written the tag between our check and our
 * write, or since. A registry that does not show the tag yet has accepted it all the same.
 */
async function afterWriting(request: PublishRequest): Promise<StoredManifest> {
  const { publication, store, tag } = request;
  const now = await store.lookup(tag);
  const isTheirs = now.state === "present" && (await lostOf(now.manifest, request)) === undefined;
  return isTheirs ? now.manifest : publication.index;
}

/** Whether a tag gets our signature: the image that it names stays. */
function isToSign(there: StoredManifest, ours: StoredManifest, resigns: boolean): boolean {
  if (there.descriptor.digest === ours.descriptor.digest || attestationOf(ours) === undefined) return false;
  return resigns || attestationOf(there) === undefined;
}

/**
 * The part that the tag's image has lost, as a clause; undefined if it names the same images as ours.
 * @throws tag-taken if it names other images, and is whole
 */
async function lostOf(there: StoredManifest, { publication, store, tag }: PublishRequest): Promise<string | undefined> {
  const [theirs, ours] = [there.descriptor.digest, publication.index.descriptor.digest];
  if (theirs === ours) return undefined;
  const lost = await lostPart(store, there, { blobs: true });
  if (lost !== undefined) return lost;
  if (await saysTheSame(there, publication, store)) return undefined;
  throw new TreestampError(
    "tag-taken",
    `${store.location}:${tag} is ${theirs}, and this build is ${ours}: the same recipe gave other bytes.`,
    {
      remedy: "A key names one image, so the first one stays. Look for unpinned inputs: treestamp resolve lists them.",
    },
  );
}

/** Whether the images are the same, and their snapshots' content: another compressor gives other frames. */
async function saysTheSame(there: StoredManifest, publication: Publication, store: Store): Promise<boolean> {
  const own = new Map(publication.manifests.map((manifest) => [manifest.descriptor.digest, manifest]));
  try {
    const [theirs, ours] = await Promise.all([
      contentOf(there, (digest) => findManifest(store, digest)),
      contentOf(publication.index, async (digest) => own.get(digest)),
    ]);
    return theirs !== undefined && theirs === ours;
  } catch (error) {
    if (isTreestampError(error, "image-invalid", "snapshot-invalid")) return false; // not written by treestamp
    throw error;
  }
}

/** The content of an index; undefined if one of its images has no snapshot. */
async function contentOf(index: StoredManifest, find: (digest: Digest) => Promise<StoredManifest | undefined>) {
  const said: string[] = [];
  for (const { image, snapshot } of parseIndex(index)) {
    const manifest = snapshot === undefined ? undefined : await find(snapshot.digest);
    if (manifest === undefined) return undefined;
    const { identity, config } = parseSnapshotManifest(manifest);
    said.push(`${image.digest} ${identity} ${config.digest}`);
  }
  return said.sort().join();
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TreestampError("interrupted", "Publishing was interrupted.");
}
