/**
 * zstd on all cores: each block is a frame of its own, compressed by the threads of Node's own pool. Where the blocks are cut
 * depends on the bytes alone, so the same bytes give the same frames on any number of cores, in whatever pieces they come.
 * Source: RFC 8878; a decoder gives frames that follow one another as one stream.
 */
import { promisify } from "node:util";
import { constants, type ZstdOptions, zstdCompress } from "node:zlib";
import { blocksOf, sideBySide } from "./blocks.ts";

/** Frames of 1 MiB take 2 % more space, and longer ones next to nothing less. */
const blockBytes = 4 << 20;

const compress = promisify<Uint8Array, ZstdOptions, Buffer>(zstdCompress);

/**
 * Gives `source` as zstd frames; nothing at all is one empty frame.
 * @param level zstd's, 1 to 22
 */
export async function* zstd(source: AsyncIterable<Uint8Array>, level: number): AsyncGenerator<Buffer> {
  const frame = (block: Buffer) =>
    compress(block, {
      params: { [constants.ZSTD_c_compressionLevel]: level },
      pledgedSrcSize: block.length, // the frame says how long it is, and decoders need no more memory than that
      chunkSize: 1 << 20,
    });
  let isEmpty = true;
  for await (const compressed of sideBySide(blocksOf(source, blockBytes), frame)) {
    isEmpty = false;
    yield compressed;
  }
  if (isEmpty) yield await frame(Buffer.alloc(0));
}
