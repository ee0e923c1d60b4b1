/**
 * The only file that opens drivers: it turns a request into a verb's call with everything that the verb needs. Which driver
 * it is, each room's `open.ts` decides. What a call may do without is loaded when it is asked for.
 */
import { resolve } from "node:path";
import type { CachedSnapshot, SnapshotCache } from "./cache/cache.ts";
import { cacheFolders, cacheRoot, hiddenFolders } from "./cache/folders.ts";
import type { JobEnvironments } from "./cache/job.ts";
import type { KeepLayers } from "./cache/layers.ts";
import { openRepository } from "./git/repository.ts";
import type { Caller, Host } from "./host/port.ts";
import type { Verb } from "./inputs/input.ts";
import { type Request, readRequest } from "./inputs/request.ts";
import type { Source } from "./inputs/source.ts";
import type { Log } from "./log/log.ts";
import { interruptible } from "./machine/interrupt.ts";
import { requireLinux } from "./machine/linux.ts";
import { noAccess } from "./oci/access.ts";
import { platformOf } from "./oci/manifest.ts";
import { exitCodeOf, type Outcome, type OutcomeOf } from "./report/outcome.ts";
import type { DeliveryPorts, SandboxChoice } from "./verbs/ports.ts";

/** One call, from its inputs to what is told of it. Never throws. @returns the exit code */
export async function carryOut(host: Host): Promise<number> {
  try {
    requireLinux();
    const outcome = await perform(await readRequest(host.verb, await host.read()), host);
    await host.tell(outcome);
    return exitCodeOf(outcome);
  } catch (error) {
    return host.fail(error);
  }
}

/** Carries out the verb of a request. @throws TreestampError for all that the user can do something about */
export async function perform<V extends Verb>(request: Request<V>, caller: Caller): Promise<OutcomeOf<V>> {
  return (await outcomeOf(request as unknown as Request, caller)) as OutcomeOf<V>;
}

async function outcomeOf(request: Request, caller: Caller): Promise<Outcome> {
  hideSecrets(request, caller.log);
  const folder = cacheRoot(request.cacheFolder, caller.environment);
  if (request.verb === "prune") return pruned(request, caller, folder);
  const composed = compose(request, caller, folder);
  return request.source === undefined
    ? called(composed, request, caller)
    : calledOnSources(await composed, request, request.source, caller);
}

type Called = Exclude<Request, Request<"prune">>;

async function called(composed: Promise<DeliveryPorts>, request: Called, caller: Caller): Promise<Outcome> {
  // The repository is opened while the code of the work is loaded.
  const [repository, ports, { callVerb }] = await Promise.all([
    openRepository(request.path, caller.environment),
    composed,
    import("./verbs/call.ts"),
  ]);
  try {
    return await callVerb(ports, request, repository);
  } finally {
    await Promise.all([ports.closeCache(), repository.close()]);
  }
}

/** The same in a repository that is made of sources from elsewhere: the host's event is not about them. */
async function calledOnSources(
  ports: DeliveryPorts,
  request: Called,
  source: Source,
  caller: Caller,
): Promise<Outcome> {
  const { environment, log } = caller;
  const { checkOut } = await import("./sources/checkout.ts");
  const filesOf = async function* (reference: string, scratch: string, signal: AbortSignal) {
    const [{ imageFiles }, { namedImage }] = await Promise.all([
      import("./sources/image-files.ts"),
      import("./places/named-image.ts"),
    ]);
    yield* imageFiles(await namedImage(ports, "source", reference, "."), ports.platform, scratch, signal);
  };
  const checkout = await interruptible((signal) =>
    checkOut(source, { environment, log, signal, filesOf, stdin: process.stdin }),
  );
  try {
    const ofSources = { ...ports, hostEvent: async () => undefined };
    return await called(Promise.resolve(ofSources), inFolder(request, checkout.folder), caller);
  } finally {
    await checkout.remove();
  }
}

/** The same request in another repository. What a push writes stays where the caller is. */
function inFolder(request: Called, path: string): Called {
  if (request.verb !== "push") return { ...request, path };
  const { output } = request.delivery;
  const absolute = output === undefined ? undefined : resolve(output);
  return { ...request, path, delivery: { ...request.delivery, output: absolute } };
}

/** Before anything is done: no host, and no verb, has to think of it. */
function hideSecrets(request: Request, log: Log): void {
  if ("access" in request && request.access.login !== undefined) log.mask(request.access.login.password);
  if ("attestKey" in request && request.attestKey !== undefined) log.mask(request.attestKey);
  if ("verifyKey" in request && request.verifyKey?.includes("PRIVATE KEY")) log.mask(request.verifyKey);
  if (!("secrets" in request)) return;
  for (const { source } of request.secrets) if (source.kind === "value") log.mask(source.value);
}

/** Takes down the environments of a job; nothing where there are none any more. @throws TreestampError */
export async function endJob(folder: string): Promise<void> {
  await (await import("./cache/job.ts")).endJob(folder);
}

/** Keeps the machine's cache under the request's limit. */
async function pruned(request: Request<"prune">, caller: Caller, folder: string): Promise<Outcome> {
  const [ports, { prune }, { pruneRunImages }] = await Promise.all([
    compose(request, caller, folder),
    import("./verbs/prune.ts"),
    import("./sandbox/docker-images.ts"),
  ]);
  try {
    const report = await prune(ports, request.cacheSize);
    const inDocker = await pruneRunImages(caller.environment, request.cacheSize);
    return { kind: "prune", ...report, inDocker };
  } finally {
    await ports.closeCache();
  }
}

/** Prints "REV KEY" for each revision read from `lines`. @returns how many had no key; their errors are in the log */
export async function keysFromStdin(
  { path, recipe: inputs, environment: name }: Request<"resolve">,
  { environment, log }: Caller,
  lines: NodeJS.ReadableStream,
  print: (line: string) => void,
): Promise<number> {
  const [repository, { keysOf }, { createInterface }] = await Promise.all([
    openRepository(path, environment),
    import("./recipe/source.ts"),
    import("node:readline"),
  ]);
  let failures = 0;
  try {
    for await (const answer of keysOf(repository, { environment: name, inputs }, createInterface({ input: lines }))) {
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

/** @param root the folder of this machine's cache */
async function compose(request: Request, caller: Caller, root: string): Promise<DeliveryPorts> {
  const { log, environment, commandOutput, gifts, job } = caller;
  const access = "access" in request ? request.access : noAccess;
  const { layoutStore, openStore, soleManifest } = await import("./oci/drivers.ts");
  const ofJob = job && (async () => (await import("./cache/job.ts")).jobEnvironments(root, job));
  let cache: Promise<SnapshotCache> | undefined;
  const openCache = () => {
    cache ??= import("./cache/cache.ts").then(({ openSnapshotCache }) => openSnapshotCache(root));
    return cache;
  };
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
    gifts: gifts ?? { variables: new Map(), paths: [], readOnlyPaths: [], searched: [], results: new Map() },
    keepEnvironment: async (digest, pulled) => (await ofJob?.())?.keep(digest, pulled),
    pulledBefore: async () => (await ofJob?.())?.pulled() ?? [],
    platform: platformOf(process),
    localStore: layoutStore(cacheFolders(root).store, { isCache: true }),
    openStore: (location, workingFolder = ".") => openStore(location, { workingFolder, log, environment, access }),
    entryCache: async () => (await import("./host/github/actions-cache.ts")).actionsCache(environment, log),
    lackOfRights: async () => (await import("./host/github/lack-of-rights.ts")).lackOfRights(environment),
    openLayout,
    openSaved: async (path, scratch) =>
      openLayout(await (await import("./oci/saved-image.ts")).savedImage(path, scratch)),
    hostEvent: async () => (await import("./host/event.ts")).hostEvent(environment),
    workflowRun: async () => (await import("./host/github/workflow.ts")).githubWorkflow(environment, log),
    openCache,
    closeCache: async () => (await cache?.catch(() => undefined))?.close(),
    // What stands for other runs begins with nothing that a step before it has left.
    chooseSandbox: () => chooseSandbox(request, caller, root, isReusing(request) ? undefined : ofJob),
    openRoot: async (snapshot, config, network) => {
      const { openWritableRoot } = await import("./sandbox/open.ts");
      const settings = { environment, folders: cacheFolders(root), hidden: hiddenFolders(root, environment), log };
      return openWritableRoot(settings, { config }, mountable(snapshot, undefined), network);
    },
    chooseEngine: async () => {
      const asked = "engine" in request ? request : ({ engine: "auto", builders: [] } as const);
      const keepLayers: KeepLayers | undefined = caller.isForStrangers
        ? undefined
        : async (build) => (await openCache()).withLayers(build);
      return (await import("./engine/open.ts")).openEngine(asked, environment, log, keepLayers);
    },
    assemble: async (assembling) => (await import("./assemble/assemble.ts")).assemble(assembling),
    bootstrap: async (making) => (await import("./bootstrap/bootstrap.ts")).bootstrap(making),
    interruptible,
  };
}

function isReusing(request: Request): boolean {
  return request.verb === "run" && request.reuse !== undefined;
}

/** How commands can be run here, and how the environments of the job, where there is one, outlast them. */
async function chooseSandbox(
  request: Request,
  { environment, log }: Caller,
  root: string,
  ofJob: (() => Promise<JobEnvironments>) | undefined,
): Promise<SandboxChoice> {
  const { openSandbox } = await import("./sandbox/open.ts");
  const choice = await openSandbox({
    preference: "sandbox" in request ? request.sandbox : "auto",
    ...{ environment, folders: cacheFolders(root), hidden: hiddenFolders(root, environment), log },
    limit: request.cacheSize,
  });
  if (choice.kind === "container") return choice;
  return { ...choice, open: (ready, from, snapshot) => choice.open(ready, from, mountable(snapshot, ofJob)) };
}

/** @param ofJob the environments of the job, which outlast a command; undefined where nothing shall */
function mountable(snapshot: CachedSnapshot, ofJob: (() => Promise<JobEnvironments>) | undefined) {
  return {
    digest: snapshot.digest,
    open: async () => (await import("./cache/cache.ts")).openSnapshot(snapshot),
    jobFolder: async () => (await ofJob?.())?.folderOf(snapshot.digest),
  };
}
