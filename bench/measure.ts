/** Measuring: contestants in turn, several rounds, every sample kept. */

/** Figures of one round by name; seconds unless the figure has another unit. */
export type Samples = Readonly<Record<string, number>>;

export interface Contestant {
  readonly name: string;
  /** Brings everything to where each round starts; not timed. */
  readonly reset?: () => Promise<void>;
  /** One round. */
  readonly work: () => Promise<Samples>;
}

/** A contestant whose one sample, under its name, is how long its work takes. */
export function wallTime(name: string, work: () => Promise<unknown>, reset?: () => Promise<void>): Contestant {
  const once = async () => ({ [name]: (await timed(work)).seconds });
  return { name, work: once, ...(reset === undefined ? {} : { reset }) };
}

/** All samples of a name, one a round, in the order of the rounds. */
export type Measured = (name: string) => readonly number[];

/**
 * Lets every contestant work once a round, each round beginning with another one, so that what a machine does beside
 * (and what one contestant leaves to the next) hits all of them alike.
 */
export async function alternate(
  contestants: readonly Contestant[],
  rounds: number,
  say: (line: string) => void,
): Promise<Measured> {
  const samples = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, i) => contestants[(i + round) % contestants.length]!);
    for (const { name, reset, work } of order) {
      await reset?.();
      const { seconds, value } = await timed(work);
      const given = value ?? { [name]: seconds };
      for (const [sample, amount] of Object.entries(given))
        samples.set(sample, [...(samples.get(sample) ?? []), amount]);
      say(`round ${round + 1} of ${rounds}: ${name}: ${seconds.toFixed(2)} s`);
    }
  }
  return (name) => {
    const found = samples.get(name);
    if (found === undefined) throw new Error(`Nothing was measured as "${name}".`);
    return found;
  };
}

export async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
}

/** Sums or differences of samples, round by round. */
export function eachRound(
  combine: (...amounts: number[]) => number,
  ...lists: readonly (readonly number[])[]
): readonly number[] {
  return lists[0]!.map((_, round) => combine(...lists.map((list) => list[round]!)));
}
