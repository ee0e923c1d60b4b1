/**
 * Random damage to everything that is read from outside: refused by an error of ours, or taken and harmless; never a
 * crash, never a hang, never a name outside of the root. What it found is kept by name in the hostile-*.test.ts.
 *
 * TREESTAMP_FUZZ_SEED repeats a run, TREESTAMP_FUZZ_RUNS makes it so many times as long.
 */

import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";

const program = fileURLToPath(new URL("../fuzz/run.ts", import.meta.url));
const seed = process.env.TREESTAMP_FUZZ_SEED ?? String(Date.now() % 2 ** 31);
const times = Number(process.env.TREESTAMP_FUZZ_RUNS ?? 1);

test.each([
  ["damaged layers do no harm", "tar", 500],
  ["layers on a base show what they show on its layers", "stack", 500],
  ["what is packed onto a base shows what its layers show", "packed", 25],
  ["damaged file system images do no harm", "image", 750],
  ["damaged bases do no harm", "base", 300],
  ["damaged chunk tables do no harm", "table", 2500],
  ["damaged manifests, indexes and configurations do no harm", "manifest", 2500],
])(
  "%s",
  async (_what, target, count) => {
    const { exitCode, stdout, stderr } = await run(process.execPath, [program, target, seed, String(count * times)]);
    expect({ exitCode, stderr, seed }).toEqual({ exitCode: 0, stderr: "", seed });
    // Input that is always refused, or never, tests nothing.
    const [, taken] = /inputs, ([0-9]+) taken/.exec(stdout.toString())!;
    expect(Number(taken)).toBeGreaterThan(0);
    expect(Number(taken)).toBeLessThan(count * times);
  },
  120_000 * times,
);
