/** Short streams of bytes, made and taken in. */

/** A stream of these parts. */
export async function* streamOf(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* parts;
}

/** All bytes of a stream; undefined, and nothing more is read, where they are more than `limit`. */
export async function collectUpTo(limit: number, stream: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
