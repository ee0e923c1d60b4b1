/**
 * Contents of files, in order of arrival, at block-aligned places of the image; equal files stand there once.
 *
 * Chunks follow files, so that a change of one file changes few chunks:
 * - a file over 256 KiB is cut before, after, and every 512 KiB;
 * - smaller ones share chunks of 256 KiB to 1 MiB; a chunk ends after a file whose content says so (one in sixteen), so
 *   that the same neighbours share a chunk again in another version of the image.
 */

import type { ChunkWriter } from "./chunk-writer.ts";
import { type ContentTable, contentTable } from "./content-table.ts";
import { blockBytes } from "./erofs/format.ts";
import type { FileSink, FileTarget } from "./flatten.ts";
import { pieceDigest, sha256 } from "./zeros.ts";

/** Files up to this size share chunks. */
export const smallFileBytes = 256 * 1024;
/** A large file is cut every so many bytes. */
export const pieceBytes = 512 * 1024;
const minGroupBytes = 256 * 1024;
const maxGroupBytes = 1024 * 1024;

export interface ContentWriter extends FileSink {
  /** Cuts the last shared chunk, and gives all contents. Nothing may begin after it. */
  end(): ContentTable;
  /** Files whose content was there already. */
  readonly equalFiles: number;
}

interface LargeFile {
  readonly address: number;
  readonly digests: readonly string[];
}

/**
 * What a file is known by: sha256 of its content where it is small; where it is large, sha256 of the digests of its
 * 512 KiB pieces (the last one filled up with zeros to whole blocks), which are the digests of its chunks.
 */
export function contentDigest(size: number, pieces: readonly string[]): string {
  return size <= smallFileBytes ? pieces[0]! : sha256(Buffer.from(pieces.join(""), "latin1"));
}

/** What the files of an image share while their contents are written. */
interface Writing {
  readonly chunks: ChunkWriter;
  readonly contents: ContentTable;
  /** Large files by size and first piece. */
  readonly large: Map<string, LargeFile[]>;
  /** The chunk that small files share, filled up to `groupLength`. */
  group: Buffer;
  groupLength: number;
  equalFiles: number;
}

export async function createContentWriter(chunks: ChunkWriter): Promise<ContentWriter> {
  const group = await chunks.buffer();
  const writing: Writing = {
    ...{ chunks, contents: contentTable(), large: new Map() },
    ...{ group, groupLength: 0, equalFiles: 0 },
  };
  return {
    begin(size) {
      if (size === 0) return { write: () => {}, end: () => 0 };
      return size <= smallFileBytes ? smallFile(writing, size) : largeFile(writing, size);
    },
    end() {
      const { contents, group, groupLength } = writing;
      if (groupLength > 0) chunks.append(group, groupLength);
      else chunks.release(group);
      contents.seal();
      writing.large.clear();
      return contents;
    },
    get equalFiles() {
      return writing.equalFiles;
    },
  };
}

/** A small file is gathered behind the group, where it will stand if it is new. */
function smallFile(writing: Writing, size: number): FileTarget {
  const { chunks, contents } = writing;
  let length = 0;
  return {
    write(bytes) {
      writing.group.set(bytes, writing.groupLength + length);
      length += bytes.length;
    },
    end() {
      const { group, groupLength } = writing;
      const digest = sha256(group.subarray(groupLength, groupLength + size));
      const there = contents.find(size, digest);
      if (there !== undefined) {
        writing.equalFiles++;
        return there;
      }
      const padded = wholeBlocks(size);
      group.fill(0, groupLength + size, groupLength + padded);
      const place = () => {
        const block = (chunks.position + writing.groupLength) / blockBytes;
        contents.add({ block, size, digest });
        writing.groupLength += padded;
        return block;
      };
      if (groupLength + padded > maxGroupBytes) return moveToNextGroup(writing, padded).then(place);
      const block = place();
      if (writing.groupLength >= minGroupBytes && digest.charCodeAt(0) < 16) return cutGroup(writing).then(() => block);
      return block;
    },
  };
}

async function cutGroup(writing: Writing): Promise<void> {
  const { chunks, group, groupLength } = writing;
  if (groupLength === 0) return;
  chunks.append(group, groupLength);
  writing.groupLength = 0;
  writing.group = await chunks.buffer();
}

/** Cuts the group before its last file, of `length` bytes, which is then the first of the next one. */
async function moveToNextGroup(writing: Writing, length: number): Promise<void> {
  const { chunks, group, groupLength } = writing;
  const next = await chunks.buffer();
  group.copy(next, 0, groupLength, groupLength + length);
  chunks.append(group, groupLength);
  writing.group = next;
  writing.groupLength = 0;
}

/** A large file that comes. */
interface Coming {
  /** Digests of the pieces so far. */
  readonly digests: string[];
  piece: Buffer | undefined;
  /** Length of the piece so far. */
  length: number;
  /** Bytes of the file from the piece on. */
  left: number;
  /** Where it is written; -1 as long as nothing of it is. */
  address: number;
  /** Files that have had the same pieces so far. */
  alike: readonly LargeFile[];
}

/**
 * A large file is compared piece by piece with those of its size before it; as long as one of them goes along, nothing
 * is written. Where the last one parts, what they had in common is read back and written for the new file.
 */
function largeFile(writing: Writing, size: number): FileTarget {
  const { chunks, contents, large } = writing;
  const coming: Coming = { digests: [], piece: undefined, length: 0, left: size, address: -1, alike: [] };
  const writeSlowly = async (bytes: Uint8Array) => {
    let at = 0;
    while (at < bytes.length) {
      coming.piece ??= await chunks.buffer();
      const part = bytes.subarray(at, at + pieceBytes - coming.length);
      coming.piece.set(part, coming.length);
      coming.length += part.length;
      at += part.length;
      if (coming.length === pieceBytes || coming.length === coming.left) await endPiece(writing, coming, size);
    }
  };
  return {
    write(bytes) {
      const { piece, length, left } = coming;
      if (piece === undefined || length + bytes.length >= Math.min(pieceBytes, left)) return writeSlowly(bytes);
      piece.set(bytes, length);
      coming.length += bytes.length;
      return undefined;
    },
    end() {
      const { digests, address, alike } = coming;
      const equal = alike[0];
      if (equal !== undefined) {
        writing.equalFiles++;
        return equal.address / blockBytes;
      }
      const key = `${size} ${digests[0]!}`;
      const same = large.get(key);
      const file = { address, digests };
      if (same === undefined) large.set(key, [file]);
      else same.push(file);
      const block = address / blockBytes;
      contents.add({ block, size, digest: contentDigest(size, digests) });
      return block;
    },
  };
}

async function endPiece(writing: Writing, coming: Coming, size: number): Promise<void> {
  const { digests, length } = coming;
  const piece = coming.piece!;
  const padded = wholeBlocks(length);
  piece.fill(0, length, padded);
  const digest = pieceDigest(piece.subarray(0, padded));
  const model = coming.alike[0];
  if (digests.length === 0) coming.alike = writing.large.get(`${size} ${digest}`) ?? [];
  else coming.alike = coming.alike.filter((file) => file.digests[digests.length] === digest);
  if (coming.alike.length > 0) {
    writing.chunks.release(piece);
  } else {
    if (model !== undefined) await repeat(writing, coming, model);
    await beginAt(writing, coming);
    writing.chunks.append(piece, padded, digest);
  }
  digests.push(digest);
  coming.left -= length;
  coming.length = 0;
  coming.piece = undefined;
}

/** Writes the pieces that a file has in common with `model` so far. */
async function repeat(writing: Writing, coming: Coming, model: LargeFile): Promise<void> {
  const { chunks } = writing;
  for (const [index, digest] of coming.digests.entries()) {
    const buffer = await chunks.buffer();
    await chunks.read(buffer, pieceBytes, model.address + index * pieceBytes);
    await beginAt(writing, coming);
    chunks.append(buffer, pieceBytes, digest);
  }
}

/** Says where a file stands, before the first of its pieces is written. */
async function beginAt(writing: Writing, coming: Coming): Promise<void> {
  if (coming.address !== -1) return;
  await cutGroup(writing);
  coming.address = writing.chunks.position;
}

function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}
