/**
 * The only file that picks drivers: it turns a request into a verb's call with everything that the verb needs. What a call
 * may do without is loaded when it is asked for.
 */
import { join, resolve as resolvePath } from "node:path";
import type { CachedSnapshot, ReadyEnvironment, SnapshotCache } from "./cache/cache.ts";
import type { Job } from "./cache/job.ts";
import type { PruneReport } from "./cache/prune.ts";
import { TreestampError } from "./errors.ts";
import { openRepository, type Repository } from "./git/repository.ts";
import type { Delivery } from "./inputs/delivery.ts";
import type { Request } from "./inputs/request.ts";
import type { DeliveryVerb, ImageVerb } from "./inputs/table.ts";
import type { Log } from "./log/log.ts";
import { interruptible } from "./machine/interrupt.ts";
import type { Digest, Store } from "./oci/port.ts";
import type { Delivered } from "./report/delivered.ts";
import { platformOf, type Result } from "./report/result.ts";
import type { Extras } from "./verbs/call.ts";
import type { DeliveryPorts, Gifts } from "./verbs/ports.ts";

/** What the program that called us gives. */
export interface Host {
  readonly log: Log;
  readonly environment: NodeJS.ProcessEnv;
  /** Where a command's standard output goes: to ours, or, where ours is for JSON alone, to standard error. */
  readonly commandOutput: "stdout" | "stderr";
  /** What each command gets without being asked for; nothing where it is left out. */
  readonly gifts?: Gifts;
  /** The job whose steps share an environment, where the host has such. Its folder is known once one step has pulled. */
  readonly job?: Job;
}

/** Carries out a verb. @throws TreestampError for all that the user can do something about */
export async function perform(verb: ImageVerb, request: Request, host: Host, extras: Extras = {}): Promise<Result> {
  const loading = import("./verbs/call.ts");
  return inRepository(request, host, loading, ({ callVerb }, ports, repository) =>
    callVerb(verb, ports, request, repository, extras),
  );
}

/** Carries out push or promote. @throws TreestampError for all that the user can do something about */
export async function performDelivery(
  verb: DeliveryVerb,
  request: Request,
  delivery: Delivery,
  host: Host,
): Promise<Delivered> {
  const loading = import("./verbs/call-delivery.ts");
  const { accessFor } = await import("./inputs/delivery.ts");
  const bound = { ...request, access: accessFor(request.access, delivery) };
  const work: Work<Awaited<typeof loading>, Delivered> = ({ callDelivery }, ports, repository) =>
    callDelivery(verb, ports, bound, delivery, repository);
  return inRepository(bound, host, loading, work);
}

/** What is done in a repository with what was loaded for it. */
type Work<M, T> = (loaded: M, ports: DeliveryPorts, repository: Repository) => Promise<T>;

/** Opens the repository while the code of the work is loaded, and closes all that was opened when it is done. */
async function inRepository<M, T>(request: Request, host: Host, loading: Promise<M>, work: Work<M, T>): Promise<T> {
  hideSecrets(request, host.log);
  const folder = cacheFolder(request, host.environment);
  const [repository, ports, loaded] = await Promise.all([
    openRepository(request.path, host.environment),
    compose(request, host, folder),
    loading,
  ]);
  try {
    return await work(loaded, ports, repository);
  } finally {
    await Promise.all([ports.closeCache(), repository.close()]);
  }
}

/** Before anything is done: no host, and no verb, has to think of it. */
function hideSecrets({ access, secrets }: Request, log: Log): void {
  if (access.login !== undefined) log.mask(access.login.password);
  for (const { source } of secrets) if (source.kind === "value") log.mask(source.value);
}

/** Takes down the environments of a job; nothing where there are none any more. @throws TreestampError */
export async function endJob(folder: string): Promise<void> {
  await (await import("./cache/job.ts")).endJob(folder);
}

/** Keeps the machine's cache under the request's limit. @throws TreestampError */
export async function pruneMachine(request: Request, host: Host): Promise<PruneReport> {
  const folder = cacheFolder(request, host.environment);
  const [ports, { prune }, { pruneRunImages }] = await Promise.all([
    compose(request, host, folder),
    import("./verbs/prune.ts"),
    import("./sandbox/docker-images.ts"),
  ]);
  try {
    const report = await prune(ports, request.cacheSize);
    const images = await pruneRunImages(host.environment, request.cacheSize);
    if (images > 0)
      host.log.info(`Removed from docker: ${images} image${images === 1 ? "" : "s"} that commands ran in.`);
    return report;
  } finally {
    await ports.closeCache();
  }
}

/** Prints "REV KEY" for each revision read from `lines`. @returns how many had no key; their errors are in the log */
export async function keysFromStdin(
  request: Request,
  { environment, log }: Host,
  lines: NodeJS.ReadableStream,
  print: (line: string) => void,
): Promise<number> {
  const [repository, { keysOf }, { recipeInputsOf }, { createInterface }] = await Promise.all([
    openRepository(request.path, environment),
    import("./recipe/source.ts"),
    import("./inputs/recipe-inputs.ts"),
    import("node:readline"),
  ]);
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

async function compose(
  request: Request,
  { log, environment, commandOutput, gifts, job }: Host,
  folder: string,
): Promise<DeliveryPorts> {
  const { layoutStore, openStore, soleManifest } = await import("./oci/drivers.ts");
  let cache: Promise<SnapshotCache> | undefined;
  const openLayout: DeliveryPorts["openLayout"] = async (layout) => ({
    store: layoutStore(layout),
    root: await soleManifest(layout),
  });
  return {
    log,
    environment,
    commandOutput,
    print: (bytes) =>
      new Promise((done, fail) => process[commandOutput].write(bytes, (error) => (error ? fail(error) : done()))),
    gifts: gifts ?? { variables: new Map(), paths: [], readOnlyPaths: [], searched: [] },
    keepEnvironment: async (digest, pulled) =>
      job && (await import("./cache/job.ts")).keepEnvironment(folder, job, digest, pulled),
    pulledBefore: async () =>
      job?.folder === undefined ? [] : (await import("./cache/job.ts")).pulledIn(folder, job.folder),
    platform: platformOf(process),
    localStore: layoutStore(join(folder, "store"), { isCache: true }),
    openStore: (location, workingFolder = ".") =>
      openStore(location, { workingFolder, log, environment, access: request.access }),
    entryCache: async () => {
      if (environment.GITHUB_ACTIONS !== "true") return undefined;
      return (await import("./host/github/actions-cache.ts")).actionsCache(environment, log);
    },
    lackOfRights: async () => (await import("./host/github/lack-of-rights.ts")).lackOfRights(environment),
    openLayout,
    openSaved: async (path, scratch) =>
      openLayout(await (await import("./oci/saved-image.ts")).savedImage(path, scratch)),
    hostEvent: async () => (await import("./host/event.ts")).hostEvent(environment),
    openCache: () => {
      cache ??= import("./cache/cache.ts").then(({ openSnapshotCache }) => openSnapshotCache(folder));
      return cache;
    },
    closeCache: async () => (await cache?.catch(() => undefined))?.close(),
    chooseSandbox: async () => {
      const drivers = await import("./sandbox/drivers.ts");
      const { chooseContainer, chooseSandbox, parseImageConfig, probeDockerContainers, probeMounted } = drivers;
      const probes = {
        mounted: () => probeMounted(environment.PATH ?? ""),
        docker: () => probeDockerContainers(environment),
      };
      const scratch = join(folder, "scratch");
      const hidden = hiddenFolders(folder, environment);
      const container = ({ config, image }: ReadyEnvironment, from: Store, why: string) =>
        drivers.dockerSandbox({
          ...{ from, image, config: parseImageConfig(config), env: environment, scratch, hidden, why, log },
          limit: request.cacheSize,
        });
      const decision = await chooseSandbox(request.sandbox, probes, log);
      const keptFor = async (digest: Digest) =>
        job?.folder === undefined
          ? undefined
          : (await import("./cache/job.ts")).keptEnvironment(folder, job.folder, digest);
      if (decision.kind === "container") {
        const { kind, why } = decision;
        return { kind, open: (ready, from) => container(ready, from, why) };
      }
      const { kind, ways } = decision;
      const open = (ready: ReadyEnvironment, from: Store, snapshot: CachedSnapshot) => {
        const mounted = (tools: (typeof ways)[0]) =>
          drivers.mountedSandbox({
            openSnapshot: async () => (await import("./cache/kept-snapshot.ts")).openSnapshot(snapshot),
            digest: snapshot.digest,
            extracted: join(folder, "extracted"),
            image: parseImageConfig(ready.config),
            tools,
            scratch,
            kept: () => keptFor(snapshot.digest),
            hidden,
            log,
          });
        const atLast = async (reasons: string) => {
          const { why } = await chooseContainer(reasons, probes.docker, log);
          return container(ready, from, why);
        };
        const [best, ...others] = ways;
        const sandboxes = [mounted(best), ...others.map(mounted)] as const;
        return drivers.withFallbacks(sandboxes, request.sandbox === "mounted" ? undefined : atLast, log);
      };
      return { kind, open };
    },
    chooseEngine: async () => {
      const { chooseEngine, probeBuildah, probeDocker } = await import("./engine/drivers.ts");
      const probes = {
        docker: () => probeDocker(environment, log),
        buildah: () => probeBuildah(environment, log),
      };
      return chooseEngine(request.engine, probes, log);
    },
    interruptible,
  };
}

/** The cache, and treestamp's own code as Node has compiled it, whose place core/host/start.cts chooses. */
function hiddenFolders(cache: string, environment: NodeJS.ProcessEnv): string[] {
  const parent = environment.NODE_COMPILE_CACHE || userCaches(environment);
  return [cache, ...(parent ? [resolvePath(parent, "treestamp-code")] : [])];
}

/** Where a user's caches belong. Source: XDG Base Directory Specification. */
function userCaches({ XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv): string | undefined {
  if (XDG_CACHE_HOME?.startsWith("/")) return XDG_CACHE_HOME;
  return HOME ? join(HOME, ".cache") : undefined;
}

/** `cache-folder`, or one among the user's caches. @throws input-invalid where there is no such place */
function cacheFolder(request: Request, environment: NodeJS.ProcessEnv): string {
  if (request.cacheFolder !== undefined) return resolvePath(request.cacheFolder);
  const caches = userCaches(environment);
  if (caches?.startsWith("/")) return join(caches, "treestamp");
  throw new TreestampError("input-invalid", "There is no place to keep snapshots: HOME is not set.", {
    remedy: "Set HOME, or name a folder: --cache-folder DIR (input `cache-folder`).",
  });
}
