/**
 * Makes an image on another one's root, with no engine: files are laid over it, packages installed, a script run; what has
 * changed is its only new layer. The base's layers are named and never read. Where there are only files, nothing is mounted and
 * no program runs.
 */
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import type { ImageSettings } from "../inputs/assemble.ts";
import { untilAborted } from "../oci/byte-stream.ts";
import { addImage, addLayerOf, beginLayout, finishLayout, type Layer } from "../oci/layout/new-layout.ts";
import { diffIdsOf } from "../oci/manifest.ts";
import type { Descriptor } from "../oci/port.ts";
import type { DirectoryInode } from "../snapshot/tree.ts";
import { cleanedPaths } from "./clean.ts";
import { derivedConfig, hasTriggers } from "./image-config.ts";
import { layerEntries } from "./layer.ts";
import { directoryEntry } from "./layer-entry.ts";
import type { AssembleRequest, AssemblyBase } from "./port.ts";
import { laidEntries } from "./proto.ts";
import { rootOf } from "./root-tree.ts";
import { runSteps, stepsOf } from "./steps.ts";

/**
 * Leaves an OCI image layout in `request.output`.
 * @throws input-invalid where the files do not fit the root; build-failed where a package manager or the script fails, with the end
 * of what it printed
 */
export async function assemble(request: AssembleRequest): Promise<void> {
  const { base, config, output, log } = request;
  if (hasTriggers(base.config)) {
    log.warning("The base has ONBUILD instructions, which only builds from a Dockerfile follow: they are left out.");
  }
  await beginLayout(output);
  const layer = await makeLayer(request);
  const image = { base, config, layer, step: { createdBy: describe(request), epoch: request.epoch } };
  await finishLayout(output, await addDerivedImage(output, image));
}

/** The layer of what is new, in the layout; undefined where nothing is. */
async function makeLayer(request: AssembleRequest): Promise<Layer | undefined> {
  const { base, proto, owner, epoch, clean, output, signal } = request;
  const root = rootOf(base.tree);
  const steps = stepsOf(request, root);
  const laid =
    proto === undefined ? nothing() : laidEntries(proto(), { tree: base.tree, owner, epoch, input: "proto" });
  if (steps.length === 0) return addLayerOf(output, laid, signal);
  const writable = await request.openRoot(request.network === "none" ? "none" : "host");
  try {
    await writable.lay(writeTar(untilAborted(withRoot(base.tree, laid), signal)));
    await runSteps(writable, steps, request);
    const { changed, ours } = await writable.changes();
    const take = (archive: AsyncIterable<Uint8Array>) =>
      addLayerOf(output, layerEntries(archive, { root, ours, marks: writable.marks, epoch }), signal);
    return await writable.read(cleanedPaths(changed, clean, root), take);
  } finally {
    await writable.close();
  }
}

async function* nothing(): AsyncGenerator<TarEntry, void, undefined> {}

/** The root's own attributes go first: an overlay shows those of its upper folder. */
async function* withRoot(tree: DirectoryInode, entries: AsyncIterable<TarEntry>): AsyncGenerator<TarEntry> {
  yield directoryEntry(".", { ...tree.attributes, xattrs: new Map() });
  yield* entries;
}

interface DerivedImage {
  readonly base: Pick<AssemblyBase, "manifest" | "config">;
  readonly config: ImageSettings;
  readonly layer: Layer | undefined;
  readonly step: { readonly createdBy: string; readonly epoch: number };
}

/** Stores configuration and manifest of an image that has the base's layers, by name, and at most one more. */
async function addDerivedImage(output: string, { base, config, layer, step }: DerivedImage): Promise<Descriptor> {
  const diffIds = diffIdsOf(Buffer.from(base.config), base.manifest);
  const layers = base.manifest.layers.map((descriptor, index) => ({
    descriptor: { ...descriptor, mediaType: ociMediaType(descriptor.mediaType) },
    diffId: diffIds[index]!,
  }));
  const whole = derivedConfig(base.config, config, { ...step, hasLayer: layer !== undefined });
  return addImage(output, whole, layer === undefined ? layers : [...layers, layer]);
}

/** OCI's name for a layer of docker's own kind: the bytes are the same, and strict clients take no mixture. */
function ociMediaType(mediaType: string): string {
  const [, foreign, compression] =
    /^application\/vnd\.docker\.image\.rootfs\.(foreign\.)?diff\.tar(?:\.(gzip|zstd))?$/.exec(mediaType) ?? [];
  if (!mediaType.startsWith("application/vnd.docker.")) return mediaType;
  const kind = foreign === undefined ? "" : "nondistributable.";
  return `application/vnd.oci.image.layer.${kind}v1.tar${compression === undefined ? "" : `+${compression}`}`;
}

/** What was done, for the image's history. */
function describe({ proto, packages, run }: AssembleRequest): string {
  const done = [
    ...(proto === undefined ? [] : ["proto"]),
    ...(packages.length === 0 ? [] : [`packages ${packages.join(" ")}`]),
    ...(run === undefined ? [] : ["run"]),
  ];
  return `treestamp assemble: ${done.join(", ") || "config"}`;
}
