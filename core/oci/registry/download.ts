/** Reading blobs: as a stream that goes on after a broken connection, whole or in part. */
import { TreestampError } from "../../errors.ts";
import { corrupt, verified } from "../digest.ts";
import type { ByteRange, Descriptor } from "../port.ts";
import { formatLocation } from "../reference.ts";
import type { RegistryClient } from "./client.ts";
import { refusalError, refusalOf, saysAbsent } from "./refusal.ts";
import { ConnectionFailure, type HttpAnswer } from "./transport.ts";

/** See `Store.readBlob`. */
export async function* download(
  client: RegistryClient,
  blob: Descriptor,
  range: ByteRange | undefined,
): AsyncGenerator<Uint8Array> {
  const origin = formatLocation(client.location);
  if (range === undefined) {
    yield* verified(resumed(client, blob, { offset: 0, length: blob.size }, false), blob, origin);
  } else {
    if (range.offset + range.length > blob.size) {
      throw corrupt(blob, origin, `it ends before byte ${range.offset + range.length}`);
    }
    yield* resumed(client, blob, range, true);
  }
}

/** So much more since the last failure counts as going well. Bytes. */
const progress = 1024 * 1024;

/** The bytes of a range; asks for the rest where a connection breaks in the middle. See `HttpRequest` for `fleeting`. */
async function* resumed(
  client: RegistryClient,
  blob: Descriptor,
  range: ByteRange,
  fleeting: boolean,
): AsyncGenerator<Uint8Array> {
  const patience = client.patience({ method: "GET", path: `blobs/${blob.digest}`, access: "pull" });
  const end = range.offset + range.length;
  let next = range.offset;
  let failedAt = next;
  while (next < end) {
    try {
      for await (const part of once(client, blob, { offset: next, length: end - next }, fleeting)) {
        next += part.length;
        yield part;
      }
      if (next < end) throw new ConnectionFailure(`the blob's bytes ended at ${next} of ${end}`);
    } catch (error) {
      if (next - failedAt >= progress) patience.renew();
      failedAt = next;
      await patience.afterFailure(error);
    }
  }
}

/** The bytes of one answer; fewer than `length` where the connection ends early in good order. */
async function* once(
  client: RegistryClient,
  blob: Descriptor,
  { offset, length }: ByteRange,
  fleeting: boolean,
): AsyncGenerator<Uint8Array> {
  // A range is closed at both ends: there are registries that refuse an open one.
  const headers = length === blob.size ? {} : { range: `bytes=${offset}-${offset + length - 1}` };
  const path = `blobs/${blob.digest}`;
  const answer = await client.attempt({ method: "GET", path, headers, fleeting, access: "pull" });
  const skip = await bytesBefore(client, blob, { offset, length }, answer);
  let seen = 0;
  for await (const part of answer.body) {
    const start = Math.max(0, skip - seen);
    const wanted = part.subarray(start, Math.max(start, skip + length - seen));
    seen += part.length;
    if (wanted.length > 0) yield wanted;
    if (seen >= skip + length) break;
  }
}

/** How many bytes of the answer's body come before the range: none, unless the registry ignored that one was asked for. */
async function bytesBefore(
  client: RegistryClient,
  blob: Descriptor,
  { offset, length }: ByteRange,
  answer: HttpAnswer,
): Promise<number> {
  const origin = formatLocation(client.location);
  if (answer.status === 206) {
    const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(answer.headers["content-range"] ?? "") ?? [];
    const right =
      Number(first) === offset && Number(last) < offset + length && (total === "*" || Number(total) === blob.size);
    if (right) return 0;
    await answer.discard();
    throw corrupt(
      blob,
      origin,
      `asked for bytes ${offset} to ${offset + length - 1} of ${blob.size}, it gives "${answer.headers["content-range"]}"`,
    );
  }
  if (answer.status === 200) {
    const size = answer.headers["content-length"];
    if (size !== undefined && Number(size) !== blob.size) {
      await answer.discard();
      throw corrupt(blob, origin, `it has ${size} bytes, not ${blob.size}`);
    }
    if (offset > 0) client.log.debug(`${origin} ignores ranges: ${offset} bytes are read and discarded.`);
    return offset;
  }
  const refusal = await refusalOf("GET", answer);
  if (saysAbsent(refusal, "blob")) {
    throw new TreestampError("path-missing", `${origin} has no blob ${blob.digest}.`, {
      remedy: "Part of the image was deleted or never pushed; build or copy it again.",
    });
  }
  throw refusalError("The blob could not be read", refusal);
}
