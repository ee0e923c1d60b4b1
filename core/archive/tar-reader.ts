/**
 * A streaming reader of tar archives, byte-exact: names, link targets and extended attributes are latin1 strings, one
 * character for one byte. Reads ustar, GNU (long names, sparse files, base-256 numbers) and PAX. Where formats leave
 * room it does what Go's archive/tar does, since that is what docker and containerd read layers with: global PAX
 * headers change nothing, a missing end marker is no error, what follows the end marker is not looked at.
 */
import { type ByteInput, byteInput } from "./byte-input.ts";
import {
  blockBytes,
  invalidTar,
  parseDecimal,
  parseHeader,
  parsePaxRecords,
  parsePaxTime,
  type RawHeader,
  type Time,
} from "./tar-header.ts";
import {
  type Fragment,
  oldSparseMap,
  paxSparseMap,
  readSparseMapOfData,
  type SparseFile,
  sparseFile,
} from "./tar-sparse.ts";

export type { Time } from "./tar-header.ts";

export type TarType = "file" | "link" | "symlink" | "character" | "block" | "directory" | "fifo";

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
  /** Of a device. */
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

/** Long names and PAX headers are held in memory: more than this is refused, as in Go's archive/tar. */
const maxExtensionBytes = 1024 * 1024;
/** A file longer than this is refused (1 TiB). */
const maxFileBytes = 2 ** 40;
/** Holes of all sparse files of an archive together (16 GiB): a few bytes of sparse map could claim any size. */
const maxHoleBytes = 2 ** 34;

const types: Readonly<Record<string, TarType>> = {
  "0": "file",
  "\0": "file",
  "7": "file",
  S: "file",
  "1": "link",
  "2": "symlink",
  "3": "character",
  "4": "block",
  "5": "directory",
  "6": "fifo",
};

const noXattrs: ReadonlyMap<string, string> = new Map();
const zeros = Buffer.alloc(64 * 1024);

/**
 * Reads a tar archive to its end, also what follows its end marker, so that whoever hashes the stream sees all of it.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
export async function readTar(source: AsyncIterable<Uint8Array>, visit: TarVisitor): Promise<void> {
  const input = byteInput(source);
  let holeBytes = 0;
  const addHoles = (bytes: number) => {
    holeBytes += bytes;
    if (holeBytes > maxHoleBytes) throw invalidTar(`its sparse files have holes of more than ${maxHoleBytes} bytes`);
  };
  try {
    for (;;) {
      const extensions = await readExtensions(input);
      if (extensions === undefined) break;
      await readEntry(input, extensions, visit, addHoles);
    }
    await input.drain();
  } finally {
    await input.close();
  }
}

/** An entry's own header, and what the headers before it say about it. */
interface Extended {
  readonly header: RawHeader;
  readonly block: Buffer;
  readonly pax: readonly [key: string, value: string][];
  readonly longName: string | undefined;
  readonly longLink: string | undefined;
}

async function readExtensions(input: ByteInput): Promise<Extended | undefined> {
  let pax: [string, string][] = [];
  let longName: string | undefined;
  let longLink: string | undefined;
  for (;;) {
    const block = input.ready(blockBytes) ?? (await input.upTo(blockBytes));
    const isEnd = block.length === 0 || (block.length === blockBytes && block[0] === 0 && isZero(block));
    if (isEnd) {
      if (pax.length > 0 || longName !== undefined || longLink !== undefined) {
        throw invalidTar("it ends after an extension header");
      }
      return undefined;
    }
    if (block.length < blockBytes) throw invalidTar("it ends within a header");
    const header = parseHeader(block);
    switch (header.typeFlag) {
      case "x":
      case "X":
        pax = parsePaxRecords(await extensionData(input, header));
        break;
      case "g":
        await extensionData(input, header);
        break;
      case "L":
        longName = untilNul(await extensionData(input, header));
        break;
      case "K":
        longLink = untilNul(await extensionData(input, header));
        break;
      default:
        return { header, block, pax, longName, longLink };
    }
  }
}

async function extensionData(input: ByteInput, header: RawHeader): Promise<Buffer> {
  if (header.size < 0 || header.size > maxExtensionBytes) {
    throw invalidTar(`an extension header of ${header.size} bytes is out of bounds`);
  }
  const padded = Math.ceil(header.size / blockBytes) * blockBytes;
  const data = input.ready(padded) ?? (await input.upTo(padded));
  if (data.length < padded) throw invalidTar("it ends within an extension header");
  return data.subarray(0, header.size);
}

function untilNul(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString("latin1", 0, end === -1 ? data.length : end);
}

async function readEntry(
  input: ByteInput,
  extended: Extended,
  visit: TarVisitor,
  addHoles: (bytes: number) => void,
): Promise<void> {
  const { header, pax } = extended;
  let type = types[header.typeFlag];
  if (type === undefined) throw invalidTar(`it has an entry of the unknown type ${JSON.stringify(header.typeFlag)}`);

  let { uid, gid, size } = header;
  let name = extended.longName ?? header.name;
  let linkName = extended.longLink ?? header.linkName;
  let mtime: Time = { seconds: header.mtime, nanoseconds: 0 };
  let xattrs: Map<string, string> | undefined;
  const sparseRecords: [string, string][] = [];
  for (const [key, value] of pax) {
    if (key.startsWith("SCHILY.xattr.")) {
      xattrs ??= new Map();
      xattrs.set(key.slice("SCHILY.xattr.".length), value);
    } else if (key.startsWith("GNU.sparse.")) {
      sparseRecords.push([key, value]);
    } else if (value !== "") {
      if (key === "path") name = extended.longName ?? value;
      else if (key === "linkpath") linkName = extended.longLink ?? value;
      else if (key === "size") size = parseDecimal(value, "a PAX size");
      else if (key === "uid") uid = parseDecimal(value, "a PAX uid");
      else if (key === "gid") gid = parseDecimal(value, "a PAX gid");
      else if (key === "mtime") mtime = parsePaxTime(value);
    }
  }
  if (type !== "file") size = 0;
  if (header.typeFlag === "\0" && name.endsWith("/")) type = "directory";

  let stored = size;
  let sparse: SparseFile | undefined;
  if (type === "file") {
    if (header.typeFlag === "S") sparse = await oldSparseMap(input, extended.block);
    else if (sparseRecords.length > 0) {
      const described = paxSparseMap(sparseRecords);
      name = described.name ?? name;
      if (described.mapInData) {
        const { fragments, mapBytes } = await readSparseMapOfData(input, size);
        sparse = { size: described.size, fragments };
        stored -= mapBytes;
      } else if (described.fragments !== undefined) {
        sparse = { size: described.size, fragments: described.fragments };
      }
    }
    if (sparse !== undefined) {
      sparse = sparseFile(sparse, stored);
      size = sparse.size;
      addHoles(size - stored);
    }
  }
  if (stored < 0 || size < 0 || size > maxFileBytes || stored > maxFileBytes) {
    throw invalidTar(`an entry of ${size} bytes is out of bounds`);
  }

  const entry: TarEntry = {
    type,
    name,
    linkName,
    mode: header.mode & 0o7777,
    uid,
    gid,
    size,
    mtime,
    major: header.major,
    minor: header.minor,
    xattrs: xattrs ?? noXattrs,
  };
  const visited = visit(entry);
  const data = visited instanceof Promise ? await visited : visited;
  if (sparse === undefined) await copy(input, stored, data);
  else await copySparse(input, sparse, data);
  await copy(input, padding(stored), undefined);
  const ended = data?.end();
  if (ended !== undefined) await ended;
}

/** Hands on `length` bytes in the pieces in which they come, or skips them. */
async function copy(input: ByteInput, length: number, data: TarData | undefined): Promise<void> {
  let left = length;
  while (left > 0) {
    const bytes = input.available(left);
    if (bytes.length === 0) {
      if (!(await input.more())) throw invalidTar("it ends within a file");
      continue;
    }
    left -= bytes.length;
    const written = data?.write(bytes);
    if (written !== undefined) await written;
  }
}

async function copySparse(input: ByteInput, sparse: SparseFile, data: TarData | undefined): Promise<void> {
  let at = 0;
  const end: Fragment = { offset: sparse.size, length: 0 };
  for (const { offset, length } of [...sparse.fragments, end]) {
    for (; data !== undefined && at < offset; at += Math.min(zeros.length, offset - at)) {
      await data.write(zeros.subarray(0, Math.min(zeros.length, offset - at)));
    }
    await copy(input, length, data);
    at = offset + length;
  }
}

function padding(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

function isZero(block: Buffer): boolean {
  return block.equals(zeros.subarray(0, block.length));
}
