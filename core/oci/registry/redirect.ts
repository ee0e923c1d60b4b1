/** Redirects of reads. A login is shown only to its own server. */
import { TreestampError } from "../../errors.ts";
import { redacted } from "./refusal.ts";
import type { HttpAnswer, HttpRequest, Transport } from "./transport.ts";

/** As far as a blob is ever sent around. */
const maxRedirects = 5;

const ofRegistry = "Check the store's name: that host does not behave like a registry.";

/**
 * Follows redirects of GET and HEAD; no other origin than the first one gets the Authorization.
 * @param remedy for a redirect that is not followed
 */
export async function followed(
  transport: Transport,
  request: HttpRequest,
  remedy: string = ofRegistry,
): Promise<HttpAnswer> {
  const { origin } = request.url;
  const { authorization: _, ...others } = request.headers;
  let current = request;
  for (let hops = 0; ; hops++) {
    const answer = await transport(current);
    const target = redirectOf(current, answer, remedy);
    if (target === undefined) return answer;
    await answer.discard();
    if (hops === maxRedirects) throw lost(request.url, `redirects more than ${maxRedirects} times`, remedy);
    if (target.protocol !== "https:" && target.protocol !== current.url.protocol) {
      throw lost(request.url, `redirects to ${redacted(target)}, which is not https`, remedy);
    }
    current = { ...current, url: target, headers: target.origin === origin ? request.headers : others };
  }
}

function redirectOf({ method, url }: HttpRequest, { status, headers }: HttpAnswer, remedy: string): URL | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
  if (!URL.canParse(headers.location, url.href)) throw lost(url, "redirects to something that is not a URL", remedy);
  const target = new URL(headers.location, url);
  [target.username, target.password] = ["", ""];
  return target;
}

function lost(url: URL, how: string, remedy: string): TreestampError {
  return new TreestampError("store-unreachable", `${redacted(url)} ${how}.`, { remedy });
}
