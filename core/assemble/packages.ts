/** Installing packages by the base's own package manager: it knows how, and its database is right afterwards. */
import { TreestampError } from "../errors.ts";
import { type Folder, follow } from "./root-tree.ts";

interface Manager {
  /** Where it is in a root, the usual place first. */
  readonly places: readonly string[];
  /** Further variables of its commands. */
  readonly env: Readonly<Record<string, string>>;
  /** The words behind its path, command by command. */
  commands(packages: readonly string[]): readonly (readonly string[])[];
}

/**
 * None asks anything, and none installs what packages only recommend. Files that are there before their package are the proto's:
 * they stay. Sources: apt-get(8), apt.conf(5), dpkg(1); apk(8); dnf(8), dnf.conf(5); microdnf(8).
 */
const managers: readonly Manager[] = [
  {
    places: ["usr/bin/apt-get"],
    env: { DEBIAN_FRONTEND: "noninteractive", DEBCONF_NONINTERACTIVE_SEEN: "true" },
    commands(packages) {
      const options = ["Dpkg::Use-Pty=0", "Acquire::Retries=3", "APT::Install-Recommends=0", "APT::Install-Suggests=0"];
      const apt = ["--quiet=2", ...options.flatMap((option) => ["--option", option])];
      const dpkg = ["--force-confold", "--force-unsafe-io"].flatMap((option) => [
        "--option",
        `Dpkg::Options::=${option}`,
      ]);
      return [
        // Without this option, an index that cannot be fetched is a warning.
        [...apt, "--option", "APT::Update::Error-Mode=any", "update"],
        [...apt, ...dpkg, "--yes", "install", "--", ...packages],
      ];
    },
  },
  {
    places: ["sbin/apk", "usr/sbin/apk", "usr/bin/apk"],
    env: {},
    commands: (packages) => [["--no-cache", "--no-progress", "add", "--", ...packages]],
  },
  {
    places: ["usr/bin/dnf"],
    env: {},
    commands: (packages) => [[...dnf, "--setopt=install_weak_deps=False", ...packages]],
  },
  {
    places: ["usr/bin/microdnf"],
    env: {},
    commands: (packages) => [[...dnf, "--setopt=install_weak_deps=0", ...packages]],
  },
];

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

/** How packages are installed in a root. @throws input-invalid where it has no package manager that we know */
export function installationOf(root: Folder, packages: readonly string[]): Installation {
  for (const { places, env, commands } of managers) {
    const place = places.find((path) => follow(root, path)?.type === "file");
    if (place !== undefined) return { env, commands: commands(packages).map((words) => [`/${place}`, ...words]) };
  }
  const known = managers.map(({ places }) => places[0]!.replace(/.*\//, ""));
  throw new TreestampError(
    "input-invalid",
    `\`packages\`: the base has no package manager: none of ${known.join(", ")} is in it.`,
    { remedy: "Assemble on a base that has one, or bring what is needed by `proto`." },
  );
}
