/** Annotations for a failed command, in addition to its own output. */
import type { PhaseResult } from "../sandbox/phases/run.ts";
import type { Outcome } from "./outcome.ts";

export interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** The failure of each phase; or of the command, where no phase has failed. Empty where all went well, or nothing ran. */
export function failuresOf(outcome: Outcome): readonly Annotation[] {
  if (outcome.kind !== "image") return [];
  const { exitCode, reason, phases = [] } = outcome;
  const failed = phases.filter(({ outcome }) => outcome === "failure").map(ofPhase);
  if (failed.length > 0) return failed;
  if (exitCode === undefined || exitCode === 0) return [];
  return [{ title: `Exit code ${exitCode}`, message: reason ?? `The command failed with exit code ${exitCode}.` }];
}

function ofPhase({ name, exitCode }: PhaseResult): Annotation {
  const unseen = "ended without an exit code: it was killed, or the cache folder's disk is full";
  const how = exitCode === undefined ? unseen : `failed with exit code ${exitCode}`;
  return { title: `Phase ${name} failed`, message: `The phase ${name} ${how}.` };
}
