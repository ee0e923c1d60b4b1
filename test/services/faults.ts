/** What can go wrong between us and a registry, one request at a time; and what treestamp is to make of each. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../fuzz/random.ts";
import type { Answer } from "./fault-proxy.ts";
import { refuse } from "./http.ts";

/** One request on its way. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly random: Random;
  /** `mirror` has all that the registry has, `/forbidden/…` which it refuses, and `/portal/…`, a page of a hotel's network. */
  readonly hosts: { readonly mirror: string; readonly gone: string; readonly proxy: string };
  /** As the registry knows it. */
  readonly path: string;
  /** Passes the request on to the registry, with these headers instead of its own. */
  deliver(headers?: IncomingMessage["headers"]): Promise<Answer>;
}

export interface Fault {
  /**
   * - `passes`: may pass by itself, so the request is made again, a few times, and the log says so
   * - `final`: will not pass, so nothing is asked again
   * - `wrong`: bytes that are not the ones asked for: refused, whatever becomes of it
   * - `harmless`: to be overcome without another try
   */
  readonly kind: "passes" | "final" | "wrong" | "harmless";
  /** True where only time shows it: the request is given up. */
  readonly stalls?: boolean;
  /** Which requests can meet it; all where it is left out. */
  readonly on?: (request: IncomingMessage) => boolean;
  readonly inject: (exchange: Exchange) => Promise<void> | void;
}

/** How long a registry asks us to wait. Milliseconds. */
export const askedWait = 40;

const isRead = ({ method }: IncomingMessage) => method === "GET";
const isRange = ({ method, headers }: IncomingMessage) => method === "GET" && headers.range !== undefined;
const isWhole = ({ method, headers }: IncomingMessage) => method === "GET" && headers.range === undefined;
const isManifest = ({ method, url }: IncomingMessage) => method === "GET" && url!.includes("/manifests/");
const hasBody = ({ method }: IncomingMessage) => method === "PUT" || method === "PATCH";

const refusing =
  (status: number, code: string, headers?: Record<string, string>) =>
  ({ request, response }: Exchange) => {
    request.resume();
    refuse(response, status, code, "injected", headers);
  };

const redirecting =
  (to: (exchange: Exchange) => string) =>
  (exchange: Exchange): void => {
    exchange.response.writeHead(307, { location: to(exchange) }).end();
  };

function answer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

/** Sends a response head as written, without Node's checks. */
function sayHead({ socket }: IncomingMessage, { status, headers }: Pick<Answer, "status" | "headers">): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} Said\r\n${lines.join("")}\r\n`);
}

function without({ headers }: Answer, ...names: string[]): Answer["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** A place in the body, not before its first byte. */
function middle({ random }: Exchange, { body }: Answer): number {
  return Math.min(body.length, 1 + random.below(Math.max(1, body.length - 1)));
}

function flipped(exchange: Exchange, given: Answer): Buffer {
  const body = Buffer.from(given.body);
  if (body.length > 0) body[exchange.random.below(body.length)]! ^= 1 << exchange.random.below(8);
  return body;
}

const table = {
  none: {
    kind: "harmless",
    inject: async (exchange) => answer(exchange.response, await exchange.deliver()),
  },
  "reset before an answer": {
    kind: "passes",
    inject: ({ request }) => void request.socket.resetAndDestroy(),
  },
  "closed in the middle of the answer's head": {
    kind: "passes",
    inject: ({ request }) => void request.socket.end("HTTP/1.1 200 OK\r\nContent-Ty"),
  },
  "something that is not HTTP": {
    kind: "passes",
    inject: ({ request }) => void request.socket.end("220 mail.example ESMTP\r\n"),
  },
  "no answer at all": {
    kind: "passes",
    stalls: true,
    inject: ({ request }) => void request.resume(),
  },
  "closed in the middle of the upload": {
    kind: "passes",
    on: hasBody,
    inject: ({ request }) => void request.once("data", () => request.socket.resetAndDestroy()),
  },
  "429": { kind: "passes", inject: refusing(429, "TOOMANYREQUESTS") },
  "429, and when to come again": {
    kind: "passes",
    inject: refusing(429, "TOOMANYREQUESTS", { "retry-after": String(askedWait / 1000) }),
  },
  "429 until tomorrow": { kind: "final", inject: refusing(429, "TOOMANYREQUESTS", { "retry-after": "86400" }) },
  "500": { kind: "passes", inject: refusing(500, "UNKNOWN") },
  "502": { kind: "passes", inject: refusing(502, "") },
  "503, and when to come again": {
    kind: "passes",
    inject: refusing(503, "UNAVAILABLE", { "retry-after": String(askedWait / 1000) }),
  },
  "504": { kind: "passes", inject: refusing(504, "") },
  "a token that has expired": {
    kind: "harmless", // once; a second time it is a refusal
    inject: (exchange) =>
      refusing(401, "UNAUTHORIZED", {
        "www-authenticate": `Bearer realm="http://${exchange.hosts.proxy}/token",service="s"`,
      })(exchange),
  },
  "401, and no word of how to log in": { kind: "final", inject: refusing(401, "UNAUTHORIZED") },
  "403": { kind: "final", inject: refusing(403, "DENIED") },
  "404 by what is no registry": {
    kind: "final",
    on: isRead,
    inject: ({ request, response }) => {
      request.resume();
      response.writeHead(404, { "content-type": "text/html" }).end("<h1>404 Not Found</h1>");
    },
  },
  "404 for a blob that is there": {
    kind: "final",
    on: (request) => isRead(request) && request.url!.includes("/blobs/"),
    inject: refusing(404, "BLOB_UNKNOWN"),
  },
  "404 for an upload that was begun": {
    kind: "harmless", // taken for a registry that wants chunks
    on: (request) =>
      hasBody(request) && request.url!.includes("/uploads/") && request.headers["content-length"] !== "0",
    inject: refusing(404, "BLOB_UPLOAD_UNKNOWN"),
  },
  "413: chunks, please": {
    kind: "harmless",
    on: ({ method, url, headers }) =>
      method === "PUT" && url!.includes("/uploads/") && headers["content-length"] !== "0",
    inject: refusing(413, ""),
  },
  "the answer lost after the work was done": {
    kind: "passes",
    inject: async (exchange) => {
      await exchange.deliver();
      exchange.request.socket.resetAndDestroy();
    },
  },
  "delivered twice, and the second answer given": {
    kind: "harmless",
    on: ({ method, url }) => method !== "PATCH" && !url!.includes("/uploads/"),
    inject: async (exchange) => {
      await exchange.deliver();
      answer(exchange.response, await exchange.deliver());
    },
  },
  "closed after the answer's head": {
    kind: "passes",
    on: isRead,
    inject: async (exchange) => {
      sayHead(exchange.request, await exchange.deliver());
      setTimeout(() => exchange.request.socket.destroy(), 5);
    },
  },
  "closed in the middle of the body": {
    kind: "passes",
    on: isRead,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      sayHead(exchange.request, given);
      exchange.request.socket.end(given.body.subarray(0, middle(exchange, given) - 1));
    },
  },
  "a body that stands still in the middle": {
    kind: "passes",
    stalls: true,
    on: isRead,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      sayHead(exchange.request, given);
      exchange.request.socket.write(given.body.subarray(0, middle(exchange, given) - 1));
    },
  },
  "a body that trickles": {
    kind: "passes",
    stalls: true,
    on: isRead,
    inject: async ({ request, deliver }) => {
      const given = await deliver();
      sayHead(request, given);
      for (const byte of given.body.subarray(0, 300)) {
        if (request.socket.destroyed) return;
        request.socket.write(Buffer.of(byte));
        await sleep(20);
      }
    },
  },
  "a body that comes slowly": {
    kind: "harmless",
    on: isRead,
    inject: async ({ request, deliver }) => {
      const given = await deliver();
      sayHead(request, given);
      const part = Math.ceil(given.body.length / 5);
      for (let at = 0; at < given.body.length; at += part) {
        request.socket.write(given.body.subarray(at, at + part));
        await sleep(10);
      }
    },
  },
  "a flipped bit": {
    kind: "wrong",
    on: isRead,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      answer(exchange.response, { ...given, body: flipped(exchange, given) });
    },
  },
  "a range that ends early in good order": {
    kind: "passes",
    on: isRange,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      const body = given.body.subarray(0, middle(exchange, given) - 1);
      answer(exchange.response, {
        ...given,
        headers: { ...given.headers, "content-length": String(body.length) },
        body,
      });
    },
  },
  "a body that ends early in good order": {
    kind: "wrong",
    on: isManifest,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      const body = given.body.subarray(0, middle(exchange, given) - 1);
      sayHead(exchange.request, { ...given, headers: { ...without(given, "content-length"), connection: "close" } });
      exchange.request.socket.end(body);
    },
  },
  "a length that is too small": {
    kind: "wrong",
    on: isWhole,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      const length = String(middle(exchange, given) - 1);
      sayHead(exchange.request, { ...given, headers: { ...given.headers, "content-length": length } });
      exchange.request.socket.write(given.body); // the rest stands on the connection, as if it were the next answer
    },
  },
  "a length that is too large": {
    kind: "passes",
    on: isRange,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      const length = String(given.body.length + 1 + exchange.random.below(1000));
      const body = given.body.subarray(0, middle(exchange, given) - 1);
      sayHead(exchange.request, { ...given, headers: { ...given.headers, "content-length": length } });
      exchange.request.socket.end(body);
    },
  },
  "chunks, and the last one missing": {
    kind: "passes",
    on: isRead,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      const headers = { ...without(given, "content-length"), "transfer-encoding": "chunked" };
      sayHead(exchange.request, { ...given, headers });
      const body = given.body.subarray(0, middle(exchange, given) - 1);
      exchange.request.socket.write(body.length === 0 ? "" : `${body.length.toString(16)}\r\n`);
      exchange.request.socket.end(body);
    },
  },
  "chunks, and nonsense for a chunk's length": {
    kind: "passes",
    on: isRead,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      const headers = { ...without(given, "content-length"), "transfer-encoding": "chunked" };
      sayHead(exchange.request, { ...given, headers });
      const body = given.body.subarray(0, middle(exchange, given));
      exchange.request.socket.write(`${body.length.toString(16)}\r\n`);
      exchange.request.socket.write(body);
      exchange.request.socket.write("\r\nzzz\r\n");
    },
  },
  "chunks, where there was a length": {
    kind: "harmless",
    on: isRead,
    inject: async ({ response, deliver }) => {
      const given = await deliver();
      response.writeHead(given.status, without(given, "content-length"));
      response.write(given.body.subarray(0, given.body.length >> 1));
      response.end(given.body.subarray(given.body.length >> 1));
    },
  },
  "a range ignored": {
    kind: "harmless",
    on: isRange,
    inject: async ({ request, response, deliver }) => {
      const { range: _, ...headers } = request.headers;
      answer(response, await deliver(headers));
    },
  },
  "another range, and said so": {
    kind: "wrong",
    on: isRange,
    inject: async ({ request, response, deliver }) => {
      const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range!)!;
      const range = first === "0" ? `bytes=1-${last}` : `bytes=${Number(first) - 1}-${Number(last) - 1}`;
      answer(response, await deliver({ ...request.headers, range }));
    },
  },
  "another range, said to be this one": {
    kind: "wrong",
    on: isRange,
    inject: async (exchange) => {
      const given = await exchange.deliver();
      const body = Buffer.concat([given.body.subarray(1), given.body.subarray(0, 1)]);
      answer(exchange.response, { ...given, body });
    },
  },
  "nonsense for a content-range": {
    kind: "wrong",
    on: isRange,
    inject: async ({ response, random, deliver }) => {
      const given = await deliver();
      const range = random.of([
        "",
        "bytes",
        "bytes 0-0/1",
        "bytes */5",
        "bytes 9999999999-99999999999/5",
        "items 1-2/3",
      ]);
      answer(response, { ...given, headers: { ...given.headers, "content-range": range } });
    },
  },
  "a redirect to a mirror": {
    kind: "harmless",
    on: isRead,
    inject: redirecting(({ hosts, path }) => `http://${hosts.mirror}${path}`),
  },
  "a redirect to a host that is gone": {
    kind: "passes",
    on: isRead,
    inject: redirecting(({ hosts, path }) => `http://${hosts.gone}${path}`),
  },
  "a redirect to a link that has expired": {
    kind: "final",
    on: isRead,
    inject: redirecting(({ hosts, path }) => `http://${hosts.mirror}/forbidden${path}`),
  },
  "a redirect to a page that wants a login": {
    kind: "wrong",
    on: isRead,
    inject: redirecting(({ hosts, path }) => `http://${hosts.mirror}/portal${path}`),
  },
  "a redirect to what is no URL": {
    kind: "final",
    on: isRead,
    inject: redirecting(() => "http://["),
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof table;

export const faults: Readonly<Record<FaultName, Fault>> = table;

/** All that are faults. */
export const faultNames = (Object.keys(table) as FaultName[]).filter((name) => name !== "none");

/** The faults that this request can meet. */
export function faultsOf(request: IncomingMessage): FaultName[] {
  return faultNames.filter((name) => faults[name].on?.(request) ?? true);
}
