/**
 * A program: prints what the kernel shows of each folder, as JSON, a `ListedFile` for each name (see fixtures/packing.ts).
 * Extended attributes come from getfattr.
 *
 *     node list-tree.ts FOLDER…
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";

const types = new Map([
  [0o100000, "file"],
  [0o040000, "directory"],
  [0o120000, "symlink"],
  [0o020000, "character"],
  [0o060000, "block"],
  [0o010000, "fifo"],
  [0o140000, "socket"],
]);

process.stdout.write(JSON.stringify(process.argv.slice(2).map(listed)));

function listed(root: string): object[] {
  const [tree, xattrs] = [{ root, listed: [], inodes: new Map() }, readXattrs(root)];
  list(tree, xattrs, "");
  return tree.listed;
}

interface Tree {
  readonly root: string;
  readonly listed: object[];
  /** The number that each inode has in the list. */
  readonly inodes: Map<bigint, number>;
}

type Xattrs = ReadonlyMap<string, Readonly<Record<string, string>>>;

function list(tree: Tree, xattrs: Xattrs, path: string): void {
  const { root, listed, inodes } = tree;
  const place = Buffer.from(path === "" ? root : `${root}/${path}`, "latin1");
  // Overlayfs lists the whiteouts of a directory that is in one layer only, and says that nothing is there.
  const stat = lstatSync(place, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return;
  const type = types.get(Number(stat.mode) & 0o170000)!;
  if (!inodes.has(stat.ino)) inodes.set(stat.ino, inodes.size);
  listed.push({
    path,
    type,
    mode: Number(stat.mode) & 0o7777,
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    mtime: String(stat.mtimeNs),
    inode: inodes.get(stat.ino),
    xattrs: xattrs.get(path) ?? {},
    ...(type === "symlink" ? { target: readlinkSync(place, "latin1") } : {}),
    ...(type === "character" || type === "block" ? { device: device(stat.rdev) } : {}),
    ...(type === "file" ? { size: Number(stat.size), content: contentHash(place) } : {}),
  });
  if (type !== "directory") return;
  const names = readdirSync(place, { encoding: "latin1" }).sort();
  for (const name of names) list(tree, xattrs, path === "" ? name : `${path}/${name}`);
}

/** Major and minor of glibc's 64-bit device number. */
function device(rdev: bigint): string {
  const major = ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn);
  const minor = (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn);
  return `${major}:${minor}`;
}

function contentHash(place: Buffer): string {
  const hash = createHash("sha256");
  const buffer = Buffer.alloc(1 << 20);
  const file = openSync(place, "r");
  for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
    hash.update(buffer.subarray(0, read));
  closeSync(file);
  return hash.digest("hex");
}

/** By path. getfattr escapes what is not printable as three octal digits after a backslash. */
function readXattrs(root: string): Xattrs {
  const args = ["--recursive", "--physical", "--no-dereference", "--dump", "--match=-", "--encoding=hex", "."];
  // Its exit code is of no use: it complains about the names that are said to be below (see `list`).
  const { stdout: dump, error } = spawnSync("getfattr", args, { cwd: root, encoding: "latin1", maxBuffer: 1 << 28 });
  if (error !== undefined) throw error;
  const all = new Map<string, Record<string, string>>();
  let current: Record<string, string> = {};
  for (const line of dump.split("\n")) {
    if (line.startsWith("# file: ")) {
      const path = withoutEscapes(line.slice("# file: ".length)).replace(/^\.\/?/, "");
      current = {};
      all.set(path, current);
    } else if (line !== "") {
      const equals = line.indexOf("=");
      const [name, value] = equals === -1 ? [line, "0x"] : [line.slice(0, equals), line.slice(equals + 1)];
      current[withoutEscapes(name)] = Buffer.from(value.slice(2), "hex").toString("latin1");
    }
  }
  return all;
}

function withoutEscapes(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_match, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
}
