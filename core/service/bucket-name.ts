import { TreestampError } from "../errors.ts";

/**
 * A name that every bucket keeps apart from all others: a file's for a folder, a key's for S3, and a part of a URL.
 * @throws input-invalid
 */
export function checkBucketName(name: string): void {
  if (/^[A-Za-z0-9._-]{1,200}$/.test(name) && name !== "." && name !== "..") return;
  throw new TreestampError("input-invalid", `The name ${JSON.stringify(name.slice(0, 300))} cannot be kept.`, {
    remedy: "A name has letters, digits, `-`, `_` and `.` alone, 200 at most.",
  });
}
