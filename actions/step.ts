/** One step of a workflow: inputs in, a verb, outputs out. */
import { perform } from "../core/compose.ts";
import { addSummary, failStep, githubInputs, githubLog, setOutputs } from "../core/host/github.ts";
import { stageSummary } from "../core/host/stage-table.ts";
import type { ImageVerb } from "../core/inputs.ts";
import { parseRequest } from "../core/request.ts";
import { outputStrings } from "../core/verbs/result.ts";

/** Runs a verb as a step. Never throws: a failure ends the step as failed. */
export async function runAction(verb: ImageVerb): Promise<void> {
  try {
    const request = parseRequest(verb, githubInputs(verb));
    delete process.env.INPUT_PASSWORD; // what we start inherits the rest
    if (request.credentials !== undefined) githubLog.mask(request.credentials.password);
    const result = await perform(verb, request, {
      log: githubLog,
      environment: process.env,
      commandOutput: "stdout",
    });
    setOutputs(outputStrings(result));
    await addSummary(stageSummary(result));
    if (result.exitCode !== undefined) process.exitCode = result.exitCode;
  } catch (error) {
    failStep(error);
  }
}
