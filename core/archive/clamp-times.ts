/**
 * A layer with no time after a given one, otherwise byte for byte the same: what BuildKit's `rewrite-timestamp` does,
 * for an engine that cannot. Only digits are replaced by as many digits, so that no length changes.
 */
import { byteInput } from "./byte-input.ts";
import { blockBytes, invalidTar, parseDecimal, parseHeader, parsePaxRecords, type RawHeader } from "./tar-header.ts";

/** Extension headers are held in memory: more than this is refused, as in Go's archive/tar. */
const maxExtensionBytes = 1 << 20;
const pieceBytes = 1 << 20;

/**
 * Gives the tar archive `layer` on, with every modification, access and change time that is later than `epoch` set to it.
 * @param epoch seconds since 1970
 * @param drops empty files that are left out
 * @throws image-invalid where the archive is truncated or breaks its format
 */
export async function* clampTimes(
  layer: AsyncIterable<Uint8Array>,
  epoch: number,
  drops: (header: RawHeader) => boolean = () => false,
): AsyncGenerator<Buffer> {
  const input = byteInput(layer);
  let isExtended = false;
  let paxSize: number | undefined;
  try {
    for (;;) {
      const header = Buffer.from(await input.upTo(blockBytes)); // a copy: it is written to
      if (header.length === 0) return;
      if (header.length < blockBytes) throw invalidTar("it ends within a header");
      if (header.every((byte) => byte === 0)) {
        yield header;
        break;
      }
      const parsed = parseHeader(header);
      const { typeFlag, size, mtime } = parsed;
      if (!isExtended && typeFlag === "0" && size === 0 && drops(parsed)) continue;
      isExtended = "xXgLK".includes(typeFlag);
      if (mtime > epoch) setTime(header, epoch);
      yield header;
      if ("xXg".includes(typeFlag)) {
        const data = Buffer.from(await exactly(input, size, maxExtensionBytes));
        clampRecords(data, size, epoch);
        const written = parsePaxRecords(data.subarray(0, size)).findLast(([key]) => key === "size")?.[1];
        if (typeFlag !== "g" && written !== undefined) paxSize = parseDecimal(written, "a PAX size");
        yield data;
        continue;
      }
      if (typeFlag === "L" || typeFlag === "K") {
        yield await exactly(input, size, maxExtensionBytes);
        continue;
      }
      for (let more = typeFlag === "S" && header[482] !== 0; more; ) {
        const map = await exactly(input, blockBytes, blockBytes);
        yield map;
        more = map[504] !== 0;
      }
      // Links, directories and devices may announce a size; nothing follows them.
      if ("0\x007S".includes(typeFlag)) yield* data(input, paxSize ?? size);
      paxSize = undefined;
    }
    yield* rest(input);
  } finally {
    await input.close();
  }
}

/** The data after a header with its padding. */
async function* data(input: ReturnType<typeof byteInput>, size: number): AsyncGenerator<Buffer> {
  for (let left = padded(size); left > 0; ) {
    const bytes = input.available(Math.min(left, pieceBytes));
    if (bytes.length === 0) {
      if (!(await input.more())) throw invalidTar("it ends within a file");
      continue;
    }
    left -= bytes.length;
    yield bytes;
  }
}

async function* rest(input: ReturnType<typeof byteInput>): AsyncGenerator<Buffer> {
  while (await input.more()) yield input.available(pieceBytes);
}

async function exactly(input: ReturnType<typeof byteInput>, size: number, limit: number): Promise<Buffer> {
  if (size < 0 || size > limit) throw invalidTar(`an extension header of ${size} bytes is out of bounds`);
  const bytes = await input.upTo(padded(size));
  if (bytes.length < padded(size)) throw invalidTar("it ends within an extension header");
  return bytes;
}

function padded(size: number): number {
  return Math.ceil(size / blockBytes) * blockBytes;
}

function setTime(header: Buffer, epoch: number): void {
  header.write(`${epoch.toString(8).padStart(11, "0")}\0`, 136, "latin1");
  header.fill(" ", 148, 156); // the checksum counts as blanks
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}

const timeKeys = ["mtime", "atime", "ctime"];

/** Writes over the digits of times in PAX records: `LENGTH KEY=VALUE\n`. */
function clampRecords(data: Buffer, size: number, epoch: number): void {
  for (let at = 0; at < size; ) {
    const space = data.indexOf(32, at);
    const equals = data.indexOf(61, space);
    const end = at + Number(data.toString("latin1", at, space));
    if (!(end > at) || equals === -1) throw invalidTar("a PAX header has a record of a wrong length");
    if (timeKeys.includes(data.toString("latin1", space + 1, equals))) {
      const value = data.toString("latin1", equals + 1, end - 1);
      const [seconds = "", fraction] = value.split(".");
      if (Number(value) > epoch) {
        const clamped = String(epoch).padStart(seconds.length, "0");
        data.write(
          fraction === undefined ? clamped : `${clamped}.${"0".repeat(fraction.length)}`,
          equals + 1,
          "latin1",
        );
      }
    }
    at = end;
  }
}
