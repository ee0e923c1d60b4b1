/**
 * The snapshots that this machine has, in one folder of ours:
 *
 *     snapshots/HEX/image.erofs   the raw image whose identity is sha256:HEX, ready to be mounted
 *     snapshots/HEX/table         its chunk table, as the store had it
 *     snapshots/HEX/state.json    what the image file looked like when it was adopted
 *     environments/HEX.json       one ready environment; HEX is the hash of the store's location and the tag
 *     incoming/                   files under way, each in a scratch folder of the process that makes them
 *
 * The kernel parses an image as root. So an image gets in only whole and verified, into folders that nobody else can
 * write; and one that was touched since is verified again, chunk by chunk against its identity, before it is given out.
 * Not defended against: the same user, or root, changing the file while it is mounted.
 */
import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError, TreestampError } from "../errors.ts";
import { hideFromGit } from "../hidden-folder.ts";
import { makeScratch, sweepScratch } from "../scratch.ts";
import { hexOf, isDigest } from "../store/digest.ts";
import type { Descriptor, Digest } from "../store/port.ts";
import type { LocalSnapshot } from "./fetch-plan.ts";
import type { ChunkTable } from "./format.ts";
import { checkOurs } from "./ownership.ts";
import { encodeChunkTable, parseChunkTable } from "./table.ts";
import { holdsChunks } from "./verify.ts";

export interface CachedSnapshot extends LocalSnapshot {
  readonly identity: Digest;
}

/** Everything that a second run needs to know, so that it asks no store. */
export interface ReadyEnvironment {
  /** The store's location and the tag in it. */
  readonly location: string;
  readonly tag: string;
  /** What the tag names. */
  readonly digest: Digest;
  /** The image manifest for this machine. */
  readonly image: Descriptor;
  readonly identity: Digest;
  /** The image's configuration, as it is stored. */
  readonly config: string;
}

export interface SnapshotCache {
  readonly folder: string;
  /** The snapshot, where it is here and sound. One that was damaged is removed, and is not here. */
  find(identity: Digest): Promise<CachedSnapshot | undefined>;
  /**
   * Takes a verified raw image over: the file is moved, not copied, where it stands on the same disk.
   * @throws snapshot-invalid where table, identity and size do not belong together
   */
  adopt(identity: Digest, image: string, table: ChunkTable): Promise<CachedSnapshot>;
  /** All snapshots that are here, the last used first; for chunks to be copied from. */
  list(): Promise<CachedSnapshot[]>;
  /** The environment that was remembered for this tag of this store. Its snapshot may be gone since. */
  recall(location: string, tag: string): Promise<ReadyEnvironment | undefined>;
  remember(environment: ReadyEnvironment): Promise<void>;
  /** Runs `work` with an empty folder on the cache's disk, where images may be written. Removed when `work` ends. */
  withIncoming<T>(work: (folder: string) => Promise<T>): Promise<T>;
}

/**
 * Opens the cache in `folder`, which is made where it is missing.
 * @throws input-invalid where others can write the folder
 */
export async function openSnapshotCache(folder: string): Promise<SnapshotCache> {
  for (const place of [folder, ...["snapshots", "environments", "incoming"].map((name) => join(folder, name))]) {
    await mkdir(place, { recursive: true, mode: 0o700 });
    await checkOurs(place);
  }
  await hideFromGit(folder);
  await sweepScratch(join(folder, "incoming"));
  const withIncoming: SnapshotCache["withIncoming"] = async (work) => {
    const scratch = await makeScratch(join(folder, "incoming"));
    try {
      return await work(scratch);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };
  return {
    folder,
    find: (identity) => find(folder, identity),
    adopt: (identity, image, table) => withIncoming((staging) => adopt(folder, staging, identity, image, table)),
    list: () => list(folder),
    recall: (location, tag) => recall(folder, location, tag),
    remember: (environment) => withIncoming((staging) => remember(folder, staging, environment)),
    withIncoming,
  };
}

function placeOf(folder: string, identity: Digest): string {
  if (!isDigest(identity)) throw new TreestampError("snapshot-invalid", `"${identity}" is no snapshot's identity.`);
  return join(folder, "snapshots", hexOf(identity));
}

async function find(folder: string, identity: Digest): Promise<CachedSnapshot | undefined> {
  const place = placeOf(folder, identity);
  const found = await read(place, identity);
  if (found === undefined) return undefined;
  const image = found.image;
  const now = await fileState(image);
  if (now !== (await readIfThere(join(place, "state.json")))) {
    if (!(await holdsChunks(image, found.table))) {
      await rm(place, { recursive: true, force: true });
      return undefined;
    }
    await writeFile(join(place, "state.json"), now, { mode: 0o600 });
  }
  const used = new Date();
  await utimes(place, used, used);
  return found;
}

/** What the folder of a snapshot says, the image itself unread. Undefined where it is not there or makes no sense. */
async function read(place: string, identity: Digest): Promise<CachedSnapshot | undefined> {
  const image = join(place, "image.erofs");
  try {
    for (const path of [place, image, join(place, "table")]) await checkOurs(path);
    const table = parseChunkTable(await readFile(join(place, "table")));
    return table.identity === identity ? { identity, image, table } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || isTreestampError(error, "snapshot-invalid")) {
      return undefined;
    }
    throw error;
  }
}

async function adopt(
  folder: string,
  staging: string,
  identity: Digest,
  image: string,
  table: ChunkTable,
): Promise<CachedSnapshot> {
  const place = placeOf(folder, identity);
  const { size } = await stat(image);
  if (table.identity !== identity || table.plainSize !== size) throw mismatch(identity, table, size);
  const made = join(staging, "snapshot");
  await mkdir(made, { mode: 0o700 });
  await move(image, join(made, "image.erofs"));
  await writeFile(join(made, "table"), encodeChunkTable(table), { mode: 0o600 });
  await writeFile(join(made, "state.json"), await fileState(join(made, "image.erofs")), { mode: 0o600 });
  await rename(made, place).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    // Another process was first, or what is there is damaged: then it is removed, and its place is free.
    if ((await find(folder, identity)) === undefined) {
      await rm(place, { recursive: true, force: true });
      await rename(made, place);
    }
  });
  return { identity, image: join(place, "image.erofs"), table };
}

function mismatch(identity: Digest, table: ChunkTable, size: number): TreestampError {
  return new TreestampError(
    "snapshot-invalid",
    `A snapshot of ${size} bytes was to be kept as ${identity}, and its table is for ${table.plainSize} bytes of ${table.identity}.`,
    { remedy: "Delete the image's tag from the store, so that it is built again." },
  );
}

/** Moves a file, by a copy where it stands on another disk; afterwards only we can read and write it. */
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EXDEV") throw error;
    await copyFile(from, to);
    await rm(from);
  });
  await chmod(to, 0o600);
}

async function list(folder: string): Promise<CachedSnapshot[]> {
  const found: { snapshot: CachedSnapshot; used: number }[] = [];
  for (const name of await readdir(join(folder, "snapshots"))) {
    const identity = `sha256:${name}`;
    if (!isDigest(identity)) continue;
    const place = placeOf(folder, identity);
    const snapshot = await read(place, identity);
    if (snapshot !== undefined) found.push({ snapshot, used: (await stat(place)).mtimeMs });
  }
  return found.sort((a, b) => b.used - a.used).map(({ snapshot }) => snapshot);
}

function recordOf(folder: string, location: string, tag: string): string {
  const name = createHash("sha256").update(`${location}\0${tag}`).digest("hex");
  return join(folder, "environments", `${name}.json`);
}

async function recall(folder: string, location: string, tag: string): Promise<ReadyEnvironment | undefined> {
  const path = recordOf(folder, location, tag);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  await checkOurs(path);
  const record = JSON.parse(text) as ReadyEnvironment;
  return record.location === location && record.tag === tag ? record : undefined;
}

async function remember(folder: string, staging: string, environment: ReadyEnvironment): Promise<void> {
  const made = join(staging, "environment.json");
  await writeFile(made, `${JSON.stringify(environment)}\n`, { mode: 0o600 });
  await rename(made, recordOf(folder, environment.location, environment.tag));
}

/** What changes whenever a file is written to, truncated or replaced, even if its times are set back. */
async function fileState(path: string): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  return `${JSON.stringify({ size: `${size}`, modified: `${mtimeNs}`, changed: `${ctimeNs}`, inode: `${ino}` })}\n`;
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
