/**
 * gzip on all cores: blocks are compressed side by side by the threads of Node's own pool and put together as one member.
 * Each block has the end of the one before it as its dictionary, so that cutting costs less than 1 % of size, and ends
 * at a whole byte (a sync flush). As pigz does it: where the blocks are cut depends on the bytes alone, so the same bytes
 * give the same archive on any number of cores, in whatever pieces they come. Sources: RFC 1951, RFC 1952, zlib's manual.
 */
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import { constants, crc32, deflateRaw, type ZlibOptions } from "node:zlib";
import { blocksOf } from "./blocks.ts";

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
  const compressing: Promise<Buffer>[] = [];
  let before: Buffer = Buffer.alloc(0);
  let checksum = 0;
  let size = 0;
  const compress = (block: Buffer, finishFlush: number) => {
    const dictionary = before.subarray(-windowBytes);
    const deflated = deflate(block, {
      level,
      finishFlush,
      chunkSize: 256 * 1024,
      ...(dictionary.length > 0 ? { dictionary } : {}),
    });
    deflated.catch(() => {}); // told when its turn comes
    compressing.push(deflated);
    before = block;
    checksum = crc32(block, checksum);
    size += block.length;
  };
  yield header;
  let last: Buffer = Buffer.alloc(0);
  for await (const block of blocksOf(source, blockBytes)) {
    if (block.length < blockBytes) last = block;
    else compress(block, constants.Z_SYNC_FLUSH);
    if (compressing.length > availableParallelism()) yield await compressing.shift()!;
  }
  compress(last, constants.Z_FINISH);
  for (const block of compressing) yield await block;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield trailer;
}
