/**
 * A process of test files: run-files.js names one after the other. It runs each with jest-circus, and tells the result, and
 * whether it is as it was before; else it ends, so that nothing that a file leaves behind meets the next one.
 */
import { createRequire, registerHooks } from "node:module";
import { mock } from "node:test";
import { pathToFileURL } from "node:url";
import { setGlobals } from "./globals.js";
import { allocator } from "./run-files.js";
import { isAsBefore, traces } from "./traces.ts";

const globals = new URL("globals.js", import.meta.url).href;

// What @jest/globals is, is jest's to say: the package itself only complains.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals" ? { url: globals, shortCircuit: true } : next(specifier, context),
});

/** A process that has more memory than this takes longer to start others than to be started anew. Bytes. */
const most = 300 * 2 ** 20;

for (const name of Object.keys(allocator)) delete process.env[name]; // the C library has read it
Error.stackTraceLimit = 100;
// Jest has ended: so does what it started.
process.once("disconnect", () => process.exit(1));

process.on("message", async ({ path, globalConfig, config }) => {
  const require = createRequire(config.testRunner);
  const circus = ["./runner", "./jestAdapterInit"].map(require);
  const before = traces();
  const start = Date.now();
  const said = await circus[0]
    .default(globalConfig, config, { global: globalThis }, runtimeFor(path, require), path)
    .then(
      (result) => ({ result: { ...result, ...stampsOf(result, start, config) } }),
      (error) => ({ error: { message: String(error?.message ?? error), stack: String(error?.stack ?? error) } }),
    );
  mock.reset();
  forgetTests(require);
  const isAsNew = (await isAsBefore(before)) && process.memoryUsage.rss() < most;
  process.send({ ...said, isAsNew }, () => isAsNew || process.exit(0));
});

/** What jest-circus asks of the runtime in which the files of other projects run. */
function runtimeFor(path, require) {
  const nothing = () => undefined;
  return {
    requireInternalModule: require,
    requireModule: require,
    setGlobalsForRuntime: setGlobals,
    unstable_shouldLoadAsEsm: () => true,
    // What sets a file up does so for each.
    unstable_importModule: (file) =>
      import(file === path ? pathToFileURL(file).href : `${pathToFileURL(file)}?${path}`),
    enterTestCode: nothing,
    leaveTestCode: nothing,
  };
}

/** Gives the next file a jest-circus without tests. Where something still calls the functions of this one, they fail. */
function forgetTests(require) {
  delete require.cache[require.resolve("./jestAdapterInit")];
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (["JEST_STATE_SYMBOL", "EVENT_HANDLERS"].includes(key.description)) delete globalThis[key];
  }
}

/** What jest's own runner adds to a result. */
function stampsOf({ perfStats, numPassingTests, numFailingTests, numTodoTests }, start, config) {
  const end = Date.now();
  const runtime = end - start;
  const slow = runtime / 1000 > config.slowTestThreshold;
  return {
    perfStats: { ...perfStats, start, end, runtime, slow },
    skipped: numPassingTests + numFailingTests + numTodoTests === 0,
    leaks: false,
  };
}
