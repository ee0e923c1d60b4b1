/** Packs the snapshots of what was made, beside those of the nearest ancestor. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { formatBytes } from "../log/amounts.ts";
import { timed } from "../log/stages.ts";
import { counted } from "../oci/byte-stream.ts";
import { readWhole } from "../oci/digest.ts";
import { diffIdsOf, formatPlatform, parseImage, parsePlatform } from "../oci/manifest.ts";
import type { Store } from "../oci/port.ts";
import {
  type BuiltImage,
  type Made,
  makePublication,
  type PackedImage,
  type Publication,
} from "../places/publication.ts";
import { isFor } from "../places/published.ts";
import type { SnapshotBase } from "../snapshot/base.ts";
import { highOwnersWarning } from "../snapshot/high-owners.ts";
import { NotOnto } from "../snapshot/onto.ts";
import { type Packed, packSnapshot } from "../snapshot/pack.ts";
import type { Relative } from "../snapshot/relatives.ts";
import { type AncestorImage, relativeIn } from "./ancestor.ts";
import type { Ports, Work } from "./ports.ts";
import type { Identified } from "./resolve.ts";

/** Snapshots by platform, beside which others are packed. */
export type Relatives = ReadonlyMap<string, Relative>;

/** The ancestor's snapshots, if they are in the store where the new ones go: only there are their frames of use. */
export async function relativesFor(
  ports: Ports,
  { location }: Pick<Store, "location">,
  ancestor: AncestorImage | undefined,
  { recipe, signal }: Pick<Identified, "recipe"> & Pick<Work, "signal">,
): Promise<Relatives> {
  if (ancestor?.image.store.location !== location) return new Map();
  const read = recipe.platforms.map(async (written) => {
    const platform = parsePlatform(written);
    const relative = await relativeIn(ports, ancestor.image, platform, signal);
    return relative === undefined ? [] : [[formatPlatform(platform), relative] as const];
  });
  return new Map((await Promise.all(read)).flat());
}

/** What is packed, and where it goes. */
export interface Packing {
  readonly made: Made;
  readonly identified: Identified;
  readonly relatives: Relatives;
}

/**
 * Packs the snapshots of images; this machine's own is kept, ready to be mounted.
 * @throws interrupted by the work's signal
 */
export async function packImages(ports: Ports, packing: Packing, work: Work): Promise<Publication> {
  const { made, identified, relatives } = packing;
  const { stages, store, key } = identified;
  const images = await timed(stages, "pack", async (describe) => {
    const packed: PackedImage[] = [];
    for (const image of made.images) {
      const scratch = await mkdtemp(join(work.scratch, "pack-"));
      const beside = relatives.get(formatPlatform(image.platform));
      const snapshot = await pack(ports, made.layout, { ...image, beside }, { ...work, scratch });
      packed.push({ ...image, snapshot });
      const isForOthers = store.shared && !key.dirty; // only an engine that pulls the image minds high owners
      if (isForOthers && snapshot.highOwners !== undefined) ports.log.warning(highOwnersWarning(snapshot.highOwners));
    }
    const total = (what: (snapshot: Packed) => number) => packed.reduce((sum, { snapshot }) => sum + what(snapshot), 0);
    const kept = total(({ below }) => below.reduce((sum, { blob }) => sum + blob.size, 0));
    const note = `${total(({ files }) => files)} files${kept === 0 ? "" : `; ${formatBytes(kept)} of frames are there`}`;
    describe({ bytes: total(({ frames }) => frames.size), note });
    return packed;
  });
  await keepSnapshot(ports, images);
  const publication = makePublication(images, made.layout, made.donors);
  const beside = relatives.values().next().value;
  const blobs = images.flatMap(({ snapshot }) => (snapshot.isWhole ? snapshot.below.map(({ blob }) => blob) : []));
  if (beside === undefined || blobs.length === 0) return publication;
  const whole = () => packImages(ports, { ...packing, relatives: new Map() }, work);
  return { ...publication, kept: { location: beside.store.location, blobs, whole } };
}

/** Packs an image's snapshot: onto that of its lower layers, or whole, where there is none or that is not worthwhile. */
async function pack(
  ports: Ports,
  layout: Store,
  { onto, manifest: stored, beside }: BuiltImage & { readonly beside: Relative | undefined },
  { scratch: folder, signal }: Work,
): Promise<Packed> {
  const manifest = parseImage(stored);
  const diffIds = diffIdsOf(await readWhole(layout, manifest.config), manifest);
  const relatives = beside === undefined ? [] : [beside];
  const packFrom = (lowest: number, base?: SnapshotBase) => {
    const sizes = manifest.layers.slice(lowest).map(({ size }) => size);
    const progress = ports.log.progress(
      "Pack",
      sizes.reduce((sum, size) => sum + size, 0),
    );
    const layers = manifest.layers.map((descriptor, position) => ({
      descriptor,
      diffId: diffIds[position]!,
      open: () => counted(layout.readBlob(descriptor), progress),
    }));
    const request = { layers: layers.slice(lowest), onto: base, relatives, folder, log: ports.log, signal };
    return packSnapshot(request).finally(() => progress.end());
  };
  if (onto === undefined) return packFrom(0);
  return packFrom(onto.layers, onto.base).catch((error: unknown) => {
    if (!(error instanceof NotOnto)) throw error;
    ports.log.debug(`The snapshot is packed whole. ${error.message}`);
    return packFrom(0);
  });
}

/** What was packed for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports: Ports, images: readonly PackedImage[]): Promise<void> {
  const own = images.find((image) => isFor(image, ports.platform));
  if (!own?.snapshot.isWhole) return; // then its base's content comes from the base's snapshot
  const { table, rawFile, chunkTable } = own.snapshot;
  await (await ports.openCache()).provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
}
