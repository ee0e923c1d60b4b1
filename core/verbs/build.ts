/** build: make the image and its snapshot, if nobody has. */
import { createHash } from "node:crypto";
import type { SnapshotCache } from "../cache/cache.ts";
import { leaveMark } from "../cache/mark.ts";
import { isTreestampError, type TreestampError } from "../errors.ts";
import { jobName } from "../machine/job-name.ts";
import { recipeInputsOf } from "../recipe/config.ts";
import { changesSincePrevious } from "../recipe/previous.ts";
import type { Request } from "../request.ts";
import { timed } from "../stages.ts";
import type { Lookup, Store, StoredManifest } from "../store/port.ts";
import { together } from "../together.ts";
import { noteBuildTime } from "./build-time.ts";
import { keep, takeKept } from "./kept.ts";
import { type Made, makeImages, packImages } from "./make.ts";
import type { Ports } from "./ports.ts";
import { type Publication, publish, uploadImages } from "./publish.ts";
import { type Identified, lookUp, type Resolved } from "./resolve.ts";
import { canHaveLeases, takeTurn } from "./turn.ts";

/** Where an image is, and under which index. */
interface Place {
  readonly index: StoredManifest;
  /** The store that has it: the one asked for, or this machine's where that may not be written. */
  readonly from: Store;
  readonly hit: boolean;
}

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
        const ready = await packAndUpload(ports, { ...resolved, refusal }, made, scratch, signal);
        const published = await publishWhereAllowed(ports, cache, request, { ...resolved, refusal }, ready, signal);
        const seconds = (performance.now() - start) / 1000;
        await Promise.all([
          keepSnapshot(ports, cache, ready.publication),
          noteBuildTime(published.from, key.tag, seconds, ports.log),
        ]);
        return { ...resolved, ...published, missed };
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

/** With why we may not push, where that was found out before the work starts. */
type Refused = Resolved & { readonly refusal: TreestampError | undefined };

/**
 * Asks whether we may push, before a build for whose image that matters, in a CI, where a fork's job may not and its user can
 * do nothing about it. A person's shell hears of it when it comes to that.
 */
async function refusalBeforehand(ports: Ports, resolved: Resolved): Promise<TreestampError | undefined> {
  const { store, key, lookup } = resolved;
  if (store.refusesWrites === undefined || key.dirty || lookup.state === "present" || isUnanswered(lookup))
    return undefined;
  if ((await ports.entryCache()) === undefined && (await ports.lackOfRights()) === undefined) return undefined;
  try {
    const refusal = await store.refusesWrites();
    if (refusal !== undefined) await sayNotPushed(ports, refusal);
    return refusal;
  } catch (error) {
    if (isTreestampError(error, "store-unreachable")) return undefined; // by the end of the build it may be back
    throw error;
  }
}

/** Unknown for another reason than a right that we have not. */
function isUnanswered(lookup: Lookup): boolean {
  return lookup.state === "unknown" && lookup.reason.code !== "store-denied";
}

async function sayNotPushed({ log, lackOfRights }: Ports, refusal: TreestampError): Promise<void> {
  const lack = await lackOfRights();
  if (lack === undefined) {
    log.warning(
      `The image is not pushed: ${refusal.message} It is kept on this machine. ${refusal.remedy ?? ""}`.trim(),
    );
  } else log.info(`The image is not pushed, as ${lack}. It is kept on this machine. (${refusal.message})`);
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
async function sayWhyMissed({ log }: Ports, request: Request, resolved: Resolved): Promise<string> {
  const { key, store, repository, lookup } = resolved;
  const previous = await changesSincePrevious(
    repository,
    resolved,
    request.ref ?? "HEAD",
    recipeInputsOf(request.recipe),
  );
  const since = previous === undefined ? "" : `: since ${previous.commit.slice(0, 12)}, ${listed(previous.changes)}`;
  const miss = lookup.state === "unknown" ? "cannot be asked for" : "has no";
  log.info(`Miss: ${store.location} ${miss} ${key.tag}${since}.`);
  return since === "" ? `${store.location} ${miss} it` : since.slice(2);
}

/** At most five changes in a line; more are counted. */
function listed(changes: readonly string[]): string {
  const shown = changes.slice(0, 5).join(", ");
  return changes.length > 5 ? `${shown} and ${changes.length - 5} more` : shown;
}

interface ReadyToPublish {
  readonly layout: Store;
  readonly publication: Publication;
  /** When it was packed, by `performance.now()`: what of uploading took longer is publishing's time. */
  readonly packedAt: number;
  /** Why we may not write to the store that was asked for, where that is known already. */
  readonly refusal: TreestampError | undefined;
}

/** Packing leaves the network idle: what the engine made goes ahead meanwhile, where it is to go over one. */
async function packAndUpload(
  ports: Ports,
  resolved: Refused,
  made: Made,
  scratch: string,
  signal: AbortSignal,
): Promise<ReadyToPublish> {
  const { store, key } = resolved;
  const [packed, refusal] = await together(
    signal,
    async (both) => {
      const publication = await packImages(ports, made, resolved, scratch, both);
      return { publication, packedAt: performance.now() };
    },
    async (both) => {
      if (!store.shared || key.dirty || resolved.refusal !== undefined) return resolved.refusal;
      try {
        await uploadImages(made.images, made.layout, store, both);
        return undefined;
      } catch (error) {
        if (isTreestampError(error, "store-denied")) return error;
        throw error;
      }
    },
  );
  return { layout: made.layout, ...packed, refusal };
}

/** Publishes to the store that was asked for; where we may not write there, to this machine's own. */
async function publishWhereAllowed(
  ports: Ports,
  cache: SnapshotCache,
  request: Request,
  { store, key, stages, keptByCi, refusal: known }: Refused,
  { layout, publication, packedAt, refusal }: ReadyToPublish,
  signal: AbortSignal,
): Promise<Place> {
  const publishTo = (target: Store, note: string, since?: number) =>
    timed(
      stages,
      "publish",
      async (describe) => {
        const work = () => publish(publication, layout, target, key.tag, signal, ports.log);
        // What is pushed and has no tag yet is not to be taken for what nobody needs (prune.ts).
        const { index, bytes } = await (target === ports.localStore ? cache.alone("store", work) : work());
        describe({ bytes, note });
        return { index, from: target, hit: false };
      },
      since,
    );
  if (key.dirty && store.shared) return publishTo(ports.localStore, "this machine only: the recipe is not committed");
  try {
    if (refusal !== undefined) throw refusal;
    const note = store.shared ? `${store.location}, begun while packing` : store.location;
    const place = await publishTo(store, note, packedAt);
    if (keptByCi && !key.dirty) await keep(ports, stages, key.tag);
    return place;
  } catch (error) {
    if (isTreestampError(error, "tag-taken") && !request.force) {
      // Another job was first. Its image is the one that the key names from now on.
      const lookup = await store.lookup(key.tag);
      if (lookup.state !== "present") throw error;
      ports.log.warning(`${error.message} The one that is there is used.`);
      return { index: lookup.manifest, from: store, hit: false };
    }
    if (!isTreestampError(error, "store-denied") || !store.shared) throw error;
    if (error !== known) await sayNotPushed(ports, error);
    const lack = await ports.lackOfRights();
    const place = await publishTo(ports.localStore, `this machine only: ${lack ?? "no right to push"}`);
    await keep(ports, stages, key.tag);
    return place;
  }
}

/** What was packed here for this machine's platform need not be fetched: the mountable file moves to the cache. */
async function keepSnapshot(ports: Ports, cache: SnapshotCache, { images }: Publication): Promise<void> {
  const own = images.find(({ platform }) => platform.architecture === ports.platform.architecture);
  if (own === undefined) return;
  const { table, rawFile, chunkTable } = own.snapshot;
  await cache.provide(table.digest, async () => ({ image: rawFile, table: chunkTable }));
}
