/**
 * The way through a proxy. Our own rather than Node's, which has one only since 22.21 and 24.5 and does not name the proxy
 * that fails. Sources: RFC 9110, section 9.3.6 (CONNECT); Go's httpproxy for the variables.
 */
import type { IncomingMessage, RequestOptions } from "node:http";
import { BlockList, isIP, type Socket } from "node:net";
import type { ConnectionOptions, TLSSocket } from "node:tls";
import { messageOf, TreestampError } from "../../errors.ts";
import { isLoopback } from "../reference.ts";
import type { Environment } from "./credentials.ts";
import { basicLoginOf, secretsOf } from "./url-login.ts";

export interface HttpProxy {
  readonly url: URL;
  /** The variable that names it. */
  readonly variable: string;
  /** `Proxy-Authorization`, where the URL has a login. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The proxy for a URL; undefined where it is reached directly. Loopback never goes through a proxy.
 * @param environment HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case
 * @throws input-invalid for a variable that names no HTTP proxy
 */
export function proxyFor(url: URL, environment: Environment): HttpProxy | undefined {
  if (isLoopback(url.host)) return undefined;
  const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const variable = environment[name] ? name : name.toLowerCase();
  const written = environment[variable];
  if (!written || isExempt(url, environment.NO_PROXY || environment.no_proxy || "")) return undefined;
  const whole = written.includes("://") ? written : `http://${written}`;
  const proxy = URL.canParse(whole) ? new URL(whole) : undefined;
  if (proxy === undefined || !["http:", "https:"].includes(proxy.protocol) || proxy.hostname === "") {
    throw new TreestampError("input-invalid", `The variable ${variable} does not name an HTTP proxy.`, {
      remedy: `Write http://HOST:PORT, or name ${url.hostname} in NO_PROXY.`,
    });
  }
  const login = proxy.username === "" ? undefined : basicLoginOf(proxy);
  const headers: Record<string, string> = login === undefined ? {} : { "proxy-authorization": `Basic ${login}` };
  return { url: proxy, variable, headers };
}

/** Variables that programs know a proxy by, and what is to be reached without one. */
export const proxyVariable = /^(HTTPS?|NO|ALL|FTP)_PROXY$/i;

/** Those of an environment: for the way to the network alone. */
export function proxyVariables(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && proxyVariable.test(name) ? [[name, value]] : [],
    ),
  );
}

/** The passwords of all proxies: programs that are told of these print them. */
export function proxySecrets(environment: Environment): readonly string[] {
  const wholes = Object.values(proxyVariables(environment)).map((value) =>
    value.includes("://") ? value : `http://${value}`,
  );
  return [...new Set(wholes.flatMap((whole) => (URL.canParse(whole) ? secretsOf(new URL(whole)) : [])))];
}

/** `*`, `host` with all below it, `.suffix`, addresses and their ranges (`10.0.0.0/8`); each but the last with a port, too. */
function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === "*") return true;
      const [, address = "", prefix] = /^([\d.a-f:]+)\/(\d+)$/.exec(entry) ?? [];
      if (prefix !== undefined) return isInRange(host, address, Number(prefix));
      const [, named = entry, namedPort] = isIP(entry) ? [] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
      const bare = named.replace(/^\[|\]$/g, "").replace(/^\*(?=\.)/, "");
      if (namedPort !== undefined && namedPort !== port) return false;
      return bare.startsWith(".") ? host.endsWith(bare) : host === bare || (!isIP(host) && host.endsWith(`.${bare}`));
    });
}

function isInRange(host: string, address: string, prefix: number): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (isIP(host) === 0 || isIP(host) !== isIP(address) || prefix > (family === "ipv6" ? 128 : 32)) return false;
  const range = new BlockList();
  range.addSubnet(address, prefix, family);
  return range.check(host, family);
}

/** What stands in for the server in a request without TLS: it gets the whole URL. */
export function throughProxy({ url: { hostname, port, protocol }, headers }: HttpProxy, url: URL) {
  const address = hostname.replace(/^\[|\]$/g, "");
  return {
    protocol,
    hostname: address,
    port: port || (protocol === "https:" ? 443 : 80),
    path: url.href,
    headers: { host: url.host, ...headers },
  };
}

type Made = (error: Error | null, socket?: TLSSocket) => void;

/** An agent's `createConnection` that has the proxy connect us, and speaks TLS with the server itself. */
export function tunnel(proxy: HttpProxy, stall: number) {
  return (options: RequestOptions & ConnectionOptions, made: Made): undefined => {
    open(proxy, stall, options).then(
      (socket) => made(null, socket),
      (error: Error) => made(error),
    );
  };
}

async function open(proxy: HttpProxy, stall: number, options: RequestOptions & ConnectionOptions): Promise<TLSSocket> {
  const [{ connect }, { request }] = await Promise.all([
    import("node:tls"),
    proxy.url.protocol === "https:" ? import("node:https") : import("node:http"),
  ]);
  const { host, port } = options;
  const target = `${isIP(host ?? "") === 6 ? `[${host}]` : host}:${port}`;
  const { hostname, port: proxyPort, protocol, headers } = throughProxy(proxy, proxy.url);
  const [answer, socket] = await new Promise<[IncomingMessage, Socket]>((resolve, reject) => {
    const asked = request({
      ...{ protocol, hostname, port: proxyPort, method: "CONNECT", path: target, agent: false, timeout: stall },
      headers: { ...headers, host: target },
    });
    asked.once("connect", (response, connection) => resolve([response, connection]));
    asked.once("response", (response) => {
      response.resume();
      reject(refusalOfProxy(proxy, response.statusCode ?? 0, target));
    });
    asked.once("timeout", () => asked.destroy(new Error(`nothing moved for ${stall / 1000} s`)));
    asked.once("error", (error) =>
      reject(new Error(`the proxy ${proxy.url.host}: ${messageOf(error)}`, { cause: error })),
    );
    asked.end();
  });
  if (answer.statusCode === 200) {
    socket.setTimeout(0);
    return connect({ ...options, socket, servername: options.servername ?? host ?? "" } as ConnectionOptions);
  }
  socket.destroy();
  throw refusalOfProxy(proxy, answer.statusCode ?? 0, target);
}

/** A proxy's 5xx may be temporary; its other answers are not. */
export function refusalOfProxy({ url, variable }: HttpProxy, status: number, target: string): Error {
  if (status === 407) {
    return new TreestampError("store-unreachable", `The proxy ${url.host} wants a login for ${target} (407).`, {
      remedy: `Put it into ${variable}: http://USER:PASSWORD@${url.host}. If it is there already, it is wrong.`,
    });
  }
  if (status >= 500) return new Error(`the proxy ${url.host} answered ${status}`);
  return new TreestampError("store-unreachable", `The proxy ${url.host} refuses to connect to ${target} (${status}).`, {
    remedy: `Have the proxy allow it, or name the host in NO_PROXY if it can be reached directly.`,
  });
}
