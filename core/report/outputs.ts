/** An outcome by the names of the table of outputs: values for JSON, strings for hosts. */
import type { CacheItem } from "../cache/prune.ts";
import { listedStages } from "../log/stages.ts";
import type { Digest } from "../oci/port.ts";
import { formatReference, parseLocation } from "../oci/reference.ts";
import type { PhaseResult } from "../sandbox/phases/run.ts";
import type {
  DeliveryOutcome,
  EnvironmentFacts,
  EnvironmentsOutcome,
  ImageOutcome,
  LockOutcome,
  Outcome,
  PassedOutcome,
  PruneOutcome,
  VerifyOutcome,
} from "./outcome.ts";

/** For `--json`, without what this verb does not know. */
export function outputsOf(outcome: Outcome): Record<string, unknown> {
  switch (outcome.kind) {
    case "image":
      return imageOutputs(outcome);
    case "environments":
      return environmentsOutputs(outcome);
    case "delivery":
      return deliveryOutputs(outcome);
    case "lock":
      return lockOutputs(outcome);
    case "passed":
      return passedOutputs(outcome);
    case "verify":
      return verifyOutputs(outcome);
    case "prune":
      return pruneOutputs(outcome);
  }
}

/**
 * For a host whose outputs are strings: lists one item a line, what has more structure as JSON; and the outcome of each
 * phase by itself, since a runner takes outputs that action.yml does not name.
 */
export function outputStrings(outcome: Outcome): Record<string, string> {
  const outputs = Object.entries(outputsOf(outcome)).map(([name, value]) => [name, asString(name, value)]);
  const phases = outcome.kind === "image" ? (outcome.phases ?? []) : [];
  return Object.fromEntries([...outputs, ...phases.map(({ name, outcome }) => [`outcome-${name}`, outcome])]);
}

function asString(name: string, value: unknown): string {
  if (name === "tags") return (value as readonly string[]).join("\n");
  if (name === "labels") return pairs(value as Readonly<Record<string, string>>);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function imageOutputs(outcome: ImageOutcome): Record<string, unknown> {
  const { key, tag, image, digest, state, cacheHit, snapshot, sandbox, stages, inputs, changes } = outcome;
  return {
    key,
    tag,
    image,
    digest: digest ?? "",
    state,
    "cache-hit": cacheHit,
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(outcome.exitCode === undefined
      ? {}
      : {
          ...{ outcome: outcome.outcome, "exit-code": outcome.exitCode, outcomes: outcomesOf(outcome.phases ?? []) },
          ...{ reused: outcome.reused !== undefined, "run-key": outcome.runKey ?? "" },
          caches: (outcome.caches ?? []).map((cache) => ({ ...cache, seconds: Number(cache.seconds.toFixed(3)) })),
        }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(changes === undefined ? {} : { changes }),
    stages: listedStages(stages),
  };
}

function environmentsOutputs({ environments }: EnvironmentsOutcome) {
  const absent = environments.filter(({ state }) => state === "absent");
  return {
    environments: environments.map(({ environment, from, key, tag, image, state, cacheHit, changes }) => ({
      ...{ environment, from, key, tag, image, state, "cache-hit": cacheHit },
      ...(changes === undefined ? {} : { changes }),
    })),
    matrix: matrixOf(absent),
    absent: absent.length,
  };
}

/** What `strategy.matrix` takes. Source: docs.github.com, "Workflow syntax", jobs.<job_id>.strategy.matrix. */
function matrixOf(environments: readonly EnvironmentFacts[]): object {
  return { include: environments.map(({ environment, key }) => ({ environment, key })) };
}

function outcomesOf(phases: readonly PhaseResult[]): Record<string, string> {
  return Object.fromEntries(phases.map(({ name, outcome }) => [name, outcome]));
}

function deliveryOutputs({ digest, tags, version, labels, buildImage, stages }: DeliveryOutcome) {
  const [first] = tags;
  return {
    image: first === undefined ? "" : nameOf(first, digest),
    digest,
    tags: tags.map((tag) => nameOf(tag)),
    version: version ?? "",
    ...(labels === undefined ? {} : { labels: Object.fromEntries(labels), "build-image": buildImage ?? "" }),
    stages: listedStages(stages),
  };
}

/** `REPOSITORY:TAG`, and the digest where it is given. */
export function nameOf({ location, tag }: { location: string; tag: string }, digest?: Digest): string {
  return formatReference(parseLocation(location), tag, digest);
}

function pairs(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value.replace(/\s*\n\s*/g, " ")}`)
    .join("\n");
}

function verifyOutputs({ kind: _, stages, signer, rebuilt, ...facts }: VerifyOutcome) {
  return {
    ...facts,
    ...(signer === undefined ? {} : { signer }),
    ...(rebuilt === undefined ? {} : { rebuilt }),
    stages: listedStages(stages),
  };
}

function lockOutputs({ locks, images }: LockOutcome) {
  return { locks, images: images.map(({ note: _, ...image }) => image) };
}

function passedOutputs({ commit = "", tree, runs }: PassedOutcome) {
  return { commit, tree, runs: runs.map(({ at, ...run }) => ({ ...run, at: new Date(at).toISOString() })) };
}

function pruneOutputs({ removed, left, bytesRemoved, bytesLeft, inDocker }: PruneOutcome) {
  const item = ({ kind, name, bytes, lastUsed, users }: CacheItem) => ({
    ...{ kind, name, bytes },
    ...{ "last-used": new Date(lastUsed).toISOString(), "in-use": users.length > 0 },
  });
  return {
    removed: removed.map(item),
    left: left.map(item),
    "bytes-removed": bytesRemoved,
    "bytes-left": bytesLeft,
    "in-docker": { removed: inDocker.removed, left: inDocker.left, "bytes-left": inDocker.bytesLeft },
  };
}
