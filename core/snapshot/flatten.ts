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
import { type Changes, changedDirectories, newChanges, takeAway } from "./changes.ts";
import { type LayerSource, plainLayer } from "./layer-stream.ts";
import {
  addEntry,
  hide,
  type LayerDirectory,
  type LayerNode,
  type LayerTree,
  type LinkBelow,
  newDirectory,
  newLayer,
  setAttributes,
} from "./layer-tree.ts";
import { type Attributes, type DirectoryInode, type FileInode, type Inode, type LeafInode, namesIn } from "./tree.ts";

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
  /** What the layers are laid on: a tree whose inodes have their place. It is used up. */
  readonly base?: DirectoryInode | undefined;
  /** Gets what changes of the base. */
  readonly changes?: Changes | undefined;
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
  const { layers, base, sink, onEntry, signal, changes = newChanges() } = request;
  const below = base === undefined ? 0 : 1;
  const trees: LayerTree[] = [];
  /** For each layer, the files whose bytes were not kept, with the number of each among the layer's entries. */
  const passedOver = layers.map(() => new Map<FileInode, number>());
  let merged: LayerDirectory | undefined;
  for (let index = layers.length - 1; index >= 0; index--) {
    const tree = newLayer();
    const above = merged;
    let entries = 0;
    await readTar(plainLayer(layers[index]!, signal), (entry) => {
      entries++;
      onEntry?.(entry);
      const file = addEntry(tree, entry);
      if (file === undefined) return undefined;
      if (above === undefined || lookUp(above, file.path) === undefined) return keep(file.inode, sink);
      passedOver[index]!.set(file.inode, entries);
      return undefined;
    });
    hideBelowWhiteouts(tree.root);
    trees[index + below] = tree;
    if (merged === undefined) merged = tree.root;
    else mergeBelow(merged, tree.root);
  }
  merged ??= newDirectory();
  if (base !== undefined) {
    trees[0] = newLayer(base as LayerDirectory); // it hides nothing
    layOnto(merged, base, changes);
  }
  const links = resolveLinks(trees);
  // Only what is in an image has a number.
  for (const inode of links.values()) if (inode.nid !== 0) changes.touched.add(inode);
  const root = finish(merged, links, changes);
  await readPassedOver({ ...request, changes }, passedOver, root);
  return root;
}

/** The tree that a container would see, of layers that are read already, bottom to top. Their own trees are used up. */
export function mergedTree(layers: readonly LayerTree[]): DirectoryInode {
  const [top = newLayer(), ...below] = layers.toReversed();
  for (const { root } of layers) hideBelowWhiteouts(root);
  for (const { root } of below) mergeBelow(top.root, root);
  return finish(top.root, resolveLinks(layers), newChanges());
}

/** As `mergeBelow`, and nothing is looked at but the directories that both have, and what is hidden. */
function layOnto(upper: LayerDirectory, lower: DirectoryInode, changes: Changes): void {
  changes.over.set(upper as DirectoryInode, lower);
  upper.nid = lower.nid;
  if (!upper.opaque) upper.attributes ??= lower.attributes;
  for (const [name, below] of lower.children) {
    const above = upper.children.get(name);
    const isHidden = upper.opaque || upper.whiteouts?.has(name) === true;
    if (above?.type === "directory" && below.type === "directory" && !isHidden) layOnto(above, below, changes);
    else if (above !== undefined || isHidden) takeAway(below, changes);
    else {
      upper.children.set(name, below as LayerNode);
      changes.kept.add(below);
    }
  }
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

/** What a layer has at `path`; "hidden" where it has nothing there and lets nothing of lower layers show. */
function lookUp(root: LayerDirectory, path: readonly string[]): LayerNode | "hidden" | undefined {
  let directory = root;
  let opaque = false;
  for (const [depth, name] of path.entries()) {
    opaque ||= directory.opaque;
    const child = directory.children.get(name);
    if (child === undefined) return opaque || directory.whiteouts?.has(name) ? "hidden" : undefined;
    if (depth === path.length - 1) return child;
    if (child.type !== "directory") return "hidden";
    directory = child;
  }
  return directory;
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

/**
 * Resolves hard links to lower layers, as they come when layers are applied one after the other: of several that describe
 * a file, the last one wins, even if its own name is hidden. One without a file is an error only where it is shown.
 */
function resolveLinks(layers: readonly LayerTree[]): ReadonlyMap<LinkBelow, LeafInode> {
  const resolved = new Map<LinkBelow, LeafInode>();
  for (const [index, { links }] of layers.entries()) {
    for (const link of links) {
      const node = lookUpBelow(layers, index, link.target);
      const inode = node?.type === "link" ? resolved.get(node) : node;
      if (inode === undefined || inode.type === "directory") continue;
      setAttributes(inode, link.attributes);
      resolved.set(link, inode);
    }
  }
  return resolved;
}

/** What is at `path` once all layers below one are merged. */
function lookUpBelow(layers: readonly LayerTree[], layer: number, path: readonly string[]): LayerNode | undefined {
  for (let index = layer - 1; index >= 0; index--) {
    const found = lookUp(layers[index]!.root, path);
    if (found !== undefined) return found === "hidden" ? undefined : found;
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
function finish(directory: LayerDirectory, links: ReadonlyMap<LinkBelow, LeafInode>, changes: Changes): DirectoryInode {
  directory.attributes ??= impliedAttributes;
  directory.links = 2;
  for (const name of namesIn(directory)) {
    const child = directory.children.get(name)!;
    const isKept = changes.kept.has(child as Inode);
    if (child.type === "directory") {
      if (!isKept) finish(child, links, changes);
      directory.links++;
    } else if (!isKept) {
      const inode = child.type === "link" ? fileOf(child, links) : child;
      if (inode !== child) directory.children.set(name, inode);
      inode.links++;
    }
  }
  return directory as DirectoryInode;
}

function fileOf(link: LinkBelow, links: ReadonlyMap<LinkBelow, LeafInode>): LeafInode {
  const inode = links.get(link);
  if (inode !== undefined) return inode;
  throw new TreestampError(
    "image-invalid",
    `A layer has a hard link to ${JSON.stringify(link.target.join("/"))}, and no such file is there.`,
    { remedy: "Docker would refuse this layer: build the image again." },
  );
}

/**
 * A hard link of an upper layer may keep a lower file alive whose own name is hidden. That is known too late and is very
 * rare, so such layers are read once more.
 */
async function readPassedOver(
  { layers, sink, log, signal, changes }: FlattenRequest,
  passedOver: readonly Map<FileInode, number>[],
  root: DirectoryInode,
): Promise<void> {
  const missing = new Set<FileInode>();
  for (const { directory } of changedDirectories(root, changes)) {
    for (const child of directory.children.values()) {
      if (child.type === "file" && child.block === undefined) missing.add(child);
    }
  }
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
