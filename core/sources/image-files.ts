/** The files of an image, as a container would see them, in a tar. */
import { open } from "node:fs/promises";
import { join } from "node:path";
import { silentLog } from "../log/log.ts";
import { manifestIn } from "../oci/copy.ts";
import { readWhole } from "../oci/digest.ts";
import { diffIdsOf, formatPlatform, noImageFor, parseImage, parseManifest } from "../oci/manifest.ts";
import type { Platform, StoredImage, StoredManifest } from "../oci/port.ts";
import { listedFor } from "../places/published.ts";
import { imageTar } from "../snapshot/erofs/extract.ts";
import { openImage } from "../snapshot/erofs/reader.ts";
import { fileSource } from "../snapshot/erofs/source.ts";
import { packSnapshot } from "../snapshot/pack.ts";

/**
 * @param scratch a folder of ours
 * @throws platform-missing where an index has none for the platform; image-invalid, store-corrupt
 */
export async function* imageFiles(
  image: StoredImage,
  platform: Platform,
  scratch: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { store } = image;
  const manifest = parseImage(await forMachine(image, platform));
  const diffIds = diffIdsOf(await readWhole(store, manifest.config, signal), manifest);
  const layers = manifest.layers.map((descriptor, at) => ({
    descriptor,
    diffId: diffIds[at]!,
    open: () => store.readBlob(descriptor),
  }));
  const { rawFile } = await packSnapshot({ layers, folder: join(scratch, "image"), log: silentLog, signal });
  const file = await open(rawFile);
  try {
    yield* imageTar(openImage(fileSource(file, (await file.stat()).size)));
  } finally {
    await file.close();
  }
}

async function forMachine({ store, root }: StoredImage, platform: Platform): Promise<StoredManifest> {
  const top = parseManifest(root);
  if (top.kind === "manifest") return root;
  const found = listedFor(top.manifests, platform);
  if (found === undefined) throw noImageFor(formatPlatform(platform), root.descriptor.digest);
  return manifestIn(store, found.digest);
}
