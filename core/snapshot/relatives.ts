/**
 * A snapshot's relatives: others of the same repository that are likely to have most of its chunks, such as that of its nearest
 * ancestor or the last save of a cache. A chunk that one of them has is neither compressed nor stored again: the new table
 * names the relative's blob, where its frame stands.
 *
 * What a relative's table says about its frames is believed: who may write it may write the new snapshot, too.
 */
import type { ByteSource, Descriptor, Digest, Store } from "../oci/port.ts";
import { type Chunk, type ChunkTable, leastAlive, maxBlobs } from "./format.ts";
import type { ListedChunk } from "./table.ts";

export interface Relative {
  readonly store: Pick<Store, "readBlob" | "location">;
  /** Its frames blobs, in the order of its manifest: those that are there. */
  readonly frames: readonly Descriptor[];
  readonly table: ChunkTable;
}

/** A blob of frames that is stored already. */
export interface StoredFrames {
  readonly blob: Descriptor;
  readonly source: ByteSource;
}

/** Frames of relatives that a snapshot keeps, in so many of their blobs that they can be fetched well. */
export interface KeptFrames {
  readonly blobs: readonly StoredFrames[];
  /** Where the frames are; `blob` counts these blobs. */
  readonly places: ReadonlyMap<ListedChunk, Pick<Chunk, "blob" | "frameOffset" | "frameLength" | "frameDigest">>;
}

interface Candidate extends StoredFrames {
  /** Frames by the digests of their chunks: latin1 strings. */
  readonly frames: Map<string, Chunk[]>;
}

/** The frames that relatives have. */
export interface KnownFrames {
  /** Digests of their chunks, sorted: 32 bytes each, in memory that threads share. */
  readonly digests: Uint8Array;
  /**
   * Chooses what to keep: at most three blobs, those with most of the chunks, and of each of them most is kept. What else they
   * hold would be fetched or passed over for nothing, by everybody.
   */
  keep(chunks: Iterable<ListedChunk>): KeptFrames;
}

/** The most that a snapshot keeps: one more is its own. */
const mostKept = maxBlobs - 1;

export function knownFrames(relatives: readonly Relative[]): KnownFrames {
  const candidates = candidatesOf(relatives);
  const all = new Set([...candidates.values()].flatMap(({ frames }) => [...frames.keys()]));
  return {
    digests: sharedDigests([...all].sort()),
    keep(chunks) {
      const places = new Map<ListedChunk, Pick<Chunk, "blob" | "frameOffset" | "frameLength" | "frameDigest">>();
      const kept: Candidate[] = [];
      let open = [...chunks];
      while (kept.length < mostKept && open.length > 0) {
        const best = bestOf(
          [...candidates.values()].filter((candidate) => !kept.includes(candidate)),
          open,
        );
        if (best === undefined) break;
        for (const [chunk, { frameOffset, frameLength, frameDigest }] of best.found) {
          places.set(chunk, { blob: kept.length, frameOffset, frameLength, frameDigest });
        }
        kept.push(best.candidate);
        open = open.filter((chunk) => !places.has(chunk));
      }
      return { blobs: kept.map(({ blob, source }) => ({ blob, source })), places };
    },
  };
}

/** The blobs of all relatives, each once: relatives share most of them. */
function candidatesOf(relatives: readonly Relative[]): ReadonlyMap<Digest, Candidate> {
  const candidates = new Map<Digest, Candidate>();
  for (const { store, frames, table } of relatives) {
    const own = frames.map((blob): Candidate => {
      const known = candidates.get(blob.digest) ?? { blob, source: () => store.readBlob(blob), frames: new Map() };
      candidates.set(blob.digest, known);
      return known;
    });
    for (const chunk of table.chunks) {
      if (chunk.frameLength === 0) continue;
      const { frames } = own[chunk.blob]!;
      const digest = chunk.plainDigest.toString("latin1");
      const same = frames.get(digest);
      if (same === undefined) frames.set(digest, [chunk]);
      else if (!same.some(({ frameOffset }) => frameOffset === chunk.frameOffset)) same.push(chunk);
    }
  }
  return candidates;
}

interface Match {
  readonly candidate: Candidate;
  readonly found: ReadonlyMap<ListedChunk, Chunk>;
  /** Of the frames. */
  readonly bytes: number;
}

/** The candidate with most of the frames that are wanted, of those that are worth keeping. */
function bestOf(candidates: readonly Candidate[], wanted: readonly ListedChunk[]): Match | undefined {
  return candidates
    .map((candidate) => matchOf(candidate, wanted))
    .filter(({ candidate, bytes }) => bytes > 0 && bytes >= leastAlive * candidate.blob.size)
    .reduce<Match | undefined>(
      (best, match) => (best === undefined || match.bytes > best.bytes ? match : best),
      undefined,
    );
}

/** Each frame is that of one chunk: a table in which two share bytes would be refused. */
function matchOf(candidate: Candidate, wanted: readonly ListedChunk[]): Match {
  const found = new Map<ListedChunk, Chunk>();
  const taken = new Map<string, number>();
  let bytes = 0;
  for (const chunk of wanted) {
    const digest = chunk.plainDigest.toString("latin1");
    const before = taken.get(digest) ?? 0;
    const frame = candidate.frames.get(digest)?.[before];
    if (frame === undefined) continue;
    taken.set(digest, before + 1);
    found.set(chunk, frame);
    bytes += frame.frameLength;
  }
  return { candidate, found, bytes };
}

const digestBytes = 32;

function sharedDigests(sorted: readonly string[]): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(sorted.length * digestBytes));
  for (const [index, digest] of sorted.entries()) shared.set(Buffer.from(digest, "latin1"), index * digestBytes);
  return shared;
}

/** Whether a digest, a latin1 string, is among those that `knownFrames` shares. */
export function isAmongDigests(digests: Uint8Array, digest: string): boolean {
  const sorted = Buffer.from(digests.buffer as ArrayBuffer, digests.byteOffset, digests.byteLength);
  let [low, high] = [0, sorted.length / digestBytes];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted.toString("latin1", middle * digestBytes, (middle + 1) * digestBytes);
    if (there === digest) return true;
    if (there < digest) low = middle + 1;
    else high = middle;
  }
  return false;
}
