/** What assembling takes, and what it leaves: an OCI image layout, as engines leave one. */

import type { BuildSecret } from "../inputs/secrets.ts";
import type { LockManager } from "../lock/lock.ts";
import type { Log } from "../log/log.ts";
import type { ImageManifest } from "../oci/manifest.ts";
import type { ByteSource } from "../oci/port.ts";
import type { AssembleMethod } from "../recipe/recipe.ts";
import type { RootNetwork, WritableRoot } from "../sandbox/port.ts";
import type { DirectoryInode } from "../snapshot/tree.ts";

/** The image that something is laid on. None of its layers is read. */
export interface AssemblyBase {
  readonly manifest: ImageManifest;
  /** JSON, as it is stored. */
  readonly config: string;
  /** Names and attributes of its root, all layers merged. */
  readonly tree: DirectoryInode;
}

/** Files of packages, verified. */
export interface LockedFiles {
  readonly manager: LockManager;
  /** Holds nothing else. */
  readonly folder: string;
  /** Their names there. */
  readonly names: readonly string[];
}

export interface AssembleRequest extends Pick<AssembleMethod, "owner" | "packages" | "clean" | "config"> {
  readonly base: AssemblyBase;
  /** A tar archive that is laid over the root; its names are relative to that. Undefined for nothing. */
  readonly proto: ByteSource | undefined;
  /** The files of all packages, where a lock fixes them: these are installed, and no others. */
  readonly locked: LockedFiles | undefined;
  /** A script, run by the program that its `#!` line names, or else by `/bin/sh -e`. */
  readonly run: Buffer | undefined;
  /** Files /run/secrets/ID, for packages and script. */
  readonly secrets: readonly BuildSecret[];
  /** `host`, `none` or `default`, as in a build. */
  readonly network: string;
  /** Seconds since 1970 that every time in the layer is clamped to. */
  readonly epoch: number;
  /** The caller's variables: secrets come from there, and proxies. */
  readonly environment: NodeJS.ProcessEnv;
  /** Opens the base's root for commands. Called only where there are packages or a script. */
  readonly openRoot: (network: RootNetwork) => Promise<WritableRoot>;
  /** An empty folder of ours, to be filled with the OCI image layout: manifest, configuration, and our own layer if there is one. */
  readonly output: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}
