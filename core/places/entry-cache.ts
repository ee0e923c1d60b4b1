/**
 * What a CI keeps from one job to the next: folders by key, each written once. It is a cache: an entry may be gone tomorrow,
 * and nobody is promised that it is there. So "not known" lets the work go on here, and says so; a store's never does.
 */

export interface EntryCache {
  /** As it stands in a sentence: `the Actions cache`. */
  readonly name: string;
  /** Brings what is kept under `key` into the empty folder. Throws only when interrupted. */
  restore(key: string, folder: string, signal?: AbortSignal): Promise<Restored>;
  /** The same for the newest of the entries whose keys begin so. */
  restoreNewest(start: string, folder: string, signal?: AbortSignal): Promise<Restored>;
  /** Keeps the folder under `key`, unless somebody has done so before. Throws only when interrupted. */
  save(key: string, folder: string, signal?: AbortSignal): Promise<Saved>;
}

export type Restored =
  | { readonly state: "present" }
  | { readonly state: "absent" }
  /** A sentence that says what went wrong. */
  | { readonly state: "unknown"; readonly why: string };

export type Saved =
  | { readonly state: "saved" }
  /** Somebody was first: the entry that is there stays. */
  | { readonly state: "taken" }
  /** A sentence that says why not. */
  | { readonly state: "refused"; readonly why: string };
