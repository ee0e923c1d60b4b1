/** `treestamp.yml`: the recipe's inputs as a file of the repository, and the same inputs from a call. */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { TreestampError } from "../errors.ts";
import { type Input, inputs } from "../inputs.ts";
import { nearestName } from "../nearest.ts";

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

const recipeInputs: readonly Input[] = inputs.filter(({ places }) => places.includes("config"));

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

/**
 * Reads a `treestamp.yml`.
 * @param where the file's name for messages
 * @throws input-invalid with the line and, for a name that is not known, the nearest one that is
 */
export function parseConfig(text: string, where: string = configPath): RecipeInputs {
  const lines = new LineCounter();
  // Scalars stay the text that was written: a version 1.20 is no number.
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const at = (offset: number | undefined) => (offset === undefined ? where : `${where}:${lines.linePos(offset).line}`);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw invalid(at(problem.pos[0]), problem.message, mendFile);

  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === "")) return {};
  if (!isMap(root)) throw invalid(at(root.range?.[0]), "the file must be a mapping of inputs to values", mendFile);

  const said = new Map<string, Value>();
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const place = at((key as Node).range?.[0]);
    const input = recipeInputs.find((candidate) => candidate.name === name);
    if (input === undefined) throw unknown(place, name);
    const fail = (fault: string) => invalid(place, `\`${name}\`: ${fault}`, formOf(input));
    said.set(name, inputValue(input, plain(document, value as Node | null, fail), fail));
  }
  return typed(said);
}

type Value = string | readonly string[] | ReadonlyMap<string, string>;
type Fail = (fault: string) => TreestampError;

/** A YAML value with its scalars as text; aliases followed. */
function plain(document: Document, node: Node | null, fail: Fail): Value {
  const text = (candidate: unknown): string => {
    const scalar = resolved(document, candidate);
    if (scalar === null) return "";
    if (!isScalar(scalar)) throw fail("a text was expected inside the list or mapping");
    return String(scalar.value);
  };
  const value = resolved(document, node);
  if (isSeq(value)) return value.items.map(text);
  if (isMap(value)) return new Map(value.items.map((item) => [text(item.key), text(item.value)]));
  return text(value);
}

function resolved(document: Document, node: unknown): unknown {
  return typeof node === "object" && node !== null && "resolve" in node
    ? ((node as { resolve(document: Document): unknown }).resolve(document) ?? null)
    : (node ?? null);
}

/** Brings what was said into the input's kind: lists and maps may be text with an item a line, maps `NAME=VALUE` items. */
function inputValue(input: Input, said: Value, fail: Fail): Value {
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

function typed(said: ReadonlyMap<string, Value>): RecipeInputs {
  return Object.fromEntries(
    [...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
}

const mendFile = "Mend the YAML there: NAME: VALUE on each line; editors check it by treestamp.schema.json.";

/** How a value of the input is written. */
function formOf({ kind, placeholder = "VALUE" }: Input): string {
  if (kind === "map") return `Write ${placeholder}, one on each line, or in ${configPath} a mapping.`;
  return kind === "list" ? `Write ${placeholder}, one on each line, or in ${configPath} a list.` : "Write one value.";
}

function invalid(where: string, fault: string, remedy: string): TreestampError {
  return new TreestampError("input-invalid", `${where}: ${fault}.`.replace(/\.\.$/, "."), { remedy });
}

function unknown(where: string, name: string): TreestampError {
  const names = recipeInputs.map((input) => input.name);
  const near = nearestName(name, names);
  const guess = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  return new TreestampError("input-invalid", `${where}: \`${name}\` is not an input of a recipe.${guess}`, {
    remedy: `Known here: ${names.join(", ")}.`,
  });
}
