/**
 * One layer as a tree of its own. As docker (overlay2) and containerd (overlayfs) do, a layer is unpacked by itself,
 * not over the layers below it: a symbolic link is followed only where the same layer made it, and never out of the
 * tree; a path through something that a lower layer has makes directories. Merging is flatten.ts's part.
 *
 * Odd cases, decided as docker and containerd decide them, or refused:
 * - Names are made clean; a leading "/" is dropped; a name that leaves the root is refused.
 * - The last entry of a name wins; a directory over a directory keeps its children; anything else replaces.
 * - An entry below something of the same layer that is no directory is refused.
 * - A hard link's own attributes are set on the file that it links to. Its target is looked up in the layer so far,
 *   then in the layers below (which overlay drivers cannot do; image-spec allows it).
 * - A character device 0:0 is overlayfs's own whiteout: unpacked, it hides, and is never seen.
 * - Whiteouts hide what lower layers have, never what this layer has, wherever they stand in it (image-spec layer.md).
 */
import type { TarEntry } from "../archive/tar-reader.ts";
import { TreestampError } from "../errors.ts";
import type { Attributes, DirectoryInode, FileInode, LeafInode } from "./tree.ts";
import { keptXattrs } from "./xattrs.ts";

export interface LayerDirectory extends Omit<DirectoryInode, "attributes" | "children"> {
  /** Missing if no entry of the layer is this directory itself: then a lower layer's attributes apply. */
  attributes: Attributes | undefined;
  readonly children: Map<string, LayerNode>;
  /** Nothing of lower layers shows in it. */
  opaque: boolean;
  /** Names in lower layers that are hidden. Missing if there are none, as is usual. */
  whiteouts: Set<string> | undefined;
}

/** A hard link to a file that must be in a layer below. */
export interface LinkBelow {
  readonly type: "link";
  readonly target: readonly string[];
  readonly attributes: Attributes;
}

export type LayerNode = LayerDirectory | LeafInode | LinkBelow;

/** One layer. */
export interface LayerTree {
  readonly root: LayerDirectory;
  /** All that ever were in it, in the order of their entries: each describes its file, whatever became of its own name. */
  readonly links: LinkBelow[];
}

export function newLayer(root = newDirectory()): LayerTree {
  return { root, links: [] };
}

export function newDirectory(attributes?: Attributes): LayerDirectory {
  const children = new Map<string, LayerNode>();
  return { type: "directory", attributes, children, links: 0, nid: 0, opaque: false, whiteouts: undefined };
}

/** Hides a name of lower layers. */
export function hide(directory: LayerDirectory, name: string): void {
  directory.whiteouts ??= new Set();
  directory.whiteouts.add(name);
}

/** An entry that is a regular file, and its place. */
export interface PlacedFile {
  readonly inode: FileInode;
  readonly path: readonly string[];
}

const whiteoutPrefix = ".wh.";
const opaqueName = ".wh..wh..opq";
const maxNameBytes = 255;
/** PATH_MAX of Linux, with its final NUL. */
const maxTargetBytes = 4095;
const maxLinksFollowed = 255;
/** As deep as a path of Linux's PATH_MAX can go. */
const maxDepth = 2048;
/** Kernel device numbers: 12 bits major, 20 bits minor. */
const maxMajor = 0xfff;
const maxMinor = 0xfffff;
const maxId = 0xffffffff;
/** What Linux shows of any. */
const symlinkMode = 0o777;
/** How many different values are kept at hand, so that others can share them. */
const maxRemembered = 4000;

/** Adds an entry to its layer's tree. Returns the file if it is one, whose content comes next. */
export function addEntry(layer: LayerTree, entry: TarEntry): PlacedFile | undefined {
  const { root } = layer;
  const path = cleanPath(entry.name);
  if (path.length === 0) {
    if (entry.type !== "directory") throw invalid(entry.name, "it is the root, but not a directory");
    root.attributes = attributesOf(entry);
    return undefined;
  }
  const name = sharedName(path.pop()!);
  const parent = followDirectories(root, path, entry.name, true)!;
  if (name.startsWith(whiteoutPrefix)) {
    addWhiteout(parent.directory, name, entry);
    return undefined;
  }
  const old = parent.directory.children.get(name);
  if (entry.type === "directory") {
    if (old?.type === "directory") old.attributes = attributesOf(entry);
    else parent.directory.children.set(name, newDirectory(attributesOf(entry)));
    return undefined;
  }
  if (entry.type === "link") {
    parent.directory.children.set(name, linkedNode(layer, entry));
    return undefined;
  }
  if (entry.type === "character" && entry.major === 0 && entry.minor === 0) {
    parent.directory.children.delete(name);
    hide(parent.directory, name);
    return undefined;
  }
  const inode = leafInode(entry);
  parent.directory.children.set(name, inode);
  return inode.type === "file" ? { inode, path: [...parent.path, name] } : undefined;
}

function addWhiteout(directory: LayerDirectory, name: string, entry: TarEntry): void {
  if (name === opaqueName) {
    directory.opaque = true;
    return;
  }
  // AUFS kept its own bookkeeping under such names: docker leaves it out, too.
  if (name.startsWith(`${whiteoutPrefix}${whiteoutPrefix}`)) return;
  const hidden = name.slice(whiteoutPrefix.length);
  if (hidden === "" || hidden === "." || hidden === "..")
    throw invalid(entry.name, "it hides a name that cannot exist");
  hide(directory, hidden);
}

/** The target of a hard link: the inode itself if this layer has it. */
function linkedNode({ root, links }: LayerTree, entry: TarEntry): LayerNode {
  const target = cleanPath(entry.linkName);
  const name = target.pop();
  if (name === undefined) throw invalid(entry.name, "it is a hard link to the root");
  const attributes = attributesOf(entry);
  const parent = followDirectories(root, target, entry.linkName, false);
  const node = parent?.directory.children.get(name);
  if (node?.type === "directory") throw invalid(entry.name, "it is a hard link to a directory");
  if (node === undefined || node.type === "link") {
    const link: LinkBelow = { type: "link", target: node?.target ?? [...(parent?.path ?? target), name], attributes };
    links.push(link);
    return link;
  }
  setAttributes(node, attributes);
  return node;
}

/** A hard link's entry describes the inode again: the later description wins; its attributes are added. */
export function setAttributes(inode: LeafInode, described: Attributes): void {
  const mode = inode.type === "symlink" ? symlinkMode : described.mode;
  const xattrs = new Map([...inode.attributes.xattrs, ...keptXattrs(described.xattrs, inode.type)]);
  inode.attributes = sharedAttributes({ ...described, mode, xattrs });
}

interface Followed {
  readonly directory: LayerDirectory;
  /** Its place after following links. */
  readonly path: readonly string[];
}

/**
 * Goes down a path within the layer, through its symbolic links. What is not there is made, or ends the walk with
 * nothing.
 */
function followDirectories(
  root: LayerDirectory,
  path: readonly string[],
  name: string,
  make: boolean,
): Followed | undefined {
  const way = [root];
  const real: string[] = [];
  const todo = path.toReversed();
  let followed = 0;
  while (todo.length > 0) {
    const part = todo.pop()!;
    if (part === "..") {
      if (real.pop() !== undefined) way.pop();
      continue;
    }
    const directory = way.at(-1)!;
    let next = directory.children.get(part);
    if (next === undefined) {
      if (!make) return undefined;
      next = newDirectory();
      directory.children.set(part, next);
    }
    if (next.type === "directory") {
      way.push(next);
      real.push(part);
      if (real.length > maxDepth) throw invalid(name, "it is too deep");
    } else if (next.type === "symlink") {
      if (++followed > maxLinksFollowed) throw invalid(name, "its symbolic links form a circle");
      const target = next.target.split("/").filter((piece) => piece !== "" && piece !== ".");
      for (const piece of target) checkName(piece, name);
      if (next.target.startsWith("/")) {
        way.length = 1;
        real.length = 0;
      }
      todo.push(...target.reverse());
    } else if (make) {
      throw invalid(name, `${[...real, part].join("/")} is no directory`);
    } else {
      return undefined;
    }
  }
  return { directory: way.at(-1)!, path: real };
}

function leafInode(entry: TarEntry): LeafInode {
  const attributes = attributesOf(entry);
  switch (entry.type) {
    case "file":
      return { type: "file", attributes, links: 0, nid: 0, size: entry.size, block: undefined };
    case "symlink": {
      const target = entry.linkName;
      if (target === "" || target.length > maxTargetBytes || target.includes("\0")) {
        throw invalid(entry.name, `its target has an impossible length of ${target.length} bytes`);
      }
      return { type: "symlink", attributes, links: 0, nid: 0, target };
    }
    case "character":
    case "block": {
      const { type, major, minor } = entry;
      if (major < 0 || major > maxMajor || minor < 0 || minor > maxMinor) {
        throw invalid(entry.name, `a device ${major}:${minor} cannot be`);
      }
      return { type, attributes, links: 0, nid: 0, major, minor };
    }
    default:
      return { type: "fifo", attributes, links: 0, nid: 0 };
  }
}

function attributesOf({ name, type, mode, uid, gid, mtime, xattrs }: TarEntry): Attributes {
  if (uid < 0 || gid < 0 || uid > maxId || gid > maxId) throw invalid(name, `its owner ${uid}:${gid} is out of range`);
  const kept = keptXattrs(xattrs, type === "link" ? "file" : type);
  return sharedAttributes({ mode: type === "symlink" ? symlinkMode : mode, uid, gid, mtime, xattrs: kept });
}

/**
 * What came lately, so that equal values are one object: files that belong together have mostly the same attributes, and
 * some names are in every other directory.
 */
const lately = { attributes: new Map<string, Attributes>(), names: new Map<string, string>() };

function remember<T>(values: Map<string, T>, key: string, value: T): T {
  if (values.size === maxRemembered) values.clear();
  values.set(key, value);
  return value;
}

/** The attributes themselves, or equal ones that came lately. */
export function sharedAttributes(attributes: Attributes): Attributes {
  const { mode, uid, gid, mtime, xattrs } = attributes;
  if (xattrs.size > 0) return attributes;
  const key = `${mode} ${uid} ${gid} ${mtime.seconds} ${mtime.nanoseconds}`;
  return lately.attributes.get(key) ?? remember(lately.attributes, key, attributes);
}

/** The name in memory of its own, which other directories may share. */
export function sharedName(name: string): string {
  const known = lately.names.get(name);
  if (known !== undefined) return known;
  // As a part of a longer string it would keep that in memory.
  const own = Buffer.from(name, "latin1").toString("latin1");
  return remember(lately.names, own, own);
}

/** The components of a name, without ".", ".." and empty ones. @throws image-invalid where it leaves the root */
export function cleanPath(name: string): string[] {
  const path: string[] = [];
  for (const part of name.split("/")) {
    if (part === "" || part === ".") continue;
    checkName(part, name);
    if (part !== "..") path.push(part);
    else if (path.pop() === undefined) throw invalid(name, "it leaves the image's root");
  }
  return path;
}

function checkName(part: string, name: string): void {
  if (part.length > maxNameBytes) throw invalid(name, `a part of its name has ${part.length} bytes, more than 255`);
  if (part.includes("\0")) throw invalid(name, "its name has a NUL byte");
}

function invalid(name: string, what: string): TreestampError {
  return new TreestampError(
    "image-invalid",
    `A layer's entry ${JSON.stringify(name.slice(0, 300))} cannot be: ${what}.`,
    {
      remedy: "Docker would refuse it or change it: build the image again without it.",
    },
  );
}
