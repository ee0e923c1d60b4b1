import { constants } from "node:os";
import type { Command } from "./port.ts";

/** Signals that a person or a CI service sends to the command, and that therefore are not ours to die of. */
const forwarded: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2", "SIGWINCH"];

/**
 * Passes signals that this process gets on through `send`, and ends the command when its own signal says so: SIGTERM, and
 * SIGKILL after the time of grace. Returns the function that stops it.
 */
export function forwardSignals(
  send: (signal: NodeJS.Signals) => void,
  { signal: abort, grace = 10_000 }: Pick<Command, "signal" | "grace">,
): () => void {
  let killing: NodeJS.Timeout | undefined;
  const end = (): void => {
    send("SIGTERM");
    killing = setTimeout(() => send("SIGKILL"), grace);
  };
  for (const signal of forwarded) process.on(signal, send);
  abort?.addEventListener("abort", end, { once: true });
  if (abort?.aborted) end();
  return () => {
    clearTimeout(killing);
    for (const signal of forwarded) process.off(signal, send);
    abort?.removeEventListener("abort", end);
  };
}

/** The code that a shell reports for a child that ended so: its own, or 128 + n for signal n. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
