/** Sandboxes as an attacker meets them: an image of his own, and shell texts inside, on the drivers of the contract suite. */
import { hash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync } from "node:fs";
import { chmod, chown, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Bind, Device } from "../../core/inputs/openings.ts";
import { silentLog } from "../../core/log/log.ts";
import type { Rights } from "../../core/machine/elevate.ts";
import { run } from "../../core/machine/process.ts";
import { layoutStore, soleManifest } from "../../core/oci/layout/store.ts";
import { parseManifest } from "../../core/oci/manifest.ts";
import { describeTools, type Lower } from "../../core/sandbox/mounted-tools.ts";
import { packSnapshot, packThreads } from "../../core/snapshot/pack.ts";
import { makeMarkedBase } from "./base-image.ts";
import { type DockerOptions, type RunningDocker, startDocker } from "./docker.ts";
import { type Ended, type SandboxCaller, sandboxCaller } from "./sandbox-caller.ts";
import type { SandboxJob } from "./sandbox-process.ts";
import { asSudoUser } from "./sudo-user.ts";
import { asUnprivilegedUser } from "./unprivileged-user.ts";

export type AttackedDriver =
  | { readonly runtime: "crun" | "runc"; readonly rights: Rights; readonly lower: Lower }
  | DockerDriver;

export interface DockerDriver {
  readonly store: DockerOptions["store"];
  readonly caller: number;
  readonly rootless?: true;
}

/** Every driver there is, with every way in which a snapshot comes to its place; docker with one of its stores of images. */
export const allDrivers: readonly AttackedDriver[] = [
  { runtime: "crun", rights: "root", lower: "kernel" },
  { runtime: "runc", rights: "root", lower: "kernel" },
  { runtime: "crun", rights: "sudo", lower: "kernel" },
  { runtime: "runc", rights: "sudo", lower: "extracted" },
  { runtime: "crun", rights: "user namespace", lower: "extracted" },
  { store: "overlay2", caller: 1001 },
];

/**
 * Each runtime, each kind of rights and each way to mount the snapshot, but not every combination: for what happens before
 * the runtime starts, and for what the specification prescribes to both runtimes.
 */
export const mainDrivers = allDrivers.filter((driver) => driver !== allDrivers[1]);

export function driverName(driver: AttackedDriver): string {
  if ("store" in driver)
    return `${driver.rootless ? "rootless docker" : "docker"} (${driver.store}), called by uid ${driver.caller}`;
  const { runtime, rights, lower } = driver;
  return describeTools({ runtime: { kind: runtime, path: "" }, rights, lower });
}

export interface Attempt {
  readonly user?: string;
  readonly binds?: readonly Bind[];
  readonly kept?: string;
  readonly workingDirectory?: string;
  readonly seccomp?: "default" | "unconfined";
  readonly devices?: readonly Device[];
  readonly writable?: readonly string[];
  readonly env?: Record<string, string>;
  /** USER and further ENV of the image. */
  readonly imageUser?: string;
  readonly imageEnv?: Record<string, string>;
  /** Starts the shell text: `/bin/sh -c` where it is left out. */
  readonly shell?: readonly string[];
  /** The caller's umask; 022 where it is left out. */
  readonly umask?: string;
  /** The folder that a command must not see. */
  readonly hidden?: string;
}

export interface AttackedSandbox {
  /** A folder of the caller's, empty. */
  readonly place: string;
  readonly caller: number;
  /** Runs a shell text inside to its end. */
  attempt(text: string, given?: Attempt): Promise<Ended>;
}

export interface AttackedMachine {
  /**
   * Sets up a driver with the base image and a layer on top of it.
   * @param config of the image, as image-spec's config.md names it
   */
  sandbox(driver: AttackedDriver, layer: Buffer, config?: Readonly<Record<string, unknown>>): Promise<AttackedSandbox>;
  close(): Promise<void>;
}

/** What sandboxes of one test file share: a daemon, the processes that call them, images and snapshots. */
export function attackedMachine(): AttackedMachine {
  const folder = mkdtempSync(join(tmpdir(), "treestamp-attacked-"));
  chmodSync(folder, 0o755);
  const daemons = new Map<string, Promise<RunningDocker>>();
  const callers = new Map<string, SandboxCaller>();
  const images = new Map<string, string>();
  const snapshots = new Map<string, Promise<string>>();
  const threads = new Map<"pack", ReturnType<typeof packThreads>>();
  let made = 0;
  const newFolder = () => {
    const path = join(folder, `${made++}`);
    mkdirSync(path);
    return path;
  };

  const layoutOf = (layer: Buffer, config: Readonly<Record<string, unknown>>) =>
    once(images, hash("sha256", layer) + JSON.stringify(config), () => {
      const layout = newFolder();
      makeMarkedBase(layout, undefined, config, [layer]);
      return layout;
    });
  /** The sandbox gets the configuration of a mounted snapshot from its caller. */
  const snapshotOf = (layer: Buffer) =>
    once(snapshots, hash("sha256", layer), async () => {
      const layout = layoutOf(layer, {});
      const manifest = parseManifest(await soleManifest(layout));
      if (manifest.kind !== "manifest") throw new Error("The image is no single image.");
      const store = layoutStore(layout);
      const layers = manifest.layers.map((descriptor) => ({ descriptor, open: () => store.readBlob(descriptor) }));
      const request = { layers, folder: newFolder(), log: silentLog };
      return (await packSnapshot({ ...request, threads: once(threads, "pack", () => packThreads(0)) })).rawFile;
    });
  const daemonOf = ({ store, rootless, caller }: DockerDriver) =>
    once(daemons, `${store} ${rootless}`, async () => {
      const docker = await startDocker({ store, ...(rootless && { rootless: caller }) });
      const socket = docker.host.slice("unix://".length);
      await chmod(socket, 0o666);
      await chmod(dirname(socket), 0o755);
      return docker;
    });
  const jobDriver = async (
    driver: AttackedDriver,
    layer: Buffer,
    config: Readonly<Record<string, unknown>>,
  ): Promise<SandboxJob["driver"]> => {
    if ("store" in driver) {
      const layout = layoutOf(layer, config);
      const { descriptor } = await soleManifest(layout);
      return { kind: "docker", host: (await daemonOf(driver)).host, layout, image: descriptor };
    }
    const { runtime: kind, rights, lower } = driver;
    const path = (await run("sh", ["-c", 'command -v "$1"', "sh", kind])).stdout.toString().trim();
    const extracted = newFolder();
    await chown(extracted, uidOf(driver), uidOf(driver));
    const tools = { runtime: { kind, path }, rights, lower };
    return { kind: "mounted", snapshot: await snapshotOf(layer), extracted, tools };
  };
  const callerOf = (driver: AttackedDriver) => {
    const uid = uidOf(driver);
    const rights = uid === 0 ? "root" : "rights" in driver ? driver.rights : "sudo";
    return once(callers, rights, () => {
      if (uid === 0) return sandboxCaller();
      return sandboxCaller((rights === "sudo" ? asSudoUser : asUnprivilegedUser)(uid, newFolder()));
    });
  };

  return {
    async sandbox(driver, layer, config = {}) {
      const job = await jobDriver(driver, layer, config);
      const [place, caller] = [newFolder(), uidOf(driver)];
      await mkdir(join(place, "scratch"));
      for (const made of [place, join(place, "scratch")]) await chown(made, caller, caller);
      const attempt = (text: string, given: Attempt = {}) =>
        callerOf(driver).run(jobOf(job, place, text, given), given.umask);
      return { place, caller, attempt };
    },
    async close() {
      for (const caller of callers.values()) await caller.close();
      for (const docker of daemons.values()) await (await docker).stop();
      for (const pool of threads.values()) await pool.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function uidOf(driver: AttackedDriver): number {
  if ("store" in driver) return driver.caller;
  return driver.rights === "root" ? 0 : 1001;
}

/** What is kept under this key, made where nothing is. */
function once<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const made = kept.get(key) ?? make();
  kept.set(key, made);
  return made;
}

function jobOf(driver: SandboxJob["driver"], place: string, text: string, given: Attempt): SandboxJob {
  const { user = "caller", binds = [], kept, workingDirectory = "/", hidden } = given;
  const { seccomp = "default", devices = [], writable = [] } = given;
  return {
    driver,
    scratch: join(place, "scratch"),
    image: {
      env: Object.entries({ PATH: "/bin", ...given.imageEnv }),
      user: given.imageUser ?? "",
      workingDir: "/",
      entrypoint: [],
      cmd: [],
    },
    command: {
      argv: [...(given.shell ?? ["/bin/sh", "-c"]), text],
      env: Object.entries(given.env ?? {}),
      ...{ workingDirectory, user, binds, seccomp, devices, writable },
    },
    ...(kept === undefined ? {} : { kept }),
    ...(hidden === undefined ? {} : { hidden }),
  };
}
