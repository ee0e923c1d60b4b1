/** The Docker engine: BuildKit through buildx, in the builder that docker is set to, or in one of those that were named. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError, TreestampError } from "../errors.ts";
import type { BuilderName } from "../inputs/builder.ts";
import type { Log } from "../log/log.ts";
import type { Descriptor } from "../oci/port.ts";
import type { Builder, FoundBuilder } from "./builder.ts";
import { probeDaemon } from "./daemon.ts";
import { verdictOn } from "./death.ts";
import { probeNamed } from "./named-builder.ts";
import type { BuildRequest, Engine, Probe } from "./port.ts";
import { probeAddress } from "./remote-builder.ts";

/**
 * Looks for a docker daemon with BuildKit.
 * @param env the environment that docker sees: DOCKER_HOST, DOCKER_CONFIG, …
 */
export async function probeDocker(env: NodeJS.ProcessEnv, log: Log): Promise<Probe> {
  const found = await probeDaemon(env, log);
  if (found.builder === undefined) return { engine: undefined, reason: found.reason, remedy: found.remedy };
  return { engine: engineOf(found.builder, { name: "The docker daemon", others: [] }, log) };
}

/**
 * The engine in the first of these builders that can be used. Where that ends in the middle of a build, the next one builds.
 * @throws builder-lost where none can be used; input-invalid for certificates that are none
 */
export async function openBuilders(names: readonly BuilderName[], env: NodeJS.ProcessEnv, log: Log): Promise<Engine> {
  const candidates = names.map((named) => ({
    name: `The builder ${named.name}`,
    probe: () => probeBuilder(named, env, log),
  }));
  const { builder, ...rest } = await firstOf(candidates, log);
  log.info(`Engine: ${builder.description}.`);
  return engineOf(builder, rest, log);
}

function probeBuilder(named: BuilderName, env: NodeJS.ProcessEnv, log: Log): Promise<FoundBuilder> {
  return named.kind === "named" ? probeNamed(named.name, env, log) : probeAddress(named, env, log);
}

/** A builder that may be there. */
interface Candidate {
  /** With its article, at the start of a sentence. */
  readonly name: string;
  probe(): Promise<FoundBuilder>;
}

/** What is left to be said and tried where a builder is of no use. */
interface Rest {
  readonly name: string;
  /** Those after it. */
  readonly others: readonly Candidate[];
}

/** @param failures those of builders before them @throws builder-lost where none can be used */
async function firstOf(
  candidates: readonly Candidate[],
  log: Log,
  failures: readonly string[] = [],
): Promise<Rest & { readonly builder: Builder }> {
  const all = [...failures];
  const remedies = new Set<string>();
  for (const [at, { name, probe }] of candidates.entries()) {
    const found = await probe();
    const others = candidates.slice(at + 1);
    if (found.builder !== undefined) return { builder: found.builder, name, others };
    const failure = `${name} cannot be used: ${found.reason}.`;
    if (others.length > 0) log.warning(failure);
    all.push(failure);
    remedies.add(found.remedy);
  }
  throw new TreestampError("builder-lost", all.join(" "), { remedy: [...remedies].join(" Or: ") });
}

function engineOf(builder: Builder, rest: Rest, log: Log): Engine {
  return {
    name: "docker",
    description: builder.description,
    build: (request) => buildOn(builder, rest, request, log),
  };
}

/** @throws builder-lost where the last builder was lost in the middle; what the build throws by itself */
async function buildOn(
  builder: Builder,
  { name, others }: Rest,
  request: BuildRequest,
  log: Log,
): Promise<Descriptor | undefined> {
  try {
    return await builder.build(request);
  } catch (error) {
    const why = request.signal?.aborted ? undefined : await whyLost(builder, error);
    if (why === undefined) throw error;
    const failure = `${name} was lost in the middle of the build: ${why}.`;
    if (others.length === 0) throw lostInTheMiddle(failure, error);
    log.warning(`${failure} The next one builds it anew.`);
    for (const left of await readdir(request.output)) await rm(join(request.output, left), { recursive: true });
    const { builder: next, ...rest } = await firstOf(others, log, [failure]);
    log.info(`Engine: ${next.description}.`);
    return buildOn(next, rest, request, log);
  }
}

/** Why the builder itself has failed; undefined where the build has. */
async function whyLost(builder: Builder, error: unknown): Promise<string | undefined> {
  if (isTreestampError(error, "interrupted", "input-invalid", "tool-missing")) return undefined;
  const verdict = verdictOn(isTreestampError(error) ? (error.output ?? "") : "");
  if (verdict.kind === "instruction") return undefined;
  return verdict.kind === "connection" ? verdict.why : builder.silence();
}

function lostInTheMiddle(failure: string, cause: unknown): TreestampError {
  const output = isTreestampError(cause) ? cause.output : undefined;
  return new TreestampError("builder-lost", failure, {
    remedy:
      "See what ended it: most often a lack of memory, or a machine that was taken away. Start it again, or name another one after it in `builder`.",
    ...(output === undefined ? {} : { output }),
    cause,
  });
}
