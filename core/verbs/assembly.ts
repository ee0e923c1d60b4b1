/** Images that are assembled without an engine: recipes with `assemble`, and final images of files on disk. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { AssemblyBase } from "../assemble/port.ts";
import { TreestampError } from "../errors.ts";
import type { AssembleInputs } from "../inputs/assemble.ts";
import type { BuildRequest } from "../inputs/request.ts";
import type { FetchedPackage } from "../lock/fetch.ts";
import { manifestIn } from "../oci/copy.ts";
import { readWhole } from "../oci/digest.ts";
import { joined } from "../oci/joined.ts";
import { formatPlatform, noImageFor, parseImage, parsePlatform } from "../oci/manifest.ts";
import type { ByteSource, Digest, Platform, Store, StoredImage, StoredManifest } from "../oci/port.ts";
import type { BuiltImage, Made } from "../places/publication.ts";
import {
  forPlatform,
  isFor,
  parseIndex,
  parseSnapshotManifest,
  type SnapshotManifest,
  snapshotOf,
} from "../places/published.ts";
import type { RootNetwork, WritableRoot } from "../sandbox/port.ts";
import { readBase, type SnapshotBase } from "../snapshot/base.ts";
import { fetchPackages, keepFetched, type Locked } from "./locked.ts";
import type { Ports, Work } from "./ports.ts";

/** What is laid on which image. */
export interface Assembly extends Pick<AssembleInputs, "owner" | "packages" | "clean" | "config"> {
  readonly base: StoredImage;
  /** What was read of the base, one for each platform. */
  readonly below: readonly Below[];
  readonly platforms: readonly string[];
  /** A tar archive of files; undefined for none. */
  readonly proto: ByteSource | undefined;
  /** Undefined where packages come from their mirrors, at whatever version these have. */
  readonly locked: Locked | undefined;
  /** A script; undefined for none. */
  readonly run: Buffer | undefined;
  /** Seconds since 1970 that every time in the image is clamped to. */
  readonly epoch: number;
}

/** One platform of the base: what is read of it, which is little. */
export interface Below extends AssemblyBase {
  readonly image: StoredManifest;
  readonly snapshot: SnapshotManifest;
  readonly names: SnapshotBase;
}

/**
 * Assembles an image for each platform. Layers of the base stay where they are.
 * @throws platform-missing where commands would have to run on another platform; what assembling throws
 */
export async function assembleImages(
  ports: Ports,
  request: BuildRequest,
  assembly: Assembly,
  { scratch, signal }: Work,
): Promise<Made> {
  const { base, platforms, packages, locked, run } = assembly;
  const fetched: FetchedPackage[] = [];
  const images: BuiltImage[] = [];
  const layouts: Store[] = [];
  const taken = new Set<Digest>();
  for (const [index, written] of platforms.entries()) {
    const platform = parsePlatform(written);
    if (packages.length > 0 || run !== undefined) checkRunsHere(ports, platform);
    const below = assembly.below[index]!;
    for (const { digest } of [...below.manifest.layers, ...below.snapshot.frames]) taken.add(digest);
    const folder = join(scratch, `packages-${index}`);
    const ofLock = locked && (await fetchPackages(ports, locked, { platform: written, folder, signal }));
    fetched.push(...(ofLock?.fetched ?? []));
    const output = join(scratch, `assembled-${index}`);
    await mkdir(output);
    await ports.assemble({
      ...assembly,
      base: below,
      locked: ofLock?.files,
      secrets: request.secrets,
      network: request.network,
      environment: ports.environment,
      openRoot: (network) => openRoot(ports, { store: base.store, below, network, signal }),
      output,
      signal,
      log: ports.log,
    });
    const { store, root } = await ports.openLayout(output);
    layouts.push(store);
    images.push({ platform, manifest: root, onto: { base: below.names, layers: below.manifest.layers.length } });
  }
  const [first, ...others] = layouts;
  const layout = joined(first!, ...others, base.store);
  const donors = [{ store: base.store, blobs: taken }];
  if (locked === undefined) return { layout, images, donors };
  return { layout, images, donors, keepBeside: (store) => keepFetched(ports, locked, fetched, { store, signal }) };
}

/** The base's root, for commands: its snapshot is fetched if it is not here. */
async function openRoot(
  ports: Ports,
  {
    store,
    below,
    network,
    signal,
  }: Pick<Work, "signal"> & {
    readonly store: Store;
    readonly below: Below;
    readonly network: RootNetwork;
  },
): Promise<WritableRoot> {
  const { fetchedSnapshot } = await import("../cache/fetched-snapshot.ts");
  const { log, interruptible } = ports;
  const fetching = { log, stages: [], signal, interruptible };
  const snapshot = await fetchedSnapshot(await ports.openCache(), { store, ...below.snapshot }, fetching);
  return ports.openRoot(snapshot, below.config, network);
}

/** @throws platform-missing */
function checkRunsHere({ platform: here }: Ports, platform: Platform): void {
  if (isFor({ platform }, here)) return;
  throw new TreestampError(
    "platform-missing",
    `Packages and scripts for ${formatPlatform(platform)} cannot run on this machine, which is ${formatPlatform(here)}.`,
    { remedy: "Build it on a machine of that platform; files alone are laid anywhere." },
  );
}

/** Reads what assembling needs of a base: names and attributes. @throws platform-missing; what reading throws */
export function readBelow(
  base: StoredImage,
  platforms: readonly string[],
  signal: AbortSignal,
): Promise<readonly Below[]> {
  return Promise.all(platforms.map((written) => belowFor(base, parsePlatform(written), signal)));
}

async function belowFor({ store, root }: StoredImage, platform: Platform, signal: AbortSignal): Promise<Below> {
  const published = forPlatform(parseIndex(root), platform);
  if (published === undefined) throw noImageFor(formatPlatform(platform), root.descriptor.digest);
  const [image, snapshot] = await Promise.all([
    manifestIn(store, published.image.digest),
    manifestIn(store, snapshotOf(published, store.location).digest).then(parseSnapshotManifest),
  ]);
  const manifest = parseImage(image);
  const [config, names] = await Promise.all([
    readWhole(store, manifest.config, signal),
    readBase({ store, ...snapshot }, signal),
  ]);
  return { image, manifest, config: config.toString("utf8"), snapshot, names, tree: names.tree };
}
