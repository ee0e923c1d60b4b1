/**
 * A folder on disk as a build context: for final images, which take in what a run has made. Modes, owners and times are
 * normalised as in the context of a build image, so that the same files give the same image on every machine.
 */
import { createReadStream } from "node:fs";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join, posix, relative, sep } from "node:path";
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import { TreestampError } from "../errors.ts";
import { bytesOf } from "../git/tree.ts";
import { missing } from "../machine/missing.ts";
import { streamOf } from "../oci/byte-stream.ts";
import type { ByteSource } from "../oci/port.ts";
import { type IgnoreRules, matchWay, noRules, parseDockerignore } from "./dockerignore.ts";
import { reservedName } from "./recipe.ts";
import { type Listing, unignoredFiles } from "./unignored-files.ts";

export interface FolderContext {
  /** The same bytes each time, as long as nobody changes the files. */
  readonly tar: ByteSource;
  /** Path of the Dockerfile in it. */
  readonly dockerfile: string;
  /** The Dockerfile's text. */
  readonly text: string;
}

/**
 * The context of a final image: `folder` without any `.git` and what its `.dockerignore` (or the Dockerfile's own) leaves out.
 * A Dockerfile from elsewhere is laid in under the reserved name.
 * @param named path of the Dockerfile; the one in the folder where it is left out
 * @throws path-missing, input-invalid
 */
export async function folderContext(folder: string, named?: string): Promise<FolderContext> {
  const file = named ?? (await ownDockerfile(folder));
  const stats = await lstat(folder).catch(missing(undefined));
  if (stats === undefined) throw notThere("context", folder);
  const text = await textAt(file);
  if (text === undefined) throw notThere("file", file);
  const way = relative(folder, file).split(sep).join("/");
  const own = await textAt(`${file}.dockerignore`);
  const shared = own === undefined ? await textAt(join(folder, ".dockerignore")) : undefined;
  const rules =
    own === undefined
      ? parseDockerignore(shared ?? "", ".dockerignore")
      : parseDockerignore(own, `${file}.dockerignore`);
  const isOutside = way === ".." || way.startsWith("../") || posix.isAbsolute(way);
  // A link is not passed on as the Dockerfile: its target may be excluded.
  const isInside = !isOutside && !matchWay(rules, way).ignored && (await lstat(file)).isFile();
  const dockerfile = isInside ? way : `${reservedName}/Dockerfile`;
  async function* entries(): AsyncGenerator<TarEntry> {
    yield* contextEntries(folder, rules);
    if (isInside) return;
    yield { path: reservedName, kind: "directory", mode: 0o755 };
    const body = Buffer.from(text!);
    yield { path: bytesOf(dockerfile), kind: "file", mode: 0o644, size: body.length, content: streamOf(body) };
  }
  return { tar: () => writeTar(entries()), dockerfile, text };
}

/**
 * The files of a folder, without any `.git`, as they are laid over a root: modes and times as in a context.
 * @throws path-missing
 */
export async function folderTar(folder: string): Promise<ByteSource> {
  const stats = await lstat(folder).catch(missing(undefined));
  if (stats?.isDirectory() !== true) throw notThere("proto", folder);
  return () => writeTar(contextEntries(folder, noRules));
}

/** `Dockerfile`, or else `dockerfile`, as for docker. */
async function ownDockerfile(folder: string): Promise<string> {
  const [usual, otherwise] = [join(folder, "Dockerfile"), join(folder, "dockerfile")];
  const isThere = async (path: string) => (await lstat(path).catch(missing(undefined))) !== undefined;
  return !(await isThere(usual)) && (await isThere(otherwise)) ? otherwise : usual;
}

/** Everything that is not excluded, by name. */
async function* contextEntries(folder: string, rules: IgnoreRules): AsyncGenerator<TarEntry> {
  const listing: Listing<string> = async (directory) => {
    const above = directory?.entry ?? "";
    const entries = await readdir(join(folder, above), { withFileTypes: true });
    return (
      entries
        // A repository in a folder below, such as a second checkout, may keep a token in its .git, too.
        .filter(({ name }) => name !== ".git" && (directory !== undefined || name !== reservedName))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((entry) => ({
          name: bytesOf(entry.name),
          isDirectory: entry.isDirectory(),
          entry: posix.join(above, entry.name),
        }))
    );
  };
  for await (const { entry } of unignoredFiles(listing, rules)) {
    const made = await tarEntry(folder, entry);
    if (made !== undefined) yield made;
  }
}

/** Undefined for a socket, a pipe or a device: docker cannot copy them either. */
async function tarEntry(folder: string, path: string): Promise<TarEntry | undefined> {
  const place = join(folder, path);
  const stats = await lstat(place);
  if (stats.isDirectory()) return { path: bytesOf(path), kind: "directory", mode: 0o755 };
  if (stats.isSymbolicLink()) {
    return {
      path: bytesOf(path),
      kind: "link",
      mode: 0o777,
      target: (await readlink(place, "buffer")).toString("latin1"),
    };
  }
  if (!stats.isFile()) return undefined;
  const mode = (stats.mode & 0o100) === 0 ? 0o644 : 0o755;
  return { path: bytesOf(path), kind: "file", mode, size: stats.size, content: fileBytes(place, stats.size) };
}

/** @throws input-invalid for a file that somebody writes to meanwhile */
async function* fileBytes(path: string, size: number): AsyncGenerator<Uint8Array> {
  let left = size;
  if (size > 0) {
    for await (const part of createReadStream(path, { end: size - 1, highWaterMark: 1 << 20 })) {
      left -= (part as Buffer).length;
      yield part as Buffer;
    }
  }
  if (left === 0) return;
  throw new TreestampError("input-invalid", `${path} changed while it was being read into the build context.`, {
    remedy: "Wait until nothing writes to the context, or exclude the file in .dockerignore.",
  });
}

async function textAt(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    if (error.code === "EISDIR") return undefined;
    throw error;
  });
}

function notThere(input: "context" | "file" | "proto", path: string): TreestampError {
  const what = input === "file" ? "file" : "folder";
  return new TreestampError("path-missing", `\`${input}\`: there is no ${what} ${path}.`, {
    remedy: "Check the spelling; relative paths start where treestamp is called (input `path`, flag -C).",
  });
}
