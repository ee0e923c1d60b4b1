/** Running the programs that are measured. */
import { join } from "node:path";
import { run as runProgram } from "../core/process.ts";

/** Runs a program to its end. @returns its standard output. @throws Error with the end of what it said, where it failed */
export async function run(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const [program, ...args] = command;
  const { exitCode, stdout, stderr } = await runProgram(program!, args, { env });
  if (exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${exitCode}:\n${stderr.trim()}`);
  return stdout.toString("utf8");
}

/** The command line of treestamp as people have it: from the committed dist. */
export function treestamp(...args: string[]): string[] {
  return [process.execPath, join(import.meta.dirname, "../dist/cli/index.js"), ...args];
}
