/** From an archive, however it is compressed, to the tar in it. Its first bytes say what it is; its name may say anything. */
import { blockBytes, parseHeader } from "../archive/tar-header.ts";
import { isTreestampError, TreestampError } from "../errors.ts";
import { outputOf } from "../machine/process.ts";
import { type Resumed, resumed } from "../oci/byte-stream.ts";
import type { ByteSource } from "../oci/port.ts";
import { decompressed } from "../snapshot/layer-stream.ts";

export interface Archive {
  /** The subject of messages: an address, a path. */
  readonly name: string;
  /** Gives its bytes, which are known to be right, the same each time. */
  readonly open: ByteSource;
}

export interface Unpacking {
  /** PATH, to find xz. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** How much there is at most, unpacked; `maxPlainBytes` where it is left out. */
  readonly maxBytes?: number;
}

/** More would fill the disk, or take days: a few bytes can say that they are very many. Bytes; 256 GiB. */
export const maxPlainBytes = 2 ** 38;

/**
 * The tar; a piece is valid until the next is asked for.
 * @throws image-invalid where there is none in the archive; tool-missing; interrupted; what the archive's own stream throws
 */
export async function* unpacked(
  { name, open }: Archive,
  { environment, signal, maxBytes = maxPlainBytes }: Unpacking,
): AsyncGenerator<Uint8Array, void, undefined> {
  const [start, bytes] = await peeked(open());
  const tar = (stream: AsyncIterable<Uint8Array>, compression: string) =>
    bounded(tarIn(stream, name, compression), name, maxBytes);
  try {
    const format = formatOf(start);
    if (format === "none") yield* tar(bytes, "");
    else if (format === "xz") yield* tar(throughXz(bytes, name, { environment, signal }), "xz");
    else if (format === "gzip" || format === "zstd") yield* tar(decompressed(bytes, format, name, signal), format);
    else throw refused(name, format.is, format.remedy);
  } finally {
    await bytes.return();
  }
}

/**
 * Looks at the first bytes of an archive, at most 512.
 * @throws image-invalid where they are of nothing that `unpacked` reads; a compressed one may still hold no tar
 */
export function checkArchiveStart(start: Buffer, name: string): void {
  const format = formatOf(start);
  if (typeof format === "object") throw refused(name, format.is, format.remedy);
  if (format === "none" && !isTar(start)) throw refused(name, "is no archive", nameATar);
}

type Format = "none" | "gzip" | "zstd" | "xz" | { readonly is: string; readonly remedy: string };

/** Sources: RFC 1952, RFC 8878, the .xz file format 1.2.0, and file(1)'s magic for those that are refused. */
function formatOf(start: Buffer): Format {
  const [, format] = formats.find(([magic]) => magic.test(start.toString("latin1"))) ?? [];
  return format ?? "none";
}

const packAgain = (program: string) => `Pack it again: ${program} FILE | xz -T0 > FILE.tar.xz, and commit the new sum.`;
const nameATar = "Name a tar archive, plain or compressed by gzip, xz or zstd.";

const formats: readonly (readonly [RegExp, Format])[] = [
  [/^\x1f\x8b/, "gzip"],
  [/^\xfd7zXZ\0/, "xz"],
  [/^(\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/, "zstd"],
  [/^BZh[1-9]/, { is: "is compressed by bzip2, which treestamp does not read", remedy: packAgain("bzcat") }],
  [/^LZIP/, { is: "is compressed by lzip, which treestamp does not read", remedy: packAgain("lzip -dc") }],
  [/^\x04\x22\x4d\x18/, { is: "is compressed by lz4, which treestamp does not read", remedy: packAgain("lz4 -dc") }],
  [/^\x5d\0\0/, { is: "is compressed by lzma, which treestamp does not read", remedy: packAgain("xz -dc") }],
  [/^PK\x03\x04/, { is: "is a zip archive", remedy: nameATar }],
  [/^(hsqs|sqsh)/, { is: "is a squashfs image", remedy: "Pack it again: unsquashfs, then tar and xz." }],
  [/^QFI\xfb/, { is: "is the disk of a virtual machine", remedy: nameATar }],
  [
    /^version https:\/\/git-lfs\.github\.com\//,
    {
      is: "is a pointer of Git LFS, not the archive",
      remedy: "Fetch it: `lfs: true` of actions/checkout, or git lfs pull.",
    },
  ],
  [/^\s*<(!doctype|html|\?xml)/i, { is: "is a page, not an archive", remedy: nameATar }],
];

/** Node cannot read xz. */
function throughXz(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  { environment, signal }: Unpacking,
): AsyncIterable<Uint8Array> {
  const line = ["xz", "--decompress", "--stdout", "--threads=0", "--memlimit-decompress=2GiB"];
  const env = { PATH: environment.PATH, LC_ALL: "C" };
  const output = outputOf(line, { input: bytes, env, signal }, ({ exitCode, stderr }) => {
    if (exitCode === 0) return;
    const why = stderr
      .trim()
      .replace(/^xz: (\(stdin\): )?/, "")
      .replace(/\.$/, "");
    throw refused(
      name,
      `cannot be decompressed: ${why || `xz ended with ${exitCode}`}`,
      "Check how it was packed: xz -t FILE.",
    );
  });
  return withRemedy(output, name);
}

async function* withRemedy(output: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* output;
  } catch (error) {
    if (!isTreestampError(error, "tool-missing")) throw error;
    throw new TreestampError("tool-missing", `${name} is compressed by xz. ${error.message}`, {
      remedy: "Install it: apt-get install xz-utils, dnf install xz, or apk add xz.",
      cause: error,
    });
  }
}

/** Holds a stream to a size that can be. @throws image-invalid */
export async function* bounded(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > maxBytes)
      throw refused(name, `unpacks to more than ${maxBytes} bytes`, "Pack less: no root is that large.");
    yield piece;
  }
}

/** Holds a stream to what a tar is. */
async function* tarIn(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  compression: string,
): AsyncGenerator<Uint8Array> {
  const [start, bytes] = await peeked(stream);
  if (!isTar(start)) {
    await bytes.return();
    const is = compression === "" ? "is no tar archive" : `holds no tar archive in its ${compression}`;
    throw refused(name, is, nameATar);
  }
  yield* bytes;
}

/** An empty archive begins with zeros, and is one. */
function isTar(start: Buffer): boolean {
  if (start.length < blockBytes) return false;
  if (start.every((byte) => byte === 0)) return true;
  try {
    parseHeader(start);
    return true;
  } catch {
    return false;
  }
}

/** The first block of a stream, or all of a shorter one, and the whole stream, which is to be read or closed. */
async function peeked(stream: AsyncIterable<Uint8Array>): Promise<[Buffer, Resumed<Uint8Array>]> {
  const pieces = stream[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let size = 0;
  let ended = false;
  while (size < blockBytes && !ended) {
    const next = await pieces.next();
    if (next.done === true) ended = true;
    else {
      held.push(Buffer.from(next.value)); // a copy: it is valid until the next is asked for
      size += next.value.length;
    }
  }
  const head = Buffer.concat(held);
  return [head.subarray(0, blockBytes), resumed([head], pieces)];
}

function refused(name: string, is: string, remedy: string): TreestampError {
  return new TreestampError("image-invalid", `${name} ${is}.`, { remedy });
}
