/**
 * A streaming reader of tar archives, byte-exact: names, link targets and extended attributes are latin1 strings, one
 * character for one byte. Reads ustar, GNU (long names, sparse files, base-256 numbers) and PAX.
 */
import { type ByteInput, byteInput } from "./byte-input.ts";
import { invalidTar, padding, parseDecimal, parsePaxTime, type Time } from "./tar-header.ts";
import { isSparse, type SparseEntry, sparseEntry } from "./tar-sparse.ts";
import { nextEntry, nextPiece, type RawEntry, type TarType } from "./tar-walk.ts";

export type { Time } from "./tar-header.ts";
export type { TarType } from "./tar-walk.ts";

export interface TarEntry {
  readonly type: TarType;
  readonly name: string;
  /** Target of a link or symlink. */
  readonly linkName: string;
  /** Permissions, set-id and sticky bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of the file's content, holes included; 0 for all other types. */
  readonly size: number;
  readonly mtime: Time;
  /** A device's numbers. */
  readonly major: number;
  readonly minor: number;
  readonly xattrs: ReadonlyMap<string, string>;
}

/** Takes the content of one file, piece by piece. The pieces are valid only until the returned promise is done. */
export interface TarData {
  write(bytes: Uint8Array): void | Promise<void>;
  end(): void | Promise<void>;
}

/** Called for each entry in order; gives where a file's content goes, or nothing to skip it. */
export type TarVisitor = (entry: TarEntry) => TarData | undefined | Promise<TarData | undefined>;

/** Holes of all sparse files of an archive together (16 GiB): a few bytes of sparse map could claim any size. */
const maxHoleBytes = 2 ** 34;

const noXattrs: ReadonlyMap<string, string> = new Map();
const zeros = Buffer.alloc(64 * 1024);

/**
 * Reads a tar archive to its end, past its end marker: what hashes the stream sees all of it.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
export async function readTar(source: AsyncIterable<Uint8Array>, visit: TarVisitor): Promise<void> {
  const input = byteInput(source);
  let holeBytes = 0;
  try {
    for (;;) {
      const raw = await nextEntry(input);
      if (typeof raw === "string") break;
      const sparse = isSparse(raw) ? await sparseEntry(input, raw) : undefined;
      if (sparse !== undefined) holeBytes = checkHoles(holeBytes, sparse);
      const visited = visit(described(raw, sparse));
      const data = visited instanceof Promise ? await visited : visited;
      if (sparse === undefined) await copy(input, raw.stored, data);
      else await copySparse(input, sparse, data);
      await copy(input, padding(raw.stored), undefined);
      const ended = data?.end();
      if (ended !== undefined) await ended;
    }
    await input.drain();
  } finally {
    await input.close();
  }
}

/**
 * The first entry of an archive; undefined where there is none. The stream ends there: nothing that follows is read.
 * @throws image-invalid
 */
export async function firstEntry(source: AsyncIterable<Uint8Array>): Promise<TarEntry | undefined> {
  const input = byteInput(source);
  try {
    const raw = await nextEntry(input);
    return typeof raw === "string" ? undefined : described(raw);
  } finally {
    await input.close();
  }
}

/** The holes of an archive so far, with those of one more file. @throws image-invalid where they are too many */
export function checkHoles(before: number, { size, stored }: SparseEntry): number {
  const bytes = before + size - stored;
  if (bytes > maxHoleBytes) throw invalidTar(`its sparse files have holes of more than ${maxHoleBytes} bytes`);
  return bytes;
}

/** An entry by its headers. */
export function described(raw: RawEntry, sparse?: SparseEntry): TarEntry {
  const { header, longLink } = raw;
  let { uid, gid } = header;
  let linkName = longLink ?? header.linkName;
  let mtime: Time = { seconds: header.mtime, nanoseconds: 0 };
  let xattrs: Map<string, string> | undefined;
  for (const [key, value] of raw.pax) {
    if (key.startsWith("SCHILY.xattr.")) {
      xattrs ??= new Map();
      xattrs.set(key.slice("SCHILY.xattr.".length), value);
    } else if (value !== "") {
      if (key === "linkpath") linkName = longLink ?? value;
      else if (key === "uid") uid = parseDecimal(value, "a PAX uid");
      else if (key === "gid") gid = parseDecimal(value, "a PAX gid");
      else if (key === "mtime") mtime = parsePaxTime(value);
    }
  }
  return {
    // Before POSIX, a directory was a file whose name ends in a slash.
    type: header.typeFlag === "\0" && raw.name.endsWith("/") ? "directory" : raw.type,
    name: sparse?.name ?? raw.name,
    linkName,
    mode: header.mode & 0o7777,
    uid,
    gid,
    size: sparse?.size ?? raw.stored,
    mtime,
    major: header.major,
    minor: header.minor,
    xattrs: xattrs ?? noXattrs,
  };
}

/** Hands on `length` bytes in the pieces in which they come, or skips them. */
async function copy(input: ByteInput, length: number, data: TarData | undefined): Promise<void> {
  for (let left = length; left > 0; ) {
    const next = nextPiece(input, left);
    const bytes = next instanceof Promise ? await next : next;
    left -= bytes.length;
    const written = data?.write(bytes);
    if (written !== undefined) await written;
  }
}

async function copySparse(input: ByteInput, sparse: SparseEntry, data: TarData | undefined): Promise<void> {
  let at = 0;
  for (const { offset, length } of [...sparse.fragments, { offset: sparse.size, length: 0 }]) {
    for (; data !== undefined && at < offset; at += Math.min(zeros.length, offset - at)) {
      await data.write(zeros.subarray(0, Math.min(zeros.length, offset - at)));
    }
    await copy(input, length, data);
    at = offset + length;
  }
}
