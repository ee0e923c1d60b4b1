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

export async function createContentWriter(chunks: ChunkWriter): Promise<ContentWriter> {
  const contents = contentTable();
  /** Large files by size and first piece. */
  const large = new Map<string, LargeFile[]>();
  let equalFiles = 0;
  let group = await chunks.buffer();
  let groupLength = 0;

  const cutGroup = async () => {
    if (groupLength === 0) return;
    chunks.append(group, groupLength);
    groupLength = 0;
    group = await chunks.buffer();
  };

  /** A small file is gathered behind the group, where it will stand if it is new. */
  const beginSmall = (size: number): FileTarget => {
    let length = 0;
    return {
      write(bytes) {
        group.set(bytes, groupLength + length);
        length += bytes.length;
      },
      end() {
        const digest = sha256(group.subarray(groupLength, groupLength + size));
        const there = contents.find(size, digest);
        if (there !== undefined) {
          equalFiles++;
          return there;
        }
        const padded = wholeBlocks(size);
        group.fill(0, groupLength + size, groupLength + padded);
        const place = () => {
          const block = (chunks.position + groupLength) / blockBytes;
          contents.add({ block, size, digest });
          groupLength += padded;
          return block;
        };
        if (groupLength + padded > maxGroupBytes) return moveToNextGroup(padded).then(place);
        const block = place();
        if (groupLength >= minGroupBytes && digest.charCodeAt(0) < 16) return cutGroup().then(() => block);
        return block;
      },
    };
  };

  const moveToNextGroup = async (length: number) => {
    const next = await chunks.buffer();
    group.copy(next, 0, groupLength, groupLength + length);
    chunks.append(group, groupLength);
    group = next;
    groupLength = 0;
  };

  /**
   * A large file is compared piece by piece with those of its size before it; as long as one of them goes along, nothing
   * is written. Where the last one parts, what they had in common is read back and written for the new file.
   */
  const beginLarge = (size: number): FileTarget => {
    const digests: string[] = [];
    let piece: Buffer | undefined;
    let length = 0;
    let left = size;
    let address = -1;
    let alike: LargeFile[] = [];

    const emit = async (buffer: Buffer, bytes: number, digest: string) => {
      if (address === -1) {
        await cutGroup();
        address = chunks.position;
      }
      chunks.append(buffer, bytes, digest);
    };
    const endPiece = async () => {
      const padded = wholeBlocks(length);
      piece!.fill(0, length, padded);
      const digest = pieceDigest(piece!.subarray(0, padded));
      const model = alike[0];
      if (digests.length === 0) alike = large.get(`${size} ${digest}`) ?? [];
      else alike = alike.filter((file) => file.digests[digests.length] === digest);
      if (alike.length > 0) {
        chunks.release(piece!);
      } else {
        if (model !== undefined) await repeat(model);
        await emit(piece!, padded, digest);
      }
      digests.push(digest);
      left -= length;
      length = 0;
      piece = undefined;
    };
    /** Writes the pieces that this file has in common with `model` so far. */
    const repeat = async (model: LargeFile) => {
      for (const [index, digest] of digests.entries()) {
        const buffer = await chunks.buffer();
        await chunks.read(buffer, pieceBytes, model.address + index * pieceBytes);
        await emit(buffer, pieceBytes, digest);
      }
    };
    const writeSlowly = async (bytes: Uint8Array) => {
      let at = 0;
      while (at < bytes.length) {
        piece ??= await chunks.buffer();
        const part = bytes.subarray(at, at + pieceBytes - length);
        piece.set(part, length);
        length += part.length;
        at += part.length;
        if (length === pieceBytes || length === left) await endPiece();
      }
    };
    return {
      write(bytes) {
        if (piece === undefined || length + bytes.length >= Math.min(pieceBytes, left)) return writeSlowly(bytes);
        piece.set(bytes, length);
        length += bytes.length;
        return undefined;
      },
      end() {
        const equal = alike[0];
        if (equal !== undefined) {
          equalFiles++;
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
  };

  return {
    begin(size) {
      if (size === 0) return { write: () => {}, end: () => 0 };
      return size <= smallFileBytes ? beginSmall(size) : beginLarge(size);
    },
    end() {
      if (groupLength > 0) chunks.append(group, groupLength);
      else chunks.release(group);
      contents.seal();
      large.clear();
      return contents;
    },
    get equalFiles() {
      return equalFiles;
    },
  };
}

function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}
