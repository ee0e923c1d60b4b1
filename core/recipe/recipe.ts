/** All that decides a build image. Two recipes that differ in anything here have different keys. */
import type { BaseImage } from "../engine/port.ts";
import type { TreeEntry } from "../git/tree.ts";

export interface Recipe {
  /** Repository path of the context: `.` for the whole repository. For people; the key holds the content. */
  readonly contextPath: string;
  /** The root entries of the build context: the context directory with the included paths laid in. */
  readonly context: readonly TreeEntry[];
  /** Path of the Dockerfile inside the context tree. */
  readonly dockerfile: string;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** Sorted, without duplicates; `linux/amd64` where nobody says otherwise. */
  readonly platforms: readonly string[];
  readonly bases: readonly BaseImage[];
}

/** A recipe's name. */
export interface Key {
  /** 40 or 64 hexadecimal digits: a git tree hash. */
  readonly hash: string;
  /** True where the working tree differed from the commit; such a key is never pushed to a shared store. */
  readonly dirty: boolean;
  /** The image tag: the hash, with `-dirty` after it where it is. */
  readonly tag: string;
}
