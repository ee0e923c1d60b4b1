/**
 * Runs an action of this repository as the runner of GitHub Actions does: by its action.yml, with the environment and the
 * files that a step is given, and reads what it left there. Source: docs.github.com, "Metadata syntax", "Workflow
 * commands" and "Variables"; actions/runner, src/Runner.Worker/FileCommandManager.cs and Handlers/NodeScriptActionHandler.cs.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { gitEnvironment } from "../fixtures/git.ts";
import { codeCacheOf } from "./code-cache.ts";

const root = join(import.meta.dirname, "../..");

/** What an action.yml says, as far as it matters to a runner. */
export interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string };
}

/** An annotation: `::error::…` or `::warning::…`. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly message: string;
}

export interface StepResult {
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** Variables, and folders for PATH, that later steps of the job get. */
  readonly variables: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** Values that the runner replaces by `***` in all that it shows from then on. */
  readonly masks: readonly string[];
  /** All that was printed, as the runner shows it: without commands, masked. */
  readonly log: string;
  /** All that was printed, as it came. */
  readonly raw: string;
}

export interface Step {
  /** Folder of the action: `.` for the root, `actions/build`. */
  readonly uses: string;
  readonly with?: Readonly<Record<string, string>>;
  /** Inputs that its action.yml does not declare: a runner warns of them, and hands them on. */
  readonly undeclared?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  /** GITHUB_WORKSPACE, which is also where the step starts. */
  readonly workspace: string;
  /** Folder that stands for the machine: RUNNER_TEMP, RUNNER_TOOL_CACHE and HOME are in it. */
  readonly machine: string;
  /** A command line that starts it, such as one that takes rights away. */
  readonly through?: readonly string[];
  /** uid and gid of the runner's user, where `through` makes another one. */
  readonly owner?: number;
  /** The state that the main step has left: then this is the post step. */
  readonly post?: Readonly<Record<string, string>>;
  /** Gets its process as soon as it is started. It leads a process group then. */
  readonly onStart?: (child: ChildProcess) => void;
}

const actions = new Map<string, ActionMetadata>();

/** The metadata of an action in `folder` of this repository. */
export function readAction(folder: string): ActionMetadata {
  const known = actions.get(folder);
  if (known !== undefined) return known;
  const action = parse(readFileSync(join(root, folder, "action.yml"), "utf8")) as ActionMetadata;
  actions.set(folder, action);
  return action;
}

/** Runs one step to its end. @throws for an input in `with` that the action does not declare */
export async function runStep(step: Step): Promise<StepResult> {
  const action = readAction(step.uses);
  if (action.runs.using !== "node24")
    throw new Error(`${step.uses} wants ${action.runs.using}, this harness has node24`);
  const inputs = new Map(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? ""]));
  for (const [name, value] of Object.entries(step.with ?? {})) {
    if (!inputs.has(name)) throw new Error(`Unexpected input "${name}" of ${step.uses}`);
    inputs.set(name, value);
  }
  for (const [name, value] of Object.entries(step.undeclared ?? {})) inputs.set(name, value);
  const temp = join(step.machine, "temp");
  mkdirSync(temp, { recursive: true });
  const commands = mkdtempSync(join(temp, "_runner_file_commands-"));
  if (step.owner !== undefined) for (const folder of [temp, commands]) chownSync(folder, step.owner, step.owner);
  const file = (name: string) => {
    const path = join(commands, name);
    writeFileSync(path, "");
    if (step.owner !== undefined) chownSync(path, step.owner, step.owner);
    return path;
  };
  const files = {
    GITHUB_OUTPUT: file("set_output"),
    GITHUB_STATE: file("save_state"),
    GITHUB_STEP_SUMMARY: file("step_summary"),
    GITHUB_ENV: file("set_env"),
    GITHUB_PATH: file("add_path"),
  };
  const state = Object.entries(step.post ?? {}).map(([name, value]) => [`STATE_${name}`, value]);
  const main = resolve(root, step.uses, step.post === undefined ? action.runs.main : action.runs.post!);
  const [program, ...words] = [...(step.through ?? []), process.execPath, main];
  const child = spawn(program!, words, {
    cwd: step.workspace,
    env: {
      ...gitEnvironment,
      HOME: join(step.machine, "home"),
      NODE_COMPILE_CACHE: codeCacheOf(),
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: step.workspace,
      RUNNER_OS: "Linux",
      RUNNER_ARCH: "X64",
      RUNNER_TEMP: temp,
      RUNNER_TOOL_CACHE: join(step.machine, "tool-cache"),
      ...files,
      // Upper case, spaces become underscores, dashes stay.
      ...Object.fromEntries(
        [...inputs].map(([name, value]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, value]),
      ),
      ...Object.fromEntries(state),
      ...step.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: step.onStart !== undefined,
  });
  step.onStart?.(child);
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  if (code === null) throw new Error(`${step.uses} was ended by ${signal}:\n${stdout}${stderr}`);
  const raw = stdout + stderr;
  return {
    exitCode: code,
    outputs: pairsIn(files.GITHUB_OUTPUT),
    state: pairsIn(files.GITHUB_STATE),
    variables: pairsIn(files.GITHUB_ENV),
    paths: readFileSync(files.GITHUB_PATH, "utf8").split("\n").filter(Boolean),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    ...shownBy(raw),
    raw,
  };
}

/** The steps of one job, one after the other: what one leaves for the next ones, they get. */
export interface Job {
  step(step: Pick<Step, "uses" | "with" | "env" | "through" | "onStart">): Promise<StepResult>;
  /** Runs the post steps, the last one first, as a runner does it always. */
  end(): Promise<StepResult[]>;
}

/** Starts a job. */
export function startJob(common: Pick<Step, "workspace" | "machine" | "owner" | "through">): Job {
  const variables: Record<string, string> = {};
  const posts: Step[] = [];
  return {
    async step(step) {
      const result = await runStep({ ...common, ...step, env: { ...variables, ...step.env } });
      Object.assign(variables, result.variables);
      if (readAction(step.uses).runs.post !== undefined) posts.unshift({ ...common, ...step, post: result.state });
      return result;
    },
    async end() {
      const results: StepResult[] = [];
      for (const post of posts) results.push(await runStep({ ...post, env: { ...variables, ...post.env } }));
      return results;
    },
  };
}

/** A file of `NAME<<DELIMITER`, lines, `DELIMITER`, or `NAME=VALUE`. */
function pairsIn(path: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  for (let position = 0; position < lines.length; position++) {
    const line = lines[position]!;
    if (line === "") continue;
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name !== undefined) {
      const end = lines.indexOf(delimiter!, position + 1);
      if (end < 0) throw new Error(`${path}: no line "${delimiter}" ends the value of ${name}`);
      pairs[name] = lines.slice(position + 1, end).join("\n");
      position = end;
      continue;
    }
    const equals = line.indexOf("=");
    if (equals < 1) throw new Error(`${path}: "${line}" is no NAME=VALUE`);
    pairs[line.slice(0, equals)] = line.slice(equals + 1);
  }
  return pairs;
}

/** What the runner makes of the printed lines: commands are carried out, the rest is shown with masks. */
function shownBy(raw: string): Pick<StepResult, "annotations" | "masks" | "log"> {
  const annotations: Annotation[] = [];
  const masks: string[] = [];
  const lines: string[] = [];
  const shown = (line: string) => masks.reduce((seen, mask) => seen.replaceAll(mask, "***"), line);
  for (const line of raw.split("\n")) {
    const [, command, value] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
    const message = (value ?? "").replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
    if (command === "add-mask") masks.push(message);
    else if (command === "error" || command === "warning" || command === "notice") {
      annotations.push({ level: command, message: shown(message) });
    } else if (command === undefined || command === "group") lines.push(shown(command === undefined ? line : message));
  }
  return { annotations, masks, log: lines.join("\n") };
}
