/** The results: what a reader may hold us to. Lower is better in all of them. */

export type Unit = "s" | "ms" | "MB" | "MiB";

/** What a figure promises: a line of the table in bench/figures.ts. */
export interface Goal {
  readonly name: string;
  /** What is measured, for people. */
  readonly title: string;
  readonly unit: Unit;
  /** The peer; null if only treestamp is measured. */
  readonly against: string | null;
  /** What the goal limits: our median by the peer's, or our median alone, in the figure's unit. */
  readonly limits: "ratio" | "ours";
  /** The most that is good enough. A function of the peer's median where it depends on that. */
  readonly goal: number | ((peer: number) => number);
  /** The goal in words. */
  readonly goalText: string;
}

/** The rounds of a figure, in its unit. */
export interface Amount {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
}

export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly ours: Amount;
  readonly against: string | null;
  readonly peer: Amount | null;
  /** Our median by the peer's. */
  readonly ratio: number | null;
  readonly limits: Goal["limits"];
  readonly goal: number;
  readonly goalText: string;
  readonly met: boolean;
}

/** One run of the whole bench. */
export interface Results {
  /** When it ended: an ISO 8601 time. */
  readonly measured: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    /** Bytes. */
    readonly memory: number;
    readonly system: string;
    readonly kernel: string;
  };
  /** Each program that took part, with its version. */
  readonly versions: Readonly<Record<string, string>>;
  /** Values beside the figures: the image's size, our stages, floors. Seconds unless the name has another unit. */
  readonly notes: Readonly<Record<string, Readonly<Record<string, Amount | number>>>>;
  readonly figures: readonly Figure[];
}

/** A measurement: our samples and the peer's, in the figure's unit. */
export interface Found {
  readonly name: string;
  readonly ours: readonly number[];
  readonly peer?: readonly number[];
}

/** Compares a measurement with its goal. */
export function figureOf(goal: Goal, found: Found): Figure {
  const { name, title, unit, against, limits, goalText } = goal;
  const ours = amountOf(found.ours);
  const peer = found.peer === undefined ? null : amountOf(found.peer);
  if ((against === null) !== (peer === null)) throw new Error(`${name}: a peer is named, or measured, and not both.`);
  const ratio = peer === null ? null : ours.median / peer.median;
  const limit = typeof goal.goal === "number" ? goal.goal : goal.goal(peer!.median);
  const held = limits === "ours" ? ours.median : ratio!;
  return {
    ...{ name, title, unit, ours, against, peer },
    ...{ ratio: ratio === null ? null : rounded(ratio), limits, goal: rounded(limit), goalText, met: held <= limit },
  };
}

export function amountOf(samples: readonly number[]): Amount {
  if (samples.length === 0) throw new Error("No round was measured.");
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  const [min, max] = [sorted[0]!, sorted.at(-1)!];
  return { median: rounded(median), min: rounded(min), max: rounded(max), rounds: sorted.length };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}

/** How much of its goal a figure uses up: at most 1 where it is met. */
export function useOf({ limits, ours, ratio, goal }: Figure): number {
  return (limits === "ours" ? ours.median : ratio!) / goal;
}

/** `4.67 s (4.16 to 5.90)` */
export function amountText({ median, min, max, rounds }: Amount, unit: Unit): string {
  const digits = unit === "MB" || unit === "MiB" || unit === "ms" ? 1 : median < 1 ? 3 : 2;
  const spread = rounds === 1 ? "" : ` (${min.toFixed(digits)} to ${max.toFixed(digits)})`;
  return `${median.toFixed(digits)} ${unit}${spread}`;
}

/** A figure as one line for people. */
export function lineOf({ name, unit, ours, peer, ratio, goalText, met }: Figure): string {
  const compared = peer === null ? "" : `, peer ${amountText(peer, unit)}: ratio ${ratio!.toFixed(3)}`;
  return `${met ? "met   " : "MISSED"} ${name}: ours ${amountText(ours, unit)}${compared}; goal: ${goalText}`;
}

/**
 * The results as the file has them.
 * @throws Error where it is not what `npm run bench` writes
 */
export function parseResults(text: string): Results {
  const results = JSON.parse(text) as Results;
  for (const key of ["measured", "machine", "versions", "notes", "figures"] as const) {
    if (results[key] === undefined) throw new Error(`bench/results.json has no "${key}".`);
  }
  for (const { name, ours, peer, ratio, goal, met } of results.figures) {
    const isWhole = ours !== undefined && goal !== undefined && typeof met === "boolean";
    if (!isWhole || (peer === null) !== (ratio === null))
      throw new Error(`bench/results.json: "${name}" is not whole.`);
  }
  return results;
}
