/**
 * The lease: a note beside a key's tag that tells other jobs who is building the image. It says nothing of any
 * time: clocks of two machines are not to be compared.
 */
import { TreestampError } from "../errors.ts";
import type { StoredManifest } from "../oci/port.ts";
import type { Beside } from "./beside.ts";
import { noteManifest, readNote } from "./note.ts";

export interface Lease {
  /** Who builds, for people. */
  readonly holder: string;
  /** What no other lease has. */
  readonly nonce: string;
  /** 0 while it is only claimed; then 1 and 2 by turns: that it changes shows that the holder lives. */
  readonly beat: number;
}

/** What stays where nothing can be removed: nobody builds. The same bytes for all keys. */
export const over = "over";

const kind = "lease.v1";
const names = {
  holder: "dev.treestamp.lease.holder",
  nonce: "dev.treestamp.lease.nonce",
  beat: "dev.treestamp.lease.beat",
};

/** The lease of a key's tag has a tag that no key has. */
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

/** @throws image-invalid for what is no lease */
export function parseLease(stored: StoredManifest): Lease | typeof over {
  const annotations = readNote(kind, stored);
  if (annotations === undefined) {
    throw new TreestampError("image-invalid", `${stored.descriptor.digest} stands where a lease belongs, and is none.`);
  }
  const { [names.holder]: holder = "", [names.nonce]: nonce, [names.beat]: beat } = annotations;
  return nonce === undefined ? over : { holder: printable(holder), nonce, beat: Number(beat) };
}

/** Anybody who may push has written it, and it is printed into logs whose runners take some lines for commands. */
function printable(holder: string): string {
  return holder.replace(/[^\w .:/()@+,-]/g, "?").slice(0, 300) || "another job";
}
