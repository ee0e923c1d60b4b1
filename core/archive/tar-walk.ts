/**
 * The walk over the entries of a tar archive: where each begins, what its extension headers say, and how many bytes follow
 * it. Reading and rewriting share it, so both agree on where an entry ends; otherwise one could check bytes that the other
 * takes for something else. Where formats leave room it does what Go's archive/tar does, since docker and containerd read
 * layers with it: global PAX headers change nothing, and a missing end marker is no error.
 */
import type { ByteInput } from "./byte-input.ts";
import {
  blockBytes,
  invalidTar,
  type PaxRecord,
  padding,
  parseDecimal,
  parseHeader,
  parsePaxRecords,
  type RawHeader,
} from "./tar-header.ts";

export type TarType = "file" | "link" | "symlink" | "character" | "block" | "directory" | "fifo";

/** An entry's own header, and what the headers before it say of it. */
export interface RawEntry {
  readonly type: TarType;
  /** The path, as the last header that gives one has it. Latin1, as all text here. */
  readonly name: string;
  readonly header: RawHeader;
  /** The bytes of `header`. Valid until more of the input is read. */
  readonly block: Buffer;
  /** The records of its PAX header. */
  readonly pax: readonly PaxRecord[];
  /** From GNU's header for a long link target. */
  readonly longLink: string | undefined;
  /** Bytes of data behind the header, without padding. Only a file has any, whatever another entry's header announces. */
  readonly stored: number;
}

/** A header about the entry behind it, or about all that follow. */
export interface Extension {
  readonly header: RawHeader;
  readonly block: Buffer;
  /** `header.size` bytes, and padding. */
  readonly data: Buffer;
}

export type TarEnd = "end marker" | "end of stream";

/** Long names and PAX headers are held in memory: more than this is refused, as in Go's archive/tar. */
const maxExtensionBytes = 1 << 20;
/** All of them before one entry. An archiver writes one of each kind at most. */
const maxExtensionsBytes = 8 << 20;
/** A file longer than this is refused (1 TiB). */
export const maxFileBytes = 2 ** 40;

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

const noRecords: RawEntry["pax"] = [];
const zeroBlock = Buffer.alloc(blockBytes);

/**
 * Reads the headers of the next entry. What follows it in the input has to be read before the next call: the blocks of
 * `sparseMapBlocks`, `stored` bytes of data, and their `padding`.
 * @param kept gets copies of the extension headers
 * @throws image-invalid where the archive is truncated or breaks its format
 */
export async function nextEntry(input: ByteInput, kept?: Extension[]): Promise<RawEntry | TarEnd> {
  let pax = noRecords;
  let longName: string | undefined;
  let longLink: string | undefined;
  for (let before = 0; ; ) {
    const block = input.ready(blockBytes) ?? (await input.upTo(blockBytes));
    const isMarker = block.length === blockBytes && block[0] === 0 && block.equals(zeroBlock);
    if (isMarker || block.length === 0) {
      if (pax.length > 0 || longName !== undefined || longLink !== undefined) {
        throw invalidTar("it ends after an extension header");
      }
      return isMarker ? "end marker" : "end of stream";
    }
    if (block.length < blockBytes) throw invalidTar("it ends within a header");
    const header = parseHeader(block);
    if (!isExtension(header)) return entryOf(header, block, { pax, longName, longLink });
    const copy = kept && Buffer.from(block);
    const data = await extensionData(input, header);
    before += blockBytes + data.length;
    if (before > maxExtensionsBytes) throw invalidTar("too many extension headers stand before one entry");
    const content = data.subarray(0, header.size);
    if (header.typeFlag === "L") longName = untilNul(content);
    else if (header.typeFlag === "K") longLink = untilNul(content);
    else if (header.typeFlag !== "g") pax = parsePaxRecords(content);
    if (copy !== undefined) kept!.push({ header, block: copy, data: Buffer.from(data) });
  }
}

function isExtension({ typeFlag }: RawHeader): boolean {
  return typeFlag === "x" || typeFlag === "L" || typeFlag === "K" || typeFlag === "g" || typeFlag === "X";
}

/** The data of an extension header, and its padding. */
async function extensionData(input: ByteInput, { size }: RawHeader): Promise<Buffer> {
  if (size < 0 || size > maxExtensionBytes) throw invalidTar(`an extension header of ${size} bytes is out of bounds`);
  const padded = size + padding(size);
  const data = input.ready(padded) ?? (await input.upTo(padded));
  if (data.length < padded) throw invalidTar("it ends within an extension header");
  return data;
}

function untilNul(data: Buffer): string {
  const end = data.indexOf(0);
  return data.toString("latin1", 0, end === -1 ? data.length : end);
}

interface Extensions extends Pick<RawEntry, "pax" | "longLink"> {
  readonly longName: string | undefined;
}

function entryOf(header: RawHeader, block: Buffer, { pax, longName, longLink }: Extensions): RawEntry {
  const type = types[header.typeFlag];
  if (type === undefined) throw invalidTar(`it has an entry of the unknown type ${JSON.stringify(header.typeFlag)}`);
  let { name, size } = header;
  for (const [key, value] of pax) {
    if (value === "") continue;
    if (key === "path") name = value;
    else if (key === "size") size = parseDecimal(value, "a PAX size");
  }
  const stored = type === "file" ? size : 0;
  if (stored < 0 || stored > maxFileBytes) throw invalidTar(`an entry of ${stored} bytes is out of bounds`);
  return { type, name: longName ?? name, header, block, pax, longLink, stored };
}

/** The blocks behind a header of GNU's old sparse format that continue its map. */
export async function* sparseMapBlocks(input: ByteInput, { header, block }: RawEntry): AsyncGenerator<Buffer> {
  let continues = header.typeFlag === "S" && block[482] !== 0;
  while (continues) {
    const more = input.ready(blockBytes) ?? (await input.upTo(blockBytes));
    if (more.length < blockBytes) throw invalidTar("it ends within a sparse file's map");
    continues = more[504] !== 0;
    yield more;
  }
}

/** The next piece of `left` bytes of data, as it comes. Valid until more of the input is read. Never empty. */
export function nextPiece(input: ByteInput, left: number): Buffer | Promise<Buffer> {
  const bytes = input.available(left);
  return bytes.length > 0 ? bytes : awaitedPiece(input, left);
}

async function awaitedPiece(input: ByteInput, left: number): Promise<Buffer> {
  if (!(await input.more())) throw invalidTar("it ends within a file");
  return input.available(left);
}
