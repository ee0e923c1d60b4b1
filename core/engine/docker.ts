/** The Docker engine: BuildKit through buildx, in the builder that docker is set to. */
import type { Log } from "../log/log.ts";
import { probeDaemon } from "./daemon.ts";
import type { Probe } from "./port.ts";

/**
 * Looks for a docker daemon with BuildKit.
 * @param env the environment that docker sees: DOCKER_HOST, DOCKER_CONFIG, …
 */
export async function probeDocker(env: NodeJS.ProcessEnv, log: Log): Promise<Probe> {
  const found = await probeDaemon(env, log);
  if (found.builder === undefined) return { engine: undefined, reason: found.reason, remedy: found.remedy };
  const { description, build } = found.builder;
  return { engine: { name: "docker", description, build } };
}
