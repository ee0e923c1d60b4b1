/** Builds as processes of this machine. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Job, Running, Workers } from "../port.ts";
import { attach } from "./attached.ts";
import { handleOf, killAll, processBehind, treeOf } from "./process-tree.ts";

/** How long a build has to tidy up once it is told to end. Milliseconds. */
const patience = 3_500;

/**
 * @param command what runs `treestamp service-build`
 * @param environment of the builds, which no secret is in
 */
export function hostWorkers(command: readonly string[], environment: NodeJS.ProcessEnv): Workers {
  return {
    description: "processes of this machine",
    archives: "inline",
    start: async (job) => started(job, command, environment),
    async clear(_name, handle) {
      const pid = handle === undefined ? undefined : processBehind(handle);
      if (pid !== undefined) await endTree(pid);
    },
  };
}

async function started(job: Job, command: readonly string[], environment: NodeJS.ProcessEnv): Promise<Running> {
  const { pid, closed } = await attach(job, command, environment);
  const handle = handleOf(pid);
  const ended = closed.then(async (exitCode) => {
    await endTree(pid); // what it may have left
    return { exitCode };
  });
  return { handle, ended, stop: () => void endTree(pid) };
}

/** Tells the leader to end, waits, and then ends all of its processes. Resolves when none is left. */
async function endTree(leader: number): Promise<void> {
  const asked = treeOf(leader);
  if (asked.length === 0) return;
  try {
    process.kill(asked.includes(leader) ? leader : asked[0]!, "SIGTERM");
  } catch {
    // It has ended meanwhile.
  }
  for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) {
    if (treeOf(leader).length === 0) return;
  }
  for (let left = asked; left.length > 0; await sleep(20)) {
    left = treeOf(leader);
    killAll(left);
  }
}
