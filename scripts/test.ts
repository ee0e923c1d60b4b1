/**
 * `npm test`: installs what all tests need, and runs them while it builds what some need. Arguments go to jest:
 * `npm test -- test/unit`, `npm test -- -t 'symlink'`.
 */
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { elevateWith } from "../core/machine/elevate.ts";
import { installMissing, pathWithSystemFolders, rootPrefix } from "./testbed/debian-packages.ts";
import { buildMissing, folderOf, neededForGo } from "./testbed/go-tools.ts";
import { allGoTools, linters, programs } from "./testbed/test-tools.ts";
import { folderOfWheel, getMissingWheels, neededForWheels } from "./testbed/wheels.ts";

const root = join(import.meta.dirname, "..");

/** What every test needs: Debian's packages and node_modules. */
async function prepare(): Promise<void> {
  const forTools = [...new Set([...neededForGo(), ...neededForWheels(linters.wheels)])];
  const modules = promisify(execFile)(process.execPath, [join(import.meta.dirname, "node-modules.ts")]);
  modules.child.stderr?.pipe(process.stderr);
  const packages = installMissing([...programs, ...linters.programs, ...forTools]);
  const results = await Promise.allSettled([packages, modules]);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

/**
 * Builds what only some tests need, while the others run: each waits for its own (test/wait-for-tools.js).
 * @param failed a file that is made where something could not be built
 */
async function makeTools(failed: string, signal: AbortSignal): Promise<void> {
  const results = await Promise.allSettled([buildMissing(allGoTools, signal), getMissingWheels(linters.wheels)]);
  for (const result of results) {
    if (result.status === "fulfilled" || signal.aborted) continue;
    process.stderr.write(`treestamp: ${(result.reason as Error).message}\n`);
    await writeFile(failed, "");
  }
}

async function runJest(args: readonly string[], failed: string): Promise<number> {
  const folders = [...allGoTools.map(folderOf), ...linters.wheels.map(folderOfWheel)];
  const path = [dirname(process.execPath), ...folders, pathWithSystemFolders()].join(delimiter);
  const jest = [process.execPath, join(root, "node_modules/jest/bin/jest.js"), ...args];
  // Mounts, engines and sandboxes are tested on the real kernel, which lets only root do these.
  const prefix = rootPrefix() ?? [];
  if (prefix.length > 0) process.stderr.write("treestamp: the tests mount file systems: running them through sudo\n");
  const env = { ...process.env, PATH: path, TREESTAMP_TOOLS_FAILED: failed };
  const [program, ...rest] = [...elevateWith(prefix, env), ...jest];
  const child = spawn(program!, rest, { cwd: root, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

const work = await mkdtemp(join(tmpdir(), "treestamp-test-"));
const noLonger = new AbortController();
try {
  await prepare();
  const failed = join(work, "failed");
  const making = makeTools(failed, noLonger.signal);
  process.exitCode = await runJest(process.argv.slice(2), failed);
  noLonger.abort(); // the tests that were asked for may need none of them
  await making;
} catch (error) {
  process.stderr.write(`treestamp: the tests could not be started: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
