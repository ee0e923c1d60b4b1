/**
 * From archives or packages to the OCI layout of an image, with no engine: the root is the lowest layer, and what is laid over it
 * another one. Nothing reads an archive before its sum has proved right.
 */
import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { laidEntries } from "../assemble/proto.ts";
import { download } from "../download/download.ts";
import type { Archive } from "../download/unpack.ts";
import { TreestampError } from "../errors.ts";
import { formatBytes } from "../log/amounts.ts";
import { digestOf, hexOf } from "../oci/digest.ts";
import { addImage, addIndex, addLayerOf, beginLayout, finishLayout } from "../oci/layout/new-layout.ts";
import { parsePlatform } from "../oci/manifest.ts";
import type { Descriptor } from "../oci/port.ts";
import { redacted } from "../oci/registry/refusal.ts";
import { rootConfig } from "./image-config.ts";
import { addRootLayers } from "./layers.ts";
import { packagesArchive } from "./packages.ts";
import type { BootstrapRequest, RootSource, StoredRoot } from "./port.ts";

/**
 * Fills `request.output` with the OCI layout of an image that is the same bytes on every machine.
 * @throws store-unreachable, store-refused, store-corrupt (another sum), image-invalid (no archive of a root), platform-missing,
 * input-invalid, tool-missing, build-failed, interrupted
 */
export async function bootstrap(request: BootstrapRequest): Promise<void> {
  const { roots, output } = request;
  await beginLayout(output);
  const images: Descriptor[] = [];
  for (const [platform, root] of roots) {
    const image = await request.log.group(`Bootstrap ${platform}`, () => addPlatform(request, platform, root));
    images.push({ ...image, platform: parsePlatform(platform) });
  }
  const [sole, ...others] = images;
  if (sole === undefined) throw new Error("no platform");
  const { platform: _, ...plain } = sole;
  await finishLayout(output, others.length === 0 ? plain : await addIndex(output, images));
}

async function addPlatform(request: BootstrapRequest, platform: string, root: RootSource): Promise<Descriptor> {
  const { overlay, epoch, output, signal } = request;
  const scratch = join(request.scratch, platform.replaceAll("/", "-"));
  await mkdir(scratch);
  const archive = await archiveOf(request, platform, root);
  const { layers, tree, config } = await addRootLayers(request, archive, platform, scratch);
  const laid =
    overlay === undefined
      ? undefined
      : await addLayerOf(
          output,
          laidEntries(overlay(), { tree, owner: { uid: 0, gid: 0 }, epoch, input: "overlay" }),
          signal,
        );
  const steps = [...layers.map(() => "root"), ...(laid === undefined ? [] : ["overlay"])];
  const all = laid === undefined ? layers : [...layers, laid];
  return addImage(output, rootConfig({ platform: parsePlatform(platform), epoch, tree, wrapped: config, steps }), all);
}

const archiveWords = { it: "The archive", sums: "`sums`" };

/** What gives the root's bytes, which are known to be right. */
async function archiveOf(request: BootstrapRequest, platform: string, root: RootSource): Promise<Archive> {
  const { cache, log } = request;
  switch (root.kind) {
    case "file":
      return checked(root);
    case "packages":
      return packagesArchive(request, platform, root);
    case "download": {
      const fetch = (file: string) => download(root, file, { ...request, words: archiveWords });
      const wait = () => log.info("Another process of this machine is fetching the archive: waiting for it.");
      const file = await cache.provideArchive(root.digest, fetch, wait);
      return { name: redacted(new URL(root.url)), open: () => createReadStream(file, { highWaterMark: 1 << 20 }) };
    }
  }
}

async function checked({ name, content, digest }: StoredRoot): Promise<Archive> {
  if (digest !== undefined) {
    const found = await digestOf(content());
    if (found.digest !== digest) {
      throw new TreestampError(
        "store-corrupt",
        `${name} has ${formatBytes(found.size)}: its sha256 is ${hexOf(found.digest)}, and \`sums\` says ${hexOf(digest)}.`,
        { remedy: "Commit the sum together with the archive." },
      );
    }
  }
  return { name, open: content };
}
