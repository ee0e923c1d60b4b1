/**
 * What builds by buildah leave for the next ones on this machine. One build at a time has it: names of images in a storage mean
 * something else in each build. In the cache's folder of layers:
 *
 *     storage/     buildah's own, with the rights of root
 *     state.json   that the storage is whole, and how large it is
 *
 * The state goes before a build begins to write, and comes back once buildah has ended by itself. So a storage without it was
 * left by a build that was killed, or by a machine that was: nothing in it is believed, and it goes as a whole.
 */
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError } from "../errors.ts";
import { elevations, removeAsAnyone, rootRights } from "../machine/elevate.ts";
import { withFolderLock } from "../machine/folder-lock.ts";
import { exists, missing } from "../machine/missing.ts";
import { bootId } from "../machine/owner.ts";
import { checkOurs, ourFolder } from "../machine/ownership.ts";
import { run } from "../machine/process.ts";
import { makeScratch } from "../machine/scratch.ts";
import type { CacheFolders } from "./folders.ts";

/** The storage, as the one build that has it sees it. */
export interface KeptLayers {
  /** The storage's folder; buildah makes it. */
  readonly storage: string;
  /** Whether earlier builds have left something in it. */
  readonly isUsed: boolean;
  /** Why what was there is gone, as the end of a sentence. */
  readonly lost: string | undefined;
  /** What was built anew on purpose, and what tells it from what was there before: see engine/buildah-layers.ts. */
  readonly renewed: Readonly<Record<string, string>>;
  /** Says that the storage is whole. buildah may not write to it after that. */
  settle(renewed: Readonly<Record<string, string>>): Promise<void>;
  /** Removes the storage. */
  discard(): Promise<void>;
}

/** Runs a build with the storage; with `undefined` where another one has it. */
export type KeepLayers = <T>(build: (kept: KeptLayers | undefined) => Promise<T>) => Promise<T>;

interface State {
  /** The start of the machine in which it was written; `null` where the disk has all of it, and another start sees the same. */
  readonly boot: string | null;
  /** On disk. */
  readonly bytes: number;
  readonly renewed: Readonly<Record<string, string>>;
}

/** The name of the lock, and of the mark of use. */
export const layersName = "layers";

/**
 * @throws input-invalid where others can write to the storage; what `build` throws
 */
export async function withLayers<T>(
  folders: Pick<CacheFolders, "layers" | "locks" | "incoming">,
  build: (kept: KeptLayers | undefined) => Promise<T>,
): Promise<T> {
  let isOurs = false;
  const alone = async () => {
    isOurs = true;
    return build(await taken(folders));
  };
  try {
    return await withFolderLock(folders.locks, layersName, alone, { patience: 0 });
  } catch (error) {
    if (isOurs || !isTreestampError(error, "store-unreachable")) throw error;
  }
  return build(undefined);
}

async function taken(folders: Pick<CacheFolders, "layers" | "incoming">): Promise<KeptLayers> {
  const { layers } = folders;
  const storage = join(layers, "storage");
  await ourFolder(layers);
  const isThere = await checkOurs(storage).then(() => true, missing(false));
  const state = isThere ? await readState(layers) : undefined;
  const isSound = state !== undefined && (state.boot === null || state.boot === bootId());
  const discard = async () => removeAsAnyone([await discardLayers(folders)]);
  if (isThere && !isSound) {
    await discard();
    await ourFolder(layers);
  }
  await rm(stateOf(layers), { force: true });
  await syncFolder(layers); // or a loss of power could bring it back, beside a storage that is half written
  const lost =
    state === undefined ? "the last build was killed" : "the machine was restarted before they were on its disk";
  return {
    storage,
    isUsed: isThere && isSound,
    lost: isThere && !isSound ? lost : undefined,
    renewed: (isSound ? state.renewed : undefined) ?? {},
    settle: (renewed) => settle(layers, storage, renewed),
    discard,
  };
}

async function settle(layers: string, storage: string, renewed: State["renewed"]): Promise<void> {
  if (!(await exists(storage))) return;
  const [bytes, isOnDisk] = await Promise.all([bytesOf(storage), syncDisk(layers)]);
  const state: State = { boot: isOnDisk ? null : (bootId() ?? ""), bytes, renewed };
  await writeFile(`${stateOf(layers)}.new`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${stateOf(layers)}.new`, stateOf(layers));
}

/** What root's files take on the disk. */
async function bytesOf(storage: string): Promise<number> {
  const [program, ...args] = [...elevations[rootRights()], "du", "--summarize", "--block-size=1", "--", storage];
  const { stdout } = await run(program!, args);
  return Number.parseInt(stdout.toString("utf8"), 10) || 0;
}

/** Waits until the disk has what was written. A disk that is busy with others' bytes is not waited for. */
async function syncDisk(folder: string): Promise<boolean> {
  const { exitCode } = await run("timeout", ["20", "sync", "--file-system", folder]);
  return exitCode === 0;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function stateOf(layers: string): string {
  return join(layers, "state.json");
}

/** Undefined where there is none, or it makes no sense. */
async function readState(layers: string): Promise<State | undefined> {
  try {
    await checkOurs(stateOf(layers));
    const { boot, bytes, renewed } = JSON.parse(await readFile(stateOf(layers), "utf8")) as State;
    const isState =
      (boot === null || typeof boot === "string") && Number.isFinite(bytes) && typeof renewed === "object";
    return isState ? { boot, bytes, renewed: renewed ?? {} } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    return missing(undefined)(error as NodeJS.ErrnoException);
  }
}

/** What pruning asks of them; undefined where there are none, or a build has them. */
export async function layersKept(layers: string): Promise<{ bytes: number; lastUsed: number } | undefined> {
  const state = await readState(layers);
  const stats = await stat(stateOf(layers)).catch(missing(undefined));
  return state === undefined || stats === undefined ? undefined : { bytes: state.bytes, lastUsed: stats.mtimeMs };
}

/** Takes them from their place; nobody may have them meanwhile. @returns what is to be removed, with the rights of root */
export async function discardLayers({ layers, incoming }: Pick<CacheFolders, "layers" | "incoming">): Promise<string> {
  const scratch = await makeScratch(incoming);
  await mkdir(layers, { recursive: true, mode: 0o700 });
  await rename(layers, join(scratch, layersName));
  return scratch;
}
