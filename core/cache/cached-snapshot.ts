/**
 * One snapshot in the cache: a folder with
 *
 *     image.erofs   the raw image, ready to be mounted
 *     table         its chunk table, as the store had it
 *     state.json    what the image file looked like when it was last known to be right
 *
 * Its name is its table's digest, which fixes every byte of the frames and so of the image. The snapshot's identity would not do:
 * it is what a table claims about the bytes in its frames, and nothing holds a hostile table to it.
 *
 * It comes to its place and leaves it as a whole, by rename(2). One that was touched is verified again, chunk by chunk
 * against its table, before it is given out; and so is one from before the machine's last start: nothing is synced to
 * disk, so a machine that lost its power may have kept the file's size and times, and not its bytes.
 */
import {
  chmod,
  copyFile,
  type FileHandle,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { TreestampError } from "../errors.ts";
import { exists, missing } from "../machine/missing.ts";
import { bootId } from "../machine/owner.ts";
import { checkOurs, openOurs } from "../machine/ownership.ts";
import { sha256Of } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";
import type { LocalSnapshot } from "../snapshot/fetch-plan.ts";
import type { ChunkTable } from "../snapshot/format.ts";
import { encodeChunkTable, parseChunkTable } from "../snapshot/table.ts";
import { holdsChunks } from "./verify.ts";

export interface CachedSnapshot extends LocalSnapshot {
  /** Digest of its chunk table, as a blob. */
  readonly digest: Digest;
}

/**
 * A snapshot whose table is parsed when it is asked for: who only mounts the image does without. What has its digest was
 * parsed before it was kept.
 */
function withTable(digest: Digest, image: string, bytes: Buffer): CachedSnapshot {
  let table: ChunkTable | undefined;
  return {
    digest,
    image,
    get table() {
      table ??= parseChunkTable(bytes);
      return table;
    },
  };
}

/** What stands at a snapshot's place. */
export type Look =
  | { readonly state: "sound"; readonly snapshot: CachedSnapshot }
  | { readonly state: "damaged" | "absent" };

/**
 * Looks at the snapshot whose folder is `place`, and reads all of it where it may have changed.
 * @throws input-invalid where others can write to it
 */
export async function look(place: string, digest: Digest): Promise<Look> {
  const snapshot = await readTable(place, digest);
  if (snapshot === undefined) return { state: (await exists(place)) ? "damaged" : "absent" };
  try {
    const file = await openSound(snapshot);
    if (file === undefined) return { state: "damaged" };
    await file.close();
    const used = new Date();
    await utimes(place, used, used);
    return { state: "sound", snapshot };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { state: "absent" }; // taken away meanwhile
    throw error;
  }
}

/**
 * Opens a snapshot's image to be mounted. Its name may come to mean another file at any time: so what is judged, and verified
 * where it may have changed since it was looked at, is the open file, and that is what is to be mounted.
 * @throws snapshot-invalid where it is another; input-invalid where others can write to it
 */
export async function openSnapshot(snapshot: CachedSnapshot): Promise<FileHandle> {
  const file = await openSound(snapshot);
  if (file !== undefined) return file;
  throw new TreestampError("snapshot-invalid", `${snapshot.image} was changed after it had been verified.`, {
    remedy: "Run it again, and the snapshot is fetched anew. See what else writes into that folder.",
  });
}

/** The open image; undefined where its bytes are not those of its table. */
async function openSound(snapshot: CachedSnapshot): Promise<FileHandle | undefined> {
  const { image } = snapshot;
  const file = await openOurs(image);
  try {
    const record = join(dirname(image), "state.json");
    const [now, before] = await Promise.all([stateOf(file), readFile(record, "utf8").catch(missing(undefined))]);
    const known = now === before;
    if (!known && !(await holdsChunks(file, snapshot.table))) {
      await file.close();
      return undefined;
    }
    if (!known) await writeFile(record, now, { mode: 0o600 });
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What the folder says, the image itself unread. Undefined where it is not there or makes no sense. */
export async function readTable(place: string, digest: Digest): Promise<CachedSnapshot | undefined> {
  const image = join(place, "image.erofs");
  try {
    await Promise.all([place, image, join(place, "table")].map(checkOurs));
    const bytes = await readFile(join(place, "table"));
    return sha256Of(bytes) === digest ? withTable(digest, image, bytes) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Takes a verified raw image over, in the empty folder `staging`, from where it is renamed to `place`. The file is moved,
 * not copied, where it stands on the same disk. What is there already stays, where it is sound. To be called by one
 * process at a time.
 * @throws snapshot-invalid where the table has another digest, or the image another size
 */
export async function put(
  place: string,
  staging: string,
  { digest, image, table }: CachedSnapshot,
): Promise<CachedSnapshot> {
  const { size } = await stat(image);
  const bytes = encodeChunkTable(table);
  if (sha256Of(bytes) !== digest || table.plainSize !== size) throw mismatch(digest, table, size);
  const made = join(staging, "made");
  await mkdir(made, { mode: 0o700 });
  await move(image, join(made, "image.erofs"));
  await writeFile(join(made, "table"), bytes, { mode: 0o600 });
  const file = await openOurs(join(made, "image.erofs"));
  await writeFile(join(made, "state.json"), await stateOf(file).finally(() => file.close()), { mode: 0o600 });
  await rename(made, place).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    if ((await look(place, digest)).state === "sound") return;
    await discard(place, staging);
    await rename(made, place);
  });
  return { digest, image: join(place, "image.erofs"), table };
}

/** Takes a snapshot from its place in one step, and then removes it. `staging` is a folder of ours on the same disk. */
export async function discard(place: string, staging: string): Promise<void> {
  const discarded = join(staging, "discarded");
  await rename(place, discarded).catch(missing(undefined));
  await rm(discarded, { recursive: true, force: true });
}

function mismatch(digest: Digest, table: ChunkTable, size: number): TreestampError {
  return new TreestampError(
    "snapshot-invalid",
    `A snapshot of ${size} bytes was to be kept with the chunk table ${digest}, and its table is another one, for ${table.plainSize} bytes.`,
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

/** What changes whenever a file is written to, truncated or replaced, even if its times are set back; or the machine starts. */
async function stateOf(file: FileHandle): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await file.stat({ bigint: true });
  const state = {
    size: `${size}`,
    modified: `${mtimeNs}`,
    changed: `${ctimeNs}`,
    inode: `${ino}`,
    boot: bootId(),
  };
  return `${JSON.stringify(state)}\n`;
}
