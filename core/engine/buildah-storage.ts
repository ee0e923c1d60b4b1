/** The storage of a build: overlay mounts where the file system below carries them, whole copies of each layer elsewhere. */
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Elevation } from "../machine/elevate.ts";
import { type ProgramOptions, type ProgramResult, run } from "../machine/process.ts";
import type { Subcommand } from "./buildah-images.ts";
import { buildahLine, type Surroundings } from "./buildah-process.ts";

/** A command line that ends with buildah and its options: a subcommand follows. */
export type CommandLine = (surroundings: Surroundings) => readonly string[];

export interface Storage {
  readonly subcommand: Subcommand;
  /** @throws build-failed where buildah cannot keep images there */
  commandLine(): Promise<CommandLine>;
  /**
   * Whether the kernel tells what has changed since the layer below. Else buildah compares sizes and times, of which those of
   * layers are whole seconds: what an instruction changes in the second in which the one before it has ended would be lost.
   */
  seesChanges(): Promise<boolean>;
}

interface StorageOptions {
  readonly storage: string;
  /** What buildah notes of a storage while it runs: no other's, for the file system below decides some of it. */
  readonly notes: string;
  readonly elevate: Elevation;
  /** Further options before a subcommand. */
  readonly settings: readonly string[];
  readonly log: Log;
}

/** @param program how each subcommand runs */
export function buildahStorage(
  { storage, notes, elevate, settings, log }: StorageOptions,
  program: ProgramOptions & { readonly env: NodeJS.ProcessEnv },
): Storage {
  const on =
    (driver: string, ...more: readonly string[]): CommandLine =>
    (surroundings) => [
      ...buildahLine(elevate, storage, surroundings),
      ...["--root", storage, "--runroot", notes, "--storage-driver", driver, ...more],
      ...settings,
    ];
  const overlay = on("overlay", "--storage-opt", "overlay.mountopt=nodev");
  const runOn = (line: CommandLine, args: readonly string[]): Promise<ProgramResult> => {
    const [first, ...rest] = [...line({ env: program.env, secluded: false, isolateNetwork: false }), ...args];
    return run(first!, rest, program);
  };

  const choose = async () => {
    const failures: string[] = [];
    for (const line of [overlay, on("vfs")]) {
      const { exitCode, stderr } = await runOn(line, ["info"]);
      if (exitCode !== 0) failures.push(stderr.trim());
      else {
        if (failures.length > 0) log.info(`buildah copies whole layers here, which is slow: ${failures.join("; ")}`);
        return line;
      }
    }
    throw new TreestampError("build-failed", `buildah cannot keep images in ${storage}: ${failures.join("; ")}`, {
      remedy: "Use a folder on an ordinary file system with room for the image.",
    });
  };
  let chosen: Promise<CommandLine> | undefined;
  const commandLine = () => {
    chosen ??= choose();
    return chosen;
  };

  /** The first one tries overlay mounts, which nearly every machine has: only where it fails are they asked about. */
  const subcommand = async (args: readonly string[]) => {
    if (chosen !== undefined) return runOn(await chosen, args);
    const result = await runOn(overlay, args);
    if (result.exitCode === 0) chosen = Promise.resolve(overlay);
    const line = await commandLine();
    return line === overlay ? result : runOn(line, args);
  };

  const seesChanges = async () => {
    const { exitCode, stdout } = await runOn(overlay, ["info"]);
    if (exitCode !== 0) return false;
    const { store } = JSON.parse(stdout.toString("utf8")) as Info;
    return store?.GraphStatus?.["Native Overlay Diff"] === "true";
  };
  return { subcommand, commandLine, seesChanges };
}

/** What `buildah info` says. */
interface Info {
  readonly store?: { readonly GraphStatus?: Readonly<Record<string, string>> };
}
