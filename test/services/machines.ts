/** Machines that share a repository and a registry: each has a cache of its own, and calls the core as a program does. */
import { chmodSync, cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { perform } from "../../core/app.ts";
import type { Caller } from "../../core/host/port.ts";
import type { ImageVerb, Verb } from "../../core/inputs/input.ts";
import { readRequest } from "../../core/inputs/request.ts";
import { type Log, silentLog } from "../../core/log/log.ts";
import type { DeliveryOutcome, ImageOutcome } from "../../core/report/outcome.ts";
import { gitEnvironment, repositoryIn, type TestRepository, testFolder } from "../fixtures/git.ts";
import { makeBusyboxBase } from "./base-image.ts";

type Inputs = Readonly<Record<string, string>>;

export interface Machine {
  /** Its cache folder. */
  readonly cache: string;
  /** What it said since the last call. */
  readonly lines: string[];
  readonly warnings: string[];
  /** Carries out a verb with these inputs; `store` is there already. */
  call(verb: ImageVerb, inputs?: Inputs): Promise<ImageOutcome>;
  deliver(verb: "push" | "promote", inputs: Inputs): Promise<DeliveryOutcome>;
}

export interface Machines extends Disposable {
  readonly repository: Omit<TestRepository, typeof Symbol.dispose>;
  /** A new machine, whose images go to `store`; to its own where that is empty. `environment` is what a CI says, if it is one of its. */
  machine(store: string, environment?: Readonly<Record<string, string>>): Machine;
  /** A new machine with a copy of another one's cache, so that nothing is built twice. */
  copyOf(machine: Machine, store: string): Machine;
}

/** @param dockerfile starts `FROM base` */
export function makeMachines(dockerfile: string): Machines {
  const home = testFolder();
  const folder = (name: string) => {
    const path = join(home.path, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const image = makeBusyboxBase(folder("base"));
  const repository = repositoryIn(folder("repository"));
  repository.git("init", "-q", "-b", "main");
  const config = `base:\n  base: oci-layout://${image.folder}@${image.digest}\n`;
  repository.write({ Dockerfile: dockerfile, greeting: "hello\n", "treestamp.yml": config });
  repository.commit("first");
  let count = 0;
  const machines: Machines = {
    repository,
    copyOf({ cache }, store) {
      const copy = machines.machine(store);
      cpSync(cache, copy.cache, { recursive: true, preserveTimestamps: true });
      chmodSync(copy.cache, 0o700);
      return copy;
    },
    machine(store, environment = {}) {
      const cache = join(home.path, `machine-${count++}`);
      const [lines, warnings]: [string[], string[]] = [[], []];
      const log: Log = {
        ...silentLog,
        info: (line) => void lines.push(line),
        warning: (line) => void warnings.push(line),
      };
      const host = (): Caller => {
        lines.length = 0;
        warnings.length = 0;
        return {
          log,
          environment: { ...gitEnvironment, ...environment, XDG_CACHE_HOME: cache },
          commandOutput: "stderr",
        };
      };
      const given = (verb: Verb, inputs: Inputs) => {
        const all = {
          store,
          ...(verb === "resolve" ? {} : { engine: "buildah" }),
          "cache-folder": cache,
          path: repository.folder,
          ...inputs,
        };
        const items = Object.entries(all).filter(([, value]) => value !== "");
        const isList = (name: string) => name === "images" || name === "outputs";
        return new Map(items.map(([name, value]) => [name, isList(name) ? value.split("\n") : [value]]));
      };
      return {
        cache,
        lines,
        warnings,
        call: async (verb, inputs = {}) =>
          perform(await readRequest(verb, { written: given(verb, inputs) }), host()) as Promise<ImageOutcome>,
        deliver: async (verb, inputs) => perform(await readRequest(verb, { written: given(verb, inputs) }), host()),
      };
    },
    [Symbol.dispose]: home[Symbol.dispose],
  };
  return machines;
}

/** The stages of a result by their names. */
export function stagesOf({ stages }: ImageOutcome): readonly string[] {
  return stages.map(({ name }) => name);
}
