/** pull: make the environment ready to run. */
import { join } from "node:path";
import type { CachedSnapshot, ReadyEnvironment, SnapshotCache } from "../cache/cache.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import type { Request } from "../inputs/request.ts";
import { readyHere, type Stage, timed } from "../log/stages.ts";
import { readWhole } from "../oci/digest.ts";
import { listedManifest } from "../oci/lookup.ts";
import { parsePlatform } from "../oci/manifest.ts";
import type { Descriptor, Digest, Platform, Store, StoredImage } from "../oci/port.ts";
import { together } from "../parallel/together.ts";
import { recordedBuildTime } from "../places/build-time.ts";
import { ladderOf, owedTo } from "../places/ladder.ts";
import { isHere } from "../places/port.ts";
import {
  forPlatform,
  type PublishedImage,
  parseIndex,
  parseSnapshotManifest,
  type SnapshotManifest,
} from "../places/published.ts";
import type { Sandbox } from "../sandbox/port.ts";
import type { ChunkTable } from "../snapshot/format.ts";
import type { Built } from "./build.ts";
import type { Ports, SandboxChoice } from "./ports.ts";
import { type Identified, identify } from "./resolve.ts";

/** An environment that commands can run in. */
export interface Ready extends Pick<Identified, "repository" | "key" | "stages" | "writable"> {
  /** What the key names. */
  readonly environment: ReadyEnvironment;
  /** The store that has it. */
  readonly from: Store;
  readonly sandbox: Sandbox;
  readonly hit: boolean;
  /** Why it had to be built. */
  readonly missed?: string | undefined;
  /** What the store said first; an environment that this machine had ready was present once, and is for ever. */
  readonly state: "present" | "absent";
}

/**
 * Gives the environment of what is here, building and fetching what is not there. A snapshot that this machine has had ready
 * before needs no request, because a key names one image.
 */
export async function ensureReady(
  ports: Ports,
  request: Request<"pull" | "run">,
  repository: Repository,
): Promise<Ready> {
  const identifying = identify(ports, request, repository);
  const choosing = ports.chooseSandbox(); // takes as long, and needs nothing of it
  choosing.catch(() => {}); // to be heard of below, after what is wrong with the recipe
  const identified = await identifying;
  // Before a build whose image could not be run here.
  forPlatform(
    identified.recipe.platforms.map((written) => ({ platform: parsePlatform(written) })),
    ports.platform,
  );
  const [cache, choice] = await Promise.all([ports.openCache(), choosing]);
  const known = choice.kind === "mounted" ? await recall(ports, cache, identified) : undefined;
  const asRemembered = ({ environment, from, snapshot }: NonNullable<typeof known>): Ready => {
    const sandbox = (choice as typeof choice & { kind: "mounted" }).open(environment, from, snapshot);
    return { ...identified, environment, from, sandbox, hit: true, state: "present" };
  };
  if (known !== undefined && owedTo(ladderOf(ports, identified), known.from) === undefined) return asRemembered(known);
  const prepare = (built: Built) => readyFrom(ports, request, { cache, choice }, built);
  const { ensureBuilt } = await import("./build.ts"); // not for an environment that is ready
  // A container takes the image's layers, of which a snapshot needs none.
  const need = { platform: ports.platform, blobs: choice.kind === "container" };
  const built = await ensureBuilt(ports, request, identified, need).catch((error: unknown) => {
    if (known === undefined || !isTreestampError(error, "store-unreachable", "store-denied", "store-refused"))
      throw error;
    ports.log.warning(`${error.message} The environment is ready on this machine, and used.`);
    return undefined;
  });
  if (built === undefined) return asRemembered(known!);
  try {
    return await prepare(built);
  } catch (error) {
    if (!built.hit || !isTreestampError(error, "path-missing", "store-corrupt")) throw error;
    const { answer: _, ...anew } = identified;
    const again = await ensureBuilt(ports, request, anew, { ...need, blobs: true });
    // All of it is there, and the error another one: that somebody has repaired it meanwhile is seen by what was missing.
    if (again.hit && error.code === "store-corrupt") throw error;
    return prepare(again);
  }
}

/** Fetches what an image's environment needs, and remembers it. */
async function readyFrom(
  ports: Ports,
  request: Request<"pull" | "run">,
  { cache, choice }: { readonly cache: SnapshotCache; readonly choice: SandboxChoice },
  built: Built,
): Promise<Ready> {
  const { hit, stages, key } = built;
  const { store: from, root } = built.image;
  const { image, snapshot } = await publishedFor(built.image, ports.platform);
  // Neither needs the other: the config has come when the snapshot has.
  const [[config, buildSeconds], open] = await together(
    undefined,
    (signal) =>
      Promise.all([readWhole(from, snapshot.config, signal), hit ? recordedBuildTime(from, key.tag) : undefined]),
    async (signal) => {
      if (choice.kind === "container") return (ready: ReadyEnvironment) => choice.open(ready, from);
      const kept = await cached(ports, cache, { from, snapshot }, { stages, signal });
      return (ready: ReadyEnvironment) => choice.open(ready, from, kept);
    },
  );
  const environment: ReadyEnvironment = {
    location: from.location,
    tag: key.tag,
    digest: root.descriptor.digest,
    image,
    table: snapshot.table.digest,
    identity: snapshot.identity,
    config: config.toString("utf8"),
    buildSeconds,
  };
  const sandbox = open(environment);
  await cache.remember(environment);
  const { keepWithinLimit } = await import("./prune.ts");
  await keepWithinLimit(ports, request.cacheSize);
  const { repository, writable, lookup, missed } = built;
  const state = lookup.state === "present" ? "present" : "absent";
  return { repository, key, stages, writable, environment, from, sandbox, hit, state, missed };
}

/** The environment as this machine remembers it, where its snapshot is still here. */
async function recall(ports: Ports, cache: SnapshotCache, identified: Identified) {
  const start = performance.now();
  const { key, stages } = identified;
  for (const { store: from } of ladderOf(ports, identified).places) {
    const environment = await cache.recall(from.location, key.tag);
    if (environment !== undefined && isHere(ports, from)) await cache.useImage(key.tag);
    const snapshot = environment === undefined ? undefined : await cache.find(environment.table);
    if (environment === undefined || snapshot === undefined) continue;
    stages.push({ name: "lookup", seconds: (performance.now() - start) / 1000, note: readyHere });
    return { environment, from, snapshot };
  }
  return undefined;
}

/** What the index says of this machine's platform, and the snapshot's own manifest. */
async function publishedFor({ store: from, root }: StoredImage, platform: Platform) {
  const published = forPlatform(parseIndex(root), platform);
  const snapshot = parseSnapshotManifest(
    await listedManifest(
      from,
      snapshotOf(published, from).digest,
      "The store was cleaned while the image was read: run it again.",
    ),
  );
  return { image: published.image, snapshot };
}

/** The snapshot's file on this machine: as it is here, or fetched, by us or by another process that is at it. */
async function cached(
  { log, interruptible }: Ports,
  cache: SnapshotCache,
  { from, snapshot }: { readonly from: Store; readonly snapshot: SnapshotManifest },
  { stages, signal }: { readonly stages: Stage[]; readonly signal: AbortSignal },
): Promise<CachedSnapshot> {
  const { identity, table: tableBlob, frames } = snapshot;
  const check = ({ identity: claimed }: ChunkTable) => {
    if (claimed !== identity) throw otherIdentity(from, identity, claimed);
  };
  const here = await cache.find(tableBlob.digest);
  if (here !== undefined) {
    check(here.table);
    return here;
  }
  return timed(stages, "fetch", async (describe) => {
    describe({ note: "by another process of this machine" });
    const fetchTo = async (folder: string, either: AbortSignal) => {
      const image = join(folder, "image.erofs");
      const [{ fetchSnapshot }, { parseChunkTable }] = await Promise.all([
        import("../snapshot/fetch.ts"),
        import("../snapshot/table.ts"),
      ]);
      const table = parseChunkTable(await readWhole(from, tableBlob, either));
      const reuse = await cache.list();
      const report = await fetchSnapshot({
        store: from,
        frames,
        table,
        destination: image,
        reuse,
        log,
        signal: either,
      });
      const { chunksFetched, chunksReused, bytesFetched } = report;
      describe({ bytes: bytesFetched, note: `${chunksFetched} of ${chunksFetched + chunksReused} chunks` });
      check(table);
      return { image, table };
    };
    return cache.provide(
      tableBlob.digest,
      (folder) => interruptible((interruption) => fetchTo(folder, AbortSignal.any([signal, interruption]))),
      (holder) => log.info(`Waiting for ${holder}, which fetches the same snapshot.`),
    );
  });
}

function otherIdentity(from: Store, said: Digest, claimed: Digest): TreestampError {
  return new TreestampError(
    "snapshot-invalid",
    `${from.location} has a snapshot that is ${said} by its manifest, and ${claimed} by its chunk table.`,
    { remedy: "Delete the image's tag from the store, so that it is built again." },
  );
}

function snapshotOf({ snapshot, image }: PublishedImage, from: Store): Descriptor {
  if (snapshot !== undefined) return snapshot;
  throw new TreestampError("snapshot-invalid", `${from.location}@${image.digest} has no snapshot beside it.`, {
    remedy: "It was pushed by something else than treestamp: keep build images in a repository of their own.",
  });
}
