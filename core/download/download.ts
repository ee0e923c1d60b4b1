/**
 * A file from an address, hashed while it arrives. A broken transfer goes on where it broke if the server can tell
 * that the file is still the same, and starts again otherwise. Proxies, authorities and time limits are as for registries.
 */
import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { TreestampError } from "../errors.ts";
import { formatBytes } from "../log/amounts.ts";
import type { Log } from "../log/log.ts";
import { noProgress, type Progress } from "../log/progress.ts";
import { hexOf } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";
import { followed } from "../oci/registry/redirect.ts";
import { isPassing, redacted, refusalOf } from "../oci/registry/refusal.ts";
import { createPatience, type Pace, PassingRefusal, persistently, timesOf, usualPace } from "../oci/registry/retry.ts";
import { ConnectionFailure, createTransport, type HttpAnswer, type Transport } from "../oci/registry/transport.ts";
import { createTrust } from "../oci/registry/trust.ts";
import { basicLoginOf, secretsOf } from "../oci/registry/url-login.ts";

/** What is at an address. */
export interface Remote {
  /** http or https. */
  readonly url: string;
  /** Undefined where nothing says it: then what comes is a file as long as its server does not call it a page. */
  readonly digest: Digest | undefined;
}

export interface DownloadParts {
  /** Variables that name proxies and authorities: see core/oci/registry/. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** For messages: what it is, as the start of a sentence, and what says its sum. */
  readonly words: { readonly it: string; readonly sums: string };
  readonly pace?: Pace;
  /** A file with more is refused. Bytes; by default 32 GiB. */
  readonly limit?: number;
  /** Sent to the address itself, and not where it redirects to another origin. */
  readonly headers?: { readonly authorization: string };
}

/** A server that starts again takes some seconds: no registry's client is waiting behind this. */
const ourPace: Pace = { ...usualPace, tries: 6 };
const maxBytes = 2 ** 35;
/** So much more than ever before counts as going well. Bytes. */
const progressBytes = 1 << 20;
const remedy = "Check the address: open it in a browser, or with curl -L.";

/**
 * Leaves the file in `file`, which must not be there yet; only its owner can read it.
 * @returns its digest
 * @throws store-unreachable, store-refused, store-corrupt where its sum is another one, interrupted
 */
export async function download({ url, digest }: Remote, file: string, parts: DownloadParts): Promise<Digest> {
  const { environment, signal, log, words, pace = ourPace } = parts;
  const { address, headers } = withoutLogin(url, log);
  const transport = createTransport({
    stall: pace.stall,
    signal,
    environment,
    trust: createTrust(environment, { host: address.host, name: address.host }),
  });
  const patience = createPatience(
    { method: "GET", url: address },
    { pace, log, signals: [signal], patient: false, final: (error, tries) => lost(address, words.it, error, tries) },
  );
  const output = await open(file, "wx", 0o600);
  const received = beginning(output);
  try {
    let best = 0;
    await persistently(patience, async () => {
      try {
        const all = { ...headers, ...parts.headers };
        const source = { transport, address, headers: all, log, it: words.it, limit: parts.limit ?? maxBytes };
        await receive(received, { ...source, isKnown: digest !== undefined });
      } finally {
        if (received.size >= best + progressBytes) patience.renew();
        best = Math.max(best, received.size);
        received.progress.end();
      }
    });
  } finally {
    await output.close();
  }
  const hex = received.hash.digest("hex");
  if (digest !== undefined && hex !== hexOf(digest)) {
    throw otherSum(address, { expected: hexOf(digest), hex, received, sums: words.sums });
  }
  return `sha256:${hex}`;
}

/** A login in the address goes to its own server alone, as a header. */
function withoutLogin(url: string, log: Log): { address: URL; headers: Readonly<Record<string, string>> } {
  const address = new URL(url);
  const login = basicLoginOf(address);
  if (login === undefined) return { address, headers: {} };
  for (const secret of [...secretsOf(address), login]) log.mask(secret);
  [address.username, address.password] = ["", ""];
  return { address, headers: { authorization: `Basic ${login}` } };
}

/** What has come so far. */
interface Received {
  readonly output: FileHandle;
  size: number;
  hash: Hash;
  /** The first bytes, for messages. */
  start: Buffer;
  /** By which the server knows whether the file is still the one that these bytes are from. */
  validator: string | undefined;
  progress: Progress;
}

function beginning(output: FileHandle): Received {
  const progress = noProgress("", 0);
  return { output, size: 0, hash: createHash("sha256"), start: Buffer.alloc(0), validator: undefined, progress };
}

interface Source {
  readonly transport: Transport;
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly it: string;
  readonly limit: number;
  /** Whether a sum will tell. */
  readonly isKnown: boolean;
}

/** One request: the rest of the file, or all of it. @throws ConnectionFailure, PassingRefusal where another may do better */
async function receive(received: Received, source: Source): Promise<void> {
  const { transport, address, headers, log, it, limit, isKnown } = source;
  const { size, validator } = received;
  const range: Record<string, string> =
    size > 0 && validator !== undefined ? { range: `bytes=${size}-`, "if-range": validator } : {};
  const request = { method: "GET", url: address, headers: { ...headers, ...range }, fleeting: true } as const;
  const answer = await followed(transport, request, remedy);
  if (answer.status === 200) await startAgain(received, answer);
  else if (!(answer.status === 206 && goesOn(answer, size))) throw await refusal(received, answer, it);

  if (!isKnown && /^(text\/html|application\/xhtml)/i.test(answer.headers["content-type"] ?? "")) {
    await answer.discard();
    throw new TreestampError(
      "store-refused",
      `${it} cannot be had: ${redacted(answer.url)} gives a page, not a file.`,
      {
        remedy,
      },
    );
  }
  const length = answer.headers["content-length"];
  const total = received.size + Number(length ?? 0);
  if (total > limit) throw tooLarge(address, limit);
  if (length !== undefined) {
    received.progress = log.progress("Download", total);
    received.progress.add(received.size);
  }
  for await (const part of answer.body) {
    if (received.size + part.length > limit) throw tooLarge(address, limit);
    received.hash.update(part);
    if (received.size === 0) received.start = Buffer.from(part.subarray(0, shownBytes));
    await writeAt(received.output, received.size, part);
    received.size += part.length;
    received.progress.add(part.length);
  }
}

/** Source: RFC 9110, section 13.1.5: a weak validator fixes no bytes. */
async function startAgain(received: Received, { headers }: HttpAnswer): Promise<void> {
  const { etag } = headers;
  const validator = etag?.startsWith('"') === true ? etag : headers["last-modified"];
  if (received.size > 0) await received.output.truncate(0);
  Object.assign(received, { ...beginning(received.output), validator });
}

function goesOn({ headers }: HttpAnswer, size: number): boolean {
  return headers["content-range"]?.startsWith(`bytes ${size}-`) === true;
}

async function writeAt(file: FileHandle, place: number, part: Uint8Array): Promise<void> {
  for (let done = 0; done < part.length; ) {
    done += (await file.write(part, done, part.length - done, place + done)).bytesWritten;
  }
}

async function refusal(received: Received, answer: HttpAnswer, it: string): Promise<Error> {
  const { status, url } = answer;
  if (status === 206 || status === 416) {
    received.validator = undefined; // and so the next request is for all of it
    await answer.discard();
    return new ConnectionFailure(`the server cannot go on at byte ${received.size} (${status})`);
  }
  const refused = await refusalOf("GET", answer);
  if (isPassing(status)) return new PassingRefusal(refused);
  return new TreestampError("store-refused", `${it} cannot be had: GET ${redacted(url)}: ${status}.`, {
    remedy: remedies[status] ?? remedy,
  });
}

const wantsLogin = "The server wants a login. Name an address without one.";
const isGone = "Nothing is there: check the address, and whether the release has been taken away.";
const remedies: Readonly<Record<number, string>> = { 401: wantsLogin, 403: wantsLogin, 404: isGone, 410: isGone };

function lost(address: URL, it: string, error: ConnectionFailure | PassingRefusal, tries: number): TreestampError {
  const what = error instanceof PassingRefusal ? String(error.refusal.status) : error.message;
  return new TreestampError(
    "store-unreachable",
    `${it} cannot be had: GET ${redacted(address)}: ${what} (tried ${timesOf(tries)}).`,
    { remedy: "Check the address and the network, or try again later.", cause: error },
  );
}

function tooLarge(address: URL, limit: number): TreestampError {
  return new TreestampError("store-refused", `${redacted(address)} has more than ${formatBytes(limit)}.`, {
    remedy: "Name another address: no such file is that large.",
  });
}

/** So much of a file is looked at for messages. Bytes. */
const shownBytes = 512;

function otherSum(
  address: URL,
  {
    expected,
    hex,
    received,
    sums,
  }: { readonly expected: string; readonly hex: string; readonly received: Received; readonly sums: string },
): TreestampError {
  const isPage = /^\s*<(!doctype|html|\?xml)/i.test(received.start.toString("latin1"));
  const what = isPage ? "a page, not a file" : formatBytes(received.size);
  return new TreestampError(
    "store-corrupt",
    `${redacted(address)} gives ${what}: its sha256 is ${hex}, and ${sums} says ${expected}.`,
    {
      remedy: isPage
        ? remedy
        : "Find out why it was changed. If the new file is the right one, commit its sum; nothing was made of it.",
    },
  );
}
