/** Bounds how much is done at a time. */
export interface Limiter {
  /** Waits for a free place and takes it. */
  enter(): Promise<void>;
  /** Gives a place back. */
  leave(): void;
  /** Runs `body` for each item, in order, as places get free. Starts no more after a failure, and throws the first. */
  all<T>(items: Iterable<T>, body: (item: T) => Promise<void>): Promise<void>;
}

export function limiter(places: number): Limiter {
  let free = places;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  };
  return {
    enter,
    leave,
    async all(items, body) {
      const running = new Set<Promise<void>>();
      let failure: { error: unknown } | undefined;
      for (const item of items) {
        await enter();
        if (failure !== undefined) {
          leave();
          break;
        }
        const task: Promise<void> = body(item)
          .catch((error: unknown) => {
            failure ??= { error };
          })
          .finally(() => {
            leave();
            running.delete(task);
          });
        running.add(task);
      }
      await Promise.all(running);
      if (failure !== undefined) throw failure.error;
    },
  };
}
