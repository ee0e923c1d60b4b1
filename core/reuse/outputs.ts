/**
 * Outputs of a run on their way to the workspace: the same whether the command has just made them or a record has kept them. They
 * are folders, files and links; a file can be run or not, and nothing else of its mode, owner and times goes along.
 */
import { createReadStream } from "node:fs";
import { lstat, mkdir, open, readdir, readlink, realpath, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import { TreestampError } from "../errors.ts";
import { foldersAbove, type TreePath, textOfPath } from "../git/path.ts";
import { giveToCaller } from "../machine/elevate.ts";
import { makeScratch, removeScratch, sweepScratch } from "../machine/scratch.ts";
import { streamOf } from "../oci/byte-stream.ts";
import { copied, openImage } from "../snapshot/erofs/reader.ts";
import { fileSource } from "../snapshot/erofs/source.ts";
import { type Checkout, unpack } from "./checkout.ts";
import { described, type Entry, entriesAt, placeOf } from "./walk.ts";

/** What a command has made of its outputs. */
export interface Outputs {
  /** Those that are there, and that it has written to. */
  readonly present: readonly TreePath[];
  readonly lacking: readonly TreePath[];
  /** What is in one of them and cannot be kept, as a clause. */
  readonly unkept: string | undefined;
  /** The others, in an archive. */
  archive(): AsyncIterable<Uint8Array>;
}

/** Nothing is there, also where a file stands in a folder's place. */
function absent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ENAMETOOLONG") return value;
    throw error;
  };
}

/**
 * Looks at the outputs in a checkout. Those of another user become the caller's.
 * @throws sandbox-failed for what the caller cannot be given
 */
export async function outputsIn(checkout: Checkout, outputs: readonly TreePath[]): Promise<Outputs> {
  const { folder } = checkout;
  const [present, lacking, entries]: [TreePath[], TreePath[], Entry[]] = [[], [], []];
  let unkept: string | undefined;
  for (const path of outputs) {
    const found = await ownEntries(folder, path);
    if (!found.some((entry) => isWritten(checkout, entry)) && !hasLost(checkout, path, found)) lacking.push(path);
    else {
      present.push(path);
      const kept = found.filter((entry) => whyUnkept(entry) === undefined);
      unkept ??= found.map(whyUnkept).find((why) => why !== undefined);
      entries.push(...kept);
    }
  }
  const isThere = present.filter((path) => entries.some((entry) => entry.path === path));
  return { present: isThere, lacking, unkept, archive: () => writeTar(archived(folder, isThere, entries)) };
}

async function ownEntries(folder: string, path: TreePath): Promise<readonly Entry[]> {
  if (!(await isBelowFolders(folder, path))) return [];
  const look = async () => {
    const found: Entry[] = [];
    for await (const entry of entriesAt(folder, path)) found.push(entry);
    return found;
  };
  const found = await look().catch(absent<readonly Entry[]>([]));
  const uid = process.getuid!();
  if (uid === 0 || found.every(({ stats, isClosed }) => stats.uid === uid && !isClosed && isReadable(stats)))
    return found;
  await giveToCaller(placeOf(folder, path).toString());
  return look();
}

function isReadable(stats: Entry["stats"]): boolean {
  return !stats.isFile() || (stats.mode & 0o400) !== 0;
}

/** No way leads through a link that the command has made. */
async function isBelowFolders(folder: string, path: TreePath): Promise<boolean> {
  for (const above of foldersAbove(path)) {
    const stats = await lstat(placeOf(folder, above)).catch(absent(undefined));
    if (!stats?.isDirectory()) return false;
  }
  return true;
}

function isWritten({ before, at }: Checkout, { path, stats }: Entry): boolean {
  return before.get(path) !== described(stats) || (!stats.isDirectory() && stats.ctimeMs > at);
}

/** Whether something below an output was removed. */
function hasLost({ before }: Checkout, output: TreePath, found: readonly Entry[]): boolean {
  const there = new Set(found.map(({ path }) => path));
  return found.length > 0 && [...before.keys()].some((path) => path.startsWith(`${output}/`) && !there.has(path));
}

function whyUnkept({ path, stats, isClosed }: Entry): string | undefined {
  const name = textOfPath(path);
  if (isClosed || !isReadable(stats)) return `${name} cannot be read`;
  if (path.split("/").some((part) => part.toLowerCase() === ".git")) return `${name} is a repository's`;
  const isKept = stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
  return isKept ? undefined : `${name} is neither a file, nor a folder, nor a link`;
}

async function* archived(
  folder: string,
  outputs: readonly TreePath[],
  entries: readonly Entry[],
): AsyncGenerator<TarEntry, void, undefined> {
  const above = new Set(outputs.flatMap((path) => [...foldersAbove(path)]));
  for (const path of [...above].sort()) yield { path, kind: "directory", mode: 0o755 };
  for (const { path, stats } of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const place = placeOf(folder, path);
    if (stats.isDirectory()) yield { path, kind: "directory", mode: 0o755 };
    else if (stats.isSymbolicLink()) {
      yield { path, kind: "link", mode: 0o777, target: (await readlink(place, "buffer")).toString("latin1") };
    } else {
      const { size } = stats;
      const content = size === 0 ? streamOf() : createReadStream(place, { end: size - 1 });
      yield { path, kind: "file", mode: modeOf(stats.mode), size, content };
    }
  }
}

function modeOf(mode: number): number {
  return (mode & 0o100) === 0 ? 0o644 : 0o755;
}

/**
 * The outputs of a record, from its raw snapshot, as an archive. The file is open while that is read.
 * @throws snapshot-invalid for what no run of ours leaves: anybody who may push can have written it
 */
export async function* outputsOf(rawFile: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(rawFile, "r");
  try {
    const image = openImage(fileSource(file, (await file.stat()).size));
    yield* writeTar(
      (async function* (): AsyncGenerator<TarEntry> {
        for (const { path, inode } of image.walk()) {
          const { type, mode, size, target } = inode;
          if (path === "") continue;
          if (type === "directory") yield { path, kind: "directory", mode: 0o755 };
          else if (type === "symlink") yield { path, kind: "link", mode: 0o777, target };
          else if (type === "file") {
            yield { path, kind: "file", mode: modeOf(mode), size, content: copied(image.readFile(inode)) };
          } else throw new TreestampError("snapshot-invalid", `${textOfPath(path)} in it is a ${type}.`);
        }
      })(),
    );
  } finally {
    await file.close();
  }
}

/**
 * Whether outputs can be laid: no link stands on their way, and none takes the place of a repository.
 * @throws input-invalid
 */
export async function checkPlaces(workspace: string, outputs: readonly TreePath[]): Promise<void> {
  for (const path of outputs) {
    for (const above of foldersAbove(path)) {
      const stats = await lstat(placeOf(workspace, above)).catch(absent(undefined));
      if (stats === undefined) break;
      if (!stats.isDirectory()) throw notLaid(path, `${textOfPath(above)} is no folder`);
    }
    const names = await readdir(placeOf(workspace, path)).catch((error: NodeJS.ErrnoException) => absent([])(error));
    for (const at of ["", ...names.map((name) => `/${name}`)]) {
      const git = await lstat(join(placeOf(workspace, path).toString() + at, ".git")).catch(absent(undefined));
      if (git !== undefined) throw notLaid(path, `${textOfPath(path)}${at} is a repository of its own`);
    }
  }
}

function notLaid(path: TreePath, why: string): TreestampError {
  return new TreestampError("input-invalid", `\`outputs\`: ${textOfPath(path)} cannot be written to: ${why}.`, {
    remedy: "Outputs take the place of what is there: move that, or name another folder.",
  });
}

/**
 * Writes outputs to the workspace, and nothing else that the archive may have. What is there stays until all of them are whole.
 * @throws input-invalid where they cannot be laid; sandbox-failed; interrupted
 */
export async function layOutputs(
  archive: AsyncIterable<Uint8Array>,
  outputs: readonly TreePath[],
  workspace: string,
  signal: AbortSignal,
): Promise<void> {
  if (outputs.length === 0) return;
  const root = await realpath(workspace);
  await checkPlaces(root, outputs);
  await sweepScratch(root);
  const scratch = await makeScratch(root, "treestamp-");
  try {
    await mkdir(join(scratch, "old"));
    await unpack(archive, scratch, signal, outputs);
    for (const [number, path] of outputs.entries()) {
      const target = placeOf(root, path);
      await mkdir(dirname(target.toString()), { recursive: true });
      await rename(target, join(scratch, "old", `${number}`)).catch(absent(undefined));
      await rename(placeOf(scratch, path), target);
    }
  } finally {
    await removeScratch(scratch);
  }
}
