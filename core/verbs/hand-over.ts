/** An image as an engine takes it: under a name, by its digest, from where the engine can read it. */
import type { BaseImage } from "../inputs/base.ts";
import { accessAt, type RegistryAccess } from "../oci/access.ts";
import { closureOf, copyImage, manifestIn } from "../oci/copy.ts";
import { parseManifest, parsePlatform } from "../oci/manifest.ts";
import type { Descriptor, StoredImage } from "../oci/port.ts";
import { registryOf } from "../oci/reference.ts";
import { sourceOf } from "./image-there.ts";
import type { Ports } from "./ports.ts";

/** What handing over needs of a call. */
export interface HandingOver {
  /** The call's own login and plain HTTP, which no engine has. */
  readonly access: RegistryAccess;
  readonly platforms: readonly string[];
  /** A folder that is not there yet, and goes with the work. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * The image under the name that a Dockerfile has for it. The engine pulls it with docker's login; if the call brought a login
 * or plain HTTP, which the engine does not have, we fetch the image for it.
 */
export async function handOver(
  ports: Pick<Ports, "log" | "platform" | "openStore">,
  name: string,
  { store, root }: StoredImage,
  { access, platforms, folder, signal }: HandingOver,
): Promise<BaseImage> {
  const { digest } = root.descriptor;
  const source = sourceOf(store);
  const { login, plainHttp } = accessAt(registryOf(store.location) ?? "", access);
  if (source.kind === "layout" || (login === undefined && !plainHttp)) return { name, digest, source };
  const layout = ports.openStore(folder);
  const parsed = parseManifest(root);
  // `FROM --platform=$BUILDPLATFORM` takes this machine's platform, whatever platform the image is for.
  const needed = [...platforms.map(parsePlatform), ports.platform];
  const isNeeded = ({ platform }: Descriptor) =>
    needed.some(({ os, architecture }) => platform?.os === os && platform.architecture === architecture);
  const images = parsed.kind === "manifest" ? [root.descriptor] : parsed.manifests.filter(isNeeded);
  for (const { digest: image } of images) {
    const manifest = await manifestIn(store, image);
    await copyImage(await closureOf(store, manifest), store, layout, { signal, log: ports.log });
  }
  await layout.writeManifest(root);
  return { name, digest, source: { kind: "layout", folder } };
}
