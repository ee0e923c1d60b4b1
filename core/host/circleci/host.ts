/**
 * CircleCI: how the orb's steps hand inputs in and get outputs back. A step's parameters arrive as variables of its own
 * environment, so no shell reads them; outputs go to `$BASH_ENV`, which every later step reads, and to a file as JSON.
 */
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TreestampError } from "../../errors.ts";
import type { ActionVerb, Input } from "../../inputs/input.ts";
import { itemsIn } from "../../inputs/list-text.ts";
import { parseBoolean, type Written } from "../../inputs/read.ts";
import { inputsOf } from "../../inputs/table.ts";
import { looksSecret } from "../../log/masks.ts";
import { outputStrings } from "../../report/outputs.ts";
import { linesOf, stageTable } from "../../report/terminal.ts";
import { endLastLine } from "../last-line.ts";
import { variablesOf } from "../passed-variables.ts";
import type { Gifts, Host } from "../port.ts";
import { reportFailure } from "../shell/host.ts";
import { localLog } from "../shell/log.ts";

/** Inputs that are secrets or belong to one: the orb's parameter is the name of the variable that holds the value. */
const named: readonly string[] = ["username", "password"];

/** Those whose spaces count. */
const exact: readonly string[] = ["run", "secrets"];

export function isNamedByVariable({ name }: Input): boolean {
  return named.includes(name);
}

/** `build-args` -> `build_args`, as parameters of orbs are written. */
export function parameterOf(name: string): string {
  return name.replaceAll("-", "_");
}

/** The variable that a parameter arrives in. */
export function variableOf(name: string): string {
  return `TREESTAMP_INPUT_${parameterOf(name).toUpperCase()}`;
}

/** The folder that keeps images between jobs if CircleCI's cache is the store: the orb saves and restores it. */
const cachedStore = ".treestamp/store";

/**
 * The inputs of a step, from the variables that the orb gives it.
 * @throws input-invalid where the folder that CircleCI's cache keeps is asked for and there is no home
 */
export function circleInputs(verb: ActionVerb, environment: NodeJS.ProcessEnv): Written {
  const written = new Map<string, readonly string[]>();
  for (const input of inputsOf(verb, "action")) {
    const { name } = input;
    const said = environment[variableOf(name)] ?? "";
    const value = isNamedByVariable(input)
      ? (environment[said] ?? "").trim()
      : exact.includes(name)
        ? said
        : said.trim();
    if (value !== "") written.set(name, itemsIn(input, value));
  }
  if (parseBoolean(environment.TREESTAMP_CIRCLECI_CACHE ?? "") !== true) return written;
  if (written.has("store")) {
    throw new TreestampError("input-invalid", "`store` and `circleci_cache` cannot be used together.", {
      remedy: "Leave one of them out: the cache of CircleCI is a store of its own.",
    });
  }
  const { HOME: home } = environment;
  if (!home) throw new TreestampError("input-invalid", "There is no folder for CircleCI's cache: HOME is not set.");
  return written.set("store", [join(home, cachedStore)]);
}

/** CircleCI's variables about the pipeline and the job. Its tokens, and the key that continues a pipeline, are passed on only by name. */
const passed = /^(CI|CIRCLECI|CIRCLE_(?!INTERNAL)\w+)$/;

/** What a command gets in addition to what `env` names. */
export function circleGifts(environment: NodeJS.ProcessEnv): Gifts {
  return {
    variables: variablesOf(environment, (name) => passed.test(name) && !looksSecret(name)),
    paths: [],
    readOnlyPaths: [],
    searched: [],
    results: new Map(),
  };
}

/**
 * A step of the orb.
 * @param environment of the process; a step's inputs, of which some are secrets, are taken out once they are read, since
 * what we start inherits the rest
 */
export function circleHost<V extends ActionVerb>(verb: V, environment: NodeJS.ProcessEnv, write: Write): Host<V> {
  const log = localLog({ write, debug: false });
  return {
    verb,
    log,
    environment,
    commandOutput: "stdout",
    gifts: circleGifts(environment),
    // A step has a shell of its own, which CircleCI's agent starts.
    job: { folder: environment[jobVariable] || undefined, generations: 2 },
    read: async () => {
      const written = circleInputs(verb, environment);
      for (const { name } of inputsOf(verb, "action")) delete environment[variableOf(name)];
      return { written, home: environment.HOME };
    },
    tell: async (outcome) => {
      if (outcome.kind === "image" && outcome.job !== undefined) await keepCircleJob(outcome.job, environment);
      log.info(outcome.kind === "image" ? `${outcome.image}\n${stageTable(outcome)}` : linesOf(outcome));
      await writeCircleOutputs(verb, outputStrings(outcome), environment);
    },
    fail: async (error) => reportFailure(error, false, write),
  };
}

type Write = (text: string) => void;

/** Holds the folder of the job's environments, for later steps. */
const jobVariable = "TREESTAMP_JOB";

/**
 * Lets later steps of the job know its folder.
 * @throws input-invalid where that cannot be written
 */
async function keepCircleJob(folder: string, { BASH_ENV: script }: NodeJS.ProcessEnv): Promise<void> {
  if (script) await written(script, () => appendLines(script, `export ${jobVariable}=${quoted(folder)}\n`));
}

/**
 * Hands the outputs to later steps: `TREESTAMP_KEY` and so on (of push and promote `TREESTAMP_PUSH_…`, because those are
 * about another image), and all of them as one JSON object in the file that the step was given. For a build image its tag
 * goes to a file, too, that names the cache of it.
 * @throws input-invalid where one of the files cannot be written
 */
export async function writeCircleOutputs(
  verb: ActionVerb,
  outputs: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const prefix = verb === "push" || verb === "promote" ? `TREESTAMP_${verb.toUpperCase()}` : "TREESTAMP";
  const lines = Object.entries(outputs).map(
    ([name, value]) => `export ${prefix}_${parameterOf(name).toUpperCase()}=${quoted(value)}\n`,
  );
  const { BASH_ENV: script, TREESTAMP_OUTPUTS_FILE: file, TREESTAMP_KEY_FILE: keyFile } = environment;
  if (script) await written(script, () => appendLines(script, lines.join("")));
  if (file) await written(file, () => writeFile(file, `${JSON.stringify(outputs, null, 2)}\n`));
  if (keyFile) await written(keyFile, () => writeFile(keyFile, `${outputs.tag}\n`));
}

async function appendLines(path: string, lines: string): Promise<void> {
  endLastLine(path);
  await appendFile(path, lines);
}

async function written(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await write();
  } catch (cause) {
    throw new TreestampError(
      "input-invalid",
      `The outputs cannot be written to ${path}: ${(cause as Error).message}.`,
      {
        remedy: "Name a file that this job may write.",
        cause,
      },
    );
  }
}

/** A shell word that means exactly this text. Variables cannot hold a NUL. */
function quoted(value: string): string {
  return `'${value.replaceAll("\0", "").replaceAll("'", "'\\''")}'`;
}
