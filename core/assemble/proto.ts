/**
 * Files laid over a root, as `cp -a proto/. /` would lay them, without that root: all it takes is the base's names and
 * attributes. A directory of the base stays as it is, and where it is a symbolic link to one, files go where that leads. A
 * file takes the place of a file or link; it never takes a directory's, nor the reverse.
 */
import { type TarMember, tarMembers } from "../archive/tar-entries.ts";
import type { TarEntry as ReadEntry } from "../archive/tar-reader.ts";
import type { TarEntry } from "../archive/tar-writer.ts";
import { TreestampError } from "../errors.ts";
import { textOf } from "../git/tree.ts";
import type { DirectoryInode } from "../snapshot/tree.ts";
import { clamped, directoryEntry, hiddenName, isHidingName } from "./layer-entry.ts";
import { addFolder, type Folder, follow, type Leaf, nodeIn, pathIn, rootOf } from "./root-tree.ts";

export interface Laying {
  readonly tree: DirectoryInode;
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Times later than this are set to it. Seconds since 1970. */
  readonly epoch: number;
  /** Where the files are from, for messages. */
  readonly input: "proto" | "overlay";
}

/**
 * The entries of the layer that a proto makes. A directory of the base that something is laid in stands before that with the
 * base's attributes, since some clients would make it with their own.
 * @param proto a tar archive of files, directories and symbolic links
 * @throws input-invalid where a file would take a directory's place or the reverse
 */
export async function* laidEntries(
  proto: AsyncIterable<Uint8Array>,
  { tree, owner, epoch, input }: Laying,
): AsyncGenerator<TarEntry, void, undefined> {
  const root = rootOf(tree);
  const written = new Set<Folder>([root]);
  function* unwritten(folder: Folder): Generator<TarEntry> {
    if (written.has(folder)) return;
    if (folder.above !== undefined) yield* unwritten(folder.above);
    written.add(folder);
    yield directoryEntry(folder.path, folder.base?.attributes ?? newDirectory);
  }
  const newDirectory = { mode: 0o755, ...owner, mtime: { seconds: 0, nanoseconds: 0 }, xattrs: new Map() };

  for await (const { entry, content } of tarMembers(proto)) {
    const laid = { entry, input };
    const names = namesOf(laid);
    const name = names.pop();
    if (name === undefined) continue;
    let folder = root;
    for (const above of names) folder = into(folder, above, laid) ?? addFolder(folder, above);
    if (entry.type === "directory") {
      if (into(folder, name, laid) !== undefined) continue;
      const made = addFolder(folder, name);
      yield* unwritten(folder);
      written.add(made);
      yield { ...directoryEntry(made.path, { ...newDirectory, mode: entry.mode }), mtime: clamped(entry.mtime, epoch) };
      continue;
    }
    const leaf = leafOf(laid);
    checkPlace(folder, name, laid);
    folder.known.set(name, leaf);
    yield* unwritten(folder);
    yield { path: pathIn(folder, name), ...bodyOf(entry, content), ...owner, mtime: clamped(entry.mtime, epoch) };
  }
}

function bodyOf({ type, mode, size, linkName }: ReadEntry, content: TarMember["content"]) {
  if (type === "symlink") return { kind: "link", mode: 0o777, target: linkName } as const;
  return { kind: "file", mode, size, content } as const;
}

interface Laid extends Pick<Laying, "input"> {
  readonly entry: ReadEntry;
}

/** The directory of this name, by a symbolic link, too; undefined where nothing has the name. */
function into(folder: Folder, name: string, laid: Laid): Folder | undefined {
  const there = nodeIn(folder, name);
  if (there === undefined) return undefined;
  const led = there.type === "symlink" ? follow(folder, name) : there;
  if (led?.type === "directory") return led;
  const what = there.type === "symlink" ? "a symbolic link to no directory" : "no directory";
  throw inTheWay(laid, `/${pathIn(folder, name)}, which is ${what}`, "a directory");
}

/** A symbolic link may take another one's place, whatever that leads to; a file would take the directory's. */
function checkPlace(folder: Folder, name: string, laid: Laid): void {
  const there = nodeIn(folder, name);
  const isDirectory = (node: Folder | Leaf | undefined) => node?.type === "directory";
  if (isDirectory(there)) throw inTheWay(laid, `the directory /${pathIn(folder, name)}`, "a file");
  if (laid.entry.type === "file" && there?.type === "symlink" && isDirectory(follow(folder, name))) {
    throw inTheWay(laid, `/${pathIn(folder, name)}, a symbolic link to a directory`, "a file");
  }
}

const takeAway: Readonly<Record<Laying["input"], string>> = {
  proto: "remove what is there by the script `run` of an environment in between",
  overlay: "take away what is there by `remove`",
};

function inTheWay(laid: Laid, there: string, what: string): TreestampError {
  return new TreestampError(
    "input-invalid",
    `${named(laid)} needs ${what} in the root, and the base has ${textOf(there)}.`,
    { remedy: `Lay it at another path, or ${takeAway[laid.input]}.` },
  );
}

function leafOf(laid: Laid): Leaf {
  const { entry } = laid;
  if (entry.type === "symlink") return { type: "symlink", target: entry.linkName };
  if (entry.type === "file") return { type: "file" };
  throw new TreestampError("input-invalid", `${named(laid)} is a ${entry.type}.`, {
    remedy: "Only files, directories and symbolic links are laid over a root.",
  });
}

/** @throws input-invalid for a name that leads out of the root, or that a layer cannot have */
function namesOf(laid: Laid): string[] {
  const names = laid.entry.name.split("/").filter((name) => name !== "" && name !== ".");
  if (names.includes("..")) {
    throw new TreestampError("input-invalid", `${named(laid)} leads out of the root.`);
  }
  if (names.some(isHidingName)) throw hiddenName(named(laid));
  return names;
}

/** The subject of a message. */
function named({ entry, input }: Laid): string {
  return `\`${input}\`: ${textOf(entry.name.replace(/^(\.?\/)+|\/+$/g, ""))}`;
}
