/** Snapshots for tests: any bytes as a raw image, cut into chunks of one size, published in a store. */
import { hash } from "node:crypto";
import { zstdCompressSync } from "node:zlib";
import { sha256Of } from "../../core/oci/digest.ts";
import type { Descriptor, Digest, Store } from "../../core/oci/port.ts";
import { type ChunkTable, partMediaType } from "../../core/snapshot/format.ts";
import { chunkTable, encodeChunkTable } from "../../core/snapshot/table.ts";
import { descriptorOf, inParts } from "./image.ts";

export interface TestSnapshot {
  readonly plain: Buffer;
  readonly table: ChunkTable;
  readonly tableBytes: Buffer;
  /** Digest of the table, by which a cache knows the snapshot. */
  readonly digest: Digest;
  readonly framesBytes: Buffer;
  readonly frames: Descriptor;
}

/** Cuts `plain` after these lengths, and then every `chunkBytes`; chunks of zeros get no frame; the first chunk's frame stands last. */
export function makeSnapshot(plain: Buffer, chunkBytes = 256 * 1024, lengths: readonly number[] = []): TestSnapshot {
  const listed = [];
  const frames: Buffer[] = [];
  for (let at = 0, piece: Buffer; at < plain.length; at += piece.length) {
    piece = plain.subarray(at, at + (lengths[listed.length] ?? chunkBytes));
    const frame = piece.equals(Buffer.alloc(piece.length)) ? Buffer.alloc(0) : zstdCompressSync(piece);
    frames.push(frame);
    listed.push({
      plainLength: piece.length,
      frameLength: frame.length,
      plainDigest: hash("sha256", piece, "buffer"),
      frameDigest: hash("sha256", frame, "buffer"),
    });
  }
  const table = chunkTable(listed);
  const framesBytes = Buffer.concat([...frames.slice(1), frames[0]!]);
  const tableBytes = encodeChunkTable(table);
  return {
    plain,
    table,
    tableBytes,
    digest: sha256Of(tableBytes),
    framesBytes,
    frames: descriptorOf(partMediaType, framesBytes),
  };
}

/** Puts the frames into the store. Fetching by descriptor needs no manifest. */
export async function storeFrames(store: Store, snapshot: TestSnapshot): Promise<void> {
  await store.writeBlob(snapshot.frames, () => inParts(snapshot.framesBytes));
}
