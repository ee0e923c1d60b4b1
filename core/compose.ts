/** The only file that picks drivers: it turns a request into a verb's call with everything that the verb needs. */
import { join, resolve as resolvePath } from "node:path";
import { createInterface } from "node:readline";
import { probeBuildah } from "./engine/buildah.ts";
import { chooseEngine } from "./engine/choose.ts";
import { probeDocker } from "./engine/docker.ts";
import { TreestampError } from "./errors.ts";
import { openRepository } from "./git/repository.ts";
import { interruptible } from "./host/interrupt.ts";
import type { Verb } from "./inputs.ts";
import type { Log } from "./log.ts";
import { recipeInputsOf } from "./recipe/config.ts";
import { keysOf } from "./recipe/source.ts";
import type { Request } from "./request.ts";
import { chooseSandbox, probeDockerContainers } from "./sandbox/choose.ts";
import { dockerSandbox } from "./sandbox/docker.ts";
import { parseImageConfig } from "./sandbox/image-config.ts";
import { mountedSandbox } from "./sandbox/mounted.ts";
import { probeMounted } from "./sandbox/mounted-tools.ts";
import { openSnapshotCache, type ReadyEnvironment, type SnapshotCache } from "./snapshot/cache.ts";
import { layoutStore, soleManifest } from "./store/layout.ts";
import { openStore } from "./store/open.ts";
import type { Store } from "./store/port.ts";
import { callVerb, type Extras } from "./verbs/call.ts";
import type { Ports } from "./verbs/ports.ts";
import { platformOf, type Result } from "./verbs/result.ts";

/** What the program that called us gives. */
export interface Host {
  readonly log: Log;
  readonly environment: NodeJS.ProcessEnv;
  /** Where a command's standard output goes: to ours, or, where ours is for JSON alone, to standard error. */
  readonly commandOutput: "stdout" | "stderr";
}

/** Carries out a verb. @throws TreestampError for all that the user can do something about */
export async function perform(verb: Verb, request: Request, host: Host, extras: Extras = {}): Promise<Result> {
  const repository = await openRepository(request.path, host.environment);
  try {
    const ports = await compose(request, host);
    try {
      return await callVerb(verb, ports, request, repository, extras);
    } finally {
      await ports.closeCache();
    }
  } finally {
    await repository.close();
  }
}

/** Prints "REV KEY" for each revision read from `lines`. @returns how many had no key; their errors are in the log */
export async function keysFromStdin(
  request: Request,
  { environment, log }: Host,
  lines: NodeJS.ReadableStream,
  print: (line: string) => void,
): Promise<number> {
  const repository = await openRepository(request.path, environment);
  let failures = 0;
  try {
    for await (const answer of keysOf(repository, recipeInputsOf(request.recipe), createInterface({ input: lines }))) {
      if ("key" in answer) print(`${answer.revision} ${answer.key.tag}\n`);
      else {
        failures++;
        log.warning(`${answer.revision}: ${answer.error.message}`);
      }
    }
  } finally {
    await repository.close();
  }
  return failures;
}

async function compose(request: Request, { log, environment, commandOutput }: Host): Promise<Ports> {
  const folder = cacheFolder(request, environment);
  let cache: Promise<SnapshotCache> | undefined;
  return {
    log,
    environment,
    commandOutput,
    platform: platformOf(process),
    localStore: layoutStore(join(folder, "store")),
    openStore: (location, workingFolder = ".") =>
      openStore(location, {
        workingFolder,
        log,
        environment,
        plainHttp: request.plainHttp,
        ...(request.credentials === undefined ? {} : { credentials: { kind: "password", ...request.credentials } }),
      }),
    openLayout: async (layout) => ({ store: layoutStore(layout), root: await soleManifest(layout) }),
    openCache: () => {
      cache ??= openSnapshotCache(folder);
      return cache;
    },
    closeCache: async () => (await cache?.catch(() => undefined))?.close(),
    chooseSandbox: async () => {
      const probes = {
        mounted: () => probeMounted(environment.PATH ?? ""),
        docker: () => probeDockerContainers(environment),
      };
      const decision = await chooseSandbox(request.sandbox, probes, log);
      const scratch = join(folder, "scratch");
      if (decision.kind === "mounted") {
        const { kind, tools } = decision;
        const open = ({ config }: ReadyEnvironment, snapshot: string) =>
          mountedSandbox({ snapshot, image: parseImageConfig(config), tools, scratch, log });
        return { kind, open };
      }
      const { kind, why } = decision;
      const open = ({ config, image }: ReadyEnvironment, from: Store) =>
        dockerSandbox({ from, image, config: parseImageConfig(config), env: environment, scratch, why, log });
      return { kind, open };
    },
    chooseEngine: async () => {
      const probes = {
        docker: () => probeDocker(environment, log),
        buildah: () => probeBuildah(environment, log),
      };
      const engine = await chooseEngine(request.engine, probes, log);
      return { ...engine, build: (build) => interruptible((signal) => engine.build({ ...build, signal })) };
    },
  };
}

/** `cache-folder`, or the place where a user's caches belong. Source: XDG Base Directory Specification. */
function cacheFolder(request: Request, environment: NodeJS.ProcessEnv): string {
  if (request.cacheFolder !== undefined) return resolvePath(request.cacheFolder);
  if (environment.XDG_CACHE_HOME?.startsWith("/")) return join(environment.XDG_CACHE_HOME, "treestamp");
  if (environment.HOME?.startsWith("/")) return join(environment.HOME, ".cache", "treestamp");
  throw new TreestampError("input-invalid", "There is no place to keep snapshots: HOME is not set.", {
    remedy: "Set HOME, or name a folder: --cache-folder DIR (input `cache-folder`).",
  });
}
