/** An order from standard input: its line, its archive, and then the end of the service that wrote it. */

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { TreestampError } from "../errors.ts";
import type { Order } from "./port.ts";

/** A line with more is none. Bytes. */
const maxLineBytes = 16 << 20;

/**
 * Reads the order, and leaves its archive in a file.
 * @param onEnd called once nobody is at the other end any more
 * @throws input-invalid where it is no order, or ends too early
 */
export async function readOrder(input: Readable, archive: string, onEnd: () => void): Promise<Order> {
  const parts = input[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  const next = async (): Promise<Buffer> => {
    const { done, value } = await parts.next();
    if (done === true) throw new TreestampError("input-invalid", "The order ends too early.");
    return value;
  };
  let end = rest.indexOf(0x0a);
  for (; end < 0; end = rest.indexOf(0x0a)) {
    rest = Buffer.concat([rest, await next()]);
    if (rest.length > maxLineBytes) throw new TreestampError("input-invalid", "The order has no end.");
  }
  const order = parseOrder(rest.subarray(0, end).toString("utf8"));
  rest = rest.subarray(end + 1);
  if (order.source.kind === "archive") {
    const file = createWriteStream(archive, { flags: "wx", mode: 0o600 });
    for (let left = order.source.bytes; left > 0; ) {
      if (rest.length === 0) rest = await next();
      const part = rest.subarray(0, left);
      if (!file.write(part)) await once(file, "drain");
      left -= part.length;
      rest = rest.subarray(part.length);
    }
    file.end();
    await once(file, "close");
  }
  void parts.next().then(({ done }) => done === true && onEnd(), onEnd);
  return order;
}

export function parseOrder(line: string): Order {
  try {
    return JSON.parse(line);
  } catch {
    throw new TreestampError("input-invalid", "The order is not JSON."); // which a message must not repeat
  }
}
