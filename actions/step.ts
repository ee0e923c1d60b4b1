/** One step of a workflow. */
import { carryOut, endJob } from "../core/app.ts";
import { githubHost, jobToEnd, warnOf } from "../core/host/github/host.ts";
import type { ActionVerb } from "../core/inputs/input.ts";

/** Runs a verb as a step. Never throws: a failure ends the step as failed. */
export async function runAction(verb: ActionVerb): Promise<void> {
  process.exitCode = await carryOut(githubHost(verb, process.env));
}

/** The end of a job: takes down what its `pull` step has kept for the later ones. Never throws, and fails no step. */
export async function endAction(): Promise<void> {
  try {
    const folder = jobToEnd();
    if (folder !== undefined) await endJob(folder); // nothing where the main step has failed, as on another system
  } catch (error) {
    warnOf(error);
  }
}
