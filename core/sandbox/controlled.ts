/** A program under a fifo: lines in it are signals to pass on, and its end says that we are gone. */
import { type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isatty } from "node:tty";
import { TreestampError } from "../errors.ts";
import { run } from "../machine/process.ts";
import type { Command, Outcome } from "./port.ts";
import { exitCodeOf, forwardSignals } from "./signals.ts";

/** Makes the fifo `control` in a scratch folder. */
export async function makeControl(scratch: string): Promise<void> {
  const made = await run("mkfifo", ["-m", "600", join(scratch, "control")]);
  if (made.exitCode !== 0) throw new TreestampError("sandbox-failed", `No fifo can be made: ${made.stderr.trim()}.`);
}

/**
 * Part of a shell: makes the fifo its standard input. Opening it for reading alone would wait for its writer, which may have been
 * killed by then; so it is open for both for a moment. Without the fifo, what is there stays: its end says the same.
 */
export function listenTo(fifo: string): string {
  return `command exec 9<>${fifo} 0<${fifo} 9<&-`;
}

/**
 * Runs a program that obeys the fifo, with our own streams, to its end. Signals that we get, and the command's abort, go to
 * it as names (`TERM`) through the fifo; so they pass sudo, which may not be signalled.
 * @throws sandbox-failed where somebody killed that program: how the command would have ended is not known
 */
export async function runControlled(
  scratch: string,
  line: readonly string[],
  command: Command,
  env?: NodeJS.ProcessEnv,
): Promise<Outcome> {
  // Open for both, so that opening waits for nobody. When this process dies, so does the last writer.
  const control = await open(join(scratch, "control"), "r+");
  try {
    const [program, ...args] = line;
    // A session of its own: the terminal's Ctrl-C reaches us alone, and we pass it on once.
    const child = spawn(program!, args, {
      stdio: streamsOf(command),
      detached: true,
      ...(env === undefined ? {} : { env }),
    });
    if (typeof command.output === "function") {
      for (const stream of [child.stdout!, child.stderr!]) {
        createInterface({ input: stream }).on("line", command.output);
      }
    } else {
      // What is to have no terminal gets none of ours, and what it prints goes there all the same.
      child.stdout?.pipe(command.output === "stderr" ? process.stderr : process.stdout, { end: false });
      child.stderr?.pipe(process.stderr, { end: false });
    }
    const ended = once(child, "close");
    const { stop, told } = forwardSignals((signal) => {
      void control.write(`${signal.slice(3)}\n`).catch(() => {});
    }, command);
    const [code, signal] = await ended.finally(stop);
    if (signal !== null) throw killed(signal);
    return { exitCode: exitCodeOf(code, signal), told: told() };
  } finally {
    await control.close();
  }
}

function killed(signal: NodeJS.Signals): TreestampError {
  return new TreestampError(
    "sandbox-failed",
    `The process that ran the command was ended by ${signal}, and the command with it.`,
    {
      remedy: "Check whether the machine ran out of memory (dmesg), or what ends processes there.",
    },
  );
}

function streamsOf({ output = "stdout", input }: Command): StdioOptions {
  if (typeof output === "function") return ["ignore", "pipe", "pipe"];
  const ours = (fd: 1 | 2) => (input === "none" && isatty(fd) ? "pipe" : fd);
  return [input === "none" ? "ignore" : 0, ours(output === "stderr" ? 2 : 1), ours(2)];
}

/** True if the command gets a terminal, because treestamp has one on both sides. */
export function hasTerminal({ output = "stdout", input }: Command): boolean {
  return isatty(0) && isatty(1) && output === "stdout" && input !== "none";
}
