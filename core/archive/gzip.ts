/**
 * gzip on all cores: blocks are compressed side by side by the threads of Node's own pool and put together as one member.
 * Each block has the end of the one before it as its dictionary, so that cutting costs less than 1 % of size, and ends
 * at a whole byte (a sync flush). As pigz does it: where the blocks are cut depends on the bytes alone, so the same bytes
 * give the same archive on any number of cores, in whatever pieces they come. Sources: RFC 1951, RFC 1952, zlib's manual.
 */
import { promisify } from "node:util";
import { constants, crc32, deflateRaw, type ZlibOptions } from "node:zlib";
import { blocksOf, sideBySide } from "./blocks.ts";

const blockBytes = 1 << 20;
/** How far back deflate looks. */
const windowBytes = 32 * 1024;

const deflate = promisify<Uint8Array, ZlibOptions, Buffer>(deflateRaw);

/** No name, no time, no system: nothing that is not of the bytes themselves. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * Gives `source` as a gzip archive of one member.
 * @param level zlib's, 1 to 9
 */
export async function* gzip(source: AsyncIterable<Uint8Array>, level: number): AsyncGenerator<Buffer> {
  let before: Buffer = Buffer.alloc(0);
  let checksum = 0;
  let size = 0;
  const compress = (block: Buffer) => {
    const dictionary = before.subarray(-windowBytes);
    before = block;
    checksum = crc32(block, checksum);
    size += block.length;
    return deflate(block, {
      level,
      finishFlush: block.length < blockBytes ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
      chunkSize: 256 * 1024,
      ...(dictionary.length > 0 ? { dictionary } : {}),
    });
  };
  yield header;
  yield* sideBySide(withShortBlock(blocksOf(source, blockBytes)), compress);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield trailer;
}

/** Ends with a block that is shorter, or empty: it finishes the archive. */
async function* withShortBlock(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let last = blockBytes;
  for await (const block of blocks) {
    last = block.length;
    yield block;
  }
  if (last === blockBytes) yield Buffer.alloc(0);
}
