/** The ways in which a process is ended from outside, and what must not be left of it then. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { mountsMarked, processesMarked } from "./processes.ts";

/** Ends a process that leads its group and whose children bear `mark` in their environment or their arguments. */
type Kill = (child: ChildProcess, mark: string) => Promise<void>;

/** How long a runner waits before it takes to stronger means. Source: actions/runner, ProcessInvoker. Milliseconds. */
const runnersPatience = 2500;
/** How long a process that was told to stop may take to clean up. Milliseconds. */
const patience = 30_000;

export const killings: Readonly<Record<string, Kill>> = {
  "Ctrl-C": async (child) => {
    signalGroup(child, "SIGINT");
    await endOf(child, patience);
  },
  "a job that is cancelled": async (child) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      child.kill(signal);
      if (await hasEnded(child, runnersPatience)) return;
    }
    child.kill("SIGKILL");
  },
  "a service that is stopped": async (child) => {
    child.kill("SIGTERM");
    await endOf(child, patience);
  },
  "the kernel, being out of memory": async (child) => {
    child.kill("SIGKILL");
  },
  "Ctrl-C twice": async (child) => {
    signalGroup(child, "SIGINT");
    if (await hasEnded(child, 50)) return;
    signalGroup(child, "SIGINT");
    await endOf(child, patience);
  },
  "a runner that kills all that a job has left": async (child, mark) => {
    signalGroup(child, "SIGKILL");
    // Several times, for a daemon may be about to start another one for a client that is gone by now.
    for (
      let left = processesMarked(mark), round = 0;
      left.length > 0 && round < 20;
      left = processesMarked(mark), round++
    ) {
      for (const { pid } of left) signalIfThere(pid, "SIGKILL");
      await sleep(20);
    }
  },
};

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  signalIfThere(-child.pid!, signal);
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function hasEnded(child: ChildProcess, within: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true;
  const signal = AbortSignal.timeout(within);
  return once(child, "exit", { signal }).then(
    () => true,
    () => false,
  );
}

async function endOf(child: ChildProcess, within: number): Promise<void> {
  if (!(await hasEnded(child, within))) throw new Error(`It goes on ${within / 1000} s after it was told to end.`);
}

/** Processes and mounts with this mark that are still there after some seconds. */
export async function leftRunning(mark: string): Promise<string[]> {
  let left: string[] = [];
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) {
    left = processesMarked(mark).map(({ pid, line }) => `process ${pid}: ${line}`);
    if (left.length === 0) left = mountsMarked(mark);
    if (left.length === 0) return [];
  }
  return left;
}

/** All that is in these folders, where they are there. */
export function filesLeft(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []));
}
