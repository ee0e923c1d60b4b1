/** A program that carries out an order: it reads it from its standard input, and prints the log. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import type { Writable } from "node:stream";
import { exitCodeOf } from "../../sandbox/signals.ts";
import type { Job } from "../port.ts";

export interface Attached {
  readonly pid: number;
  /** Its exit code, as a shell has it, once it has ended and all of its output has come. */
  readonly closed: Promise<number>;
  /** Ends it, and nothing that it has started. */
  kill(): void;
}

/** Starts it as the leader of a process group, so that nothing of it escapes. @throws Error where it cannot be started */
export async function attach(job: Job, command: readonly string[], environment: NodeJS.ProcessEnv): Promise<Attached> {
  const [program, ...args] = command;
  const child = spawn(program!, args, { env: environment, stdio: ["pipe", "pipe", "pipe"], detached: true });
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  closed.catch(() => {}); // where it cannot be started, which the next line throws
  await once(child, "spawn");
  child.stdout.on("data", job.onOutput);
  child.stderr.on("data", job.onOutput);
  sendOrder(job, child.stdin).catch(() => child.stdin.destroy()); // the worker misses the rest, and says so
  return {
    pid: child.pid!,
    closed: closed.then(([code, signal]) => exitCodeOf(code, signal)),
    kill: () => void child.kill("SIGKILL"),
  };
}

/**
 * Writes a line of JSON and the archive, and leaves the stream open: its end tells the worker that the service is gone. A
 * worker that stops reading early is no error here: how it ends tells.
 */
async function sendOrder({ order, archive }: Job, input: Writable): Promise<void> {
  input.on("error", () => {});
  input.write(`${JSON.stringify(order)}\n`);
  if (archive === undefined) return;
  for await (const part of createReadStream(archive, { highWaterMark: 1 << 20 })) {
    if (input.destroyed) return;
    if (!input.write(part)) await once(input, "drain");
  }
}
