/** The error about an image whose maker is not who it should be. */
import { TreestampError } from "../errors.ts";

export function untrusted(message: string, remedy: string, cause?: unknown): TreestampError {
  return new TreestampError("untrusted", message, { remedy, cause });
}
