/**
 * A program: runs a target of targets.ts, and watches it from outside.
 *
 *     node test/fuzz/run.ts TARGET SEED COUNT [FIRST]
 *
 * Ends with 0 and a line of figures, or with 1 and the iteration that broke a promise: by an error that is none of ours,
 * by taking longer than 60 seconds, or by more memory than 512 MiB beyond the start.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { seededRandom } from "./random.ts";
import { targets } from "./targets.ts";

interface Run {
  readonly target: string;
  readonly seed: number;
  readonly first: number;
  readonly count: number;
  /** Number of the iteration under way, for the one who watches. */
  readonly progress: Int32Array<SharedArrayBuffer>;
}

const slowMilliseconds = 60_000;
const maxMemoryBytes = 512 * 1024 * 1024;

if (isMainThread) watch();
else await work(workerData as Run);

async function work({ target, seed, first, count, progress }: Run): Promise<void> {
  let taken = 0;
  for (let iteration = first; iteration < first + count; iteration++) {
    progress[0] = iteration;
    if ((await targets[target]!(seededRandom(seed, iteration))) === "taken") taken++;
  }
  parentPort!.postMessage(`${target}: ${count} inputs, ${taken} taken, the others refused\n`);
}

function watch(): void {
  const [target = "", seedText, countText, firstText = "0"] = process.argv.slice(2);
  const [seed, count, first] = [Number(seedText), Number(countText), Number(firstText)];
  if (!(target in targets) || ![seed, count, first].every(Number.isSafeInteger)) {
    process.stderr.write(`usage: run.ts ${Object.keys(targets).join("|")} SEED COUNT [FIRST]\n`);
    process.exit(2);
  }
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const fail = (what: string) => {
    process.stderr.write(`${what}\nAgain: node test/fuzz/run.ts ${target} ${seed} 1 ${progress[0]}\n`);
    process.exit(1);
  };
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { target, seed, first, count, progress } satisfies Run,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  worker.on("message", (line: string) => process.stdout.write(line));
  worker.on("error", (error) => fail(String(error instanceof Error ? error.stack : error)));
  worker.on("exit", (code) => process.exit(code));

  let seen = -1;
  let since = Date.now();
  const startBytes = process.memoryUsage.rss();
  setInterval(() => {
    if (progress[0] !== seen) since = Date.now();
    seen = progress[0]!;
    if (Date.now() - since > slowMilliseconds) fail(`It hangs: ${slowMilliseconds / 1000} seconds in one input.`);
    const bytes = process.memoryUsage.rss() - startBytes;
    if (bytes > maxMemoryBytes) fail(`It took ${Math.round(bytes / 2 ** 20)} MiB of memory.`);
  }, 200).unref();
}
