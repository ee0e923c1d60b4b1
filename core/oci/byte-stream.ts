/** Streams of bytes: made, taken in, and left when they are not wanted any more. */

/** A stream of these parts. */
export async function* streamOf(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* parts;
}

/** A stream that can be closed before it is read. */
export interface Resumed<T> extends AsyncIterableIterator<T, void, undefined> {
  return(): Promise<IteratorReturnResult<void>>;
}

/** The items that were taken from a stream, and then its rest. A generator that has not begun would not close it. */
export function resumed<T>(taken: readonly T[], rest: AsyncIterator<T>): Resumed<T> {
  const held = [...taken];
  const end = { done: true, value: undefined } as const;
  const stream: Resumed<T> = {
    next: async () => {
      if (held.length > 0) return { done: false, value: held.shift()! };
      const next = await rest.next();
      return next.done === true ? end : next;
    },
    return: async () => {
      held.length = 0;
      await rest.return?.();
      return end;
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

/** All bytes of a stream. Stops reading and returns undefined if there are more than `limit`. */
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

/** The same items, but waiting for the next one ends when the signal does. @throws the signal's reason */
export async function* abortable<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]();
  let wake = () => {};
  const aborted = new Promise<"aborted">((resolve) => {
    wake = () => resolve("aborted");
  });
  signal.addEventListener("abort", wake, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const item = await Promise.race([items.next(), aborted]);
      if (item === "aborted" || item.done) break;
      yield item.value;
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener("abort", wake);
    // Not awaited: a source that hangs in its read would hold us, too.
    void items.return?.().catch(() => {});
  }
}

/** The same items, for sources that do not hang: the signal is looked at before each. @throws the signal's reason */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const item of source) {
    signal.throwIfAborted();
    yield item;
  }
}

/** The same bytes; how many have come is told. */
export async function* counted<T extends Uint8Array>(
  source: AsyncIterable<T>,
  progress: { add(bytes: number): void },
): AsyncGenerator<T, void, undefined> {
  for await (const part of source) {
    progress.add(part.length);
    yield part;
  }
}

/**
 * All that a stream gives, in memory. Each part is copied: a range of a blob uses its memory again.
 * @param signal ends it, with its reason
 */
export async function bytesOf(stream: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of signal === undefined ? stream : abortable(stream, signal)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
