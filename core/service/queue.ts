/** Whose turn it is: so many at a time, the others in the order in which they came. */
export interface Queue {
  /** Waits for a turn. @returns what gives it back @throws the signal's reason */
  turn(signal: AbortSignal): Promise<() => void>;
  /** How many have a turn, and how many wait for one. */
  readonly lengths: { readonly running: number; readonly waiting: number };
}

export function queueOf(places: number): Queue {
  const waiting = new Set<() => void>();
  let running = 0;
  const giveBack = () => {
    running--;
    const [next] = waiting;
    next?.();
  };
  const take = () => {
    running++;
    let isGiven = false;
    return () => {
      if (!isGiven) giveBack();
      isGiven = true;
    };
  };
  return {
    get lengths() {
      return { running, waiting: waiting.size };
    },
    async turn(signal) {
      signal.throwIfAborted();
      if (running < places && waiting.size === 0) return take();
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.delete(start);
          reject(signal.reason);
        };
        const start = () => {
          waiting.delete(start);
          signal.removeEventListener("abort", leave);
          resolve(take());
        };
        waiting.add(start);
        signal.addEventListener("abort", leave, { once: true });
      });
    },
  };
}
