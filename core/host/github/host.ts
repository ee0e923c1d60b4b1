/** GitHub Actions: the only file that knows @actions/core. */
import * as core from "@actions/core";
import type { Job } from "../../cache/job.ts";
import { isTreestampError, messageOf } from "../../errors.ts";
import { itemsIn } from "../../inputs/list-text.ts";
import type { Written } from "../../inputs/read.ts";
import { type ActionVerb, inputsOf } from "../../inputs/table.ts";
import type { Log } from "../../log/log.ts";
import { masksOf } from "../../log/masks.ts";
import { progressLines } from "../../log/progress.ts";
import type { Annotation } from "../../report/annotations.ts";
import { failureSummary } from "../../report/summary.ts";
import { lackOfRights } from "./lack-of-rights.ts";
import { unknownInputs } from "./unknown-inputs.ts";

/** A log that becomes annotations, groups and masks of the job's log. */
export const githubLog: Log = {
  info: core.info,
  warning: core.warning,
  debug: core.debug,
  group: core.group,
  progress: progressLines(core.info),
  // The runner makes masks of all lines of what has several, the short ones, too: those are told one by one.
  mask: (value) => {
    for (const mask of masksOf(value)) if (!mask.includes("\n")) core.setSecret(mask);
  },
  // The runner sees an annotation at the start of a line alone.
  outputEnded: () => void process.stdout.write("\n"),
};

/**
 * The inputs of a step as they stand in the workflow. A login whose password the run does not get, as in a fork's pull
 * request, whose secrets are empty, is none.
 * @throws input-invalid where an input that does not exist may have been meant to say what to run
 */
export async function githubInputs(verb: ActionVerb, environment: NodeJS.ProcessEnv): Promise<Written> {
  const written = new Map<string, readonly string[]>();
  for (const input of inputsOf(verb, "action")) {
    const value = core.getInput(input.name, { trimWhitespace: input.name !== "run" && input.name !== "secrets" });
    if (value !== "") written.set(input.name, itemsIn(input, value));
  }
  for (const unknown of unknownInputs(verb, written, environment)) core.warning(unknown);
  if (written.has("username") && !written.has("password")) {
    const lack = await lackOfRights(environment);
    if (lack !== undefined) {
      written.delete("username");
      core.info(`The registry is asked without a login: the password is empty, as ${lack}.`);
    }
  }
  return written;
}

/** Holds the folder of the job's environments, for later steps. */
const jobVariable = "TREESTAMP_JOB";
const jobState = "job";

/** The job as the steps before this one have left it. */
export function githubJob(environment: NodeJS.ProcessEnv): Job {
  return { folder: environment[jobVariable] || undefined, generations: 1 };
}

/** Lets later steps of the job know its folder, and this action's own post step. */
export function keepJob(folder: string): void {
  core.exportVariable(jobVariable, folder);
  core.saveState(jobState, folder);
}

/** In a post step: the folder that the main step has kept; undefined where it came to nothing. */
export function jobToEnd(): string | undefined {
  return core.getState(jobState) || undefined;
}

/** For a post step: what went wrong in it is said, and fails no job whose work is done. */
export function warnOf(error: unknown): void {
  core.warning(whatToSay(error));
  if (error instanceof Error) core.debug(error.stack ?? "");
}

/** Lets later steps of the job have these variables. */
export function exportVariables(variables: ReadonlyMap<string, string>): void {
  for (const [name, value] of variables) core.exportVariable(name, value);
}

/** Sets the step's outputs. */
export function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/**
 * Ends the step as failed: one annotation that says what, why and what to do, and the same in the job's summary; the trace
 * only for a defect of ours.
 */
export async function failStep(error: unknown): Promise<void> {
  core.setFailed(whatToSay(error));
  if (error instanceof Error) core.debug(error.stack ?? "");
  if (isTreestampError(error)) await addSummary(failureSummary(error)).catch(() => {}); // the annotation says it all
}

/** An annotation for what failed, where the step's own end does not say it. */
export function annotateFailure({ title, message }: Annotation): void {
  core.error(message, { title });
}

function whatToSay(error: unknown): string {
  if (isTreestampError(error)) {
    return [error.message, error.remedy].filter(Boolean).join(" ") + (error.output ? `\n${error.output}` : "");
  }
  return `Unexpected failure, please report it: ${messageOf(error)}`;
}

/** Appends Markdown to the job's summary. */
export async function addSummary(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown, true).write();
}
