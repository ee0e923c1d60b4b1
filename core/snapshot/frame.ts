/** A frame, whose digest somebody has verified, back to its chunk. */
import { zstdDecompressSync } from "node:zlib";
import { messageOf } from "../errors.ts";
import type { Chunk } from "./format.ts";

/**
 * What a frame holds: exactly as many bytes as the table says, and never more in memory.
 * @throws Error that says what is wrong, as a clause
 */
export function plainOf(
  frame: Uint8Array,
  { plainOffset, plainLength }: Pick<Chunk, "plainOffset" | "plainLength">,
): Buffer {
  let plain: Buffer;
  try {
    // One byte more than expected lets zlib see the end in its first call; two frames in one, or a longer one, fail.
    plain = zstdDecompressSync(frame, { chunkSize: Math.max(plainLength + 1, 64), maxOutputLength: plainLength });
  } catch (error) {
    throw new Error(`the frame of a chunk (at ${plainOffset}) cannot be decompressed: ${messageOf(error)}`);
  }
  if (plain.length === plainLength) return plain;
  throw new Error(`a chunk (at ${plainOffset}) has ${plain.length} bytes instead of ${plainLength}`);
}
