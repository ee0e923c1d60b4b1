/**
 * A place is where an image may be found, and where it may go: the store that was asked for, this machine, the CI's cache.
 * The places of one key form a ladder, best first (ladder.ts).
 */
import type { SnapshotCache } from "../cache/cache.ts";
import type { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Stage } from "../log/stages.ts";
import type { Lookup, Store, StoredImage } from "../oci/port.ts";
import type { Key } from "../recipe/recipe.ts";
import type { EntryCache } from "./entry-cache.ts";
import type { Publication } from "./publication.ts";
import type { Need } from "./whole.ts";

/** One place, as one key sees it. What a place cannot do, it lacks. */
export interface Place {
  /** Holds the image once it was found or published here. The CI's cache holds copies of what this machine's store has. */
  readonly store: Store;
  /** The image's tag there. */
  readonly tag: string;

  /**
   * Looks for the image; one that lacks a needed part is absent.
   * @param answer the store's answer, if it was asked before
   * @throws interrupted
   */
  find(need: Need, answer?: Promise<Lookup>): Promise<Lookup>;

  /** Why we may publish nothing here, if the place can say so beforehand. @throws store-unreachable */
  refusal?(): Promise<TreestampError | undefined>;

  /**
   * Publishes the image. If another job was first, its image is the one that the key names from now on.
   * @param note why it goes here, for the table of stages
   * @throws tag-taken if the build was forced and gave other bytes; store-denied, store-refused, store-unreachable; interrupted
   */
  publish?(publishing: Publishing, note?: string): Promise<PublishedThere>;

  /**
   * Remembers of a published image what saves later jobs time. Fails only when interrupted: nothing depends on it.
   * @param seconds that it took to make and publish the image
   */
  remember?(image: StoredImage, seconds: number): Promise<void>;
}

/** What the key names once an image was published. */
export interface PublishedThere extends StoredImage {
  /** Another job was first: it is that one's image, even if it says the same. */
  readonly isAnother?: boolean;
}

/** A place that publishes images. */
export type Taker = Place & Required<Pick<Place, "publish">>;

/** An image to be published, and how. */
export interface Publishing {
  readonly publication: Publication;
  /** Whether we hold the lease, so that nobody else publishes this key. */
  isHeld(): boolean;
  /** The build was forced: it was made although the image may be there. */
  readonly isForced: boolean;
  /** Signs who made it, once it is known what is published. @throws not-attested */
  attest?(publication: Publication): Promise<Publication>;
  /** When publishing began, by `performance.now()`, if some blobs went ahead. */
  readonly since?: number;
  /** Ends it before the tag is written. */
  readonly signal: AbortSignal | undefined;
}

/** A key, and where its image belongs. */
export interface Wanted {
  readonly key: Key;
  /** The store that was asked for; this machine's if none was. */
  readonly store: Store;
  /** Whether the CI's cache was asked for, which stands behind this machine's store. */
  readonly inCiCache: boolean;
  /** The work so far; later stages append. */
  readonly stages: Stage[];
  /** The store's answer, if it was asked ahead. */
  readonly answer?: Promise<Lookup>;
}

/** What places need from outside. */
export interface PlacePorts {
  readonly log: Log;
  /** Opens a registry's repository or a folder; a relative folder starts at `workingFolder`, or where we were called. */
  openStore(location: string, workingFolder?: string): Store;
  /** The layout in a folder, and the manifest or index in it. */
  openLayout(folder: string): Promise<StoredImage>;
  /** The store of this machine: where images go that have no other place. */
  readonly localStore: Store;
  /** What the CI keeps from job to job; undefined if it keeps nothing for us. */
  entryCache(): Promise<EntryCache | undefined>;
  /** Why the host gives this run no right to push, as a clause; undefined if it does not say so. */
  lackOfRights(): Promise<string | undefined>;
  /** This machine's snapshots; made if it has none yet. */
  openCache(): Promise<SnapshotCache>;
  /**
   * Does work that tidies up after itself when its signal says that somebody wants us to stop.
   * @throws interrupted if somebody did
   */
  interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Whether a store is this machine's own, which has what could not go anywhere else. */
export function isHere({ localStore }: Pick<PlacePorts, "localStore">, store: Store): boolean {
  return store.location === localStore.location;
}
