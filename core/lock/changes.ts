/** What differs between two locks, and whether a lock is the one for what is asked now. */
import type { Lock, LockedPackage } from "./lock.ts";

/** A package that was added, removed or moved. The same version on both sides: built again, under other bytes. */
export interface Change {
  readonly platform: string;
  readonly name: string;
  /** The version before; undefined for a package that is new. */
  readonly from: string | undefined;
  /** The version now; undefined for a package that is gone. */
  readonly to: string | undefined;
}

/** What differs, by platform and name. A new address of the same bytes is no change. */
export function changesOf(before: Lock | undefined, after: Lock): readonly Change[] {
  const [was, is] = [before?.packages ?? [], after.packages].map(byName) as [Named, Named];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key): Change[] => {
    const [old, now] = [was.get(key), is.get(key)];
    if (old?.version === now?.version && old?.digest === now?.digest) return [];
    const { platform, name } = (now ?? old)!;
    return [{ platform, name, from: old?.version, to: now?.version }];
  });
}

type Named = ReadonlyMap<string, LockedPackage>;

function byName(packages: readonly LockedPackage[]): Named {
  return new Map(packages.map((one) => [`${one.platform} ${one.name}`, one]));
}

/** What is asked for now. */
export interface Asked {
  readonly packages: readonly string[];
  readonly platforms: readonly string[];
}

/** What a package manager would install on one platform. */
export interface Found extends Pick<Lock, "manager" | "packages"> {
  readonly platform: string;
}

/** The lock with what was found on one platform. What it has for the others stays, if that was asked of the same manager. */
export function renewed(before: Lock | undefined, { packages, platforms }: Asked, found: Found): Lock {
  const isSame = before?.manager === found.manager && before.asked.join() === packages.join();
  const others = isSame ? platforms.filter((one) => one !== found.platform && before.platforms.includes(one)) : [];
  const kept = before?.packages.filter(({ platform }) => others.includes(platform)) ?? [];
  return {
    manager: found.manager,
    asked: packages,
    platforms: platforms.filter((one) => one === found.platform || others.includes(one)),
    packages: [...found.packages, ...kept],
  };
}

/** Why a lock is not the one for what is asked; nothing if it is. */
export function faultsOf(lock: Lock, { packages, platforms }: Asked): readonly string[] {
  const without = (all: readonly string[], some: readonly string[]) => all.filter((one) => !some.includes(one));
  const faults = [
    ["it was not made for", without(packages, lock.asked)],
    ["nobody asks any more for", without(lock.asked, packages)],
    ["it has nothing for", without(platforms, lock.platforms)],
    ["nobody builds any more for", without(lock.platforms, platforms)],
  ] as const;
  return faults.flatMap(([fault, names]) => (names.length === 0 ? [] : [`${fault} ${names.join(", ")}`]));
}
