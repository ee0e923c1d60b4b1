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
  ["layers", "tar", 500],
  ["file system images", "image", 750],
  ["bases", "base", 300],
  ["chunk tables", "table", 2500],
  ["manifests, indexes and configurations", "manifest", 2500],
])(
  "damaged %s do no harm",
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
