/** What decides an image, as people say it: in `treestamp.yml`, or in a call. */
import { TreestampError } from "../errors.ts";
import { type Input, inputs } from "../inputs.ts";

/** Where the repository keeps them. */
export const configPath = "treestamp.yml";

/** What people say of a recipe. What is left out has its default. */
export interface RecipeInputs {
  readonly image?: string;
  readonly context?: string;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs?: ReadonlyMap<string, string>;
  readonly platforms?: readonly string[];
  readonly include?: readonly string[];
  readonly base?: ReadonlyMap<string, string>;
}

/** Those of the inputs that decide an image. */
export const recipeInputs: readonly Input[] = inputs.filter(({ places }) => places.includes("config"));

/**
 * The recipe's inputs out of values by name, as a flag or an action's input gives them: each value as one or more
 * lines; names that are no recipe's are passed over.
 * @throws input-invalid
 */
export function recipeInputsOf(values: ReadonlyMap<string, string | readonly string[]>): RecipeInputs {
  const said = new Map<string, Value>();
  for (const input of recipeInputs) {
    const value = values.get(input.name);
    if (value !== undefined)
      said.set(
        input.name,
        inputValue(input, value, (fault) => invalid(`\`${input.name}\``, fault, formOf(input))),
      );
  }
  return typed(said);
}

/** `call` wins over `file`, each input as a whole. */
export function mergeInputs(file: RecipeInputs, call: RecipeInputs): RecipeInputs {
  return { ...file, ...call };
}

/** What is said for one input. */
export type Value = string | readonly string[] | ReadonlyMap<string, string>;
/** Makes the error about one input: of where it is said, with what is wrong. */
export type Fail = (fault: string) => TreestampError;

/** Brings what was said into the input's kind: lists and maps may be text with an item a line, maps `NAME=VALUE` items. */
export function inputValue(input: Input, said: Value, fail: Fail): Value {
  if (input.kind === "map") {
    if (said instanceof Map) return checkedNames(said, fail);
    const pairs = items(said as string | readonly string[]).map((item): [string, string] => {
      const equals = item.indexOf("=");
      if (equals <= 0) throw fail(`${JSON.stringify(item)} is not NAME=VALUE`);
      return [item.slice(0, equals), item.slice(equals + 1)];
    });
    const map = new Map<string, string>();
    for (const [name, value] of pairs) {
      if (map.has(name)) throw fail(`${name} is given twice`);
      map.set(name, value);
    }
    return checkedNames(map, fail);
  }
  if (said instanceof Map) throw fail(`a ${input.kind} was expected, not a mapping`);
  const list = items(said as string | readonly string[]);
  if (input.kind === "list") return input.name === "platforms" ? list.flatMap((item) => item.split(/\s*,\s*/)) : list;
  if (list.length !== 1) throw fail(list.length === 0 ? "the value is empty" : "one value was expected, not several");
  return list[0]!;
}

/** One item a line; blank lines do not count. */
function items(said: string | readonly string[]): string[] {
  if (typeof said !== "string") return said.filter((item) => item !== "");
  return said
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function checkedNames(map: ReadonlyMap<string, string>, fail: Fail): ReadonlyMap<string, string> {
  if (map.has("")) throw fail("a name is empty");
  return map;
}

export function typed(said: ReadonlyMap<string, Value>): RecipeInputs {
  return Object.fromEntries(
    [...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
}

/** How a value of the input is written. */
export function formOf({ kind, placeholder = "VALUE" }: Input): string {
  if (kind === "map") return `Write ${placeholder}, one on each line, or in ${configPath} a mapping.`;
  return kind === "list" ? `Write ${placeholder}, one on each line, or in ${configPath} a list.` : "Write one value.";
}

export function invalid(where: string, fault: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."), { remedy });
}
