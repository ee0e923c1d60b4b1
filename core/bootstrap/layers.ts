/** The layers of a root in a layout, from an archive of files, or from one that wraps an image. */
import { type TarMember, tarMembers } from "../archive/tar-entries.ts";
import { type Archive, bounded, maxPlainBytes, unpacked } from "../download/unpack.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { resumed } from "../oci/byte-stream.ts";
import { readWhole } from "../oci/digest.ts";
import { imageFor } from "../oci/docker-archive/write.ts";
import { addLayerOf, type Layer } from "../oci/layout/new-layout.ts";
import { layoutStore, soleManifest } from "../oci/layout/store.ts";
import { diffIdsOf } from "../oci/manifest.ts";
import { layoutOfArchive } from "../oci/saved-image.ts";
import { removeRules } from "../recipe/read-bootstrap.ts";
import { mergedTree } from "../snapshot/flatten.ts";
import { plainLayer } from "../snapshot/layer-stream.ts";
import { type LayerTree, newLayer } from "../snapshot/layer-tree.ts";
import type { DirectoryInode } from "../snapshot/tree.ts";
import type { BootstrapRequest, RootLimits } from "./port.ts";
import { type LeftOut, rootEntries } from "./root-entries.ts";

export interface RootLayers {
  /** Bottom to top. */
  readonly layers: readonly Layer[];
  /** What a container would see of them. */
  readonly tree: DirectoryInode;
  /** The configuration of the image that the archive wraps, as JSON. */
  readonly config: Buffer | undefined;
}

const usualLimits: RootLimits = { plainBytes: maxPlainBytes, entries: 5_000_000 };

/**
 * Adds the layers of one platform's root to the layout `request.output`.
 * @param scratch an empty folder of ours
 * @throws image-invalid where the archive is no root; platform-missing where it wraps an image of others; input-invalid, tool-missing
 */
export async function addRootLayers(
  request: BootstrapRequest,
  archive: Archive,
  platform: string,
  scratch: string,
): Promise<RootLayers> {
  const { output, epoch, signal, log, limits = usualLimits } = request;
  const rules = { remove: removeRules(request.remove), epoch, maxEntries: limits.entries };
  const leftOut: LeftOut = { devices: 0, matched: rules.remove.patterns.map(() => false) };
  const trees: LayerTree[] = [];
  const layers: Layer[] = [];
  const add: AddLayer = async (members, hides) => {
    const tree = newLayer();
    trees.push(tree);
    const layer = await addLayerOf(output, rootEntries(members, tree, { ...rules, hides }, leftOut), signal);
    if (layer !== undefined) layers.push(layer);
  };
  try {
    const files = await withoutImage(tarMembers(unpacked(archive, { ...request, maxBytes: limits.plainBytes })));
    const wrapped = { platform, scratch, maxBytes: limits.plainBytes };
    const config = files === undefined ? await addWrapped(add, request, archive, wrapped) : undefined;
    if (files !== undefined) await add(files, false);
    const tree = mergedTree(trees);
    if (tree.children.size === 0) throw new TreestampError("image-invalid", "It holds no files.");
    tell(archive, rules.remove.patterns, leftOut, log);
    return { layers, tree, config };
  } catch (error) {
    if (!isTreestampError(error, "image-invalid") || error.message.startsWith(archive.name)) throw error;
    const why = error.message.replace(/^A layer's /, "Its ").replace(/^A layer /, "It ");
    throw new TreestampError("image-invalid", `${archive.name} is not the archive of a root. ${why}`, {
      remedy: "Pack the root again, with numbers for owners: tar -C ROOT --numeric-owner --xattrs -cJf FILE.tar.xz .",
      cause: error,
    });
  }
}

type AddLayer = (members: AsyncIterable<TarMember>, hides: boolean) => Promise<void>;

/** Adds the layers of an image that the archive wraps. @returns its configuration, JSON */
async function addWrapped(
  add: AddLayer,
  request: BootstrapRequest,
  archive: Archive,
  { platform, scratch, maxBytes }: { readonly platform: string; readonly scratch: string; readonly maxBytes: number },
): Promise<Buffer> {
  const folder = await layoutOfArchive(() => unpacked(archive, { ...request, maxBytes }), scratch);
  const image = await imageFor(platform, folder, (await soleManifest(folder)).descriptor.digest);
  const store = layoutStore(folder);
  const config = await readWhole(store, image.config);
  const diffIds = diffIdsOf(config, image);
  for (const [at, descriptor] of image.layers.entries()) {
    const source = { descriptor, open: () => store.readBlob(descriptor), diffId: diffIds[at]! };
    await add(tarMembers(bounded(plainLayer(source, request.signal), archive.name, maxBytes)), true);
  }
  return config;
}

function tell({ name }: Archive, patterns: readonly string[], { devices, matched }: LeftOut, log: Log): void {
  if (devices > 0) log.debug(`${name}: ${devices} devices are left out.`);
  for (const [at, pattern] of patterns.entries()) {
    if (!matched[at] && !pattern.startsWith("!")) log.warning(`\`bootstrap.remove\`: the root has no ${pattern}.`);
  }
}

/** Files at the top of an archive that wraps an image: an OCI layout, or what `docker save` writes. */
const ofImage =
  /^(oci-layout|index\.json|manifest\.json|repositories|blobs\/sha256\/[0-9a-f]{64}|[0-9a-f]{64}(\.json|\/.+))$/;
/** And its folders. */
const folderOfImage = /^(|blobs|blobs\/sha256|[0-9a-f]{64})$/;

/**
 * The same members; undefined, with the stream closed, where they are those of an archive that wraps an image. That is told by its
 * first file, or by a folder that no such archive has.
 */
async function withoutImage(members: AsyncGenerator<TarMember>): Promise<AsyncIterable<TarMember> | undefined> {
  const seen: TarMember[] = []; // folders, which have no content to be read, and the first that is not one of an image
  for (let next = await members.next(); next.done !== true; next = await members.next()) {
    seen.push(next.value);
    const { name, type } = next.value.entry;
    const path = name.replace(/^(\.?\/)+|\/+$/g, "").replace(/^\.$/, "");
    if (type === "directory" && folderOfImage.test(path)) continue;
    if (!ofImage.test(path)) break;
    await members.return(undefined);
    return undefined;
  }
  return resumed(seen, members);
}
