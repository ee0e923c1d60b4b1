/**
 * A command behind a line on which everything goes wrong: it runs in the right environment, or treestamp says clearly why
 * it did not run; never is a run green that saw something else.
 *
 * TREESTAMP_FUZZ_SEED repeats a run, TREESTAMP_FUZZ_RUNS makes it so many times as long.
 */
import { hash, randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { limiter } from "../../core/parallel/limiter.ts";
import { seededRandom } from "../fuzz/random.ts";
import { hurried, makeProject, type Project } from "../services/command-line.ts";
import { type FaultProxy, startFaultProxy } from "../services/fault-proxy.ts";
import { faultsOf } from "../services/faults.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const seed = Number(process.env.TREESTAMP_FUZZ_SEED ?? Date.now() % 2 ** 31);
const times = Number(process.env.TREESTAMP_FUZZ_RUNS ?? 1);
const runs = Math.ceil(12 * times);

const content = randomBytes(500_000).toString("base64");

let registry: RunningRegistry;
let proxy: FaultProxy;
let project: Project;
beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startFaultProxy(registry.host);
  project = makeProject({ Dockerfile: "FROM base\nCOPY content /content\n", content });
  await project.json("build", ["--store", `${registry.host}/team/build`]);
});
afterAll(async () => {
  project[Symbol.dispose]();
  await proxy.stop();
  await registry.stop();
});

/** The run's own command fails in every third run: its failure is never hidden, and never taken for another one. */
async function runOnce(run: number): Promise<boolean> {
  const name = `run/${run}`;
  const rate = [5, 15, 30, 60][run % 4]!; // of a hundred
  const random = (key: string, nth: number) =>
    seededRandom(seed, hash("sha256", `${run} ${key} ${nth}`, "buffer").readInt32LE(0));
  const choose: Parameters<FaultProxy["attack"]>[1] = (request, key, nth) => {
    const numbers = random(`choice ${key}`, nth);
    return numbers.below(100) < rate ? numbers.of(faultsOf(request)) : undefined;
  };
  proxy.attack(name, choose, random, "team/build");
  const cache = project.folder(`cache-${run}`);
  const own = run % 3 === 0 ? 7 : 0;
  const command = ["--", "sh", "-c", `sha256sum < /content; exit ${own}`];
  const words = ["--store", `${proxy.host}/${name}`, "--cache-folder", cache, ...command];
  const { exitCode, stdout, stderr } = await project.call("run", words, { env: hurried });
  const ran = stdout !== "";
  if (ran) {
    const sum = `${hash("sha256", content)}  -\n`;
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: own, stdout: sum, stderr });
  } else {
    expect({ exitCode, stderr }).toEqual({
      exitCode: 125,
      stderr: expect.stringMatching(/^treestamp: .+\.\n {2}\S.*\n$/ms),
    });
    expect(stderr).not.toMatch(/^ +at |unexpected failure/m);
    const incoming = join(cache, "incoming");
    expect(existsSync(incoming) ? readdirSync(incoming) : []).toEqual([]);
  }
  return ran;
}

test(
  `${runs} commands: each saw the right files, or did not run`,
  async () => {
    let ran = 0;
    await limiter(3).all(Array(runs).keys(), async (run) => {
      try {
        if (await runOnce(run)) ran++;
      } catch (error) {
        (error as Error).message = `run ${run} of TREESTAMP_FUZZ_SEED=${seed}: ${(error as Error).message}`;
        throw error;
      }
    });
    expect(ran).toBeGreaterThan(0);
    expect(ran).toBeLessThan(runs);
    expect(proxy.leaks).toEqual([]);
  },
  300_000 * Math.max(1, times),
);
