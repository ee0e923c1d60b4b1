/**
 * The kernel's own view of a raw image, name by name, against the tree that it was made from. It is mounted in a private
 * mount namespace, so nothing stays mounted however this ends.
 *
 * Only names and attributes: contents are compared at their addresses by our own reader (read-back.ts). Measured in one
 * run on a busy machine of 2 cores, an image of 80,000 names and 1.5 GB: this walk 1.1 s, reading all files through the
 * loop device 15 s. So the walk is always done, and contents are read through the kernel in the tests only.
 */
import { mkdtemp, rm, rmdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { messageOf, TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { elevations, rootRights } from "../machine/elevate.ts";
import { run } from "../machine/process.ts";
import { release } from "./buffers.ts";
import { changedDirectories, type Shown } from "./changes.ts";
import type { DirectoryInode, Inode } from "./tree.ts";

const mountFailed = 90;
/**
 * $1 image, $2 mount point, $3 empty, or a list of directories that are looked at, each ended by NUL. It is the first process of its namespace, so all ends with it. It ends with its standard input, too:
 * a process of root's may not be signalled.
 */
const script = `
exec 3<&0 </dev/null
mount -t erofs -o ro,nodev,loop "$1" "$2" 3<&- || exit ${mountFailed}
cd "$2" || exit
format='%y %m %U %G %s %n %T@\\0%l\\0%p\\0'
if [ -z "$3" ]; then find . -printf "$format" 3<&- &
else xargs -0 -a "$3" sh -c 'format=$1; shift; exec find "$@" -maxdepth 1 -printf "$format"' sh "$format" 3<&- &
fi
listing=$!
{ read -r line; kill -s KILL "$listing"; } <&3 >/dev/null 2>&1 &
exec 3<&-
wait "$listing"`;
const inNamespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "--"];
/** What mount(8) prints if the file system itself was refused. */
const refused = /bad superblock|needs cleaning/i;

const letters: Readonly<Record<Inode["type"], string>> = {
  file: "f",
  directory: "d",
  symlink: "l",
  character: "c",
  block: "b",
  fifo: "p",
  socket: "s",
};

/**
 * Compares where the kernel can mount EROFS for us (root or sudo, a loop device, the module, GNU find); the log says why where
 * it cannot.
 * @throws snapshot-invalid where the kernel refuses the image or shows something else; interrupted
 */
export async function compareWithKernel(
  rawFile: string,
  { root, changes }: Shown,
  log: Log,
  signal?: AbortSignal,
): Promise<void> {
  const place = await mkdtemp(`${rawFile}.mount-`);
  const list = changes === undefined ? "" : `${place}.list`;
  try {
    const looked = [...changedDirectories(root, changes)];
    if (list !== "") {
      await writeFile(list, looked.map(({ path }) => `./${path}\0`).join(""), { encoding: "latin1", mode: 0o644 });
    }
    const parameters = [resolve(rawFile), place, list === "" ? "" : resolve(list)];
    const [program, ...args] = [...elevations[rootRights()], ...inNamespaces, "sh", "-c", script, "sh", ...parameters];
    const listed = looked.reduce((sum, { directory }) => sum + directory.children.size, 0);
    // Each directory of a list is shown besides what is in it; of all names, the root alone is in none.
    const expected = listed + (changes === undefined ? 1 : looked.length);
    let names = 0;
    const onOutput = async (listing: AsyncIterable<Buffer>) => {
      names = await compareListing(listing, root);
    };
    const stopped = { stopBy: "end of input" as const, ...(signal === undefined ? {} : { signal }) };
    const { exitCode, stderr } = await run(program!, args, { onOutput, ...stopped });
    if (exitCode === mountFailed && refused.test(stderr)) throw differs(`it cannot be mounted: ${stderr.trim()}`);
    if (exitCode === 0 && names !== expected) throw differs(`it has ${names} names`);
    if (exitCode !== 0 && names > 0) throw differs(`it cannot be read: ${stderr.trim()}`);
    if (exitCode !== 0) log.info(notCompared(stderr.trim()));
  } catch (error) {
    if (!(error instanceof TreestampError) || error.code !== "tool-missing") throw error;
    log.info(notCompared(messageOf(error)));
  } finally {
    await rmdir(place);
    if (list !== "") await rm(list, { force: true });
  }
}

/** Compares a listing of three NUL-terminated fields for each name: numbers, symlink target, path. Counts the names. */
async function compareListing(listing: AsyncIterable<Buffer>, root: DirectoryInode): Promise<number> {
  let names = 0;
  let rest = "";
  const fields: string[] = [];
  for await (const part of listing) {
    const ended = (rest + part.toString("latin1")).split("\0");
    release(part);
    rest = ended.pop()!;
    for (const field of ended) {
      if (fields.push(field) < 3) continue;
      const [numbers, target, shown] = fields.splice(0) as [string, string, string];
      const path = shown.replace(/^\.\/?/, "");
      const inode = find(root, path);
      if (inode === undefined || !isAsShown(inode, numbers, target)) {
        throw differs(`${JSON.stringify(`/${path}`)} is ${numbers} ${target}`.trim());
      }
      names++;
    }
  }
  return names;
}

function find(root: DirectoryInode, path: string): Inode | undefined {
  let inode: Inode | undefined = root;
  for (const name of path === "" ? [] : path.split("/")) {
    inode = inode?.type === "directory" ? inode.children.get(name) : undefined;
  }
  return inode;
}

function isAsShown(inode: Inode, numbers: string, target: string): boolean {
  const [type, mode, uid, gid, size, links, time] = numbers.split(" ");
  const { attributes } = inode;
  const { seconds, nanoseconds } = attributes.mtime;
  return (
    type === letters[inode.type] &&
    Number.parseInt(mode!, 8) === attributes.mode &&
    Number(uid) === attributes.uid &&
    Number(gid) === attributes.gid &&
    Number(links) === inode.links &&
    (inode.type !== "file" || Number(size) === inode.size) &&
    (inode.type !== "symlink" || target === inode.target) &&
    // find shows times before 1970 in more than one way.
    (seconds < 0 || time!.startsWith(`${seconds}.${String(nanoseconds).padStart(9, "0")}`))
  );
}

function notCompared(why: string): string {
  return `The packed snapshot was read back by treestamp only, not through the kernel: ${why.replace(/\.$/, "")}.`;
}

function differs(what: string): TreestampError {
  return new TreestampError("snapshot-invalid", `The kernel shows the snapshot differently from the image: ${what}.`, {
    remedy:
      "Nothing was published. This is a defect of treestamp, or of this kernel's EROFS: please report both versions.",
  });
}
