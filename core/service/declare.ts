/** Build arguments that no Dockerfile has to declare: platforms hand their settings to builds in this way. */
import { readFile, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDockerfile } from "../dockerfile/parse.ts";
import { TreestampError } from "../errors.ts";
import { missing } from "../machine/missing.ts";

/** The Dockerfile with an ARG for each name behind every FROM. One that is declared again further down keeps its value. */
export function withArguments(text: string, names: readonly string[]): string {
  const lines = text.split("\n");
  const declarations = names.map((name) => `ARG ${name}`);
  const stages = parseDockerfile(text).instructions.filter(({ word }) => word === "FROM");
  for (const { lastLine } of stages.toReversed()) lines.splice(lastLine, 0, ...declarations);
  return lines.join("\n");
}

/**
 * Writes the Dockerfile of a folder anew, elsewhere. @returns where; undefined where there is nothing to declare, or no
 * Dockerfile, which whoever builds will say
 * @throws input-invalid where the Dockerfile, or what decides what gets in, is a link that leads out of the folder
 */
export async function declared(folder: string, names: readonly string[], file: string): Promise<string | undefined> {
  for (const name of readFiles) await checkInside(folder, name);
  if (names.length === 0) return undefined;
  const text = await readFile(join(folder, "Dockerfile"), "utf8").catch(missing(undefined));
  if (text === undefined) return undefined;
  await writeFile(file, withArguments(text, names), { flag: "wx" });
  return file;
}

/** Read by ourselves, so that what they say may be in a log. */
const readFiles = ["Dockerfile", ".dockerignore", "Dockerfile.dockerignore"];

/** The sources are a stranger's: they must not show files of this machine. */
async function checkInside(folder: string, name: string): Promise<void> {
  const path = await realpath(join(folder, name)).catch(missing(undefined));
  if (path === undefined || path.startsWith(`${await realpath(folder)}/`)) return;
  throw new TreestampError("input-invalid", `${name} is a link that leads out of the sources.`, {
    remedy: "Make it a file.",
  });
}
