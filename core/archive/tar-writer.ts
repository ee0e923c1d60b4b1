/**
 * Writes tar streams that are the same bytes everywhere: ustar headers, PAX records where a value does not fit; owner 0
 * and time 0 where an entry does not say otherwise. Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header".
 */
import { blockBytes, padding, setChecksum, setNumber, type Time } from "./tar-header.ts";

export interface TarEntry {
  /** Raw bytes (latin1), without a slash at either end. */
  readonly path: string;
  readonly kind: keyof typeof kinds;
  /** Permission bits. */
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: Time;
  /** By full name; values are raw bytes (latin1). */
  readonly xattrs?: ReadonlyMap<string, string>;
  /** Where a symbolic link leads, or the path of the entry that a hard link goes to; raw bytes (latin1). */
  readonly target?: string;
  /** A device's numbers. */
  readonly major?: number;
  readonly minor?: number;
  /** A file's size. `content` gives exactly so many bytes, and is read when its turn comes. */
  readonly size?: number;
  readonly content?: AsyncIterable<Uint8Array>;
}

/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
/** The most that one of its owner fields, and its time field, holds. */
const maxUstarOwner = 0o7777777;
const maxUstarTime = 0o77777777777;
const kinds = { file: "0", hardlink: "1", link: "2", character: "3", block: "4", directory: "5", fifo: "6" } as const;

/**
 * The archive of `entries`, in their order, in pieces of about 64 KiB. A part of a file's content is used until the next one is
 * asked for; so is a piece of the archive.
 */
export async function* writeTar(entries: AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  let piece = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  for await (const part of partsOf(entries)) {
    if (filled + part.length > pieceBytes && filled > 0) {
      yield piece.subarray(0, filled);
      piece = Buffer.allocUnsafe(pieceBytes);
      filled = 0;
    }
    if (part.length >= pieceBytes) yield part;
    else {
      piece.set(part, filled);
      filled += part.length;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

async function* partsOf(entries: AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const entry of entries) {
    yield headerOf(entry);
    if (entry.content === undefined) continue;
    let left = entry.size!;
    for await (const part of entry.content) {
      left -= part.length;
      yield part;
    }
    if (left !== 0) throw new Error(`The content of ${entry.path} has not the announced ${entry.size} bytes.`);
    yield Buffer.alloc(padding(entry.size!));
  }
  yield Buffer.alloc(2 * blockBytes);
}

function headerOf(entry: TarEntry): Buffer {
  const path = entry.kind === "directory" ? `${entry.path}/` : entry.path;
  const { mode, target = "", size = 0, uid = 0, gid = 0, mtime, major = 0, minor = 0 } = entry;
  const seconds = mtime?.seconds ?? 0;
  const isPlainTime = mtime === undefined || (mtime.nanoseconds === 0 && seconds >= 0 && seconds <= maxUstarTime);
  const records = [
    path.length > 100 ? record("path", path) : "",
    target.length > 100 ? record("linkpath", target) : "",
    size > maxUstarSize ? record("size", String(size)) : "",
    uid > maxUstarOwner ? record("uid", String(uid)) : "",
    gid > maxUstarOwner ? record("gid", String(gid)) : "",
    isPlainTime ? "" : record("mtime", paxTime(mtime)),
    ...[...(entry.xattrs ?? [])].map(([name, value]) => record(`SCHILY.xattr.${name}`, value)),
  ].join("");
  const own = ustar({
    path,
    mode,
    uid: uid > maxUstarOwner ? 0 : uid,
    gid: gid > maxUstarOwner ? 0 : gid,
    size: Math.min(size, maxUstarSize),
    mtime: isPlainTime ? seconds : 0,
    type: kinds[entry.kind],
    target,
    major,
    minor,
  });
  if (records === "") return own;
  const extended = ustar({ path: "PaxHeaders/next", mode: 0o644, size: records.length, type: "x" });
  return Buffer.concat([extended, Buffer.from(records, "latin1"), Buffer.alloc(padding(records.length)), own]);
}

/** Seconds as a decimal fraction; before 1970 the fraction counts away from zero. */
function paxTime({ seconds, nanoseconds }: Time): string {
  const [whole, fraction] =
    seconds < 0 && nanoseconds > 0 ? [seconds + 1, 1_000_000_000 - nanoseconds] : [seconds, nanoseconds];
  return `${seconds < 0 && whole === 0 ? "-0" : whole}.${String(fraction).padStart(9, "0")}`;
}

/** A PAX record: its own length in decimal, a space, `name=value` and a line feed. The value is raw bytes. */
function record(name: string, value: string): string {
  const rest = ` ${name}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return `${length}${rest}`;
}

interface Fields {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  readonly type: string;
  readonly target?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly major?: number;
  readonly minor?: number;
}

function ustar(fields: Fields): Buffer {
  const { target = "", uid = 0, gid = 0, mtime = 0, major = 0, minor = 0 } = fields;
  const header = Buffer.alloc(blockBytes);
  header.write(fields.path.slice(0, 100), 0, "latin1");
  setNumber(header, "mode", fields.mode);
  setNumber(header, "uid", uid);
  setNumber(header, "gid", gid);
  setNumber(header, "size", fields.size);
  setNumber(header, "mtime", mtime);
  header.write(fields.type, 156, "latin1");
  header.write(target.slice(0, 100), 157, "latin1");
  header.write("ustar\x0000", 257, "latin1");
  if (major !== 0) setNumber(header, "major", major);
  if (minor !== 0) setNumber(header, "minor", minor);
  setChecksum(header);
  return header;
}
