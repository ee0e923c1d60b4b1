/** Where things stand in the folder of an OCI image layout. Source: image-spec, image-layout.md. */
import { join } from "node:path";
import { hexOf } from "../digest.ts";
import type { Digest } from "../port.ts";

/** What `oci-layout` says. */
export const layoutMarker = '{"imageLayoutVersion":"1.0.0"}';

/** The annotation of a listed manifest that holds its tag. */
export const refNameAnnotation = "org.opencontainers.image.ref.name";

/** The folder for our own files inside a layout, which the specification allows: temporary files and the lock. */
export const ownFolder = ".treestamp";

/** The folder of all blobs. */
export function blobsFolder(folder: string): string {
  return join(folder, "blobs", "sha256");
}

/** Where a blob stands. */
export function blobFile(folder: string, digest: Digest): string {
  return join(blobsFolder(folder), hexOf(digest));
}
