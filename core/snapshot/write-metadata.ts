/** The metadata of a snapshot, behind its content: all of them, or on a base what is new, with the base's own where they stand. */
import type { SnapshotBase } from "./base.ts";
import type { Changes, Shown } from "./changes.ts";
import type { ChunkWriter } from "./chunk-writer.ts";
import { pieceBytes } from "./content.ts";
import { encodeMetadata, planAdded, planMetadata } from "./erofs/metadata.ts";
import { type Patch, patchesOf } from "./erofs/patch.ts";
import { type Head, headOf } from "./erofs/superblock.ts";
import type { Regions } from "./regions.ts";
import type { DirectoryInode } from "./tree.ts";

export interface WrittenMetadata {
  readonly head: Head;
  /** Undefined where there is one region, and nothing behind it. */
  readonly regions: Regions | undefined;
  /** What is to be compared with what was written. */
  readonly shown: Shown;
}

/** Writes all metadata of a tree. */
export async function writeMetadata(chunks: ChunkWriter, root: DirectoryInode): Promise<WrittenMetadata> {
  const address = chunks.position;
  const plan = planMetadata(root);
  await appendPieces(chunks, encodeMetadata(plan, address));
  return { head: headOf(plan, address), regions: undefined, shown: { root } };
}

export interface Laid {
  readonly base: SnapshotBase;
  readonly changes: Changes;
  /** Bytes of the base's content that nothing refers to any more. */
  readonly dead: number;
}

/** Writes what a tree has that its base has not, and changes what the base says where it stands; all anew where that has no room. */
export async function addMetadata(
  chunks: ChunkWriter,
  root: DirectoryInode,
  { base, changes, dead }: Laid,
): Promise<WrittenMetadata> {
  const { image, metadata } = base;
  const address = chunks.position;
  const plan = planAdded(root, changes, image, address);
  const patches = patchesOf(plan, changes, image, address);
  if (patches === undefined) {
    const { head, shown } = await writeMetadata(chunks, root);
    const unused = image.regions.reduce((sum, { bytes }) => sum + bytes, dead);
    return { head, shown, regions: { regions: [{ at: address, bytes: head.end - address }], dead: unused } };
  }
  await appendPieces(chunks, encodeMetadata(plan, address));
  for (const [chunk, bytes] of [...metadata].sort(([a], [b]) => a.plainOffset - b.plainOffset)) {
    const patched = withPatches(bytes, chunk.plainOffset, patches);
    if (patched === undefined) await chunks.restore(chunk, bytes);
    else await chunks.replace(chunk, patched);
  }
  const left = [...changes.touched].filter(({ links }) => links === 0).length;
  const { rootNid, buildTime, metadataAt, inodes } = image;
  return {
    head: {
      rootNid,
      buildTime,
      metadataAt,
      inodes: inodes + plan.inodes - left - changes.gone,
      end: address + plan.bytes,
    },
    regions: { regions: [...image.regions, { at: address, bytes: plan.bytes }], dead },
    shown: { root, changes },
  };
}

/** A copy of what stands at `offset`, with the patches in it; undefined where there is none. */
function withPatches(bytes: Buffer, offset: number, patches: readonly Patch[]): Buffer | undefined {
  let copy: Buffer | undefined;
  for (const patch of patches) {
    const at = patch.at - offset;
    if (at >= bytes.length || at + patch.bytes.length <= 0) continue;
    copy ??= Buffer.from(bytes);
    // One may go on in the next chunk.
    if (at < 0) patch.bytes.copy(copy, 0, -at);
    else patch.bytes.copy(copy, at);
  }
  return copy;
}

/** Gathers the pieces in chunks. */
async function appendPieces(chunks: ChunkWriter, pieces: Iterable<Buffer>): Promise<void> {
  let buffer = await chunks.buffer();
  let length = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      if (length === pieceBytes) {
        chunks.append(buffer, length);
        buffer = await chunks.buffer();
        length = 0;
      }
      const copied = piece.copy(buffer, length, at, at + pieceBytes - length);
      at += copied;
      length += copied;
    }
  }
  chunks.append(buffer, length);
}
