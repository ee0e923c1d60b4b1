/** What the verbs need from outside. `core/app.ts` supplies the drivers; a verb knows none of them. */

import type { AssembleRequest } from "../assemble/port.ts";
import type { BootstrapRequest } from "../bootstrap/port.ts";
import type { CachedSnapshot, ReadyEnvironment } from "../cache/cache.ts";
import type { Pulled } from "../cache/job.ts";
import type { Engine } from "../engine/port.ts";
import type { HostEvent } from "../git/named-commit.ts";
import type { Gifts, WorkflowRun } from "../host/port.ts";
import type { Digest, Platform, Store, StoredImage } from "../oci/port.ts";
import type { PlacePorts } from "../places/port.ts";
import type { RootNetwork, Sandbox, WritableRoot } from "../sandbox/port.ts";

export interface Ports extends PlacePorts {
  /** The caller's variables: a command gets those that it names. */
  readonly environment: NodeJS.ProcessEnv;
  /** What the host tells about this run; undefined without a host. */
  hostEvent(): Promise<HostEvent | undefined>;
  /** The workflow that runs us; undefined where none does. */
  workflowRun(): Promise<WorkflowRun | undefined>;
  /** The platform of this machine. */
  readonly platform: Platform;
  /** Where a command's standard output goes. */
  readonly commandOutput: "stdout" | "stderr";
  /** Prints command output that we have read, to where the command's own output goes. */
  print(bytes: Uint8Array): Promise<void>;
  /** What each command gets without asking. */
  readonly gifts: Gifts;
  /** Makes the environment of a snapshot last as long as the host's job. @returns the job's folder; undefined without a job */
  keepEnvironment(digest: Digest, pulled: Pulled): Promise<string | undefined>;
  /** What earlier steps of the job have pulled; nothing without a job. */
  pulledBefore(): Promise<readonly Pulled[]>;
  /** Closes this machine's snapshots, if they were opened: what was used may be removed then. */
  closeCache(): Promise<void>;
  chooseEngine(): Promise<Engine>;
  /** Assembles an image on another one's root, without an engine. */
  assemble(request: AssembleRequest): Promise<void>;
  /** Makes an image from nothing, without an engine. */
  bootstrap(request: BootstrapRequest): Promise<void>;
  /** How commands can run here: in a mounted snapshot or only in a container. */
  chooseSandbox(): Promise<SandboxChoice>;
  /**
   * Opens the root of a snapshot for commands that change it. It is to be closed.
   * @param config of its image, as it is stored
   * @throws sandbox-failed where no snapshot can be mounted or extracted here
   */
  openRoot(snapshot: CachedSnapshot, config: string, network: RootNetwork): Promise<WritableRoot>;
}

/** What push and promote need as well. */
export interface DeliveryPorts extends Ports {
  /** Opens an image that a run has left: a layout's folder, or an archive, which is unpacked into the empty folder `scratch`. */
  openSaved(path: string, scratch: string): Promise<StoredImage>;
}

/** Where work on this machine happens, and what ends it. */
export interface Work {
  /** An empty folder of ours, removed when the work ends. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** The kind of sandbox that this machine and the request allow, and how to make one. */
export type SandboxChoice =
  | { readonly kind: "mounted"; open(environment: ReadyEnvironment, from: Store, snapshot: CachedSnapshot): Sandbox }
  | { readonly kind: "container"; open(environment: ReadyEnvironment, from: Store): Sandbox };
