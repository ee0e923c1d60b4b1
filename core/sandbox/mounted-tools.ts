/** What the mounted sandbox needs of the machine. */
import { access, constants, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Elevation, probeElevation } from "../elevate.ts";
import { run } from "../process.ts";

export interface MountedTools {
  readonly runtime: { readonly kind: "crun" | "runc"; readonly path: string };
  readonly elevate: Elevation;
}

export type MountedProbe =
  | { readonly ok: true; readonly tools: MountedTools }
  | { readonly ok: false; readonly why: string };

/** Programs of util-linux and coreutils that the scripts of this sandbox call. */
const programs = [
  "sh",
  "mount",
  "unshare",
  "mkfifo",
  "rm",
  "rmdir",
  "mkdir",
  "chmod",
  "chown",
  "cat",
  "grep",
  "sleep",
  "tail",
];

/**
 * Finds out whether snapshots can be mounted here, and with what. Tries `modprobe` for a file system that the kernel does
 * not list. `path` is where programs are looked for, as PATH has it.
 */
export async function probeMounted(path: string): Promise<MountedProbe> {
  const folders = [...path.split(":").filter((folder) => folder.startsWith("/")), "/usr/sbin", "/sbin"];
  const missing: string[] = [];
  for (const program of programs) {
    if ((await find(program, folders)) === undefined) missing.push(program);
  }
  if (missing.length > 0) return no(`${missing.join(", ")} cannot be found`);
  // crun starts a command in half the time, and needs no control group of its own.
  const crun = await find("crun", folders);
  const runc = crun === undefined ? await find("runc", folders) : undefined;
  const runtime =
    crun !== undefined ? ({ kind: "crun", path: crun } as const) : ({ kind: "runc", path: runc! } as const);
  if (runtime.path === undefined) return no("neither crun nor runc is installed");
  const elevation = await probeElevation({ PATH: path });
  if (!elevation.ok) return no(elevation.why);
  const { elevate } = elevation;
  for (const fileSystem of ["erofs", "overlay"]) {
    if (!(await kernelHas(fileSystem, elevate))) return no(`the kernel has no ${fileSystem}`);
  }
  return { ok: true, tools: { runtime, elevate } };
}

const no = (why: string): MountedProbe => ({ ok: false, why });

async function kernelHas(fileSystem: string, elevate: readonly string[]): Promise<boolean> {
  if (await listed(fileSystem)) return true;
  const [program, ...args] = [...elevate, "modprobe", fileSystem];
  // A machine without modprobe has no modules to load.
  await run(program!, args).catch(() => undefined);
  return listed(fileSystem);
}

async function listed(fileSystem: string): Promise<boolean> {
  const known = await readFile("/proc/filesystems", "utf8");
  return known.split("\n").some((line) => line.split("\t").at(-1) === fileSystem);
}

async function find(program: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const path = join(folder, program);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}
