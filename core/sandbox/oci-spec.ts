/** The configuration that an OCI runtime takes. Source: runtime-spec 1.0, config.md and config-linux.md. */

import { defaultPath, type ImageConfig } from "../oci/image-config.ts";
import type { DeviceNode } from "./devices.ts";
import type { Command, RootNetwork } from "./port.ts";
import { seccompFor } from "./seccomp.ts";
import type { Shown } from "./shown.ts";
import { type NumericUser, numericUser } from "./user.ts";

/** In characters. Source: runtime-spec, config.md, consoleSize. */
export interface TerminalSize {
  readonly height: number;
  readonly width: number;
}

/** What the machine gives to the sandbox. Paths of the machine are absolute. */
export interface Surroundings {
  /** Mount point of the writable root. */
  readonly root: string;
  /** `undefined` where the user is only known once the image is mounted. */
  readonly user: NumericUser | undefined;
  /** Copies of the machine's files, by their path in the sandbox: /etc/resolv.conf, /etc/hosts. */
  readonly files: ReadonlyMap<string, string>;
  /** All folders that are bound, in this order, and those of the sandbox that are covered afterwards. */
  readonly shown: Shown;
  readonly devices: readonly DeviceNode[];
  /** The size of the terminal, where the command gets one. */
  readonly terminal: TerminalSize | undefined;
  /** False in a user namespace: sysfs may be mounted only by who owns the network that it shows. Source: sysfs(5). */
  readonly ownsNetwork: boolean;
  /** True where /sys/fs/cgroup is one cgroup v2 tree, which programs read their limits from. */
  readonly unifiedCgroups: boolean;
  /** Path of the control group that the runtime shall make, where it must make one. */
  readonly cgroupsPath?: string;
  /** What the command does not see of the machine: its name, and perhaps its network. */
  readonly secluded?: { readonly network: RootNetwork };
}

/**
 * What Docker gives to a container by default. CAP_MKNOD is the one left out: no device control group stands behind it here.
 * Source: moby, daemon/pkg/oci/caps/defaults.go.
 */
export const capabilities: readonly string[] = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_FSETID",
  "CAP_FOWNER",
  "CAP_NET_RAW",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETFCAP",
  "CAP_SETPCAP",
  "CAP_NET_BIND_SERVICE",
  "CAP_SYS_CHROOT",
  "CAP_KILL",
  "CAP_AUDIT_WRITE",
];

/** Source: moby, daemon/pkg/oci/defaults.go. */
export const maskedPaths = [
  "/proc/acpi",
  "/proc/asound",
  "/proc/interrupts",
  "/proc/kcore",
  "/proc/keys",
  "/proc/latency_stats",
  "/proc/sched_debug",
  "/proc/scsi",
  "/proc/timer_list",
  "/proc/timer_stats",
  "/sys/devices/virtual/powercap",
  "/sys/firmware",
];
export const readonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

/**
 * The image's variables, then the command's; PATH and TERM where neither says. HOME is that of the user who runs: the image's
 * own variable belongs to the image's user, and `home` is empty to leave out the variable otherwise.
 */
export function environmentOf(
  image: ImageConfig,
  command: Command,
  home: string,
  terminal: boolean,
): Map<string, string> {
  const env = new Map([["PATH", defaultPath]]);
  if (terminal) env.set("TERM", "xterm");
  for (const [name, value] of image.env) env.set(name, value);
  if (numericUser(command.user) !== undefined) env.delete("HOME");
  if (home !== "") env.set("HOME", home);
  for (const [name, value] of command.env) env.set(name, value);
  return env;
}

/** The configuration as JSON text, around what is only known once the image is mounted: `head`, more variables, `],"user":{…}`, `tail`. */
export function runtimeSpec(
  image: ImageConfig,
  command: Command,
  around: Surroundings,
): { head: string; tail: string } {
  const process = {
    terminal: around.terminal !== undefined,
    ...(around.terminal === undefined ? {} : { consoleSize: around.terminal }),
    args: command.argv,
    cwd: command.workingDirectory,
    capabilities: capabilitiesFor(around.user),
    // The last one: it is left open.
    env: [...environmentOf(image, command, "", around.terminal !== undefined)].map(
      ([name, value]) => `${name}=${value}`,
    ),
  };
  const rest = {
    root: { path: around.root, readonly: false },
    ...(around.secluded === undefined ? {} : { hostname: "localhost" }),
    hooks: { createContainer: [withoutDevices(around.root)] },
    mounts: [...systemMounts(around), ...deviceMounts(around), ...ownMounts(around)],
    linux: {
      // Network, host name and process numbers are those around: the process namespace is made before the runtime starts.
      namespaces: [{ type: "mount" }, { type: "ipc" }, ...secludedNamespaces(around)],
      maskedPaths,
      readonlyPaths,
      ...(command.seccomp === "unconfined" ? {} : { seccomp: seccompFor(capabilities) }),
      devices: around.ownsNetwork ? around.devices.map(({ access: _, source: __, ...node }) => node) : [],
      ...(around.cgroupsPath === undefined ? {} : { cgroupsPath: around.cgroupsPath }),
      ...(around.cgroupsPath === undefined
        ? {}
        : { resources: { devices: [...allowedDevices, ...around.devices.map(allowed)] } }),
    },
  };
  return {
    head: `{"ociVersion":"1.0.2","process":${JSON.stringify(process).slice(0, -"]}".length)}`,
    tail: `},${JSON.stringify(rest).slice(1)}\n`,
  };
}

/** The machine's name gets into no file of an image, and into no result that stands for other machines' runs. */
function secludedNamespaces({ secluded }: Surroundings): object[] {
  if (secluded === undefined) return [];
  return [{ type: "uts" }, ...(secluded.network === "none" ? [{ type: "network" }] : [])];
}

/** Root has them; another user can only gain them from a program that carries them. */
function capabilitiesFor(user: NumericUser | undefined): object {
  const held = user === undefined || user.uid === 0 ? capabilities : [];
  return { bounding: capabilities, effective: held, permitted: held };
}

interface Mount {
  readonly destination: string;
  readonly type?: string;
  readonly source: string;
  readonly options: readonly string[];
}

function systemMounts({ unifiedCgroups, ownsNetwork, secluded }: Surroundings): Mount[] {
  const mount = (destination: string, type: string, ...options: string[]): Mount => ({
    destination,
    type,
    source: type,
    options: ["nosuid", ...options],
  });
  return [
    mount("/proc", "proc", "noexec", "nodev"),
    mount("/dev", "tmpfs", "strictatime", "mode=755", "size=65536k"),
    mount("/dev/pts", "devpts", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
    mount("/dev/shm", "tmpfs", "noexec", "nodev", "mode=1777"),
    mount("/dev/mqueue", "mqueue", "noexec", "nodev"),
    ownsNetwork || secluded?.network === "none"
      ? mount("/sys", "sysfs", "noexec", "nodev", "ro")
      : bind("/sys", "/sys", "ro", "nosuid", "noexec"),
    ...(unifiedCgroups ? [bind("/sys/fs/cgroup", "/sys/fs/cgroup", "ro", "nosuid", "noexec")] : []),
  ];
}

/**
 * Device nodes of the image, and those that a kept overlay has, open nothing. The mount option alone does not do it: crun
 * clears it when it makes the root a bind, which the runtime does before this hook and no more after it; and a control
 * group, which would refuse devices by their numbers, is not there with crun. /dev is a file system of its own.
 * Source: runtime-spec, config.md, createContainer hooks; a hook that fails ends the start.
 */
function withoutDevices(root: string): object {
  // The container's state comes on standard input. crun 1.8 fails where a hook ends without having read it.
  const script = 'while read -r state; do :; done; exec mount -o remount,bind,nodev -- "$1"';
  const args = ["sh", "-c", script, "sh", root];
  return { path: "/bin/sh", args, env: [`PATH=${defaultPath}`] };
}

/** A user namespace may make no device node: it binds the machine's. */
function deviceMounts({ devices, ownsNetwork }: Surroundings): Mount[] {
  if (ownsNetwork) return [];
  return devices.map(({ path, source }) => ({
    destination: path,
    type: "bind",
    source,
    options: ["bind", "rprivate", "nosuid", "noexec"],
  }));
}

function ownMounts({ files, shown }: Surroundings): Mount[] {
  return [
    ...[...files].map(([target, source]) => bind(source, target, "rw")),
    ...shown.binds.map(({ source, target, readOnly }) => bind(source, target, readOnly ? "ro" : "rw")),
    ...shown.masks.map((destination) => ({ destination, type: "tmpfs", source: "tmpfs", options: maskOptions })),
  ];
}

const maskOptions = ["ro", "nosuid", "nodev", "noexec", "mode=555"];

/** A device node in a folder of the machine opens nothing either, no matter who made it. */
function bind(source: string, destination: string, ...options: string[]): Mount {
  return { destination, type: "bind", source, options: ["rbind", "rprivate", "nodev", ...options] };
}

function allowed({ type, major, minor, access }: DeviceNode): object {
  return { allow: true, type, major, minor, access };
}

/** Character devices that Docker allows: null, zero, full, random, urandom, tty, console, ptmx, pts. */
const allowedDevices = [
  { allow: false, access: "rwm" },
  ...[
    [1, 3],
    [1, 5],
    [1, 7],
    [1, 8],
    [1, 9],
    [5, 0],
    [5, 1],
    [5, 2],
  ].map(([major, minor]) => ({ allow: true, type: "c", major, minor, access: "rwm" })),
  { allow: true, type: "c", major: 136, access: "rwm" },
];
