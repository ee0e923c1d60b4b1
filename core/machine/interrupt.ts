/** Being told to stop, by Ctrl-C, a cancelled job or a terminal that closes, while something of ours runs. */
import { TreestampError } from "../errors.ts";

const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Runners of jobs take to stronger means after 7.5 seconds. Milliseconds. Source: actions/runner, ProcessInvoker. */
const patience = 7_000;

/** We were told to stop, and have. */
export class Interrupted extends TreestampError {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals, cause?: unknown) {
    super("interrupted", `Ended by ${signal}.`, { cause });
    this.signal = signal;
  }
}

/**
 * Does work that has something to tidy up at its end: files, locks, what would go on without us. Where we are told to stop
 * meanwhile, `work` is told by its signal; told once more, or where that takes too long, we stop at once.
 * @throws interrupted where we were told to stop
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let impatience: NodeJS.Timeout | undefined;
  const stopListening = () => {
    for (const name of endings) process.off(name, interrupt);
  };
  const interrupt = (name: NodeJS.Signals) => {
    stopListening();
    impatience = setTimeout(() => process.kill(process.pid, name), patience);
    controller.abort(name);
  };
  for (const name of endings) process.on(name, interrupt);
  try {
    const result = await work(controller.signal);
    if (!controller.signal.aborted) return result;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    throw new Interrupted(controller.signal.reason, error);
  } finally {
    stopListening();
    clearTimeout(impatience);
  }
  throw new Interrupted(controller.signal.reason);
}
