/** The programs that treestamp starts, and the command lines by which a system's package manager installs them. */
import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";

export const managers = ["apt-get", "dnf", "apk"] as const;
export type Manager = (typeof managers)[number];

/** git reads the recipe, crun starts commands, buildah builds images. */
const needed = ["git", "crun", "buildah"];
/** Mounts snapshots where the kernel has no EROFS. Without it they are extracted. */
const helpful = "erofsfuse";

/** Programs that are not there, by name. */
export interface Lack {
  readonly needed: readonly string[];
  readonly helpful: readonly string[];
}

export async function lackingPrograms(
  isThere: (program: string) => Promise<boolean>,
  kernelHasErofs: () => Promise<boolean>,
): Promise<Lack> {
  const there = await Promise.all(needed.map(isThere));
  const isHelped = (await kernelHasErofs()) || (await isThere(helpful));
  return { needed: needed.filter((_, at) => !there[at]), helpful: isHelped ? [] : [helpful] };
}

/** Some programs stand where the PATH of an ordinary user does not look. */
export const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** Looks for a program in the folders of a PATH, and in those that only root has on it. */
export function isInstalled(program: string, path: string): boolean {
  const folders = [...path.split(":").filter(Boolean), ...systemFolders];
  return folders.some((folder) => canBeStarted(join(folder, program)));
}

function canBeStarted(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Command lines to start as root. */
export interface Installation {
  /** Brings the list of packages up to date, where that is a step of its own. */
  readonly refresh?: readonly string[];
  readonly install: readonly string[];
}

/**
 * How a package manager installs programs. Debian's packages bear the names of these programs; dnf and apk are asked for
 * what has the program. Sources: apt.conf(5), DPkg; dpkg(1), --force-confdef; dnf(8), "Specifying Provides"; apk-package(5), `cmd:`.
 */
export function installation(manager: Manager, programs: readonly string[]): Installation {
  switch (manager) {
    case "apt-get": {
      // Another one, such as that of unattended upgrades, may be at work.
      const apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
      // Settings that are there already stay: dpkg would ask, and nobody answers.
      const keep = ["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"];
      return {
        refresh: [...apt, "update"],
        install: [...apt, ...keep, "install", "-y", "--no-install-recommends", ...programs],
      };
    }
    case "dnf": {
      const files = programs.map((name) => `/usr/bin/${name}`);
      return { install: ["dnf", "install", "-y", "--setopt=install_weak_deps=False", ...files] };
    }
    case "apk":
      return { install: ["apk", "add", "--no-cache", ...programs.map((name) => `cmd:${name}`)] };
  }
}
