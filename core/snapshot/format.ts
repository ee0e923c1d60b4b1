/**
 * What a snapshot is made of, shared by those who write one and those who read one.
 *
 * The raw image is an uncompressed EROFS file system: data region first, metadata region last. It is cut into chunks
 * that follow file boundaries. Each chunk is one zstd frame; all frames concatenated are the first layer of the
 * snapshot's manifest, the chunk table is the second, and the image's own config blob the third: so the
 * snapshot's manifest also gives the environment's variables.
 *
 * A snapshot that was packed onto another one has that one's frames blobs, and one more with its own frames. Behind the base's
 * metadata stand its own content and metadata: see regions.ts. One that was packed beside relatives is an image like any other, and
 * some of its frames are in their blobs: see relatives.ts.
 */
import type { Digest } from "../oci/port.ts";

/** The media type of frames and table. Registries that know a list of media types know this one: see core/places/beside.ts. */
export const partMediaType = "application/octet-stream";

/** Annotation on the snapshot's descriptor in the index: digest of the image manifest that it is a snapshot of. */
export const snapshotOfAnnotation = "dev.treestamp.snapshot.of";
/** Annotation on the snapshot's manifest: the identity of the plain content. */
export const identityAnnotation = "dev.treestamp.snapshot.identity";

/** No chunk is longer than this once plain; a table that says otherwise is refused before anything is decompressed. */
export const maxChunkBytes = 2 * 1024 * 1024;

/** No snapshot has more frames blobs: each is a connection more for who fetches it from nothing. */
export const maxBlobs = 4;

/** So much of what a snapshot keeps of another one has to be alive: the rest is stored, and of no use to it. */
export const leastAlive = 0.6;

export interface Chunk {
  /** Where the chunk stands in the raw image, and how long it is there. Bytes. */
  readonly plainOffset: number;
  readonly plainLength: number;
  /** Which of the frames blobs has its frame, counted from 0. */
  readonly blob: number;
  /** Where its zstd frame stands in that blob. A length of 0 means that the chunk is all zeros and has no frame. */
  readonly frameOffset: number;
  readonly frameLength: number;
  /** sha256 of the plain bytes and of the frame, 32 bytes each. */
  readonly plainDigest: Buffer;
  readonly frameDigest: Buffer;
}

/**
 * Chunks are listed in the order of the raw image, which they cover exactly once. Frames that were written one after the other
 * follow each other in the same order and without gaps, but for one: the first chunk, the head with the superblock, is known
 * last, and its frame stands at the end of the blob.
 */
export interface ChunkTable {
  /** Bytes of the raw image. */
  readonly plainSize: number;
  /** Bytes of each frames blob, in the order of the snapshot's manifest. */
  readonly framesSizes: readonly number[];
  readonly chunks: readonly Chunk[];
  /** Hash of the plain content: does not depend on a compressor's version. */
  readonly identity: Digest;
}
