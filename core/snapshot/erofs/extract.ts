/**
 * An image as plain files, for machines where it cannot be mounted: our reader gives a tar stream, GNU tar writes it
 * (Node itself makes no devices, no extended attributes and no times finer than a microsecond).
 */
import { mkdir, open } from "node:fs/promises";
import { type TarEntry, writeTar } from "../../archive/tar-writer.ts";
import { TreestampError } from "../../errors.ts";
import { elevations, type Rights, rootRights } from "../../machine/elevate.ts";
import { run } from "../../machine/process.ts";
import { copied, type ErofsImage, openImage } from "./reader.ts";
import { fileSource } from "./source.ts";

/**
 * Writes the tree of a raw image into `folder`, which must not be there yet. Nothing gets out of it: the folder is new,
 * names come from an image whose names hold no "/" and no "..", and a directory comes before what is in it.
 *
 * Owners and devices need root. Root of a user namespace gives the owners, and may make no devices: those below /dev are
 * left out, since every sandbox has its own there; with any other the image is refused.
 * @throws snapshot-invalid; tool-missing (no tar); sandbox-failed where tar fails, for lack of space or rights
 */
export async function extractImage(rawFile: string, folder: string, rights = rootRights()): Promise<void> {
  const file = await open(rawFile, "r");
  try {
    const image = openImage(fileSource(file, (await file.stat()).size));
    await mkdir(folder, { mode: 0o700 });
    await unpack(imageTar(image, rights === "user namespace"), folder, rights);
  } finally {
    await file.close();
  }
}

async function unpack(input: AsyncIterable<Uint8Array>, folder: string, rights: Rights): Promise<void> {
  const flags = ["--xattrs", "--xattrs-include=*", "--numeric-owner", "--same-owner", "--preserve-permissions"];
  const tar = ["tar", "--extract", "--file=-", `--directory=${folder}`, "--delay-directory-restore", ...flags];
  const [program, ...args] = [...elevations[rights], ...tar];
  const { exitCode, stderr } = await run(program!, args, { input });
  if (exitCode === 0) return;
  throw new TreestampError("sandbox-failed", `The snapshot cannot be extracted to ${folder}: ${stderr.trim()}.`, {
    remedy:
      "That needs root, or all users of the image in /etc/subuid, and as much free space as the image's files take.",
  });
}

/** The tree as a tar stream; with `withoutDevices`, those below /dev are left out. @throws snapshot-invalid */
export function imageTar(image: ErofsImage, withoutDevices = false): AsyncGenerator<Uint8Array, void, undefined> {
  return writeTar(entriesOf(image, withoutDevices));
}

async function* entriesOf(image: ErofsImage, withoutDevices: boolean): AsyncGenerator<TarEntry, void, undefined> {
  /** The first name of each inode that has several. */
  const first = new Map<number, string>();
  for (const { path, inode } of image.walk()) {
    const { type, nid, links, mode, uid, gid, mtime, xattrs } = inode;
    if (withoutDevices && (type === "character" || type === "block") && path.startsWith("dev/")) continue;
    const entry = { path: path === "" ? "." : path, mode, uid, gid, mtime, xattrs };
    const original = first.get(nid);
    if (original !== undefined) {
      yield { ...entry, kind: "hardlink", target: original };
      continue;
    }
    if (type !== "directory" && links > 1) first.set(nid, path);
    if (type === "file") yield { ...entry, kind: "file", size: inode.size, content: copied(image.readFile(inode)) };
    else if (type === "symlink") yield { ...entry, kind: "link", target: inode.target };
    else if (type === "character" || type === "block") {
      yield { ...entry, kind: type, major: inode.major, minor: inode.minor };
    } else if (type !== "socket") yield { ...entry, kind: type };
  }
}
