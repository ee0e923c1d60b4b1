/** Where the lease of a key is read, written and removed. */
import { isTreestampError } from "../errors.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Digest, Store } from "../oci/port.ts";
import { type Lease, leaseManifest, type over, parseLease } from "./lease.ts";
import { writeNote } from "./note.ts";

/** A store that can have leases: tags can be looked at cheaply, and manifests removed. */
export type LeasingStore = Store & Required<Pick<Store, "peek" | "removeManifest">>;

export interface Seen {
  readonly digest: Digest;
  readonly lease: Lease | typeof over;
  /** When it was first seen like that, by `performance.now()`. */
  readonly since: number;
}

/** The tag of a store under which the lease of one key stands. */
export interface Board {
  /** The current lease, or the last one seen if the store does not answer; undefined if there is none. */
  look(): Promise<Seen | undefined>;
  put(lease: Lease | typeof over): Promise<Digest>;
  /** False if the store cannot remove manifests. */
  remove(digest: Digest): Promise<boolean>;
}

export function openBoard(store: LeasingStore, tag: string): Board {
  const known = new Map<Digest, Lease | typeof over>();
  let seen: Seen | undefined;
  async function read(): Promise<Omit<Seen, "since"> | undefined> {
    const digest = seen === undefined ? undefined : await store.peek(tag);
    const lease = digest === undefined ? undefined : known.get(digest);
    if (digest !== undefined && lease !== undefined) return { digest, lease };
    const manifest = await findManifest(store, tag);
    if (manifest === undefined) return undefined;
    return { digest: manifest.descriptor.digest, lease: parseLease(manifest) };
  }
  return {
    async look() {
      try {
        const now = await read();
        if (now === undefined) seen = undefined;
        else if (now.digest !== seen?.digest) seen = { ...now, since: performance.now() };
        if (now !== undefined) known.set(now.digest, now.lease);
      } catch (error) {
        if (seen === undefined || !isTreestampError(error, "store-unreachable")) throw error;
      }
      return seen;
    },
    async put(lease) {
      const note = leaseManifest(lease);
      await writeNote(store, note, tag);
      const { digest } = note.manifest.descriptor;
      known.set(digest, lease);
      return digest;
    },
    remove: (digest) => store.removeManifest(digest),
  };
}
