/** Sandboxes as an attacker meets them: an image of his own, and shell texts inside, on the drivers of the contract suite. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { parseManifest } from "../../core/image/manifest.ts";
import { silentLog } from "../../core/log.ts";
import type { Rights } from "../../core/machine/elevate.ts";
import { run } from "../../core/machine/process.ts";
import { describeTools, type Lower } from "../../core/sandbox/mounted-tools.ts";
import type { Bind, Device } from "../../core/sandbox/port.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { layoutStore, soleManifest } from "../../core/store/layout.ts";
import { makeMarkedBase } from "./base-image.ts";
import { type DockerOptions, type RunningDocker, startDocker } from "./docker.ts";
import type { SandboxJob } from "./sandbox-process.ts";
import { asSudoUser } from "./sudo-user.ts";
import { asUnprivilegedUser } from "./unprivileged-user.ts";

export type AttackedDriver =
  | { readonly runtime: "crun" | "runc"; readonly rights: Rights; readonly lower: Lower }
  | { readonly store: DockerOptions["store"]; readonly caller: number; readonly rootless?: true };

/** Every driver there is, with every way in which a snapshot comes to its place; docker with one of its stores of images. */
export const allDrivers: readonly AttackedDriver[] = [
  { runtime: "crun", rights: "root", lower: "kernel" },
  { runtime: "runc", rights: "root", lower: "kernel" },
  { runtime: "crun", rights: "sudo", lower: "kernel" },
  { runtime: "runc", rights: "sudo", lower: "extracted" },
  { runtime: "crun", rights: "user namespace", lower: "extracted" },
  { store: "overlay2", caller: 1001 },
];

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
  /** Of the caller; 022 where it is left out. */
  readonly umask?: string;
  /** The folder that a command must not see. */
  readonly hidden?: string;
}

export interface AttackedSandbox {
  /** A folder of the caller's, empty. */
  readonly place: string;
  readonly caller: number;
  /** Runs a shell text inside to its end. */
  attempt(text: string, given?: Attempt): Promise<{ code: number; stdout: string; stderr: string }>;
  close(): Promise<void>;
}

/**
 * Sets up a driver with the base image and a layer on top of it.
 * @param config of the image, as image-spec's config.md names it
 */
export async function attackedSandbox(
  driver: AttackedDriver,
  layer: Buffer,
  config: Readonly<Record<string, unknown>> = {},
): Promise<AttackedSandbox> {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-attacked-"));
  await chmod(folder, 0o755);
  const layout = join(folder, "image");
  makeMarkedBase(layout, undefined, config, [layer]);
  const store = layoutStore(layout);
  const stored = await soleManifest(layout);
  const caller = "store" in driver ? driver.caller : driver.rights === "root" ? 0 : 1001;
  let docker: RunningDocker | undefined;
  let job: SandboxJob["driver"];
  if ("store" in driver) {
    docker = await startDocker({ store: driver.store, ...(driver.rootless && { rootless: caller }) });
    const socket = docker.host.slice("unix://".length);
    await chmod(socket, 0o666);
    await chmod(dirname(socket), 0o755);
    job = { kind: "docker", host: docker.host, layout, image: stored.descriptor };
  } else {
    const manifest = parseManifest(stored);
    if (manifest.kind !== "manifest") throw new Error("The image is no single image.");
    const layers = manifest.layers.map((descriptor) => ({ descriptor, open: () => store.readBlob(descriptor) }));
    const { rawFile } = await packSnapshot({ layers, folder: join(folder, "packed"), log: silentLog });
    const path = (await run("sh", ["-c", 'command -v "$1"', "sh", driver.runtime])).stdout.toString().trim();
    const { runtime: kind, rights, lower } = driver;
    job = { kind: "mounted", snapshot: rawFile, tools: { runtime: { kind, path }, rights, lower } };
  }
  const place = join(folder, "place");
  for (const made of [place, join(place, "scratch")]) {
    await mkdir(made);
    await chown(made, caller, caller);
  }
  const through =
    caller === 0
      ? []
      : "rights" in driver && driver.rights === "user namespace"
        ? asUnprivilegedUser(caller, join(folder, "user"))
        : asSudoUser(caller, join(folder, "user"));
  return {
    place,
    caller,
    async attempt(script, { user = "caller", binds = [], kept, workingDirectory = "/", hidden, ...given } = {}) {
      const { seccomp = "default", devices = [], writable = [] } = given;
      const request: SandboxJob = {
        driver: job,
        scratch: join(place, "scratch"),
        image: {
          env: Object.entries({ PATH: "/bin", ...given.imageEnv }),
          user: given.imageUser ?? "",
          workingDir: "/",
          entrypoint: [],
          cmd: [],
        },
        command: {
          argv: [...(given.shell ?? ["/bin/sh", "-c"]), script],
          env: Object.entries(given.env ?? {}),
          ...{ workingDirectory, user, binds, seccomp, devices, writable },
        },
        ...(kept === undefined ? {} : { kept }),
        ...(hidden === undefined ? {} : { hidden }),
      };
      const program = join(import.meta.dirname, "sandbox-process.ts");
      const masked = ["sh", "-c", 'umask "$0" && exec "$@"', given.umask ?? "022"];
      const [first, ...rest] = [...through, ...masked, process.execPath, program, JSON.stringify(request)];
      const child = spawn(first!, rest, { stdio: ["ignore", "pipe", "pipe"] });
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, "close") as Promise<[number]>,
      ]);
      return { code, stdout, stderr };
    },
    async close() {
      await docker?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
