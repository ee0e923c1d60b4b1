/**
 * The packages of a lock, as files: from the stores that keep them, else from where the lock says they were. Either way, what
 * has another sha256 never gets its name.
 */
import { chmod, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { download } from "../download/download.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { noProgress } from "../log/progress.ts";
import { counted } from "../oci/byte-stream.ts";
import { hexOf } from "../oci/digest.ts";
import type { Descriptor, Store } from "../oci/port.ts";
import { limiter } from "../parallel/limiter.ts";
import type { Lock, LockedPackage, LockManager } from "./lock.ts";

/** Where packages come from. */
export interface PackageSources {
  /** Asked first, in this order. */
  readonly stores: readonly Pick<Store, "location" | "readBlob">[];
  /** Variables that name proxies and authorities. */
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface FetchedPackage {
  readonly locked: LockedPackage;
  readonly file: string;
  /** The store that had it; undefined where it is from its URL. */
  readonly from: string | undefined;
}

const filesAtOnce = 8;

/**
 * Puts the packages of one platform into a folder, under names that their package manager takes.
 * @param folder empty, and readable by the package manager
 * @throws for a package that nobody has any more, what its mirror says: store-refused, store-unreachable, store-corrupt; interrupted
 */
export async function fetchLocked(
  sources: PackageSources,
  lock: Lock,
  platform: string,
  folder: string,
): Promise<readonly FetchedPackage[]> {
  const wanted = lock.packages.filter((one) => one.platform === platform);
  const progress = sources.log.progress(
    "Packages",
    wanted.reduce((sum, { size }) => sum + size, 0),
  );
  const fetched: FetchedPackage[] = [];
  const lost = new Set<string>(); // stores that do not answer are not asked for each package
  try {
    await limiter(filesAtOnce).all(wanted, async (locked) => {
      sources.signal.throwIfAborted();
      const file = join(folder, fileNameOf(lock.manager, locked));
      const from =
        (await fromStores(sources, locked, { file, lost, progress })) ??
        (await fromUrl(sources, locked, { file, lost }));
      if (from === undefined) progress.add(locked.size);
      fetched.push({ locked, file, from });
    });
  } finally {
    progress.end();
  }
  const kept = fetched.filter(({ from }) => from !== undefined).length;
  if (wanted.length > 0)
    sources.log.info(`Packages: ${kept} from the store, ${wanted.length - kept} from their mirrors.`);
  return fetched.sort((a, b) => (a.locked.name < b.locked.name ? -1 : 1));
}

/** As a blob of a store. */
export function blobOf({ digest, size }: LockedPackage): Descriptor {
  return { mediaType: "application/octet-stream", digest, size };
}

const endings: Readonly<Record<LockManager, string>> = { apt: "deb", apk: "apk", dnf: "rpm" };

/** Linux: NAME_MAX, without room for what is added. */
const longestName = 240;

/** A name without what shells, URLs and package managers read as something else. Two packages never have the same. */
function fileNameOf(manager: LockManager, { name, version, digest }: LockedPackage): string {
  const words = `${encodeURIComponent(name).replaceAll("_", "%5F")}_${encodeURIComponent(version)}`;
  return `${words.length > longestName ? hexOf(digest) : words}.${endings[manager]}`;
}

/** @returns the store that had it; undefined where none has */
async function fromStores(
  { stores, log }: PackageSources,
  locked: LockedPackage,
  to: { readonly file: string; readonly lost: Set<string>; readonly progress: { add(bytes: number): void } },
): Promise<string | undefined> {
  const part = `${to.file}.part`;
  for (const { location, readBlob } of stores) {
    if (to.lost.has(location)) continue;
    try {
      const bytes = counted(readBlob(blobOf(locked)), to.progress);
      // Opened before it is read: a stream that fails at once may open its file after we have looked for it, to remove it.
      const output = await open(part, "wx", 0o644);
      await pipeline(bytes, output.createWriteStream());
      await rename(part, to.file);
      return location;
    } catch (error) {
      await rm(part, { force: true });
      if (isTreestampError(error, "path-missing")) continue;
      if (!isTreestampError(error, "store-corrupt", "store-unreachable", "store-denied", "store-refused")) throw error;
      if (error.code !== "store-corrupt") to.lost.add(location);
      log.debug(`${locked.name} is not taken from ${location}: ${error.message}`);
    }
  }
  return undefined;
}

async function fromUrl(
  { stores, environment, signal, log }: PackageSources,
  locked: LockedPackage,
  { file, lost }: { readonly file: string; readonly lost: ReadonlySet<string> },
): Promise<undefined> {
  const { name, version, url, digest, size } = locked;
  const words = { it: `${name} ${version}`, sums: "the lock" };
  const quiet = { ...log, progress: noProgress }; // all packages have one
  const part = `${file}.part`;
  try {
    await download({ url, digest }, part, { environment, signal, log: quiet, words, limit: size });
    await checkSize(locked, part);
    await chmod(part, 0o644); // a store may keep the very file
    await rename(part, file);
    return undefined;
  } catch (error) {
    await rm(part, { force: true });
    if (!isTreestampError(error, "store-refused", "store-unreachable", "store-corrupt")) throw error;
    const why = [error.message.replace(/\.$/, ""), ...stores.map(({ location }) => whyNotFrom(location, lost))];
    throw new TreestampError(error.code, `${why.join("; ")}.`, {
      remedy:
        "If the mirror has given up that version, `treestamp lock` takes what it has now; `--snapshot DATE` takes a mirror that keeps every version.",
      cause: error,
    });
  }
}

function whyNotFrom(store: string, lost: ReadonlySet<string>): string {
  return lost.has(store) ? `${store} does not answer` : `${store} has not kept it`;
}

async function checkSize({ name, version, size }: LockedPackage, file: string): Promise<void> {
  const found = (await stat(file)).size;
  if (found === size) return;
  throw new TreestampError("input-invalid", `${name} ${version} has ${found} bytes, and the lock says ${size}.`, {
    remedy: "Its sum is right, so the lock was changed by hand: `treestamp lock` writes it anew.",
  });
}
