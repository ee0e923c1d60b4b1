/** What every verb comes to: one value, that the hosts turn into outputs, JSON and a table. */
import { listedStages, type Stage } from "../log/stages.ts";
import type { Platform } from "../oci/port.ts";
import type { PhaseResult } from "../sandbox/phases/run.ts";
import type { RunOutcome } from "../verbs/run.ts";

export interface Result {
  readonly key: string;
  readonly tag: string;
  /** Location and tag, with the digest where it is known. */
  readonly image: string;
  readonly digest: string | undefined;
  /** What the store said when it was first asked. */
  readonly state: "present" | "absent" | "unknown";
  readonly cacheHit: boolean;
  /** Why it had to be built, where it had: a sentence without its stop. */
  readonly missed?: string | undefined;
  /** Seconds that the image took when it was built, where it was built before and somebody has noted that. */
  readonly buildSeconds?: number | undefined;
  readonly snapshot?: string | undefined;
  readonly sandbox?: "mounted" | "container" | undefined;
  /** Folder of the job whose later steps share the environment, where the host has such. */
  readonly job?: string | undefined;
  readonly exitCode?: number | undefined;
  /** How the command, or all phases together, ended. */
  readonly outcome?: RunOutcome | undefined;
  /** Why we ended it, where we did: a sentence. */
  readonly reason?: string | undefined;
  /** How each phase ended, where there were some. */
  readonly phases?: readonly PhaseResult[] | undefined;
  /** Every input of the recipe with its hash, where that was asked for. */
  readonly inputs?: readonly string[] | undefined;
  /** What changed in the recipe since another revision, in words, where that was asked for. */
  readonly changes?: readonly string[] | undefined;
  readonly stages: readonly Stage[];
}

/** What of a result tells where the time went. */
export type TimedResult = Pick<Result, "stages" | "cacheHit" | "buildSeconds">;

/** The result by the names of the table of outputs, as JSON has it; what this verb does not know is left out. */
export function outputsOf(result: Result): Record<string, unknown> {
  const { key, tag, image, digest, state, cacheHit, snapshot, sandbox, stages, inputs, changes } = result;
  return {
    key,
    tag,
    image,
    digest: digest ?? "",
    state,
    "cache-hit": cacheHit,
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(result.exitCode === undefined
      ? {}
      : { outcome: result.outcome, "exit-code": result.exitCode, outcomes: outcomesOf(result.phases ?? []) }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(changes === undefined ? {} : { changes }),
    stages: listedStages(stages),
  };
}

/**
 * What a hit has saved: the time of the build that it did not have to do, less its own until the image was ready here.
 * Seconds; undefined where nothing is known to be saved.
 */
export function secondsSaved({ cacheHit, buildSeconds, stages }: TimedResult): number | undefined {
  if (!cacheHit || buildSeconds === undefined) return undefined;
  const own = stages.reduce((sum, { name, seconds }) => (name === "run" ? sum : sum + seconds), 0);
  return buildSeconds > own ? buildSeconds - own : undefined;
}

function outcomesOf(phases: readonly PhaseResult[]): Record<string, string> {
  return Object.fromEntries(phases.map(({ name, outcome }) => [name, outcome]));
}

/**
 * The same as strings, as an action's outputs are, and the outcome of each phase by itself: a runner takes outputs that
 * action.yml does not know.
 */
export function outputStrings(result: Result): Record<string, string> {
  const outputs = Object.entries(outputsOf(result)).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  const phases = (result.phases ?? []).map(({ name, outcome }) => [`outcome-${name}`, outcome]);
  return Object.fromEntries([...outputs, ...phases]);
}

/** A machine's platform by OCI's names, from Node's. */
export function platformOf(machine: { readonly platform: string; readonly arch: string }): Platform {
  const architectures: Record<string, string> = { x64: "amd64", ia32: "386" };
  // Build images are Linux images also on a laptop that runs another system: its engine has a Linux of its own.
  return { os: "linux", architecture: architectures[machine.arch] ?? machine.arch };
}
