/**
 * Memory for bytes that pass through. Left to the garbage collector, the buffers of one gigabyte make it mark the whole
 * heap some forty times, which costs half as much as decompressing them: so memory is used again, or given back at once.
 */

/** A fixed number of buffers that threads share. */
export interface SharedBuffers {
  /** One that is not in use; waits while there is none. */
  take(): Promise<Buffer>;
  /** Gives one back. */
  release(buffer: Buffer): void;
}

/** @param bytes of each buffer */
export function sharedBuffers(count: number, bytes: number): SharedBuffers {
  const memory = new SharedArrayBuffer(count * bytes);
  const free = Array.from({ length: count }, (_, index): Buffer => Buffer.from(memory, index * bytes, bytes));
  const waiting: ((buffer: Buffer) => void)[] = [];
  return {
    take: async () => free.pop() ?? (await new Promise<Buffer>((resolve) => waiting.push(resolve))),
    release(buffer) {
      const next = waiting.shift();
      if (next === undefined) free.push(buffer);
      else next(buffer);
    },
  };
}

/** Gives a buffer's memory back. Nobody may read it, or anything else in the same memory, afterwards. */
export function release(buffer: NodeJS.ArrayBufferView): void {
  // Small ones may stand in the pool that Node shares out.
  if (buffer.buffer.byteLength > Buffer.poolSize) (buffer.buffer as ArrayBuffer).transfer(0);
}
