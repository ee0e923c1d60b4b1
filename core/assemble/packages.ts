/** Installing packages by the base's own package manager: it knows how, and its database is right afterwards. */
import { TreestampError } from "../errors.ts";
import type { LockManager } from "../lock/lock.ts";
import type { LockedFiles } from "./port.ts";
import { type Folder, follow } from "./root-tree.ts";

interface Manager {
  /** Where it is in a root, the usual place first. */
  readonly places: readonly string[];
  /** Further variables of its commands. */
  readonly env: Readonly<Record<string, string>>;
  /** The words behind its path, command by command. */
  commands(packages: readonly string[]): readonly (readonly string[])[];
  /** What a lock calls it; left out where none is made for it. */
  readonly lockManager?: LockManager;
  /**
   * The same from files alone, with nothing of its repositories. The packages are named again: where neither a file nor the base
   * has one of them, it says so.
   */
  fromFiles?(files: readonly string[], packages: readonly string[]): readonly string[];
}

const apt = [
  "--quiet=2",
  ...options("Dpkg::Use-Pty=0", "Acquire::Retries=3", "APT::Install-Recommends=0", "APT::Install-Suggests=0"),
];
const dpkg = options("Dpkg::Options::=--force-confold", "Dpkg::Options::=--force-unsafe-io");

/**
 * None asks anything, and none installs what packages only recommend. A configuration file that is there before its package is
 * the proto's: it stays. Sources: apt-get(8), apt.conf(5), dpkg(1); apk(8); dnf(8), dnf.conf(5); microdnf(8).
 */
const managers: readonly Manager[] = [
  {
    places: ["usr/bin/apt-get"],
    env: { DEBIAN_FRONTEND: "noninteractive", DEBCONF_NONINTERACTIVE_SEEN: "true" },
    commands: (packages) => [
      // Without this option, an index that cannot be fetched is a warning.
      [...apt, "--option", "APT::Update::Error-Mode=any", "update"],
      [...apt, ...dpkg, "--yes", "install", "--", ...packages],
    ],
    lockManager: "apt",
    // --no-download is not for files (apt 2.6); without lists, there is nothing to be downloaded.
    fromFiles: (files, packages) => [
      ...[...apt, ...dpkg, ...options("Dir::State::Lists=/nonexistent/", "APT::Sandbox::User=root")],
      ...["--yes", "install", "--", ...files, ...packages],
    ],
  },
  {
    places: ["sbin/apk", "usr/sbin/apk", "usr/bin/apk"],
    env: {},
    commands: (packages) => [["--no-cache", "--no-progress", "add", "--", ...packages]],
    lockManager: "apk",
    // Each file has the signature of its repository, whose key the base has.
    fromFiles: (files, packages) => [
      ...["--no-cache", "--no-progress", "--no-network", "--repositories-file", "/dev/null", "add", "--"],
      ...[...files, ...packages],
    ],
  },
  {
    places: ["usr/bin/dnf"],
    env: {},
    commands: (packages) => [[...dnf, "--setopt=install_weak_deps=False", ...packages]],
    lockManager: "dnf",
    fromFiles: (files, packages) => [
      ...[...dnf, "--setopt=install_weak_deps=False", "--disablerepo=*", ...files, ...packages],
    ],
  },
  {
    places: ["usr/bin/microdnf"],
    env: {},
    commands: (packages) => [[...dnf, "--setopt=install_weak_deps=0", ...packages]],
  },
];

function options(...all: readonly string[]): readonly string[] {
  return all.flatMap((option) => ["--option", option]);
}

const dnf = ["install", "--assumeyes", "--setopt=keepcache=0"];

/** What makes programs write the same in each installation. Sources: reproducible-builds.org; Python, Perl: their seeds. */
export function reproducible(epoch: number): Readonly<Record<string, string>> {
  return { SOURCE_DATE_EPOCH: `${epoch}`, PYTHONHASHSEED: "0", PERL_HASH_SEED: "0" };
}

export interface Installation {
  readonly env: Readonly<Record<string, string>>;
  /** Command lines, to be run one after the other. */
  readonly commands: readonly (readonly string[])[];
}

/** Where the files of a lock's packages are while they are installed. */
export const lockedFolder = "/run/treestamp-packages";

/**
 * How packages are installed in a root.
 * @param locked their files, where a lock fixes them
 * @throws input-invalid where it has no package manager that we know, or the lock is another one's
 */
export function installationOf(root: Folder, packages: readonly string[], locked?: LockedFiles): Installation {
  for (const manager of managers) {
    const place = manager.places.find((path) => follow(root, path)?.type === "file");
    if (place === undefined) continue;
    const commands = locked === undefined ? manager.commands(packages) : [fromLock(manager, packages, locked)];
    return { env: manager.env, commands: commands.map((words) => [`/${place}`, ...words]) };
  }
  const known = managers.map(({ places }) => places[0]!.replace(/.*\//, ""));
  throw new TreestampError(
    "input-invalid",
    `\`packages\`: the base has no package manager: none of ${known.join(", ")} is in it.`,
    { remedy: "Assemble on a base that has one, or bring what is needed by `proto`." },
  );
}

function fromLock({ places, lockManager, fromFiles }: Manager, packages: readonly string[], locked: LockedFiles) {
  const words = locked.names.map((name) => `${lockedFolder}/${name}`);
  if (lockManager === locked.manager && fromFiles !== undefined) return fromFiles(words, packages);
  throw new TreestampError(
    "input-invalid",
    `\`lock\`: it has packages of ${locked.manager}, and the base has ${places[0]!.replace(/.*\//, "")}.`,
    { remedy: "Lock them for this base: treestamp lock." },
  );
}
