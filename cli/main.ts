/** The command line: words in, a verb, lines or JSON out. */
import { isTreestampError, messageOf } from "../core/errors.ts";
import { localLog } from "../core/host/shell/log.ts";
import { parseRequest } from "../core/inputs/request.ts";
import { Interrupted } from "../core/machine/interrupt.ts";
import { requireLinux } from "../core/machine/linux.ts";
import { outputsOf, type Result } from "../core/report/result.ts";
import { stageTable } from "../core/report/stage-table.ts";
import { exitCodeOf } from "../core/sandbox/signals.ts";
import { version } from "../core/version.ts";
import { type Call, parseCall } from "./flags.ts";
import { helpText } from "./help.ts";

/** The exit code of a failure that is ours and not the command's, as docker has it. Source: docker run reference, exit status. */
const ownFailure = 125;

/** Runs the command line of this process and leaves its exit code. */
export async function main(): Promise<void> {
  // Who reads our output may stop early, such as `head`: then nobody waits for the rest. 128 + SIGPIPE.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(141);
  });
  process.stderr.on("error", () => {}); // a log that nobody reads stops no work
  process.exitCode = await runCommandLine(process.argv.slice(2));
}

async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    // What the orb calls; no word of it is for people.
    if (words[0] === "circleci-step") {
      requireLinux();
      const { runCircleStep } = await import("./circleci-step.ts");
      return await runCircleStep(words.slice(1), process.env);
    }
    const call = parseCall(words);
    if (call.kind === "verb") {
      requireLinux();
      return await runVerb(call);
    }
    process.stdout.write(call.kind === "help" ? helpText(call.verb) : `${version}\n`);
    return 0;
  } catch (error) {
    report(error, words.includes("--debug"));
    return error instanceof Interrupted ? exitCodeOf(null, error.signal) : ownFailure;
  }
}

async function runVerb(call: Extract<Call, { kind: "verb" }>): Promise<number> {
  const { verb, json, explain, diff } = call;
  const log = localLog({
    write: (text) => process.stderr.write(text),
    debug: call.debug,
    columns: process.stderr.isTTY ? () => process.stderr.columns : undefined,
  });
  const request = parseRequest(verb, call.written, call.command);
  const { keysFromStdin, perform, pruneMachine } = await import("../core/app.ts");
  const host = { log, environment: process.env, commandOutput: json ? ("stderr" as const) : ("stdout" as const) };
  if (verb === "prune") {
    const report = await pruneMachine(request, host);
    const { pruneLines, pruneOutputs } = await import("./prune-output.ts");
    process.stdout.write(json ? `${JSON.stringify(pruneOutputs(report))}\n` : pruneLines(report));
    return 0;
  }
  if (verb === "push" || verb === "promote") {
    const [{ parseDelivery }, { performDelivery }, delivered] = await Promise.all([
      import("../core/inputs/delivery.ts"),
      import("../core/app.ts"),
      import("../core/report/delivered.ts"),
    ]);
    const result = await performDelivery(verb, request, parseDelivery(verb, call.written), host);
    process.stdout.write(
      json ? `${JSON.stringify(delivered.deliveredOutputs(result))}\n` : delivered.deliveredLines(result),
    );
    return 0;
  }
  if (call.stdin) {
    const failures = await keysFromStdin(request, host, process.stdin, (line) => process.stdout.write(line));
    return failures === 0 ? 0 : ownFailure;
  }
  const result = await perform(verb, request, host, { explain, diff });
  if (json) {
    process.stdout.write(`${JSON.stringify(outputsOf(result))}\n`);
  } else {
    if (verb !== "run") process.stdout.write(resultLines(result)); // of a run it is the command's
    if (verb !== "resolve") log.info(`\n${stageTable(result)}`);
  }
  return result.exitCode ?? 0;
}

function resultLines(result: Result): string {
  const { stages: _stages, ...rest } = outputsOf(result);
  const { inputs, changes, ...facts } = rest as Record<string, unknown> & { inputs?: string[]; changes?: string[] };
  const rows = Object.entries(facts).filter(([, value]) => value !== "");
  const column = Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.map(([name, value]) => `${name.padEnd(column)}${String(value)}`);
  if (inputs !== undefined) lines.push("", ...inputs);
  if (changes !== undefined) lines.push("", ...changes);
  return `${lines.join("\n")}\n`;
}

/** One clear message: what and why, then what to do. A trace only for who asked, or for a defect of ours. */
function report(error: unknown, debug: boolean): void {
  if (isTreestampError(error)) {
    process.stderr.write(`treestamp: ${error.message}\n`);
    if (error.remedy !== undefined) process.stderr.write(`  ${error.remedy}\n`);
  } else {
    process.stderr.write(`treestamp: unexpected failure, please report it: ${messageOf(error)}\n`);
  }
  if (debug || !isTreestampError(error)) process.stderr.write(`${(error as Error)?.stack ?? ""}\n`);
}
