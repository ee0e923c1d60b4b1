/** Build arguments that no Dockerfile has to declare: platforms hand their settings to builds in this way. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDockerfile } from "../dockerfile/parse.ts";
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
 */
export async function declared(folder: string, names: readonly string[], file: string): Promise<string | undefined> {
  if (names.length === 0) return undefined;
  const text = await readFile(join(folder, "Dockerfile"), "utf8").catch(missing(undefined));
  if (text === undefined) return undefined;
  await writeFile(file, withArguments(text, names), { flag: "wx" });
  return file;
}
