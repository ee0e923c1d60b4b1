/** The entries of a tar archive one by one, each with its content: for what makes another archive of them. */

import type { ByteInput } from "./byte-input.ts";
import { byteInput } from "./byte-input.ts";
import { padding } from "./tar-header.ts";
import { checkHoles, described, type TarEntry } from "./tar-reader.ts";
import { isSparse, type SparseEntry, sparseEntry } from "./tar-sparse.ts";
import { nextEntry, nextPiece } from "./tar-walk.ts";

export interface TarMember {
  readonly entry: TarEntry;
  /** `entry.size` bytes, holes as zeros. To be read before the next member is asked for, or left. */
  readonly content: AsyncIterable<Uint8Array>;
}

const zeros = Buffer.alloc(64 * 1024);

/**
 * Reads a tar archive to its end. Pieces of content lie in the memory of the source's.
 * @throws image-invalid where the archive is truncated or breaks its format
 */
export async function* tarMembers(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember, void, undefined> {
  const input = byteInput(source);
  let holeBytes = 0;
  try {
    for (;;) {
      const raw = await nextEntry(input);
      if (typeof raw === "string") break;
      const sparse = isSparse(raw) ? await sparseEntry(input, raw) : undefined;
      if (sparse !== undefined) holeBytes = checkHoles(holeBytes, sparse);
      const stored = { left: sparse?.stored ?? raw.stored };
      const content = sparse === undefined ? pieces(input, stored, stored.left) : whole(input, stored, sparse);
      yield { entry: described(raw, sparse), content };
      for await (const _ of pieces(input, stored, stored.left + padding(raw.stored)));
    }
    await input.drain();
  } finally {
    await input.close();
  }
}

/** The next `length` bytes. What is left of the entry is counted down. */
async function* pieces(input: ByteInput, stored: { left: number }, length: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0; ) {
    const piece = await nextPiece(input, left);
    left -= piece.length;
    stored.left -= piece.length;
    yield piece;
  }
}

/** A sparse file with its holes. */
async function* whole(input: ByteInput, stored: { left: number }, sparse: SparseEntry): AsyncGenerator<Buffer> {
  let at = 0;
  for (const { offset, length } of [...sparse.fragments, { offset: sparse.size, length: 0 }]) {
    for (; at < offset; at += Math.min(zeros.length, offset - at)) {
      yield zeros.subarray(0, Math.min(zeros.length, offset - at));
    }
    yield* pieces(input, stored, length);
    at = offset + length;
  }
}
