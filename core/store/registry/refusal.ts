/** What a registry says when it does not do what it was asked for. */
import { type ErrorCode, TreestampError } from "../../errors.ts";
import { collectUpTo } from "../byte-stream.ts";
import type { HttpAnswer, HttpRequest } from "./transport.ts";

/** One entry of the error body. Source: distribution-spec, "Error Codes". */
export interface RegistryDiagnostic {
  readonly code: string;
  readonly message: string;
}

export interface Refusal {
  readonly method: HttpRequest["method"];
  readonly url: URL;
  readonly status: number;
  readonly diagnostics: readonly RegistryDiagnostic[];
  /** How long the registry asks us to wait, where it does. Milliseconds. */
  readonly retryAfter: number | undefined;
}

/** No error body is read beyond this. Bytes. */
const maxBody = 64 * 1024;

/** Reads the body of an answer that is no success. */
export async function refusalOf(method: HttpRequest["method"], answer: HttpAnswer): Promise<Refusal> {
  const text = (await collectUpTo(maxBody, answer.body))?.toString("utf8") ?? "";
  const diagnostics = diagnosticsOf(text);
  const { status, url, headers } = answer;
  return { method, url, status, diagnostics, retryAfter: retryAfterOf(headers["retry-after"], diagnostics) };
}

function diagnosticsOf(text: string): RegistryDiagnostic[] {
  try {
    const errors = (JSON.parse(text) as { errors?: unknown } | null)?.errors;
    if (!Array.isArray(errors)) return [];
    return errors.map((error: { code?: unknown; message?: unknown } | null) => ({
      code: typeof error?.code === "string" ? error.code : "",
      message: typeof error?.message === "string" ? error.message : "",
    }));
  } catch {
    return [];
  }
}

/**
 * The time of a Retry-After: seconds, a date, or a duration as Go prints it. GHCR has been seen to answer
 * `retry-after: 880.092µs, allowed: 44000/minute`, and that in the body's message.
 */
export function retryAfterOf(
  header: string | undefined,
  diagnostics: readonly RegistryDiagnostic[],
): number | undefined {
  const said = /retry-after: ([0-9.a-zµμ]+)/i;
  const text = header?.trim() ?? diagnostics.map(({ message }) => said.exec(message)?.[1]).find((found) => found);
  if (text === undefined || text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const pieces = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h)/g)];
  if (pieces.length > 0 && pieces.map(([piece]) => piece).join("") === text) {
    return pieces.reduce((sum, [, number, unit]) => sum + Number(number) * unitMilliseconds[unit!]!, 0);
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // micro sign
  μs: 1e-3, // Greek mu
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A URL as it may stand in a message: queries and user names can be secrets. */
export function redacted(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}${url.search === "" ? "" : "?…"}`;
}

/** `GET https://registry.example/v2/…: 403 DENIED: the reason`. */
export function describeRefusal({ method, url, status, diagnostics }: Refusal): string {
  const said = diagnostics.map(({ code, message }) => [code, message].filter((text) => text !== "").join(": "));
  return [`${method} ${redacted(url)}: ${status}`, ...said].join(" ").slice(0, 1000);
}

/** The failure that a refusal is for whoever asked; `what` is a sentence without its full stop. */
export function refusalError(what: string, refusal: Refusal): TreestampError {
  const [code, remedy] = judge(refusal);
  return new TreestampError(code, `${what}: ${describeRefusal(refusal)}.`, { remedy });
}

function judge({ status, diagnostics, method }: Refusal): [ErrorCode, string] {
  const said = diagnostics.map(({ message }) => message).join(" ");
  if (status === 429 || /rate limit/i.test(said)) {
    return ["store-unreachable", "The registry limits how often it is asked. Log in if you have not, or try later."];
  }
  if (status >= 500 || status === 408 || status < 400) {
    return ["store-unreachable", "Try again later; the registry is not well."];
  }
  if ((status === 401 || status === 403) && !isOverQuota(said)) {
    return ["store-denied", method === "GET" || method === "HEAD" ? mayRead : mayWrite];
  }
  return ["store-refused", "Check the name of the store and what the registry says."];
}

/** Harbor answers a full project by 403 DENIED, the code of a missing right: only its words tell them apart. */
function isOverQuota(said: string): boolean {
  return /quota|exceed|upper limit|storage limit/i.test(said);
}

const mayRead =
  "Log in with an account that may read the repository (in GitHub Actions: `permissions: packages: read`). Some " +
  "registries, GHCR among them, answer so for a repository that does not exist, too: then push to it once.";

const mayWrite =
  "Log in with an account that may write to the repository (in GitHub Actions: `permissions: packages: write`, and " +
  "the package's own settings must give this repository access). Pull requests from forks may never write.";
