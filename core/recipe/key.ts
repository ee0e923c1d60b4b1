/** The key: the git tree hash that names a recipe. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "../git/repository.ts";
import { compareEntries, encodeTree, hashObject, type ObjectFormat, type TreeEntry } from "../git/tree.ts";
import { defaultPlatform } from "../inputs/platforms.ts";
import { defaultCompression, type Key, type Recipe, reservedName } from "./recipe.ts";

/** Part of every key with parameters; to be raised whenever the same recipe must get another key. */
const version = 1;

/**
 * A recipe's key. A recipe that is one directory and nothing else has this directory's own hash; what else there is
 * stands in `.treestamp/recipe.json` of a tree that only the key names.
 */
export function keyOf(format: ObjectFormat, recipe: Recipe, dirty: boolean): Key {
  const { hash } = keyTree(format, recipe);
  return { hash, dirty, tag: tagOf(hash, dirty) };
}

/** Whether a recipe is still what it was. @param before undefined where there was none */
export function isUnchanged(format: ObjectFormat, before: Recipe | undefined, now: Recipe): boolean {
  return before !== undefined && keyOf(format, before, false).hash === keyOf(format, now, false).hash;
}

/** The image tag of a key: the hash, followed by `-dirty` for a recipe that is not committed. */
export function tagOf(hash: string, dirty: boolean): string {
  return dirty ? `${hash}-dirty` : hash;
}

/**
 * Writes the trees and the blob that make a key and that git does not have, so that `git ls-tree -r KEY` shows what went
 * in. Nothing is written for a recipe that is a plain directory, or for uncommitted changes.
 * @returns whether the repository has the key's tree now; a repository that cannot be written is no error
 */
export async function writeKeyTree(repository: Repository, recipe: Recipe, key: Key): Promise<boolean> {
  const { hash, made, blobs } = keyTree(repository.objectFormat, recipe);
  if (key.dirty || key.hash !== hash) return false;
  if (made.size === 0 || (await isLoose(repository, hash))) return true;
  for (const blob of blobs) {
    const { exitCode } = await repository.git(["hash-object", "-w", "--stdin"], { input: blob });
    if (exitCode !== 0) return false;
  }
  const input = [...made.values()].map((entries) => Buffer.from(`${entries.map(listed).join("")}\0`, "latin1"));
  const written = await repository.git(["mktree", "--batch", "-z", "--missing"], { input: Buffer.concat(input) });
  return written.exitCode === 0 && written.stdout.toString("latin1").split("\n").includes(hash);
}

/**
 * Whether git has an object in a file of its own, as `git mktree` leaves it. To ask git for what may not be there could make
 * it ask the remote of a partial clone.
 */
async function isLoose({ commonDirectory }: Repository, oid: string): Promise<boolean> {
  return access(join(commonDirectory, "objects", oid.slice(0, 2), oid.slice(2))).then(
    () => true,
    () => false,
  );
}

/** An entry as `git mktree -z` reads it. */
function listed({ mode, oid, name }: TreeEntry): string {
  const type = mode === "40000" ? "tree" : mode === "160000" ? "commit" : "blob";
  return `${mode} ${type} ${oid}\t${name}\0`;
}

interface KeyTree {
  readonly hash: string;
  /** The trees that git does not have, by hash; the key's own is the last. Empty for a plain directory. */
  readonly made: ReadonlyMap<string, readonly TreeEntry[]>;
  readonly blobs: readonly Buffer[];
}

/** A recipe that many others are made from is hashed once, not once for each way that leads to it. */
const known: Readonly<Record<ObjectFormat, WeakMap<Recipe, KeyTree>>> = { sha1: new WeakMap(), sha256: new WeakMap() };

function keyTree(format: ObjectFormat, recipe: Recipe): KeyTree {
  const tree = known[format].get(recipe) ?? makeKeyTree(format, recipe);
  known[format].set(recipe, tree);
  return tree;
}

function makeKeyTree(format: ObjectFormat, recipe: Recipe): KeyTree {
  const made = new Map(recipe.madeTrees);
  const make = (entries: readonly TreeEntry[]) => {
    const hash = hashObject(format, "tree", encodeTree(entries));
    made.set(hash, entries);
    return hash;
  };
  const parameters = parametersOf(recipe, format);
  if (parameters === undefined) {
    const plain = made.size === 0 && recipe.laidIn.size === 0;
    const hash = make(recipe.context);
    return { hash, made: plain ? new Map() : made, blobs: [...recipe.madeBlobs.values()] };
  }

  const blob = Buffer.from(`${JSON.stringify(parameters, undefined, 2)}\n`, "utf8");
  const json: TreeEntry = { mode: "100644", name: "recipe.json", oid: hashObject(format, "blob", blob) };
  const laidIn = recipe.context.find(({ name }) => name === reservedName);
  const engines = laidIn === undefined ? [] : made.get(laidIn.oid)!;
  const own = recipe.own.map(({ entry }) => entry);
  const all = [...engines, ...own, json].sort(compareEntries);
  const reserved: TreeEntry = { mode: "40000", name: reservedName, oid: make(all) };
  const root = [...recipe.context.filter((entry) => entry !== laidIn), reserved].sort(compareEntries);
  return { hash: make(root), made, blobs: [...recipe.madeBlobs.values(), blob] };
}

/** What differs from the defaults, in a fixed order; undefined if nothing does. */
function parametersOf(recipe: Recipe, format: ObjectFormat): object | undefined {
  const upstreams = [...recipe.upstreams].map(([name, of]) => [name, keyOf(format, of, false).hash] as const);
  const said = {
    ...methodParameters(recipe),
    ...(recipe.platforms.join() === defaultPlatform ? {} : { platforms: recipe.platforms }),
    // By digest alone: where the bytes are taken from does not change them.
    ...(recipe.bases.length === 0 ? {} : { bases: sorted(recipe.bases.map(({ name, digest }) => [name, digest])) }),
    ...(upstreams.length === 0 ? {} : { from: sorted(upstreams) }),
  };
  return Object.keys(said).length === 0 ? undefined : { version, ...said };
}

function methodParameters({ method, ignore }: Recipe): object {
  switch (method.kind) {
    case "dockerfile":
      return {
        ...(method.path === "Dockerfile" ? {} : { dockerfile: method.path }),
        // The files of a submodule are not in the tree: what the rules leave out of them is told by the rules alone.
        ...(ignore?.hasSubmodule ? { ignore: ignore.rules.patterns } : {}),
        ...(method.target === undefined ? {} : { target: method.target }),
        ...(method.buildArgs.size === 0 ? {} : { buildArgs: sorted(method.buildArgs) }),
        ...(method.compression === defaultCompression ? {} : { compression: method.compression }),
      };
    case "assemble": {
      const { owner, packages, clean, config } = method;
      const { env, labels, ...settings } = config;
      const maps = { env: sorted(env), labels: sorted(labels) };
      return {
        assemble: { owner: `${owner.uid}:${owner.gid}`, packages, clean, config: { ...maps, ...inOrder(settings) } },
      };
    }
    case "bootstrap": {
      const { tarball: _, packages, sums, remove } = method; // bytes count, not where they come from
      if (packages === undefined) return { bootstrap: { sums: sorted(sums), remove } };
      const { mirror: __, ...distribution } = packages;
      return { bootstrap: { packages: inOrder(distribution), remove } };
    }
    case "image":
      return { image: method.digest };
  }
}

/** The same object whatever the order in which it was written. */
function inOrder(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Pairs rather than an object: an object's own order would depend on the names. */
function sorted(pairs: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
