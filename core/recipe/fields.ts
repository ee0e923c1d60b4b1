/**
 * A TOML or JSON file reduced to some of its fields: a key that follows it moves with those alone. Loaded where fields are
 * named.
 */
import { parse, stringify, type TomlTable } from "smol-toml";
import { messageOf, TreestampError } from "../errors.ts";
import type { Field } from "./include.ts";

/**
 * The file with these fields alone, in the file's own order and always in one form: comments, blanks and quotes do not count.
 * @param file its path, whose ending tells the format
 * @throws input-invalid where it cannot be read
 */
export function reduced(
  blob: Buffer,
  file: string,
  fields: readonly Field[],
): { readonly content: Buffer; readonly found: ReadonlySet<string> } {
  const isJson = file.endsWith(".json");
  const found = new Set<string>();
  const document = parsed(blob.toString("utf8").replace(/^\uFEFF/, ""), file, isJson);
  const picked = pick(document, fields, 0, found) ?? {};
  const text = isJson
    ? `${JSON.stringify(picked, undefined, 2)}\n`
    : `${stringify(picked as TomlTable, { numbersAsFloat: true }).trimEnd()}\n`;
  return { content: Buffer.from(text), found };
}

function parsed(text: string, file: string, isJson: boolean): unknown {
  try {
    // Whole numbers as such, so that they are written as they were.
    return isJson ? JSON.parse(text) : parse(text, { integersAsBigInt: true });
  } catch (cause) {
    const [why] = messageOf(cause).split("\n");
    throw new TreestampError(
      "input-invalid",
      `\`include\`: ${file} cannot be read as ${isJson ? "JSON" : "TOML"}: ${why}.`,
      {
        remedy: "Fix the file, or include it whole, without fields.",
        cause,
      },
    );
  }
}

/** The parts of `value` that the fields name, below the first `depth` names of each; undefined if there are none. */
function pick(value: unknown, fields: readonly Field[], depth: number, found: Set<string>): unknown {
  const ended = fields.filter(({ names }) => names.length === depth);
  for (const { text } of ended) found.add(text);
  if (ended.length > 0) {
    for (const field of fields) if (has(value, field.names.slice(depth))) found.add(field.text);
    return value;
  }
  if (!isTable(value)) return undefined;
  const kept = Object.entries(value).flatMap(([name, inside]) => {
    const those = fields.filter(({ names }) => names[depth] === name);
    const part = those.length === 0 ? undefined : pick(inside, those, depth + 1, found);
    return part === undefined ? [] : [[name, part] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function has(value: unknown, names: readonly string[]): boolean {
  const [first, ...rest] = names;
  return first === undefined || (isTable(value) && Object.hasOwn(value, first) && has(value[first], rest));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
