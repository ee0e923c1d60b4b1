import { fork } from "node:child_process";
import { join } from "node:path";
import { inMemory } from "./in-memory.js";

/**
 * Jest's runner for our files: they run in Node processes (run-file.js), which import them as Node imports any program, one
 * after the other, so that what they share is loaded once. Jest's own workers compile every module again for each file.
 */
export default class RunFiles {
  #globalConfig;

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure, { serial }) {
    const running = new Set();
    watcher.on("change", ({ interrupted }) => {
      if (interrupted) for (const child of running) child.kill("SIGKILL");
    });
    const waiting = [...tests];
    const work = async () => {
      let child;
      while (!watcher.isInterrupted()) {
        const test = waiting.shift();
        if (test === undefined) break;
        await onStart(test);
        child ??= start(running);
        const { result, error, isAsNew } = await this.#run(test, child);
        if (!isAsNew) child = undefined;
        await (result === undefined ? onFailure(test, error) : onResult(test, result));
      }
      child?.disconnect();
    };
    await Promise.all(Array.from({ length: serial ? 1 : this.#globalConfig.maxWorkers }, work));
  }

  /** @returns what the process says of the file; one that is not as new has ended */
  #run({ path, context: { config } }, child) {
    return new Promise((resolve) => {
      let said;
      const onMessage = (message) => {
        said = message;
        if (message.isAsNew) end(message);
      };
      const onError = (error) => end({ error });
      const onClose = (code, signal) => {
        const ended = `Its process ended with ${signal ?? code} before its tests did.`;
        end(said ?? { error: { message: ended, stack: ended } });
      };
      const listeners = Object.entries({ message: onMessage, error: onError, close: onClose });
      const end = (answer) => {
        for (const [event, listener] of listeners) child.off(event, listener);
        resolve(answer);
      };
      for (const [event, listener] of listeners) child.on(event, listener);
      child.send({ path, globalConfig: this.#globalConfig, config }, (error) => error && onError(error));
    });
  }
}

/** For the processes of test files alone: run-file.js hands it to nobody. Source: mallopt(3). */
export const allocator = { MALLOC_ARENA_MAX: "1", MALLOC_TRIM_THRESHOLD_: "131072" };

/**
 * Each program that a process starts costs a copy of its page tables, so the C library is to give back what is free. And as
 * there are more processes than cores, a collector of garbage with threads of its own only takes time from the others. What
 * it looks through is the programs themselves, 25 MB that stay: it is to do so seldom, and at once.
 */
const frugal = {
  env: { ...process.env, ...allocator },
  execArgv: ["--single-threaded-gc", "--no-incremental-marking", "--initial-heap-size=128"],
};

function start(running) {
  const child = fork(join(import.meta.dirname, "run-file.js"), inMemory(frugal));
  running.add(child);
  return child.once("close", () => running.delete(child));
}
