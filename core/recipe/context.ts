/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import type { ObjectReader, ObjectStream } from "../git/objects.ts";
import type { ReadTree, TreePath } from "../git/path.ts";
import { lacking, type Repository } from "../git/repository.ts";
import type { TreeEntry } from "../git/tree.ts";
import type { ByteSource } from "../store/port.ts";
import type { Place } from "./kept-places.ts";
import type { Recipe } from "./recipe.ts";

/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;

/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories.
 */
export function contextTar(repository: Repository, recipe: Recipe): ByteSource {
  return async function* () {
    // A reader of our own: whoever takes the tar slowly holds up nobody else.
    const objects = repository.openObjects();
    try {
      yield* writeTar(archived(placesOf(repository, recipe), objects));
    } finally {
      await objects.close();
    }
  };
}

/** Reads the recipe's trees: git's, and those that laying in has made. */
export function treesOf(repository: Repository, recipe: Recipe): ReadTree {
  return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}

/** The text of the recipe's Dockerfile. */
export async function dockerfileText(repository: Repository, recipe: Recipe): Promise<string> {
  return (await repository.readBlob(recipe.dockerfileOid)).toString("utf8");
}

/** Everything in the context, each directory before what is in it. */
async function* placesOf(repository: Repository, recipe: Recipe): AsyncGenerator<Place<TreeEntry>, void, undefined> {
  const readTree = treesOf(repository, recipe);
  async function* below(entries: readonly TreeEntry[], above: TreePath): AsyncGenerator<Place<TreeEntry>> {
    for (const entry of entries) {
      const path = above + entry.name;
      const isDirectory = entry.mode === "40000";
      yield { path, isDirectory, entry };
      if (isDirectory) yield* below(await readTree(entry.oid), `${path}/`);
    }
  }
  yield* below(recipe.context, "");
}

/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(
  places: AsyncIterable<Place<TreeEntry>>,
  objects: ObjectReader,
): AsyncGenerator<TarEntry, void, undefined> {
  const queue: { place: Place<TreeEntry>; content: Promise<ObjectStream | undefined> | undefined }[] = [];
  for await (const place of places) {
    const isBlob = place.entry.mode.startsWith("1") && place.entry.mode !== "160000";
    const content = isBlob ? objects.stream(place.entry.oid) : undefined;
    content?.catch(() => {}); // heard when its turn comes; nobody listens where the reader stops early
    queue.push({ place, content });
    if (queue.length < askedAhead) continue;
    for (const next of queue.splice(0, askedAhead / 2)) yield await tarEntry(next.place, next.content);
  }
  for (const { place, content } of queue) yield await tarEntry(place, content);
}

async function tarEntry(
  { path, entry }: Place<TreeEntry>,
  asked: Promise<ObjectStream | undefined> | undefined,
): Promise<TarEntry> {
  if (asked === undefined) return { path, kind: "directory", mode: 0o755 };
  const object = await asked;
  if (object === undefined) throw lacking("blob", entry.oid);
  if (entry.mode === "120000") {
    const parts: Buffer[] = [];
    for await (const part of object.body) parts.push(part);
    return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
  }
  const mode = entry.mode === "100755" ? 0o755 : 0o644;
  return { path, kind: "file", mode, size: object.size, content: object.body };
}
