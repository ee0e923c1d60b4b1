/**
 * What installing leaves behind, and an image should not have: it makes each build another one, and is of no use later. Only
 * what came new is left out. What the base has stays, and what was removed stays removed.
 */
import type { Cleaned } from "../inputs/rows/assemble.ts";
import type { Change } from "../sandbox/port.ts";
import type { Folder } from "./root-tree.ts";
import { nodeAt } from "./root-tree.ts";

/**
 * By path from the root. A pattern ends in `/` where it means all that is below, in `/.` for what is below and no directory;
 * `*` is for any part of a name.
 */
const patterns: Readonly<Record<Cleaned, readonly string[]>> = {
  packages: [
    ...["var/lib/apt/lists/", "var/cache/apt/", "var/lib/dpkg/*-old", "var/cache/debconf/*-old"],
    ...["var/cache/apk/", "var/cache/dnf/", "var/cache/libdnf5/", "var/cache/yum/"],
    // Who installed what and when, beside the packages' own database.
    ...["var/lib/dnf/history.sqlite*", "usr/lib/sysimage/libdnf5/transaction_history.sqlite*"],
    // What is looked up in files that are there, with their times.
    ...["var/cache/ldconfig/aux-cache", "var/cache/man/", "var/cache/fontconfig/"],
    // The file before its last change.
    ...["passwd", "group", "shadow", "gshadow", "subuid", "subgid"].map((name) => `etc/${name}-`),
  ],
  // Programs do not start without the directory for their logs.
  logs: ["var/log/."],
  identity: [
    ...["etc/machine-id", "var/lib/dbus/machine-id", "etc/ssh/ssh_host_*key", "etc/ssh/ssh_host_*key.pub"],
    ...["var/lib/systemd/random-seed", "var/lib/systemd/credential.secret"],
    ...["etc/ssl/private/ssl-cert-snakeoil.key", "etc/ssl/certs/ssl-cert-snakeoil.pem"],
  ],
};

/** The paths of those changes that get into the image, each directory before what is in it. */
export function cleanedPaths(changed: readonly Change[], clean: readonly Cleaned[], root: Folder): readonly string[] {
  const rules = clean.flatMap((what) => patterns[what]).map(ruleOf);
  const isLeftOut = ({ path, kind }: Change) => {
    if (kind === "character") return false; // it hides what the base has
    const rule = rules.find(({ matches }) => matches.test(path));
    if (rule === undefined) return false;
    return kind !== "directory" || (rule.withDirectories && nodeAt(root, path) === undefined);
  };
  return changed
    .filter((change) => !isLeftOut(change))
    .map(({ path }) => path)
    .sort();
}

interface Rule {
  readonly matches: RegExp;
  readonly withDirectories: boolean;
}

function ruleOf(pattern: string): Rule {
  const escaped = pattern
    .replace(/\/\.?$/, "/")
    .replace(/[.+]/g, "\\$&")
    .replaceAll("*", "[^/]*");
  return {
    matches: new RegExp(`^${escaped}${pattern.endsWith("/") || pattern.endsWith("/.") ? "" : "$"}`),
    withDirectories: pattern.endsWith("/"),
  };
}
