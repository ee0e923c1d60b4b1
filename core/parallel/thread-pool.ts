/**
 * Threads that do the same kinds of work, each piece whole and synchronously: their own small heaps make its garbage
 * cheap, and the thread that feeds them does not wait.
 */
import { parentPort, type Worker } from "node:worker_threads";
import { startThread } from "./threads.ts";

/** What a thread can do: named functions of one value that can be sent, giving another. */
type Work = Readonly<Record<string, (task: never) => unknown>>;

export interface ThreadPool<W extends Work> {
  /** How many threads there are at most: one more is started where all others are busy. */
  readonly threads: number;
  /** Does a piece of work in whichever thread is free. Rejects with what the thread threw: its message, code and system call. */
  call<K extends keyof W & string>(name: K, task: Parameters<W[K]>[0]): Promise<ReturnType<W[K]>>;
  /** Ends the threads; calls that have no answer yet reject. Afterwards nothing is done any more. */
  close(): Promise<void>;
}

interface Call {
  readonly name: string;
  readonly task: unknown;
}

/** The parts of an error that survive postMessage; its class does not. */
interface Fault {
  readonly message: string;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
}

type Answer = { readonly result: unknown } | { readonly error: Fault };

interface Pending extends Call {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** How many calls a thread has queued, so that it need not wait for the main thread between two. */
const callsAhead = 2;
/** A thread keeps little, so what it drops need not pile up. MiB. */
const youngGeneration = 4;

interface Thread {
  readonly worker: Worker;
  /** What it was given, in the order in which it will answer. */
  readonly given: Pending[];
}

interface PoolOptions<W extends Work> {
  /** Threads at most. */
  readonly threads: number;
  /** The first `calls` calls are done in this thread: starting another takes 80 ms of CPU time, more than little work does. */
  readonly without: { readonly calls: number; readonly work: W };
}

/**
 * Makes a pool whose threads run core/`module`.ts, which calls `serve` with the functions of `W`. One thread starts at
 * once, unless the first calls do without.
 */
export function startThreadPool<W extends Work>(
  module: `${string}-thread`,
  { threads, without }: PoolOptions<W>,
): ThreadPool<W> {
  const waiting: Pending[] = [];
  const running: Thread[] = [];
  let callsWithout = without.calls;
  let ended: Error | undefined;

  function start(): Thread {
    const worker = startThread(module, { resourceLimits: { maxYoungGenerationSizeMb: youngGeneration } });
    const thread: Thread = { worker, given: [] };
    worker.on("message", (answer: Answer) => {
      settle(thread.given.shift()!, answer);
      feed(thread);
    });
    worker.on("error", (error) => breakDown(`it failed: ${error.message}`, error));
    worker.on("exit", (code) => breakDown(`it ended with ${code}`));
    running.push(thread);
    return thread;
  }

  /** The thread with the least to do. */
  function idlest(): Thread {
    if (running.length === 0) return start();
    const least = running.reduce((one, other) => (other.given.length < one.given.length ? other : one));
    return least.given.length === callsAhead && running.length < threads ? start() : least;
  }

  function feed({ worker, given }: Thread): void {
    while (given.length < callsAhead && waiting.length > 0) {
      const next = waiting.shift()!;
      given.push(next);
      worker.postMessage({ name: next.name, task: next.task } satisfies Call);
    }
  }

  function breakDown(how: string, cause?: unknown): void {
    ended ??= new Error(`A thread (${module}) broke off: ${how}.`, { cause });
    for (const list of [waiting, ...running.map(({ given }) => given)]) {
      for (const pending of list.splice(0)) pending.reject(ended);
    }
  }

  /** Between other events of this thread, so that a signal to stop is still heard. */
  function workHere(pending: Pending): void {
    setImmediate(() => {
      if (ended !== undefined) pending.reject(ended);
      else settle(pending, answer(without.work[pending.name]!, pending.task));
    });
  }

  if (callsWithout === 0) start();
  return {
    threads,
    call: (name, task) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        const pending = { name, task, resolve, reject };
        if (callsWithout-- > 0) return workHere(pending);
        waiting.push(pending);
        feed(idlest());
      }),
    async close() {
      ended ??= new Error(`The threads (${module}) were ended.`);
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}

/** The other side: answers calls by their names, one after the other. For the module that a thread runs. */
export function serve(work: Work): void {
  parentPort!.on("message", ({ name, task }: Call) => {
    parentPort!.postMessage(answer(work[name]!, task));
  });
}

function settle({ resolve, reject }: Pending, answer: Answer): void {
  if ("result" in answer) resolve(answer.result as never);
  else reject(Object.assign(new Error(answer.error.message), answer.error));
}

function answer(work: (task: never) => unknown, task: unknown): Answer {
  try {
    return { result: work(task as never) };
  } catch (error) {
    const { message, code, syscall } = error as NodeJS.ErrnoException;
    return { error: { message, code, syscall } };
  }
}
