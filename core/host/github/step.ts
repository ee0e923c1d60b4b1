/** What a command gets from its step on GitHub Actions, and what it leaves for later steps. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { looksSecret } from "../../log/masks.ts";
import { endLastLine } from "../last-line.ts";
import { variablesOf } from "../passed-variables.ts";
import type { Gifts } from "../port.ts";

/** Variables that GitHub sets for every step, which say where it runs. Tokens among them are passed on only by name. */
const passed = /^(CI|GITHUB_\w+|RUNNER_\w+)$/;
/** Files through which a step talks to the runner, and the event that it was started for. */
const files = ["OUTPUT", "ENV", "PATH", "STEP_SUMMARY", "STATE", "EVENT_PATH"].map((name) => `GITHUB_${name}`);
/** Those that are about the step alone: what a step sets for the steps after it is no result of its own. */
const repeatable = { GITHUB_OUTPUT: { isProse: false }, GITHUB_STEP_SUMMARY: { isProse: true } } as const;
const folders = ["GITHUB_WORKSPACE", "RUNNER_TEMP"];
/** The command must not change these: later jobs of a kept runner use them as well. */
const readOnlyFolders = ["GITHUB_ACTION_PATH", "RUNNER_TOOL_CACHE"];
/** The names that commands have written to GITHUB_ENV, and their folders in GITHUB_PATH, the last one first. */
const names = "TREESTAMP_VARIABLES";
const searched = "TREESTAMP_PATH";

/**
 * Variables that say where the command runs, and those that commands before it have set; the workspace, the folder for
 * temporary files, and the files for outputs, variables, paths, state and summary, all at their own places.
 */
export function githubGifts(environment: NodeJS.ProcessEnv): Gifts {
  const handed = listed(environment[names], ",");
  const isPassed = (name: string) => (passed.test(name) && !looksSecret(name)) || handed.includes(name);
  const variables = variablesOf(environment, isPassed);
  const present = (all: readonly string[]) =>
    all.map((name) => environment[name] ?? "").filter((path) => path.startsWith("/") && existsSync(path));
  const paths = present([...folders, ...files]);
  const results = Object.entries(repeatable).flatMap(([name, { isProse }]) => {
    const file = environment[name];
    return file !== undefined && existsSync(file) ? [[name, { file, isProse }] as const] : [];
  });
  return {
    ...{ variables, paths, readOnlyPaths: present(readOnlyFolders) },
    ...{ searched: listed(environment[searched], ":"), results: new Map(results) },
  };
}

/**
 * What the step's command has written to GITHUB_ENV and GITHUB_PATH is for the commands after it in the image, too: the
 * runner hands it to every step, and of that these variables tell what came from inside. Empty where it wrote nothing.
 */
export async function handedOn(environment: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  const [set, added] = await Promise.all(["GITHUB_ENV", "GITHUB_PATH"].map((name) => textOf(environment[name])));
  const variables = new Map<string, string>();
  const add = (variable: string, separator: string, found: readonly string[]) => {
    const all = [...new Set([...found, ...listed(environment[variable], separator)])];
    if (found.length > 0) variables.set(variable, all.join(separator));
  };
  add(names, ",", namesIn(set!));
  add(searched, ":", listed(added, "\n").reverse());
  return variables;
}

/** Names of `NAME=VALUE` lines, and of `NAME<<DELIMITER` up to that delimiter. Source: actions/runner, FileCommandManager.cs. */
function namesIn(text: string): string[] {
  const found: string[] = [];
  const lines = text.split(/\r?\n/);
  for (let position = 0; position < lines.length; position++) {
    const [, name, sign, delimiter] = /^([^=<]+)(=|<<)(.*)$/.exec(lines[position]!) ?? [];
    if (name === undefined) continue;
    found.push(name);
    if (sign === "<<") while (position < lines.length && lines[position + 1] !== delimiter) position++;
    if (sign === "<<") position++;
  }
  return found;
}

/** Ends the lines that the command has left unfinished in the runner's files: we write to them next. */
export function endLines(environment: NodeJS.ProcessEnv): void {
  for (const name of files) if (name !== "GITHUB_EVENT_PATH") endLastLine(environment[name]);
}

async function textOf(path: string | undefined): Promise<string> {
  return path === undefined || path === "" ? "" : readFile(path, "utf8").catch(() => "");
}

function listed(text: string | undefined, separator: string): string[] {
  return (text ?? "").split(separator).filter(Boolean);
}
