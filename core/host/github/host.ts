/** A step of GitHub Actions. */
import * as core from "@actions/core";
import { isTreestampError, messageOf } from "../../errors.ts";
import type { Action, ActionVerb } from "../../inputs/input.ts";
import { itemsIn } from "../../inputs/list-text.ts";
import type { Written } from "../../inputs/read.ts";
import { inputsOf } from "../../inputs/table.ts";
import type { Log } from "../../log/log.ts";
import { masksOf } from "../../log/masks.ts";
import { progressLines } from "../../log/progress.ts";
import { failuresOf } from "../../report/annotations.ts";
import type { ImageOutcome } from "../../report/outcome.ts";
import { outputStrings } from "../../report/outputs.ts";
import { failureSummary, summaryOf } from "../../report/summary.ts";
import { linesOf } from "../../report/terminal.ts";
import type { Host } from "../port.ts";
import { lackOfRights } from "./lack-of-rights.ts";
import { endLines, githubGifts, handedOn } from "./step.ts";
import { unknownInputs } from "./unknown-inputs.ts";

/** A log that becomes annotations, groups and masks of the job's log. */
export const githubLog: Log = {
  info: core.info,
  warning: core.warning,
  debug: core.debug,
  group: core.group,
  progress: progressLines(core.info),
  // The runner would mask every line of a value of several, even short ones; so each mask is set by itself.
  mask: (value) => {
    for (const mask of masksOf(value)) if (!mask.includes("\n")) core.setSecret(mask);
  },
  // The runner recognizes an annotation only at the start of a line.
  outputEnded: () => void process.stdout.write("\n"),
};

/**
 * The inputs of a step as they stand in the workflow. A login whose password the run does not get, as in a fork's pull
 * request, whose secrets are empty, is none.
 * @throws input-invalid where an input that does not exist may have been meant to say what to run
 */
export async function githubInputs(action: Action, environment: NodeJS.ProcessEnv): Promise<Written> {
  const written = new Map<string, readonly string[]>();
  for (const input of inputsOf(action, "action")) {
    const value = core.getInput(input.name, { trimWhitespace: input.name !== "run" && input.name !== "secrets" });
    if (value !== "") written.set(input.name, itemsIn(input, value));
  }
  for (const unknown of unknownInputs(action, written, environment)) core.warning(unknown);
  if (written.has("username") && !written.has("password")) {
    const lack = await lackOfRights(environment);
    if (lack !== undefined) {
      written.delete("username");
      core.info(`The registry is asked without a login: the password is empty, as ${lack}.`);
    }
  }
  return written;
}

/**
 * A step of a workflow.
 * @param environment of the process; a step's inputs, of which any may hold a secret, are taken out once they are read,
 * since what we start inherits the rest
 */
export function githubHost<V extends ActionVerb>(verb: V, environment: NodeJS.ProcessEnv): Host<V> {
  return {
    verb,
    log: githubLog,
    environment,
    commandOutput: "stdout",
    ...(verb === "run" ? { gifts: githubGifts(environment) } : {}),
    job: { folder: environment[jobVariable] || undefined, generations: 1 },
    read: async () => {
      const written = await githubInputs(verb, environment);
      for (const { name } of inputsOf(verb, "action")) delete environment[`INPUT_${name.toUpperCase()}`];
      return { written, home: environment.HOME };
    },
    tell: async (outcome) => {
      endLines(environment);
      if (outcome.kind === "image") await leave(verb, outcome, environment);
      else core.info(linesOf(outcome));
      for (const [name, value] of Object.entries(outputStrings(outcome))) core.setOutput(name, value);
      for (const { title, message } of failuresOf(outcome)) core.error(message, { title });
      await addSummary(summaryOf(verb, outcome));
    },
    fail: (error) => failStep(error, environment),
  };
}

/** Holds the folder of the job's environments, for later steps. */
const jobVariable = "TREESTAMP_JOB";
const jobState = "job";

/** What later steps of the job get: its folder, which this action's post step also gets, and the variables that the command has set. */
async function leave(verb: ActionVerb, { job }: ImageOutcome, environment: NodeJS.ProcessEnv): Promise<void> {
  if (job !== undefined) {
    core.exportVariable(jobVariable, job);
    core.saveState(jobState, job);
  }
  if (verb === "run") for (const [name, value] of await handedOn(environment)) core.exportVariable(name, value);
}

/** In a post step: the folder that the main step saved; undefined if it failed before that. */
export function jobToEnd(): string | undefined {
  return core.getState(jobState) || undefined;
}

/** For a post step: a failure is only a warning, because the job's work is done. */
export function warnOf(error: unknown): void {
  core.warning(whatToSay(error));
  if (error instanceof Error) core.debug(error.stack ?? "");
}

/**
 * Ends the step as failed: one annotation that says what, why and what to do, and the same in the job's summary; the trace
 * only for a defect of ours.
 * @returns the exit code
 */
export async function failStep(error: unknown, environment: NodeJS.ProcessEnv): Promise<number> {
  core.setFailed(whatToSay(error));
  if (error instanceof Error) core.debug(error.stack ?? "");
  try {
    endLines(environment);
    if (isTreestampError(error)) await addSummary(failureSummary(error));
  } catch {} // the annotation says it all
  return 1;
}

function whatToSay(error: unknown): string {
  if (isTreestampError(error)) {
    return [error.message, error.remedy].filter(Boolean).join(" ") + (error.output ? `\n${error.output}` : "");
  }
  return `Unexpected failure, please report it: ${messageOf(error)}`;
}

/** Appends Markdown to the job's summary. */
async function addSummary(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown, true).write();
}
