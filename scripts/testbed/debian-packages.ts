/** Installs Debian or Ubuntu packages, and only those whose program is not there yet. */
import { execFile, spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { promisify } from "node:util";
import { isInstalled as isInstalledIn, systemFolders } from "../../core/machine/packages.ts";

export interface Program {
  /** The program as it is called. */
  readonly command: string;
  /** The packages that bring it, best first: the first that this release of Debian or Ubuntu has is taken. */
  readonly debianPackages: readonly string[];
  /** Tells whether it is there; where left out, that it is on PATH. */
  readonly present?: () => boolean;
  /** What it is needed for: the rest of the sentence "… is not here; it …". */
  readonly why: string;
}

/** Whether `command` can be started by its name. */
export function isInstalled(command: string): boolean {
  return isInstalledIn(command, process.env.PATH ?? "");
}

/** PATH with the folders that `isInstalled` looks into besides. */
export function pathWithSystemFolders(): string {
  return [process.env.PATH ?? "", ...systemFolders].join(delimiter);
}

/** How a program is started as root here: itself, or through a sudo that asks no question; undefined where neither. */
export function rootPrefix(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? ["sudo", "-n"] : undefined;
}

/**
 * Installs the packages of those `programs` that are missing, and says each in one line.
 * @throws Error with what to do, where it cannot
 */
export async function installMissing(programs: readonly Program[]): Promise<void> {
  const isMissing = ({ command, present = () => isInstalled(command) }: Program) => !present();
  const missing = programs.filter(isMissing);
  if (missing.length === 0) return;
  const prefix = rootPrefix();
  if (prefix === undefined || !isInstalled("apt-get")) {
    const names = missing.map(({ command, why }) => `  ${command}, which ${why}`).join("\n");
    throw new Error(`These are missing, and apt-get or root (or sudo without a password) to install them:\n${names}`);
  }
  const apt = async (...args: string[]) => {
    const [program, ...rest] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", ...args];
    await promisify(execFile)(program!, rest, { maxBuffer: 64 << 20 });
  };
  await apt("update");
  const packages = new Set<string>();
  for (const { command, debianPackages, why } of missing) {
    const name = debianPackages.find(hasCandidate) ?? debianPackages[0]!;
    process.stderr.write(`treestamp: ${command} is not here; it ${why}: installing the package ${name}\n`);
    packages.add(name);
  }
  await apt("install", "-y", "--no-install-recommends", ...packages);
  const still = missing.filter(isMissing).map(({ command }) => command);
  if (still.length > 0) throw new Error(`Installed, and still not to be found: ${still.join(", ")}.`);
}

function hasCandidate(name: string): boolean {
  const { stdout } = spawnSync("apt-cache", ["policy", name], { encoding: "utf8" });
  return /^ {2}Candidate: (?!\(none\))/m.test(stdout ?? "");
}
