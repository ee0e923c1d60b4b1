/**
 * A run that need not be repeated: where the same has passed before, that stands for it. Whatever is wrong with a record costs time
 * alone: the command runs. Nothing is red for it, and nothing is green without it.
 */
import { realpath } from "node:fs/promises";
import { TreestampError } from "../errors.ts";
import { textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import type { Request } from "../inputs/request.ts";
import { looksSecret } from "../log/masks.ts";
import { timed } from "../log/stages.ts";
import { isWithin } from "../machine/mounts.ts";
import { sha256Of } from "../oci/digest.ts";
import { formatPlatform } from "../oci/manifest.ts";
import type { Store } from "../oci/port.ts";
import type { ImageOutcome } from "../report/outcome.ts";
import { checkedFiles } from "../reuse/files.ts";
import { checkPlaces } from "../reuse/outputs.ts";
import { explainRun, hashesOf, type RunFacts, runKeyOf } from "../reuse/run-key.ts";
import { numberedUser } from "./cache-work.ts";
import { environmentThere, type KnownEnvironment, known } from "./known-environment.ts";
import { type Passed, passedBefore } from "./passed-before.ts";
import type { Ports } from "./ports.ts";
import { makeReady, pulledBefore, readyOutcome } from "./pull.ts";
import { type Identified, identify, named } from "./resolve.ts";
import { checkRun, environmentOf, workingDirectoryOf } from "./run.ts";
import { runOwn } from "./run-own.ts";

/** A run as its key knows it. */
export interface KeyedRun {
  readonly facts: RunFacts;
  readonly key: string;
}

/** What a call is about, before it is known whether anything has to run. */
export interface Reusing {
  readonly ports: Ports;
  readonly request: Request<"run">;
  readonly repository: Repository;
  readonly reuse: NonNullable<Request<"run">["reuse"]>;
  readonly checked: Awaited<ReturnType<typeof checkedFiles>>;
  /** Where a record may be, and the first of them where ours goes. */
  readonly stores: readonly Store[];
  /** Its environment. */
  readonly of: Pick<Identified, "key" | "stages" | "writable" | "caches">;
}

/** Runs the command, unless the same run has passed before. */
export async function runOnce(ports: Ports, asked: Request<"run">, repository: Repository): Promise<ImageOutcome> {
  const [pulled] = await Promise.all([pulledBefore(ports, asked, repository), checkRun(asked)]);
  const request = await inRepository(asked, repository);
  const reuse = request.reuse!;
  const begun =
    pulled === undefined
      ? await beginAnew(ports, request, repository)
      : { ready: pulled, of: pulled, from: pulled.from };
  const { of } = begun;
  const checked = await timed(of.stages, "files", () => checkedFiles(repository, reuse));
  await checkPlaces(repository.workTree!, reuse.outputs);
  const stores = await recordStores(ports, begun.from);
  const call: Reusing = { ports, request, repository, reuse, checked, stores, of };
  const environment = begun.ready === undefined ? begun.environment : known(begun.ready.environment);
  const keyed = keyedRun(call, environment);
  for (const line of explainRun(keyed.key, keyed.facts)) ports.log[request.explain ? "info" : "debug"](line);
  const unfit = whyUnfit(call);
  if (unfit === undefined) {
    const passed = await passedBefore(call, keyed);
    if (passed !== undefined) return reusedOutcome(call, environment, { ...passed, runKey: keyed.key });
  } else ports.log.warning(`\`reuse\`: the command runs, and is not recorded: ${unfit}.`);
  const ready = begun.ready ?? (await begun.prepare());
  const used = keyedRun(call, known(ready.environment));
  const ran = await runOwn(call, ready, unfit === undefined ? used : undefined);
  return { ...readyOutcome(ready), runKey: used.key, ...ran };
}

/** An environment that is there, and need not be brought here; else one that was built just now. */
async function beginAnew(ports: Ports, request: Request<"run">, repository: Repository) {
  const there = await environmentThere(ports, request, await identify(ports, request, repository));
  const { environment, identified: of } = there;
  const prepare = () => makeReady(ports, request, of);
  if (environment === undefined) return { ready: await prepare(), of, from: of.store };
  return { ready: undefined, environment, prepare, of, from: of.store };
}

function reusedOutcome(
  { of }: Reusing,
  { location, digest, identity }: KnownEnvironment,
  passed: Passed & Pick<ImageOutcome, "runKey">,
): ImageOutcome {
  const there = { state: "present", cacheHit: true, snapshot: identity } as const;
  return { ...named(of, location, digest), ...there, exitCode: 0, outcome: "success", ...passed };
}

/** Where a record may be. A person's own store has what that person's machine has proved, which no job of a CI believes. */
export async function recordStores({ localStore, hostEvent }: Ports, store: Store): Promise<readonly Store[]> {
  const isAlone = store.location === localStore.location || (await hostEvent()) !== undefined;
  return isAlone ? [store] : [store, localStore];
}

function keyedRun(call: Reusing, environment: KnownEnvironment): KeyedRun {
  const facts = factsOf(call, environment);
  return { facts, key: runKeyOf(call.repository.objectFormat, facts) };
}

function factsOf(
  { ports, request, repository, reuse, checked, of }: Reusing,
  { config, identity }: KnownEnvironment,
): RunFacts {
  const { command, user, runNetwork: network, seccomp } = request;
  return {
    files: checked.tree,
    environment: { config, identity },
    platform: formatPlatform(ports.platform),
    command: sha256Of(JSON.stringify(command)),
    workspace: repository.workTree!,
    directory: workingDirectoryOf(request),
    ...{ user: numberedUser(user), groups: groupsOf(user) },
    variables: hashesOf(environmentOf(request.env, ports.environment)),
    ...{ network, seccomp, writable: of.writable },
    caches: of.caches.map(({ name, path }) => `${name} ${path}`),
    outputs: reuse.outputs.map(textOfPath),
    results: [...ports.gifts.results.keys()].sort(),
  };
}

/** Those that the caller brings along. */
function groupsOf(user: string): string {
  return user === "caller" ? [...process.getgroups!()].sort((a, b) => a - b).join(",") : "";
}

/** Why a run is neither looked for nor recorded: what it depends on is in no key, or is to be in no record. A clause. */
function whyUnfit({ ports, request, checked }: Reusing): string | undefined {
  if (checked.changed !== undefined) return checked.changed;
  const secret = [...environmentOf(request.env, ports.environment).keys()].find(looksSecret);
  if (secret !== undefined) return `the variable ${secret} looks like a secret`;
  for (const name of ["volumes", "devices"] as const) {
    if (request[name].length > 0) return `\`${name}\` show what is in no key`;
  }
  return undefined;
}

/**
 * The same call with its working directory as git names it: the command sees the repository at that place alone.
 * @throws input-invalid for one that is elsewhere
 */
async function inRepository(request: Request<"run">, { workTree = "" }: Repository): Promise<Request<"run">> {
  const workingDirectory = await realpath(workingDirectoryOf(request));
  if (isWithin(workTree, workingDirectory)) return { ...request, workingDirectory };
  throw new TreestampError(
    "input-invalid",
    `\`reuse\`: the working directory ${workingDirectory} is not in the repository.`,
    {
      remedy: "The command sees the files of the repository and nothing else: start it there (`working-directory`).",
    },
  );
}
