/** A person's shell: words in, lines or one JSON object out. */
import { isTreestampError, messageOf } from "../../errors.ts";
import type { Verb } from "../../inputs/input.ts";
import type { WrittenCall } from "../../inputs/request.ts";
import { Interrupted } from "../../machine/interrupt.ts";
import { outputsOf } from "../../report/outputs.ts";
import { linesOf, stageTable } from "../../report/terminal.ts";
import { exitCodeOf } from "../../sandbox/signals.ts";
import type { Host } from "../port.ts";
import { localLog } from "./log.ts";

/** The exit code of a failure that is ours and not the command's, as docker has it. Source: docker run reference, exit status. */
export const ownFailure = 125;

export interface ShellCall<V extends Verb> {
  readonly verb: V;
  readonly said: WrittenCall;
  readonly json: boolean;
  readonly debug: boolean;
}

/** The shell that this process was started from. */
export function shellHost<V extends Verb>({ verb, said, json, debug }: ShellCall<V>, process: NodeJS.Process): Host<V> {
  const { stdout, stderr, env: environment } = process;
  const log = localLog({
    write: (text) => stderr.write(text),
    debug,
    columns: stderr.isTTY ? () => stderr.columns : undefined,
  });
  return {
    verb,
    log,
    environment,
    commandOutput: json ? "stderr" : "stdout",
    read: async () => ({ ...said, home: environment.HOME }),
    tell: async (outcome) => {
      if (json) stdout.write(`${JSON.stringify(verb === "plan" ? outputsOf(outcome).matrix : outputsOf(outcome))}\n`);
      else {
        if (verb !== "run") stdout.write(linesOf(outcome)); // of a run it is the command's
        if (outcome.kind === "image" && verb !== "resolve") log.info(`\n${stageTable(outcome)}`);
      }
    },
    fail: async (error) => reportFailure(error, debug, (text) => stderr.write(text)),
  };
}

/**
 * One clear message: what and why, then what to do. A trace only where it was asked for, or for a defect of ours.
 * @returns the exit code
 */
export function reportFailure(error: unknown, debug: boolean, write: (text: string) => void): number {
  if (isTreestampError(error)) {
    write(`treestamp: ${error.message}\n`);
    if (error.remedy !== undefined) write(`  ${error.remedy}\n`);
  } else {
    write(`treestamp: unexpected failure, please report it: ${messageOf(error)}\n`);
  }
  if (debug || !isTreestampError(error)) write(`${(error as Error)?.stack ?? ""}\n`);
  return error instanceof Interrupted ? exitCodeOf(null, error.signal) : ownFailure;
}
