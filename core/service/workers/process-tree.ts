/** Processes that another one has started, and those that they have. Source: proc(5), /proc/PID/stat. */
import { readdirSync, readFileSync } from "node:fs";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Clock ticks since the machine's start: with the number, this process and no later one. */
  readonly start: string;
}

function processOf(pid: number | string): Process | undefined {
  try {
    const stats = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stats.slice(stats.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return undefined; // it runs no more
    return { pid: Number(pid), parent: Number(fields[1]), group: Number(fields[2]), start: fields[19]! };
  } catch {
    return undefined; // it has ended meanwhile
  }
}

function processes(): Process[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (processOf(name) ?? []) : []));
}

/** `PID-START`, by which a process is found again, and no other that has got its number since. */
export function handleOf(pid: number): string {
  return `${pid}-${processOf(pid)?.start ?? "ended"}`;
}

/** The process of a handle, if it still runs. */
export function processBehind(handle: string): number | undefined {
  const [pid, start] = handle.split("-");
  return processOf(pid!)?.start === start ? Number(pid) : undefined;
}

/** What runs below a process, itself, and all of its process group: children of a dead one stay in that. */
export function treeOf(leader: number): number[] {
  const all = processes();
  const tree = new Set(all.filter(({ pid, group }) => pid === leader || group === leader).map(({ pid }) => pid));
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

/** Ends them at once. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}
