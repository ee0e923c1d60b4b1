/** One timed step of the work, as the final table shows it. */
export interface Stage {
  /** A word of the product: `key`, `lookup`, `wait`, `upstreams`, `build`, `bootstrap`, `assemble`, `pack`, `publish`, `fetch`, `mount`, `run`. */
  readonly name: string;
  readonly seconds: number;
  /** Bytes that this stage moved or made, where that says something. */
  readonly bytes?: number;
  /** `hit`, `miss`, `3 of 3400 chunks`, …: what a reader wants to know besides the time. */
  readonly note?: string;
}

/** The note of a lookup that asked no store. */
export const readyHere = "ready on this machine";
/** The same where an earlier step of the job has named the environment. */
export const pulledHere = "pulled by this job";

/** Stages for outputs and JSON: seconds to the millisecond. */
export function listedStages(stages: readonly Stage[]): readonly Stage[] {
  return stages.map(({ seconds, ...stage }) => ({ ...stage, seconds: Number(seconds.toFixed(3)) }));
}

/**
 * Runs `work` and appends a stage to `stages`, also when it fails. `work` may describe its own outcome.
 * @param start when it began, by `performance.now()`
 */
export async function timed<T>(
  stages: Stage[],
  name: string,
  work: (describe: (outcome: { bytes?: number; note?: string }) => void) => Promise<T>,
  start: number = performance.now(),
): Promise<T> {
  let outcome: { bytes?: number; note?: string } = {};
  try {
    return await work((described) => {
      outcome = { ...outcome, ...described };
    });
  } finally {
    stages.push({ name, seconds: (performance.now() - start) / 1000, ...outcome });
  }
}
