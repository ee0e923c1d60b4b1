/** A place that is a store: the registry or folder that was asked for, or this machine's own store. */
import { isTreestampError } from "../errors.ts";
import { timed } from "../log/stages.ts";
import type { Store } from "../oci/port.ts";
import { tagOf } from "../recipe/key.ts";
import { isHere, type Place, type PlacePorts, type PublishedThere, type Publishing, type Wanted } from "./port.ts";
import { publicationFor } from "./publication.ts";
import { findWhole } from "./whole.ts";

export function storePlace(ports: PlacePorts, wanted: Wanted, store: Store): Place {
  const { tag } = wanted.key;
  return {
    store,
    tag,
    find: (need, answer) => findWhole(store, tag, need, answer),
    ...(store.refusesWrites === undefined ? {} : { refusal: () => store.refusesWrites!() }),
    async publish(publishing, note = usualNote(store, publishing)) {
      const cache = await ports.openCache();
      const work = () => publishIn(store, ports, wanted, publishing);
      return timed(
        wanted.stages,
        "publish",
        async (describe) => {
          // Pruning would take blobs that no tag names yet for garbage.
          const { bytes, ...published } = await (isHere(ports, store) ? cache.alone("store", work) : work());
          describe({ bytes, note });
          return { store, ...published };
        },
        publishing.since,
      );
    },
    async remember(image, seconds) {
      if (image.store.location !== store.location) return;
      const { noteBuildTime } = await import("./build-time.ts");
      await noteBuildTime(store, tag, seconds, ports.log);
    },
  };
}

/**
 * A store that has the same recipe's image by its other name: with `-dirty` where it was built before the recipe was
 * committed, without where the recipe has gone back to what was. A key's hash names the tree that the image is built from,
 * byte for byte, whether a commit has that tree or not: so the image is as good as one that is built now.
 */
export function otherName(ports: PlacePorts, { key }: Wanted, store: Store): Place {
  const tag = tagOf(key.hash, !key.dirty);
  return {
    store,
    tag,
    async find(need) {
      const found = await findWhole(store, tag, need);
      if (found.state !== "present" || !isHere(ports, store)) return found;
      await (await ports.openCache()).useImage(tag); // from now on nobody prunes it, if nobody has just done so
      return findWhole(store, tag, need);
    },
  };
}

function usualNote({ shared, location }: Store, { since }: Publishing): string {
  return shared && since !== undefined ? `${location}, begun while packing` : location;
}

async function publishIn(
  store: Store,
  { log }: PlacePorts,
  { key: { tag } }: Wanted,
  { publication: made, attest, isHeld, isForced, signal }: Publishing,
): Promise<Omit<PublishedThere, "store"> & { readonly bytes: number }> {
  const [{ publish }, unsigned] = await Promise.all([import("./publish.ts"), publicationFor(made, store)]);
  const publication = (await attest?.(unsigned)) ?? unsigned;
  const isAlone = () => !store.shared || isHeld();
  try {
    const { index, bytes } = await publish({ publication, store, tag, log, signal, isAlone, resigns: isForced });
    return { root: index, bytes, isAnother: index.descriptor.digest !== publication.index.descriptor.digest };
  } catch (error) {
    if (!isTreestampError(error, "tag-taken") || isForced) throw error;
    const lookup = await findWhole(store, tag, { blobs: true });
    if (lookup.state !== "present") throw error;
    log.warning(`${error.message} The one that is there is used.`);
    return { root: lookup.manifest, bytes: 0, isAnother: true };
  }
}
