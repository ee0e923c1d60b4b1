/** What entries of a layer have in common: how they hide what is below, and the times that they may have. Source: image-spec, layer.md, "Whiteouts". */
import type { Time } from "../archive/tar-header.ts";
import type { TarEntry } from "../archive/tar-writer.ts";
import { TreestampError } from "../errors.ts";
import type { Attributes } from "../snapshot/tree.ts";

const hidingPrefix = ".wh.";

/** The name of an entry that hides everything which lower layers have in its directory. */
export const opaqueName = ".wh..wh..opq";

/** The name of an entry that hides `name` of lower layers. */
export function hiding(name: string): string {
  return `${hidingPrefix}${name}`;
}

/** True for a name that means something else in a layer. */
export function isHidingName(name: string): boolean {
  return name.startsWith(hidingPrefix);
}

/** @param what the subject of the sentence */
export function hiddenName(what: string): TreestampError {
  return new TreestampError(
    "input-invalid",
    `${what} has a name that begins with ${hidingPrefix}: a layer cannot hold it.`,
    {
      remedy: "In layers such a name removes a file. Name it differently.",
    },
  );
}

/** A time as it may stand in the image: none is later than `epoch`, in seconds since 1970. */
export function clamped(time: Time, epoch: number): Time {
  return time.seconds >= epoch ? { seconds: epoch, nanoseconds: 0 } : time;
}

export function directoryEntry(path: string, { mode, uid, gid, mtime, xattrs }: Attributes): TarEntry {
  return { path, kind: "directory", mode, uid, gid, mtime, xattrs };
}
