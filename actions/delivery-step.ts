/** push or promote as a step of a workflow. */
import { performDelivery } from "../core/compose.ts";
import { parseDelivery } from "../core/delivery-request.ts";
import { deliverySummary } from "../core/host/delivery-summary.ts";
import { addSummary, failStep, githubInputs, githubLog, setOutputs } from "../core/host/github.ts";
import type { DeliveryVerb } from "../core/inputs.ts";
import { requireLinux } from "../core/machine/linux.ts";
import { parseRequest } from "../core/request.ts";
import { deliveredLines, deliveredStrings } from "../core/verbs/delivered.ts";

/** Runs the verb as a step. Never throws: a failure ends the step as failed. */
export async function runDelivery(verb: DeliveryVerb): Promise<void> {
  try {
    requireLinux();
    const written = await githubInputs(verb, process.env);
    for (const name of ["INPUT_PASSWORD", "INPUT_SECRETS"]) delete process.env[name]; // what we start inherits the rest
    const request = parseRequest(verb, written);
    const host = { log: githubLog, environment: process.env, commandOutput: "stdout" } as const;
    const delivered = await performDelivery(verb, request, parseDelivery(verb, written), host);
    githubLog.info(deliveredLines(delivered));
    setOutputs(deliveredStrings(delivered));
    await addSummary(deliverySummary(verb, delivered));
  } catch (error) {
    await failStep(error);
  }
}
