/**
 * Random damage to everything that is read from outside: refused by an error of ours, or taken and harmless; never a
 * crash, never a hang, never a name outside of the root. What it found is kept by name in the hostile-*.test.ts.
 *
 * TREESTAMP_FUZZ_SEED repeats a run, TREESTAMP_FUZZ_RUNS makes it so many times as long.
 */

import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { searchFactor } from "../fuzz/random.ts";

const program = fileURLToPath(new URL("../fuzz/run.ts", import.meta.url));
const seed = process.env.TREESTAMP_FUZZ_SEED ?? String(Date.now() % 2 ** 31);

test.each([
  ["damaged layers do no harm", "tar", 200],
  ["layers on a base show what they show on its layers", "stack", 200],
  ["what is packed onto a base shows what its layers show", "packed", 10],
  ["damaged file system images do no harm", "image", 300],
  ["damaged bases do no harm", "base", 120],
  ["damaged chunk tables do no harm", "table", 1000],
  ["damaged manifests, indexes and configurations do no harm", "manifest", 1000],
])(
  "%s",
  async (_what, target, count) => {
    const { exitCode, stdout, stderr } = await run(process.execPath, [
      program,
      target,
      seed,
      String(count * searchFactor),
    ]);
    expect({ exitCode, stderr, seed }).toEqual({ exitCode: 0, stderr: "", seed });
    // Input that is always refused, or never, tests nothing.
    const [, taken] = /inputs, ([0-9]+) taken/.exec(stdout.toString())!;
    expect(Number(taken)).toBeGreaterThan(0);
    expect(Number(taken)).toBeLessThan(count * searchFactor);
  },
  120_000 * searchFactor,
);
