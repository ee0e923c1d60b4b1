/** Whether two inodes are described alike. */
import type { Attributes } from "./tree.ts";

export function sameAttributes(a: Attributes, b: Attributes): boolean {
  const scalars = a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;
  const times = a.mtime.seconds === b.mtime.seconds && a.mtime.nanoseconds === b.mtime.nanoseconds;
  return scalars && times && sameXattrs(a.xattrs, b.xattrs);
}

export function sameXattrs(a: Attributes["xattrs"], b: Attributes["xattrs"]): boolean {
  if (a.size !== b.size) return false;
  for (const [name, value] of a) if (b.get(name) !== value) return false;
  return true;
}
