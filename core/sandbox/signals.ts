import { constants } from "node:os";
import type { Command, StopOrder } from "./port.ts";

/** Signals that a person or a CI service sends to the command, and that therefore are not ours to die of. */
const forwarded: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2", "SIGWINCH"];

/** Those of them that tell it to end. */
const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];

/**
 * Passes signals that this process gets on through `send`, and ends the command when its own signal says so: SIGTERM, and
 * SIGKILL after the time of grace. `stop` ends that, and `told` says whether the command was told to end until now.
 */
export function forwardSignals(
  send: (signal: NodeJS.Signals) => void,
  { signal: abort, grace = 10_000 }: Pick<Command, "signal" | "grace">,
): { readonly stop: () => void; readonly told: () => StopOrder | undefined } {
  let killing: NodeJS.Timeout | undefined;
  let told: StopOrder | undefined;
  const forward = (signal: NodeJS.Signals): void => {
    if (endings.includes(signal)) told ??= { signal, at: performance.now() };
    send(signal);
  };
  const end = (): void => {
    forward("SIGTERM");
    killing = setTimeout(() => send("SIGKILL"), grace);
  };
  for (const signal of forwarded) process.on(signal, forward);
  abort?.addEventListener("abort", end, { once: true });
  if (abort?.aborted) end();
  const stop = () => {
    clearTimeout(killing);
    for (const signal of forwarded) process.off(signal, forward);
    abort?.removeEventListener("abort", end);
  };
  return { stop, told: () => told };
}

/** The code that a shell reports for a child that ended so: its own, or 128 + n for signal n. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
