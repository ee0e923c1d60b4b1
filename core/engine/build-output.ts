/** What a build prints: to the log as it comes, without its secrets, and its end into the error where it fails. */
import { readFile, stat } from "node:fs/promises";
import { isTreestampError, TreestampError } from "../errors.ts";
import type { BuildSecret } from "../inputs/secrets.ts";
import type { Log } from "../log/log.ts";
import { masksOf } from "../log/masks.ts";
import { type ProgramOptions, run } from "../machine/process.ts";

/** How many last lines of a failed build the error has; both engines print the failing instruction there. */
const linesInError = 30;

/** Reads along with what a program prints. */
export interface Reader {
  /** The lines to be shown once this one was printed. */
  shown(printed: string): readonly string[];
  /** Why it has failed; undefined if it has not said so in a form that the reader knows. */
  failure(): Failure | undefined;
}

export interface Failure {
  /** As it was printed. */
  readonly printed: string;
  /** For people: one sentence. */
  readonly summary: string;
  /** The lines of the Dockerfile that failed, with their numbers. */
  readonly excerpt: readonly string[];
}

/** What each program of a build is given. */
export type StepOptions = ProgramOptions & {
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly secretValues: readonly string[];
};

/**
 * Runs one program of a build. Its lines go to the log, with `***` in place of each of `secretValues`.
 * @throws build-failed where its exit code is not 0
 */
export async function runBuildStep(
  program: string,
  args: readonly string[],
  /** Without a reader, all that is printed is shown. */
  options: StepOptions & { readonly reader?: Reader },
): Promise<void> {
  const { log, secretValues, reader, ...programOptions } = options;
  const { show, masked, last } = showLines(log, secretValues);
  const onLine = (printed: string) => {
    for (const line of reader?.shown(printed) ?? [printed]) show(line);
  };
  const { exitCode } = await run(program, args, { ...programOptions, lines: "both", onLine });
  if (exitCode === 0) return;
  const failure = reader?.failure();
  for (const line of failure?.excerpt ?? []) show(line);
  const output = last.join("\n");
  const summary =
    failure?.summary ??
    last.findLast((line) => /^error[: ]/i.test(line)) ??
    `${program} ended with exit code ${exitCode}.`;
  throw new TreestampError("build-failed", `The image could not be built. ${masked(summary)}`, {
    remedy: remedyFor(
      `${output}\n${failure?.printed ?? ""}`,
      "Fix the instruction that failed, or what it needs; everything the build printed is in the log above.",
    ),
    output,
  });
}

/** Lines on their way to the log, with `***` in place of each of `secretValues`; `last` are those for an error. */
export function showLines(log: Log, secretValues: readonly string[]) {
  const last: string[] = [];
  const masked = (text: string) => secretValues.reduce((rest, value) => rest.replaceAll(value, "***"), text);
  const show = (line: string) => {
    const shown = masked(line);
    log.info(shown);
    last.push(shown);
    if (last.length > linesInError) last.shift();
  };
  return { show, masked, last: last as readonly string[] };
}

/** How buildah and BuildKit report that a `RUN` command failed: its output is not about the context. */
const commandFailed = /building at STEP "RUN |process "[^\n]*" did not complete successfully/;

/** What to do about a build that ended with this output, by the engines' known messages. */
export function remedyFor(output: string, otherwise: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [
      /only supports the|in substitution: |flag provided but not defined|invalid mount option|secret should have syntax/,
      "This buildah does not know it: install a newer one, or build with docker, on a machine with its daemon (`engine: docker`).",
    ],
    [
      /no stage found with name/,
      "buildah takes a cache mount from a stage, not from an image: write FROM IMAGE AS NAME, and from=NAME.",
    ],
    [
      /granting entitlement network\.host is not allowed/,
      "This builder gives no instruction the network of its host: start it with --allow-insecure-entitlement=network.host, or leave `network: host` out.",
    ],
    [/no space left on device/i, "Free some space, or set `cache-folder` to a folder on another disk."],
    [
      /secret.*(not found|required)|(no|unable to find|missing).*secret/i,
      "Give the build its secret: `secret-envs: ID=VARIABLE` or `secret-files: ID=PATH`.",
    ],
    [
      /COPY|ADD/.test(output) && !commandFailed.test(output)
        ? /no such file or directory|no items matching|not found/i
        : /$^/,
      "A build gets only what is committed in the context: check the path, and add other files with `include`.",
    ],
    [
      /(target|stage).*(not found|could not be found|no such)|no stage/i,
      "Check `target` against the Dockerfile's `FROM … AS NAME`.",
    ],
  ];
  return known.find(([pattern]) => pattern.test(output))?.[1] ?? otherwise;
}

export interface Secrets {
  /** One for each, in their order. */
  readonly contents: readonly Buffer[];
  /** What must not be seen of them: see core/log/masks.ts. */
  readonly masks: readonly string[];
}

/** Reads the secrets, and tells the log what to hide. @throws input-invalid where a secret's source is not there */
export async function readSecrets(secrets: readonly BuildSecret[], env: NodeJS.ProcessEnv, log: Log): Promise<Secrets> {
  const contents = await Promise.all(secrets.map((secret) => bytesOf(secret, env)));
  const values = contents.map((bytes) => bytes.toString("utf8"));
  for (const value of values) log.mask(value);
  return { contents, masks: [...new Set(values.flatMap(masksOf))].sort((a, b) => b.length - a.length) };
}

/** @throws input-invalid; it does not show what was written, which may be the secret itself in the place of its name */
async function bytesOf({ id, source }: BuildSecret, env: NodeJS.ProcessEnv): Promise<Buffer> {
  if (source.kind === "value") return Buffer.from(source.value);
  if (source.kind === "environment") {
    const value = env[source.variable];
    if (value !== undefined) return Buffer.from(value);
    throw new TreestampError("input-invalid", `The build secret "${id}" names a variable that is not set.`, {
      remedy: `Set the variable that \`secret-envs\` names after ${id}= (its name, not its value), or leave the secret out.`,
    });
  }
  const unreadable = (why: string) =>
    new TreestampError("input-invalid", `The build secret "${id}" names a file that cannot be read (${why}).`, {
      remedy: `First write the file that \`secret-files\` names after ${id}= (its path, not its content), or leave the secret out.`,
    });
  try {
    // Engines read it again, and a pipe has it once.
    if (!(await stat(source.path)).isFile()) throw unreadable("it is no regular file");
    return await readFile(source.path);
  } catch (error) {
    throw isTreestampError(error) ? error : unreadable(String((error as NodeJS.ErrnoException).code));
  }
}

/** `--secret` for each: where the value is, never the value. Both engines read the same notation: one line of CSV. */
export function secretArguments(secrets: readonly BuildSecret[]): string[] {
  return secrets.flatMap(({ id, source }, index) => {
    const variable = source.kind === "environment" ? source.variable : variableOfValue(index);
    const from = source.kind === "file" ? `src=${source.path}` : `env=${variable}`;
    return ["--secret", [`id=${id}`, from].map(csvField).join(",")];
  });
}

/** The variables that secretArguments names for what was given by value: for the engine's process alone. */
export function secretVariables(secrets: readonly BuildSecret[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    secrets.flatMap(({ source }, index) => (source.kind === "value" ? [[variableOfValue(index), source.value]] : [])),
  );
}

function variableOfValue(index: number): string {
  return `TREESTAMP_SECRET_${index}`;
}

/** A field of a line of CSV, in quotes where it must be. Source: RFC 4180, as Go's encoding/csv reads it. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
