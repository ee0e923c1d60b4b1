/** Builds as containers of a docker daemon, each of an image that has treestamp and an engine. */
import { run } from "../../machine/process.ts";
import type { Ending, Job, Running, Workers } from "../port.ts";
import type { ContainerSettings } from "../settings.ts";
import { type Attached, attach } from "./attached.ts";
import { handleOf, killAll, processBehind, treeOf } from "./process-tree.ts";

/** How long a build has to tidy up once it is told to end. Seconds. */
const patience = 3;

/** The build's engine is the daemon that the worker runs on: its socket is mounted. */
export function dockerWorkers(settings: ContainerSettings, environment: NodeJS.ProcessEnv): Workers {
  return {
    description: `containers of ${settings.image}`,
    archives: "inline",
    start: async (job) => started(job, settings, environment),
    async clear(name, handle) {
      // The client of a service that was killed may still fetch the image, and would start the container then.
      const pid = handle === undefined ? undefined : processBehind(handle);
      if (pid !== undefined) killAll(treeOf(pid));
      await remove(containerOf(name), environment);
    },
  };
}

async function started(job: Job, settings: ContainerSettings, env: NodeJS.ProcessEnv): Promise<Running> {
  const container = containerOf(job.name);
  await remove(container, env); // of a build of the same number, whose service was killed
  const client = await attach(job, ["docker", ...wordsFor(container, settings, env)], env);
  const ended = client.closed.then(async (exitCode): Promise<Ending> => {
    const reason = await reasonOf(container, exitCode, env);
    await remove(container, env); // also where the client has lost the daemon for a moment
    return { exitCode, reason };
  });
  return { handle: handleOf(client.pid), ended, stop: () => void halted(container, client, env) };
}

/**
 * The container is removed by us alone, once we have seen how it ended. Its first process is docker's own: it passes on
 * signals, which a first process that does not expect them never gets. Its output is kept nowhere but here.
 */
function wordsFor(container: string, { image, memory, cpus }: ContainerSettings, env: NodeJS.ProcessEnv): string[] {
  const limits = ["--memory", String(memory), "--cpus", String(cpus), "--pids-limit", "4096"];
  const socket = ["--volume", `${socketOf(env)}:/var/run/docker.sock`];
  const how = ["--interactive", "--init", "--log-driver", "none", "--network", "host"];
  return ["run", ...how, "--name", container, ...limits, ...socket, image, "service-build"];
}

/** Ends the client, too: where there is no container yet, or one that it has yet to start, that is what ends the build. */
async function halted(container: string, client: Attached, env: NodeJS.ProcessEnv): Promise<void> {
  await run("docker", ["stop", "--time", String(patience), container], { env }).catch(() => {});
  client.kill();
}

async function reasonOf(container: string, exitCode: number, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (exitCode !== 137) return undefined;
  const { stdout } = await run("docker", ["inspect", "--format", "{{.State.OOMKilled}}", container], { env });
  return stdout.toString().trim() === "true" ? "The build needed more memory than `worker-memory` allows." : undefined;
}

async function remove(container: string, env: NodeJS.ProcessEnv): Promise<void> {
  await run("docker", ["rm", "--force", "--volumes", container], { env });
}

/** Docker's names are as long as they are, but begin with a letter or digit. */
function containerOf(name: string): string {
  return `treestamp-build-${name}`;
}

/** As the daemon sees it. One that is reached by TCP has its own under the usual name. */
function socketOf({ DOCKER_HOST: host }: NodeJS.ProcessEnv): string {
  return host?.startsWith("unix://") ? host.slice("unix://".length) : "/var/run/docker.sock";
}
