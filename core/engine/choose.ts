/** Chooses the engine. */
import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import type { Engine, Probe } from "./port.ts";

/** How to look for each engine; one that is not needed is not contacted. */
export interface Probes {
  readonly docker: () => Promise<Probe>;
  readonly buildah: () => Promise<Probe>;
}

/**
 * Takes the engine that was asked for; with `auto` docker where a daemon with BuildKit answers, else buildah.
 * The log says which, and why not the other.
 * @throws tool-missing where none can be used, with what was tried and what to do
 */
export async function chooseEngine(preference: "auto" | Engine["name"], probes: Probes, log: Log): Promise<Engine> {
  const names: readonly Engine["name"][] = preference === "auto" ? ["docker", "buildah"] : [preference];
  const tried: string[] = [];
  const remedies: string[] = [];
  for (const name of names) {
    const probe = await probes[name]();
    if (probe.engine !== undefined) {
      log.info(`Engine: ${[probe.engine.description, ...tried].join("; ")}.`);
      return probe.engine;
    }
    tried.push(`${name} cannot be used: ${probe.reason}`);
    remedies.push(probe.remedy);
  }
  const asked = preference === "auto" ? "No engine can build the image" : `The engine ${preference} was requested`;
  throw new TreestampError("tool-missing", `${asked}: ${tried.join("; ")}.`, { remedy: remedies.join(" Or: ") });
}
