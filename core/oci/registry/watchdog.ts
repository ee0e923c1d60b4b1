/** Ends a connection that stalls because of the other side, not because of our own reader or source. */

/** Less than this for as long as nothing may move, and the connection counts as broken, too. Bytes a second. */
const leastPerSecond = 1024;

export interface Watchdog {
  /** There is a connection, made or in the making: until now the request stood in our own queue. */
  start(): void;
  /** From now on something must happen within the usual time and `more` milliseconds. So it is from the start. */
  wait(more?: number): void;
  /** From now on it may take as long as it likes. */
  rest(): void;
  /** So many bytes went over the connection. Too few of them win no new time: a trickle is no progress. */
  moved(bytes: number): void;
  /** In words why it bit; undefined if it did not. */
  stalled(): string | undefined;
}

/** @param stall how long nothing may move, in milliseconds; then it calls `bite` */
export function watchdog(stall: number, bite: () => void): Watchdog {
  let timer: NodeJS.Timeout | undefined;
  let started = false;
  let due: number | undefined = stall;
  let since = 0; // of the running timer, by performance.now()
  let left = stall; // of the time in which enough has to move
  let few = 0; // bytes that moved and were not enough yet
  let bitten: string | undefined;
  const set = () => {
    clearTimeout(timer);
    if (!started || due === undefined) return;
    const patience = due;
    since = performance.now();
    timer = setTimeout(() => {
      const seconds = `${patience / 1000} s`;
      bitten =
        few === 0 ? `nothing moved for ${seconds}` : `less than ${leastPerSecond} bytes a second for ${stall / 1000} s`;
      bite();
    }, patience);
  };
  return {
    start() {
      started = true;
      set();
    },
    wait(more = 0) {
      due = left + more;
      set();
    },
    rest() {
      if (started && due !== undefined) left = Math.max(0, left - (performance.now() - since));
      due = undefined;
      set();
    },
    moved(bytes) {
      few += bytes;
      if (few < (stall / 1000) * leastPerSecond) return;
      few = 0;
      left = stall;
      due = undefined;
    },
    stalled: () => bitten,
  };
}
