/** Builds as containers of a docker daemon, each of an image that has treestamp and an engine. */
import { run } from "../../machine/process.ts";
import type { Job, Running, Workers } from "../port.ts";
import type { WorkerSettings } from "../settings.ts";
import { attach } from "./attached.ts";

type ContainerSettings = Exclude<WorkerSettings, { readonly kind: "host" }>;

/** How long a build has to tidy up once it is told to end. Seconds. */
const patience = 3;

/** The build's engine is the daemon that the worker runs on: its socket is mounted. */
export function dockerWorkers(settings: ContainerSettings, environment: NodeJS.ProcessEnv): Workers {
  return {
    description: `containers of ${settings.image}`,
    archives: "inline",
    start: async (job) => started(job, settings, environment),
    clear: async (name) => remove(containerOf(name), environment),
  };
}

async function started(job: Job, settings: ContainerSettings, env: NodeJS.ProcessEnv): Promise<Running> {
  const { image, memory, cpus } = settings;
  const container = containerOf(job.name);
  await remove(container, env); // of a build of the same number, whose service was killed
  const limits = ["--memory", String(memory), "--cpus", String(cpus), "--pids-limit", "4096"];
  const socket = ["--volume", `${socketOf(env)}:/var/run/docker.sock`];
  const words = ["run", "--interactive", "--rm", "--name", container, "--network", "host", ...limits, ...socket];
  const { closed } = await attach(job, ["docker", ...words, image, "service-build"], env);
  const ended = closed.then(async (exitCode) => {
    await remove(container, env); // also where the client has lost the daemon for a moment
    return { exitCode };
  });
  const stop = () => void run("docker", ["stop", "--time", String(patience), container], { env }).catch(() => {});
  return { handle: container, ended, stop };
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
