/** The command line: words in, a verb, lines or JSON out. */
import { ownFailure, reportFailure, shellHost } from "../core/host/shell/host.ts";
import { readRequest } from "../core/inputs/request.ts";
import { requireLinux } from "../core/machine/linux.ts";
import { version } from "../core/version.ts";
import { type Call, parseCall } from "./flags.ts";
import { helpText } from "./help.ts";

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
      return await (await import("./circleci-step.ts")).runCircleStep(words.slice(1), process);
    }
    // What the build service calls, for each build.
    if (words[0] === "service-build") {
      return await (await import("./service-build.ts")).runServiceBuild(words.slice(1), process);
    }
    const call = parseCall(words);
    if (call.kind === "verb") return await runVerb(call);
    if (call.kind === "serve") return await (await import("./serve.ts")).serve(call, process);
    process.stdout.write(call.kind === "help" ? helpText(call.verb) : `${version}\n`);
    return 0;
  } catch (error) {
    return reportFailure(error, words.includes("--debug"), (text) => process.stderr.write(text));
  }
}

async function runVerb(call: Extract<Call, { kind: "verb" }>): Promise<number> {
  const host = shellHost(call, process);
  const { carryOut, keysFromStdin } = await import("../core/app.ts");
  if (call.said.written.has("callback")) {
    const request = await readRequest(call.verb, await host.read());
    const callback = "callback" in request ? request.callback : undefined;
    if (callback !== undefined) return (await import("./callback.ts")).tellingOf(callback, host, () => carryOut(host));
  }
  if (!call.stdin) return carryOut(host);
  requireLinux();
  const request = await readRequest("resolve", await host.read());
  const failures = await keysFromStdin(request, host, process.stdin, (line) => process.stdout.write(line));
  return failures === 0 ? 0 : ownFailure;
}
