/** One step of a workflow: inputs in, a verb, outputs out. */
import { endJob, perform } from "../core/app.ts";
import {
  addSummary,
  annotateFailure,
  exportVariables,
  failStep,
  githubInputs,
  githubJob,
  githubLog,
  jobToEnd,
  keepJob,
  setOutputs,
  warnOf,
} from "../core/host/github/host.ts";
import { endLines, githubGifts, handedOn } from "../core/host/github/step.ts";
import { parseRequest } from "../core/inputs/request.ts";
import type { ImageVerb } from "../core/inputs/table.ts";
import { requireLinux } from "../core/machine/linux.ts";
import { failuresOf } from "../core/report/annotations.ts";
import { outputStrings } from "../core/report/result.ts";
import { jobSummary } from "../core/report/summary.ts";

/** Runs a verb as a step. Never throws: a failure ends the step as failed. */
export async function runAction(verb: ImageVerb): Promise<void> {
  try {
    requireLinux();
    const request = parseRequest(verb, await githubInputs(verb, process.env));
    delete process.env.INPUT_PASSWORD; // what we start inherits the rest
    const result = await perform(verb, request, {
      log: githubLog,
      environment: process.env,
      commandOutput: "stdout",
      gifts: githubGifts(process.env),
      job: githubJob(process.env),
    });
    endLines(process.env);
    if (result.job !== undefined) keepJob(result.job);
    if (verb === "run") exportVariables(await handedOn(process.env));
    setOutputs(outputStrings(result));
    for (const failure of failuresOf(result)) annotateFailure(failure);
    await addSummary(jobSummary(result));
    if (result.exitCode !== undefined) process.exitCode = result.exitCode;
  } catch (error) {
    endLines(process.env);
    await failStep(error);
  }
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
