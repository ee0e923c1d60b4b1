/** Works that go on at the same time and end together. */

/** Does something until it is done or its signal says that nobody wants it any more. */
export type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Waits until all have ended. @throws the failure of the first, in their order, that failed */
export async function allEnded(works: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(works)) {
    if (outcome.status === "rejected") throw outcome.reason;
  }
}

/**
 * Does two works at the same time. The first that fails ends the other one by its signal; that failure is thrown once both
 * have ended, so that nothing goes on behind the caller's back.
 * @param signal ends both
 */
export async function together<A, B>(signal: AbortSignal | undefined, one: Work<A>, other: Work<B>): Promise<[A, B]> {
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  let failure: { readonly error: unknown } | undefined;
  const watched = async <T>(work: Work<T>): Promise<T> => {
    try {
      return await work(either);
    } catch (error) {
      failure ??= { error };
      stop.abort(error);
      throw error;
    }
  };
  const [first, second] = await Promise.allSettled([watched(one), watched(other)]);
  if (first.status === "fulfilled" && second.status === "fulfilled") return [first.value, second.value];
  throw failure!.error;
}
