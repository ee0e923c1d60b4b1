/**
 * Bytes of a stream in the portions that a parser wants, without copying what lies in one piece. A piece of the stream is
 * used until the next is asked for: so are `available` and `ready`.
 */

export interface ByteInput {
  /** What is at hand, at most `limit` bytes, consumed. Empty where more must be awaited. */
  available(limit: number): Buffer;
  /** Waits for more bytes. False at the end of the stream. */
  more(): Promise<boolean>;
  /** The next `length` bytes if they lie in one piece at hand; undefined otherwise, with nothing consumed. */
  ready(length: number): Buffer | undefined;
  /** The next `length` bytes, or all that are left where the stream ends before. */
  upTo(length: number): Promise<Buffer>;
  /** Reads to the end and drops what comes. */
  drain(): Promise<void>;
  /** Ends the stream early. */
  close(): Promise<void>;
}

export function byteInput(source: AsyncIterable<Uint8Array>): ByteInput {
  const iterator = source[Symbol.asyncIterator]();
  let current: Buffer = Buffer.alloc(0);
  let at = 0;
  let ended = false;

  const available = (limit: number): Buffer => {
    const end = Math.min(current.length, at + limit);
    const bytes = current.subarray(at, end);
    at = end;
    return bytes;
  };
  const more = async (): Promise<boolean> => {
    while (at === current.length) {
      if (ended) return false;
      const next = await iterator.next();
      if (next.done === true) {
        ended = true;
        return false;
      }
      current = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      at = 0;
    }
    return true;
  };
  return {
    available,
    more,
    ready(length) {
      return current.length - at >= length ? available(length) : undefined;
    },
    async upTo(length) {
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length && (await more())) filled += available(length - filled).copy(bytes, filled);
      return bytes.subarray(0, filled);
    },
    async drain() {
      do at = current.length;
      while (await more());
    },
    async close() {
      if (!ended) await iterator.return?.();
      ended = true;
    },
  };
}
