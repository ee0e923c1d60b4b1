/** What all processes of this machine do, by /proc. */
import { globSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** The arguments of all processes of this machine, each with NUL between them. */
export function commandLines(): string[] {
  return processFolders().map((folder) => {
    try {
      return readFileSync(`${folder}/cmdline`, "utf8");
    } catch {
      return ""; // it has ended meanwhile
    }
  });
}

/** The folder of each process. Tests look again and again: globSync would ask for the status of each. */
function processFolders(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => `/proc/${name}`);
}

/** A process by its number, and its command line. */
export interface MarkedProcess {
  readonly pid: number;
  readonly line: string;
}

/** The processes that have this text in their arguments or in their environment. */
export function processesMarked(mark: string): MarkedProcess[] {
  return processFolders().flatMap((folder) => {
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
  for (const folder of processFolders()) {
    try {
      const namespace = readlinkSync(`${folder}/ns/mnt`);
      if (!namespaces.has(namespace)) namespaces.set(namespace, readFileSync(`${folder}/mountinfo`, "utf8"));
    } catch {
      // It has ended meanwhile, and its mounts, unless another process shows them.
    }
  }
  return [...[...namespaces.values()].flatMap((table) => table.split("\n")), ...loopDevices()].filter((line) =>
    line.includes(mark),
  );
}

/** A line for each loop device that is in use: its own file, and the one behind it. */
export function loopDevices(): string[] {
  return globSync("/sys/block/loop*/loop/backing_file").map((file) => {
    try {
      return `${file} ${readFileSync(file, "utf8")}`;
    } catch {
      return ""; // detached meanwhile
    }
  });
}
