/**
 * Runs a command or a job of a packed orb as CircleCI runs it: parameters with their defaults and types, `<< parameters.x >>`
 * replaced, `when` and `unless` by their condition, each `run` as a `bash -eo pipefail` of its own that reads `$BASH_ENV`
 * first, caches by their keys and never overwritten. What it does not know is an error, not passed over. A command may
 * have the name of a step (`run`): other configurations say `treestamp/run`; the orb's own steps mean CircleCI's.
 *
 * Sources: circleci.com/docs, "Configuration reference", "Reusable config reference" and "Caching dependencies".
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";

type Value = string | number | boolean;
type Values = Readonly<Record<string, Value>>;

interface Declared {
  readonly type: "string" | "boolean" | "integer" | "enum" | "env_var_name" | "executor";
  readonly enum?: readonly string[];
  readonly default?: Value;
}

interface Run {
  readonly name?: string;
  readonly command: string;
  readonly environment?: Readonly<Record<string, Value>>;
  readonly no_output_timeout?: string;
}

interface Branch {
  readonly condition: Value;
  readonly steps: readonly Step[];
}

type Step = string | Readonly<Record<string, unknown>>;

/** A command or a job; it runs on the machine of the tests. */
interface Declaration {
  readonly parameters?: Readonly<Record<string, Declared>>;
  readonly steps: readonly Step[];
}

export interface Orb {
  readonly commands: Readonly<Record<string, Declaration>>;
  readonly jobs: Readonly<Record<string, Declaration>>;
}

export interface Job {
  /** Where the steps start, with the project checked out, and what their variables are; `HOME` and `BASH_ENV` among them. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv & { readonly HOME: string; readonly BASH_ENV: string };
  /** A folder with what CircleCI keeps from job to job. */
  readonly caches: string;
}

export interface StepRun {
  readonly name: string;
  readonly exitCode: number;
  /** Both outputs. */
  readonly log: string;
}

export function readOrb(path: string): Orb {
  return parse(readFileSync(path, "utf8")) as Orb;
}

/** Runs the command's steps until one fails. @throws where CircleCI would refuse the call */
export async function runCommand(orb: Orb, name: string, given: Values, job: Job): Promise<readonly StepRun[]> {
  const done: StepRun[] = [];
  await runSteps(stepsIn(name, orb.commands[name], given), orb, job, done);
  return done;
}

/** The same with a job as a whole. */
export async function runJob(orb: Orb, name: string, given: Values, job: Job): Promise<readonly StepRun[]> {
  const done: StepRun[] = [];
  await runSteps(stepsIn(name, orb.jobs[name], given), orb, job, done);
  return done;
}

/** @returns false once a step has failed */
async function runSteps(steps: readonly Step[], orb: Orb, job: Job, done: StepRun[]): Promise<boolean> {
  for (const step of steps) {
    const [[kind, value]] = Object.entries(typeof step === "string" ? { [step]: {} } : step) as [[string, unknown]];
    if (!(await runStep(kind, value, orb, job, done))) return false;
  }
  return true;
}

async function runStep(kind: string, value: unknown, orb: Orb, job: Job, done: StepRun[]): Promise<boolean> {
  if (kind === "run") {
    const run = await runScript(value as Run, job);
    done.push(run);
    return run.exitCode === 0;
  }
  if (kind === "checkout") return true;
  if (kind === "when" || kind === "unless") {
    const { condition, steps } = value as Branch;
    const holds = condition !== false && condition !== "" && condition !== 0;
    return holds === (kind === "when") ? runSteps(steps, orb, job, done) : true;
  }
  if (kind === "restore_cache" || kind === "save_cache") {
    done.push(kind === "save_cache" ? saveCache(value as Save, job) : restoreCache(value as Restore, job));
    return true;
  }
  return runSteps(stepsIn(kind, orb.commands[kind], value as Values), orb, job, done);
}

/** The steps with these parameters. */
function stepsIn(name: string, declared: Declaration | undefined, given: Values): readonly Step[] {
  if (declared === undefined) throw new Error(`There is no step, command or job ${name}.`);
  return replaced(declared.steps, checked(name, declared.parameters ?? {}, given)) as Step[];
}

/** The values of all parameters. @throws for one that is missing, unknown or of another type */
function checked(name: string, declared: Readonly<Record<string, Declared>>, given: Values): Values {
  for (const parameter of Object.keys(given)) {
    if (declared[parameter] === undefined) throw new Error(`${name} has no parameter ${parameter}.`);
  }
  const values = Object.entries(declared).map(([parameter, { type, enum: choices, default: otherwise }]) => {
    const value = given[parameter] ?? otherwise;
    const wanted = type === "boolean" ? "boolean" : type === "integer" ? "number" : "string";
    if (typeof value !== wanted) throw new Error(`${name}: ${parameter} is ${String(value)}, no ${type}.`);
    if (choices !== undefined && !choices.includes(String(value)))
      throw new Error(`${name}: ${parameter} is no choice.`);
    if (type === "env_var_name" && !/^[A-Za-z_]\w*$/.test(String(value))) {
      throw new Error(`${name}: ${parameter} is no name of a variable.`);
    }
    return [parameter, value] as const;
  });
  return Object.fromEntries(values) as Values;
}

/** With each `<< parameters.x >>` replaced: by the value itself where nothing else stands beside it. */
function replaced(node: unknown, values: Values): unknown {
  if (Array.isArray(node)) return node.map((item) => replaced(item, values));
  if (typeof node === "object" && node !== null) {
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replaced(value, values)]));
  }
  if (typeof node !== "string") return node;
  const parameter = (name: string) => {
    if (values[name] === undefined) throw new Error(`There is no parameter ${name}.`);
    return values[name];
  };
  const whole = /^<<\s*parameters\.(\w+)\s*>>$/.exec(node)?.[1];
  if (whole !== undefined) return parameter(whole);
  return node.replaceAll(/(?<!\\)<<\s*parameters\.(\w+)\s*>>/g, (_all, name: string) => String(parameter(name)));
}

async function runScript({ name, command, environment = {} }: Run, { folder, env }: Job): Promise<StepRun> {
  const own = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, String(value)]));
  const child = spawn("/bin/bash", ["-eo", "pipefail", "-c", command.replaceAll("\\<<", "<<")], {
    cwd: folder,
    env: { ...env, ...own },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { name: name ?? command.split("\n")[0]!, exitCode: code ?? 128, log: stdout + stderr };
}

interface Restore {
  readonly name: string;
  readonly keys: readonly string[];
}

interface Save {
  readonly name: string;
  readonly key: string;
  readonly paths: readonly string[];
}

/** A cache that is there stays as it is. */
function saveCache({ name, key: template, paths }: Save, job: Job): StepRun {
  const key = keyOf(template, job);
  const kept = join(job.caches, encodeURIComponent(key));
  if (existsSync(kept)) return { name, exitCode: 0, log: `${key} is there already` };
  mkdirSync(kept, { recursive: true });
  const saved = paths.filter((path) => existsSync(inHome(path, job)));
  for (const [index, path] of saved.entries()) {
    cpSync(inHome(path, job), join(kept, String(index)), { recursive: true });
  }
  writeFileSync(join(kept, "paths.json"), JSON.stringify(saved));
  return { name, exitCode: 0, log: `saved ${key}` };
}

function restoreCache({ name, keys }: Restore, job: Job): StepRun {
  for (const key of keys.map((template) => keyOf(template, job))) {
    const kept = join(job.caches, encodeURIComponent(key));
    if (!existsSync(kept)) continue;
    const paths = JSON.parse(readFileSync(join(kept, "paths.json"), "utf8")) as string[];
    for (const [index, path] of paths.entries()) {
      cpSync(join(kept, String(index)), inHome(path, job), { recursive: true });
    }
    return { name, exitCode: 0, log: `restored ${key}` };
  }
  return { name, exitCode: 0, log: "no cache is found" };
}

function inHome(path: string, { env }: Job): string {
  return path.replace(/^~/, env.HOME);
}

function keyOf(template: string, { folder }: Job): string {
  return template.replaceAll(/\{\{ *(.*?) *\}\}/g, (_all, expression: string) => {
    if (expression === "arch") return `arch1-linux-${process.arch}`;
    const file = /^checksum "(.+)"$/.exec(expression)?.[1];
    if (file === undefined) throw new Error(`CircleCI's cache keys have no ${expression}.`);
    return createHash("sha256")
      .update(readFileSync(join(file.startsWith("/") ? "" : folder, file)))
      .digest("base64");
  });
}
