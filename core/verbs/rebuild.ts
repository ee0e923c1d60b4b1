/** Builds an image again, without anything that earlier builds have left, and compares it with the one that is there. */
import { mkdtemp, open } from "node:fs/promises";
import { join } from "node:path";
import { holdsChunks } from "../cache/verify.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { readWhole } from "../oci/digest.ts";
import { listedManifest } from "../oci/lookup.ts";
import { diffIdsOf, formatPlatform, parseImage } from "../oci/manifest.ts";
import type { Descriptor, Store, StoredImage } from "../oci/port.ts";
import type { Publication } from "../places/publication.ts";
import { type PublishedImage, parseIndex, parseSnapshotManifest } from "../places/published.ts";
import type { LayerComparison, Rebuilt } from "../report/outcome.ts";
import type { LayerSource } from "../snapshot/layer-stream.ts";
import type { Ports, Work } from "./ports.ts";
import type { Identified } from "./resolve.ts";

/** A layer lists no more files than this: the count says how many there are. */
const maxListed = 200;
const remedy = "Part of the image is gone: build it again.";

/** @returns how it came out, by platform: those of either image */
export async function rebuild(
  ports: Ports,
  request: BuildingRequest,
  identified: Identified,
  { store, root }: StoredImage,
): Promise<readonly Rebuilt[]> {
  const [cache, { makeImages }, { packImages }, { ensureUpstreams }] = await Promise.all([
    ports.openCache(),
    import("./make.ts"),
    import("./pack.ts"),
    import("./upstreams.ts"),
  ]);
  const upstreams = await ensureUpstreams(ports, request, identified);
  return ports.interruptible((signal) =>
    cache.withIncoming(async (scratch) => {
      const work = { scratch, signal };
      const makeable = { ...identified, upstreams, below: undefined };
      const made = await makeImages(ports, { ...request, force: true }, makeable, work);
      const publication = await packImages(ports, { made, identified, relatives: new Map() }, work);
      const [there, now] = [byPlatform(root), byPlatform(publication.index)];
      const compared: Rebuilt[] = [];
      for (const platform of new Set([...there.keys(), ...now.keys()])) {
        const [before, after] = [there.get(platform), now.get(platform)];
        if (before === undefined || after === undefined) {
          compared.push({ platform, image: "unmatched", snapshot: "differs", layers: [] });
          continue;
        }
        const isSameImage = before.image.digest === after.image.digest;
        const isSameSnapshot = await holds(ports, [store, before], expectedOf(publication, after), work);
        const layers = isSameImage ? [] : await layersThatDiffer([store, before], [made.layout, after], signal);
        compared.push({
          platform,
          image: isSameImage ? "same" : "differs",
          snapshot: isSameSnapshot ? "same" : "differs",
          layers,
        });
      }
      return compared;
    }),
  );
}

function byPlatform(index: StoredImage["root"]): ReadonlyMap<string, PublishedImage> {
  return new Map(parseIndex(index).map((image) => [formatPlatform(image.platform), image]));
}

type InStore = readonly [store: Store, image: PublishedImage];

/** What a snapshot has to be: its content, and the configuration that commands start with. */
interface Expected {
  readonly identity: string;
  readonly config: Descriptor;
}

function expectedOf({ manifests }: Publication, { snapshot }: PublishedImage): Expected {
  return parseSnapshotManifest(manifests.find(({ descriptor }) => descriptor.digest === snapshot?.digest)!);
}

/**
 * Whether the snapshot that is there holds this content. It is fetched whole and read: that its table says so is not enough, because
 * anybody who may push can write one.
 */
async function holds(
  { log }: Ports,
  [store, { snapshot }]: InStore,
  expected: Expected,
  { scratch, signal }: Work,
): Promise<boolean> {
  if (snapshot === undefined) return false;
  const {
    identity,
    config,
    table: stored,
    frames,
  } = parseSnapshotManifest(await listedManifest(store, snapshot.digest, remedy));
  if (identity !== expected.identity || config.digest !== expected.config.digest) return false;
  const [{ fetchSnapshot }, { parseChunkTable }] = await Promise.all([
    import("../snapshot/fetch.ts"),
    import("../snapshot/table.ts"),
  ]);
  const table = parseChunkTable(await readWhole(store, stored, signal));
  if (table.identity !== identity) return false;
  const destination = join(await mkdtemp(join(scratch, "there-")), "image.erofs");
  await fetchSnapshot({ store, frames, table, destination, reuse: [], log, signal });
  const file = await open(destination);
  return holdsChunks(file, table).finally(() => file.close());
}

/** Layers by their place: those of the image that is there, and those that were built now. */
async function layersThatDiffer(
  there: InStore,
  now: InStore,
  signal: AbortSignal,
): Promise<readonly LayerComparison[]> {
  const { layerDifferences } = await import("../snapshot/layer-differences.ts");
  const [before, after] = await Promise.all([layersIn(...there), layersIn(...now)]);
  const compared: LayerComparison[] = [];
  for (let at = 0; at < Math.max(before.length, after.length); at++) {
    const [first, second] = [before[at], after[at]];
    if (first?.descriptor.digest === second?.descriptor.digest) continue;
    const isOnlyCompressed = first?.diffId === second?.diffId;
    const all = isOnlyCompressed ? [] : await layerDifferences(first, second, signal);
    compared.push({ layer: at + 1, files: all.length, differences: all.slice(0, maxListed), isOnlyCompressed });
  }
  return compared;
}

async function layersIn(store: Store, { image }: PublishedImage): Promise<readonly LayerSource[]> {
  const manifest = parseImage(await listedManifest(store, image.digest, remedy));
  const diffIds = diffIdsOf(await readWhole(store, manifest.config), manifest);
  return manifest.layers.map((descriptor, at) => ({
    descriptor,
    diffId: diffIds[at]!,
    open: () => store.readBlob(descriptor),
  }));
}
