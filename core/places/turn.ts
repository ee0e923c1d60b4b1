/**
 * Of many jobs on many machines that find an image absent at the same time, one builds it; the others wait, and take it.
 *
 * They agree by a lease in the registry (lease.ts). No registry compares and swaps, so a job that finds no lease writes its
 * own, waits until any job that looked at the same time must have written one, too, and looks again: the last lease counts.
 * Its holder renews it. A lease that has not changed for a while, by the waiting job's clock, belongs to a dead job and may be
 * replaced. If two jobs hold one all the same, both build, and each takes what the tag names a little after it was written
 * (publish.ts). A lease saves work; no correctness depends on it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { isTreestampError, messageOf } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Digest, Store, StoredManifest } from "../oci/port.ts";
import { type Lease, leaseTag, over } from "./lease.ts";
import { type Board, type LeasingStore, openBoard, type Seen } from "./lease-board.ts";
import type { TagWatch } from "./whole.ts";

export interface TurnPace {
  /** Least time between writing a lease and believing that it is ours. Milliseconds. */
  readonly settle: number;
  /** How often a lease is renewed. A claim that has not changed for one beat is dead, a lease after four. Milliseconds. */
  readonly beat: number;
}

export const usualTurnPace: TurnPace = { settle: 500, beat: 15_000 };

export interface TurnRequest {
  readonly store: LeasingStore;
  /** The key's. */
  readonly tag: string;
  readonly watch: TagWatch;
  /** Who we are, for the logs of others. */
  readonly holder: string;
  /** Unique to this job: the nonces of our leases begin with it. */
  readonly mark: string;
  /** The mark of a job known to be dead. */
  readonly dead: string | undefined;
  readonly log: Log;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  readonly pace?: TurnPace;
  /** Called when our claim is written: while it settles, there is time to read what the image is probably made from here. */
  readonly onClaim?: () => void;
}

export function canHaveLeases(store: Store): store is LeasingStore {
  return store.peek !== undefined && store.removeManifest !== undefined;
}

/** The image, built by another job; or our turn to build it, which `release` ends. */
export type Turn = { readonly note: string } & (
  | { readonly kind: "built"; readonly manifest: StoredManifest }
  | ({ readonly kind: "ours" } & Held)
);

export interface Held {
  /** Whether we hold a lease, and no other job can have taken us for dead. */
  isHeld(): boolean;
  /** Tells other jobs that they need not wait. Never fails: nothing depends on it. */
  release(): Promise<void>;
}

/** Our turn, without a lease. */
export const unheld: Held = { isHeld: () => false, release: async () => {} };

/**
 * Waits while another job builds the image of a tag that was found absent.
 * @throws the reason if the tag cannot be looked up; the signal's reason. If the store takes no lease, because we may not write
 * to it or its tags cannot move, the turn is ours, and the log says so.
 */
export async function takeTurn(request: TurnRequest): Promise<Turn> {
  const { store, tag, watch, log, signal, pace = usualTurnPace } = request;
  const board = openBoard(store, leaseTag(tag));
  const say = createWaitingLines(log);
  let last: Lease | undefined;
  let claims = 0;
  for (let pause = pace.settle * 2; ; pause = Math.min(pause * 1.5, pace.beat / 2)) {
    let claimed: Held | undefined;
    try {
      const start = performance.now();
      let seen = await board.look();
      if (isFree(seen, request)) {
        const claim = await putClaim(board, request, `${request.mark}.${++claims}`, start);
        if (claim.isOurs) claimed = claim;
        else seen = claim.instead;
      }
      if (claimed === undefined && seen !== undefined && seen.lease !== over) last = say(seen.lease);
    } catch (error) {
      if (!isTreestampError(error) || error.code === "interrupted") throw error;
      log.info(`Other jobs cannot be told that this image is being built here: ${error.message}`);
      return { kind: "ours", note: "no lease possible", ...unheld };
    }
    if (claimed !== undefined) return await unlessBuilt(request, claimed, last);
    signal.throwIfAborted();
    await sleep(pause * (0.5 + Math.random()), undefined, { signal });
    const built = await ifReachable(watch.glance());
    if (built !== undefined) return { kind: "built", manifest: built, note: builtBy(last) };
  }
}

/** The last holder of the lease may have built the image between our lookup and our claim. */
async function unlessBuilt({ watch, log }: TurnRequest, held: Held, last: Lease | undefined): Promise<Turn> {
  try {
    const manifest = await watch.look();
    if (manifest === undefined) {
      if (last === undefined) return { kind: "ours", note: "nobody else builds it", ...held };
      log.info(`${last.holder} has ended without an image, or has not been heard of any more: it is built here.`);
      return { kind: "ours", note: "after another job that made no image", ...held };
    }
    await held.release();
    return { kind: "built", manifest, note: builtBy(last) };
  } catch (error) {
    await held.release();
    throw error;
  }
}

function builtBy(last: Lease | undefined): string {
  return `built by ${last?.holder ?? "another job"}`;
}

/** A registry may be gone for a while during the wait: the next look will tell. */
async function ifReachable<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (isTreestampError(error, "store-unreachable")) return undefined;
    throw error;
  });
}

function isFree(seen: Seen | undefined, { mark, dead, pace = usualTurnPace }: TurnRequest): boolean {
  if (seen === undefined || seen.lease === over) return true;
  const [whose] = seen.lease.nonce.split(".");
  if (whose === mark || whose === dead) return true;
  const silence = seen.lease.beat === 0 ? pace.beat : 4 * pace.beat;
  return performance.now() - seen.since > silence;
}

function isOf(seen: Seen | undefined, nonce: string): boolean {
  return seen !== undefined && seen.lease !== over && seen.lease.nonce === nonce;
}

/** The result of a claim; if the lease is not ours, the one that is there instead. */
type Claim = ({ readonly isOurs: true } & Held) | { readonly isOurs: false; readonly instead: Seen | undefined };

/**
 * Writes our lease after none was seen, and checks whether another job's came after it.
 * @param start when the look that saw none began, by `performance.now()`
 */
async function putClaim(board: Board, request: TurnRequest, nonce: string, start: number): Promise<Claim> {
  const { holder, signal, log, pace = usualTurnPace } = request;
  const ours = new Set<Digest>();
  const put = async (beat: number) => void ours.add(await board.put({ holder, nonce, beat }));
  let renewing: Promise<void> | undefined;
  const ended = new AbortController();
  const release = async () => {
    ended.abort();
    await renewing;
    await clear(board, nonce, ours).catch((error: unknown) => log.debug(`The lease stays: ${messageOf(error)}`));
  };
  try {
    await put(0);
    request.onClaim?.();
    // By then a job that looked when we did, and is as slow as we are, has written its own.
    await sleep(Math.max(pace.settle, 3 * (performance.now() - start)), undefined, { signal });
    const seen = await board.look();
    if (!isOf(seen, nonce)) {
      await release();
      return { isOurs: false, instead: seen };
    }
    await put(1); // others see that we are alive, and we see whether the tag can move at all
  } catch (error) {
    await release();
    throw error;
  }
  let renewed = performance.now();
  // Others believe us dead after four beats; a lease that was lost is never ours again.
  const isHeld = () => performance.now() - renewed < 3 * pace.beat;
  const onRenewal = (isOurs: boolean) => {
    if (!isOurs) renewed = Number.NEGATIVE_INFINITY;
    else if (isHeld()) renewed = performance.now();
  };
  renewing = renew(board, request, { nonce, put, onRenewal, ended: ended.signal });
  return { isOurs: true, release, isHeld };
}

interface Holding {
  readonly nonce: string;
  put(beat: number): Promise<void>;
  /** Told after each renewal, and when another job has the lease. */
  onRenewal(isOurs: boolean): void;
  readonly ended: AbortSignal;
}

/**
 * Renews our lease until we are told to stop, or another job has it. It looks more often at first: a job that was too slow
 * has put a claim over our lease, and has to see ours again before it believes in its own.
 */
async function renew(
  board: Board,
  { log, pace = usualTurnPace }: TurnRequest,
  { nonce, put, onRenewal, ended }: Holding,
): Promise<void> {
  let beat = 1;
  for (let gap = pace.settle; ; gap = Math.min(gap * 2, pace.beat)) {
    await sleep(gap, undefined, { signal: ended, ref: false }).catch(() => {});
    if (ended.aborted) return;
    try {
      const seen = await board.look();
      if (seen !== undefined && seen.lease !== over && seen.lease.nonce !== nonce && seen.lease.beat > 0) {
        log.info(`${seen.lease.holder} builds the same image, too.`);
        onRenewal(false);
        return;
      }
      if (isOf(seen, nonce) && gap < pace.beat) continue;
      beat = 3 - beat;
      await put(beat);
      onRenewal(true);
    } catch (error) {
      log.debug(`The lease could not be renewed: ${messageOf(error)}`); // the next time, perhaps
    }
  }
}

/** Removes our manifests and the tag with them; if the store cannot, writes that we are done. */
async function clear(board: Board, nonce: string, ours: ReadonlySet<Digest>): Promise<void> {
  const isThere = isOf(await board.look(), nonce);
  for (const digest of [...ours].reverse()) {
    if (await board.remove(digest)) continue;
    if (isThere) await board.put(over);
    return;
  }
}

/** Logs whom we wait for and, now and then, for how long. */
function createWaitingLines(log: Log): (lease: Lease) => Lease {
  let current: Lease | undefined;
  let start = 0;
  let next = 0;
  return (lease) => {
    const now = performance.now();
    if (lease.nonce !== current?.nonce) {
      log.info(`Waiting for ${lease.holder}, which builds the same image.`);
      [start, next] = [now, 30_000];
    } else if (now - start >= next) {
      log.info(`Still waiting for ${lease.holder}, for ${duration(now - start)} now.`);
      next = Math.min(next * 2, next + 300_000);
    }
    current = lease;
    return lease;
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
