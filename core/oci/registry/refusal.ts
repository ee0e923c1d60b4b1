/** A registry's refusals. */
import { type ErrorCode, TreestampError } from "../../errors.ts";
import { collectUpTo } from "../byte-stream.ts";
import { loginRemedy } from "./login-remedy.ts";
import type { HttpAnswer, HttpRequest, Visitor } from "./transport.ts";

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
  /** How long the registry asks us to wait, if it does. Milliseconds. */
  readonly retryAfter: number | undefined;
  /** Our login there; undefined if that did not matter. */
  readonly visitor: Visitor | undefined;
  /** True if the answer came not from the registry but from storage that it redirected to. */
  readonly isElsewhere: boolean;
}

/** No error body is read beyond this. Bytes. */
export const maxRefusalBytes = 64 * 1024;

/** Reads the body of an answer that is no success. */
export async function refusalOf(method: HttpRequest["method"], answer: HttpAnswer): Promise<Refusal> {
  const text = (await collectUpTo(maxRefusalBytes, answer.body))?.toString("utf8") ?? "";
  const diagnostics = diagnosticsOf(text);
  const { status, url, headers, visitor, isElsewhere = false } = answer;
  const retryAfter = retryAfterOf(headers["retry-after"], diagnostics);
  return { method, url, status, diagnostics, retryAfter, visitor, isElsewhere };
}

/**
 * What registries say of a thing or repository that is not there, and of nothing else. NOT_FOUND is Harbor's, TAG_EXPIRED
 * Quay's of a tag that was deleted or has run out (quay, endpoints/v2/errors.py), NoSuchKey and BlobNotFound those of the
 * storage that a registry redirects to.
 */
const absentCodes: Readonly<Record<"manifest" | "blob", readonly string[]>> = {
  manifest: ["MANIFEST_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND", "TAG_EXPIRED", "MANIFEST_NOT_FOUND", "TAG_NOT_FOUND"],
  blob: ["BLOB_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND", "NOSUCHKEY", "BLOBNOTFOUND"],
};

/** A bare 404 may come from anything that stands between us and the registry. */
export function saysAbsent({ status, diagnostics }: Refusal, what: keyof typeof absentCodes): boolean {
  return status === 404 && diagnostics.some(({ code }) => absentCodes[what].includes(code.toUpperCase()));
}

/** The entries of `errors`; of what is not a registry's body, GitHub's `message`, S3's `Code` or a line of plain text. */
function diagnosticsOf(text: string): RegistryDiagnostic[] {
  const string = (value: unknown) => (typeof value === "string" ? value : "");
  try {
    const body = JSON.parse(text) as { errors?: unknown; message?: unknown } | null;
    const errors: unknown[] = Array.isArray(body?.errors) ? body.errors : [body];
    const known = errors.map((error) => {
      const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
      return { code: string(code), message: string(message) };
    });
    return known.filter(({ code, message }) => code !== "" || message !== "");
  } catch {
    const [, code] = /<Error>.*<Code>(\w+)<\/Code>/s.exec(text) ?? [];
    if (code !== undefined) return [{ code, message: /<Message>([^<]*)</.exec(text)?.[1] ?? "" }];
    const line = text.trim();
    return line === "" || line.includes("<") || line.includes("\n") ? [] : [{ code: "", message: line }];
  }
}

/**
 * True for a refusal that says: too often. GHCR's secondary rate limit comes as 403, and ECR's throttling as 400.
 */
export function isLimited({ status, diagnostics }: Refusal): boolean {
  const limits = /rate.?limit|rate exceeded|TOOMANYREQUESTS|TOO_MANY_REQUESTS|ThrottlingException/i;
  return status === 429 || diagnostics.some(({ code, message }) => limits.test(`${code} ${message}`));
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

/**
 * Turns a refusal into the failure that the caller reports.
 * @param what a sentence without its full stop
 * @param writes whether the right to write was asked for
 */
export function refusalError(what: string, refusal: Refusal, writes = isWrite(refusal.method)): TreestampError {
  const [code, remedy] = judge(refusal, writes);
  return new TreestampError(code, `${what}: ${describeRefusal(refusal)}.`, { remedy });
}

/** A right is missing if the registry answers 401 or 403 for that reason. Nothing else is about our login. */
function judge(refusal: Refusal, writes: boolean): [ErrorCode, string] {
  const { status, diagnostics } = refusal;
  const said = diagnostics.map(({ code, message }) => `${code} ${message}`).join(" ");
  if (isLimited(refusal)) {
    return ["store-unreachable", "The registry limits requests. Log in if you have not, or try again later."];
  }
  if ([402, 413, 507].includes(status) || ((status === 400 || status === 403) && isFull.test(said))) {
    return ["store-refused", "Make room in the registry, or raise the limit that it mentions."];
  }
  if (isPassing(status) || status >= 500 || status < 400) {
    return ["store-unreachable", "The registry has a problem: try again later."];
  }
  if (refusal.isElsewhere) return ["store-refused", storageRefuses];
  if (status === 401 || status === 403) return ["store-denied", loginRemedy(refusal, writes)];
  if (/NAME_UNKNOWN|RepositoryNotFound/.test(said)) {
    return ["store-refused", "Create the repository first: like ECR, this registry does not create it on a push."];
  }
  return ["store-refused", "Check the store's name and what the registry says."];
}

const storageRefuses =
  "Try again, and check this machine's clock: the links that the registry hands out are valid for a few minutes.";

function isWrite(method: HttpRequest["method"]): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Harbor and others answer a full project by 403 DENIED, the code of a missing right: only their words tell them apart. */
const isFull = /quota|exceed|(upper|storage) limit|limit of|billing|payment/i;

/** Too many requests, and the failures of servers and what stands before them (499 and 520 to 530 are proxies' own). */
export function isPassing(status: number): boolean {
  return [408, 425, 429, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 530].includes(status);
}
