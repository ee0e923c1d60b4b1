/**
 * `npm test`: installs what the tests need and is not there yet, then runs them. Arguments go to jest:
 * `npm test -- test/unit`, `npm test -- -t 'symlink'`.
 */
import { execFile, spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { elevateWith } from "../core/machine/elevate.ts";
import { installMissing, pathWithSystemFolders, rootPrefix } from "./debian-packages.ts";
import { buildMissing, folderOf, neededForGo } from "./go-tools.ts";
import { circleciTool, goTools, linters, programs } from "./test-tools.ts";
import { folderOfWheel, getMissingWheels, neededForWheels } from "./wheels.ts";

const root = join(import.meta.dirname, "..");

/** Everything at once, as far as nothing waits for another: compiling Go takes the longest and so starts first. */
async function prepare(): Promise<void> {
  const forTools = [...new Set([...neededForGo(), ...neededForWheels(linters.wheels)])];
  const packages = installMissing([...programs, ...linters.programs, ...forTools]);
  const tools = (forTools.length === 0 ? Promise.resolve() : packages).then(async () => {
    await Promise.all([buildMissing([...goTools, ...linters.goTools, circleciTool]), getMissingWheels(linters.wheels)]);
  });
  const modules = promisify(execFile)(process.execPath, [join(import.meta.dirname, "node-modules.ts")]);
  modules.child.stderr?.pipe(process.stderr);
  const results = await Promise.allSettled([packages, tools, modules]);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

async function runJest(args: readonly string[]): Promise<number> {
  const folders = [
    ...[...goTools, ...linters.goTools, circleciTool].map(folderOf),
    ...linters.wheels.map(folderOfWheel),
  ];
  const path = [dirname(process.execPath), ...folders, pathWithSystemFolders()].join(delimiter);
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  const jest = [process.execPath, join(root, "node_modules/jest/bin/jest.js"), ...args];
  // Mounts, engines and sandboxes are tested on the real kernel, which lets only root do these.
  const prefix = rootPrefix() ?? [];
  if (prefix.length > 0) process.stderr.write("treestamp: the tests mount file systems: running them through sudo\n");
  const env = { ...process.env, PATH: path, NODE_OPTIONS: nodeOptions };
  const [program, ...rest] = [...elevateWith(prefix, env), ...jest];
  const child = spawn(program!, rest, { cwd: root, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

try {
  await prepare();
  process.exitCode = await runJest(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`treestamp: the tests could not be started: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
