/** GitHub Actions: the only file that knows @actions/core. */
import * as core from "@actions/core";
import { isTreestampError, messageOf } from "../errors.ts";
import { type ActionVerb, inputs } from "../inputs.ts";
import type { Log } from "../log.ts";
import type { Written } from "../request.ts";

/** A log that becomes annotations, groups and masks of the job's log. */
export const githubLog: Log = {
  info: core.info,
  warning: core.warning,
  debug: core.debug,
  group: core.group,
  mask: core.setSecret,
};

/** The inputs of a step as they stand in the workflow. Lists and maps are one item a line. */
export function githubInputs(verb: ActionVerb): Written {
  const written = new Map<string, readonly string[]>();
  for (const { name, kind, verbs, places } of inputs) {
    if (!verbs.includes(verb) || !places.includes("action")) continue;
    const value = core.getInput(name, { trimWhitespace: name !== "run" });
    if (value === "") continue;
    const isMany = kind === "list" || kind === "map";
    written.set(
      name,
      isMany
        ? value
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean)
        : [value],
    );
  }
  return written;
}

/** Sets the step's outputs. */
export function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Ends the step as failed: one annotation that says what, why and what to do; the trace only for a defect of ours. */
export function failStep(error: unknown): void {
  if (isTreestampError(error)) {
    core.setFailed([error.message, error.remedy].filter(Boolean).join(" "));
  } else {
    core.setFailed(`Unexpected failure, please report it: ${messageOf(error)}`);
  }
  if (error instanceof Error) core.debug(error.stack ?? "");
}

/** Appends Markdown to the job's summary. */
export async function addSummary(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown, true).write();
}
