/** From a build request to the engine, as one piece of the bundle that only a build loads. */
import type { KeepLayers } from "../cache/layers.ts";
import type { BuildRequest } from "../inputs/request.ts";
import type { Log } from "../log/log.ts";
import { probeBuildah } from "./buildah.ts";
import { chooseEngine } from "./choose.ts";
import { openBuilders, probeDocker } from "./docker.ts";
import type { Engine } from "./port.ts";

/**
 * Looks for an engine that works: in the builders that were named, else on this machine.
 * @param keepLayers see buildah.ts
 * @param environment of the programs that are called: PATH, DOCKER_HOST, …
 * @throws tool-missing or builder-lost where none can be used
 */
export function openEngine(
  { engine, builders }: Pick<BuildRequest, "engine" | "builders">,
  environment: NodeJS.ProcessEnv,
  log: Log,
  keepLayers?: KeepLayers,
): Promise<Engine> {
  if (builders.length > 0) return openBuilders(builders, environment, log);
  const probes = {
    docker: () => probeDocker(environment, log),
    buildah: () => probeBuildah(environment, log, keepLayers),
  };
  return chooseEngine(engine, probes, log);
}
