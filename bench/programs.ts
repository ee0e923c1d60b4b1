/** Running the programs that are measured. */
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import { type ProgramOptions, run as runProgram } from "../core/machine/process.ts";
import type { CacheReport } from "../core/report/outcome.ts";

/** Ends all programs that run, and lets no further one start: the bench then fails, and cleans up, wherever it is. */
export const interruption = new AbortController();

/** Runs a program to its end. @returns its standard output. @throws Error with the end of its output if it fails */
export function run(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return outputOf(command, { env, signal: interruption.signal });
}

/** The same for a program that cleans up: it runs also after an interruption. */
export function runAtTheEnd(command: readonly string[]): Promise<string> {
  return outputOf(command, {});
}

async function outputOf(command: readonly string[], options: ProgramOptions): Promise<string> {
  const [program, ...args] = command;
  const { exitCode, stdout, stderr } = await runProgram(program!, args, options);
  if (exitCode !== 0)
    throw new Error(`${command.join(" ")} ended with ${exitCode}:\n${(stderr.trim() || String(stdout)).slice(-4000)}`);
  return stdout.toString("utf8");
}

/** The command line of treestamp as people have it: from the committed dist. */
export function treestamp(...args: string[]): string[] {
  return [process.execPath, join(import.meta.dirname, "../dist/cli/index.js"), ...args];
}

/** What `--json` says, as far as figures need it. */
export interface JsonResult {
  readonly tag: string;
  readonly stages: readonly Stage[];
  readonly caches?: readonly CacheReport[];
}

/** Runs a verb of treestamp with `--json`. A command follows `--`; its output is ignored. */
export async function treestampJson(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<JsonResult> {
  const end = args.indexOf("--");
  const [flags, command] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end)];
  return JSON.parse(await run(treestamp(...flags, "--json", ...command), env)) as JsonResult;
}

/** Seconds of a stage; 0 where there was none. */
export function secondsOf(stages: readonly Stage[], name: string): number {
  return stages.find((stage) => stage.name === name)?.seconds ?? 0;
}

/** What one contestant has written must not be what the next one waits for. */
export async function settle(): Promise<void> {
  await run(["sync"]);
}

/** Node's own start, with nothing to do. */
export const bareNode: readonly string[] = [process.execPath, "--eval", "0"];
