/** What the verbs need from outside. `core/app.ts` fills these with drivers; a verb knows none of them. */

import type { CachedSnapshot, ReadyEnvironment, SnapshotCache } from "../cache/cache.ts";
import type { Pulled } from "../cache/job.ts";
import type { Engine } from "../engine/port.ts";
import type { HostEvent } from "../git/named-commit.ts";
import type { Gifts } from "../host/port.ts";
import type { Log } from "../log/log.ts";
import type { Digest, Platform, Store, StoredManifest } from "../oci/port.ts";
import type { EntryCache } from "../places/entry-cache.ts";
import type { Sandbox } from "../sandbox/port.ts";

export interface Ports {
  readonly log: Log;
  /** Values of the caller's variables, for those that a command names. */
  readonly environment: NodeJS.ProcessEnv;
  /** What this machine runs. */
  readonly platform: Platform;
  /** Where a command's standard output goes. */
  readonly commandOutput: "stdout" | "stderr";
  /** Shows what a command said and we have read, where its own output goes. */
  print(bytes: Uint8Array): Promise<void>;
  /** What each command gets without being asked for. */
  readonly gifts: Gifts;
  /** Makes the environment of a snapshot last as long as the host's job. @returns the job's folder; undefined without a job */
  keepEnvironment(digest: Digest, pulled: Pulled): Promise<string | undefined>;
  /** What the steps before this one have pulled; nothing without a job. */
  pulledBefore(): Promise<readonly Pulled[]>;
  /** Opens what `store` or `image` names; a relative folder starts at `workingFolder`, or where we were called. */
  openStore(location: string, workingFolder?: string): Store;
  /** The store of this machine: where images go that have no other place. */
  readonly localStore: Store;
  /** What the CI keeps from job to job; undefined where it keeps nothing for us. */
  entryCache(): Promise<EntryCache | undefined>;
  /** Why the host gives this run no right to push, as a clause; undefined where it does not say so. */
  lackOfRights(): Promise<string | undefined>;
  /** The layout that an engine left, and the manifest or index in it. */
  openLayout(folder: string): Promise<{ readonly store: Store; readonly root: StoredManifest }>;
  /** This machine's snapshots; made where it has none yet. */
  openCache(): Promise<SnapshotCache>;
  /** Gives up what was used of it, where it was opened. */
  closeCache(): Promise<void>;
  chooseEngine(): Promise<Engine>;
  /**
   * Does work that tidies up after itself when its signal says that somebody wants us to stop.
   * @throws interrupted where that was so
   */
  interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** How commands can be run here: in a mounted snapshot, or why only in a container. */
  chooseSandbox(): Promise<SandboxChoice>;
}

/** What push and promote need besides. */
export interface DeliveryPorts extends Ports {
  /** What a run has left: a layout's folder, or an archive, which is taken apart in the empty folder `scratch`. */
  openSaved(path: string, scratch: string): Promise<{ readonly store: Store; readonly root: StoredManifest }>;
  /** What the host says of this run; undefined where there is no host. */
  hostEvent(): Promise<HostEvent | undefined>;
}

/** Where work on this machine is done, and what ends it. */
export interface Work {
  /** An empty folder of ours, gone when the work has ended. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** The kind of sandbox that this machine and the request allow, and how to make one. */
export type SandboxChoice =
  | { readonly kind: "mounted"; open(environment: ReadyEnvironment, from: Store, snapshot: CachedSnapshot): Sandbox }
  | { readonly kind: "container"; open(environment: ReadyEnvironment, from: Store): Sandbox };

/** Whether a store is another one than this machine's own, which then has what could not get there. */
export function isElsewhere({ localStore }: Pick<Ports, "localStore">, store: Store): boolean {
  return store.location !== localStore.location;
}
