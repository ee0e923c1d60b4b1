/** The packages of a lock: fetched before anything is installed, and kept beside the image once that is published. */
import { mkdir } from "node:fs/promises";
import { basename } from "node:path";
import type { LockedFiles } from "../assemble/port.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import { textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { type Asked, faultsOf } from "../lock/changes.ts";
import { type FetchedPackage, fetchLocked } from "../lock/fetch.ts";
import { keepPackages, packagesTag } from "../lock/keep.ts";
import { type Lock, parseLock } from "../lock/lock.ts";
import type { Store } from "../oci/port.ts";
import { ownFile } from "../recipe/context.ts";
import type { AssembleMethod, Recipe } from "../recipe/recipe.ts";
import type { Ports, Work } from "./ports.ts";

/** A lock, and who may have its packages. */
export interface Locked {
  readonly lock: Lock;
  /** The lock file's hash in git. */
  readonly oid: string;
  /** Asked before the mirrors, in this order. */
  readonly stores: readonly Store[];
}

/** The lock of a recipe; undefined if it has none. @throws input-invalid, not-fixed: see `readLock` */
export async function lockOf(
  repository: Repository,
  { packages }: AssembleMethod,
  recipe: Recipe,
): Promise<Omit<Locked, "stores"> | undefined> {
  const [bytes, file] = [await ownFile(repository, recipe, "lock"), recipe.own.find(({ name }) => name === "lock")];
  if (bytes === undefined || file === undefined) return undefined;
  const { platforms } = recipe;
  return { lock: readLock(bytes, textOfPath(file.origin!), { packages, platforms }), oid: file.entry.oid };
}

/**
 * Reads a lock that is to be installed.
 * @param path for messages
 * @throws input-invalid where it cannot be read; not-fixed where it is not the one for what is asked
 */
export function readLock(bytes: Buffer, path: string, asked: Asked): Lock {
  const lock = parseLock(bytes.toString("utf8"), path);
  const faults = faultsOf(lock, asked);
  if (faults.length === 0) return lock;
  throw new TreestampError("not-fixed", `${path}: ${faults.join("; ")}.`, {
    remedy: "`treestamp lock` writes it anew; then commit it.",
  });
}

/**
 * Fetches the packages of one platform.
 * @param folder not there yet; it goes with the work
 * @throws what `fetchLocked` throws
 */
export async function fetchPackages(
  ports: Ports,
  { lock, oid, stores }: Locked,
  { platform, folder, signal }: Pick<Work, "signal"> & { readonly platform: string; readonly folder: string },
): Promise<{ readonly files: LockedFiles; readonly fetched: readonly FetchedPackage[] }> {
  await mkdir(folder);
  await (await ports.openCache()).useImage(packagesTag(oid));
  const { environment, log } = ports;
  const different = stores.filter(({ location }, at) => stores.findIndex((one) => one.location === location) === at);
  const fetched = await fetchLocked({ stores: different, environment, log, signal }, lock, platform, folder);
  return { files: { manager: lock.manager, folder, names: fetched.map(({ file }) => basename(file)) }, fetched };
}

/** Keeps packages in the store that has the image now. What fails is a warning: the image is there. @throws interrupted */
export async function keepFetched(
  { log }: Ports,
  { oid }: Pick<Locked, "oid">,
  fetched: readonly FetchedPackage[],
  { store, signal }: Pick<Work, "signal"> & { readonly store: Store },
): Promise<void> {
  try {
    await keepPackages(store, oid, fetched, signal);
  } catch (error) {
    if (!isTreestampError(error) || error.code === "interrupted") throw error;
    log.warning(
      `The packages of the lock are not kept in ${store.location}: ${error.message} Once their mirror gives them up, this image cannot be made again.`,
    );
  }
}
