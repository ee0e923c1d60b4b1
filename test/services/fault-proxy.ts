/**
 * Stands in front of a real registry and lets requests meet faults (faults.ts), repository by repository, so that many
 * attacks run side by side. It notes what each request met and when.
 */
import { Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../fuzz/random.ts";
import { type FaultName, faults } from "./faults.ts";
import { refuse, startServer } from "./http.ts";

/** Which fault a request meets: the `nth` (from 0) of those with the same `key`. Undefined: it is passed on as it is. */
export type Choose = (request: IncomingMessage, key: string, nth: number) => FaultName | undefined;

export interface Met {
  /** Method, path and range: a request that is tried again has the same. */
  readonly key: string;
  readonly fault: FaultName | undefined;
  /** When the request came, and when its answer was given away or cut off, by `performance.now()`. Milliseconds. */
  readonly came: number;
  ended: number;
}

export interface FaultProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Requests that took the registry's credentials to another host. */
  readonly leaks: string[];
  /**
   * From now on requests to `repository` meet what `choose` says; what they met is added to the answer.
   * @param random the numbers that the `nth` request of a `key` takes for its fault
   * @param origin the repository that the registry has for it, where that is another (for reads)
   */
  attack(
    repository: string,
    choose: Choose,
    random: (key: string, nth: number) => Random,
    origin?: string,
  ): readonly Met[];
  /** No more faults for this repository. */
  relent(repository: string): void;
  stop(): Promise<void>;
}

/** An answer of the registry, all of it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Attack {
  readonly choose: Choose;
  readonly random: (key: string, nth: number) => Random;
  readonly origin: string;
  readonly met: Met[];
  over: boolean;
}

export async function startFaultProxy(registryHost: string): Promise<FaultProxy> {
  const attacks = new Map<string, Attack>();
  const leaks: string[] = [];
  const agent = new Agent({ keepAlive: true });
  const deliver = (request: IncomingMessage, path: string, body: Buffer, headers = request.headers) =>
    passOn(agent, registryHost, request.method!, path, headers, body);

  const mirror = await startServer(async (request, response) => {
    if (request.headers.authorization !== undefined) leaks.push(`${request.method} ${request.url}`);
    if (request.url!.startsWith("/forbidden/")) return refuse(response, 403, "DENIED", "the link has expired");
    if (request.url!.startsWith("/portal/")) return void response.end("<html>Please log in to this network.</html>");
    const { status, headers, body } = await deliver(request, request.url!, Buffer.alloc(0));
    response.writeHead(status, headers).end(body);
  });
  const gone = await startServer(() => {});
  await gone.stop();

  const proxy = await startServer(async (request, response) => {
    proxy.seen.length = 0; // noted by repository
    response.on("error", () => {}); // the client has hung up
    if (request.url!.startsWith("/token"))
      return void response.end(JSON.stringify({ token: `token-${Math.random()}` }));
    const [, repository = "", rest = ""] = /^\/v2\/(.+?)(\/(?:manifests|blobs)\/.*)$/.exec(request.url!) ?? [];
    const attack = attacks.get(repository);
    const path = attack === undefined ? request.url! : `/v2/${attack.origin}${rest}`;
    const key = `${request.method} ${rest} ${request.headers.range ?? ""}`.trim();
    const nth = attack?.met.filter((met) => met.key === key).length ?? 0;
    const fault = attack === undefined || attack.over ? undefined : attack.choose(request, key, nth);
    const met: Met = { key, fault, came: performance.now(), ended: 0 };
    attack?.met.push(met);
    // When the answer is given away: the other side may have it before we hear that it was sent. At the latest when it is cut off.
    for (const event of ["prefinish", "close"]) response.once(event, () => (met.ended ||= performance.now()));
    let body: Promise<Buffer> | undefined;
    const bodyOnce = () => {
      body ??= buffer(request);
      return body;
    };
    await faults[fault ?? "none"].inject({
      request,
      response,
      random: attack?.random(key, nth) ?? noRandom,
      hosts: { mirror: mirror.host, gone: gone.host, proxy: proxy.host },
      path,
      deliver: async (headers) => deliver(request, path, await bodyOnce(), headers),
    });
  });
  return {
    host: proxy.host,
    leaks,
    attack(repository, choose, random, origin = repository) {
      const attack: Attack = { choose, random, origin, met: [], over: false };
      attacks.set(repository, attack);
      return attack.met;
    },
    relent(repository) {
      attacks.get(repository)!.over = true;
    },
    async stop() {
      await Promise.all([proxy.stop(), mirror.stop()]);
      agent.destroy();
      await sleep(0); // what was cut off says so
    },
  };
}

const noRandom: Random = { below: () => 0, of: (list) => list[0]! };

/** The Host header goes through, so that the registry's own URLs lead back to the proxy. */
function passOn(
  agent: Agent,
  registryHost: string,
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Answer> {
  const [hostname, port] = registryHost.split(":");
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, method, path, headers, agent }, (incoming) => {
      buffer(incoming).then(
        (content) => resolve({ status: incoming.statusCode!, headers: incoming.headers, body: content }),
        reject,
      );
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
