/** A recipe that is an image from elsewhere, fixed by digest: nothing is built, and only its snapshot is made. */

import { TreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import { manifestIn } from "../oci/copy.ts";
import { readWhole } from "../oci/digest.ts";
import { platformIn } from "../oci/image-config.ts";
import { listedManifest } from "../oci/lookup.ts";
import { formatPlatform, noImageFor, parseManifest, parsePlatform } from "../oci/manifest.ts";
import type { Platform, Store } from "../oci/port.ts";
import { parseLocation } from "../oci/reference.ts";
import type { Made } from "../places/publication.ts";
import { isFor, listedFor } from "../places/published.ts";
import type { ImageMethod } from "../recipe/recipe.ts";
import type { Ports } from "./ports.ts";

/** What to do about an image that is not there. */
export const checkName = "Check the name and the digest of the image.";

/** The store that has the image. */
export function storeOfImage({ openStore }: Pick<Ports, "openStore">, { source }: ImageMethod): Store {
  return openStore(source.kind === "registry" ? source.repository : source.folder);
}

/** Where a store is, as a recipe and an engine have it: the reverse of `storeOfImage`. */
export function sourceOf({ location }: Pick<Store, "location">): BaseImage["source"] {
  const isFolder = parseLocation(location).kind === "layout";
  return isFolder ? { kind: "layout", folder: location } : { kind: "registry", repository: location };
}

/**
 * The images for these platforms. Their layers stay where they are until somebody asks for them.
 * @throws store-corrupt where the image is not there, platform-missing
 */
export async function imageThere(ports: Ports, method: ImageMethod, platforms: readonly string[]): Promise<Made> {
  const store = storeOfImage(ports, method);
  const root = await listedManifest(store, method.digest, checkName);
  const parsed = parseManifest(root);
  if (parsed.kind === "manifest") {
    const config = await readWhole(store, parsed.config);
    return {
      layout: store,
      images: platforms.map((written) => ({ platform: soleOf(config, written), manifest: root })),
    };
  }
  const images = platforms.map(async (written) => {
    const found = listedFor(parsed.manifests, parsePlatform(written));
    if (found === undefined) throw noImageFor(written, method.digest);
    const { platform, digest } = found;
    return { platform, manifest: await manifestIn(store, digest) };
  });
  return { layout: store, images: await Promise.all(images) };
}

/** The platform that is asked for. @throws platform-missing where an image that is no index says another one */
function soleOf(config: Uint8Array, written: string): Platform {
  const wanted = parsePlatform(written);
  const platform = platformIn(config) ?? wanted;
  if (isFor({ platform }, wanted)) return wanted;
  throw new TreestampError("platform-missing", `The image is for ${formatPlatform(platform)}, not ${written}.`, {
    remedy: "Name an image that has this platform, or other `platforms`.",
  });
}
