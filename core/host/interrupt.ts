/** Being told to stop, by Ctrl-C, a cancelled job or a terminal that closes, while something of ours runs. */
import { TreestampError } from "../errors.ts";

const endings: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Does work that started what would go on without us. Where we are told to stop meanwhile, `work` is told by its signal,
 * to end all of that first; told once more, we stop at once.
 * @throws interrupted where we were told to stop
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stopListening = () => {
    for (const name of endings) process.off(name, interrupt);
  };
  const interrupt = (name: NodeJS.Signals) => {
    stopListening();
    controller.abort(name);
  };
  for (const name of endings) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    throw new TreestampError("interrupted", `Ended by ${controller.signal.reason}.`, { cause: error });
  } finally {
    stopListening();
  }
}
