/**
 * Files of an archive on disk, as git would check them out: what git does not store (owners, times, devices, most of the mode) is
 * left out. Nothing gets out of the folder: names are cleaned, and no way leads through a link that the archive has made.
 */
import { chmod, link, mkdir, open, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { TarMember } from "../archive/tar-entries.ts";
import { TreestampError } from "../errors.ts";
import { bytesOf, textOf } from "../git/tree.ts";
import { formatBytes } from "../log/amounts.ts";
import { cleanPath } from "../snapshot/layer-tree.ts";

export interface LayOutLimits {
  /** Size of all files together. */
  readonly bytes: number;
  readonly entries: number;
}

/** What was not taken over. */
export interface NotLaidOut {
  /** Devices, fifos and sockets. */
  readonly special: number;
}

/**
 * @param name of the archive, the subject of messages
 * @param folder empty, and nobody else's
 * @throws image-invalid; store-refused where there is too much of it; the signal's reason
 */
export async function layOut(
  members: AsyncIterable<TarMember>,
  name: string,
  folder: string,
  { limits, signal }: { readonly limits: LayOutLimits; readonly signal: AbortSignal },
): Promise<NotLaidOut> {
  /** What stands where, by clean path. */
  const laid = new Map<string, "directory" | "file" | "link">([["", "directory"]]);
  const place = (path: string) => Buffer.from(join(bytesOf(folder), path), "latin1");
  let [entries, bytes, special] = [0, 0, 0];

  /** Makes the folders above a path. */
  async function reach(path: string): Promise<void> {
    const there = laid.get(path);
    if (there === "directory") return;
    if (there !== undefined) throw invalid(name, `${textOf(path)} is a ${there} and has something below it`);
    const above = parentOf(path);
    await reach(above);
    await mkdir(place(path), { mode: 0o755 });
    laid.set(path, "directory");
  }
  /** Makes room for what is no folder: an archive may have a file twice, and the last counts. */
  async function make(path: string, kind: "file" | "link"): Promise<void> {
    await reach(parentOf(path));
    const there = laid.get(path);
    if (there === "directory") throw invalid(name, `${textOf(path)} is a folder and a ${kind}`);
    if (there !== undefined) await rm(place(path));
    laid.set(path, kind);
  }

  for await (const { entry, content } of members) {
    signal.throwIfAborted();
    if (++entries > limits.entries) throw tooMuch(name, `more than ${limits.entries} entries`);
    const path = cleaned(entry.name, name);
    // git stores none, and what is in one decides which programs git starts.
    if (path === "" || path.split("/").some(isGitFolder)) continue;
    switch (entry.type) {
      case "directory":
        await reach(path);
        break;
      case "file": {
        bytes += entry.size;
        if (bytes > limits.bytes) throw tooMuch(name, `more than ${formatBytes(limits.bytes)}`);
        await make(path, "file");
        await write(place(path), content, (entry.mode & 0o100) !== 0);
        break;
      }
      case "symlink":
        await make(path, "link");
        await symlink(Buffer.from(entry.linkName, "latin1"), place(path));
        break;
      case "link": {
        const target = cleaned(entry.linkName, name);
        if (target === path) break;
        if (laid.get(target) !== "file")
          throw invalid(name, `${textOf(path)} is another name of ${textOf(target)}, which it lacks`);
        await make(path, "file");
        await link(place(target), place(path));
        break;
      }
      default:
        special++;
    }
  }
  return { special };
}

async function write(place: Buffer, content: AsyncIterable<Uint8Array>, isExecutable: boolean): Promise<void> {
  const file = await open(place, "wx", isExecutable ? 0o755 : 0o644);
  try {
    for await (const part of content) await file.writeFile(part);
  } finally {
    await file.close();
  }
  if (isExecutable) await chmod(place, 0o755); // whatever the umask is
}

/** As git compares it: on some file systems these are one folder. */
function isGitFolder(part: string): boolean {
  return part.toLowerCase() === ".git";
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function cleaned(path: string, name: string): string {
  try {
    return cleanPath(path).join("/");
  } catch {
    throw invalid(name, `the name ${JSON.stringify(textOf(path).slice(0, 300))} leaves it`);
  }
}

function invalid(name: string, why: string): TreestampError {
  return new TreestampError("image-invalid", `${name} cannot be unpacked: ${why}.`, {
    remedy: "Pack it again, from a folder of its own.",
  });
}

function tooMuch(name: string, what: string): TreestampError {
  return new TreestampError("store-refused", `${name} has ${what}, more than sources may have.`, {
    remedy: "Leave out what is no source; a build gets large files by a base image.",
  });
}
