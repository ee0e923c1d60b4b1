/** The mounted sandbox: a snapshot under an overlay, in namespaces that end with the command. */
import { chmodSync, copyFileSync, mkdirSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
import { type FileHandle, readFile, readlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log/log.ts";
import { type Elevation, elevations, type Rights, removeAs } from "../machine/elevate.ts";
import { missing } from "../machine/missing.ts";
import { isWithin } from "../machine/mounts.ts";
import { abandonedScratch, makeScratch } from "../machine/scratch.ts";
import type { ImageConfig } from "../oci/image-config.ts";
import type { Digest } from "../oci/port.ts";
import { hasTerminal, makeControl, runControlled } from "./controlled.ts";
import { deviceNodes } from "./devices.ts";
import { extractedRoot } from "./extracted.ts";
import { type LaidCaches, layCaches } from "./mounted-caches.ts";
import { prepare, supervise } from "./mounted-script.ts";
import { describeTools, type MountedTools } from "./mounted-tools.ts";
import { runtimeSpec, type TerminalSize } from "./oci-spec.ts";
import type { Command, Outcome, RootNetwork, Sandbox } from "./port.ts";
import { hide, withMountsBelow } from "./shown.ts";
import { whyNotPrepared } from "./start-failure.ts";
import { sayNotStarted, startReport, withStarter } from "./start-report.ts";
import { systemCalls } from "./system-calls.ts";
import { numericUser } from "./user.ts";

export interface MountedSandboxOptions {
  /**
   * Opens the raw snapshot: verified, and in a file that nobody else can write, for the kernel parses it as root. What is
   * mounted is the file that this has opened, whatever its name means by then.
   */
  readonly openSnapshot: () => Promise<FileHandle>;
  readonly digest: Digest;
  /** Folder for snapshots that are extracted, where they cannot be mounted. */
  readonly extracted: string;
  readonly image: ImageConfig;
  readonly tools: MountedTools;
  /** Folder for what commands write outside of their binds. On a disk, for it may grow. */
  readonly scratch: string;
  /**
   * Finds the job's folder, which holds what its commands write for the next one, one command at a time. It has an empty file
   * `lock`. Without a folder, everything is gone with the command.
   */
  readonly jobFolder?: () => Promise<string | undefined>;
  /** Folders of ours that no command may see, whatever it gets: what is in them decides what root mounts. */
  readonly hidden: readonly string[];
  /** Where a layer is to be made of what commands write: nothing else may be in it, and the folder above is never done without. */
  readonly building?: { readonly network: RootNetwork; readonly elevation: Elevation };
  readonly log: Log;
}

/**
 * Runs commands in a snapshot. A command's writes to the root go to a scratch folder and are gone with it, unless a folder
 * keeps them; the machine's
 * mounts never change, for all happens in a mount namespace of its own.
 */
export function mountedSandbox(options: MountedSandboxOptions): Sandbox {
  const { tools } = options;
  return {
    kind: "mounted",
    description: describeTools(tools),
    run: (command) => runMounted(options, command),
  };
}

async function runMounted(options: MountedSandboxOptions, command: Command): Promise<Outcome> {
  const { tools, log } = options;
  await removeAbandoned(options);
  const jobFolder = await options.jobFolder?.();
  const snapshot = await options.openSnapshot();
  const scratch = await makeScratch(options.scratch);
  const placeOf = (saved: { readonly digest: Digest }, file: FileHandle) => sourceOf({ ...options, ...saved }, file);
  let caches: LaidCaches | undefined;
  try {
    caches = await layCaches(command.caches ?? [], { scratch, tools, placeOf, log });
    const binds = [...command.binds, ...caches.binds];
    const fill = async () => {
      const started = await withStarter(
        { ...command, binds },
        options.image,
        scratch,
        tools.rights === "user namespace",
      );
      return fillScratch(options, started, scratch);
    };
    const [, { numbers, lookup }] = await Promise.all([makeControl(scratch), fill()]);
    const { runtime, lower, rights } = tools;
    const name = `treestamp-${basename(scratch)}`;
    const overlay = options.building === undefined ? overlayOptions(rights) : buildOverlayOptions(rights);
    const forPrepare = [lower, systemCalls, overlay, runtime.kind, runtime.path, name, numbers, lookup];
    const parameters = [scratch, await sourceOf(options, snapshot), jobFolder ?? "", prepare, ...forPrepare];
    const elevation = options.building?.elevation ?? elevations[rights];
    const line = [...elevation, "sh", "-c", supervise, "supervise", ...parameters];
    const outcome = await runControlled(scratch, line, command);
    const { exitCode } = outcome;
    const failure =
      (await whyNotPrepared(scratch, command, exitCode)) ??
      (await startReport(scratch, command, options.image, exitCode));
    await sayIfInMemory(scratch, jobFolder, log);
    await caches.end(exitCode === 0 && outcome.told === undefined);
    if (failure === undefined) return outcome;
    sayNotStarted(command, failure.message, log);
    return { ...outcome, exitCode: failure.exitCode };
  } finally {
    await Promise.all([snapshot.close(), caches?.close()]);
    await removeScratch(scratch, tools.rights);
  }
}

/** What the disk cannot take is written to memory, and gone with the command, where a later one was to find it. */
async function sayIfInMemory(scratch: string, jobFolder: string | undefined, log: Log): Promise<void> {
  const why = await readFile(join(scratch, "forgotten"), "utf8").catch(missing(undefined));
  if (why === undefined) return;
  const because = `since the disk of ${jobFolder ?? scratch} cannot be under an overlay: ${why.trim().replace(/\.$/, "")}`;
  const otherwise = "Name a folder on another disk: `cache-folder`.";
  if (jobFolder !== undefined) {
    log.warning(`What this command wrote outside of its workspace is gone for later steps, ${because}. ${otherwise}`);
  } else
    log.info(`What commands write outside of their workspace is in memory, up to half of it, ${because}. ${otherwise}`);
}

/**
 * Nothing of the upper folder is to survive a loss of power, so nothing of it needs to reach the disk (volatile), and a changed owner or
 * mode needs no copy of the data (metacopy). In a user namespace, the overlay's own marks are ordinary attributes.
 */
function overlayOptions(rights: Rights): string {
  return rights === "user namespace" ? ",volatile,userxattr" : ",volatile,metacopy=on,redirect_dir=on";
}

/** A layer has whole files, and knows of no directory that was elsewhere: rename(2) says so, and programs copy. Kernels may have other defaults. */
function buildOverlayOptions(rights: Rights): string {
  return rights === "user namespace" ? ",volatile,userxattr" : ",volatile,metacopy=off,redirect_dir=off,index=off";
}

/**
 * A path to the snapshot for other processes. For root it leads to the very file that is open, by /proc's own number of this
 * process, should it have two. Root of a user namespace may not look there, and makes no kernel parse anything.
 */
async function sourceOf(options: MountedSandboxOptions, snapshot: FileHandle): Promise<string> {
  const { lower, rights } = options.tools;
  if (lower === "extracted") return extractedRoot({ ...options, rights, snapshot });
  const open = `/proc/${await readlink("/proc/self")}/fd/${snapshot.fd}`;
  return rights === "user namespace" ? readlink(open) : open;
}

/**
 * Root has taken its own files away, unless it was killed: then these rights do it, when the last process there is gone. What
 * is left all the same is removed by the next command.
 */
async function removeScratch(scratch: string, rights: Rights): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      rmSync(scratch, { recursive: true, force: true }); // small files: their removal one by one takes threads longer
      return;
    } catch {
      await removeAs(rights, [scratch]);
      await sleep(tries * 10);
    }
  }
}

function terminalSize(): TerminalSize {
  const { rows, columns } = process.stdout;
  return { height: rows, width: columns };
}

/** Removes what processes that were killed together with their supervisor have left; root owns part of it. */
export async function removeAbandoned({
  scratch,
  tools,
}: Pick<MountedSandboxOptions, "scratch" | "tools">): Promise<void> {
  await removeAs(tools.rights, await abandonedScratch(scratch));
}

/**
 * Makes the files that `supervise` and `prepare` expect. They are small: to hand each to a thread would take ten times as
 * long. Gives the last two arguments of `prepare`.
 */
async function fillScratch(
  { image, tools, hidden, building }: MountedSandboxOptions,
  command: Command,
  scratch: string,
): Promise<{ numbers: string; lookup: string }> {
  const at = (name: string) => join(scratch, name);
  const secluded = command.secluded ?? building;
  const files = networkFiles(scratch, secluded?.network);
  for (const folder of ["lower", "root"]) mkdirSync(at(folder));
  writeFileSync(at("failed"), `${elevations[tools.rights][0] ?? "sh"} did not start the mount process`);
  writeFileSync(at("runtime.log"), "");
  const user = numericUser(command.user);
  const { head, tail } = runtimeSpec(image, command, {
    root: at("root"),
    user,
    files,
    shown: await hide(await withMountsBelow(command.binds), hidden),
    devices: await deviceNodes(command.devices),
    terminal: hasTerminal(command) ? terminalSize() : undefined,
    ownsNetwork: tools.rights !== "user namespace",
    unifiedCgroups: statsOf("/sys/fs/cgroup/cgroup.controllers") !== undefined,
    cgroupsPath: `/${basename(scratch)}`,
    ...(secluded === undefined ? {} : { secluded }),
  });
  writeFileSync(at("config.head"), head, { mode: 0o600 });
  writeFileSync(at("config.tail"), tail, { mode: 0o600 });
  writeFileSync(at("places"), placesOf(command, files.keys(), building !== undefined, at("caches")));
  if (user === undefined) {
    return { numbers: "", lookup: (command.user === "image" ? image.user : command.user) || "0:0" };
  }
  return { numbers: `${user.uid}:${user.gid}:${user.additionalGids.join(",")}`, lookup: "" };
}

/**
 * Lines that tell `prepare` what the command needs in the image: `building` where a layer is made of what it writes, `home`
 * where HOME is ours to say, `local own|keep` for the folders that are the caller's by default, `writable PATH`, and
 * `folder PATH` or `file PATH` for what is mounted over; `cache PATH` for one that is the user's, with what is made on the way to it.
 * @param caches the folder from which caches are bound
 */
function placesOf(command: Command, files: Iterable<string>, building: boolean, caches: string): string {
  const lines: string[] = building ? ["building"] : [];
  // A user who is looked up in the image has the home that the image says, as in docker.
  if (numericUser(command.user) !== undefined && !command.env.has("HOME")) lines.push("home");
  // For all users of the environment, so that each finds there what another has written.
  if (process.getuid!() !== 0 && !building) lines.push(`local ${command.user === "caller" ? "own" : "keep"}`);
  lines.push(...command.writable.map((path) => `writable ${path}`), ...[...files].map((path) => `file ${path}`));
  for (const { source, target } of command.binds) {
    const isFolder = statsOf(source)?.isDirectory();
    if (isWithin(caches, source)) lines.push(`cache ${target}`);
    else if (isFolder !== undefined && !/^\/(proc|sys|dev)\//.test(target))
      lines.push(`${isFolder ? "folder" : "file"} ${target}`);
  }
  return `${lines.filter((line) => !line.includes("\n")).join("\n")}\n`;
}

/** Copies of the files that make the machine's network usable, so that a command may change its own; without network, the same everywhere. */
function networkFiles(scratch: string, network: RootNetwork | undefined): Map<string, string> {
  const files = new Map<string, string>();
  for (const [path, alone] of filesWithoutNetwork) {
    const copy = join(scratch, basename(path));
    if (network === "none") writeFileSync(copy, alone);
    else if (statsOf(path) === undefined) continue;
    else copyFileSync(path, copy);
    chmodSync(copy, 0o644); // whatever the umask is
    files.set(path, copy);
  }
  return files;
}

const filesWithoutNetwork = [
  ["/etc/resolv.conf", "nameserver 127.0.0.1\n"],
  ["/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"],
] as const;

/** Undefined where there is nothing. */
function statsOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
