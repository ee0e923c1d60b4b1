/**
 * The entries of an archive's root as those of a layer: names made clean, times clamped, attributes as layers keep them, without
 * what `remove` names.
 *
 * Devices are left out. Every sandbox and every runtime mounts a /dev of its own, engines without root cannot make them, and a
 * device node 0:0 would hide a file under an overlay. Docker's own base images have none either.
 */
import type { TarMember } from "../archive/tar-entries.ts";
import type { TarEntry as ReadEntry, TarType } from "../archive/tar-reader.ts";
import type { TarEntry } from "../archive/tar-writer.ts";
import { clamped, hiddenName, isHidingName } from "../assemble/layer-entry.ts";
import { TreestampError } from "../errors.ts";
import { textOf } from "../git/tree.ts";
import { type IgnoreRules, matchWay } from "../recipe/dockerignore.ts";
import { addEntry, cleanPath, type LayerTree } from "../snapshot/layer-tree.ts";
import { keptXattrs } from "../snapshot/xattrs.ts";

export interface RootRules {
  readonly remove: IgnoreRules;
  /** Seconds since 1970. */
  readonly epoch: number;
  /** Whether names that hide files mean that: in the layers of an image. */
  readonly hides: boolean;
  /** How many there are at most: the tree of a layer takes memory for each. */
  readonly maxEntries: number;
}

/** What was not taken over. */
export interface LeftOut {
  devices: number;
  /** By the place of a pattern, whether it matched. */
  readonly matched: boolean[];
}

const kinds: Readonly<Record<TarType, TarEntry["kind"]>> = {
  file: "file",
  link: "hardlink",
  symlink: "link",
  character: "character",
  block: "block",
  directory: "directory",
  fifo: "fifo",
};

/**
 * @param tree gets the entries, and refuses those that no layer can have
 * @throws image-invalid for names that leave the root and others that cannot be, and for too many of them
 */
export async function* rootEntries(
  members: AsyncIterable<TarMember>,
  tree: LayerTree,
  { remove, epoch, hides, maxEntries }: RootRules,
  leftOut: LeftOut,
): AsyncGenerator<TarEntry, void, undefined> {
  const devices = new Set<string>();
  const isRemoved = (path: string) => path !== "" && matchWay(remove, textOf(path)).ignored;
  let count = 0;
  for await (const { entry, content } of members) {
    if (++count > maxEntries) throw new TreestampError("image-invalid", `It has more than ${maxEntries} entries.`);
    const path = cleanPath(entry.name).join("/");
    if (path !== "" && remove.patterns.length > 0) {
      const { ignored, matches } = matchWay(remove, textOf(path));
      for (const [index, matched] of matches.entries()) if (matched) leftOut.matched[index] = true;
      if (ignored && !(entry.type === "directory" && remove.mayKeepBelow(textOf(path)))) continue;
    }
    if (entry.type === "character" || entry.type === "block") {
      devices.add(path);
      leftOut.devices++;
      continue;
    }
    if (!hides && isHidingName(path.slice(path.lastIndexOf("/") + 1)))
      throw hiddenName(`/${textOf(path)} of the archive`);
    const target = entry.type === "link" ? cleanPath(entry.linkName).join("/") : entry.linkName;
    if (entry.type === "link") {
      if (devices.has(target)) continue;
      if (isRemoved(target)) throw linkToRemoved(path, target);
    }
    const taken = { ...entry, name: path, linkName: target, mtime: clamped(entry.mtime, epoch) };
    addEntry(tree, taken);
    yield written(taken, content);
  }
}

function written({ name, type, linkName, size, ...entry }: ReadEntry, content: TarMember["content"]): TarEntry {
  const { mode, uid, gid, mtime, xattrs } = entry;
  return {
    path: name === "" ? "." : name,
    kind: kinds[type],
    ...{ mode, uid, gid, mtime },
    xattrs: keptXattrs(xattrs, type === "link" ? "file" : type),
    ...(type === "link" || type === "symlink" ? { target: linkName } : {}),
    ...(type === "file" ? { size, content } : {}),
  };
}

function linkToRemoved(path: string, target: string): TreestampError {
  return new TreestampError(
    "input-invalid",
    `\`bootstrap.remove\` takes /${textOf(target)} away, and /${textOf(path)} is another name of that file.`,
    { remedy: "Let the patterns match both, or none." },
  );
}
