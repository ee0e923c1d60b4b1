import { fork } from "node:child_process";
import { join } from "node:path";

/**
 * Jest's runner for our files: each runs in a Node process of its own (run-file.js), which imports it as Node imports any
 * program. Jest's own workers compile every module again for each file, and grow to 300 MB: then the kernel takes 8 ms for
 * each process that a test starts, since it copies their page tables.
 */
export default class RunFiles {
  #globalConfig;

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure, { serial }) {
    const running = new Set();
    watcher.on("change", ({ interrupted }) => {
      if (interrupted) for (const stop of running) stop();
    });
    const waiting = [...tests];
    const work = async () => {
      while (!watcher.isInterrupted()) {
        const test = waiting.shift();
        if (test === undefined) return;
        await onStart(test);
        await this.#run(test, running).then(
          (result) => onResult(test, result),
          (error) => onFailure(test, error),
        );
      }
    };
    await Promise.all(Array.from({ length: serial ? 1 : this.#globalConfig.maxWorkers }, work));
  }

  /** @returns what jest calls the result of a file; fails where the file cannot be run to its end */
  #run({ path, context: { config } }, running) {
    const child = fork(join(import.meta.dirname, "run-file.js"), [path]);
    const stop = () => child.kill("SIGKILL");
    running.add(stop);
    return new Promise((resolve, reject) => {
      let said;
      child.on("message", (message) => (said = message));
      child.on("error", reject);
      child.on("close", (code, signal) => {
        running.delete(stop);
        const ended = `Its process ended with ${signal ?? code} before its tests did.`;
        if (said?.result !== undefined) resolve(said.result);
        else reject(said?.error ?? { message: ended, stack: ended });
      });
      child.send({ globalConfig: this.#globalConfig, config }, (error) => error && reject(error));
    });
  }
}
