/** What a test file could leave to the next one that its process runs. */
import { setImmediate as turn } from "node:timers/promises";

/** What everybody has, and tests replace parts of. */
const shared = {
  ...{ globalThis, process, console, performance, Date, Error, Math },
  ...{ stdout: process.stdout, stderr: process.stderr },
};

/** The parts of what everybody has, the process's own state, and what keeps it busy, each by a name. */
export type Traces = ReadonlyMap<string, unknown>;

export function traces(): Traces {
  const seen = new Map<string, unknown>([
    ["working directory", process.cwd()],
    ["umask", process.umask()],
    ["exit code", process.exitCode],
  ]);
  for (const [of, object] of Object.entries(shared)) {
    for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
      if (!name.startsWith("_")) seen.set(`${of}.${name}`, get ?? value);
    }
  }
  for (const [name, value] of Object.entries(process.env)) seen.set(`variable ${name}`, value);
  // What is to be done at the process's end disturbs nobody before it.
  for (const name of process.eventNames()) {
    if (name !== "exit") seen.set(`listeners ${String(name)}`, process.listenerCount(name));
  }
  for (const [kind, all] of Object.entries(Object.groupBy(process.getActiveResourcesInfo(), (kind) => kind))) {
    seen.set(`open ${kind}`, all!.length);
  }
  return seen;
}

/** Whether all is as it was, at once or after some turns of the event loop, in which what was closed goes. */
export async function isAsBefore(before: Traces): Promise<boolean> {
  for (let turns = 0; turns < 50; turns++) {
    if (isSame(before, traces())) return true;
    await turn();
  }
  return false;
}

/** What was open before may be closed now: it was about to be. */
function isSame(before: Traces, now: Traces): boolean {
  return [...new Set([...before.keys(), ...now.keys()])].every((name) =>
    name.startsWith("open ")
      ? ((now.get(name) as number) ?? 0) <= ((before.get(name) as number) ?? 0)
      : before.has(name) && now.has(name) && Object.is(before.get(name), now.get(name)),
  );
}
