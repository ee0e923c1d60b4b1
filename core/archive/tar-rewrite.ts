/** Tar archives on their way from one program to another, changed in a few headers and otherwise byte for byte the same. */
import { byteInput } from "./byte-input.ts";
import { blockBytes, padding } from "./tar-header.ts";
import { type Extension, nextEntry, nextPiece, type RawEntry, sparseMapBlocks } from "./tar-walk.ts";

/** An entry under way. The bytes of its headers may be changed in place; after that, `setChecksum` each changed header. */
export interface RewrittenEntry extends RawEntry {
  /** The headers before its own. */
  readonly extensions: readonly Extension[];
}

/** The longest piece that is handed on. Bytes. */
const pieceBytes = 1 << 20;

/**
 * Gives the archive on. Pieces are valid until the next one is asked for.
 * @param change changes an entry's headers; where it returns false, the entry is left out
 * @throws image-invalid where the archive is truncated or breaks its format
 */
export async function* rewriteTar(
  archive: AsyncIterable<Uint8Array>,
  change: (entry: RewrittenEntry) => boolean,
): AsyncGenerator<Buffer, void, undefined> {
  const input = byteInput(archive);
  try {
    for (;;) {
      const extensions: Extension[] = [];
      const raw = await nextEntry(input, extensions);
      if (typeof raw === "string") {
        for (const { block, data } of extensions) yield* [block, data]; // global ones, of entries that never came
        if (raw === "end marker") yield Buffer.alloc(blockBytes);
        break;
      }
      const entry = { ...raw, block: Buffer.from(raw.block), extensions };
      const stays = change(entry);
      if (stays) {
        for (const { block, data } of extensions) yield* [block, data];
        yield entry.block;
      }
      for await (const block of sparseMapBlocks(input, entry)) if (stays) yield block;
      for (let left = entry.stored + padding(entry.stored); left > 0; ) {
        const piece = await nextPiece(input, Math.min(left, pieceBytes));
        left -= piece.length;
        if (stays) yield piece;
      }
    }
    while (await input.more()) yield input.available(pieceBytes);
  } finally {
    await input.close();
  }
}
