/** What BuildKit starts from: the layers of a base stay as they are, so somebody has to tell them from those that are built. */
import { canonicalImage } from "../dockerfile/image-name.ts";
import { firstStage } from "../dockerfile/stages.ts";
import type { BaseImage } from "../inputs/base.ts";
import { readWhole } from "../oci/digest.ts";
import { isObject } from "../oci/image-config.ts";
import { imageByDigest, layoutStore } from "../oci/layout/store.ts";
import { findManifest } from "../oci/lookup.ts";
import { diffIdsOf, parseManifest } from "../oci/manifest.ts";
import type { Digest, StoredManifest } from "../oci/port.ts";
import { answerOf } from "./client.ts";
import { fixedUnder, type Plan } from "./plan.ts";
import type { BuildRequest } from "./port.ts";

/** The digests of an image's uncompressed layers, bottom to top. */
export type LayerChain = readonly Digest[];

/**
 * The layers of the images that the targets of these plans start from, of all their platforms; undefined where a Dockerfile
 * names one by its tag alone, or where buildx cannot ask for it.
 * @param buildx the program, and its environment
 * @throws path-missing, store-corrupt, image-invalid for a base in a folder
 */
export async function baseChains(
  { bases }: Pick<BuildRequest, "bases">,
  plans: readonly Plan[],
  buildx: { readonly program: string; readonly env: NodeJS.ProcessEnv },
): Promise<readonly LayerChain[] | undefined> {
  const found: LayerChain[] = [];
  for (const name of new Set(plans.map(({ stages, target }) => firstStage(stages, target).image))) {
    const fixed = fixedUnder(bases, name);
    if (name === "scratch") found.push([]);
    else if (fixed?.source.kind === "layout") found.push(...(await chainsInFolder(fixed.source.folder, fixed.digest)));
    else {
      const image = fixed === undefined ? withDigest(name) : nameInRegistry(fixed);
      const chains = image === undefined ? undefined : await chainsInRegistry(image, buildx);
      if (chains === undefined) return undefined;
      found.push(...chains);
    }
  }
  return found;
}

/** How many of an image's layers are its base's; undefined where it starts from none of these. */
export function baseLength(image: LayerChain, chains: readonly LayerChain[]): number | undefined {
  const below = chains.filter((chain) => chain.every((digest, at) => digest === image[at]));
  return below.length === 0 ? undefined : Math.max(...below.map(({ length }) => length));
}

/** What docker and BuildKit pull a base by. */
export function nameInRegistry({ digest, source }: BaseImage): string {
  return source.kind === "registry" ? `${source.repository}@${digest}` : "";
}

/** The image by its digest, without a tag beside it. */
function withDigest(written: string): string | undefined {
  const [, repository, digest] =
    /^([^@]*?)(?::[\w.-]+)?@(sha256:[0-9a-f]{64})$/.exec(canonicalImage(written) ?? "") ?? [];
  return repository === undefined ? undefined : `${repository}@${digest}`;
}

async function chainsInFolder(folder: string, digest: Digest): Promise<LayerChain[]> {
  const store = layoutStore(folder);
  const chainsOf = async (stored: StoredManifest): Promise<LayerChain[]> => {
    const image = parseManifest(stored);
    if (image.kind === "manifest") return [diffIdsOf(await readWhole(store, image.config), image)];
    const chains: LayerChain[] = [];
    for (const listed of image.manifests) {
      const manifest = await findManifest(store, listed.digest); // a folder may have some of its platforms alone
      if (manifest !== undefined) chains.push(...(await chainsOf(manifest)));
    }
    return chains;
  };
  return chainsOf(await imageByDigest(folder, digest));
}

/** Asked for as BuildKit is about to: with docker's logins. What is built may be cached, and the registry out of reach. */
async function chainsInRegistry(
  image: string,
  { program, env }: { readonly program: string; readonly env: NodeJS.ProcessEnv },
): Promise<LayerChain[] | undefined> {
  const asked = await answerOf([program, "imagetools", "inspect", "--format", "{{json .Image}}", image], env);
  if (!asked.ok) return undefined;
  const said: unknown = JSON.parse(asked.output);
  if (!isObject(said)) return undefined;
  const configs = isObject(said.rootfs) ? [said] : Object.values(said);
  const chains = configs.map((config) => isObject(config) && isObject(config.rootfs) && config.rootfs.diff_ids);
  const isChain = (chain: unknown): chain is LayerChain => Array.isArray(chain);
  return chains.every(isChain) ? chains : undefined;
}
