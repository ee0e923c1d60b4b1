/** `treestamp circleci-step VERB`: one step of the orb: variables in, a verb, outputs for later steps. */
import { TreestampError } from "../core/errors.ts";
import { circleGifts, circleInputs, circleJob, keepCircleJob, writeCircleOutputs } from "../core/host/circleci/host.ts";
import { localLog } from "../core/host/shell/log.ts";
import { parseRequest, type Request } from "../core/inputs/request.ts";
import { type ActionVerb, actionVerbs } from "../core/inputs/table.ts";
import { outputStrings } from "../core/report/result.ts";
import { stageTable } from "../core/report/stage-table.ts";

/** Carries out the verb. @returns the exit code @throws TreestampError for all that the user can do something about */
export async function runCircleStep(
  [word, ...rest]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const verb = actionVerbs.find((candidate) => candidate === word);
  if (verb === undefined || rest.length > 0) {
    throw new TreestampError("input-invalid", "circleci-step takes one verb, and its inputs from the environment.", {
      remedy: "It is what the orb calls: see docs/circleci.md. On a command line, write treestamp VERB.",
    });
  }
  const written = circleInputs(verb, environment);
  const request = parseRequest(verb, written);
  const log = localLog({ write: (text) => process.stderr.write(text), debug: false });
  const host = {
    log,
    environment,
    commandOutput: "stdout" as const,
    gifts: circleGifts(environment),
    job: circleJob(environment),
  };
  const { outputs, exitCode } = await call(verb, request, written, host);
  await writeCircleOutputs(verb, outputs, environment);
  return exitCode;
}

type Host = Parameters<typeof import("../core/app.ts")["perform"]>[2];

async function call(verb: ActionVerb, request: Request, written: ReturnType<typeof circleInputs>, host: Host) {
  const { perform, performDelivery } = await import("../core/app.ts");
  if (verb === "push" || verb === "promote") {
    const [{ parseDelivery }, { deliveredLines, deliveredStrings }] = await Promise.all([
      import("../core/inputs/delivery.ts"),
      import("../core/report/delivered.ts"),
    ]);
    const delivered = await performDelivery(verb, request, parseDelivery(verb, written), host);
    host.log.info(deliveredLines(delivered));
    return { outputs: deliveredStrings(delivered), exitCode: 0 };
  }
  const result = await perform(verb, request, host);
  if (result.job !== undefined) await keepCircleJob(result.job, host.environment);
  host.log.info(`${result.image}\n${stageTable(result)}`);
  return { outputs: outputStrings(result), exitCode: result.exitCode ?? 0 };
}
