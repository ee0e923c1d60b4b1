/** Digests: what names a blob, and the check that the bytes are the ones it names. */
import { createHash } from "node:crypto";
import { TreestampError } from "../errors.ts";
import { bytesOf } from "./byte-stream.ts";
import type { Descriptor, Digest, Store } from "./port.ts";

/** True for `sha256:` and 64 lower-case hexadecimal digits; other algorithms are not used here. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text);
}

/** @throws input-invalid */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new TreestampError("input-invalid", `"${text}" is not a digest.`, {
    remedy: "Write a digest as sha256: and 64 lower-case hexadecimal digits.",
  });
}

/** The 64 hexadecimal digits of a digest. */
export function hexOf(digest: Digest): string {
  return digest.slice("sha256:".length);
}

export function sha256Of(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Digest and size of everything that a stream gives. */
export async function digestOf(stream: AsyncIterable<Uint8Array>): Promise<{ digest: Digest; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const part of stream) {
    hash.update(part);
    size += part.length;
  }
  return { digest: `sha256:${hash.digest("hex")}`, size };
}

/**
 * Passes on the bytes of `stream`, and holds back the last part until size and digest have proved right: a reader that
 * reaches the end has exactly what the descriptor names.
 * @param origin where the bytes come from, for the error: `registry.example/team/build`, a file
 * @throws store-corrupt
 */
export async function* verified(
  stream: AsyncIterable<Uint8Array>,
  expected: Pick<Descriptor, "digest" | "size">,
  origin: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash("sha256");
  let size = 0;
  let held: Uint8Array | undefined;
  for await (const part of stream) {
    size += part.length;
    if (size > expected.size) throw corrupt(expected, origin, `it gave more than ${expected.size} bytes`);
    hash.update(part);
    if (held !== undefined) yield held;
    held = part;
  }
  if (size !== expected.size) throw corrupt(expected, origin, `it ended after ${size} of ${expected.size} bytes`);
  const actual = `sha256:${hash.digest("hex")}`;
  if (actual !== expected.digest) throw corrupt(expected, origin, `its bytes are ${actual}`);
  if (held !== undefined) yield held;
}

/** The failure for bytes that are not the ones asked for. */
export function corrupt(expected: Pick<Descriptor, "digest">, origin: string, what: string): TreestampError {
  return new TreestampError("store-corrupt", `${origin} does not give ${expected.digest}: ${what}.`, {
    remedy: "Try again. If it happens again, delete what is stored under this digest and write it again.",
  });
}

/**
 * A small blob of a store, whole and verified. For what is known to be small: all of it is in memory.
 * @param signal ends it, with its reason
 */
export async function readWhole(
  store: Pick<Store, "readBlob">,
  blob: Descriptor,
  signal?: AbortSignal,
): Promise<Buffer> {
  return bytesOf(store.readBlob(blob), signal);
}
