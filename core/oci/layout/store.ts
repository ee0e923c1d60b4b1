/**
 * An OCI image layout on disk as a store. Source: image-spec, image-layout.md.
 *
 * Blobs are written beside their place and renamed into it once their digest is known to be right, so that readers in
 * other processes see whole blobs or none. `index.json` is replaced as a whole under a lock. Our own temporary files
 * live in the folder `.treestamp`, which the specification allows.
 */
import { createReadStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError, TreestampError } from "../../errors.ts";
import { machineFault } from "../../machine/failure.ts";
import { hideFromGit } from "../../machine/hidden-folder.ts";
import { streamOf } from "../byte-stream.ts";
import { corrupt, isDigest, verified } from "../digest.ts";
import { findManifest } from "../lookup.ts";
import type { ByteRange, Descriptor, Digest, Lookup, Store, StoredManifest } from "../port.ts";
import { checkTagOrDigest } from "../reference.ts";
import { checkedManifest, maxManifestBytes, mediaTypeOf } from "../stored-manifest.ts";
import { blobStats, changeIndex, type LayoutIndex, type LayoutKind, readIndex } from "./index-file.ts";
import { blobFile, blobsFolder, layoutMarker, ownFolder, refNameAnnotation } from "./paths.ts";
import { replaceFile, writeLayoutBlob } from "./write.ts";

/** Bytes read at once: few round trips to the thread pool for large blobs. */
const readBytes = 1024 * 1024;

/** Opens a folder as a store. It need not exist: then it is empty, and the first write makes it. */
export function layoutStore(folder: string, kind: LayoutKind = {}): Store {
  const ask = async (reference: string): Promise<Lookup> => {
    try {
      return await lookup(folder, reference, kind);
    } catch (error) {
      if (kind.isCache && isTreestampError(error, "store-corrupt")) return { state: "absent" };
      return { state: "unknown", reason: folderFailure(folder, error) };
    }
  };
  return {
    location: folder,
    shared: false,
    lookup: ask,
    hasManifest: async (digest) => (await findManifest({ lookup: ask }, digest)) !== undefined,
    readBlob: (blob, range) => readBlob(folder, blob, range),
    hasBlob: (digest) => reported(folder, async () => (await blobStats(folder, digest)) !== undefined),
    writeBlob: (blob, source) =>
      reported(folder, async () => {
        if (await isSound(folder, blob)) return;
        await prepare(folder, kind);
        await writeLayoutBlob(folder, blob, source);
      }),
    writeManifest: (manifest, tag) => reported(folder, () => writeManifest(folder, manifest, tag, kind)),
  };
}

/**
 * The one manifest that a layout lists, as engines and `skopeo copy` leave it.
 * @throws image-invalid where it lists none or several; store-corrupt, store-unreachable, store-denied
 */
export async function soleManifest(folder: string): Promise<StoredManifest> {
  return reported(folder, async () => {
    const listed = (await readIndex(folder, {}))?.manifests ?? [];
    const digests = new Set(listed.map((descriptor) => descriptor.digest));
    if (digests.size !== 1) {
      throw new TreestampError("image-invalid", `${folder} lists ${digests.size} images where one is expected.`, {
        remedy: "Give an OCI image layout with one image in it.",
      });
    }
    return await readManifest(folder, listed[0]!);
  });
}

/**
 * The image of a layout that an input names by its digest, listed or not.
 * @throws path-missing where it is not there; store-corrupt, store-unreachable, store-denied
 */
export async function imageByDigest(folder: string, digest: Digest): Promise<StoredManifest> {
  const image = await findManifest(layoutStore(folder), digest);
  if (image !== undefined) return image;
  throw new TreestampError("path-missing", `${folder} does not hold the image ${digest}.`, {
    remedy: "Check folder and digest of the base image.",
  });
}

async function lookup(folder: string, reference: string, kind: LayoutKind): Promise<Lookup> {
  checkTagOrDigest(reference);
  const index = await readIndex(folder, kind);
  if (index === undefined) return { state: "absent" };
  if (isDigest(reference)) return await lookupDigest(folder, reference);
  const named = taggedIn(index, reference);
  if (named.length === 0) return { state: "absent" };
  if (new Set(named.map((descriptor) => descriptor.digest)).size > 1) {
    throw new TreestampError("image-invalid", `${folder} lists ${named.length} images under ${reference}.`, {
      remedy: "Remove all but one of them from its index.json.",
    });
  }
  try {
    return { state: "present", manifest: await readManifest(folder, named[0]!) };
  } catch (error) {
    const now = await readIndex(folder, kind);
    // Taken out of the folder between the two looks.
    if (now !== undefined && taggedIn(now, reference).length === 0) return { state: "absent" };
    throw error;
  }
}

function taggedIn({ manifests }: LayoutIndex, tag: string): Descriptor[] {
  return manifests.filter((descriptor) => descriptor.annotations?.[refNameAnnotation] === tag);
}

/** Whatever manifest has this digest, listed in `index.json` or not: the images of an index are not. */
async function lookupDigest(folder: string, digest: Digest): Promise<Lookup> {
  const stats = await blobStats(folder, digest);
  if (stats === undefined || stats.size > maxManifestBytes) return { state: "absent" };
  const body = await readFile(blobFile(folder, digest));
  const mediaType = mediaTypeOf(body);
  if (mediaType === undefined) return { state: "absent" }; // some other blob
  return { state: "present", manifest: checkedManifest(body, { mediaType }, digest, blobFile(folder, digest)) };
}

async function readManifest(folder: string, descriptor: Descriptor): Promise<StoredManifest> {
  const file = blobFile(folder, descriptor.digest);
  const stats = await blobStats(folder, descriptor.digest);
  if (stats === undefined) throw corrupt(descriptor, folder, "its index.json lists it, and the blob is missing");
  if (stats.size > maxManifestBytes) throw corrupt(descriptor, folder, `it has ${stats.size} bytes`);
  return checkedManifest(await readFile(file), descriptor, descriptor.digest, file);
}

async function* readBlob(folder: string, blob: Descriptor, range?: ByteRange): AsyncGenerator<Uint8Array> {
  const { offset, length } = range ?? { offset: 0, length: blob.size };
  const file = blobFile(folder, blob.digest);
  try {
    const stats = await blobStats(folder, blob.digest);
    if (stats === undefined) {
      throw new TreestampError("path-missing", `${folder} has no blob ${blob.digest}.`, {
        remedy: "The store was cleaned or filled in part; build or copy the image again.",
      });
    }
    if (stats.size !== blob.size) throw corrupt(blob, folder, `it has ${stats.size} bytes, not ${blob.size}`);
    if (offset + length > blob.size) throw corrupt(blob, folder, `it ends before byte ${offset + length}`);
    const bytes = length === 0 ? streamOf() : fileBytes(file, offset, length);
    yield* range === undefined ? verified(bytes, blob, folder) : bytes;
  } catch (error) {
    throw folderFailure(folder, error);
  }
}

async function* fileBytes(file: string, offset: number, length: number): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { start: offset, end: offset + length - 1, highWaterMark: readBytes });
}

/** True where the blob is there byte for byte. One that was damaged, as by a machine that lost its power, is written anew. */
async function isSound(folder: string, blob: Descriptor): Promise<boolean> {
  if ((await blobStats(folder, blob.digest))?.size !== blob.size) return false;
  try {
    for await (const _ of readBlob(folder, blob));
    return true;
  } catch (error) {
    if (isTreestampError(error, "store-corrupt", "path-missing")) return false;
    throw error;
  }
}

async function writeManifest(
  folder: string,
  manifest: StoredManifest,
  tag: string | undefined,
  kind: LayoutKind,
): Promise<void> {
  if (tag !== undefined) checkTagOrDigest(tag);
  await prepare(folder, kind);
  const { descriptor, body } = manifest;
  checkedManifest(body, descriptor, descriptor.digest, "The manifest to be written");
  if (!(await isSound(folder, descriptor))) await writeLayoutBlob(folder, descriptor, () => streamOf(body));
  if (tag === undefined) return;
  const entry = { ...descriptor, annotations: { ...descriptor.annotations, [refNameAnnotation]: tag } };
  const others = (listed: readonly Descriptor[]) =>
    listed.filter((other) => other.annotations?.[refNameAnnotation] !== tag);
  await changeIndex(folder, (listed) => [...others(listed), entry], kind);
}

/** Makes the folder a layout if it is none yet. Safe if several processes do it at once: all write the same bytes. */
async function prepare(folder: string, kind: LayoutKind): Promise<void> {
  const index = await readIndex(folder, kind);
  await mkdir(join(folder, ownFolder), { recursive: true });
  await mkdir(blobsFolder(folder), { recursive: true });
  if (index !== undefined) return;
  await replaceFile(folder, "oci-layout", layoutMarker);
  await hideFromGit(folder);
  await changeIndex(folder, (listed) => [...listed], kind);
}

/** Runs `work`, and throws what the operating system has against it as a failure of the store. */
async function reported<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw folderFailure(folder, error);
  }
}

/** The operating system's error about a folder, in the words of a store. Throws every other error unchanged. */
function folderFailure(folder: string, error: unknown): TreestampError {
  if (isTreestampError(error)) return error;
  const fault = machineFault(error);
  if (fault === undefined) throw error;
  const isDenied = ["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "");
  const message = `${folder} cannot be used: ${fault.why}.`;
  return new TreestampError(isDenied ? "store-denied" : "store-unreachable", message, {
    remedy: fault.remedy,
    cause: error,
  });
}
