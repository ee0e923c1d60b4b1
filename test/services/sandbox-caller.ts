/**
 * A process that runs sandboxes one after the other, as their caller: to start one for each would take longer than most
 * commands in them do.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { NextSandboxJob, SandboxJob } from "./sandbox-process.ts";

/** What a command gave that has ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SandboxCaller {
  /** Runs it to its end, once those before it are at theirs. Standard input is empty. @param umask of the caller */
  run(job: SandboxJob, umask?: string): Promise<Ended>;
  close(): Promise<void>;
}

/** @param through the start of a command line that makes the caller, as `asSudoUser` gives it; the test's own user otherwise */
export function sandboxCaller(through: readonly string[] = []): SandboxCaller {
  let child: ChildProcess | undefined;
  const start = () => {
    const [first, ...rest] = [...through, process.execPath, join(import.meta.dirname, "sandbox-process.ts")];
    const started = spawn(first!, rest, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
    for (const stream of [started.stdout!, started.stderr!]) stream.setEncoding("utf8");
    return started;
  };
  let last: Promise<unknown> = Promise.resolve();
  const run = async (job: SandboxJob, umask: string): Promise<Ended> => {
    child ??= start();
    const end = `end-${randomBytes(8).toString("hex")}`;
    const next: NextSandboxJob = { job, umask, end };
    const both = Promise.all([child.stdout!, child.stderr!].map((stream) => until(stream, end)));
    child.send(next);
    const [stdout, stderr] = await both;
    return { code: stdout!.code, stdout: stdout!.text, stderr: stderr!.text };
  };
  return {
    run(job, umask = "022") {
      const ended = last.then(() => run(job, umask));
      last = ended.catch(() => {});
      return ended;
    },
    async close() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      // When idle, it exits on its own, and then keeps its compiled code.
      child.disconnect();
      const kill = setTimeout(() => child?.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(kill);
    },
  };
}

/** What comes before a line of this word and an exit code. */
function until(stream: Readable, word: string): Promise<{ readonly text: string; readonly code: number }> {
  return new Promise((resolve, reject) => {
    const parts: string[] = [];
    const read = (part: string) => {
      parts.push(part);
      // The word may have come in two parts.
      const tail = parts.slice(-2).join("");
      const found = /^([\s\S]*)(end-[0-9a-f]{16}) (\d+)\n$/.exec(tail);
      if (found?.[2] !== word) return;
      stop();
      resolve({ text: parts.slice(0, -2).join("") + found[1], code: Number(found[3]) });
    };
    const ended = () => {
      stop();
      reject(new Error(`The process that runs sandboxes has ended:\n${parts.join("")}`));
    };
    const stop = () => void stream.off("data", read).off("close", ended);
    stream.on("data", read).on("close", ended);
  });
}
