/**
 * The lease: a note beside a key's tag that tells other jobs who is building the image. It holds no time, because the clocks
 * of two machines cannot be compared.
 */
import { TreestampError } from "../errors.ts";
import type { StoredManifest } from "../oci/port.ts";
import type { Beside } from "./beside.ts";
import { noteManifest, readNote } from "./note.ts";

export interface Lease {
  /** Who builds, for people. */
  readonly holder: string;
  /** Unique to this lease. */
  readonly nonce: string;
  /** 0 for a claim; then 1 and 2 in turn: the change shows that the holder is alive. */
  readonly beat: number;
}

/** Left in registries that remove nothing: nobody builds. The same bytes for all keys. */
export const over = "over";

const kind = "lease.v1";
const names = {
  holder: "dev.treestamp.lease.holder",
  nonce: "dev.treestamp.lease.nonce",
  beat: "dev.treestamp.lease.beat",
};

/** The tag of the lease; no key has that form. */
export function leaseTag(tag: string): string {
  return `${tag}-lease`;
}

/** The same lease gives the same bytes. */
export function leaseManifest(lease: Lease | typeof over): Beside {
  const annotations =
    lease === over
      ? {}
      : { [names.holder]: lease.holder, [names.nonce]: lease.nonce, [names.beat]: String(lease.beat) };
  return noteManifest(kind, annotations);
}

/** @throws image-invalid if the manifest is no lease */
export function parseLease(stored: StoredManifest): Lease | typeof over {
  const annotations = readNote(kind, stored);
  if (annotations === undefined) {
    throw new TreestampError("image-invalid", `${stored.descriptor.digest} stands where a lease belongs, and is none.`);
  }
  const { [names.holder]: holder = "", [names.nonce]: nonce, [names.beat]: beat } = annotations;
  return nonce === undefined ? over : { holder: printable(holder), nonce, beat: Number(beat) };
}

/** Anyone who may push can write it, and runners take some lines of a log for commands. */
function printable(holder: string): string {
  return holder.replace(/[^\w .:/()@+,-]/g, "?").slice(0, 300) || "another job";
}
