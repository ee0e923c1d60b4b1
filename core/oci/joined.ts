/** One store to read from, out of several: each thing is read from the first that has it. */
import { TreestampError } from "../errors.ts";
import type { Store } from "./port.ts";

/**
 * A view of an image whose parts are in several stores: what was made here, on layers that lie elsewhere.
 * @param first is written to by nobody through the view, and names it
 */
export function joined(first: Store, ...others: readonly Store[]): Store {
  const all = [first, ...others];
  const readOnly = async (): Promise<never> => {
    throw new TreestampError("store-refused", `${first.location} is read here, and not written.`);
  };
  return {
    location: first.location,
    shared: first.shared,
    async lookup(reference, until) {
      let lookup = await first.lookup(reference, until);
      for (const store of others) if (lookup.state === "absent") lookup = await store.lookup(reference, until);
      return lookup;
    },
    hasManifest: (digest, until) => firstTrue(all, (store) => store.hasManifest(digest, until)),
    hasBlob: (digest) => firstTrue(all, (store) => store.hasBlob(digest)),
    async *readBlob(blob, range) {
      let holder = first;
      for (const store of all) {
        holder = store;
        if (store !== all.at(-1) && (await store.hasBlob(blob.digest))) break;
      }
      yield* holder.readBlob(blob, range);
    },
    writeBlob: readOnly,
    writeManifest: readOnly,
  };
}

async function firstTrue(stores: readonly Store[], ask: (store: Store) => Promise<boolean>): Promise<boolean> {
  for (const store of stores) if (await ask(store)) return true;
  return false;
}
