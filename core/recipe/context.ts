/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import { TreestampError } from "../errors.ts";
import type { ObjectReader, ObjectStream } from "../git/objects.ts";
import { entryAt, type ReadTree } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { bytesOf, type TreeEntry } from "../git/tree.ts";
import type { ByteSource } from "../store/port.ts";
import { type IgnoreRules, parseDockerignore } from "./dockerignore.ts";
import { keptPlaces, type Listing, type Place } from "./kept-places.ts";
import type { Recipe } from "./recipe.ts";

/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;

/**
 * The context's tar: blobs as they are (no line endings, no keywords changed), links as links, submodules as empty
 * directories, and without what the `.dockerignore` (or the Dockerfile's own) leaves out.
 */
export function contextTar(repository: Repository, recipe: Recipe): ByteSource {
  return async function* () {
    const rules = await ignoreRules(repository, recipe);
    // A reader of our own: whoever takes the tar slowly holds up nobody else.
    const objects = repository.openObjects();
    try {
      yield* writeTar(archived(placesOf(repository, recipe, rules), objects));
    } finally {
      await objects.close();
    }
  };
}

/** Reads the recipe's trees: git's, and those that laying in has made. */
export function treesOf(repository: Repository, recipe: Recipe): ReadTree {
  return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}

/** The content of a file of the context, as text; undefined where there is no such file. */
export async function textIn(repository: Repository, recipe: Recipe, path: string): Promise<string | undefined> {
  const readTree = treesOf(repository, recipe);
  const root = "the context";
  const reading: ReadTree = async (oid) => (oid === root ? recipe.context : readTree(oid));
  const { entry } = await entryAt(reading, root, bytesOf(path));
  if (entry === undefined || !entry.mode.startsWith("100")) return undefined;
  const object = await repository.objects.read(entry.oid);
  if (object === undefined) throw lacking(entry.oid);
  return object.body.toString("utf8");
}

async function ignoreRules(repository: Repository, recipe: Recipe): Promise<IgnoreRules> {
  for (const path of [`${recipe.dockerfile}.dockerignore`, ".dockerignore"]) {
    const text = await textIn(repository, recipe, path);
    if (text !== undefined) return parseDockerignore(text, path);
  }
  return parseDockerignore("", ".dockerignore");
}

/** Everything in the context that is not left out. */
function placesOf(repository: Repository, recipe: Recipe, rules: IgnoreRules): AsyncIterable<Place<TreeEntry>> {
  const readTree = treesOf(repository, recipe);
  const listing: Listing<TreeEntry> = async (directory) => {
    const entries = directory === undefined ? recipe.context : await readTree(directory.entry.oid);
    return entries.map((entry) => ({ name: entry.name, isDirectory: entry.mode === "40000", entry }));
  };
  const dockerfile = bytesOf(recipe.dockerfile);
  return keptPlaces(listing, rules, [dockerfile, `${dockerfile}.dockerignore`, ".dockerignore"]);
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
  if (object === undefined) throw lacking(entry.oid);
  if (entry.mode === "120000") {
    const parts: Buffer[] = [];
    for await (const part of object.body) parts.push(part);
    return { path, kind: "link", mode: 0o777, target: Buffer.concat(parts).toString("latin1") };
  }
  const mode = entry.mode === "100755" ? 0o755 : 0o644;
  return { path, kind: "file", mode, size: object.size, content: object.body };
}

function lacking(oid: string): TreestampError {
  return new TreestampError("repository-invalid", `The repository lacks the blob ${oid}.`, {
    remedy: "Fetch it: a partial or damaged clone may be the cause; `git fsck` tells.",
  });
}
