/** Git LFS pointers: the small text that git keeps in place of a large file. Source: git-lfs, docs/spec.md. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

export interface LfsPointer {
  /** Sum of the file's content, in hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** A larger blob is no pointer. Bytes. */
export const largestPointer = 1024;

/**
 * Undefined for what is no pointer. A pointer of the older name of the specification is one; extensions (`ext-0-…`) are
 * none of ours: the content that the pointer names is not the file's then.
 */
export function parsePointer(blob: Buffer): LfsPointer | undefined {
  if (blob.length > largestPointer) return undefined;
  const found =
    /^version https:\/\/(?:git-lfs\.github\.com\/spec\/v1|hawser\.github\.com\/spec\/v1)\noid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n$/.exec(
      blob.toString("latin1"),
    );
  return found === null ? undefined : { sha256: found[1]!, size: Number(found[2]) };
}

/** What a pointer calls its content: the sha256 of a file, in hexadecimal. */
export async function sha256OfFile(path: string | Buffer): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest("hex");
}
