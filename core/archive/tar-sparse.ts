/**
 * Sparse files in tar: GNU's old format (type S), and its PAX formats 0.0, 0.1 and 1.0.
 * Source: GNU tar manual, "Storing Sparse Files".
 */
import type { ByteInput } from "./byte-input.ts";
import { blockBytes, invalidTar, numberField, type PaxRecord, parseDecimal } from "./tar-header.ts";
import { maxFileBytes, type RawEntry, sparseMapBlocks } from "./tar-walk.ts";

/** A run of stored bytes, and where in the file it belongs. */
export interface Fragment {
  readonly offset: number;
  readonly length: number;
}

export interface SparseFile {
  /** Bytes of the file with its holes. */
  readonly size: number;
  readonly fragments: readonly Fragment[];
}

/** The map of a file is held in memory; more than this many fragments are refused. */
const maxFragments = 1 << 20;

/** A sparse file of an archive. */
export interface SparseEntry extends SparseFile {
  /** Its path: the PAX formats have a made-up one in the header. */
  readonly name: string;
  /** Bytes of its fragments together, which follow in the input. */
  readonly stored: number;
}

export function isSparse({ type, header, pax }: RawEntry): boolean {
  return type === "file" && (header.typeFlag === "S" || pax.some(isSparseRecord));
}

/**
 * Reads the input up to a sparse file's data.
 * @throws image-invalid where the map is not in order, overlaps, leaves the file, or does not fit what is stored
 */
export async function sparseEntry(input: ByteInput, raw: RawEntry): Promise<SparseEntry> {
  const { name, stored } = raw;
  if (raw.header.typeFlag === "S") return checked({ ...(await oldSparseMap(input, raw)), name, stored });
  const { fragments, size, name: realName = name } = paxSparseMap(raw.pax.filter(isSparseRecord));
  if (fragments !== undefined) return checked({ size, fragments, name: realName, stored });
  const map = await readSparseMapOfData(input, stored);
  return checked({ size, fragments: map.fragments, name: realName, stored: stored - map.mapBytes });
}

function isSparseRecord([key]: PaxRecord): boolean {
  return key.startsWith("GNU.sparse.");
}

function checked(file: SparseEntry): SparseEntry {
  let end = 0;
  let sum = 0;
  for (const { offset, length } of file.fragments) {
    if (offset < end || length < 0 || offset + length > file.size) throw invalidTar("a sparse file's map is wrong");
    end = offset + length;
    sum += length;
  }
  if (sum !== file.stored) throw invalidTar("a sparse file's map does not fit its data");
  if (file.size < 0 || file.size > maxFileBytes) throw invalidTar(`an entry of ${file.size} bytes is out of bounds`);
  return file;
}

/** The map of a header of type S, and of the blocks that continue it. */
async function oldSparseMap(input: ByteInput, entry: RawEntry): Promise<SparseFile> {
  const size = numberField(entry.block, 483, 12, "real size");
  const fragments: Fragment[] = [];
  const take = (block: Buffer, start: number, count: number) => {
    for (let index = 0; index < count; index++) {
      const at = start + index * 24;
      if (block[at] === 0) return;
      fragments.push({
        offset: numberField(block, at, 12, "sparse offset"),
        length: numberField(block, at + 12, 12, "sparse length"),
      });
    }
  };
  take(entry.block, 386, 4);
  for await (const block of sparseMapBlocks(input, entry)) {
    if (fragments.length > maxFragments) throw invalidTar("a sparse file's map is too long");
    take(block, 0, 21);
  }
  return { size, fragments };
}

interface PaxSparse {
  readonly size: number;
  /** The file's real name, where the header has a made-up one. */
  readonly name: string | undefined;
  /** Undefined in format 1.0, where the map stands before the file's data. */
  readonly fragments: readonly Fragment[] | undefined;
}

/** What the `GNU.sparse.` records of a PAX header say. */
function paxSparseMap(records: RawEntry["pax"]): PaxSparse {
  const values = new Map(records.map(([key, value]) => [key, value] as const));
  const number = (key: string) => parseDecimal(values.get(key) ?? "", key);
  const name = values.get("GNU.sparse.name");
  const version = `${values.get("GNU.sparse.major") ?? "0"}.${values.get("GNU.sparse.minor") ?? "?"}`;
  if (version === "1.0") {
    return { size: number("GNU.sparse.realsize"), name, fragments: undefined };
  }
  if (!version.startsWith("0.")) throw invalidTar(`a sparse file has the unknown format ${version}`);
  const size = values.has("GNU.sparse.size") ? number("GNU.sparse.size") : number("GNU.sparse.realsize");
  const map = values.get("GNU.sparse.map");
  const numbers =
    map !== undefined
      ? map.split(",")
      : records.filter(([key]) => key === "GNU.sparse.offset" || key === "GNU.sparse.numbytes").map(([, text]) => text);
  if (map === "") numbers.pop();
  return { size, name, fragments: pairs(numbers) };
}

/** Format 1.0: decimal numbers, a line each (how many fragments, then offset and length of each), padded to a block. */
async function readSparseMapOfData(
  input: ByteInput,
  stored: number,
): Promise<{ fragments: Fragment[]; mapBytes: number }> {
  const lines: string[] = [];
  let rest = "";
  let mapBytes = 0;
  let expected = 1;
  while (lines.length < expected) {
    const block = input.ready(blockBytes) ?? (await input.upTo(blockBytes));
    mapBytes += blockBytes;
    if (block.length < blockBytes || mapBytes > stored) throw invalidTar("it ends within a sparse file's map");
    const pieces = (rest + block.toString("latin1")).split("\n");
    rest = pieces.pop()!;
    lines.push(...pieces);
    if (lines.length > 0) expected = 1 + 2 * parseDecimal(lines[0]!, "a sparse file's map");
    if (expected > 2 * maxFragments || rest.length > blockBytes * 2)
      throw invalidTar("a sparse file's map is too long");
  }
  return { fragments: pairs(lines.slice(1, expected)), mapBytes };
}

function pairs(numbers: readonly string[]): Fragment[] {
  if (numbers.length % 2 !== 0) throw invalidTar("a sparse file's map has an odd count of numbers");
  const fragments: Fragment[] = [];
  for (let index = 0; index < numbers.length; index += 2) {
    fragments.push({
      offset: parseDecimal(numbers[index]!, "a sparse file's map"),
      length: parseDecimal(numbers[index + 1]!, "a sparse file's map"),
    });
  }
  return fragments;
}
