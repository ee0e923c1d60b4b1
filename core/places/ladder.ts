/**
 * The ladder of a key: the places where its image may be found and may go, best first.
 *
 *     we may push           the store that was asked for, this machine
 *     we may not            the same, and the CI's cache: later jobs find the image there
 *     not committed         this machine, or the folder that was asked for: a shared store never has such an image
 *     store: actions-cache  this machine, the CI's cache
 *
 * An image is looked for from the top down, and published on the first place that takes it. One that is found below such a
 * place is owed to it: it was kept until it can be pushed. In a store that is not shared, the image of the same recipe built
 * before it was committed is found as well (`otherName`).
 */
import type { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { timed } from "../log/stages.ts";
import type { Lookup, StoredImage } from "../oci/port.ts";
import { ciCache } from "./ci-cache.ts";
import { isHere, type Place, type PlacePorts, type Taker, type Wanted } from "./port.ts";
import { otherName, storePlace } from "./store-place.ts";
import type { Need } from "./whole.ts";

export interface Ladder {
  readonly wanted: Wanted;
  /** The first one was asked for, or stands for it: a shared store has nothing that is not committed. */
  readonly places: readonly [Place, ...Place[]];
  /** Why shared places take nothing from us, once that is known (rights.ts). */
  readonly refusal: TreestampError | undefined;
}

/** An image on the ladder. */
export interface Found {
  readonly image: StoredImage;
  /** Its tag there. */
  readonly tag: string;
  /** The place that takes the image and does not have it. */
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
  const { key, inCiCache } = wanted;
  const asked = key.dirty && wanted.store.shared ? ports.localStore : wanted.store;
  const stores = isHere(ports, asked) ? [asked] : [asked, ports.localStore];
  const places = stores.flatMap((store) => [
    storePlace(ports, wanted, store),
    ...(store.shared ? [] : [otherName(ports, wanted, store)]),
  ]);
  if (inCiCache && !key.dirty) places.push(ciCache(ports, wanted));
  return { wanted, places: places as [Place, ...Place[]], refusal: undefined };
}

/** The places that publish what we make: this machine takes everything, others by right. */
export function takersOf({ places, refusal }: Ladder): readonly [Taker, ...Taker[]] {
  const takers = places.filter((place): place is Taker => place.publish !== undefined);
  return takers.filter(({ store }) => !store.shared || refusal === undefined) as [Taker, ...Taker[]];
}

/** The place that takes an image which one below it has: so far as is known without asking it. */
export function owedTo(ladder: Ladder, from: Place): Taker | undefined {
  const [best] = takersOf(ladder);
  const isBelow = ladder.places.indexOf(best) < ladder.places.indexOf(from);
  return isBelow && !(isSameStore(best, from) && best.tag === from.tag) ? best : undefined;
}

function isSameStore(one: Place, other: Place): boolean {
  return one.store.location === other.store.location;
}

/** What is known of the image first: whether it is where it was asked for. */
export interface Answer {
  readonly lookup: Lookup;
  /** The place that says so. */
  readonly place: Place;
}

/**
 * The first answer. What the store that was asked for has by another name, or gets from the CI's cache, is there as well; an
 * image that was cleaned in part is absent.
 */
export async function lookUp({ wanted, places }: Ladder, need: Need): Promise<Answer> {
  const [asked, ...below] = places;
  const lookup = await timed(wanted.stages, "lookup", async (describe) => {
    const found = await asked.find(need, wanted.answer);
    describe({ note: found.state === "absent" && found.lost !== undefined ? "absent in part" : found.state });
    return found;
  });
  if (lookup.state !== "absent") return { lookup, place: asked };
  for (const place of below.filter((other) => isSameStore(other, asked))) {
    const kept = await place.find(need);
    if (kept.state !== "absent") return { lookup: kept, place };
  }
  return { lookup, place: asked };
}

/**
 * Looks for the image from the top down.
 * @param first an answer that a place has given already
 * @throws why it is not known what a place has: unknown is never taken for absent. Only a store that we may neither read
 * nor write, as a fork's job with a private repository, is done without.
 */
export async function findOn(
  { log }: { readonly log: Log },
  ladder: Ladder,
  need: Need,
  first?: Answer,
): Promise<Found | undefined> {
  for (const place of ladder.places) {
    const lookup = first?.place === place ? first.lookup : await place.find(need);
    if (lookup.state === "unknown" && !isClosed(ladder, place, lookup.reason)) throw lookup.reason;
    if (lookup.state !== "present") continue;
    const image = { store: place.store, root: lookup.manifest };
    const { tag } = place;
    const owed = owedTo(ladder, place);
    const refusal = await owed?.refusal?.();
    if (refusal === undefined) return { image, tag, owedTo: owed };
    log.debug(`The image of this machine is not pushed: ${refusal.message}`);
    return { image, tag, owedTo: undefined };
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
