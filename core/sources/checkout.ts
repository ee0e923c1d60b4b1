/**
 * Sources from anywhere as the commit of a git repository: from there on nothing differs, and their key is the one that the same
 * files have as a commit. What git would change on its way in (line ends that .gitattributes names) is changed.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type TarMember, tarMembers } from "../archive/tar-entries.ts";
import { download } from "../download/download.ts";
import { checkArchiveStart, unpacked } from "../download/unpack.ts";
import { TreestampError } from "../errors.ts";
import type { Source } from "../inputs/source.ts";
import { formatBytes } from "../log/amounts.ts";
import type { Log } from "../log/log.ts";
import { firstBytes } from "../machine/first-bytes.ts";
import { missing } from "../machine/missing.ts";
import { run } from "../machine/process.ts";
import { makeScratch, sweepScratch } from "../machine/scratch.ts";
import { redacted } from "../oci/registry/refusal.ts";
import { folderTar } from "../recipe/folder-context.ts";
import { type LayOutLimits, layOut } from "./lay-out.ts";
import { zipMembers } from "./zip.ts";

export interface CheckoutParts {
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** The files of an image. */
  readonly filesOf: (reference: string, scratch: string, signal: AbortSignal) => AsyncGenerator<Uint8Array>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly limits?: SourceLimits;
}

export interface SourceLimits extends LayOutLimits {
  /** Milliseconds, from the first request to the last file. */
  readonly time: number;
}

/** Limits for archives and for what is in them. */
export const usualLimits: SourceLimits = { bytes: 8 * 2 ** 30, entries: 1_000_000, time: 15 * 60_000 };

export interface Checkout {
  /** The root of a work tree, whose HEAD is the only commit. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Fetches sources and commits them to a repository of their own, which the caller removes.
 * @throws path-missing, input-invalid, image-invalid (no archive, or one that leaves its folder), store-refused (also where they are too
 * large, or take too long), store-unreachable, store-corrupt, tool-missing, interrupted
 */
export async function checkOut(source: Source, parts: CheckoutParts): Promise<Checkout> {
  const { limits = usualLimits, log } = parts;
  await sweepScratch(tmpdir());
  const scratch = await makeScratch(tmpdir(), "treestamp-");
  const remove = () => rm(scratch, { recursive: true, force: true });
  const late = AbortSignal.timeout(limits.time);
  const signal = AbortSignal.any([parts.signal, late]);
  try {
    const folder = join(scratch, "sources");
    await mkdir(folder);
    const name = nameOf(source);
    const members = await membersOf(source, scratch, { ...parts, limits, signal });
    const { special } = await layOut(members, name, folder, { limits, signal });
    if (special > 0) log.warning(`${name}: ${special} devices, fifos and sockets are left out: git stores none.`);
    const root = await rootOf(source, folder);
    await checkNoImage(root, name);
    await commit(root, { environment: parts.environment, signal });
    return { folder: root, remove };
  } catch (error) {
    await remove();
    if (!late.aborted || parts.signal.aborted) throw error;
    throw new TreestampError("store-refused", `${nameOf(source)} took longer than ${limits.time / 60_000} minutes.`, {
      remedy: "Fetch it in a step before this one, and name the file.",
      cause: error,
    });
  }
}

/** The subject of messages. */
function nameOf(source: Source): string {
  switch (source.kind) {
    case "download":
      return redacted(new URL(source.url));
    case "image":
      return source.reference;
    case "data":
      return "The data: URI";
    case "path":
      return source.path;
    case "stdin":
      return "Standard input";
  }
}

type Fetching = Required<CheckoutParts>;

async function membersOf(source: Source, scratch: string, parts: Fetching): Promise<AsyncIterable<TarMember>> {
  const { environment, log, signal, limits } = parts;
  const archive = join(scratch, "archive");
  switch (source.kind) {
    case "download": {
      const words = { it: "The archive", sums: "`source`" };
      await download(source, archive, { environment, signal, log, words, limit: limits.bytes });
      return inArchive(archive, nameOf(source), parts);
    }
    case "image":
      return tarMembers(parts.filesOf(source.reference, scratch, signal));
    case "data":
      await writeFile(archive, source.bytes, { flag: "wx" });
      return inArchive(archive, nameOf(source), parts);
    case "path": {
      const path = await realpath(source.path).catch(missing(undefined));
      if (path === undefined) throw notThere(source.path);
      const isFolder = (await stat(path)).isDirectory();
      return isFolder ? tarMembers((await folderTar(path))()) : inArchive(path, source.path, parts);
    }
    case "stdin":
      await pipeline(atMost(limits.bytes, parts.stdin), createWriteStream(archive, { flags: "wx" }), { signal });
      return inArchive(archive, nameOf(source), parts);
  }
}

async function* atMost(bytes: number, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const part of stream) {
    left -= part.length;
    if (left < 0) {
      throw new TreestampError("store-refused", `Standard input has more than ${formatBytes(bytes)}.`, {
        remedy: "Leave out what is no source.",
      });
    }
    yield part;
  }
}

/** Source: APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.16 (an archive with no file). */
function isZip(start: Buffer): boolean {
  return ["PK\x03\x04", "PK\x05\x06"].includes(start.toString("latin1", 0, 4));
}

/** Looks whether a file begins as an archive does. @throws image-invalid */
export async function checkArchive(file: string, name: string): Promise<void> {
  const start = await firstBytes(file, 512);
  if (!isZip(start)) checkArchiveStart(start, name);
}

/** By its first bytes; its name may say anything. */
async function inArchive(file: string, name: string, parts: Fetching): Promise<AsyncIterable<TarMember>> {
  if (isZip(await firstBytes(file, 4))) return zipMembers(file, name);
  return tarMembers(unpacked({ name, open: () => createReadStream(file, { highWaterMark: 1 << 20 }) }, parts));
}

/** Forges put all files of an archive into one folder; nobody else's are looked at, unless that is asked for. */
async function rootOf(source: Source, folder: string): Promise<string> {
  const strip = source.kind === "download" ? source.strip : source.kind === "path" && (source.strip ?? false);
  if (strip === false) return folder;
  const [only, ...others] = await readdir(folder, { withFileTypes: true });
  if (only?.isDirectory() === true && others.length === 0) return join(folder, only.name);
  if (source.kind === "path" || strip === undefined) return folder;
  throw new TreestampError("input-invalid", `\`source\`: ${nameOf(source)} has more than one folder at its top.`, {
    remedy: "Leave strip=1 out.",
  });
}

/** An image in a folder or an archive has files too, which nobody means. @throws input-invalid */
async function checkNoImage(folder: string, name: string): Promise<void> {
  const names = await readdir(folder);
  if (!names.includes("oci-layout") || !names.includes("index.json")) return;
  throw new TreestampError("input-invalid", `\`source\`: ${name} is an image, and not sources.`, {
    remedy: "`push` takes it as `saved-image`; the files of an image in a registry are docker://HOST/REPOSITORY:TAG.",
  });
}

/** The same on every machine, whatever its git is told. */
const settings = {
  ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_ATTR_NOSYSTEM: "1", LC_ALL: "C" },
  ...{ GIT_AUTHOR_NAME: "treestamp", GIT_AUTHOR_EMAIL: "sources@treestamp", GIT_AUTHOR_DATE: "@0 +0000" },
  ...{ GIT_COMMITTER_NAME: "treestamp", GIT_COMMITTER_EMAIL: "sources@treestamp", GIT_COMMITTER_DATE: "@0 +0000" },
};

/** Makes a repository whose only commit has nothing in it, for work that is about no files. @throws as `checkOut` */
export async function emptyRepository(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  await commit(folder, { environment, signal: undefined });
}

/** Commits all files, those that a .gitignore names as well. HEAD is no branch: nobody named one. */
async function commit(
  folder: string,
  { environment, signal }: { readonly environment: NodeJS.ProcessEnv; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const env = { PATH: environment.PATH, ...settings };
  const options = ["-c", "core.compression=0", "-c", "core.fsync=none", "-c", "core.safecrlf=false"];
  const git = async (...args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await run("git", [...options, ...args], {
      cwd: folder,
      env,
      ...(signal && { signal }),
    });
    if (exitCode === 0) return stdout.toString("latin1").trim();
    throw new TreestampError("repository-invalid", `git ${args[0]} failed on the sources: ${stderr.trim()}`, {
      remedy: "A name among them may be one that git does not store.",
    });
  };
  await git("init", "--quiet", "--template=", "--initial-branch=sources");
  await git("add", "--all", "--force", ".");
  const tree = await git("write-tree");
  await git("update-ref", "--no-deref", "HEAD", await git("commit-tree", "-m", "Sources", tree));
}

function notThere(path: string): TreestampError {
  return new TreestampError("path-missing", `\`source\`: there is no folder or archive ${path}.`, {
    remedy: "Check the spelling. A git revision is `ref`.",
  });
}
