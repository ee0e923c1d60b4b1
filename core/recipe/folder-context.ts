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
import { streamOf } from "../store/byte-stream.ts";
import type { ByteSource } from "../store/port.ts";
import { type IgnoreRules, type Matches, parseDockerignore } from "./dockerignore.ts";
import { reservedName } from "./recipe.ts";

export interface FolderContext {
  /** The same bytes each time, as long as nobody changes the files. */
  readonly tar: ByteSource;
  /** Path of the Dockerfile in it. */
  readonly dockerfile: string;
  /** The Dockerfile's text. */
  readonly text: string;
}

/**
 * The context of a final image: `folder` without `.git` and what its `.dockerignore` (or the Dockerfile's own) leaves out.
 * A Dockerfile from elsewhere is laid in under the reserved name.
 * @param file path of the Dockerfile; the one in the folder where it is left out
 * @throws path-missing, input-invalid
 */
export async function folderContext(folder: string, file: string = join(folder, "Dockerfile")): Promise<FolderContext> {
  const stats = await lstat(folder).catch(missing(undefined));
  if (stats === undefined) throw notThere("context", folder);
  const text = await textAt(file);
  if (text === undefined) throw notThere("file", file);
  const way = relative(folder, file).split(sep).join("/");
  const isInside = way !== ".." && !way.startsWith("../") && !posix.isAbsolute(way);
  const dockerfile = isInside ? way : `${reservedName}/Dockerfile`;
  const own = await textAt(`${file}.dockerignore`);
  const shared = own === undefined ? await textAt(join(folder, ".dockerignore")) : undefined;
  const rules =
    own === undefined
      ? parseDockerignore(shared ?? "", ".dockerignore")
      : parseDockerignore(own, `${file}.dockerignore`);
  async function* entries(): AsyncGenerator<TarEntry> {
    yield* walk(folder, rules, isInside ? dockerfile : undefined);
    if (isInside) return;
    yield { path: reservedName, kind: "directory", mode: 0o755 };
    const body = Buffer.from(text!);
    yield { path: bytesOf(dockerfile), kind: "file", mode: 0o644, size: body.length, content: streamOf(body) };
  }
  return { tar: () => writeTar(entries()), dockerfile, text };
}

/** Everything that is not left out, each directory before what is in it, by name. */
async function* walk(folder: string, rules: IgnoreRules, dockerfile: string | undefined): AsyncGenerator<TarEntry> {
  /** Directories above the present one that are left out themselves, and appear only if something in them is kept. */
  const unannounced: string[] = [];

  async function* below(directory: string, aboveMatches: Matches): AsyncGenerator<TarEntry> {
    const names = await readdir(join(folder, directory), { withFileTypes: true });
    for (const entry of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
      if (path === ".git" || path === reservedName) continue;
      const { ignored, matches } = rules.match(path, aboveMatches);
      const isDirectory = entry.isDirectory();
      if (!ignored || path === dockerfile) {
        for (const above of unannounced.splice(0)) yield { path: bytesOf(above), kind: "directory", mode: 0o755 };
        const made = await tarEntry(folder, path);
        if (made !== undefined) yield made;
      } else if (isDirectory && (rules.hasExceptions || dockerfile?.startsWith(`${path}/`))) {
        unannounced.push(path);
      } else {
        continue;
      }
      if (isDirectory) yield* below(path, matches);
      if (unannounced.at(-1) === path) unannounced.pop();
    }
  }

  yield* below("", []);
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
  throw new TreestampError("input-invalid", `${path} was changed while it was read into the build context.`, {
    remedy: "Wait until nothing writes to the context, or leave the file out by .dockerignore.",
  });
}

async function textAt(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    if (error.code === "EISDIR") return undefined;
    throw error;
  });
}

function notThere(input: "context" | "file", path: string): TreestampError {
  const what = input === "context" ? "folder" : "file";
  return new TreestampError("path-missing", `\`${input}\`: there is no ${what} ${path}.`, {
    remedy: "Check the spelling; a relative path starts where treestamp is called (input `path`, flag -C).",
  });
}
