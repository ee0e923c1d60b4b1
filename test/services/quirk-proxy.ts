/** Stands in front of a real registry and behaves, where a test says so, as some registry was seen to behave. */
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type RunningServer, startServer } from "./http.ts";

/** Answers the request and returns true, or leaves it to the registry and returns false. */
export type Quirk = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface QuirkProxy extends RunningServer {
  /** From now on the proxy behaves so; without a quirk it only passes on. */
  behave(quirk?: Quirk): void;
  /** Passes a request on, and its answer back with changed headers. */
  forward(request: IncomingMessage, response: ServerResponse, change?: HeaderChange): Promise<void>;
}

export type HeaderChange = (headers: IncomingHttpHeaders) => IncomingHttpHeaders;

export async function startQuirkProxy(registryHost: string): Promise<QuirkProxy> {
  let current: Quirk | undefined;
  const forward = (request: IncomingMessage, response: ServerResponse, change?: HeaderChange) =>
    pass(registryHost, request, response, change);
  const server = await startServer(async (request, response) => {
    if (current !== undefined && (await current(request, response))) return;
    await forward(request, response);
  });
  return {
    ...server,
    forward,
    behave(quirk) {
      current = quirk;
    },
  };
}

/** The Host header goes through, so that the registry's own URLs lead back to the proxy. */
async function pass(
  registryHost: string,
  request: IncomingMessage,
  response: ServerResponse,
  change: HeaderChange = (headers) => headers,
): Promise<void> {
  const [hostname, port] = registryHost.split(":");
  const { method, url: path, headers } = request;
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, method, path, headers, agent: false }, resolve);
    outgoing.once("error", reject);
    pipeline(request, outgoing).catch(reject);
  });
  response.writeHead(incoming.statusCode ?? 500, change(incoming.headers));
  await pipeline(incoming, response);
}
