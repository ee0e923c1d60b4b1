/**
 * The 512-byte header of a tar entry, and the records of a PAX extended header.
 * Source: POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"; what Go's archive/tar accepts, since docker and
 * containerd read layers with it.
 */
import { TreestampError } from "../errors.ts";

export const blockBytes = 512;

/** Bytes that fill the last block of `size` bytes. */
export function padding(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

/** Names, link targets and PAX values are latin1 strings: one character is one byte. */
export interface RawHeader {
  readonly typeFlag: string;
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes that follow the header (without padding), as the header has it. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly major: number;
  readonly minor: number;
}

export function invalidTar(what: string): TreestampError {
  return new TreestampError("image-invalid", `A layer is not a readable tar archive: ${what}.`, {
    remedy: "Build the image again; if it was pushed by another tool, push it again with that tool.",
  });
}

/** @throws image-invalid where the checksum or a number is wrong */
export function parseHeader(block: Buffer): RawHeader {
  checkSum(block);
  const magic = block.toString("latin1", 257, 265);
  const isUstar = magic === "ustar\x0000" || magic.startsWith("ustar\0");
  const isGnu = magic === "ustar  \0";
  const prefix = isUstar ? textField(block, 345, block.toString("latin1", 508, 512) === "tar\0" ? 131 : 155) : "";
  const name = textField(block, 0, 100);
  return {
    typeFlag: String.fromCharCode(block[156]!),
    name: prefix === "" ? name : `${prefix}/${name}`,
    linkName: textField(block, 157, 100),
    mode: numberField(block, 100, 8, "mode"),
    uid: numberField(block, 108, 8, "uid"),
    gid: numberField(block, 116, 8, "gid"),
    size: numberField(block, 124, 12, "size"),
    mtime: numberField(block, 136, 12, "mtime"),
    major: isUstar || isGnu ? numberField(block, 329, 8, "major device number") : 0,
    minor: isUstar || isGnu ? numberField(block, 337, 8, "minor device number") : 0,
  };
}

/** Some old archivers summed signed characters: both sums are accepted. */
function checkSum(block: Buffer): void {
  let unsigned = 0;
  let signed = 0;
  for (let index = 0; index < blockBytes; index++) {
    const byte = index >= 148 && index < 156 ? 32 : block[index]!;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  const stored = numberField(block, 148, 8, "checksum");
  if (stored !== unsigned && stored !== signed) throw invalidTar("a header's checksum is wrong");
}

function textField(block: Buffer, start: number, length: number): string {
  const end = block.indexOf(0, start);
  return block.toString("latin1", start, end === -1 || end > start + length ? start + length : end);
}

/** Octal text, or GNU's base-256 where the first byte's high bit is set. Safe integers only. */
export function numberField(block: Buffer, start: number, length: number, what: string): number {
  if ((block[start]! & 0x80) !== 0) return base256(block.subarray(start, start + length), what);
  let at = start;
  let end = start + length;
  while (at < end && (block[at] === 32 || block[at] === 0)) at++;
  const terminator = block.indexOf(0, at);
  if (terminator !== -1 && terminator < end) end = terminator;
  while (end > at && block[end - 1] === 32) end--;
  let value = 0;
  for (; at < end; at++) {
    const digit = block[at]! - 48;
    if (digit < 0 || digit > 7) throw invalidTar(`a header's ${what} is not an octal number`);
    value = value * 8 + digit;
  }
  return value;
}

function base256(field: Buffer, what: string): number {
  const negative = (field[0]! & 0x40) !== 0;
  let value = BigInt(field[0]! & 0x3f) - (negative ? 0x40n : 0n);
  for (let index = 1; index < field.length; index++) value = value * 256n + BigInt(field[index]!);
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
    throw invalidTar(`a header's ${what} is out of range`);
  }
  return Number(value);
}

/** Where the numbers of a header stand: offset and length. */
const numbers = {
  ...{ mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12], mtime: [136, 12] },
  ...{ major: [329, 8], minor: [337, 8] },
} as const satisfies Record<string, readonly [number, number]>;

/** Writes a number of 0 or more into a header: as octal text, or where it is too long, as GNU's base-256. */
export function setNumber(block: Buffer, field: keyof typeof numbers, value: number): void {
  const [start, length] = numbers[field];
  const octal = value.toString(8);
  if (octal.length < length) {
    block.write(`${octal.padStart(length - 1, "0")}\0`, start, "latin1");
    return;
  }
  let rest = value;
  for (let at = start + length - 1; at > start; at--, rest = Math.floor(rest / 256)) block[at] = rest % 256;
  block[start] = 0x80;
}

/** Makes a header valid again after its other fields have changed. */
export function setChecksum(block: Buffer): void {
  block.fill(" ", 148, 156); // the checksum itself counts as blanks
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}

/** `at` is where the value begins in the data. */
export type PaxRecord = readonly [key: string, value: string, at: number];

/**
 * The records of a PAX extended header in their order: GNU's sparse format 0.0 repeats keys.
 * @throws image-invalid where a record breaks the form "LENGTH KEY=VALUE\n"
 */
export function parsePaxRecords(data: Buffer): PaxRecord[] {
  const records: PaxRecord[] = [];
  let at = 0;
  while (at < data.length) {
    const space = data.indexOf(32, at);
    const digits = space === -1 ? "" : data.toString("latin1", at, space);
    const end = at + Number(digits);
    if (!/^[0-9]{1,9}$/.test(digits) || end > data.length || end <= space + 2 || data[end - 1] !== 10) {
      throw invalidTar("a PAX header has a record of a wrong length");
    }
    const equals = data.indexOf(61, space);
    if (equals === -1 || equals >= end || equals === space + 1) throw invalidTar("a PAX record has no key");
    records.push([
      data.toString("latin1", space + 1, equals),
      data.toString("latin1", equals + 1, end - 1),
      equals + 1,
    ]);
    at = end;
  }
  return records;
}

export function parseDecimal(text: string, what: string): number {
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(value)) {
    throw invalidTar(`${what} is not a number that can be: ${JSON.stringify(text.slice(0, 40))}`);
  }
  return value;
}

export interface Time {
  /** Seconds since 1970, rounded down: negative before. */
  readonly seconds: number;
  /** 0 to 999,999,999. */
  readonly nanoseconds: number;
}

/** A PAX time: "-12.34". Digits beyond nanoseconds are dropped. */
export function parsePaxTime(text: string): Time {
  const match = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text);
  const whole = Number(match?.[2]);
  if (match === null || !Number.isSafeInteger(whole)) throw invalidTar("a PAX time is not a number");
  const nanoseconds = Number((match[3] ?? "").slice(0, 9).padEnd(9, "0"));
  if (match[1] === "") return { seconds: whole, nanoseconds };
  if (nanoseconds === 0) return { seconds: whole === 0 ? 0 : -whole, nanoseconds: 0 };
  return { seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds };
}
