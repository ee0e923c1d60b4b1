/** Requests to one repository of a registry: authorized, redirected, tried again. */
import { TreestampError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { isLoopback, type RegistryLocation } from "../reference.ts";
import { createAuthorizer } from "./authorization.ts";
import type { Credentials, Environment } from "./credentials.ts";
import { redacted, refusalOf } from "./refusal.ts";
import { createPatience, isPassing, type Pace, PassingRefusal, type Patience, persistently } from "./retry.ts";
import { ConnectionFailure, createTransport, type HttpAnswer, type HttpRequest, type Transport } from "./transport.ts";

export interface RegistryRequest {
  readonly method: HttpRequest["method"];
  /** Below `/v2/REPOSITORY/`, or a whole URL that the registry gave. */
  readonly path: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: NonNullable<HttpRequest["body"]>;
  /** See `HttpRequest`. */
  readonly fleeting?: boolean;
  /** What a token has to allow. */
  readonly access: "pull" | "pull,push" | "pull,push,delete";
  /** A second repository that a token has to let us read. */
  readonly from?: string;
}

export interface RegistryClient {
  readonly location: RegistryLocation;
  readonly log: Log;
  /** One try, for whoever counts the failures himself. Answers of the kind that passes by itself are thrown. */
  attempt(request: RegistryRequest): Promise<HttpAnswer>;
  /** Tries until there is an answer that will not change by itself, and gives what `consume` makes of it. */
  request<T>(request: RegistryRequest, consume: (answer: HttpAnswer) => Promise<T>): Promise<T>;
  patience(request: RegistryRequest): Patience;
}

export interface ClientParts {
  readonly location: RegistryLocation;
  /** Speak without TLS to other machines, too. */
  readonly plainHttp: boolean;
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly environment: Environment;
  readonly log: Log;
  readonly pace: Pace;
  readonly signal: AbortSignal | undefined;
}

export function createClient(parts: ClientParts): RegistryClient {
  const { location, plainHttp, credentials, environment, log, pace, signal } = parts;
  // No proxy has this machine's own loopback.
  const transport = createTransport(pace.stall, signal, isLoopback(location.registry) ? {} : environment);
  const authorizer = createAuthorizer({ transport, pace, log, signal, credentials });
  const base = baseUrl(location, plainHttp);
  const urlOf = (path: string | URL) => (typeof path === "string" ? new URL(path, base) : path);

  const detours = new Map<string, Detour>();

  async function attempt(request: RegistryRequest): Promise<HttpAnswer> {
    const answer = (await shortCut(transport, detours, request)) ?? (await authorized(request));
    if (answer.url.origin !== base.origin) remember(detours, request, answer);
    if (!isPassing(answer.status)) return answer;
    throw new PassingRefusal(await refusalOf(request.method, answer));
  }

  async function authorized(request: RegistryRequest): Promise<HttpAnswer> {
    const { method, path, headers = {}, body, fleeting = false, access, from } = request;
    const scopes = [`repository:${location.repository}:${access}`];
    if (from !== undefined) scopes.push(`repository:${from}:pull`);
    const send = (authorization: string | undefined) =>
      followed(
        transport,
        {
          method,
          url: urlOf(path),
          headers: { ...headers, "user-agent": userAgent, ...(authorization === undefined ? {} : { authorization }) },
          ...(body === undefined ? {} : { body }),
          fleeting,
        },
        base.origin,
      );
    const first = urlOf(path).origin === base.origin ? await authorizer.header(scopes) : undefined;
    const answer = await send(first);
    if (answer.status !== 401 || answer.url.origin !== base.origin) return answer;
    if (!(await authorizer.learn(answer, first, scopes))) return answer;
    await answer.discard();
    return await send(await authorizer.header(scopes));
  }

  const patience = ({ method, path }: RegistryRequest) =>
    createPatience({ method, url: urlOf(path) }, pace, log, signal);
  return {
    location,
    log,
    attempt,
    patience,
    request: (request, consume) => persistently(patience(request), async () => consume(await attempt(request))),
  };
}

const userAgent = "treestamp";

/** `https://HOST/v2/REPOSITORY/`; http for this machine itself, and for others where it was asked for. */
export function baseUrl({ registry, repository }: RegistryLocation, plainHttp: boolean): URL {
  const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
  return new URL(`${plainHttp || isLoopback(registry) ? "http" : "https"}://${host}/v2/${repository}/`);
}

/** Where a read was redirected to, other than the registry. */
interface Detour {
  readonly url: URL;
  /** By `performance.now()`. Milliseconds. */
  readonly expires: number;
}

/** Signed URLs of blob storage live for minutes; by then the next range asks the registry again. Milliseconds. */
const detourLifetime = 60_000;

function remember(detours: Map<string, Detour>, { method, path }: RegistryRequest, answer: HttpAnswer): void {
  if (method !== "GET" || typeof path !== "string" || ![200, 206].includes(answer.status) || detours.has(path)) return;
  detours.set(path, { url: answer.url, expires: performance.now() + detourLifetime });
}

/**
 * Ranges of one blob go straight to where the first was redirected to: a round trip less for each. Undefined where
 * that is not known or does not answer as it should (any more).
 */
async function shortCut(
  transport: Transport,
  detours: Map<string, Detour>,
  { method, path, headers = {}, fleeting = false }: RegistryRequest,
): Promise<HttpAnswer | undefined> {
  if (method !== "GET" || typeof path !== "string") return undefined;
  const detour = detours.get(path);
  if (detour === undefined) return undefined;
  if (detour.expires > performance.now()) {
    try {
      const asked = { ...headers, "user-agent": userAgent };
      const answer = await transport({ method, url: detour.url, headers: asked, fleeting });
      if (answer.status === 200 || answer.status === 206) return answer;
      await answer.discard();
    } catch (error) {
      if (!(error instanceof ConnectionFailure)) throw error;
    }
  }
  detours.delete(path);
  return undefined;
}

/** As far as a blob is ever sent around. */
const maxRedirects = 5;

/** Follows redirects of reads. Whoever is not the registry itself gets no Authorization. */
async function followed(transport: Transport, request: HttpRequest, registryOrigin: string): Promise<HttpAnswer> {
  let current = request;
  for (let hops = 0; ; hops++) {
    const answer = await transport(current);
    const target = redirectOf(current, answer);
    if (target === undefined) return answer;
    await answer.discard();
    if (hops === maxRedirects) throw lost(request.url, `redirects more than ${maxRedirects} times`);
    if (target.protocol !== "https:" && target.protocol !== current.url.protocol) {
      throw lost(request.url, `redirects to ${redacted(target)}, which is not https`);
    }
    const { authorization: _, ...headers } = current.headers;
    current = { ...current, url: target, headers: target.origin === registryOrigin ? request.headers : headers };
  }
}

function redirectOf({ method, url }: HttpRequest, { status, headers }: HttpAnswer): URL | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
  if (!URL.canParse(headers.location, url.href)) throw lost(url, "redirects to what is no URL");
  return new URL(headers.location, url);
}

function lost(url: URL, how: string): TreestampError {
  return new TreestampError("store-unreachable", `${redacted(url)} ${how}.`, {
    remedy: "Check the name of the store; what stands there does not behave like a registry.",
  });
}
