/** From a registry's challenge to the Authorization header of the next request. */
import { TreestampError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { collectUpTo, streamOf } from "../byte-stream.ts";
import { parseChallenges } from "./challenge.ts";
import type { Credentials } from "./credentials.ts";
import { redacted, refusalError, refusalOf } from "./refusal.ts";
import { createPatience, isPassing, type Pace, PassingRefusal, persistently } from "./retry.ts";
import type { HttpAnswer, HttpRequest, Transport } from "./transport.ts";

export interface Authorizer {
  /** The header for a request, as far as it is known what the registry wants; undefined for none. */
  header(scopes: readonly string[]): Promise<string | undefined>;
  /**
   * Learns from a 401. True where the next request will have another header than `sent`.
   * @throws store-denied, store-unreachable from the token service
   */
  learn(answer: HttpAnswer, sent: string | undefined, scopes: readonly string[]): Promise<boolean>;
}

export interface AuthorizerParts {
  readonly transport: Transport;
  readonly pace: Pace;
  readonly log: Log;
  readonly signal: AbortSignal | undefined;
  /** Asked at most once, and only by a registry that wants to know who we are. */
  readonly credentials: () => Promise<Credentials | undefined>;
}

interface Token {
  readonly header: string;
  /** By `performance.now()`. Milliseconds. */
  readonly expires: number;
}

/** What the registry is known to want. */
type Demand =
  | { readonly scheme: "basic" }
  | { readonly scheme: "bearer"; readonly realm: URL; readonly service: string | undefined };

/** Remembers tokens by scope; requests that run side by side wait for one token rather than ask for several. */
export function createAuthorizer(parts: AuthorizerParts): Authorizer {
  const tokens = new Map<string, Promise<Token>>();
  let demand: Demand | undefined;
  let found: Promise<Credentials | undefined> | undefined;
  const credentials = () => {
    found ??= parts.credentials().then((value) => masked(value, parts.log));
    return found;
  };

  async function header(scopes: readonly string[]): Promise<string | undefined> {
    if (demand === undefined) return undefined;
    const known = await credentials();
    if (demand.scheme === "basic") return known?.kind === "password" ? basic(known) : undefined;
    if (known?.kind === "bearer") return `Bearer ${known.token}`;
    const key = scopes.join(" ");
    const remembered = await tokens.get(key);
    if (remembered !== undefined && remembered.expires > performance.now()) return remembered.header;
    const asked = askForToken(parts, demand, known, scopes);
    tokens.set(key, asked);
    asked.catch(() => tokens.delete(key));
    return (await asked).header;
  }

  return {
    header,
    async learn(answer, sent, scopes) {
      demand = demandOf(answer);
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
 * The scope in the challenge is not taken: GHCR's is a placeholder, and we know better what we are about to do.
 * @throws store-denied
 */
function demandOf(answer: HttpAnswer): Demand {
  const challenges = parseChallenges(answer.headers["www-authenticate"] ?? "");
  const bearer = challenges.find(({ scheme }) => scheme === "bearer")?.parameters;
  const realm = bearer?.get("realm");
  if (realm !== undefined && URL.canParse(realm)) {
    const url = new URL(realm);
    if (url.protocol === "https:" || (url.protocol === "http:" && answer.url.protocol === "http:")) {
      return { scheme: "bearer", realm: url, service: bearer?.get("service") };
    }
    throw new TreestampError("store-denied", `${answer.url.host} sends us to ${redacted(url)} for a token.`, {
      remedy: "Credentials are not sent there without https. Ask the registry's operator to mend its realm.",
    });
  }
  if (challenges.some(({ scheme }) => scheme === "basic")) return { scheme: "basic" };
  throw new TreestampError("store-denied", `${answer.url.host} wants to know who we are, and does not say how.`, {
    remedy: "Check that the name of the store is that of a registry: it sent no Bearer or Basic challenge.",
  });
}

/** Source: distribution, "Token Authentication Specification" and "OAuth2 Token Authentication". */
async function askForToken(
  { transport, pace, log, signal }: AuthorizerParts,
  { realm, service }: Extract<Demand, { scheme: "bearer" }>,
  credentials: Credentials | undefined,
  scopes: readonly string[],
): Promise<Token> {
  const request = tokenRequest(realm, service, credentials, scopes);
  const text = await persistently(createPatience(request, pace, log, signal), async () => {
    const answer = await transport(request);
    if (answer.status !== 200) {
      const refusal = await refusalOf("GET", answer);
      if (isPassing(answer.status)) throw new PassingRefusal(refusal);
      throw refusalError("The registry's token service refused us", refusal);
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

/** `token`, or `access_token` for OAuth2. Lives 60 seconds where nothing else is said; a tenth is kept in reserve. */
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
  return new TreestampError("store-denied", `The answer of the token service ${redacted(url)} is of no use: ${why}.`, {
    remedy: "Check that the name of the store is that of a registry.",
  });
}

const maxTokenBytes = 1024 * 1024;
