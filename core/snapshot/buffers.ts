/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so what is done with is given back at once.
 */

/** Cuts a stream into pieces of these lengths, each in memory of its own. Ends early where the stream does. */
export async function* cut(
  parts: AsyncIterable<Uint8Array>,
  lengths: readonly number[],
): AsyncGenerator<Buffer<ArrayBuffer>> {
  const waiting = lengths[Symbol.iterator]();
  const fresh = () => {
    const { value, done } = waiting.next();
    return done ? undefined : Buffer.allocUnsafeSlow(value);
  };
  let piece = fresh();
  let filled = 0;
  for await (const part of parts) {
    for (let at = 0; piece !== undefined && at < part.length; ) {
      const bytes = part.subarray(at, at + piece.length - filled);
      piece.set(bytes, filled);
      at += bytes.length;
      filled += bytes.length;
      if (filled < piece.length) break;
      yield piece;
      piece = fresh();
      filled = 0;
    }
  }
}

/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
export function release(buffer: Buffer): void {
  // Small ones may stand in the pool that Node shares out.
  if (buffer.buffer.byteLength > Buffer.poolSize) (buffer.buffer as ArrayBuffer).transfer(0);
}
