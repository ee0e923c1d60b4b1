/**
 * Writing blobs: one POST, and one PUT with all bytes, as containerd does it. Chunks by PATCH only where a registry
 * does not take the PUT. Source: distribution-spec, "Pushing blobs".
 */
import { createReadStream } from "node:fs";
import { isTreestampError, messageOf, TreestampError } from "../../errors.ts";
import { streamOf } from "../byte-stream.ts";
import { corrupt, verified } from "../digest.ts";
import type { ByteSource, Descriptor, Digest, FileSource } from "../port.ts";
import { formatLocation } from "../reference.ts";
import type { RegistryClient } from "./client.ts";
import { type Refusal, refusalError, refusalOf } from "./refusal.ts";
import { PassingRefusal, persistently } from "./retry.ts";
import type { HttpAnswer } from "./transport.ts";

const readBytes = 1024 * 1024;
/** GHCR takes no more in one PATCH. Bytes. */
const chunkBytes = 4 * 1024 * 1024;
/** No registry may make us hold more than this. Bytes. ECR asks for 5 MiB, stores that are made of S3 alike. */
const mostChunkBytes = 64 * 1024 * 1024;
const octets = { "content-type": "application/octet-stream" };

/** @throws store-unreachable, store-denied */
export async function isStored(
  client: RegistryClient,
  digest: Digest,
  access: "pull" | "pull,push",
  until?: AbortSignal,
): Promise<boolean> {
  return await client.request({ method: "HEAD", path: `blobs/${digest}`, access, until }, async (answer) => {
    if (answer.status !== 200 && answer.status !== 404) {
      throw refusalError("Whether the blob is there is not known", await refusalOf("HEAD", answer));
    }
    await answer.discard();
    return answer.status === 200;
  });
}

/** See `Store.writeBlob`. */
export async function upload(
  client: RegistryClient,
  blob: Descriptor,
  source: ByteSource | FileSource,
  until?: AbortSignal,
): Promise<void> {
  if (await isStored(client, blob.digest, "pull,push", until)) return;
  const bytes = "file" in source ? () => createReadStream(source.file, { highWaterMark: readBytes }) : source;
  const checked: ByteSource = () => verified(bytes(), blob, "file" in source ? source.file : "The source of the blob");
  const post = { method: "POST", path: "blobs/uploads/", access: "pull,push", until } as const;
  /** Ends with the whole, also in the middle of a blob. */
  const ending: RegistryClient = { ...client, attempt: (request) => client.attempt({ ...request, until }) };
  let inChunks = false;
  // A broken upload starts again from its POST: what the registry kept of it is not known.
  await persistently(client.patience(post), async () => {
    if (!inChunks) {
      const refusal = await putWhole(ending, (await begin(ending)).url, blob, checked);
      if (refusal === undefined) return;
      if (!wantsChunks(refusal)) throw uploadError(client, blob, refusal);
      client.log.info(`The registry refuses ${blob.digest} in one piece; sending it in chunks.`);
      inChunks = true;
    }
    await putChunks(ending, await begin(ending), blob, checked);
  });
}

/** See `Store.mountBlob`. Only 201 means that the blob is there; 202 has opened an upload, which is given back. */
export async function mount(
  client: RegistryClient,
  { digest, from, until }: { readonly digest: Digest; readonly from: string; readonly until: AbortSignal | undefined },
): Promise<boolean> {
  const path = `blobs/uploads/?${new URLSearchParams({ mount: digest, from })}`;
  const headers = { "content-length": "0" };
  const request = { method: "POST", path, access: "pull,push", from, headers, until } as const;
  return await client.request(request, async (answer) => {
    if (answer.status !== 201 && answer.status !== 202) {
      throw refusalError("The blob could not be mounted", await refusalOf("POST", answer));
    }
    await answer.discard();
    if (answer.status === 201) return true;
    await giveBack(client, nextLocation(answer));
    return false;
  });
}

/** See `Store.refusesWrites`: an upload is begun, as a push begins, and given back. */
export async function refusesUploads(client: RegistryClient): Promise<TreestampError | undefined> {
  try {
    const post = { method: "POST", path: "blobs/uploads/", access: "pull,push" } as const;
    const { url } = await persistently(client.patience(post), () => begin(client));
    await giveBack(client, url);
    return undefined;
  } catch (error) {
    if (isTreestampError(error, "store-denied")) return error;
    throw error;
  }
}

/** Cancels an unused upload. GHCR answers 405: there it expires. */
async function giveBack(client: RegistryClient, session: URL): Promise<void> {
  try {
    const given = await client.attempt({ method: "DELETE", path: session, access: "pull,push" });
    await given.discard();
  } catch (error) {
    client.log.debug(`An unused upload could not be cancelled: ${messageOf(error)}`);
  }
}

interface Session {
  readonly url: URL;
  /** The registry takes no smaller chunk, but for the last. Bytes. */
  readonly minimum: number;
}

async function begin(client: RegistryClient): Promise<Session> {
  const answer = await client.attempt({
    method: "POST",
    path: "blobs/uploads/",
    access: "pull,push",
    headers: { "content-length": "0" },
  });
  if (answer.status !== 202) {
    throw refusalError("The registry accepts no upload", await refusalOf("POST", answer));
  }
  await answer.discard();
  return { url: nextLocation(answer), minimum: Number(answer.headers["oci-chunk-min-length"] ?? 0) || 0 };
}

/**
 * Where to go on: relative or absolute, and with its query, which is the registry's own. A registry behind a proxy
 * that does not know of the proxy's TLS says `http`: that is not followed out of TLS.
 * @throws store-unreachable
 */
export function nextLocation({ url, headers: { location } }: Pick<HttpAnswer, "url" | "headers">): URL {
  if (location === undefined || !URL.canParse(location, url.href)) {
    throw new TreestampError("store-unreachable", `${url.host} began an upload and did not say where.`, {
      remedy: "Check that the store names a registry.",
    });
  }
  const next = new URL(location, url);
  [next.username, next.password] = ["", ""];
  if (url.protocol === "https:") next.protocol = "https:";
  return next;
}

function withDigest(session: URL, digest: Digest): URL {
  const url = new URL(session);
  url.searchParams.set("digest", digest);
  return url;
}

/** Undefined if the blob is stored; else why the registry refuses it. */
async function putWhole(
  client: RegistryClient,
  session: URL,
  blob: Descriptor,
  source: ByteSource,
): Promise<Refusal | undefined> {
  const answer = await client.attempt({
    method: "PUT",
    path: withDigest(session, blob.digest),
    access: "pull,push",
    headers: octets,
    body: { size: blob.size, source },
  });
  if (answer.status !== 201) return await refusalOf("PUT", answer);
  await answer.discard();
  return undefined;
}

/** True for answers that a registry gives which wants less at a time, or does not know this way of uploading. */
function wantsChunks({ status, diagnostics }: Refusal): boolean {
  if (diagnostics.some(({ code }) => code === "DIGEST_INVALID" || code === "SIZE_INVALID")) return false;
  return [400, 404, 405, 411, 413, 416, 501].includes(status);
}

/**
 * Our own count says where the next chunk begins, not the registry's `Range`: ECR's stays at the first chunk though
 * it has all of them.
 */
async function putChunks(client: RegistryClient, begun: Session, blob: Descriptor, source: ByteSource): Promise<void> {
  if (begun.minimum > mostChunkBytes) {
    throw new TreestampError(
      "store-refused",
      `${begun.url.host} accepts no chunk of less than ${begun.minimum} bytes.`,
      {
        remedy: `treestamp holds a chunk in memory, ${mostChunkBytes} bytes at most. Ask the registry's operator for a smaller minimum.`,
      },
    );
  }
  let session = begun.url;
  let offset = 0;
  for await (const chunk of inChunksOf(source(), Math.max(chunkBytes, begun.minimum))) {
    const answer = await client.attempt({
      method: "PATCH",
      path: session,
      access: "pull,push",
      headers: { ...octets, "content-range": `${offset}-${offset + chunk.length - 1}` },
      body: { size: chunk.length, source: () => streamOf(chunk) },
    });
    if (answer.status !== 202) throw chunkError(client, blob, await refusalOf("PATCH", answer));
    await answer.discard();
    session = nextLocation(answer);
    offset += chunk.length;
  }
  const answer = await client.attempt({
    method: "PUT",
    path: withDigest(session, blob.digest),
    access: "pull,push",
    headers: octets,
    body: { size: 0, source: streamOf, checked: blob.size },
  });
  if (answer.status !== 201) throw chunkError(client, blob, await refusalOf("PUT", answer));
  await answer.discard();
}

async function* inChunksOf(parts: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (let part of parts) {
    while (length + part.length >= size) {
      const fitting = size - length;
      yield Buffer.concat([...held, part.subarray(0, fitting)]);
      held = [];
      length = 0;
      part = part.subarray(fitting);
    }
    if (part.length > 0) held.push(part);
    length += part.length;
  }
  if (length > 0) yield Buffer.concat(held);
}

/** A registry that has lost the upload begins another one. */
function chunkError(client: RegistryClient, blob: Descriptor, refusal: Refusal): Error {
  const isLost = refusal.diagnostics.some(({ code }) => code === "BLOB_UPLOAD_UNKNOWN");
  return isLost ? new PassingRefusal(refusal) : uploadError(client, blob, refusal);
}

function uploadError(client: RegistryClient, blob: Descriptor, refusal: Refusal): TreestampError {
  const reason = refusal.diagnostics.find(({ code }) => code === "DIGEST_INVALID" || code === "SIZE_INVALID");
  if (reason === undefined) return refusalError("The blob could not be written", refusal);
  return corrupt(blob, formatLocation(client.location), `it got other bytes (${reason.code}: ${reason.message})`);
}
