/** Measuring: contestants in turn, several rounds, medians, and whether a goal is met. */

export interface Contestant {
  readonly name: string;
  /** Brings everything to where each round starts; not timed. */
  readonly reset: () => Promise<void>;
  readonly work: () => Promise<void>;
}

/** Seconds. */
export interface Timing {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

/** One line of the results: what a reader may hold us to. Lower is better in all of them. */
export interface Figure {
  readonly name: string;
  readonly unit: "s";
  readonly ours: Timing;
  readonly peer: Timing;
  /** Our median by the peer's. */
  readonly ratio: number;
  /** The highest ratio that is good enough. */
  readonly goal: number;
  readonly met: boolean;
}

/**
 * Lets every contestant work once a round, each round beginning with another one, so that what a machine does beside
 * (and what one contestant leaves to the next) hits all of them alike.
 */
export async function alternate(
  contestants: readonly Contestant[],
  rounds: number,
  say: (line: string) => void,
): Promise<Map<string, Timing>> {
  const samples = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, i) => contestants[(i + round) % contestants.length]!);
    for (const { name, reset, work } of order) {
      await reset();
      const start = performance.now();
      await work();
      const seconds = (performance.now() - start) / 1000;
      samples.get(name)!.push(seconds);
      say(`round ${round + 1} of ${rounds}: ${name}: ${seconds.toFixed(2)} s`);
    }
  }
  return new Map([...samples].map(([name, list]) => [name, timingOf(list)]));
}

export function timingOf(samples: readonly number[]): Timing {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return {
    median: rounded(median),
    min: rounded(sorted[0]!),
    max: rounded(sorted.at(-1)!),
    rounds: sorted.length,
  };
}

export function figure(name: string, ours: Timing, peer: Timing, goal: number): Figure {
  const ratio = ours.median / peer.median;
  return { name, unit: "s", ours, peer, ratio: rounded(ratio), goal: rounded(goal), met: ratio <= goal };
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

/** A figure as one line for people. */
export function lineOf({ name, ours, peer, ratio, goal, met }: Figure): string {
  const time = ({ median, min, max }: Timing) => `${median.toFixed(2)} s (${min.toFixed(2)} to ${max.toFixed(2)})`;
  const verdict = met ? "met" : "MISSED";
  return `${name}: ours ${time(ours)}, peer ${time(peer)}: ratio ${ratio.toFixed(3)}, goal at most ${goal.toFixed(3)}: ${verdict}`;
}
