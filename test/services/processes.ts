/** What all processes of this machine do, by /proc. */
import { globSync, readFileSync, readlinkSync } from "node:fs";

/** The arguments of all processes of this machine, each with NUL between them. */
export function commandLines(): string[] {
  return globSync("/proc/[0-9]*/cmdline").map((path) => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return ""; // it has ended meanwhile
    }
  });
}

/** A process by its number, and its command line. */
export interface MarkedProcess {
  readonly pid: number;
  readonly line: string;
}

/** The processes that have this text in their arguments or in their environment. */
export function processesMarked(mark: string): MarkedProcess[] {
  return globSync("/proc/[0-9]*").flatMap((folder) => {
    try {
      const line = readFileSync(`${folder}/cmdline`, "latin1");
      const isMarked = line.includes(mark) || readFileSync(`${folder}/environ`, "latin1").includes(mark);
      return isMarked ? [{ pid: Number(folder.slice("/proc/".length)), line: line.replaceAll("\0", " ") }] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

/** Lines of the mount tables of all processes, in whatever namespace, that have this text; and loop devices over such files. */
export function mountsMarked(mark: string): string[] {
  const namespaces = new Map<string, string>();
  for (const folder of globSync("/proc/[0-9]*")) {
    try {
      const namespace = readlinkSync(`${folder}/ns/mnt`);
      if (!namespaces.has(namespace)) namespaces.set(namespace, readFileSync(`${folder}/mountinfo`, "utf8"));
    } catch {
      // It has ended meanwhile, and its mounts, unless another process shows them.
    }
  }
  const loops = globSync("/sys/block/loop*/loop/backing_file").map((file) => {
    try {
      return `${file} ${readFileSync(file, "utf8")}`;
    } catch {
      return ""; // detached meanwhile
    }
  });
  return [...[...namespaces.values()].flatMap((table) => table.split("\n")), ...loops].filter((line) =>
    line.includes(mark),
  );
}
