/** `treestamp.yml`: the recipe's inputs as a file of the repository. Loaded only if there is one, because a YAML parser is large. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { TreestampError } from "../errors.ts";
import { assembleField, assembleInputs, noSettings, settingField } from "./assemble.ts";
import { bootstrapField, bootstrapInputs, distributionField, distributionInputs } from "./bootstrap.ts";
import { type CacheInputs, cacheField, cacheInputs, checkedCaches } from "./caches.ts";
import { type ConfigFile, checkEnvironmentName, parseFrom, sharedInputs } from "./environments.ts";
import type { Input } from "./input.ts";
import { itemsIn } from "./list-text.ts";
import { type Fail, formOf, invalid, type Value } from "./read.ts";
import { configPath, type RecipeInputs, recipeInput, recipeInputs } from "./recipe-inputs.ts";
import { assembleFields, settingFields } from "./rows/assemble.ts";
import { bootstrapFields, distributionFields } from "./rows/bootstrap.ts";
import { cacheFields } from "./rows/caches.ts";
import { nearestName, suggesting } from "./suggest.ts";
import { isFolded } from "./yaml-lines.ts";

/** What a file with environments may say at its root. */
const rootInputs: readonly string[] = [...sharedInputs, "platforms", "caches"];

/** A parsed file, and how to name a place in it. */
interface File {
  readonly text: string;
  readonly document: Document;
  /** `treestamp.yml:3` */
  at(node: Node | null | undefined): string;
}

/**
 * Reads a `treestamp.yml`.
 * @param where the file's name for messages
 * @throws input-invalid with the line and, for a name that is not known, the nearest one that is
 */
export function parseConfig(text: string, where: string = configPath): ConfigFile {
  const lines = new LineCounter();
  // Scalars stay the text that was written: a version 1.20 is no number.
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number | undefined) =>
    offset === undefined ? where : `${where}:${lines.linePos(offset).line}`;
  const [problem] = [...document.errors, ...document.warnings];
  if (problem?.code === "MULTIPLE_DOCS")
    throw invalid(lineOf(problem.pos[0]), "the file has several documents", oneDocument);
  if (problem?.code === "TAG_RESOLVE_FAILED") throw invalid(lineOf(problem.pos[0]), problem.message, quoteIt);
  if (problem !== undefined) throw invalid(lineOf(problem.pos[0]), problem.message, mendFile);
  const expression = text.indexOf("${{");
  if (expression >= 0 && !isComment(text, expression)) {
    throw invalid(lineOf(expression), "an expression (`${{ … }}`) is not evaluated here", fillInCall);
  }

  const file: File = { text, document, at: (node) => lineOf(node?.range?.[0]) };
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === "")) return { environments: new Map([["", {}]]) };
  if (!isMap(root)) throw invalid(file.at(root), "the file must be a mapping of inputs to values", mendFile);
  const items = itemsOf(file, root);
  if (items.some(({ name }) => name === "environments")) return withEnvironments(file, items);
  return { environments: new Map([["", recipeIn(file, items, "")]]) };
}

/** One line of a mapping. */
interface Item {
  readonly name: string;
  readonly value: Node | null;
  readonly place: string;
}

function itemsOf(file: File, map: YAMLMap): readonly Item[] {
  return map.items.map(({ key, value }) => ({
    name: isScalar(key) ? String(key.value) : "",
    value: (value as Node | null) ?? null,
    place: file.at(key as Node),
  }));
}

/** The items of what has to be a mapping. @throws what `fail` makes of a fault */
function mappingAt(file: File, value: Node | null, fail: Fail): readonly Item[] {
  const resolved = isAlias(value) ? value.resolve(file.document) : value;
  if (!isMap(resolved)) throw fail("a mapping was expected", mendFile);
  return itemsOf(file, resolved);
}

function withEnvironments(file: File, items: readonly Item[]): ConfigFile {
  const shared: RecipeInputs[] = [];
  const environments = new Map<string, RecipeInputs>();
  let named: (Item & { readonly text: string }) | undefined;
  for (const item of items) {
    const fail: Fail = (fault, remedy = mendFile) => invalid(item.place, `\`${item.name}\`: ${fault}`, remedy);
    if (item.name === "environments") {
      const all = mappingAt(file, item.value, fail);
      if (all.length === 0) throw fail("there is none", "Name one: environments: { ci: { context: environment } }.");
      for (const { name, value, place } of all) {
        const path = `environments.${name}`;
        const failHere: Fail = (fault, remedy = mendFile) => invalid(place, `\`${path}\`: ${fault}`, remedy);
        checkEnvironmentName(name, failHere);
        environments.set(name, recipeIn(file, mappingAt(file, value, failHere), `${path}.`));
      }
    } else if (item.name === "default") {
      const text = plain(file, item.value, fail);
      if (typeof text !== "string" || text === "") throw fail("the name of an environment was expected");
      named = { ...item, text };
    } else if (rootInputs.includes(item.name)) shared.push(recipeIn(file, [item], ""));
    else if ([...recipeInputs, ...methodInputs].some(({ name }) => name === item.name)) {
      throw fail("with `environments`, this belongs to one of them", `Move it below environments: NAME: … .`);
    } else throw unknown(item.place, item.name, ["environments", "default", ...rootInputs]);
  }
  if (named !== undefined && !environments.has(named.text)) {
    const names = [...environments.keys()];
    throw invalid(
      named.place,
      `\`default\`: there is no environment ${named.text}`,
      suggesting(named.text, names, `There are ${names.join(", ")}.`),
    );
  }
  const whole = [...environments].map(
    ([name, inputs]) => [name, { ...Object.assign({}, ...shared), ...inputs }] as const,
  );
  return { environments: new Map(whole), ...(named === undefined ? {} : { default: named.text }) };
}

/** What says how an environment is made, where no Dockerfile does, and what its commands find again; `treestamp.yml` alone has it. */
const methodInputs = [{ name: "from" }, { name: "assemble" }, { name: "bootstrap" }, { name: "caches" }] as const;

/** @param above what stands before a name in messages: `environments.tools.` */
function recipeIn(file: File, items: readonly Item[], above: string): RecipeInputs {
  const said: RecipeInputs[] = [];
  for (const { name, value, place } of items) {
    const input = recipeInputs.find((candidate) => candidate.name === name);
    const fail: Fail = (fault, remedy) =>
      invalid(place, `\`${above}${name}\`: ${fault}`, remedy ?? (input === undefined ? mendFile : formOf(input)));
    if (above !== "" && sharedInputs.includes(name))
      throw fail("all environments have one", `Write \`${name}\` once, at the root of the file.`);
    if (name === "from") said.push({ from: parseFrom(plain(file, value, fail), fail) });
    else if (name === "caches") said.push({ caches: cachesIn(file, value, `${above}caches`, fail) });
    else if (name === "assemble") said.push({ assemble: assembleIn(file, value, `${above}assemble`, fail) });
    else if (name === "bootstrap") {
      const fields = fieldsIn(file, value, {
        above: `${above}bootstrap`,
        known: bootstrapFields,
        read: bootstrapField,
        fail,
        nested: {
          packages: (node, failHere) => {
            const packages = {
              above: `${above}bootstrap.packages`,
              known: distributionFields,
              read: distributionField,
            };
            const all = fieldsIn(file, node, { ...packages, fail: failHere });
            return { packages: distributionInputs(Object.assign({}, ...all), failHere) };
          },
        },
      });
      said.push({ bootstrap: bootstrapInputs(Object.assign({}, ...fields), fail) });
    } else if (input === undefined) {
      throw unknown(
        place,
        name,
        [...recipeInputs, ...methodInputs].map((one) => one.name),
      );
    } else said.push(recipeInput(input, fieldValue(file, value, input, fail), fail));
  }
  return Object.assign({}, ...said);
}

function cachesIn(file: File, value: Node | null, above: string, fail: Fail): readonly CacheInputs[] {
  const caches = mappingAt(file, value, fail).map((item) => {
    const path = `${above}.${item.name}`;
    const failHere: Fail = (fault, remedy = mendFile) => invalid(item.place, `\`${path}\`: ${fault}`, remedy);
    const fields = { above: path, known: cacheFields, read: cacheField, fail: failHere };
    return cacheInputs(item.name, Object.assign({}, ...fieldsIn(file, item.value, fields)), failHere);
  });
  return checkedCaches(caches, fail);
}

function assembleIn(file: File, value: Node | null, above: string, fail: Fail) {
  const said = fieldsIn(file, value, {
    above,
    known: assembleFields,
    read: assembleField,
    fail,
    nested: {
      config: (node, failHere) => {
        const settings = fieldsIn(file, node, {
          above: `${above}.config`,
          known: settingFields,
          read: settingField,
          fail: failHere,
        });
        return { config: { ...noSettings, ...Object.assign({}, ...settings) } };
      },
    },
  });
  return assembleInputs(Object.assign({}, ...said));
}

/** How a mapping inside of a recipe is read. */
interface Fields<T> {
  /** What stands before a name in messages: `environments.tools.assemble` */
  readonly above: string;
  readonly known: readonly Input[];
  readonly read: (input: Input, said: Value, fail: Fail) => T;
  readonly fail: Fail;
  /** Fields that are mappings themselves. */
  readonly nested?: Readonly<Record<string, (value: Node | null, fail: Fail) => T>>;
}

function fieldsIn<T>(
  file: File,
  value: Node | null,
  { above, known, read, fail, nested = {} }: Fields<T>,
): readonly T[] {
  return mappingAt(file, value, fail).map((item) => {
    const input = known.find(({ name }) => name === item.name);
    const failHere: Fail = (fault, remedy) =>
      invalid(
        item.place,
        `\`${above}.${item.name}\`: ${fault}`,
        remedy ?? (input === undefined ? mendFile : formOf(input)),
      );
    const inside = nested[item.name];
    if (inside !== undefined) return inside(item.value, failHere);
    if (input === undefined)
      throw unknown(item.place, item.name, [...known.map(({ name }) => name), ...Object.keys(nested)], above);
    return read(input, fieldValue(file, item.value, input, failHere), failHere);
  });
}

/** A value in the form that its input reads. */
function fieldValue(file: File, node: Node | null, input: Input, fail: Fail): Value {
  const isScript = input.name === "run";
  if ((input.kind !== "text" || isScript) && isFolded(node, file.text))
    throw fail("YAML joins its lines into one", useBar);
  const written = plain(file, node, fail);
  return typeof written === "string" ? itemsIn(input, isScript ? written : written.trim()) : written;
}

/** A YAML value with its scalars as text; aliases followed. */
function plain({ document }: File, node: Node | null, fail: Fail): Value {
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

function unknown(where: string, name: string, known: readonly string[], above?: string): TreestampError {
  const near = nearestName(name, known);
  const guess = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  const fault = above === undefined ? `\`${name}\` is not a recipe input` : `\`${above}\` has no \`${name}\``;
  return new TreestampError("input-invalid", `${where}: ${fault}.${guess}`, {
    remedy: `Known here: ${known.join(", ")}.`,
  });
}
