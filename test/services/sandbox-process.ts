/**
 * A sandbox hands its own standard input, output and error to the command. So a test runs it in a process of its own,
 * this file, whose streams and signals the test holds. `node sandbox-process.ts JSON`, and exits as the command did; without
 * words it runs one after the other of those that come as messages: see sandbox-caller.ts.
 */
import { writeSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError } from "../../core/errors.ts";
import { type Log, silentLog } from "../../core/log/log.ts";
import { openOurs } from "../../core/machine/ownership.ts";
import type { ImageConfig } from "../../core/oci/image-config.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Descriptor } from "../../core/oci/port.ts";
import { dockerSandbox } from "../../core/sandbox/docker.ts";
import { mountedSandbox } from "../../core/sandbox/mounted.ts";
import type { MountedTools } from "../../core/sandbox/mounted-tools.ts";
import { runPhases } from "../../core/sandbox/phases/run.ts";
import type { Command, Sandbox } from "../../core/sandbox/port.ts";

/** What to run and in which sandbox, as JSON takes it: maps as lists of pairs. */
export interface SandboxJob {
  readonly driver:
    | {
        readonly kind: "mounted";
        readonly snapshot: string;
        /** Folder for what is extracted of it. */
        readonly extracted: string;
        readonly tools: MountedTools;
      }
    | { readonly kind: "docker"; readonly host: string; readonly layout: string; readonly image: Descriptor };
  readonly scratch: string;
  /** Scripts to run as phases instead of the command's own words, one after the other; prints exit code, outcomes and output as JSON. */
  readonly phases?: readonly string[];
  readonly image: Omit<ImageConfig, "env"> & { readonly env: readonly (readonly [string, string])[] };
  readonly command: Omit<Command, "env" | "signal" | "output"> & {
    readonly env: readonly (readonly [string, string])[];
    /** `lines`: to a function, which prints `line: ` before each. */
    readonly output?: "stdout" | "stderr" | "lines";
  };
  /** Folder that keeps what commands write; of a mounted snapshot. */
  readonly kept?: string;
  /** A folder that the command must not see. */
  readonly hidden?: string;
  /** Aborts the command: a millisecond after it was started, or when the test says so. */
  readonly abort?: "at once" | "by a message";
}

/** A message to a process that runs several. */
export interface NextSandboxJob {
  readonly job: SandboxJob;
  /** The caller's umask, in octal. */
  readonly umask: string;
  /** What is written to both streams, with the exit code and a line's end, when all that the command wrote is there. */
  readonly end: string;
}

/** Exit code for a `TreestampError`; its code and message stand on standard error. */
export const failedExitCode = 99;

// Not by process.stderr, which makes a stream that commands share with us one that does not wait for its reader.
const say = (line: string) => void writeSync(2, `${line}\n`);
const log: Log = { ...silentLog, warning: (message) => say(`warning: ${message}`) };

/** As in a job of the CI, commands that differ in nothing but themselves run in one sandbox. */
const sandboxes = new Map<string, Sandbox>();

function sandboxOf(job: SandboxJob): Sandbox {
  const { driver, scratch, image, kept, hidden } = job;
  const key = JSON.stringify([driver, scratch, image, kept, hidden]);
  const sandbox = sandboxes.get(key) ?? openSandbox(job);
  sandboxes.set(key, sandbox);
  return sandbox;
}

function openSandbox({ driver, scratch, image, kept, hidden: folder }: SandboxJob): Sandbox {
  const hidden = folder === undefined ? [] : [folder];
  const config: ImageConfig = { ...image, env: new Map(image.env) };
  if (driver.kind === "docker") {
    const { layout, image: descriptor, host } = driver;
    const env = { PATH: process.env.PATH, DOCKER_HOST: host };
    const from = layoutStore(layout);
    const why = "a test says so";
    return dockerSandbox({
      from,
      image: descriptor,
      config,
      env,
      scratch,
      hidden,
      why,
      limit: Number.POSITIVE_INFINITY,
      log,
    });
  }
  const { snapshot, extracted, tools } = driver;
  const digest = `sha256:${"0".repeat(64)}` as const;
  const openSnapshot = () => openOurs(snapshot);
  return mountedSandbox({
    ...{ openSnapshot, digest, extracted, tools, image: config, scratch, hidden, log },
    jobFolder: async () => kept,
  });
}

async function printPhases(
  sandbox: Sandbox,
  scripts: readonly string[],
  command: Command,
  scratch: string,
): Promise<number> {
  const steps = scripts.map((script, index) => [{ name: `phase${index + 1}`, script }]);
  const folder = await mkdtemp(join(scratch, "../phases-"));
  await chmod(folder, 0o755);
  let printed = "";
  const print = async (bytes: Uint8Array) => {
    printed += Buffer.from(bytes).toString();
  };
  const { exitCode, phases } = await runPhases(
    { steps, failFast: true, shell: ["sh", "-e"] },
    { scratch: folder, log, print, run: (part) => sandbox.run({ ...command, ...part }) },
  );
  writeSync(1, JSON.stringify({ exitCode, outcomes: phases.map(({ outcome }) => outcome), printed }));
  return 0;
}

/** Runs it to its end, and gives the exit code. */
async function runJob(job: SandboxJob): Promise<number> {
  const abort = new AbortController();
  if (job.abort === "at once") setTimeout(() => abort.abort(), 1);
  if (job.abort === "by a message") process.once("message", () => abort.abort());
  const signal = job.abort === undefined ? {} : { signal: abort.signal };
  const { output: to = "stdout", ...words } = job.command;
  const output = to === "lines" ? (line: string) => void writeSync(1, `line: ${line}\n`) : to;
  const command = { ...words, output, env: new Map(words.env), ...signal };
  try {
    if (job.phases !== undefined) return await printPhases(sandboxOf(job), job.phases, command, job.scratch);
    return (await sandboxOf(job).run(command)).exitCode;
  } catch (error) {
    if (!isTreestampError(error)) throw error;
    say(`${error.code}: ${error.message}`);
    return failedExitCode;
  }
}

if (process.argv[1] === import.meta.filename) {
  const [, , words] = process.argv;
  if (words !== undefined) process.exitCode = await runJob(JSON.parse(words) as SandboxJob);
  else
    process.on("message", async ({ job, umask, end }: NextSandboxJob) => {
      process.umask(umask);
      const code = await runJob(job);
      for (const stream of [1, 2]) writeSync(stream, `${end} ${code}\n`);
    });
}
