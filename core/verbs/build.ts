/** build: make the image and its snapshot, if nobody has. */
import { createHash } from "node:crypto";
import type { SnapshotCache } from "../cache/cache.ts";
import { leaveMark } from "../cache/mark.ts";
import type { TreestampError } from "../errors.ts";
import { jobName } from "../machine/job-name.ts";
import { recipeInputsOf } from "../recipe/config.ts";
import { changesSincePrevious } from "../recipe/previous.ts";
import type { Request } from "../request.ts";
import { timed } from "../stages.ts";
import type { Lookup, Store } from "../store/port.ts";
import { noteBuildTime } from "./build-time.ts";
import { takeKept } from "./kept.ts";
import { makeImages } from "./make.ts";
import type { Ports } from "./ports.ts";
import { type Place, publishMade } from "./publish-made.ts";
import { type Identified, lookUp, type Resolved } from "./resolve.ts";
import { isUnanswered, type Refused, refusalBeforehand } from "./rights.ts";
import { canHaveLeases, takeTurn } from "./turn.ts";

/** A key whose image is there. */
export type Built = Resolved & Place & { readonly missed?: string };

/**
 * Gives the image of a key, building and publishing it where it is absent. Of several processes of this machine one builds
 * it, and of several machines that share a registry; the others wait for it and take it. Where that one fails or dies, the
 * next one builds.
 * @throws what the lookup failed with: an unknown state is never taken for absent
 */
export async function ensureBuilt(ports: Ports, request: Request, identified: Identified): Promise<Built> {
  const { store, key } = identified;
  const cache = await ports.openCache();
  await cache.useImage(key.tag);
  const resolved = await lookUp(ports, identified);
  const refusal = await refusalBeforehand(ports, resolved);
  const placeBy = async (lookup: Lookup) =>
    request.force ? undefined : whereItIs(ports, store, key.tag, lookup, refusal);
  const there = (await placeBy(resolved.lookup)) ?? (await whereItIsKept(ports, request, resolved, refusal));
  if (there !== undefined) return { ...resolved, ...there };
  const lock = `build-${createHash("sha256").update(`${store.location}\0${key.tag}`).digest("hex")}`;
  const work = async (signal: AbortSignal): Promise<Built> => {
    const by = await placeBy(await store.lookup(key.tag));
    if (by !== undefined) return { ...resolved, ...by };
    return inTurn(ports, request, cache, { ...resolved, refusal }, lock, signal, async () => {
      const missed = await sayWhyMissed(ports, request, resolved);
      return cache.withIncoming(async (scratch) => {
        const start = performance.now();
        const made = await makeImages(ports, request, resolved, scratch, signal);
        const place = await publishMade(ports, request, { ...resolved, refusal }, made, scratch, signal);
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

/**
 * Builds, unless a job of another machine does: then waits, and takes its image. An image that is built anew whatever is
 * there, or that is only for this machine, is nobody else's.
 */
async function inTurn(
  ports: Ports,
  request: Request,
  cache: SnapshotCache,
  resolved: Refused,
  lock: string,
  signal: AbortSignal,
  build: () => Promise<Built>,
): Promise<Built> {
  const { store, key, stages, refusal } = resolved;
  if (!canHaveLeases(store) || key.dirty || request.force || refusal !== undefined) return build();
  const mark = await leaveMark(cache.folder, lock);
  try {
    const turn = await timed(stages, "wait", async (describe) => {
      const holder = jobName(ports.environment);
      const { ours, dead } = mark;
      const turn = await takeTurn({ store, tag: key.tag, holder, mark: ours, dead, log: ports.log, signal });
      describe({ note: turn.note });
      return turn;
    });
    if (turn.kind === "built") return { ...resolved, index: turn.manifest, from: store, hit: true };
    try {
      return await build();
    } finally {
      await turn.release();
    }
  } finally {
    await mark.remove();
  }
}

/** The image by the store's answer; or one that this machine built for itself before, because it could not push it. */
async function whereItIs(
  ports: Ports,
  store: Store,
  tag: string,
  lookup: Lookup,
  refusal?: TreestampError,
): Promise<Place | undefined> {
  if (lookup.state === "present") return { index: lookup.manifest, from: store, hit: true };
  // Whoever may neither read nor write there, as a fork's job with a private repository, does without that store.
  if (lookup.state === "unknown" && (refusal === undefined || isUnanswered(lookup))) throw lookup.reason;
  return store.shared ? whereItIs(ports, ports.localStore, tag, await ports.localStore.lookup(tag)) : undefined;
}

/** The image that an earlier job, which could not push it either, has left in the CI's cache. */
async function whereItIsKept(
  ports: Ports,
  request: Request,
  { key, stages }: Resolved,
  refusal: TreestampError | undefined,
): Promise<Place | undefined> {
  if (refusal === undefined || request.force) return undefined;
  const index = await takeKept(ports, stages, key.tag);
  return index === undefined ? undefined : { index, from: ports.localStore, hit: true };
}

/** Says why nobody has built this key yet: what changed in the recipe since the last one. @returns the same in short */
async function sayWhyMissed(ports: Ports, request: Request, resolved: Resolved): Promise<string> {
  const { key, store, repository, lookup } = resolved;
  const has = async (from: Store, tag: string) => (await from.lookup(tag)).state === "present";
  const previous = await changesSincePrevious(repository, resolved, {
    ref: request.ref ?? "HEAD",
    inputs: recipeInputsOf(request.recipe),
    isThere: async (tag) => (await has(store, tag)) || (store.shared && (await has(ports.localStore, tag))),
  });
  const since = previous && `since ${previous.commit.slice(0, 12)}, ${listed(previous.changes)}`;
  const asked = lookup.state !== "unknown";
  const miss = `${store.location} ${asked ? "has no" : "cannot be asked for"} ${key.tag}`;
  ports.log.info(`Miss: ${miss}${since === undefined ? (asked ? " yet" : "") : `: ${since}`}.`);
  return since ?? (asked ? `${store.location} has no image of it yet` : `${store.location} cannot be asked for it`);
}

/** At most five changes in a line; more are counted. */
function listed(changes: readonly string[]): string {
  const shown = changes.slice(0, 5).join(", ");
  return changes.length > 5 ? `${shown} and ${changes.length - 5} more` : shown;
}
