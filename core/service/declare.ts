/** Build arguments that no Dockerfile has to declare: platforms hand their settings to builds in this way. */
import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDockerfile } from "../dockerfile/parse.ts";
import { isReadByClient } from "../engine/environment.ts";
import { TreestampError } from "../errors.ts";
import { missing } from "../machine/missing.ts";
import { isWithin } from "../machine/mounts.ts";

export type Arguments = Readonly<Record<string, string>>;

/** Arguments on their way to the engine. */
export interface Declared {
  /** The Dockerfile that declares them; undefined for the sources' own. */
  readonly file: string | undefined;
  /** Those that the engine's program is still to be given. */
  readonly rest: Arguments;
}

/**
 * The Dockerfile with an ARG for each argument behind every FROM. One that is declared again further down keeps its value.
 * What an engine's program would take for a setting of its own (`AWS_…`, `HTTP_PROXY`) has its value here: it would stand on
 * that program's command line otherwise, for everybody to read.
 * @throws input-invalid for such a value of several lines
 */
export function withArguments(text: string, args: Arguments): string {
  const lines = text.split("\n");
  const declarations = Object.entries(args).map(([name, value]) =>
    isReadByClient(name) ? `ARG ${name}=${quoted(name, value)}` : `ARG ${name}`,
  );
  const stages = parseDockerfile(text).instructions.filter(({ word }) => word === "FROM");
  for (const { lastLine } of stages.toReversed()) lines.splice(lastLine, 0, ...declarations);
  return lines.join("\n");
}

/** In single quotes nothing means anything. Source: moby/buildkit, frontend/dockerfile/shell. */
function quoted(name: string, value: string): string {
  if (/[\r\n]/.test(value)) {
    throw new TreestampError("input-invalid", `The value of the build argument ${name} has several lines.`, {
      remedy: "Give it another name: the engine's programs read this one for themselves.",
    });
  }
  return `'${value.replaceAll("'", `'"'"'`)}'`;
}

/**
 * Writes a copy of a folder's Dockerfile that declares the arguments. None is written where there is nothing to declare, or no
 * Dockerfile: the build reports that.
 * @throws input-invalid where the Dockerfile, or what decides what gets in, is a link that leads out of the folder
 */
export async function declared(folder: string, args: Arguments, file: string): Promise<Declared> {
  for (const name of readFiles) await checkInside(folder, name);
  const text = await readFile(join(folder, "Dockerfile"), "utf8").catch(missing(undefined));
  if (text === undefined || Object.keys(args).length === 0) return { file: undefined, rest: args };
  await writeFile(file, withArguments(text, args), { flag: "wx", mode: 0o600 });
  const rest = Object.entries(args).filter(([name]) => !isReadByClient(name));
  return { file, rest: Object.fromEntries(rest) };
}

/** Read by ourselves, so that what they say may be in a log. */
const readFiles = ["Dockerfile", ".dockerignore", "Dockerfile.dockerignore"];

/** The sources are a stranger's: they must not show files of this machine. */
async function checkInside(folder: string, name: string): Promise<void> {
  const path = await realpath(join(folder, name)).catch(missing(undefined));
  if (path === undefined || isWithin(await realpath(folder), path)) return;
  throw new TreestampError("input-invalid", `${name} is a link that leads out of the sources.`, {
    remedy: "Make it a file.",
  });
}
