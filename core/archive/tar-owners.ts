/** Tar archives on their way from a container into one: what is chosen, with other owners; everything else byte by byte. */
import { type ByteInput, byteInput } from "./byte-input.ts";
import { blockBytes, invalidTar, parseHeader, parsePaxRecords } from "./tar-header.ts";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Long names and PAX headers are held in memory. Bytes. */
const maxExtensionBytes = 1024 * 1024;
/** The most that an owner field of a header holds. */
const maxOwner = 0o7777777;

/**
 * Gives the entries below chosen folders. What belongs to such a folder's owner belongs to `owner` then.
 * @param folderOf the chosen folder that a path lies in, or is; paths have no slash at either end and are latin1
 * @throws image-invalid where it is no tar
 */
export async function* withOwner(
  source: AsyncIterable<Uint8Array>,
  folderOf: (path: string) => string | undefined,
  owner: Owner,
): AsyncGenerator<Uint8Array, void, undefined> {
  const input = byteInput(source);
  const owners = new Map<string, Owner>();
  let extensions: Buffer[] = [];
  let long: { path?: string; size?: number } = {};
  for (;;) {
    const block = await input.upTo(blockBytes);
    if (block.length < blockBytes || block.every((byte) => byte === 0)) break;
    const header = parseHeader(block);
    if ("xgLK".includes(header.typeFlag)) {
      if (header.size > maxExtensionBytes) throw invalidTar("a header is too long");
      const data = await input.upTo(padded(header.size));
      extensions.push(block, data);
      if (header.typeFlag === "L") long.path = data.toString("latin1", 0, header.size).replace(/\0.*$/s, "");
      for (const [key, value] of header.typeFlag === "x" ? parsePaxRecords(data.subarray(0, header.size)) : []) {
        if (key === "path") long.path = value;
        if (key === "size") long.size = Number(value);
      }
      continue;
    }
    const path = (long.path ?? header.name).replace(/^(\.?\/)+|\/+$/g, "").replace(/^\.$/, "");
    const folder = folderOf(path);
    if (folder !== undefined) {
      const first = owners.get(folder) ?? { uid: header.uid, gid: header.gid };
      owners.set(folder, first);
      for (const extension of extensions) yield extension;
      yield changed(block, {
        uid: header.uid === first.uid ? owner.uid : header.uid,
        gid: header.gid === first.gid ? owner.gid : header.gid,
      });
    }
    // Hard links have no content, whatever their header says.
    for await (const part of content(input, padded("12".includes(header.typeFlag) ? 0 : (long.size ?? header.size)))) {
      if (folder !== undefined) yield part;
    }
    [extensions, long] = [[], {}];
  }
  await input.drain();
  yield Buffer.alloc(2 * blockBytes);
}

function padded(size: number): number {
  return Math.ceil(size / blockBytes) * blockBytes;
}

async function* content(input: ByteInput, size: number): AsyncGenerator<Buffer, void, undefined> {
  for (let left = size; left > 0; ) {
    const part = input.available(left);
    left -= part.length;
    if (part.length > 0) yield Buffer.from(part);
    else if (!(await input.more())) throw invalidTar("it ends within a file");
  }
}

/** The header with other owners. */
function changed(block: Buffer, { uid, gid }: Owner): Buffer {
  const header = Buffer.from(block);
  writeNumber(header, 108, uid);
  writeNumber(header, 116, gid);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

/** A field of eight bytes: octal text, or for a large number GNU's base-256. */
function writeNumber(header: Buffer, at: number, value: number): void {
  if (value <= maxOwner) header.write(`${value.toString(8).padStart(7, "0")}\0`, at, "latin1");
  else {
    header.fill(0, at, at + 8)[at] = 0x80;
    header.writeUInt32BE(value, at + 4);
  }
}
