import { writeSync } from "node:fs";
import { relative } from "node:path";

const messageLines = 12;

const slowest = 10;

/**
 * Prints each failure before the names of its file, and at the end the slowest files, all failures again, and the last line:
 * `N passed, N failed` and how many were skipped.
 */
export default class WhatFailed {
  #failures = [];
  #seconds = new Map();

  onTestFileResult({ path, context }, { testResults, testExecError, perfStats }) {
    const file = relative(context.config.rootDir, path);
    this.#seconds.set(file, (perfStats.end - perfStats.start) / 1000);
    const failed = testResults.filter(({ status }) => status === "failed");
    const texts = failed.map(
      ({ fullName, duration, failureMessages }) =>
        `FAIL ${file}: ${fullName} (${duration ?? "?"} ms)\n${shortened(failureMessages.join("\n"))}`,
    );
    // A file that could not even be loaded has no tests to count: it is one failure.
    if (testExecError !== undefined && testExecError !== null) {
      texts.push(`FAIL ${file}: it cannot be run\n${shortened(testExecError.stack ?? testExecError.message ?? "")}`);
    }
    this.#failures.push(...texts);
    for (const text of texts) process.stderr.write(`\n${text}\n`);
  }

  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests },
  ) {
    const skipped = numPendingTests + numTodoTests;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const line = `${numPassedTests} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
    // Jest puts its own summary after all other reporters.
    const lines = [...this.#slowestLines(), ...this.#failures, line, ""];
    process.once("exit", () => writeSync(1, lines.join("\n")));
  }

  #slowestLines() {
    if (this.#seconds.size <= slowest) return [];
    const all = [...this.#seconds].sort(([, one], [, other]) => other - one);
    const shown = all.slice(0, slowest).map(([file, seconds]) => `${seconds.toFixed(0).padStart(6)} s  ${file}`);
    return ["The slowest files:", ...shown];
  }
}

/** The first lines of a message, indented, without colours. */
function shortened(message) {
  const lines = message.replace(/\x1b\[[0-9;]*m/g, "").split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .slice(0, messageLines)
    .map((line) => `    ${line}`)
    .join("\n");
}
