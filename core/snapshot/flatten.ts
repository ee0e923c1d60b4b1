/**
 * Layers to one tree, each layer read once. The uppermost layer comes first: what hides a lower file is known before that
 * file's bytes arrive, so nothing hidden is ever handed on.
 *
 * Layers merge as overlayfs merges them (see layer-tree.ts): directories of the same name show both contents and the
 * upper one's attributes; anything else shows the upper one alone. A directory that no entry describes has the lower
 * layer's attributes, or 0755 root:root at time 0.
 */
import { readTar, type TarData, type TarEntry } from "../archive/tar-reader.ts";
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { type LayerSource, plainLayer } from "./layer-stream.ts";
import {
  addEntry,
  hide,
  type LayerDirectory,
  type LayerNode,
  type LinkBelow,
  newDirectory,
  setAttributes,
} from "./layer-tree.ts";
import { type Attributes, type DirectoryInode, type FileInode, type LeafInode, namesIn } from "./tree.ts";

/** Takes the bytes of files, one file after the other. */
export interface FileSink {
  /** @param size bytes that will come */
  begin(size: number): FileTarget;
}

export interface FileTarget {
  write(bytes: Uint8Array): void | Promise<void>;
  /** Gives the block of the image where the content begins. */
  end(): number | Promise<number>;
}

export interface FlattenRequest {
  /** Bottom to top, as a manifest lists them. */
  readonly layers: readonly LayerSource[];
  /** What the layers are laid on: a tree whose files have their place. It is used up. */
  readonly base?: DirectoryInode | undefined;
  readonly sink: FileSink;
  readonly log: Log;
  /** Gets every entry of every layer once, including hidden ones. */
  readonly onEntry?: (entry: TarEntry) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads all layers and gives the root of the tree that a container would see.
 * @throws image-invalid, store-corrupt, store-unreachable
 */
export async function flatten(request: FlattenRequest): Promise<DirectoryInode> {
  const { layers, base, sink, onEntry, signal } = request;
  const below = base === undefined ? 0 : 1;
  const trees: LayerDirectory[] = [];
  /** Of each layer: its files whose bytes were not kept, and the number of each among the layer's entries. */
  const passedOver = layers.map(() => new Map<FileInode, number>());
  let merged: LayerDirectory | undefined;
  for (let index = layers.length - 1; index >= 0; index--) {
    const tree = newDirectory();
    const above = merged;
    let entries = 0;
    await readTar(plainLayer(layers[index]!, signal), (entry) => {
      entries++;
      onEntry?.(entry);
      const file = addEntry(tree, entry);
      if (file === undefined) return undefined;
      if (above === undefined || !isHidden(above, file.path)) return keep(file.inode, sink);
      passedOver[index]!.set(file.inode, entries);
      return undefined;
    });
    hideBelowWhiteouts(tree);
    trees[index + below] = tree;
    if (merged === undefined) merged = tree;
    else mergeBelow(merged, tree);
  }
  if (base !== undefined) {
    trees[0] = asLayer(base);
    if (merged === undefined) merged = trees[0];
    else mergeBelow(merged, trees[0]);
  }
  const linked = linkResolver(trees);
  const root = finish(merged ?? newDirectory(), linked);
  await readPassedOver(request, passedOver, root);
  return root;
}

/** The tree that a container would see, of layers that are read already, bottom to top. Their own trees are used up. */
export function mergedTree(layers: readonly LayerDirectory[]): DirectoryInode {
  const [top = newDirectory(), ...below] = layers.toReversed();
  for (const layer of layers) hideBelowWhiteouts(layer);
  for (const layer of below) mergeBelow(top, layer);
  return finish(top, linkResolver(layers));
}

/** A tree as the lowest layer: places and counts of names are given anew. */
function asLayer({ attributes, children }: DirectoryInode): LayerDirectory {
  const directory = newDirectory(attributes);
  for (const [name, child] of children) {
    if (child.type === "directory") directory.children.set(name, asLayer(child));
    else {
      child.links = 0;
      child.nid = 0;
      directory.children.set(name, child);
    }
  }
  return directory;
}

function keep(inode: FileInode, sink: FileSink): TarData {
  const target = sink.begin(inode.size);
  return {
    write: (bytes) => target.write(bytes),
    end: () => {
      const block = target.end();
      if (typeof block === "number") {
        inode.block = block;
        return;
      }
      return block.then((begin) => {
        inode.block = begin;
      });
    },
  };
}

/** Whether the layers above hide a lower layer's file at `path`. */
function isHidden(above: LayerDirectory, path: readonly string[]): boolean {
  let directory = above;
  for (const [index, name] of path.entries()) {
    const child = directory.children.get(name);
    if (child === undefined) return directory.opaque || directory.whiteouts?.has(name) === true;
    if (child.type !== "directory" || index === path.length - 1) return true;
    directory = child;
  }
  return true;
}

/** A whiteout beside an entry of the same name and layer: the entry stands, and nothing lower shows in it. */
function hideBelowWhiteouts(directory: LayerDirectory): void {
  for (const [name, child] of directory.children) {
    if (child.type !== "directory") continue;
    if (directory.whiteouts?.has(name)) child.opaque = true;
    hideBelowWhiteouts(child);
  }
}

function mergeBelow(upper: LayerDirectory, lower: LayerDirectory): void {
  if (upper.opaque) return;
  upper.attributes ??= lower.attributes;
  for (const [name, below] of lower.children) {
    if (upper.whiteouts?.has(name)) continue;
    const above = upper.children.get(name);
    if (above === undefined) upper.children.set(name, below);
    else if (above.type === "directory" && below.type === "directory") mergeBelow(above, below);
    else if (above.type === "directory") above.opaque = true;
  }
  for (const name of lower.whiteouts ?? []) {
    hide(upper, name);
    const above = upper.children.get(name);
    if (above?.type === "directory" && !lower.children.has(name)) above.opaque = true;
  }
  upper.opaque = lower.opaque;
}

/** Resolves hard links to lower layers. Each link goes to a lower layer, so this terminates. */
function linkResolver(trees: readonly LayerDirectory[]): (link: LinkBelow) => LeafInode {
  const found = new Map<LinkBelow, LeafInode>();
  const resolve = (link: LinkBelow): LeafInode => {
    const known = found.get(link);
    if (known !== undefined) return known;
    const node = lookUpBelow(trees, trees.indexOf(link.layer), link.target);
    if (node === undefined || node.type === "directory") {
      throw new TreestampError(
        "image-invalid",
        `A layer has a hard link to ${JSON.stringify(link.target.join("/"))}, and no such file is there.`,
        { remedy: "Docker would refuse this layer: build the image again." },
      );
    }
    const inode = node.type === "link" ? resolve(node) : node;
    setAttributes(inode, link.attributes);
    found.set(link, inode);
    return inode;
  };
  return resolve;
}

/** What is at `path` once all layers below `layer` are merged. */
function lookUpBelow(trees: readonly LayerDirectory[], layer: number, path: readonly string[]): LayerNode | undefined {
  for (let index = layer - 1; index >= 0; index--) {
    let directory = trees[index]!;
    for (const [depth, name] of path.entries()) {
      const child = directory.children.get(name);
      if (child === undefined) {
        if (directory.opaque || directory.whiteouts?.has(name)) return undefined;
        break;
      }
      if (depth === path.length - 1) return child;
      if (child.type !== "directory") return undefined;
      directory = child;
    }
  }
  return undefined;
}

const impliedAttributes: Attributes = {
  mode: 0o755,
  uid: 0,
  gid: 0,
  mtime: { seconds: 0, nanoseconds: 0 },
  xattrs: new Map(),
};

/** Turns the merged layers' tree into the image's in place: a copy would take as much memory again. */
function finish(directory: LayerDirectory, linked: (link: LinkBelow) => LeafInode): DirectoryInode {
  directory.attributes ??= impliedAttributes;
  directory.links = 2;
  for (const name of namesIn(directory)) {
    const child = directory.children.get(name)!;
    if (child.type === "directory") {
      finish(child, linked);
      directory.links++;
    } else {
      const inode = child.type === "link" ? linked(child) : child;
      if (inode !== child) directory.children.set(name, inode);
      inode.links++;
    }
  }
  return directory as DirectoryInode;
}

/**
 * A hard link of an upper layer may keep a lower file alive whose own name is hidden. That is known too late and is very
 * rare, so such layers are read once more.
 */
async function readPassedOver(
  { layers, sink, log, signal }: FlattenRequest,
  passedOver: readonly Map<FileInode, number>[],
  root: DirectoryInode,
): Promise<void> {
  const missing = new Set<FileInode>();
  const look = (directory: DirectoryInode) => {
    for (const child of directory.children.values()) {
      if (child.type === "directory") look(child);
      else if (child.type === "file" && child.block === undefined) missing.add(child);
    }
  };
  look(root);
  for (const [index, files] of passedOver.entries()) {
    const wanted = new Map<number, FileInode>();
    for (const [inode, number] of files) if (missing.delete(inode)) wanted.set(number, inode);
    if (wanted.size === 0) continue;
    const layer = layers[index]!;
    log.debug(
      `Reading layer ${layer.descriptor.digest} again: hard links of upper layers need ${wanted.size} hidden files.`,
    );
    let number = 0;
    await readTar(plainLayer(layer, signal), () => {
      const inode = wanted.get(++number);
      return inode === undefined ? undefined : keep(inode, sink);
    });
  }
  if (missing.size > 0) throw new Error(`${missing.size} files of the tree have no content`);
}
