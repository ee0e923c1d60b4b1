/** Everything that decides a build image. Two recipes that differ in anything here have different keys. */

import type { TreePath } from "../git/path.ts";
import type { TreeEntry } from "../git/tree.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { IgnoreRules } from "./dockerignore.ts";
import type { IncludeItem } from "./include.ts";

export interface Recipe {
  /**
   * The root entries of the build context: the context directory with the included paths laid in, without what the ignore
   * rules leave out.
   */
  readonly context: readonly TreeEntry[];
  /** Trees below `context` that laying in has made, by hash: git does not have them. */
  readonly madeTrees: ReadonlyMap<string, readonly TreeEntry[]>;
  /** Blobs in `context` that git does not have, by hash: files reduced to some of their fields. */
  readonly madeBlobs: ReadonlyMap<string, Buffer>;
  /** The fields of such files, by their path; for messages. */
  readonly reduced: ReadonlyMap<TreePath, readonly string[]>;
  /** Included files and directories, where the context directory itself has nothing at their place; for messages. */
  readonly laidIn: ReadonlySet<TreePath>;
  /** Path of the Dockerfile inside the context tree, as text. */
  readonly dockerfile: string;
  /** The Dockerfile's blob; that of the file a symbolic link points to. */
  readonly dockerfileOid: string;
  /** What `.dockerignore` excludes; undefined if there are no rules. */
  readonly ignore: Ignore | undefined;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** Sorted, without duplicates; by default `linux/amd64`. */
  readonly platforms: readonly string[];
  /** Sorted by name. */
  readonly bases: readonly BaseImage[];
  /** Where it came from, for messages. The key holds the content, not this. */
  readonly origin: Origin;
}

export interface Ignore {
  /** The file that holds the rules, as text. */
  readonly file: string;
  readonly rules: IgnoreRules;
  /** Files and whole directories (with a slash at the end) of the context; for messages. */
  readonly leftOut: readonly TreePath[];
  /** True if a submodule is kept: then the rules select among its files, and are part of the key. */
  readonly hasSubmodule: boolean;
}

/** Paths from the root of the repository. */
export interface Origin {
  readonly context: TreePath;
  readonly include: readonly IncludeItem[];
  readonly dockerfile: TreePath;
  /** Where the Dockerfile's symbolic link leads; left out if it is not one. */
  readonly dockerfileTarget?: TreePath;
}

/** A recipe's name. */
export interface Key {
  /** 40 or 64 hexadecimal digits: a git tree hash. */
  readonly hash: string;
  /** True if the working tree differed from the commit; such a key is never pushed to a shared store. */
  readonly dirty: boolean;
  /** The image tag: the hash, followed by `-dirty` if it is. */
  readonly tag: string;
}

/** Directory at the context's root that treestamp reserves for what is not a file of the context. */
export const reservedName = ".treestamp";

/** Where in the repository a path of the context comes from. */
export function pathInRepository({ laidIn, origin: { context, dockerfile } }: Recipe, path: TreePath): TreePath {
  if (path === `${reservedName}/Dockerfile`) return dockerfile;
  return context === "" || isIn(laidIn, path) ? path : `${context}/${path}`;
}

/** Whether the path itself or a directory above it is among these. */
function isIn(places: ReadonlySet<TreePath>, path: TreePath): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (places.has(path.slice(0, end))) return true;
  }
  return false;
}
