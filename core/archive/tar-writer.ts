/**
 * Writes tar streams that are the same bytes everywhere: ustar headers, PAX records where a value does not fit, owner 0,
 * time 0. Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header".
 */

export interface TarEntry {
  /** Raw bytes (latin1), without a slash at either end. */
  readonly path: string;
  readonly kind: "file" | "directory" | "link";
  /** Permission bits. */
  readonly mode: number;
  /** Of a symbolic link; raw bytes (latin1). */
  readonly target?: string;
  /** Of a file. `content` gives exactly `size` bytes, and is read when its turn comes. */
  readonly size?: number;
  readonly content?: AsyncIterable<Uint8Array>;
}

const block = 512;
/** Smaller pieces are put together, so that a reader gets few large ones. */
const pieceBytes = 64 * 1024;
/** The most that a ustar header's octal size field holds. */
const maxUstarSize = 0o77777777777;
const kinds = { file: "0", link: "2", directory: "5" } as const;

/** The archive of `entries`, in their order, in pieces of about 64 KiB. */
export async function* writeTar(entries: AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  for await (const part of partsOf(entries)) {
    waiting.push(part);
    waitingBytes += part.length;
    if (waitingBytes < pieceBytes) continue;
    yield waiting.length === 1 ? part : Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
  }
  if (waitingBytes > 0) yield Buffer.concat(waiting);
}

async function* partsOf(entries: AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const entry of entries) {
    yield headerOf(entry);
    if (entry.content === undefined) continue;
    let left = entry.size!;
    for await (const part of entry.content) {
      left -= part.length;
      yield part;
    }
    if (left !== 0) throw new Error(`The content of ${entry.path} has not the announced ${entry.size} bytes.`);
    yield padding(entry.size!);
  }
  yield Buffer.alloc(2 * block);
}

function headerOf(entry: TarEntry): Buffer {
  const path = entry.kind === "directory" ? `${entry.path}/` : entry.path;
  const target = entry.target ?? "";
  const size = entry.size ?? 0;
  const records = [
    path.length > 100 ? record("path", path) : "",
    target.length > 100 ? record("linkpath", target) : "",
    size > maxUstarSize ? record("size", String(size)) : "",
  ].join("");
  const own = ustar({ path, mode: entry.mode, size: Math.min(size, maxUstarSize), type: kinds[entry.kind], target });
  if (records === "") return own;
  const extended = ustar({ path: "PaxHeaders/next", mode: 0o644, size: records.length, type: "x", target: "" });
  return Buffer.concat([extended, Buffer.from(records, "latin1"), padding(records.length), own]);
}

/** A PAX record: its own length in decimal, a space, `name=value` and a line feed. The value is raw bytes. */
function record(name: string, value: string): string {
  const rest = ` ${name}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return `${length}${rest}`;
}

function ustar(fields: { path: string; mode: number; size: number; type: string; target: string }): Buffer {
  const header = Buffer.alloc(block);
  const octal = (value: number, digits: number, at: number) =>
    header.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
  header.write(fields.path.slice(0, 100), 0, "latin1");
  octal(fields.mode, 7, 100);
  octal(0, 7, 108); // uid
  octal(0, 7, 116); // gid
  octal(fields.size, 11, 124);
  octal(0, 11, 136); // mtime
  header.write("        ", 148, "latin1"); // the checksum counts as blanks
  header.write(fields.type, 156, "latin1");
  header.write(fields.target.slice(0, 100), 157, "latin1");
  header.write("ustar\x0000", 257, "latin1");
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

function padding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}
