/** A fetch's plan: which chunks can be copied on this machine, and which requests fetch the others. */
import type { Chunk, ChunkTable } from "./format.ts";

/** A raw image that this machine has, from which chunks may be copied. */
export interface LocalSnapshot {
  readonly image: string;
  readonly table: ChunkTable;
}

/** Bytes of frames that one request asks for, at least and at most. */
const shortestRun = 8 << 20;
const longestRun = 64 << 20;

/** A chunk that a local image also has. */
export interface KnownChunk {
  readonly chunk: Chunk;
  readonly image: string;
  readonly offset: number;
}

/** Which chunks a local image has and which must come from the store, in the order of their frames. */
export function divide(table: ChunkTable, reuse: readonly LocalSnapshot[]): { known: KnownChunk[]; missing: Chunk[] } {
  const local = new Map<string, { image: string; offset: number; length: number }>();
  for (const { image, table: has } of reuse) {
    for (const { plainDigest, plainOffset, plainLength, frameLength } of has.chunks) {
      if (frameLength === 0) continue;
      local.set(plainDigest.toString("latin1"), { image, offset: plainOffset, length: plainLength });
    }
  }
  const known: KnownChunk[] = [];
  const missing: Chunk[] = [];
  for (const chunk of table.chunks) {
    if (chunk.frameLength === 0) continue;
    const found = local.get(chunk.plainDigest.toString("latin1"));
    if (found !== undefined && found.length === chunk.plainLength) known.push({ chunk, ...found });
    else missing.push(chunk);
  }
  missing.sort(inOrderOfFrames);
  return { known, missing };
}

/** The order in which frames are fetched: blob by blob. */
export function inOrderOfFrames(a: Chunk, b: Chunk): number {
  return a.blob - b.blob || a.frameOffset - b.frameOffset;
}

/** So much of what is fetched may be frames of other snapshots that lie between ours. */
const mostWaste = 0.015;

/**
 * Groups chunks whose frames follow each other, or nearly: what another snapshot has between them is passed over, where that is little.
 * A long run is worth a connection of its own, short ones end together: so there are about two for each of `connections`.
 * @param chunks in the order of their frames
 */
export function runsOf(chunks: readonly Chunk[], connections: number): Chunk[][] {
  const total = chunks.reduce((sum, { frameLength }) => sum + frameLength, 0);
  const runBytes = Math.min(Math.max(total / (2 * connections), shortestRun), longestRun);
  const longestGap = longestGapOf(chunks, mostWaste * total);
  const runs: Chunk[][] = [];
  let size = 0;
  for (const [at, chunk] of chunks.entries()) {
    const gap = gapBefore(chunks, at);
    if (gap <= longestGap && size + gap + chunk.frameLength <= runBytes) {
      runs.at(-1)!.push(chunk);
      size += gap + chunk.frameLength;
    } else {
      runs.push([chunk]);
      size = chunk.frameLength;
    }
  }
  return runs;
}

/** Bytes between a chunk's frame and the one before it; without end where that is in another blob, or there is none. */
function gapBefore(chunks: readonly Chunk[], at: number): number {
  const [last, { blob, frameOffset }] = [chunks[at - 1], chunks[at]!];
  return last?.blob === blob ? frameOffset - last.frameOffset - last.frameLength : Number.POSITIVE_INFINITY;
}

/** The longest gap so that all up to its length are no more than `most` bytes together. */
function longestGapOf(chunks: readonly Chunk[], most: number): number {
  const counts = new Map<number, number>();
  for (const at of chunks.keys()) {
    const gap = gapBefore(chunks, at);
    counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  let [longest, waste] = [0, 0];
  for (const [gap, count] of [...counts].sort(([a], [b]) => a - b)) {
    waste += gap * count;
    if (waste > most) break;
    longest = gap;
  }
  return longest;
}
