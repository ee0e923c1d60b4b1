/** `treestamp.yml`: the recipe's inputs as a file of the repository. Loaded only if there is one, because a YAML parser is large. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { TreestampError } from "../errors.ts";
import { itemsIn } from "./list-text.ts";
import { type Fail, formOf, invalid, type Value } from "./read.ts";
import { configPath, type RecipeInputs, recipeInput, recipeInputs } from "./recipe-inputs.ts";
import { nearestName } from "./suggest.ts";
import { isFolded } from "./yaml-lines.ts";

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
  if (problem?.code === "MULTIPLE_DOCS")
    throw invalid(at(problem.pos[0]), "the file has several documents", oneDocument);
  if (problem?.code === "TAG_RESOLVE_FAILED") throw invalid(at(problem.pos[0]), problem.message, quoteIt);
  if (problem !== undefined) throw invalid(at(problem.pos[0]), problem.message, mendFile);
  const expression = text.indexOf("${{");
  if (expression >= 0 && !isComment(text, expression)) {
    throw invalid(at(expression), "an expression (`${{ … }}`) is not evaluated here", fillInCall);
  }

  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === "")) return {};
  if (!isMap(root)) throw invalid(at(root.range?.[0]), "the file must be a mapping of inputs to values", mendFile);

  const said: RecipeInputs[] = [];
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const place = at((key as Node).range?.[0]);
    const input = recipeInputs.find((candidate) => candidate.name === name);
    if (input === undefined) throw unknown(place, name);
    const fail: Fail = (fault, remedy) => invalid(place, `\`${name}\`: ${fault}`, remedy ?? formOf(input));
    if (input.kind !== "text" && isFolded(value as Node | null, text))
      throw fail("YAML joins its lines into one", useBar);
    const written = plain(document, value as Node | null, fail);
    said.push(recipeInput(input, typeof written === "string" ? itemsIn(input, written.trim()) : written, fail));
  }
  return Object.assign({}, ...said);
}

/** A YAML value with its scalars as text; aliases followed. */
function plain(document: Document, node: Node | null, fail: Fail): Value {
  const resolved = (candidate: unknown) => {
    if (!isAlias(candidate)) return candidate ?? null;
    const target = candidate.resolve(document);
    // For example an unquoted pattern: if it were dropped, its files would be missing from the image.
    if (target === undefined) throw fail(`*${candidate.source} is an alias without an anchor`, quoteIt);
    return target;
  };
  const text = (candidate: unknown): string => {
    const scalar = resolved(candidate);
    if (scalar === null) return "";
    if (!isScalar(scalar)) throw fail("a text was expected inside the list or mapping");
    return String(scalar.value);
  };
  const value = resolved(node);
  if (isSeq(value)) return value.items.map(text);
  if (isMap(value)) return new Map(value.items.map((item) => [text(item.key), text(item.value)]));
  return text(value);
}

function isComment(text: string, offset: number): boolean {
  return /(^|\s)#/.test(text.slice(text.lastIndexOf("\n", offset) + 1, offset));
}

const useBar = "Write `|` after the colon, which keeps the lines apart, or a list with a dash before each item.";
const oneDocument = "Keep one, and remove the line `---` between them.";
const fillInCall =
  "Only a workflow evaluates it: set that input in the step, which overrides this file, or write the value.";
const quoteIt = "A leading `*`, `!` or `&` means something else in YAML: quote the value, such as '*.toml'.";
const mendFile = "Fix the YAML there: NAME: VALUE on each line; editors check it with treestamp.schema.json.";

function unknown(where: string, name: string): TreestampError {
  const names = recipeInputs.map((input) => input.name);
  const near = nearestName(name, names);
  const guess = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  return new TreestampError("input-invalid", `${where}: \`${name}\` is not a recipe input.${guess}`, {
    remedy: `Known here: ${names.join(", ")}.`,
  });
}
