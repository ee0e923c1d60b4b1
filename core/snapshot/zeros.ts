/** Zeros, which neither the image nor the frames hold, and digests, with those of zeros cached. */
import { hash } from "node:crypto";

const zeros = Buffer.alloc(2 * 1024 * 1024);
const digests = new Map<number, string>();

/** @param bytes at most 2 MiB */
export function isZero(bytes: Buffer): boolean {
  return bytes[0] === 0 && bytes.equals(zeros.subarray(0, bytes.length));
}

/**
 * sha256, raw: a latin1 string of 32 characters, which takes a fifth of a Buffer's memory and can be the key of a map.
 */
export function sha256(bytes: Buffer): string {
  return hash("sha256", bytes, "binary");
}

/** The same, of bytes that may well be all zeros: those are hashed once for each length. */
export function pieceDigest(bytes: Buffer): string {
  if (!isZero(bytes)) return sha256(bytes);
  const known = digests.get(bytes.length) ?? sha256(bytes);
  digests.set(bytes.length, known);
  return known;
}
