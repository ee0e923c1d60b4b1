/** `treestamp circleci-step VERB`: one step of the orb: variables in, a verb, outputs for later steps. */
import { carryOut } from "../core/app.ts";
import { TreestampError } from "../core/errors.ts";
import { circleHost } from "../core/host/circleci/host.ts";
import { actionVerbs } from "../core/inputs/input.ts";

/** Carries out the verb. @returns the exit code @throws input-invalid where it is not called as the orb calls it */
export async function runCircleStep([word, ...rest]: readonly string[], process: NodeJS.Process): Promise<number> {
  const verb = actionVerbs.find((candidate) => candidate === word);
  if (verb === undefined || rest.length > 0) {
    throw new TreestampError("input-invalid", "circleci-step takes one verb, and its inputs from the environment.", {
      remedy: "It is what the orb calls: see docs/circleci.md. On a command line, write treestamp VERB.",
    });
  }
  return carryOut(circleHost(verb, process.env, (text) => process.stderr.write(text)));
}
