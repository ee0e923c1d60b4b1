/** The other side of the comparison: treestamp, with a cache folder that the figure names. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import type { PublishedImage } from "./image.ts";
import { run, settle, treestamp, treestampJson } from "./programs.ts";
import { type Amount, amountOf } from "./results.ts";

export interface Ours {
  /** Brings the cache to where a new machine's is, compiled code of treestamp's own included. */
  forgetAll(): Promise<void>;
  /** Runs a command in the environment. @returns what it printed */
  runIn(...command: string[]): Promise<string>;
  /** The same; @returns how long each stage took. What the command prints goes to standard error. */
  stagesOf(...command: string[]): Promise<readonly Stage[]>;
}

/** @param flags further words for `treestamp run` */
export function ourselves(image: PublishedImage, cache: string, ...flags: string[]): Ours {
  return ourselvesIn({}, image, cache, flags);
}

/** The same with variables on top of ours, such as a CI's. */
export function ourselvesIn(
  variables: NodeJS.ProcessEnv,
  { repository, store }: PublishedImage,
  cache: string,
  flags: readonly string[],
): Ours {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(cache, "compiled"), ...variables };
  const words = ["run", "-C", repository, "--store", store, "--cache-folder", cache, ...flags];
  return {
    async forgetAll() {
      await rm(cache, { recursive: true, force: true });
      await mkdir(cache, { mode: 0o700 });
      await settle();
    },
    runIn: (...command) => run(treestamp(...words, "--", ...command), env),
    stagesOf: async (...command) => (await treestampJson([...words, "--", ...command], env)).stages,
  };
}

/** The stages of several runs, in their order: where the time goes. Seconds. */
export function stageAmounts(runs: readonly (readonly Stage[])[]): Record<string, Amount> {
  const names = (runs[0] ?? []).map(({ name }) => name);
  const samplesOf = (name: string) => runs.map((stages) => stages.find((stage) => stage.name === name)?.seconds ?? 0);
  return Object.fromEntries(names.map((name) => [name, amountOf(samplesOf(name))]));
}
