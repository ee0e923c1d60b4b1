/**
 * One HTTP request and its answer, over node:http(s) rather than fetch: it says when the registry, and not our own
 * reader or source, stands still; it can be answered in the middle of an upload; and it takes a quarter less CPU time.
 */
import type { Agent, AgentOptions, ClientRequest, IncomingHttpHeaders, IncomingMessage, request } from "node:http";
import type { SecureContext } from "node:tls";
import { isTreestampError, messageOf, TreestampError } from "../../errors.ts";
import { version } from "../../version.ts";
import type { ByteSource } from "../port.ts";
import type { Environment } from "./credentials.ts";
import { directBody, directReads } from "./direct-body.ts";
import { type HttpProxy, proxyFor, refusalOfProxy, throughProxy, tunnel } from "./proxy.ts";
import { isUnknownIssuer, remedyOfTls, type Trust } from "./trust.ts";
import { type Watchdog, watchdog } from "./watchdog.ts";

export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Must give exactly `size` bytes. The server checks these before it answers, or `checked` that it has had before. */
  readonly body?: { readonly size: number; readonly source: ByteSource; readonly checked?: number };
  /** Each part of the answer's body need be valid only until the next one is asked for. */
  readonly fleeting?: boolean;
  /** Ends this request, also in the middle, beside the transport's own. */
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The URL that finally answered, after redirects. */
  readonly url: URL;
  /** To be read to its end or left by `break`, or given up by `discard`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Our login at the registry, once it has asked for one. */
  readonly visitor?: Visitor | undefined;
  /** True if the answer came not from the registry but from storage that it redirected to. */
  readonly isElsewhere?: boolean;
  discard(): Promise<void>;
}

/** Our login at a registry that asks for one. */
export interface Visitor {
  readonly registry: string;
  /** Where the login is from, as part of a sentence; undefined without one. */
  readonly login: string | undefined;
  /** The registry that the call's login is for, if that is another one. */
  readonly loginElsewhere: string | undefined;
  /** True if the name and password themselves were refused, rather than their rights. */
  readonly isWrong: boolean;
}

/** @throws ConnectionFailure; interrupted; whatever the source of the body throws, as it is */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

/** The connection failed, broke, or stalled: nothing is known about what the other side did. */
export class ConnectionFailure extends Error {
  override readonly name = "ConnectionFailure";
}

export interface TransportParts {
  /** How long nothing may move before a connection counts as broken. Milliseconds. */
  readonly stall: number;
  readonly signal: AbortSignal | undefined;
  /** The variables that name a proxy: see proxy.ts. */
  readonly environment: Environment;
  readonly trust: Trust;
}

/** Connections are kept open between requests. */
export function createTransport({ stall, signal, environment, trust }: TransportParts): Transport {
  const options = { keepAlive: true, maxSockets: connectionsPerHost, onread: directReads() };
  const protocols = new Map<string, Promise<Protocol>>();
  async function attempt(request: HttpRequest): Promise<HttpAnswer> {
    const { url } = request;
    const proxy = proxyFor(url, environment);
    const key = `${url.protocol} ${proxy?.url}`;
    const known = protocols.get(key) ?? protocolFor(url, proxy, { options, stall });
    protocols.set(key, known);
    const [protocol, secureContext] = await Promise.all([
      known,
      url.protocol === "https:" ? trust.contextFor(url) : undefined,
    ]);
    const either = anyOf(signal, request.signal);
    return exchange(request, { protocol, proxy, secureContext, stall, signal: either });
  }
  return async (request) => {
    const wasWide = trust.isWide();
    try {
      return await attempt(request);
    } catch (error) {
      // The system's authorities are read where they are needed: a hundred and more of them take 30 ms.
      const { code = "" } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
      if (wasWide || !isUnknownIssuer(code)) throw error;
      trust.widen();
      return await attempt(request);
    }
  };
}

function anyOf(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other]);
}

interface Protocol {
  readonly request: typeof request;
  readonly agent: Agent;
}

const connectionsPerHost = 32;

/** The agent that talks to a URL's host, or to the proxy before it. */
async function protocolFor(
  url: URL,
  proxy: HttpProxy | undefined,
  { options, stall }: { readonly options: AgentOptions; readonly stall: number },
): Promise<Protocol> {
  const isSecure = url.protocol === "https:";
  // Loaded once there is something to ask: that takes 5 ms, and TLS as much again.
  const through = isSecure || proxy?.url.protocol !== "https:" ? url : proxy.url;
  const module = through.protocol === "https:" ? await import("node:https") : await import("node:http");
  const agent = new module.Agent(options);
  if (isSecure && proxy !== undefined) Object.assign(agent, { createConnection: tunnel(proxy, stall) });
  return { request: module.request, agent };
}

interface Connection extends Pick<TransportParts, "stall" | "signal"> {
  readonly protocol: Protocol;
  readonly proxy: HttpProxy | undefined;
  readonly secureContext: SecureContext | undefined;
}

/** Sends one request, and gives its answer once the head of that has come. */
function exchange(
  { method, url, headers, body, fleeting = false }: HttpRequest,
  { protocol, proxy, secureContext, stall, signal }: Connection,
): Promise<HttpAnswer> {
  const forward = proxy !== undefined && url.protocol === "http:" ? throughProxy(proxy, url) : undefined;
  return new Promise((resolve, reject) => {
    const outgoing = protocol.request(url, {
      method,
      ...forward,
      headers: {
        "user-agent": userAgent,
        ...headers,
        ...forward?.headers,
        ...(body === undefined ? {} : { "content-length": String(body.size) }),
      },
      agent: protocol.agent,
      ...(signal === undefined ? {} : { signal }),
      ...(secureContext === undefined ? {} : { secureContext }),
    });
    const watch = watchdog(stall, () => outgoing.destroy());
    outgoing.once("socket", () => watch.start());
    outgoing.once("close", () => watch.rest());
    outgoing.once("error", (error) => reject(failure(error, watch, signal)));
    outgoing.once("response", (incoming) => {
      watch.moved(Number.POSITIVE_INFINITY);
      watch.rest();
      incoming.on("error", () => {}); // the body's reader gets it from there
      if (incoming.statusCode === 407 && forward !== undefined) {
        outgoing.destroy();
        return reject(refusalOfProxy(proxy!, 407, url.host));
      }
      const parts = (fleeting ? directBody(incoming, outgoing) : undefined) ?? (incoming as AsyncIterable<Uint8Array>);
      resolve(answer(incoming, read(parts, outgoing, watch, signal), url));
    });
    if (body === undefined) {
      outgoing.end();
    } else {
      send(outgoing, body.source(), body.checked ?? body.size, watch).catch((error) => {
        reject(error);
        outgoing.destroy();
      });
    }
  });
}
const userAgent = `treestamp/${version}`;

/** Bytes a second that a registry may take to check an upload before it answers, on top of the usual patience. */
const checkedPerSecond = 8 * 1024 * 1024;

/** Writes at the pace of the connection, and stops as soon as an answer has come or the connection is gone. */
async function send(
  outgoing: ClientRequest,
  source: AsyncIterable<Uint8Array>,
  checked: number,
  watch: Watchdog,
): Promise<void> {
  let over = false;
  outgoing.once("response", () => {
    over = true;
  });
  watch.rest(); // the time until the source gives something is its own
  for await (const part of source) {
    if (over || outgoing.destroyed) return;
    if (!outgoing.write(part)) {
      watch.wait();
      await drained(outgoing);
      watch.moved(part.length);
      watch.rest();
    }
  }
  if (over || outgoing.destroyed) return;
  watch.wait((checked / checkedPerSecond) * 1000);
  outgoing.end();
}

function drained(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ["drain", "close", "response"]) outgoing.off(event, done);
      resolve();
    };
    for (const event of ["drain", "close", "response"]) outgoing.on(event, done);
  });
}

function answer(incoming: IncomingMessage, body: AsyncIterable<Uint8Array>, url: URL): HttpAnswer {
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    url,
    body,
    async discard() {
      let size = 0;
      for await (const part of body) {
        size += part.length;
        if (size > 64 * 1024) break; // a new connection is cheaper than reading on
      }
    },
  };
}

async function* read(
  parts: AsyncIterable<Uint8Array>,
  outgoing: ClientRequest,
  watch: Watchdog,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    watch.wait();
    for await (const part of parts) {
      watch.moved(part.length);
      watch.rest(); // the time until the reader asks for more is its own
      yield part;
      watch.wait();
    }
  } catch (error) {
    throw failure(error, watch, signal);
  } finally {
    watch.rest();
    if (!outgoing.writableEnded) outgoing.destroy(); // answered before it had all of the upload
  }
}

function failure(error: unknown, watch: Watchdog, signal: AbortSignal | undefined): Error {
  const stalled = watch.stalled();
  if (stalled !== undefined) return new ConnectionFailure(stalled, { cause: error });
  if (signal?.aborted) return new TreestampError("interrupted", "The work was ended by a signal.", { cause: error });
  const { code = "" } = error as NodeJS.ErrnoException;
  const message = messageOf(error) || code || "the connection failed"; // an AggregateError says nothing itself
  if (isTreestampError(error)) return error;
  const remedy = remedyOfTls(code);
  if (remedy === undefined) return new ConnectionFailure(message, { cause: error });
  return new TreestampError("store-unreachable", `The connection is not secure: ${message}.`, {
    remedy,
    cause: error,
  });
}
