import { writeSync } from "node:fs";

/** The last line of a run, for whoever reads only that: `N passed, N failed`, and how many were skipped. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    const skipped = numPendingTests + numTodoTests;
    // A file that could not even be loaded has no tests to count: it is one failure.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const line = `${numPassedTests} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
    // Jest puts its own summary after all other reporters.
    process.once("exit", () => writeSync(1, `${line}\n`));
  }
}
