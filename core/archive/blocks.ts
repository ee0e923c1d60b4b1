/** A stream in blocks of one length, which threads compress side by side. */
import { availableParallelism } from "node:os";

/** Copies the bytes to blocks of `length` bytes; the last one alone may be shorter. */
export async function* blocksOf(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + length - filled);
      block.set(part, filled);
      at += part.length;
      filled += part.length;
      if (filled < length) continue;
      yield block;
      block = Buffer.allocUnsafeSlow(length);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/** Gives what each of the blocks becomes, in their order; the next ones are under way meanwhile. */
export async function* sideBySide(
  blocks: AsyncIterable<Buffer>,
  work: (block: Buffer) => Promise<Buffer>,
): AsyncGenerator<Buffer> {
  const begun: Promise<Buffer>[] = [];
  for await (const block of blocks) {
    const result = work(block);
    result.catch(() => {}); // told when its turn comes
    begun.push(result);
    if (begun.length > availableParallelism()) yield await begun.shift()!;
  }
  for (const result of begun) yield await result;
}
