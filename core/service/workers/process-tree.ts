/** Processes that another one has started, and those that they have. */
import { readdirSync } from "node:fs";
import { type ProcessStat, processStat } from "../../machine/process-stat.ts";

/** A process that runs. One that has ended, and waits to be asked how, runs no more. */
function running(pid: string): ProcessStat | undefined {
  const stat = processStat(pid);
  return stat?.state === "Z" ? undefined : stat;
}

/** `PID-START`, by which a process is found again, and no other that has got its number since. */
export function handleOf(pid: number): string {
  return `${pid}-${running(String(pid))?.start ?? "ended"}`;
}

/** The process of a handle, if it still runs. */
export function processBehind(handle: string): number | undefined {
  const [pid, start] = handle.split("-");
  return running(pid!)?.start === start ? Number(pid) : undefined;
}

/** What runs below a process, itself, and all of its process group: children of a dead one stay in that. */
export function treeOf(leader: number): number[] {
  const all = readdirSync("/proc").flatMap((name) => {
    const stat = /^\d+$/.test(name) ? running(name) : undefined;
    return stat === undefined ? [] : [{ pid: Number(name), parent: Number(stat.parent), group: Number(stat.group) }];
  });
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
