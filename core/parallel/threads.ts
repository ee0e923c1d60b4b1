/**
 * Threads of our own, and programs. The code of one is a module of core/ whose name ends in `-thread.ts` or `-child.ts`. The
 * build makes a file of each, at the same place below the bundle, so that it loads nothing but what its module imports.
 */
import { basename, extname, join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread that runs core/`module`.ts, such as `snapshot/chunk-thread`. The two talk through messages (`parentPort`
 * is its side): an `ArrayBuffer` can be handed over, a `SharedArrayBuffer` shared, and file descriptors are the whole
 * process's. The class of an error does not cross: send what makes one. The caller listens to the event `error`, what the
 * thread itself failed with, and ends the thread with `terminate()`; until then it holds the process, unless `unref`ed.
 */
export function startThread(module: `${string}-thread`, options: WorkerOptions = {}): Worker {
  return new Worker(moduleFile(module), options);
}

/** The file to start for core/`module`.ts: in this room's house it is a room above; beside the bundle, bundled. */
export function moduleFile(module: `${string}-thread` | `${string}-child`): string {
  const house = basename(import.meta.dirname) === "parallel" ? ".." : ".";
  return join(import.meta.dirname, house, `${module}${extname(import.meta.filename)}`);
}
