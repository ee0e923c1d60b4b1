/**
 * The ladder of a key: the places where its image may be found and may go, best first.
 *
 *     we may push           the store that was asked for, this machine
 *     we may not            the same, and the CI's cache: later jobs find the image there
 *     not committed         the same as the first, but a shared store takes nothing
 *     store: actions-cache  this machine, the CI's cache
 *
 * An image is looked for from the top down, and published on the first place that takes it. One that is found below such a
 * place is owed to it: it was kept until it can be pushed.
 */
import type { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { timed } from "../log/stages.ts";
import type { Lookup, Store, StoredImage } from "../oci/port.ts";
import { ciCache } from "./ci-cache.ts";
import { isHere, type Place, type PlacePorts, type Taker, type Wanted } from "./port.ts";
import { storePlace } from "./store-place.ts";
import type { Need } from "./whole.ts";

export interface Ladder {
  readonly wanted: Wanted;
  /** The first one was asked for. */
  readonly places: readonly [Place, ...Place[]];
  /** Why shared places take nothing from us, once that is known (rights.ts). */
  readonly refusal: TreestampError | undefined;
}

/** An image on the ladder. */
export interface Found {
  readonly image: StoredImage;
  /** The place that was asked for, if it takes the image and does not have it. */
  readonly owedTo: Taker | undefined;
}

/** An image that was kept until it can be pushed. */
export interface Owed extends Found {
  readonly owedTo: Taker;
}

export function isOwed(found: Found | undefined): found is Owed {
  return found?.owedTo !== undefined;
}

/** The ladder as long as nothing is known of our rights. */
export function ladderOf(ports: PlacePorts, wanted: Wanted): Ladder {
  const { store, key, inCiCache } = wanted;
  const below = [
    ...(isHere(ports, store) ? [] : [storePlace(ports, wanted, ports.localStore)]),
    ...(inCiCache && !key.dirty ? [ciCache(ports, wanted)] : []),
  ];
  return { wanted, places: [storePlace(ports, wanted, store), ...below], refusal: undefined };
}

/** The places that publish what we make: this machine takes everything, others only what is committed, and by right. */
export function takersOf({ wanted, places, refusal }: Ladder): readonly [Taker, ...Taker[]] {
  const takesShared = !wanted.key.dirty && refusal === undefined;
  const takers = places.filter((place): place is Taker => place.publish !== undefined);
  return takers.filter(({ store }) => !store.shared || takesShared) as [Taker, ...Taker[]];
}

/** The place that was asked for, if it takes an image that another store has: so far as is known without asking it. */
export function owedTo(ladder: Ladder, { location }: Store): Taker | undefined {
  const [asked] = ladder.places;
  const [best] = takersOf(ladder);
  return best === asked && asked.store.location !== location ? best : undefined;
}

/** The first answer: whether what was asked for has the image. An image that was cleaned in part is absent. */
export async function lookUp({ wanted, places }: Ladder, need: Need): Promise<Lookup> {
  const [asked, ...below] = places;
  const lookup = await timed(wanted.stages, "lookup", async (describe) => {
    const found = await asked.find(need, wanted.answer);
    describe({ note: found.state === "absent" && found.lost !== undefined ? "absent in part" : found.state });
    return found;
  });
  if (lookup.state !== "absent" || !wanted.inCiCache) return lookup;
  for (const place of below) {
    const kept = await place.find(need);
    if (kept.state === "present") return kept;
  }
  return lookup;
}

/**
 * Looks for the image from the top down.
 * @param first the answer of the first place, if it was asked already
 * @throws why it is not known what a place has: unknown is never taken for absent. Only a store that we may neither read
 * nor write, as a fork's job with a private repository, is done without.
 */
export async function findOn(
  { log }: { readonly log: Log },
  ladder: Ladder,
  need: Need,
  first?: Lookup,
): Promise<Found | undefined> {
  for (const [position, place] of ladder.places.entries()) {
    const lookup = (position === 0 && first) || (await place.find(need));
    if (lookup.state === "unknown" && !isClosed(ladder, place, lookup.reason)) throw lookup.reason;
    if (lookup.state !== "present") continue;
    const image = { store: place.store, root: lookup.manifest };
    const owed = owedTo(ladder, place.store);
    const refusal = await owed?.refusal?.();
    if (refusal === undefined) return { image, owedTo: owed };
    log.debug(`The image of this machine is not pushed: ${refusal.message}`);
    return { image, owedTo: undefined };
  }
  return undefined;
}

function isClosed({ refusal }: Ladder, { store }: Place, reason: TreestampError): boolean {
  return store.shared && refusal !== undefined && isDenied(reason);
}

/** Unknown only for lack of a right. */
export function isDenied({ code }: TreestampError): boolean {
  return code === "store-denied";
}
