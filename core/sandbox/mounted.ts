/** The mounted sandbox: a snapshot under an overlay, in namespaces that end with the command. */
import { copyFile, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Log } from "../log.ts";
import { run } from "../process.ts";
import { abandonedScratch, makeScratch } from "../scratch.ts";
import { hasTerminal, makeControl, runControlled } from "./controlled.ts";
import { prepare, supervise } from "./mounted-script.ts";
import type { MountedTools } from "./mounted-tools.ts";
import { runtimeSpec, type TerminalSize } from "./oci-spec.ts";
import type { Command, ImageConfig, Outcome, Sandbox } from "./port.ts";
import { whyNotStarted } from "./start-failure.ts";
import { numericUser } from "./user.ts";

export interface MountedSandboxOptions {
  /** The raw snapshot: verified, and in a file that nobody else can write. The kernel parses it as root. */
  readonly snapshot: string;
  readonly image: ImageConfig;
  readonly tools: MountedTools;
  /** Folder for what commands write outside of their binds. On a disk, for it may grow. */
  readonly scratch: string;
  readonly log: Log;
}

/**
 * Runs commands in a snapshot. A command's writes to the root go to a scratch folder and are gone with it; the machine's
 * mounts never change, for all happens in a mount namespace of its own. HOME is `/root` for root and `/home/treestamp`, an empty
 * folder, for any other caller or number; a user that is looked up in the image has the home that the image says.
 */
export function mountedSandbox(options: MountedSandboxOptions): Sandbox {
  const { tools, snapshot } = options;
  return {
    kind: "mounted",
    description: `${snapshot} mounted, ${tools.runtime.kind}${tools.elevate.length > 0 ? " through sudo" : ""}`,
    run: (command) => runMounted(options, command),
  };
}

async function runMounted(options: MountedSandboxOptions, command: Command): Promise<Outcome> {
  const { tools, snapshot, log } = options;
  await removeAbandoned(options);
  const scratch = await makeScratch(options.scratch);
  try {
    const { owner, lookup } = await fillScratch(options, command, scratch);
    const { kind, path } = tools.runtime;
    const parameters = [scratch, prepare, snapshot, kind, path, `treestamp-${basename(scratch)}`, owner, lookup];
    const line = [...tools.elevate, "sh", "-c", supervise, "supervise", ...parameters];
    const exitCode = await runControlled(scratch, line, command);
    const failure = await whyNotStarted(scratch, command, exitCode);
    if (failure === undefined) return { exitCode };
    log.warning(failure.message);
    return { exitCode: failure.exitCode };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function terminalSize(): TerminalSize {
  const { rows, columns } = process.stdout;
  return { height: rows, width: columns };
}

/** Removes what processes that were killed together with their supervisor have left; root owns part of it. */
async function removeAbandoned({ scratch, tools }: MountedSandboxOptions): Promise<void> {
  const folders = await abandonedScratch(scratch);
  if (folders.length === 0) return;
  const [program, ...args] = [...tools.elevate, "rm", "-rf", "--one-file-system", "--", ...folders];
  await run(program!, args);
}

/** Makes the files that `supervise` and `prepare` expect. Gives their last two arguments. */
async function fillScratch(
  { image, tools }: MountedSandboxOptions,
  command: Command,
  scratch: string,
): Promise<{ owner: string; lookup: string }> {
  const at = (name: string) => join(scratch, name);
  for (const folder of ["lower", "root"]) await mkdir(at(folder));
  await writeFile(at("failed"), `${tools.elevate[0] ?? "sh"} did not start what mounts`);
  await writeFile(at("runtime.log"), "");
  await makeControl(scratch);
  const user = numericUser(command.user);
  const needsHome = user !== undefined && user.uid !== 0;
  const { head, tail } = runtimeSpec(image, command, {
    root: at("root"),
    user,
    ...(needsHome ? { home: { folder: at("rw/home"), passwd: at("rw/passwd") } } : {}),
    files: await networkFiles(scratch),
    terminal: hasTerminal(command) ? terminalSize() : undefined,
    unifiedCgroups: await exists("/sys/fs/cgroup/cgroup.controllers"),
    cgroupsPath: `/${basename(scratch)}`,
  });
  if (user === undefined) {
    await writeFile(at("config.head"), head, { mode: 0o600 });
    await writeFile(at("config.tail"), tail, { mode: 0o600 });
    return { owner: "", lookup: (command.user === "image" ? image.user : command.user) || "0:0" };
  }
  await writeFile(at("config.json"), head + JSON.stringify(user) + tail, { mode: 0o600 });
  return { owner: needsHome ? `${user.uid}:${user.gid}` : "", lookup: "" };
}

/** Copies of the files that make the host's network usable, so that a command may change its own. */
async function networkFiles(scratch: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const path of ["/etc/resolv.conf", "/etc/hosts"]) {
    if (!(await exists(path))) continue;
    const copy = join(scratch, basename(path));
    await copyFile(path, copy);
    files.set(path, copy);
  }
  return files;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
      throw error;
    },
  );
}
