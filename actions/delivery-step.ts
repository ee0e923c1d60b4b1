/** push or promote as a step of a workflow. */
import { performDelivery } from "../core/app.ts";
import { addSummary, failStep, githubInputs, githubLog, setOutputs } from "../core/host/github/host.ts";
import { parseDelivery } from "../core/inputs/delivery.ts";
import { parseRequest } from "../core/inputs/request.ts";
import type { DeliveryVerb } from "../core/inputs/table.ts";
import { requireLinux } from "../core/machine/linux.ts";
import { deliveredLines, deliveredStrings } from "../core/report/delivered.ts";
import { deliverySummary } from "../core/report/delivery-summary.ts";

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
