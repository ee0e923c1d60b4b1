/** The process of one test file: it is told by run-files.js, runs the file with jest-circus, and tells the result. */
import { once } from "node:events";
import { createRequire, registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

const globals = new URL("globals.js", import.meta.url).href;

// What @jest/globals is, is jest's to say: the package itself only complains.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@jest/globals" ? { url: globals, shortCircuit: true } : next(specifier, context),
});

const path = process.argv[2];
const [{ globalConfig, config }] = await once(process, "message");
// Jest has ended: so does what it started.
process.once("disconnect", () => process.exit(1));

const require = createRequire(config.testRunner);
const nothing = () => undefined;

/** What jest-circus asks of the runtime in which the files of other projects run. */
const runtime = {
  requireInternalModule: require,
  requireModule: require,
  setGlobalsForRuntime: (given) => (globalThis[Symbol.for("test globals")] = given),
  unstable_shouldLoadAsEsm: () => true,
  unstable_importModule: (file) => import(pathToFileURL(file).href),
  enterTestCode: nothing,
  leaveTestCode: nothing,
};

Error.stackTraceLimit = 100;
const start = Date.now();
const said = await require(config.testRunner)
  .default(globalConfig, config, { global: globalThis }, runtime, path)
  .then(
    (result) => ({ result: { ...result, ...stampsOf(result) } }),
    (error) => ({ error: { message: String(error?.message ?? error), stack: String(error?.stack ?? error) } }),
  );
process.send(said, () => process.exit(0));

/** What jest's own runner adds to a result. */
function stampsOf({ perfStats, numPassingTests, numFailingTests, numTodoTests }) {
  const end = Date.now();
  const runtime = end - start;
  const slow = runtime / 1000 > config.slowTestThreshold;
  return {
    perfStats: { ...perfStats, start, end, runtime, slow },
    skipped: numPassingTests + numFailingTests + numTodoTests === 0,
    leaks: false,
  };
}
