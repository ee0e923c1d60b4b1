/** A sandbox runs commands in a build image. The mounted snapshot and the engine's container are drivers of this port. */
import type { FileHandle } from "node:fs/promises";
import { TreestampError } from "../errors.ts";
import type { Bind, Device } from "../inputs/openings.ts";
import type { Digest } from "../oci/port.ts";

/** A folder that commands find again. */
export interface MountedCache {
  readonly name: string;
  /** Absolute: where the command sees it. */
  readonly target: string;
  /** What was saved last; undefined where there is nothing yet. */
  readonly saved: { readonly digest: Digest; open(): Promise<FileHandle> } | undefined;
  /** Takes all that is there, as a tar archive, after a command that has succeeded, and has written so many bytes of new content. */
  readonly take?: ((archive: AsyncIterable<Uint8Array>, written: number) => Promise<void>) | undefined;
}

export interface Command {
  /** Program and arguments, passed on unchanged: no shell reads them. */
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  /** Set on top of the image's own variables. */
  readonly env: ReadonlyMap<string, string>;
  /** `caller`: the uid and gid that called us; `image`: the image's USER; or `uid[:gid]` or a name in the image. */
  readonly user: string;
  readonly binds: readonly Bind[];
  /** Which system calls it may make: those of docker's default profile where it is left out, or all. */
  readonly seccomp?: "default" | "unconfined";
  readonly devices: readonly Device[];
  /** Folders of the image that the user may write: what belongs to a folder's owner belongs to the user there. */
  readonly writable: readonly string[];
  /** Only a mounted sandbox has them; another begins without. */
  readonly caches?: readonly MountedCache[];
  /** Sees neither the machine's name nor, with `none`, its network and its names of hosts. */
  readonly secluded?: { readonly network: RootNetwork } | undefined;
  /**
   * Where its standard output goes: to ours, or to our standard error where ours is kept for something else. A function gets
   * each line of it and of its standard error, and then nothing is on its standard input.
   */
  readonly output?: "stdout" | "stderr" | ((line: string) => void);
  /** What is on its standard input: what is on ours where it is left out. With `none`, it has no terminal, either. */
  readonly input?: "none" | undefined;
  /** Ends the command: SIGTERM, and SIGKILL to all of it after the time of grace. */
  readonly signal?: AbortSignal;
  /** How long a command that was told to end may take before it is killed. Milliseconds; ten seconds where left out. */
  readonly grace?: number;
}

export interface Outcome {
  /** The command's own code; 128 + n where signal n ended it; 127 not found, 126 not executable, as a shell has it. */
  readonly exitCode: number;
  /** The first signal with which treestamp ended it, because treestamp was told to stop or `signal` fired. */
  readonly told?: StopOrder | undefined;
}

/** That a command was told to end, by us: what it says itself about its end proves nothing. */
export interface StopOrder {
  readonly signal: NodeJS.Signals;
  /** By `performance.now()`. */
  readonly at: number;
}

/** The machine does not let this sandbox be set up. The command has not started, so another sandbox may run it. */
export class SandboxRefused extends TreestampError {
  /** The reason, as part of a sentence. */
  readonly why: string;

  constructor(why: string, remedy: string) {
    super("sandbox-failed", `The environment could not be set up: ${why}.`, { remedy });
    this.why = why;
  }
}

export interface Sandbox {
  /** `mounted`: a snapshot under an overlay; `container`: a container of the engine. */
  readonly kind: "mounted" | "container";
  /** One line for the log: what is used, and why nothing better. */
  readonly description: string;
  /**
   * Runs one command with our own standard input, output and error. Nothing of it is left when this returns: no mount,
   * no process, no file but what it wrote into its binds.
   * @throws sandbox-failed where the command could not be started for a reason that is not the command's; as a
   * `SandboxRefused` where the reason is what this machine allows
   */
  run(command: Command): Promise<Outcome>;
}

/** A file that a command sees while it runs, and that is nowhere else. */
export interface LaidFile {
  /** Absolute. */
  readonly path: string;
  readonly content: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

/** The machine's network, or none but loopback. */
export type RootNetwork = "host" | "none";

/** A command that changes a root. It runs as root there, with nothing on standard input. */
export interface RootCommand {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  /** All its variables but HOME, and PATH where it is not among them. */
  readonly env: ReadonlyMap<string, string>;
  readonly files: readonly LaidFile[];
  /** Folders of this machine that it sees, and cannot change. */
  readonly folders: readonly { readonly source: string; readonly target: string }[];
  /** Gets each line of its output, standard error as well. */
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

export type OverlayMarks = "trusted.overlay." | "user.overlay.";

/** A name in what commands have changed. Raw bytes (latin1), without a slash at either end; empty for the root itself. */
export interface Change {
  readonly path: string;
  /** `character` is also what hides a name of the base. */
  readonly kind: "directory" | "character" | "other";
}

/**
 * An image's root that keeps what commands write, so that a layer can be made of it. Everything is gone once it is closed, and
 * also if this process is killed.
 */
export interface WritableRoot {
  /** Extracts a tar archive over the root. Only before the first command. @throws sandbox-failed */
  lay(archive: AsyncIterable<Uint8Array>): Promise<void>;
  /** @throws sandbox-failed where it could not be started for a reason that is not its own; interrupted by its signal */
  run(command: RootCommand): Promise<{ readonly exitCode: number }>;
  /** What differs from the base, in no particular order, and what is there only because commands needed it to run: mount points. */
  changes(): Promise<{ readonly changed: readonly Change[]; readonly ours: ReadonlySet<string> }>;
  /** What the overlay's own attributes begin with. Those of other overlays are a command's to set, and mean nothing here. */
  readonly marks: OverlayMarks;
  /**
   * Gives these changes as a tar archive, in this order. It holds the overlay's marks as the file system has them: a name that is
   * hidden is a character device 0:0, and a directory that hides the base's has the attribute `opaque` of `marks`.
   */
  read<T>(paths: readonly string[], take: (archive: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
