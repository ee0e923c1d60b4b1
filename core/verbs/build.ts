/** build: make the image and its snapshot, if nobody has. */
import { createHash } from "node:crypto";
import { leaveMark } from "../cache/mark.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { timed } from "../log/stages.ts";
import { jobName } from "../machine/job-name.ts";
import type { Lookup, Store } from "../oci/port.ts";
import { noteBuildTime } from "../places/build-time.ts";
import { canHaveLeases, type Held, takeTurn, unheld } from "../places/turn.ts";
import { findWhole, type Need, watchTag } from "../places/whole.ts";
import { changesSincePrevious } from "../recipe/previous.ts";
import { takeKept } from "./kept.ts";
import { makeImages } from "./make.ts";
import { isElsewhere, type Ports } from "./ports.ts";
import { type Place, publishKept, publishMade } from "./publish-made.ts";
import { type Identified, lookUp, type Resolved } from "./resolve.ts";
import { isUnanswered, type Refused, refusalBeforehand } from "./rights.ts";
import { isCi, listed } from "./warnings.ts";

/** A key whose image is there. */
export type Built = Resolved & Place & { readonly missed?: string };

/**
 * Gives the image of a key, building and publishing it where it is absent. Of several processes of this machine one builds
 * it, and of several machines that share a registry; the others wait for it and take it. Where that one fails or dies, the
 * next one builds. What this machine built and could not publish then, it publishes where it may now.
 * @param need what of an image that is there has to be whole
 * @throws what the lookup failed with: an unknown state is never taken for absent
 */
export async function ensureBuilt(
  ports: Ports,
  request: BuildingRequest,
  identified: Identified,
  need: Need = { platform: ports.platform },
): Promise<Built> {
  const { store, key } = identified;
  const cache = await ports.openCache();
  await cache.useImage(key.tag);
  const looked = await lookUp(ports, identified, need);
  const resolved = { ...looked, refusal: await refusalBeforehand(ports, looked) };
  const placeBy = async (lookup: Lookup) =>
    request.force ? undefined : whereItIs(ports, { ...resolved, lookup }, need);
  const there = (await placeBy(looked.lookup)) ?? (await whereItIsKept(ports, request, resolved));
  if (there !== undefined) return { ...resolved, ...there };
  const lock = `build-${createHash("sha256").update(`${store.location}\0${key.tag}`).digest("hex")}`;
  const work = async (signal: AbortSignal): Promise<Built> => {
    const by = await placeBy(await findWhole(store, key.tag, need));
    if (by !== undefined) return { ...resolved, ...by };
    const absent = { resolved, need, lock, folder: cache.folder, isForced: request.force, signal };
    return inTurn(ports, absent, async ({ isHeld }) => {
      const here =
        request.force || !mayPublish(ports, resolved) ? undefined : await whereItIsHere(ports, key.tag, need);
      const published =
        here && (await publishKept(ports, { ...resolved, isHeld, isForced: false }, here.index, signal));
      if (published !== undefined) return { ...resolved, ...published };
      const missed = await sayWhyMissed(ports, request, resolved);
      return cache.withIncoming(async (scratch) => {
        const start = performance.now();
        const made = await makeImages(ports, request, resolved, { scratch, signal });
        const ready = { ...resolved, isHeld, isForced: request.force };
        const place = await publishMade(ports, ready, made, { scratch, signal });
        await noteBuildTime(place.from, key.tag, (performance.now() - start) / 1000, ports.log);
        return { ...resolved, ...place, missed };
      });
    });
  };
  return cache.alone(
    lock,
    () => ports.interruptible(work),
    (holder) => ports.log.info(`Waiting for ${holder}, which builds the same image.`),
  );
}

interface Absent {
  readonly resolved: Refused;
  readonly need: Need;
  /** The name of the lock under which this process looks for its turn, and the folder of the cache that has it. */
  readonly lock: string;
  readonly folder: string;
  readonly isForced: boolean;
  readonly signal: AbortSignal;
}

/**
 * Builds, unless a job of another machine does: then waits, and takes its image. An image that is built anew whatever is
 * there, or that is only for this machine, is nobody else's.
 */
async function inTurn(
  ports: Ports,
  { resolved, need, lock, folder, isForced, signal }: Absent,
  build: (held: Held) => Promise<Built>,
): Promise<Built> {
  const { store, key, stages, refusal } = resolved;
  if (!canHaveLeases(store) || key.dirty || isForced || refusal !== undefined) return build(unheld);
  const mark = await leaveMark(folder, lock);
  try {
    const turn = await timed(stages, "wait", async (describe) => {
      const holder = jobName(ports.environment);
      const { ours, dead } = mark;
      const watch = watchTag(store, key.tag, need);
      const turn = await takeTurn({ store, tag: key.tag, watch, holder, mark: ours, dead, log: ports.log, signal });
      describe({ note: turn.note });
      return turn;
    });
    if (turn.kind === "built") return { ...resolved, index: turn.manifest, from: store, hit: true };
    try {
      return await build(turn);
    } finally {
      await turn.release();
    }
  } finally {
    await mark.remove();
  }
}

/** The image by the store's answer; or one that this machine built for itself before, where it still may not push it. */
async function whereItIs(ports: Ports, resolved: Refused, need: Need): Promise<Place | undefined> {
  const { store, key, lookup, refusal } = resolved;
  if (lookup.state === "present") return { index: lookup.manifest, from: store, hit: true };
  // Whoever may neither read nor write there, as a fork's job with a private repository, does without that store.
  if (lookup.state === "unknown" && (refusal === undefined || isUnanswered(lookup))) throw lookup.reason;
  if (!isElsewhere(ports, store)) return undefined;
  const here = await whereItIsHere(ports, key.tag, need);
  if (here === undefined || !mayPublish(ports, resolved)) return here;
  const refused = await store.refusesWrites?.();
  if (refused === undefined) return undefined; // it is published when it is our turn
  ports.log.debug(`The image of this machine is not pushed: ${refused.message}`);
  return here;
}

/** Whether an image that is absent in the store is to get there, as far as that is known. */
function mayPublish(ports: Ports, { store, key, lookup, refusal }: Refused): boolean {
  return isElsewhere(ports, store) && !key.dirty && refusal === undefined && lookup.state === "absent";
}

/** The image in the store of this machine. One that was damaged is none. */
async function whereItIsHere({ localStore }: Ports, tag: string, need: Need): Promise<Place | undefined> {
  const lookup = await findWhole(localStore, tag, need);
  if (lookup.state === "unknown") throw lookup.reason;
  return lookup.state === "present" ? { index: lookup.manifest, from: localStore, hit: true } : undefined;
}

/** The image that an earlier job, which could not push it either, has left in the CI's cache. */
async function whereItIsKept(ports: Ports, request: BuildingRequest, { key, stages, refusal }: Refused) {
  if (refusal === undefined || request.force) return undefined;
  const index = await takeKept(ports, stages, key.tag);
  return index === undefined ? undefined : { index, from: ports.localStore, hit: true };
}

/** Says why nobody has built this key yet: what changed in the recipe since the last one. @returns the same in short */
async function sayWhyMissed(ports: Ports, request: BuildingRequest, resolved: Resolved): Promise<string> {
  const { key, store, repository, lookup } = resolved;
  if (lookup.state === "absent" && lookup.lost !== undefined) {
    ports.log.info(`Miss: ${store.location} has ${key.tag} in part only: ${lookup.lost}. It is built again.`);
    return `${store.location} has it in part only: ${lookup.lost}`;
  }
  const has = async (from: Store, tag: string) => (await from.lookup(tag)).state === "present";
  const previous = await changesSincePrevious(repository, resolved, {
    ref: request.ref ?? "HEAD",
    inputs: request.recipe,
    isThere: async (tag) => (await has(store, tag)) || (store.shared && (await has(ports.localStore, tag))),
  });
  const since = previous && `since ${previous.commit.slice(0, 12)}, ${listed(previous.changes)}`;
  const asked = lookup.state !== "unknown";
  const miss = `${store.location} ${asked ? "has no" : "cannot be asked for"} ${key.tag}`;
  ports.log.info(`Miss: ${miss}${since === undefined ? (asked ? " yet" : "") : `: ${since}`}.`);
  if (since === undefined && asked && isCi(ports.environment) && (await repository.isShallow())) {
    ports.log.warning(
      "What changed since the last image cannot be told: this checkout has no history. `fetch-depth: 20` of actions/checkout gives it some.",
    );
  }
  return since ?? (asked ? `${store.location} has no image of it yet` : `${store.location} cannot be asked for it`);
}
