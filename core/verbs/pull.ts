/** pull: make the environment ready to run. A later `run` of the job takes what its `pull` has made ready. */
import type { ReadyEnvironment, SnapshotCache } from "../cache/cache.ts";
import type { Pulled } from "../cache/job.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import type { BuildingRequest, RecipeRequest, Request } from "../inputs/request.ts";
import { pulledHere, readyHere, timed } from "../log/stages.ts";
import { readWhole } from "../oci/digest.ts";
import { listedManifest } from "../oci/lookup.ts";
import { formatPlatform, parsePlatform } from "../oci/manifest.ts";
import type { Platform, Store, StoredImage } from "../oci/port.ts";
import { together } from "../parallel/together.ts";
import { recordedBuildTime } from "../places/build-time.ts";
import { ladderOf, owedTo } from "../places/ladder.ts";
import { isHere } from "../places/port.ts";
import { forPlatform, parseIndex, parseSnapshotManifest, snapshotOf } from "../places/published.ts";
import type { ImageOutcome } from "../report/outcome.ts";
import type { Sandbox } from "../sandbox/port.ts";
import type { Built } from "./build.ts";
import type { Ports, SandboxChoice } from "./ports.ts";
import { type Identified, identify, named } from "./resolve.ts";
import { isTrusted } from "./trust.ts";

/** An environment that commands can run in. */
export interface Ready extends Pick<Identified, "repository" | "key" | "stages" | "writable" | "caches"> {
  /** What the key names. */
  readonly environment: ReadyEnvironment;
  /** The store that has it. */
  readonly from: Store;
  readonly sandbox: Sandbox;
  readonly hit: boolean;
  /** Why it had to be built. */
  readonly missed?: string | undefined;
  /** The store's first answer. An environment that is ready on this machine was present once, which never changes. */
  readonly state: "present" | "absent";
}

/**
 * Makes the environment of this tree ready, building or fetching what is missing. A snapshot that this machine had ready
 * before needs no request, because a key names one image.
 */
export async function ensureReady(
  ports: Ports,
  request: Request<"pull" | "run">,
  repository: Repository,
): Promise<Ready> {
  return makeReady(ports, request, identify(ports, request, repository));
}

/** The same for a recipe that is read already, or just being read. */
export async function makeReady(
  ports: Ports,
  request: BuildingRequest,
  identifying: Promise<Identified> | Identified,
): Promise<Ready> {
  // They take as long, and do not depend on it.
  const opening = Promise.all([ports.openCache(), ports.chooseSandbox()]);
  opening.catch(() => {}); // handled below, so that errors of the recipe are reported first
  const identified = await identifying;
  checkRunsHere(ports, identified); // before a build whose image could not be run here
  const [cache, choice] = await opening;
  const known = choice.kind === "mounted" ? await recall(ports, request, { cache, choice }, identified) : undefined;
  if (known !== undefined && !known.isOwed) return known.ready;
  const prepare = (built: Built) => readyFrom(ports, request, { cache, choice }, built);
  const { ensureBuilt } = await import("./build.ts"); // not for an environment that is ready
  // A container needs the image's layers, a snapshot does not.
  const need = { platform: ports.platform, blobs: choice.kind === "container" };
  let built: Built;
  try {
    built = await ensureBuilt(ports, request, identified, need);
  } catch (error) {
    if (known === undefined || !isTreestampError(error, "store-unreachable", "store-denied", "store-refused"))
      throw error;
    ports.log.warning(`${error.message} The environment is ready on this machine, and used.`);
    return known.ready;
  }
  try {
    return await prepare(built);
  } catch (error) {
    if (!built.hit || !isTreestampError(error, "path-missing", "store-corrupt")) throw error;
    const { answer: _, ...anew } = identified;
    const again = await ensureBuilt(ports, request, anew, { ...need, blobs: true });
    // Every part is there, so the error is another one; but a missing part may have been repaired meanwhile.
    if (again.hit && error.code === "store-corrupt") throw error;
    return prepare(again);
  }
}

/** @throws platform-missing if the recipe makes no image that this machine can run */
function checkRunsHere({ platform }: Ports, { recipe }: Identified): void {
  forThisMachine(
    recipe.platforms.map((written) => ({ platform: parsePlatform(written) })),
    platform,
  );
}

/** @throws platform-missing */
function forThisMachine<T extends { readonly platform: Platform }>(images: readonly T[], here: Platform): T {
  const found = forPlatform(images, here);
  if (found !== undefined) return found;
  const there = images.map(({ platform }) => formatPlatform(platform)).join(", ");
  throw new TreestampError(
    "platform-missing",
    `The build image is made for ${there || "no platform"}, and this machine is ${formatPlatform(here)}.`,
    { remedy: `Add ${formatPlatform(here)} to the input "platforms" (this gives another key).` },
  );
}

/** Fetches what an image's environment needs, and remembers it. */
async function readyFrom(
  ports: Ports,
  request: BuildingRequest,
  { cache, choice }: { readonly cache: SnapshotCache; readonly choice: SandboxChoice },
  built: Built,
): Promise<Ready> {
  const { hit, stages, key } = built;
  const { store: from, root } = built.image;
  const { image, snapshot } = await publishedFor(built.image, ports.platform);
  // Independent of each other: the config arrives while the snapshot does.
  const [[config, buildSeconds], open] = await together(
    undefined,
    (signal) =>
      Promise.all([readWhole(from, snapshot.config, signal), hit ? recordedBuildTime(from, key.tag) : undefined]),
    async (signal) => {
      if (choice.kind === "container") return (ready: ReadyEnvironment) => choice.open(ready, from);
      const { log, interruptible } = ports;
      const { fetchedSnapshot } = await import("../cache/fetched-snapshot.ts");
      const here = await fetchedSnapshot(cache, { store: from, ...snapshot }, { log, stages, signal, interruptible });
      return (ready: ReadyEnvironment) => choice.open(ready, from, here);
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
    trust: built.trust,
  };
  const sandbox = open(environment);
  await cache.remember(environment);
  const { keepWithinLimit } = await import("./prune.ts");
  await keepWithinLimit(ports, request.cacheSize);
  const { repository, writable, caches, lookup, missed } = built;
  const state = lookup.state === "present" ? "present" : "absent";
  return { repository, key, stages, writable, caches, environment, from, sandbox, hit, state, missed };
}

/** What is told of an environment that is ready. */
export function readyOutcome({ environment, from, sandbox, hit, state, missed, ...of }: Ready): ImageOutcome {
  const { digest, identity: snapshot, buildSeconds } = environment;
  const facts = { state, cacheHit: hit, missed, buildSeconds, snapshot, sandbox: sandbox.kind };
  return { ...named(of, from.location, digest), ...facts };
}

/**
 * The environment as this machine remembers it, if its snapshot is still here, and was trusted as this call asks for; and whether its
 * image has to go elsewhere.
 */
async function recall(
  ports: Ports,
  request: BuildingRequest,
  { cache, choice }: { readonly cache: SnapshotCache; readonly choice: SandboxChoice & { readonly kind: "mounted" } },
  identified: Identified,
): Promise<{ readonly ready: Ready; readonly isOwed: boolean } | undefined> {
  const start = performance.now();
  const { repository, key, stages, writable, caches } = identified;
  const of = { repository, key, stages, writable, caches };
  const ladder = ladderOf(ports, identified);
  for (const place of ladder.places) {
    const { store: from, tag } = place;
    const environment = await cache.recall(from.location, tag);
    if (environment !== undefined && isHere(ports, from)) await cache.useImage(tag);
    const snapshot = environment === undefined ? undefined : await cache.find(environment.table);
    if (environment === undefined || snapshot === undefined) continue;
    if (!(await isTrusted(ports, request, repository, environment.trust))) continue;
    stages.push({ name: "lookup", seconds: (performance.now() - start) / 1000, note: readyHere });
    const sandbox = choice.open(environment, from, snapshot);
    const ready: Ready = { ...of, environment, from, sandbox, hit: true, state: "present" };
    return { ready, isOwed: owedTo(ladder, place) !== undefined };
  }
  return undefined;
}

/** The image for this machine's platform by the index, and the manifest of its snapshot. */
export async function publishedFor({ store: from, root }: StoredImage, platform: Platform) {
  const published = forThisMachine(parseIndex(root), platform);
  const snapshot = parseSnapshotManifest(
    await listedManifest(
      from,
      snapshotOf(published, from.location).digest,
      "The store was cleaned while the image was read: run it again.",
    ),
  );
  return { image: published.image, snapshot };
}

/**
 * The environment of the job's `pull`, as it was then, whatever has changed in the workspace since. Undefined if the request
 * names an environment itself, or the job has pulled none.
 * @throws input-invalid if the job has pulled several; sandbox-failed if it is no longer on this machine
 */
export async function pulledBefore(
  ports: Ports,
  request: Request<"run">,
  repository: Repository,
): Promise<Ready | undefined> {
  if (namesEnvironment(request)) return undefined;
  const pulled = meant(await ports.pulledBefore());
  if (pulled === undefined) return undefined;
  const { key, location } = pulled;
  const stages: Ready["stages"] = [];
  return timed(stages, "lookup", async (describe) => {
    describe({ note: pulledHere });
    const [cache, choice] = await Promise.all([ports.openCache(), ports.chooseSandbox()]);
    const environment = await cache.recall(location, key.tag);
    const snapshot = environment && (await cache.find(environment.table));
    if (environment === undefined || (choice.kind === "mounted" && snapshot === undefined)) throw lost(pulled);
    const required = request.verify === "required";
    if (required && !(await isTrusted(ports, request, repository, environment.trust))) throw notVerified(pulled);
    const from = location === ports.localStore.location ? ports.localStore : ports.openStore(location);
    const sandbox =
      choice.kind === "mounted" ? choice.open(environment, from, snapshot!) : choice.open(environment, from);
    const writable = request.recipe.writable ?? pulled.writable;
    const { caches } = pulled;
    return { repository, key, stages, writable, caches, environment, from, sandbox, hit: true, state: "present" };
  });
}

/** Whether an input of the call names the environment. `writable` alone does not. */
export function namesEnvironment({ recipe, ref, store, environment }: RecipeRequest): boolean {
  const isNamed = ref !== undefined || store !== undefined || environment !== undefined;
  return isNamed || Object.keys(recipe).some((name) => name !== "writable");
}

/** The only one; of several, the one that was pulled without inputs, because this `run` has none either. */
function meant(all: readonly Pulled[]): Pulled | undefined {
  const different = (some: readonly Pulled[]) =>
    new Set(some.map(({ location, key }) => `${location} ${key.tag}`)).size;
  const byConfig = all.filter(({ byInputs }) => !byInputs);
  if (different(all) <= 1) return all[0];
  if (different(byConfig) === 1) return byConfig[0];
  const names = all.map(({ location, key }) => `${location} ${key.tag}`).sort();
  throw new TreestampError("input-invalid", `This job has pulled several environments: ${names.join(", ")}.`, {
    remedy: "Give `run` the same inputs as the `pull` whose environment it means.",
  });
}

function notVerified({ key, location }: Pulled): TreestampError {
  return new TreestampError(
    "untrusted",
    `The \`pull\` of this job did not ask for a signature of ${key.tag} of ${location}, and this \`run\` requires one.`,
    { remedy: "Give the pull action `verify: required` as well, and the same `verify-…` inputs." },
  );
}

function lost({ key, location }: Pulled): TreestampError {
  return new TreestampError(
    "sandbox-failed",
    `The environment that this job has pulled, ${key.tag} of ${location}, is not on this machine any more.`,
    { remedy: "Run the pull action again, with a `cache-size` that has room for it and the same `cache-folder`." },
  );
}
