/** The build context as a tar stream, from git objects alone: the same bytes on every machine. */
import { Readable } from "node:stream";
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import { type LfsPointer, largestPointer, parsePointer } from "../git/lfs-pointer.ts";
import type { ObjectReader, ObjectStream } from "../git/objects.ts";
import type { ReadTree, TreePath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { type TreeEntry, textOf } from "../git/tree.ts";
import { streamOf } from "../oci/byte-stream.ts";
import type { ByteSource } from "../oci/port.ts";
import { lfsContent } from "./lfs.ts";
import { type DockerfileMethod, type Files, pathInRepository, type Recipe } from "./recipe.ts";
import { forImage, type Purpose, type WholeContext, withSubmodules } from "./submodules.ts";

/** So many files are asked for before the first half of them is read. */
const askedAhead = 128;

/**
 * The tar of a recipe's files: blobs as they are (no line endings, no keywords changed), links as links, submodules with their
 * files, the files of Git LFS with their content.
 */
export function contextTar(repository: Repository, recipe: Files, purpose: Purpose = forImage): ByteSource {
  return async function* () {
    // A separate reader, so that a slow consumer of the tar does not hold up others.
    const context = await withSubmodules(repository, recipe, purpose);
    const lfs = { gitDirectories: context.gitDirectories, purpose };
    const files: Asked = {
      lfs: (path, pointer) => lfsContent(repository, lfs, pathInRepository(recipe, path), pointer),
      lacking: (oid) => repository.lacking("blob", oid),
      name: (path) => textOf(pathInRepository(recipe, path)),
    };
    try {
      yield* writeTar(archived(placesOf(context), streamer(recipe, context.objects), files));
    } finally {
      await context.close();
    }
  };
}

/** Reads the recipe's trees: git's, and those that laying in has made. */
export function treesOf(repository: Repository, recipe: Recipe): ReadTree {
  return async (oid) => recipe.madeTrees.get(oid) ?? (await repository.readTree(oid));
}

/** The text of the recipe's Dockerfile. */
export async function dockerfileText(repository: Repository, { oid }: DockerfileMethod): Promise<string> {
  return (await repository.readBlob(oid)).toString("utf8");
}

/** The bytes of one of the recipe's own files; undefined if it has none of that name. */
export async function ownFile(repository: Repository, recipe: Recipe, name: string): Promise<Buffer | undefined> {
  const file = recipe.own.find((one) => one.name === name);
  if (file === undefined) return undefined;
  const { oid } = file.entry;
  return recipe.madeBlobs.get(oid) ?? (await repository.readBlob(oid));
}

/** Streams a file of the repository. */
export function blobOf(repository: Repository, oid: string): ByteSource {
  return async function* () {
    const reader = repository.openObjects([]);
    try {
      const object = await reader.stream(oid);
      if (object === undefined) throw await repository.lacking("blob", oid);
      yield* object.body;
    } finally {
      await reader.close();
    }
  };
}

/** Streams git's blobs, and those that reducing a file has made. */
function streamer({ madeBlobs }: Files, objects: ObjectReader): ObjectReader["stream"] {
  return async (oid) => {
    const made = madeBlobs.get(oid);
    if (made === undefined) return objects.stream(oid);
    return { oid, type: "blob", size: made.length, body: Readable.from([made]) };
  };
}

/** Everything in the context, each directory before what is in it. */
async function* placesOf({ entries, readTree }: WholeContext): AsyncGenerator<Place, void, undefined> {
  async function* below(entries: readonly TreeEntry[], above: TreePath): AsyncGenerator<Place> {
    for (const entry of entries) {
      const path = above + entry.name;
      yield { path, entry };
      if (entry.mode === "40000") yield* below(await readTree(entry.oid), `${path}/`);
    }
  }
  yield* below(entries, "");
}

interface Place {
  readonly path: TreePath;
  readonly entry: TreeEntry;
}

/** The tar's entries; a few files are asked for ahead, so that git works while the reader does. */
async function* archived(
  places: AsyncIterable<Place>,
  stream: ObjectReader["stream"],
  files: Asked,
): AsyncGenerator<TarEntry, void, undefined> {
  const queue: { place: Place; content: Promise<ObjectStream | undefined> | undefined }[] = [];
  for await (const place of places) {
    const content = place.entry.mode !== "40000" ? stream(place.entry.oid) : undefined;
    content?.catch(() => {}); // heard when its turn comes; nobody listens where the reader stops early
    queue.push({ place, content });
    if (queue.length < askedAhead) continue;
    for (const next of queue.splice(0, askedAhead / 2)) yield await tarEntry(next.place, next.content, files);
  }
  for (const { place, content } of queue) yield await tarEntry(place, content, files);
}

/** What a file of the context needs in addition to git's answer. */
interface Asked {
  lfs(path: TreePath, pointer: LfsPointer): Promise<AsyncIterable<Uint8Array>>;
  lacking(oid: string): Promise<TreestampError>;
  /** For messages. */
  name(path: TreePath): string;
}

async function tarEntry(
  { path, entry }: Place,
  asked: Promise<ObjectStream | undefined> | undefined,
  files: Asked,
): Promise<TarEntry> {
  if (asked === undefined) return { path, kind: "directory", mode: 0o755 };
  const object = await asked.catch((cause) => {
    if (!isTreestampError(cause)) throw cause;
    const { code, message, remedy } = cause;
    throw new TreestampError(code, `${files.name(path)} cannot be read: ${message}`, {
      ...(remedy === undefined ? {} : { remedy }),
      cause,
    });
  });
  if (object === undefined) throw await files.lacking(entry.oid);
  const mode = entry.mode === "100755" ? 0o755 : 0o644;
  const isLink = entry.mode === "120000";
  if (!isLink && object.size > largestPointer) {
    return { path, kind: "file", mode, size: object.size, content: object.body };
  }
  const parts: Buffer[] = [];
  for await (const part of object.body) parts.push(part);
  const body = Buffer.concat(parts);
  if (isLink) return { path, kind: "link", mode: 0o777, target: body.toString("latin1") };
  const pointer = parsePointer(body);
  if (pointer === undefined) return { path, kind: "file", mode, size: body.length, content: streamOf(body) };
  return { path, kind: "file", mode, size: pointer.size, content: await files.lfs(path, pointer) };
}
