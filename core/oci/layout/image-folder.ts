/** The folder of an OCI image layout, as engines take bases from it and leave images in it. */
import { createReadStream } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TreestampError } from "../../errors.ts";
import { hexOf, sha256Of } from "../digest.ts";
import { parseManifest } from "../manifest.ts";
import type { Descriptor, Digest, StoredManifest } from "../port.ts";
import { checkedManifest, mediaTypeOf } from "../stored-manifest.ts";

export const layoutFile = JSON.stringify({ imageLayoutVersion: "1.0.0" });

/** The path of a blob within a layout. */
export function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}

/**
 * Reads a manifest or index out of a layout.
 * @throws path-missing where it is not there; store-corrupt where its bytes are others
 */
export async function readManifest(folder: string, digest: Digest): Promise<StoredManifest> {
  let body: Buffer;
  try {
    body = await readFile(join(folder, blobPath(digest)));
  } catch (cause) {
    throw new TreestampError("path-missing", `${folder} does not hold the image ${digest}.`, {
      remedy: "Check folder and digest of the base image.",
      cause,
    });
  }
  return checkedManifest(body, { mediaType: mediaTypeOf(body) ?? "no manifest" }, digest, folder);
}

/** Makes in the empty `view` a layout that has the blobs of `folder` by a link, and lists one image alone as `base`. */
export async function makeViewOfOne(view: string, folder: string, digest: Digest): Promise<void> {
  const { descriptor } = await readManifest(folder, digest);
  await symlink(join(resolve(folder), "blobs"), join(view, "blobs"));
  await writeFile(join(view, "oci-layout"), layoutFile);
  await writeIndexFile(view, [{ ...descriptor, annotations: { "org.opencontainers.image.ref.name": "base" } }]);
}

/** Writes `index.json`. */
export async function writeIndexFile(folder: string, manifests: readonly Descriptor[]): Promise<void> {
  const mediaType = "application/vnd.oci.image.index.v1+json";
  await writeFile(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
}

/** The manifests that `index.json` lists. */
export async function readIndexFile(folder: string): Promise<readonly Descriptor[]> {
  const body = await readFile(join(folder, "index.json"));
  const descriptor = {
    mediaType: "application/vnd.oci.image.index.v1+json",
    digest: sha256Of(body),
    size: body.length,
  };
  const index = parseManifest({ descriptor, body });
  return index.kind === "index" ? index.manifests : [];
}

/** Stores bytes as a blob. */
export async function writeBlob(folder: string, mediaType: string, body: Buffer): Promise<Descriptor> {
  const descriptor = { mediaType, digest: sha256Of(body), size: body.length };
  await mkdir(join(folder, "blobs/sha256"), { recursive: true });
  await writeFile(join(folder, blobPath(descriptor.digest)), body);
  return descriptor;
}

export function readBlobFile(folder: string, digest: Digest): AsyncIterable<Buffer> {
  return createReadStream(join(folder, blobPath(digest)), { highWaterMark: 1 << 20 });
}
