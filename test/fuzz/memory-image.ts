/** A raw image in memory: the writer's own parts without files, chunks and reading back, so that it takes microseconds. */
import { silentLog } from "../../core/log/log.ts";
import { blockBytes } from "../../core/snapshot/erofs/format.ts";
import { encodeMetadata, planMetadata } from "../../core/snapshot/erofs/metadata.ts";
import type { ImageSource } from "../../core/snapshot/erofs/source.ts";
import { encodeHead, headOf } from "../../core/snapshot/erofs/superblock.ts";
import { type FileSink, flatten } from "../../core/snapshot/flatten.ts";
import type { DirectoryInode } from "../../core/snapshot/tree.ts";
import { layerOf } from "../fixtures/packing.ts";

export interface MemoryImage {
  readonly root: DirectoryInode;
  readonly bytes: Buffer;
}

/** Thrown where layers hold more than the test wants to look at: a large file is no fault of theirs. */
export class TooMuch extends Error {}

/** @param limit bytes of content before TooMuch is thrown */
export async function memoryImage(layers: readonly Buffer[], limit = 32 * 1024 * 1024): Promise<MemoryImage> {
  const parts: Buffer[] = [Buffer.alloc(blockBytes)];
  let address = blockBytes;
  const sink: FileSink = {
    begin(size) {
      const block = address / blockBytes;
      let written = 0;
      return {
        write(bytes) {
          written += bytes.length;
          if (address + written > limit) throw new TooMuch();
          parts.push(Buffer.from(bytes));
        },
        end() {
          if (written !== size) throw new Error(`${written} bytes came of a file that was announced with ${size}`);
          const padding = (blockBytes - (written % blockBytes)) % blockBytes;
          parts.push(Buffer.alloc(padding));
          address += written + padding;
          return size === 0 ? 0 : block;
        },
      };
    },
  };
  const root = await flatten({ layers: layers.map((layer) => layerOf(layer)), sink, log: silentLog });
  const metadata = planMetadata(root);
  parts[0] = encodeHead(headOf(metadata, address), Buffer.from("identity"));
  for (const piece of encodeMetadata(metadata, address)) parts.push(Buffer.from(piece));
  return { root, bytes: Buffer.concat(parts) };
}

/** Fails as a defect where the reader asks for bytes outside of the image. */
export function memorySource(bytes: Buffer): ImageSource {
  return {
    size: bytes.length,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) {
        throw new Error(`it reads ${length} bytes at ${offset} of ${bytes.length}`);
      }
      return bytes.subarray(offset, offset + length);
    },
  };
}
