/**
 * An image as BuildKit exports it becomes the one that we publish: in one pass its new layers get no time after the epoch, and
 * our compression. They depend on the files alone then, not on how BuildKit's cache happens to keep them.
 */
import { clampTimes } from "../archive/clamp-times.ts";
import { readWhole } from "../oci/digest.ts";
import { addLayer, beginLayout, finishLayout, type Layer, moveBlob } from "../oci/layout/new-layout.ts";
import { addRecorded, addRecordedIndex, type Recorded } from "../oci/layout/records.ts";
import { layoutStore, soleManifest } from "../oci/layout/store.ts";
import { listedManifest } from "../oci/lookup.ts";
import { diffIdsOf, type ImageManifest, parseManifest } from "../oci/manifest.ts";
import type { Descriptor, Digest, Store, StoredManifest } from "../oci/port.ts";
import { plainLayer } from "../snapshot/layer-stream.ts";
import { baseLength, type LayerChain } from "./base-layers.ts";
import type { BuildRequest } from "./port.ts";

/** On layers whose times BuildKit has rewritten: those that it has built. Source: moby/buildkit, util/converter. */
const rewritten = "buildkit/rewritten-timestamp";

interface Finishing {
  readonly exported: string;
  readonly store: Store;
  readonly request: BuildRequest;
  readonly chains: readonly LayerChain[] | undefined;
  /** Those that are in the output, by what they were. */
  readonly done: Map<Digest, Promise<Layer>>;
}

/**
 * Writes the one image of BuildKit's layout `exported`, which loses its blobs, into the empty folder `request.output`.
 * @param chains layers of the bases; undefined where BuildKit has rewritten times, and so marked the layers that it has built
 * @returns the image with BuildKit's records there
 * @throws image-invalid, store-corrupt, interrupted
 */
export async function layoutFromBuildKit(
  exported: string,
  request: BuildRequest,
  chains: readonly LayerChain[] | undefined,
): Promise<Descriptor | undefined> {
  const finishing = { exported, store: layoutStore(exported), request, chains, done: new Map() };
  await beginLayout(request.output);
  const { image, records } = await finished(await soleManifest(exported), finishing);
  await finishLayout(request.output, image);
  return records;
}

async function finished(stored: StoredManifest, finishing: Finishing): Promise<Recorded> {
  const parsed = parseManifest(stored);
  if (parsed.kind === "manifest") return finishedImage(parsed, finishing);
  const all: Recorded[] = [];
  for (const { digest, platform } of parsed.manifests) {
    const stored = await listedManifest(finishing.store, digest, "Build it again.");
    const { image, records } = await finished(stored, finishing);
    const listed = platform === undefined ? {} : { platform };
    all.push({ image: { ...image, ...listed }, records: records && { ...records, ...listed } });
  }
  return addRecordedIndex(finishing.request.output, all);
}

async function finishedImage(manifest: ImageManifest, finishing: Finishing): Promise<Recorded> {
  const { store, request, chains, done } = finishing;
  const bytes = await readWhole(store, manifest.config);
  const diffIds = diffIdsOf(bytes, manifest);
  const length = chains === undefined ? undefined : baseLength(diffIds, chains);
  if (chains !== undefined && length === undefined) {
    throw new Error("BuildKit's image does not start with the layers of its base.");
  }
  const isBase = ({ annotations }: Descriptor, at: number) =>
    length === undefined ? annotations?.[rewritten] === undefined : at < length;
  const layers: Layer[] = [];
  for (const [at, descriptor] of manifest.layers.entries()) {
    const { mediaType, digest, size } = descriptor;
    const blob = { descriptor: { mediaType, digest, size }, diffId: diffIds[at]! };
    const add = () => (isBase(descriptor, at) ? moved(blob, finishing) : rebuilt(blob, finishing));
    const layer = done.get(digest) ?? add();
    done.set(digest, layer);
    layers.push(await layer);
  }
  return addRecorded(request.output, JSON.parse(bytes.toString("utf8")), layers);
}

async function moved(layer: Layer, { exported, request }: Finishing): Promise<Layer> {
  await moveBlob(exported, request.output, layer.descriptor);
  return layer;
}

function rebuilt({ descriptor, diffId }: Layer, { store, request }: Finishing): Promise<Layer> {
  const { output, epoch, compression, signal } = request;
  const tar = plainLayer({ descriptor, diffId, open: () => store.readBlob(descriptor) }, signal);
  return addLayer(output, clampTimes(tar, epoch), compression);
}
