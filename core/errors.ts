/**
 * The named failures. Every error that a user can see is one of these: it says what happened and why in `message`,
 * and what to do about it in `remedy`. Anything else that is thrown is a defect of treestamp.
 */

export type ErrorCode =
  | "input-invalid" // an input, flag or configuration file says something that cannot be meant
  | "platform-unsupported" // treestamp does not run on this operating system
  | "repository-invalid" // not a git repository, unknown revision, unreadable object
  | "path-missing" // a path that the recipe names is not in the tree
  | "tool-missing" // a program that is needed is not on this machine
  | "store-unreachable" // the store did not answer; nothing is known about what it holds
  | "store-denied" // the store answered, and we lack the right to do this
  | "store-refused" // the store answered, and refuses the request itself, not the caller
  | "store-corrupt" // the store answered with bytes that are not the ones asked for
  | "untrusted" // the image's attestation is wrong, of somebody else, or missing where one is required
  | "not-attested" // the image could not be signed
  | "tag-taken" // the key's tag already names other bytes
  | "not-built" // the image is absent, and the call says that it is built elsewhere
  | "not-fixed" // something that decides an image is fixed neither by a digest nor by a lock
  | "builder-lost" // no builder answered, or the last of them ended in the middle of the build
  | "build-failed" // the engine ran and the build failed
  | "image-invalid" // a layer, manifest or configuration that breaks its format
  | "snapshot-invalid" // a snapshot that breaks its format or differs from its image
  | "platform-missing" // the image was not built for this machine's platform
  | "sandbox-failed" // the environment could not be set up; the command did not run
  | "machine-failed" // the operating system refused: a full disk, no access
  | "interrupted"; // a signal or a caller ended the work

export interface ErrorDetails {
  /** What the user can do about it, as a full sentence. */
  readonly remedy?: string;
  /** The last lines that a program printed before it failed: the log has them, but a summary or annotation does not. */
  readonly output?: string;
  readonly cause?: unknown;
}

/** A failure that is meant to be read by the person who ran treestamp. */
export class TreestampError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string | undefined;
  readonly output: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = "TreestampError";
    this.code = code;
    this.remedy = details.remedy;
    this.output = details.output;
  }
}

/** True for a `TreestampError` of one of the given codes (of any code where none is given). */
export function isTreestampError(error: unknown, ...codes: ErrorCode[]): error is TreestampError {
  return error instanceof TreestampError && (codes.length === 0 || codes.includes(error.code));
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
