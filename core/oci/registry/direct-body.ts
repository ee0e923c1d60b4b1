/**
 * Bodies of large answers straight from their connections. Node's own way (new memory for each read, and a copy of it
 * out of the parser of HTTP) keeps the garbage collector busy: a third of a gigabyte takes three times the CPU time that
 * way, and 80 MB of memory more. Here all connections read into one buffer. The parser gets heads, small answers,
 * and the bytes of a large one that arrived with its head; the rest goes to the body's reader.
 */
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** From this size on, an answer is worth its connection, which no other request can use afterwards. Bytes. */
const largeBody = 1024 * 1024;
/** What one read may bring. Bytes. */
const readBytes = 128 * 1024;
/** Nothing more is read from a connection while so much waits for its reader. Bytes. */
const enough = 128 * 1024;

/** Who gets the bytes of a connection that is read by `directReads`: false where it has enough. Without one, the parser. */
type Taker = (bytes: Uint8Array) => boolean;
const takers = new WeakMap<Socket, { taker?: Taker }>();

/** The option `onread` of node:net for an agent's connections. A TLS connection through a proxy does not heed it. */
export function directReads() {
  return {
    buffer: Buffer.allocUnsafeSlow(readBytes),
    callback(this: Socket, count: number, buffer: Uint8Array): boolean {
      const connection = takers.get(this);
      if (connection === undefined) takers.set(this, {});
      const bytes = buffer.subarray(0, count);
      return connection?.taker === undefined ? this.push(Buffer.from(bytes)) : connection.taker(bytes);
    },
  };
}

/**
 * The body of an answer whose head has just come; undefined where it is small or cannot be had in this way. Each part is
 * valid until the next one is asked for. The connection is closed in the end.
 */
export function directBody(incoming: IncomingMessage, outgoing: ClientRequest): AsyncIterable<Uint8Array> | undefined {
  const { socket, headers } = incoming;
  const connection = takers.get(socket);
  const length = Number(headers["content-length"]);
  if (connection === undefined || !(length >= largeBody) || headers["transfer-encoding"] !== undefined)
    return undefined;
  const waiting = doubleBuffer();
  let failure: Error | undefined;
  let wake = () => {};
  connection.taker = (bytes) => {
    const held = waiting.add(bytes);
    wake();
    return held < enough;
  };
  const fail = (error = new Error("the connection was closed")) => {
    failure ??= error;
    wake();
  };
  incoming.on("error", fail);
  incoming.on("close", fail);

  async function* parts(): AsyncGenerator<Uint8Array> {
    let missing = length;
    try {
      for (;;) {
        // First what the parser had before it was left out.
        const bytes = (incoming.read() as Buffer | null) ?? waiting.take();
        if (bytes.length > 0) {
          const part = bytes.subarray(0, missing);
          missing -= part.length;
          yield part;
          if (missing === 0) return;
        } else {
          if (failure !== undefined) throw failure;
          const more = new Promise<void>((resolve) => {
            wake = resolve;
          });
          socket.resume();
          await more;
        }
      }
    } finally {
      takers.delete(socket);
      outgoing.destroy();
    }
  }
  return parts();
}

/** Gathers bytes in one piece of memory while those taken before stand in another. */
function doubleBuffer() {
  let filling = new Uint8Array(enough + readBytes);
  let taken = new Uint8Array(enough + readBytes);
  let length = 0;
  return {
    /** @returns how many bytes wait now */
    add(bytes: Uint8Array): number {
      if (length + bytes.length > filling.length) {
        const larger = new Uint8Array(2 * (length + bytes.length));
        larger.set(filling.subarray(0, length));
        filling = larger;
      }
      filling.set(bytes, length);
      length += bytes.length;
      return length;
    },
    /** All that waits, until it is called again. */
    take(): Uint8Array {
      const bytes = filling.subarray(0, length);
      [filling, taken] = [taken, filling];
      length = 0;
      return bytes;
    },
  };
}
