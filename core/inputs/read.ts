/** Reads and refuses every value, whichever surface it was written on. */
import { isTreestampError, TreestampError } from "../errors.ts";
import { checkKeepsImages } from "../oci/reference.ts";
import type { Action, Command, Input, NameForm } from "./input.ts";
import { suggesting } from "./suggest.ts";
import { inputs } from "./table.ts";

/**
 * What was written, by input name: one string for a text or boolean, one per item for a list or map. An input that was
 * not given is not in it.
 */
export type Written = ReadonlyMap<string, readonly string[]>;

/** What was written for one input: text for texts and booleans. */
export type Value = string | readonly string[] | ReadonlyMap<string, string>;
/** Makes the error about one input: where it was written, and what to do, unless that is to write it in its form. */
export type Fail = (fault: string, remedy?: string) => TreestampError;

/** The inputs of a call, each read once. What was not given has its default, or is undefined, or empty. */
export interface Values {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  list(name: string): readonly string[];
  map(name: string): ReadonlyMap<string, string>;
  /** Makes the error about one of them. */
  fail(name: string): Fail;
}

/** Reads all that was written for a verb, or for the action setup. Inputs of other verbs are passed over. @throws input-invalid, naming the input */
export function readInputs(verb: Command | Action, written: Written): Values {
  const values = new Map<string, Value>();
  const rows = inputs.filter(({ verbs }) => verbs.includes(verb));
  for (const input of rows) {
    const said = (written.get(input.name) ?? []).filter((item) => item !== "");
    const fail = failOf(input);
    if (said.length > 0) values.set(input.name, inputValue(input, isSingle(input) ? said.slice(-1) : said, fail));
    else if (input.default !== undefined) values.set(input.name, input.default);
  }
  return {
    text: (name) => values.get(name) as string | undefined,
    flag: (name) => values.get(name) === "true",
    list: (name) => (values.get(name) as readonly string[] | undefined) ?? [],
    map: (name) => (values.get(name) as ReadonlyMap<string, string> | undefined) ?? new Map(),
    fail: (name) => failOf(rows.find((input) => input.name === name)!),
  };
}

/** The error about an input of a call. */
export function failOf(input: Input): Fail {
  return (fault, remedy) => invalid(`\`${input.name}\``, fault, remedy ?? formOf(input));
}

/** A value in the input's kind: lists and maps from their items (maps: `NAME=VALUE`), or from a mapping. */
export function inputValue(input: Input, said: Value, fail: Fail): Value {
  if (said instanceof Map) {
    if (input.kind !== "map") throw fail(`a ${input.kind} was expected, not a mapping`);
    for (const name of said.keys()) checkName(input, name, fail);
    return said;
  }
  const items = typeof said === "string" ? [said] : (said as readonly string[]);
  switch (input.kind) {
    case "map":
      return mapOf(input, separated(input, items), fail);
    case "list": {
      const list = listOf(input, separated(input, items), fail);
      const { choices } = input;
      const other = choices === undefined ? undefined : list.find((item) => !choices.includes(item));
      if (other !== undefined) throw noneOf(choices!, other, fail);
      return list;
    }
    case "scripts":
      return items;
    case "boolean":
    case "text": {
      const [only = "", ...more] = items;
      if (more.length > 0) throw fail("one value was expected, not several");
      if (only === "") throw fail("the value is empty");
      return input.kind === "boolean" ? booleanOf(only, fail) : textOf(input, only, fail);
    }
  }
}

function isSingle({ kind }: Input): boolean {
  return kind === "text" || kind === "boolean";
}

function separated({ commas }: Input, items: readonly string[]): readonly string[] {
  const parts = commas === true ? items.flatMap((item) => item.split(",").map((part) => part.trim())) : items;
  return parts.filter((part) => part !== "");
}

function mapOf(input: Input, items: readonly string[], fail: Fail): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [index, item] of items.entries()) {
    const equals = item.indexOf("=");
    if (equals <= 0)
      throw fail(`${shown(input, item, index)} is not ${input.placeholder ?? "NAME=VALUE"}`, inQuotes(input));
    const name = item.slice(0, equals);
    checkName(input, name, fail, index);
    if (map.has(name)) throw fail(`${name} is given twice`);
    map.set(name, item.slice(equals + 1));
  }
  return map;
}

function listOf(input: Input, items: readonly string[], fail: Fail): readonly string[] {
  if (input.names === undefined) return items;
  for (const [index, item] of items.entries()) {
    const [, name = item] = /^([^=]*)=/.exec(item) ?? [];
    if (!nameForms[input.names].pattern.test(name)) {
      throw fail(
        `${shown(input, item, index)} is not ${input.placeholder === undefined ? "a name" : "NAME=VALUE or NAME"}`,
      );
    }
  }
  return items;
}

/** The usual slip with secrets, which the message does not show: a key or a file without quotes around it. */
function inQuotes(input: Input): string | undefined {
  if (input.names !== "secret") return undefined;
  return `${formOf(input)} Put an item of several lines in double quotes, including its name.`;
}

const nameForms: Readonly<Record<NameForm, { readonly pattern: RegExp; readonly says: string }>> = {
  variable: {
    pattern: /^[A-Za-z_]\w*$/,
    says: "a variable's name consists of letters, digits and _, and does not begin with a digit",
  },
  argument: { pattern: /^[A-Za-z_][\w.-]*$/, says: "an argument's name consists of letters, digits, _, . and -" },
  label: { pattern: /^[^\s"'`,=#]+$/, says: "such a name has no spaces, quotes or commas" },
  annotation: {
    pattern:
      /^(?:(?:manifest|index)(?:,(?:manifest|index))*:)?(?!(?:manifest|index)(?:-descriptor)?[,[:])[^\s"'`,=#]+$/,
    says: "an annotation's name has no spaces, quotes or commas, and its prefix is `manifest:` or `index:`",
  },
  image: { pattern: /^[^\s"'`,=#]+$/, says: "an image's name has no spaces, quotes or commas" },
  secret: { pattern: /^[^\s"'`,=#]+$/, says: "a secret's id has no spaces, quotes or commas" },
};

/** @param index of the item, where the name may be a value that stands in the wrong place, and is not to be shown */
function checkName({ names }: Input, name: string, fail: Fail, index?: number): void {
  if (name === "") throw fail("a name is empty");
  if (names === undefined || nameForms[names].pattern.test(name)) return;
  const what = names === "secret" && index !== undefined ? `the name of item ${index + 1}` : JSON.stringify(name);
  throw fail(`${what} is not a valid name: ${nameForms[names].says}`);
}

/** An item for a message. What may be a secret is not repeated: of a variable only its name is, of a secret nothing. */
function shown({ names }: Input, item: string, index: number): string {
  if (names !== "secret" && names !== "variable") return JSON.stringify(item);
  const [name] = names === "variable" ? (/^[\w.-]+(?=[:\s=])/.exec(item) ?? []) : [];
  return `item ${index + 1}${name === undefined ? "" : ` (${name}…)`}`;
}

function booleanOf(text: string, fail: Fail): string {
  const value = parseBoolean(text);
  if (value === undefined) throw noneOf(["true", "false"], text, fail);
  return String(value);
}

/** `true`, `True`, `TRUE` and the same of false. Source: YAML 1.2, core schema, which @actions/core's getBooleanInput reads. */
export function parseBoolean(text: string): boolean | undefined {
  if (["true", "True", "TRUE"].includes(text)) return true;
  return ["false", "False", "FALSE"].includes(text) ? false : undefined;
}

function textOf(input: Input, text: string, fail: Fail): string {
  if (input.choices !== undefined && !input.choices.includes(text)) throw noneOf(input.choices, text, fail);
  if (input.form === "repository" && !isCiCache(text)) checkRepository(text, fail);
  return text;
}

/** @throws what `fail` makes of a name of which no repository can be */
export function checkRepository(text: string, fail: Fail): void {
  try {
    checkKeepsImages(text);
  } catch (error) {
    throw isTreestampError(error) ? fail(error.message, error.remedy) : error;
  }
}

function noneOf(valid: readonly string[], text: string, fail: Fail): TreestampError {
  return fail(`"${text}" is not a valid value`, suggesting(text, valid, `Valid values are ${valid.join(", ")}.`));
}

/** How a value of the input is written. */
export function formOf({ kind, places, placeholder = "VALUE" }: Input): string {
  if (kind !== "map" && kind !== "list") return "Write one value.";
  const file = places.includes("config") ? `, or in treestamp.yml a ${kind === "map" ? "mapping" : "list"}` : "";
  return `Write ${placeholder}, one per line${file}.`;
}

export function invalid(where: string, fault: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."), { remedy });
}

/** What the input `store` says where there is no registry: images are kept in the CI's cache. */
export function isCiCache(store: string | undefined): boolean {
  return store === "actions-cache";
}
