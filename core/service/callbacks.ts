/** Tells clients how their builds stand: in order, signed, again and again until somebody has taken it. */
import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { redacted } from "../oci/registry/refusal.ts";
import { createTransport, type Transport } from "../oci/registry/transport.ts";
import { createTrust } from "../oci/registry/trust.ts";
import type { Call } from "./records.ts";

export interface CallbackParts {
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  /** Signs bodies; undefined for no signature. */
  readonly secret: string | undefined;
  /** How long one may be refused before nobody tries any more. Milliseconds; a day by default. */
  readonly patience?: number;
}

/** Who is told what. */
export interface Message extends Call {
  readonly url: string;
  /** The Authorization header. */
  readonly authorization: string | undefined;
  /** By which the receiver knows the build. */
  readonly id: number;
}

export interface Callbacks {
  /**
   * Sends it again and again, until it is taken or given up.
   * @returns whether it was taken; if not, a warning is in the log
   * @throws the signal's reason, where it ended this
   */
  send(message: Message, signal: AbortSignal): Promise<boolean>;
}

/** A receiver that takes longer has not taken it. Milliseconds. */
const stall = 30_000;
const day = 24 * 60 * 60_000;
/** Milliseconds. */
const [firstPause, longestPause] = [500, 5 * 60_000];

export function callbacks({ environment, log, secret, patience = day }: CallbackParts): Callbacks {
  return {
    async send({ url: address, authorization, id, status, building }, signal) {
      const url = new URL(address);
      // Clients know the type by this name.
      const body = JSON.stringify({ id, status, building, type: "buildshuttle" });
      const headers = {
        "content-type": "application/json",
        ...(authorization === undefined ? {} : { authorization }),
        ...(secret === undefined ? {} : { "x-hub-signature-256": signatureOf(body, secret) }),
      };
      const trust = createTrust(environment, { host: url.host, name: url.host });
      const transport = createTransport({ stall, signal, environment, trust });
      const start = Date.now();
      for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
        const fault = await faultOf(transport, { url, headers, body });
        signal.throwIfAborted();
        if (fault === undefined) return true;
        if (Date.now() - start + pause > patience) {
          log.warning(`Callback ${redacted(url)}: ${fault}. Nobody was told "${status}".`);
          return false;
        }
        log.debug(`Callback ${redacted(url)}: ${fault}. It is tried again.`);
        await sleep(pause, undefined, { signal });
      }
    },
  };
}

/** As GitHub signs webhooks. Source: docs.github.com, "Validating webhook deliveries". */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** @returns why it was not taken; a redirect is no receipt */
async function faultOf(
  transport: Transport,
  {
    url,
    headers,
    body,
  }: { readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<string | undefined> {
  const bytes = Buffer.from(body);
  const source = async function* () {
    yield bytes;
  };
  try {
    const answer = await transport({ method: "POST", url, headers, body: { size: bytes.length, source } });
    await answer.discard();
    return answer.status >= 200 && answer.status < 300 ? undefined : `the answer is ${answer.status}`;
  } catch (error) {
    return messageOf(error);
  }
}
