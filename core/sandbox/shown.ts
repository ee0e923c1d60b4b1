/** What a command sees through its binds, and should not: our own folders, and devices. */
import { mkdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { TreestampError } from "../errors.ts";
import type { Bind } from "../inputs/openings.ts";
import { checkStaysInside } from "../machine/leads-out.ts";
import { missing } from "../machine/missing.ts";
import { isWithin, listMounts, type Mount, mountAt, mountsBelow, placeInFileSystem } from "../machine/mounts.ts";

export interface Shown {
  /** All binds, in the order in which they are to be made. */
  readonly binds: readonly Bind[];
  /** Folders that are then covered by an empty one, as paths of the sandbox. */
  readonly masks: readonly string[];
}

/**
 * Hides folders of ours that lie in what is bound: who could write there would decide what root does for the next command,
 * and what that command runs in. Folders on the way to them are bound to themselves, since a mount point can neither be
 * renamed nor replaced. A folder may be shown under another name, as the home folder of a container job on GitHub is: it
 * is recognised by its place in the file system.
 * @param hidden absolute paths; what is not there yet is made, so that no command makes it
 * @throws input-invalid where one is itself what a bind shows, and where a source leads out of another bind by a link
 */
export async function hide(binds: readonly Bind[], hidden: readonly string[]): Promise<Shown> {
  await checkSources(binds);
  const mounts = listMounts();
  const folders = await Promise.all(hidden.map(madeFolder));
  const pairs = folders.flatMap((folder) => (folder === undefined ? [] : binds.map((bind) => ({ folder, bind }))));
  const found = await Promise.all(
    pairs.map(async ({ folder, bind }) => {
      const source = await sourceOf(bind);
      const isItself = await isSame(source, folder);
      return { folder, bind, source, paths: isItself ? undefined : await pathsTo(mounts, folder, source) };
    }),
  );
  const steps: Bind[] = [];
  const masks = new Set<string>();
  for (const { folder, bind, source, paths } of found) {
    if (paths === undefined) throw isShown(folder);
    for (const path of paths) {
      const names = relative(source, path).split(sep);
      const target = join(bind.target, ...names);
      if (isCovered(target, bind, binds)) continue;
      masks.add(target);
      for (let count = 1; count < names.length; count++) {
        const way = names.slice(0, count);
        steps.push({ ...bind, source: join(source, ...way), target: join(bind.target, ...way) });
      }
    }
  }
  return { binds: inOrder([...steps, ...binds]), masks: [...masks] };
}

/**
 * Adds binds for the mounts below what is bound, such as a /dev that somebody has mounted in the workspace: the options of
 * a bind, without devices and read-only, hold for one mount alone.
 */
export async function withMountsBelow(binds: readonly Bind[]): Promise<readonly Bind[]> {
  const mounts = listMounts();
  const sources = await Promise.all(binds.map(sourceOf));
  const below: Bind[] = [];
  for (const [at, bind] of binds.entries()) {
    const source = sources[at]!;
    for (const { place, options } of mountsBelow(mounts, source)) {
      const target = join(bind.target, relative(source, place));
      const holds = options.includes("nodev") && (!bind.readOnly || options.includes("ro"));
      if (!holds && !isCovered(target, bind, binds)) below.push({ ...bind, source: place, target });
    }
  }
  return inOrder([...below, ...binds]);
}

/** A folder that is to be hidden, by its true path; undefined where we may make none, and so there is nothing to be hidden. */
async function madeFolder(path: string): Promise<string | undefined> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch(() => {});
  return realpath(path).catch(missing(undefined));
}

async function checkSources(binds: readonly Bind[]): Promise<void> {
  for (const { source } of binds) {
    for (const above of binds) if (!above.readOnly) await checkStaysInside(above.source, source);
  }
}

/** A source that is not there is what the runtime complains of. */
function sourceOf({ source }: Bind): Promise<string> {
  return realpath(source).catch(missing(source));
}

/** True where another bind stands on the way from a bind to a path below it. */
function isCovered(target: string, bind: Bind, binds: readonly Bind[]): boolean {
  return binds.some((other) => other !== bind && isWithin(bind.target, other.target) && isWithin(other.target, target));
}

/** Outer ones first; of two at one place, the latter is on top. */
function inOrder(binds: readonly Bind[]): readonly Bind[] {
  const depth = ({ target }: Bind) => target.split(sep).filter(Boolean).length;
  return [...binds].sort((a, b) => depth(a) - depth(b));
}

/** The paths in `source` that lead to a folder. */
async function pathsTo(mounts: readonly Mount[], folder: string, source: string): Promise<string[]> {
  const own = mountAt(mounts, folder);
  if (own === undefined) return [];
  const place = placeInFileSystem(own, folder);
  const parts = [{ mount: mountAt(mounts, source), path: source }];
  for (const mount of mountsBelow(mounts, source)) parts.push({ mount, path: mount.place });
  const paths: string[] = [];
  for (const { mount, path } of parts) {
    if (mount?.device !== own.device) continue;
    const shown = placeInFileSystem(mount, path);
    if (!isWithin(shown, place)) continue;
    const found = join(path, relative(shown, place));
    // Another mount may stand there, and hide it.
    if (await isSame(found, folder)) paths.push(found);
  }
  return paths;
}

async function isSame(path: string, folder: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, folder].map((each) => stat(each).catch(() => undefined)));
  return a !== undefined && a.dev === b?.dev && a.ino === b.ino;
}

function isShown(folder: string): TreestampError {
  const message = `The command would see treestamp's own files: it gets the folder ${folder} itself.`;
  return new TreestampError("input-invalid", message, {
    remedy: "Set `cache-folder` to a folder that is neither the workspace nor given to the command.",
  });
}
