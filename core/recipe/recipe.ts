/** Everything that decides a build image. Two recipes that differ in anything here have different keys. */

import { resolve } from "node:path";
import type { TreePath } from "../git/path.ts";
import type { TreeEntry } from "../git/tree.ts";
import type { AssembleInputs } from "../inputs/assemble.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { DistributionInputs } from "../inputs/bootstrap.ts";
import type { Digest, LayerCompression } from "../oci/port.ts";
import type { IgnoreRules } from "./dockerignore.ts";
import type { IncludeItem } from "./include.ts";

export interface Recipe {
  readonly method: Method;
  /**
   * The root entries of the files that the image is made from: the build context with the included paths laid in, without
   * what the ignore rules leave out; what is laid over a root. Empty where there are no files.
   */
  readonly context: readonly TreeEntry[];
  /** Further files that decide the image, by their name below `.treestamp/`: they are in the key, and in no context. */
  readonly own: readonly OwnFile[];
  /** Trees below `context` that laying in has made, by hash: git does not have them. */
  readonly madeTrees: ReadonlyMap<string, readonly TreeEntry[]>;
  /** Blobs that git does not have, by hash: files reduced to some of their fields, scripts of `treestamp.yml`. */
  readonly madeBlobs: ReadonlyMap<string, Buffer>;
  /** The fields of such files, by their path; for messages. */
  readonly reduced: ReadonlyMap<TreePath, readonly string[]>;
  /** Included files and directories, where the context directory itself has nothing at their place; for messages. */
  readonly laidIn: ReadonlySet<TreePath>;
  /** What `.dockerignore` excludes; undefined if there are no rules. */
  readonly ignore: Ignore | undefined;
  /** Sorted, without duplicates; by default `linux/amd64`. */
  readonly platforms: readonly string[];
  /** Sorted by name. */
  readonly bases: readonly BaseImage[];
  /** The recipes that it is made from, by the names that it has for them, sorted. Their keys are in its key. */
  readonly upstreams: ReadonlyMap<string, Recipe>;
  /** Where it came from, for messages. The key holds the content, not this. */
  readonly origin: Origin;
}

/** How the image is made. */
export type Method = DockerfileMethod | AssembleMethod | BootstrapMethod | ImageMethod;

/** Smaller than gzip, and a third of the time: docker from version 23 on, podman and containerd pull it. */
export const defaultCompression: LayerCompression = "zstd";

/** An engine builds it. */
export interface DockerfileMethod {
  readonly kind: "dockerfile";
  /** Path of the Dockerfile inside the context tree, as text. */
  readonly path: string;
  /** The Dockerfile's blob; that of the file a symbolic link points to. */
  readonly oid: string;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** Of the layers that are built: it decides their digests, and so the image's. */
  readonly compression: LayerCompression;
  /** The Dockerfile's path in the repository. */
  readonly origin: TreePath;
  /** Where its symbolic link leads; left out if it is not one. */
  readonly linkedTo?: TreePath;
}

/** Files, packages and a script are laid on the root of its only upstream: the files are the context. */
export interface AssembleMethod extends Pick<AssembleInputs, "owner" | "packages" | "clean" | "config"> {
  readonly kind: "assemble";
}

/** A checked archive is its root; the context is laid over it. */
export interface BootstrapMethod {
  readonly kind: "bootstrap";
  /** The archive's address or path, with `{arch}` or `{machine}` in it. */
  readonly tarball: string | undefined;
  /** Packages that make the root, where there is no archive. */
  readonly packages: DistributionInputs | undefined;
  /** The archive's sum by platform; empty where the archive itself is a file of the repository, which is its own sum. */
  readonly sums: ReadonlyMap<string, Digest>;
  /** Patterns of what the archive has and the root shall not have. */
  readonly remove: readonly string[];
}

/** An image that exists: only its snapshot is made. */
export interface ImageMethod extends Pick<BaseImage, "digest" | "source"> {
  readonly kind: "image";
}

/** A file of the repository that decides the image and does not get into it. */
export interface OwnFile {
  /** `run`, `lock`; for an archive also its name: `tarball/root-amd64.tar.xz`. */
  readonly name: string;
  readonly entry: TreeEntry;
  /** Its path in the repository; undefined for a script of `treestamp.yml`. */
  readonly origin: TreePath | undefined;
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
  /** The environment of `treestamp.yml`; undefined for the recipe at its root, and for images from elsewhere. */
  readonly environment?: string;
  /** Undefined where no files are taken. */
  readonly context: TreePath | undefined;
  readonly include: readonly IncludeItem[];
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

/** The recipe, and all that it is made from; each once. */
export function withUpstreams(recipe: Recipe): readonly Recipe[] {
  const all = new Set([recipe]);
  for (const { upstreams } of all) for (const upstream of upstreams.values()) all.add(upstream);
  return [...all];
}

/** The same recipes with the folders of their images below `root`, where every path of a recipe starts; one that two are made from stays one. */
export function withFolders(recipes: ReadonlyMap<string, Recipe>, root: string): ReadonlyMap<string, Recipe> {
  const done = new Map<Recipe, Recipe>();
  const located = <T extends Pick<BaseImage, "source">>({ source, ...image }: T) => ({
    ...image,
    source: source.kind === "layout" ? { ...source, folder: resolve(root, source.folder) } : source,
  });
  const whole = (recipe: Recipe): Recipe => {
    const { method, bases, upstreams } = recipe;
    const known = done.get(recipe) ?? {
      ...recipe,
      method: method.kind === "image" ? located(method) : method,
      bases: bases.map(located),
      upstreams: wholeOnes(upstreams),
    };
    done.set(recipe, known);
    return known;
  };
  const wholeOnes = (all: ReadonlyMap<string, Recipe>) => new Map([...all].map(([name, one]) => [name, whole(one)]));
  return wholeOnes(recipes);
}

/** Directory at the context's root that treestamp reserves for what is not a file of the context. */
export const reservedName = ".treestamp";

/** What a recipe has of the repository. */
export type Files = Omit<Recipe, "method" | "platforms" | "bases" | "upstreams"> & Partial<Pick<Recipe, "method">>;

/** The same where it takes no files. */
export const noFiles: Files = {
  context: [],
  own: [],
  madeTrees: new Map(),
  madeBlobs: new Map(),
  reduced: new Map(),
  laidIn: new Set(),
  ignore: undefined,
  origin: { context: undefined, include: [] },
};

/** Where in the repository a path of the context comes from. */
export function pathInRepository({ laidIn, method, origin: { context = "" } }: Files, path: TreePath): TreePath {
  if (method?.kind === "dockerfile" && path === `${reservedName}/Dockerfile`) return method.origin;
  return context === "" || isIn(laidIn, path) ? path : `${context}/${path}`;
}

/** Whether the path itself or a directory above it is among these. */
function isIn(places: ReadonlySet<TreePath>, path: TreePath): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (places.has(path.slice(0, end))) return true;
  }
  return false;
}
