/** Requests to one repository of a registry: authorized, redirected, tried again. */
import type { Log } from "../../log/log.ts";
import { collectUpTo, streamOf } from "../byte-stream.ts";
import { isLoopback, type RegistryLocation } from "../reference.ts";
import { createAuthorizer } from "./authorization.ts";
import type { Credentials, Environment } from "./credentials.ts";
import { followed } from "./redirect.ts";
import { isLimited, isPassing, maxRefusalBytes, refusalOf } from "./refusal.ts";
import { createPatience, type Pace, PassingRefusal, type Patience, persistently } from "./retry.ts";
import { ConnectionFailure, createTransport, type HttpAnswer, type HttpRequest, type Transport } from "./transport.ts";
import { createTrust } from "./trust.ts";

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
  /** If given, the request outlasts an outage of a minute or two; this signal ends it, and the waiting. */
  readonly until?: AbortSignal | undefined;
}

export interface RegistryClient {
  readonly location: RegistryLocation;
  readonly log: Log;
  /** A single attempt, for callers that do their own retries. Temporary failures are thrown. */
  attempt(request: RegistryRequest): Promise<HttpAnswer>;
  /** Retries temporary failures, and returns what `consume` makes of the final answer. */
  request<T>(request: RegistryRequest, consume: (answer: HttpAnswer) => Promise<T>): Promise<T>;
  patience(request: RegistryRequest): Patience;
}

export interface ClientParts {
  readonly location: RegistryLocation;
  /** Use plain HTTP even for another machine. */
  readonly plainHttp: boolean;
  /** The login for this very registry. */
  readonly credentials: () => Promise<Credentials | undefined>;
  /** The registry that the call's login is for, if that is another one. */
  readonly loginElsewhere: string | undefined;
  readonly environment: Environment;
  readonly log: Log;
  readonly pace: Pace;
  readonly signal: AbortSignal | undefined;
}

export function createClient(parts: ClientParts): RegistryClient {
  const { location, plainHttp, environment, log, pace, signal } = parts;
  const base = baseUrl(location, plainHttp);
  const trust = createTrust(environment, { host: base.host, name: location.registry });
  const transport = createTransport({ stall: pace.stall, signal, environment, trust });
  const authorizer = createAuthorizer({ ...parts, transport, base });
  const urlOf = (path: string | URL) => (typeof path === "string" ? new URL(path, base) : path);

  const detours = new Map<string, Detour>();

  async function attempt(request: RegistryRequest): Promise<HttpAnswer> {
    const answer = (await shortCut(transport, detours, request)) ?? (await authorized(request));
    if (answer.url.origin !== base.origin) remember(detours, request, answer);
    return lasting(request.method, answer);
  }

  async function authorized(request: RegistryRequest): Promise<HttpAnswer> {
    const { method, path, headers = {}, body, fleeting = false, access, from, until: signal } = request;
    const scopes = [`repository:${location.repository}:${access}`];
    if (from !== undefined) scopes.push(`repository:${from}:pull`);
    const url = urlOf(path);
    const isOurs = url.origin === base.origin;
    const send = async (authorization: string | undefined) => {
      const shown = authorization === undefined ? {} : { authorization };
      const whole = {
        method,
        url,
        headers: { ...headers, ...shown },
        ...(body === undefined ? {} : { body }),
        fleeting,
        signal,
      };
      const answer = await followed(transport, whole);
      return answer.url.origin === base.origin
        ? { ...answer, visitor: authorizer.visitor() }
        : { ...answer, isElsewhere: true };
    };
    const first = isOurs ? await authorizer.header(scopes) : undefined;
    const answer = await send(first);
    if (answer.status !== 401 || !isOurs || answer.url.origin !== base.origin) return answer;
    const isKnown = await authorizer.learn(answer, first, scopes);
    if (!isKnown) return { ...answer, visitor: authorizer.visitor() };
    await answer.discard();
    return await send(await authorizer.header(scopes));
  }

  const patience = ({ method, path, until }: RegistryRequest) => {
    const signals = [signal, until].filter((one) => one !== undefined);
    return createPatience({ method, url: urlOf(path) }, { pace, log, signals, patient: until !== undefined });
  };
  return {
    location,
    log,
    attempt,
    patience,
    request: (request, consume) => persistently(patience(request), async () => consume(await attempt(request))),
  };
}

/** The answer. @throws PassingRefusal for one that another attempt may not get */
async function lasting(method: RegistryRequest["method"], answer: HttpAnswer): Promise<HttpAnswer> {
  if (isPassing(answer.status)) throw new PassingRefusal(await refusalOf(method, answer));
  if (answer.status !== 400 && answer.status !== 403) return answer;
  // Only the body tells a limit from a refusal.
  const body = (await collectUpTo(maxRefusalBytes, answer.body)) ?? Buffer.alloc(0);
  const again = () => ({ ...answer, body: streamOf(body), discard: async () => {} });
  const refusal = await refusalOf(method, again());
  if (isLimited(refusal)) throw new PassingRefusal(refusal);
  return again();
}

/** `https://HOST/v2/REPOSITORY/`; http for loopback, and for others on request. */
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

/** Only for blobs, which never change: a tag may lead elsewhere next time. */
function remember(detours: Map<string, Detour>, { method, path }: RegistryRequest, answer: HttpAnswer): void {
  if (method !== "GET" || typeof path !== "string" || !path.startsWith("blobs/") || detours.has(path)) return;
  if (answer.status !== 200 && answer.status !== 206) return;
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
      const answer = await transport({ method, url: detour.url, headers, fleeting });
      if (answer.status === 200 || answer.status === 206) return answer;
      await answer.discard();
    } catch (error) {
      if (!(error instanceof ConnectionFailure)) throw error;
    }
  }
  detours.delete(path);
  return undefined;
}
