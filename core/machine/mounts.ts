/** What is mounted where, as this process sees it. */
import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

export interface Mount {
  readonly id: string;
  /** Number of the mount that this one stands on. */
  readonly parent: string;
  /** Where it stands. */
  readonly place: string;
  /** Numbers of its file system, the same wherever that is mounted. */
  readonly device: string;
  /** The folder of the file system that stands there. */
  readonly root: string;
  readonly options: readonly string[];
}

/** All mounts, in the kernel's own order. Source: proc_pid_mountinfo(5). */
export function listMounts(): readonly Mount[] {
  return parseMounts(readFileSync("/proc/self/mountinfo", "utf8"));
}

/** Reads the text of a mountinfo file. */
export function parseMounts(text: string): readonly Mount[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [id = "", parent = "", device = "", root = "", place = "", options = ""] = line.split(" ");
      return { id, parent, device, root: unescaped(root), place: unescaped(place), options: options.split(",") };
    });
}

/** Blanks, tabs, line ends and backslashes stand there as octal numbers. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** The mount that a path without symbolic links is on: step by step, for one mount may hide what is below its place. */
export function mountAt(mounts: readonly Mount[], path: string): Mount | undefined {
  const names = path.split(sep).filter(Boolean);
  let at: Mount | undefined;
  for (let count = 0; count <= names.length; count++) {
    const place = sep + names.slice(0, count).join(sep);
    const on = () => mounts.find((mount) => mount.place === place && isOn(mount, at, mounts));
    for (let next = on(); next !== undefined; next = on()) at = next;
  }
  return at;
}

/** True where a mount stands right on another one; on none, where it is the lowest that this process sees. */
function isOn(mount: Mount, below: Mount | undefined, mounts: readonly Mount[]): boolean {
  if (below !== undefined) return mount.parent === below.id && mount.id !== below.id;
  return !mounts.some(({ id }) => id === mount.parent && id !== mount.id);
}

/** The mounts that can be reached below a path, itself left out. */
export function mountsBelow(mounts: readonly Mount[], path: string): readonly Mount[] {
  return mounts.filter(
    (mount) => mount.place !== path && isWithin(path, mount.place) && mountAt(mounts, mount.place) === mount,
  );
}

/** Where a path is in its file system: the same for two paths that lead to the same folder by different mounts. */
export function placeInFileSystem(mount: Mount, path: string): string {
  return join(mount.root, relative(mount.place, path));
}

/** True where `path` is `folder` or in it; both are absolute. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`);
}
