/** From a build request to the engine, as one piece of the bundle that only a build loads. */
import type { Log } from "../log/log.ts";
import { probeBuildah } from "./buildah.ts";
import { chooseEngine } from "./choose.ts";
import { probeDocker } from "./docker.ts";
import type { Engine } from "./port.ts";

/**
 * Looks for an engine that works on this machine.
 * @param environment of the programs that are called: PATH, DOCKER_HOST, …
 * @throws tool-missing where none can be used
 */
export function openEngine(
  preference: "auto" | Engine["name"],
  environment: NodeJS.ProcessEnv,
  log: Log,
): Promise<Engine> {
  const probes = { docker: () => probeDocker(environment, log), buildah: () => probeBuildah(environment, log) };
  return chooseEngine(preference, probes, log);
}
