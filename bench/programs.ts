/** Running the programs that are measured. */
import { join } from "node:path";
import { run as runProgram } from "../core/process.ts";
import type { Stage } from "../core/stages.ts";

/** Runs a program to its end. @returns its standard output. @throws Error with the end of what it said, where it failed */
export async function run(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const [program, ...args] = command;
  const { exitCode, stdout, stderr } = await runProgram(program!, args, { env });
  if (exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${exitCode}:\n${stderr.trim().slice(-4000)}`);
  return stdout.toString("utf8");
}

/** The command line of treestamp as people have it: from the committed dist. */
export function treestamp(...args: string[]): string[] {
  return [process.execPath, join(import.meta.dirname, "../dist/cli/index.js"), ...args];
}

/** What `--json` says, as far as figures need it. */
export interface Said {
  readonly tag: string;
  readonly stages: readonly Stage[];
}

/** Runs a verb of treestamp with `--json`. A command's own words follow `--`, and what it prints is not looked at. */
export async function treestampJson(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Said> {
  const end = args.indexOf("--");
  const [flags, command] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end)];
  return JSON.parse(await run(treestamp(...flags, "--json", ...command), env)) as Said;
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
