/** What S3 and the AWS SDK say, as failures that an operator can act on. Source: the S3 API's "Error responses". */
import { type ErrorCode, isTreestampError, messageOf, TreestampError } from "../errors.ts";

/** What the SDK throws: an answer of S3 has a status, all else came from the way there. */
interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly code?: string;
}

export function statusOf(error: unknown): number | undefined {
  return (error as SdkError).$metadata?.httpStatusCode;
}

/** True where S3 clearly says that there is no such file. That the bucket is missing is another matter. */
export function isAbsent(error: unknown): boolean {
  return statusOf(error) === 404 && (error as SdkError).name === "NoSuchKey";
}

/**
 * @param bucket its description
 * @param secrets what no message may have: S3 repeats what it was sent
 */
export function s3Failure(error: unknown, bucket: string, secrets: readonly string[]): TreestampError {
  if (isTreestampError(error)) return error;
  const status = statusOf(error);
  const { name } = error as SdkError;
  const said = `${status === undefined ? "" : `${status} `}${name}: ${wordsOf(error)}`;
  const safe = secrets.reduce((text, secret) => (secret === "" ? text : text.replaceAll(secret, "…")), said);
  const [code, remedy] = judge(status, name);
  const verb = status === undefined ? "cannot be reached" : "answered";
  // Without the cause: the SDK's error has the request's headers and what S3 wanted to be signed.
  return new TreestampError(code, `${capital(bucket)} ${verb}: ${safe.slice(0, 500).replace(/\.$/, "")}.`, { remedy });
}

function judge(status: number | undefined, name: string): [ErrorCode, string] {
  if (status === undefined) return ["store-unreachable", "Check the endpoint and the network, and try again."];
  if (/TimeTooSkewed|RequestExpired/.test(name)) return ["store-denied", "Set this machine's clock."];
  // versitygw answers 404 to an access key that nobody has.
  if (status === 401 || status === 403 || /UserNotFound/.test(name)) {
    return [
      "store-denied",
      "Check the access key and the secret key, and that they may put, get, delete and list (s3:ListBucket, without which S3 answers so for a file that is not there).",
    ];
  }
  if (status === 408 || status === 429 || status >= 500) {
    return ["store-unreachable", "The server has a problem: try again later."];
  }
  if (name === "NoSuchBucket") return ["store-refused", "Create the bucket, or name another one."];
  if ((status >= 300 && status < 400) || /Malformed|Location/.test(name)) {
    return ["store-refused", "Name the region in which the bucket is."];
  }
  if (name === "EntityTooLarge") return ["store-refused", "S3 takes a file of 5 GiB at most."];
  return ["store-refused", "Check the bucket's name, its region, and what the server says."];
}

/** Of several failed connections to one name (IPv6, IPv4) Node's own error says nothing. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return messageOf(error);
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
