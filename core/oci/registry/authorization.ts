/** From a registry's challenge to the Authorization header of the next request. */
import { TreestampError } from "../../errors.ts";
import type { Log } from "../../log/log.ts";
import { collectUpTo, streamOf } from "../byte-stream.ts";
import { isLoopback, type RegistryLocation } from "../reference.ts";
import { parseChallenges } from "./challenge.ts";
import type { Credentials } from "./credentials.ts";
import { followed } from "./redirect.ts";
import { isLimited, isPassing, redacted, refusalError, refusalOf } from "./refusal.ts";
import { createPatience, type Pace, PassingRefusal, persistently } from "./retry.ts";
import type { HttpAnswer, HttpRequest, Transport, Visitor } from "./transport.ts";

export interface Authorizer {
  /** The header for a request, if it is known what the registry wants; undefined for none. */
  header(scopes: readonly string[]): Promise<string | undefined>;
  /**
   * Learns from a 401. True where the next request will have another header than `sent`.
   * @throws store-denied, store-unreachable from the token service
   */
  learn(answer: HttpAnswer, sent: string | undefined, scopes: readonly string[]): Promise<boolean>;
  /** Our login at the registry; undefined until it asks for one. */
  visitor(): Visitor | undefined;
}

export interface AuthorizerParts {
  readonly location: RegistryLocation;
  /** Where the registry's requests go. */
  readonly base: URL;
  readonly transport: Transport;
  readonly pace: Pace;
  readonly log: Log;
  readonly signal: AbortSignal | undefined;
  /** Called at most once, and only if the registry wants a login. */
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly loginElsewhere: string | undefined;
}

interface Token {
  readonly header: string;
  /** By `performance.now()`. Milliseconds. */
  readonly expires: number;
}

/** What the registry is known to want. */
type Demand =
  | { readonly scheme: "basic" }
  | {
      readonly scheme: "bearer";
      readonly realm: URL;
      readonly service: string | undefined;
      /** A scope that only the registry itself understands, such as `aws` of public.ecr.aws. */
      readonly scope: string | undefined;
    };
type BearerDemand = Extract<Demand, { scheme: "bearer" }>;

/** Remembers tokens by scope; requests that run side by side wait for one token rather than ask for several. */
export function createAuthorizer(parts: AuthorizerParts): Authorizer {
  const tokens = new Map<string, Promise<Token>>();
  let demand: Demand | undefined;
  let found: Promise<Credentials | undefined> | undefined;
  let known: Credentials | undefined;
  const credentials = () => {
    found ??= parts.credentials().then((value) => {
      known = value;
      return masked(value, parts.log);
    });
    return found;
  };
  const visitor = (): Visitor | undefined =>
    demand && {
      registry: parts.location.registry,
      login: known?.from,
      loginElsewhere: parts.loginElsewhere,
      isWrong: demand.scheme === "basic" || known?.kind === "bearer",
    };

  async function header(scopes: readonly string[]): Promise<string | undefined> {
    if (demand === undefined) return undefined;
    const known = await credentials();
    if (demand.scheme === "basic") return known?.kind === "password" ? basic(known) : undefined;
    if (known?.kind === "bearer") return `Bearer ${known.token}`;
    const key = scopes.join(" ");
    const remembered = tokens.get(key);
    if (remembered !== undefined) {
      const { header, expires } = await remembered;
      if (expires > performance.now()) return header;
      if (tokens.get(key) === remembered) tokens.delete(key);
    }
    let asked = tokens.get(key);
    if (asked === undefined) {
      asked = askForToken(parts, demand, known, demand.scope === undefined ? scopes : [demand.scope]);
      tokens.set(key, asked);
      asked.catch(() => tokens.delete(key));
    }
    return (await asked).header;
  }

  return {
    header,
    visitor,
    async learn(answer, sent, scopes) {
      demand = demandOf(answer, parts.base);
      if (sent !== undefined) {
        const key = scopes.join(" ");
        if ((await tokens.get(key))?.header === sent) tokens.delete(key);
      }
      const next = await header(scopes);
      return next !== undefined && next !== sent;
    },
  };
}

function masked(credentials: Credentials | undefined, log: Log): Credentials | undefined {
  if (credentials?.kind === "password") {
    log.mask(credentials.password);
    log.mask(basic(credentials).slice("Basic ".length));
  } else if (credentials !== undefined) log.mask(credentials.token);
  return credentials;
}

function basic({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/**
 * A scope in the challenge that names a repository is not taken: GHCR's is a placeholder, and we know better what we are about
 * to do.
 * @throws store-denied
 */
function demandOf(answer: HttpAnswer, registry: URL): Demand {
  const challenges = parseChallenges(answer.headers["www-authenticate"] ?? "");
  const bearer = challenges.find(({ scheme }) => scheme === "bearer")?.parameters;
  const realm = bearer?.get("realm");
  if (realm !== undefined && URL.canParse(realm)) {
    const url = new URL(realm);
    [url.username, url.password] = ["", ""];
    const scope = bearer?.get("scope");
    if (mayHaveLogin(url, registry)) {
      return {
        scheme: "bearer",
        realm: url,
        service: bearer?.get("service"),
        scope: isOpaque(scope) ? scope : undefined,
      };
    }
    throw new TreestampError("store-refused", `${answer.url.host} asks for a token from ${redacted(url)}.`, {
      remedy: "treestamp sends no login there without https. Ask the registry's operator to fix its realm.",
    });
  }
  if (challenges.some(({ scheme }) => scheme === "basic")) return { scheme: "basic" };
  throw new TreestampError("store-denied", `${answer.url.host} wants a login, and does not say how to send one.`, {
    remedy: "Check that the store names a registry: this host sent no Bearer or Basic challenge.",
  });
}

/**
 * A registry may have any token service, over https. Without, a login goes where it could go anyway: to the registry
 * itself, or from loopback to loopback. A registry elsewhere never gets us to tell a login to this machine.
 */
function mayHaveLogin(realm: URL, registry: URL): boolean {
  if (realm.protocol === "https:") return true;
  if (realm.protocol !== "http:" || registry.protocol !== "http:") return false;
  return realm.host === registry.host || (isLoopback(realm.host) && isLoopback(registry.host));
}

/** Not of the form `type:name:actions`. */
function isOpaque(scope: string | undefined): boolean {
  return scope !== undefined && scope !== "" && !scope.includes(":");
}

/** Source: distribution, "Token Authentication Specification" and "OAuth2 Token Authentication". */
async function askForToken(
  { location, transport, pace, log, signal, loginElsewhere }: AuthorizerParts,
  { realm, service }: BearerDemand,
  credentials: Credentials | undefined,
  scopes: readonly string[],
): Promise<Token> {
  const request = tokenRequest(realm, service, credentials, scopes);
  const visitor = { registry: location.registry, login: credentials?.from, loginElsewhere, isWrong: true };
  const writes = scopes.some((scope) => scope.includes("push"));
  const signals = signal === undefined ? [] : [signal];
  const patience = createPatience(request, { pace, log, signals, patient: false });
  const text = await persistently(patience, async () => {
    const answer = await followed(transport, request);
    if (answer.status !== 200) {
      const refusal = { ...(await refusalOf(request.method, answer)), visitor };
      if (isPassing(answer.status) || isLimited(refusal)) throw new PassingRefusal(refusal);
      throw refusalError("The registry's token service refused the request", refusal, writes);
    }
    return await collectUpTo(maxTokenBytes, answer.body);
  });
  if (text === undefined) throw unusable(realm, "it is too long");
  return readToken(text.toString("utf8"), realm, log);
}

function tokenRequest(
  realm: URL,
  service: string | undefined,
  credentials: Credentials | undefined,
  scopes: readonly string[],
): HttpRequest {
  const url = new URL(realm);
  if (credentials?.kind === "identity-token") {
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: credentials.token,
      client_id: "treestamp",
      scope: scopes.join(" "),
      ...(service === undefined ? {} : { service }),
    });
    const body = Buffer.from(form.toString());
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { method: "POST", url, headers, body: { size: body.length, source: () => streamOf(body) } };
  }
  if (service !== undefined) url.searchParams.set("service", service);
  for (const scope of scopes) url.searchParams.append("scope", scope);
  const headers = credentials?.kind === "password" ? { authorization: basic(credentials) } : {};
  return { method: "GET", url, headers };
}

/** `token`, or `access_token` for OAuth2. Lives 60 seconds unless it says otherwise; a tenth is kept in reserve. */
function readToken(text: string, realm: URL, log: Log): Token {
  let value: { token?: unknown; access_token?: unknown; expires_in?: unknown } | null = null;
  try {
    value = JSON.parse(text);
  } catch {
    // said below, without the text: it may be a secret
  }
  const token = value?.token || value?.access_token;
  if (typeof token !== "string") throw unusable(realm, "it has no token");
  log.mask(token);
  const lifetime = typeof value?.expires_in === "number" && value.expires_in > 0 ? value.expires_in : 60;
  return { header: `Bearer ${token}`, expires: performance.now() + lifetime * 900 };
}

function unusable(url: URL, why: string): TreestampError {
  return new TreestampError("store-refused", `The token service ${redacted(url)} sent an unusable answer: ${why}.`, {
    remedy: "Check that the store names a registry.",
  });
}

const maxTokenBytes = 1024 * 1024;
