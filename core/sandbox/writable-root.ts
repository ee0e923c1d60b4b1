/**
 * A root of which a layer is made: a snapshot under an overlay whose upper folder outlives the commands, in a folder of ours:
 *
 *     lock, upper, work   as a job's folder has them; these and the next two may be in memory
 *     of-a-build          says that all of it goes with this process
 *     ours                names in the upper folder that only mount points have made
 *     laid/               files that commands see in other places
 */
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import { removeAs } from "../machine/elevate.ts";
import { type ProgramOptions, type ProgramResult, run } from "../machine/process.ts";
import { makeScratch } from "../machine/scratch.ts";
import { withFallbacks } from "./fallback.ts";
import { type MountedSandboxOptions, mountedSandbox, removeAbandoned } from "./mounted.ts";
import type { MountedTools } from "./mounted-tools.ts";
import type { Change, Command, LaidFile, RootCommand, RootNetwork, Sandbox, WritableRoot } from "./port.ts";
import { upperPlace } from "./upper-place.ts";

export interface WritableRootOptions extends Omit<MountedSandboxOptions, "jobFolder" | "building" | "tools"> {
  /** Best first, with the same rights: should the machine refuse one after all, there is the next. */
  readonly ways: readonly [MountedTools, ...MountedTools[]];
  readonly network: RootNetwork;
}

/** How many bytes of names are read at most: of about ten million files. */
const maxNamesBytes = 2 ** 30;

/** Opens a root. It is to be closed. */
export async function writableRoot({ ways, network, ...options }: WritableRootOptions): Promise<WritableRoot> {
  const { scratch, log } = options;
  const [tools] = ways;
  await removeAbandoned({ scratch, tools });
  const folder = await makeScratch(scratch);
  const place = await upperPlace(folder, tools.rights, log).catch(async (error: unknown) => {
    await removeAs(tools.rights, [folder]);
    throw error;
  });
  const upper = join(place.folder, "upper");
  /** Runs a program with the rights that the root's files belong to. */
  const asRoot = (line: readonly string[], more: ProgramOptions) => {
    // In another locale, tar would take names for text, and tell what fails in another language.
    const [program, ...args] = [...place.elevation, "env", "LC_ALL=C", ...line];
    return run(program!, args, more);
  };

  const building = { jobFolder: async () => place.folder, building: { network, elevation: place.elevation } };
  const [best, ...others] = ways.map((tools) => mountedSandbox({ ...options, ...building, tools }));
  const sandbox = withFallbacks([best!, ...others], undefined, log);

  return {
    async lay(archive) {
      // No command has been here yet: what the archive leads to is what it has itself.
      const extract = ["--extract", "--file=-", "--numeric-owner", "--same-owner", "--same-permissions"];
      const tar = ["tar", ...extract, ...attributes, `--directory=${upper}`];
      await succeeded(
        "laid over the root",
        asRoot(["sh", "-c", 'mkdir -p "$1" && shift && exec "$@"', "sh", upper, ...tar], { input: archive }),
      );
    },
    marks: tools.rights === "user namespace" ? "user.overlay." : "trusted.overlay.",
    run: (command) => runInRoot(sandbox, join(folder, "laid"), command),
    async changes() {
      const { stdout } = await succeeded(
        "listed",
        asRoot(["find", upper, "-printf", String.raw`%y%P\0`], { maxOutput: maxNamesBytes }),
      );
      const ours = await succeeded(
        "listed",
        asRoot(["sh", "-c", '[ ! -e "$1" ] || cat "$1"', "sh", join(place.folder, "ours")], {}),
      );
      return {
        changed: split(stdout.toString("latin1")).map(changeOf),
        ours: new Set(split(ours.stdout.toString("latin1"))),
      };
    },
    async read(paths, take) {
      const names = join(folder, "names");
      await writeFile(names, paths.map((path) => `${path || "."}\0`).join(""), { encoding: "latin1", mode: 0o600 });
      const create = ["--create", "--file=-", "--format=posix", "--pax-option=delete=atime,delete=ctime"];
      const list = [`--directory=${upper}`, "--no-recursion", "--null", `--files-from=${names}`];
      let taken: { readonly value: Awaited<ReturnType<typeof take>> } | undefined;
      const onOutput = async (archive: AsyncIterable<Buffer>) => {
        taken = { value: await take(archive) };
      };
      await succeeded("read", asRoot(["tar", ...create, "--numeric-owner", ...attributes, ...list], { onOutput }));
      return taken!.value;
    },
    async close() {
      await place.close();
      await removeAs(tools.rights, [folder]);
    },
  };
}

/** All that tar knows of extended attributes, those of overlays, too. */
const attributes = ["--xattrs", "--xattrs-include=*"];

async function succeeded(done: string, program: Promise<ProgramResult>): Promise<ProgramResult> {
  const result = await program;
  if (result.exitCode === 0) return result;
  const [why = ""] = result.stderr.trim().split("\n"); // of tar, the last only says that there were others
  const remedy = /no space left/i.test(result.stderr)
    ? "Free some space, or set `cache-folder` to a folder on another disk."
    : "Files with attributes are read and written by GNU tar and GNU find: install them.";
  throw new TreestampError("sandbox-failed", `The files of the root could not be ${done}: ${why.replace(/\.$/, "")}.`, {
    remedy,
  });
}

/** @param laid a folder for what the command sees in other places */
async function runInRoot(sandbox: Sandbox, laid: string, command: RootCommand): Promise<{ exitCode: number }> {
  const { onLine: output, files, folders, ...asked } = command;
  const binds = [...(await layFiles(laid, files)), ...folders.map((each) => ({ ...each, readOnly: true }))];
  try {
    const outcome = await sandbox.run({ ...asked, output, binds, user: "0:0", devices: [], writable: [] });
    if (outcome.told !== undefined) {
      throw new TreestampError("interrupted", `${command.argv[0]} was ended by ${outcome.told.signal}.`);
    }
    return { exitCode: outcome.exitCode };
  } finally {
    await rm(laid, { recursive: true, force: true });
  }
}

async function layFiles(folder: string, files: readonly LaidFile[]): Promise<Command["binds"]> {
  await mkdir(folder);
  const binds = files.map(async ({ path, content, mode }, index) => {
    const source = join(folder, `${index}`);
    await writeFile(source, content, { mode: 0o600 });
    await chmod(source, mode);
    return { source, target: path, readOnly: true };
  });
  return Promise.all(binds);
}

/** What each NUL ends. */
function split(text: string): string[] {
  return text.split("\0").slice(0, -1);
}

/** From a line of find: the type's letter, and the path. */
function changeOf(line: string): Change {
  const kind = { d: "directory", c: "character" } as const;
  return { path: line.slice(1), kind: kind[line[0] as "d" | "c"] ?? "other" };
}
