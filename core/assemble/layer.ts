/**
 * From what commands have left in an overlay's upper folder to a layer: the overlay's marks become OCI's, times are clamped,
 * and what was only touched is left out. Source: Linux, Documentation/filesystems/overlayfs.rst; image-spec, layer.md.
 */
import { type TarMember, tarMembers } from "../archive/tar-entries.ts";
import type { TarEntry as ReadEntry } from "../archive/tar-reader.ts";
import type { TarEntry } from "../archive/tar-writer.ts";
import { foldersAbove } from "../git/path.ts";
import { textOf } from "../git/tree.ts";
import type { OverlayMarks } from "../sandbox/port.ts";
import type { Attributes } from "../snapshot/tree.ts";
import { keptXattrs } from "../snapshot/xattrs.ts";
import { clamped, directoryEntry, hiddenName, hiding, isHidingName, opaqueName } from "./layer-entry.ts";
import { type Folder, nodeAt } from "./root-tree.ts";

export interface Changed {
  /** The base. */
  readonly root: Folder;
  /** Paths that are there only because commands needed them to run. */
  readonly ours: ReadonlySet<string>;
  readonly marks: OverlayMarks;
  /** Times later than this are set to it. Seconds since 1970. */
  readonly epoch: number;
}

/**
 * The entries of the layer. A directory of the base stands there with the base's attributes if something in it has changed,
 * and not at all if nothing has.
 * @param archive the changes, each directory before what is in it
 * @throws input-invalid for a name that a layer cannot hold
 */
export async function* layerEntries(
  archive: AsyncIterable<Uint8Array>,
  changed: Changed,
): AsyncGenerator<TarEntry, void, undefined> {
  /** Directories that get an entry only if something below them does. */
  const waiting = new Map<string, TarEntry>();
  function* waitingAbove(path: string): Generator<TarEntry> {
    for (const above of foldersAbove(path)) {
      const entry = waiting.get(above);
      if (entry === undefined) continue;
      waiting.delete(above);
      yield entry;
    }
  }
  for await (const member of tarMembers(archive)) {
    const { entry } = member;
    const path = entry.name === "./" ? "" : entry.name.replace(/\/+$/, "");
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (isHidingName(name)) throw hiddenName(`/${textOf(path)}`);
    if (entry.type === "directory") {
      const directory = directoryOf(entry, path, changed);
      if (directory.waits) waiting.set(path, directory.entry);
      else {
        yield* waitingAbove(path);
        yield directory.entry;
        if (directory.hides) yield markOf(`${path}/${opaqueName}`);
      }
      continue;
    }
    const made = entryOf(member, path, changed);
    if (made === undefined) continue;
    yield* waitingAbove(path);
    yield made;
  }
}

interface Directory {
  readonly entry: TarEntry;
  /** It is what the base has, or ours. */
  readonly waits: boolean;
  /** Nothing of the base shows in it. */
  readonly hides: boolean;
}

function directoryOf(entry: ReadEntry, path: string, { root, ours, marks, epoch }: Changed): Directory {
  const there = nodeAt(root, path);
  const below = there?.type === "directory" ? there.base : undefined;
  const hides = below !== undefined && isOpaque(entry, marks);
  const attributes = attributesOf(entry, epoch);
  // Its time is that of the last change in it, which the layer tells by itself.
  const isBelow = below !== undefined && !hides && isSame(attributes, below.attributes, path === "");
  const waits = isBelow || (below === undefined && ours.has(path));
  const named = path === "" ? "." : path;
  return { entry: directoryEntry(named, isBelow ? below.attributes : attributes), waits, hides };
}

/** @throws Error for a file whose content is elsewhere, which no overlay that is mounted for builds makes */
function isOpaque({ xattrs, name }: ReadEntry, marks: OverlayMarks): boolean {
  if (xattrs.has(`${marks}redirect`)) throw new Error(`${name} was moved by the overlay`);
  return xattrs.get(`${marks}opaque`) === "y";
}

/** @param isRoot the root's own extended attributes are not known to the overlay */
function isSame(one: Attributes, other: Attributes, isRoot: boolean): boolean {
  const xattrs = ({ xattrs: all }: Attributes) => JSON.stringify([...all].sort());
  return (
    one.mode === other.mode &&
    one.uid === other.uid &&
    one.gid === other.gid &&
    (isRoot || xattrs(one) === xattrs(other))
  );
}

/** Anything but a directory; undefined for what is not in the layer. */
function entryOf({ entry, content }: TarMember, path: string, changed: Changed): TarEntry | undefined {
  const { type, linkName, major, minor, size } = entry;
  if (type === "character" && major === 0 && minor === 0) {
    const start = path.lastIndexOf("/") + 1;
    const isThere = nodeAt(changed.root, path) !== undefined;
    return isThere ? markOf(`${path.slice(0, start)}${hiding(path.slice(start))}`) : undefined;
  }
  if (entry.xattrs.has(`${changed.marks}metacopy`)) {
    throw new Error(`The overlay has not copied the content of ${path}.`);
  }
  if (type === "file" && size === 0 && changed.ours.has(path)) return undefined;
  const { mode, uid, gid, mtime, xattrs } = attributesOf(entry, changed.epoch);
  const common = { path, mode, uid, gid, mtime, xattrs };
  switch (type) {
    case "link":
      return { ...common, kind: "hardlink", target: linkName };
    case "symlink":
      return { ...common, kind: "link", target: linkName };
    case "character":
    case "block":
      return { ...common, kind: type, major, minor };
    case "fifo":
      return { ...common, kind: type };
    default:
      return { ...common, kind: "file", size, content };
  }
}

/** By name, whatever order the file system has them in. */
function attributesOf({ type, mode, uid, gid, mtime, xattrs }: ReadEntry, epoch: number): Attributes {
  const kept = [...keptXattrs(xattrs, type === "link" ? "file" : type)].sort(([a], [b]) => (a < b ? -1 : 1));
  return { mode, uid, gid, mtime: clamped(mtime, epoch), xattrs: new Map(kept) };
}

/** An empty file that says something by its name. */
function markOf(path: string): TarEntry {
  return { path, kind: "file", mode: 0o644, size: 0 };
}
