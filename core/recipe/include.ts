/** `include`, and `paths` of a run: which files of the repository are meant, by paths and patterns. */
import { TreestampError } from "../errors.ts";
import { entryAt, parsePath, type TreePath, textOfPath } from "../git/path.ts";
import { hashObject, type TreeEntry, textOf } from "../git/tree.ts";
import { type IgnoreRules, mayMatchBelow, noRules, parseDockerignore } from "./dockerignore.ts";
import { type Assembly, makeDirectory } from "./lay-in.ts";
import { NotInTree, notThat } from "./path-faults.ts";
import { unignoredEntries } from "./unignored-entries.ts";

/** An item: `PATH`, a pattern, either with `#FIELD,…` behind it, or `!PATTERN`. */
export interface IncludeItem {
  /** The input that it stands in, for messages. */
  readonly input: string;
  /** As it was written, without the fields. */
  readonly path: TreePath;
  /** Excludes what earlier items have matched. */
  readonly isException: boolean;
  /** The fields of a TOML or JSON file that count; undefined for whole files. */
  readonly fields: readonly Field[] | undefined;
}

/** A field by its names from the top of the file. */
export interface Field {
  /** As it was written. */
  readonly text: string;
  readonly names: readonly string[];
}

/** Reads `project.dependencies` or `dependencies."a.b"`. @throws input-invalid */
export function parseField(text: string, item: string): Field {
  const names = [...text.matchAll(/G?(?:^|\.)(?:"([^"]+)"|([^".]+))/gy)].map(([, quoted, plain]) => quoted ?? plain!);
  const written = names.map((name) => (/[".]/.test(name) || text.includes(`"${name}"`) ? `"${name}"` : name)).join(".");
  if (names.length === 0 || written !== text) {
    throw new TreestampError("input-invalid", `\`include\`: ${JSON.stringify(text)} in ${item} is not a field.`, {
      remedy: 'Write names divided by dots, such as project.dependencies, and in quotes what has a dot: a."b.c".',
    });
  }
  return { text, names };
}

/** @throws input-invalid for a path that leads out of the repository, a pattern or a field that cannot be read */
export function parseInclude(text: string): IncludeItem {
  return parseItem(text, "include");
}

/** An item of whole files. @throws input-invalid */
export function parseFiles(text: string, input: string): IncludeItem {
  const item = parseItem(text, input);
  if (item.fields === undefined) return item;
  throw new TreestampError("input-invalid", `\`${input}\`: ${text} names fields of a file.`, {
    remedy: "Name the whole file: a command sees files as git has them.",
  });
}

function parseItem(text: string, input: string): IncludeItem {
  const isException = text.startsWith("!");
  const [, path = text, fields] = /^(.+\.(?:toml|json))#(.+)$/s.exec(text) ?? [];
  if (isException && fields !== undefined) {
    throw new TreestampError("input-invalid", `\`${input}\`: ${text} excludes fields of a file.`, {
      remedy: "Name the fields that count: FILE#FIELD,FIELD. `!PATTERN` excludes whole files.",
    });
  }
  return {
    input,
    path: parsePath(isException ? path.slice(1).trim() : path, `\`${input}\``),
    isException,
    fields: fields?.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((field) => parseField(field.trim(), text)),
  };
}

/** The directory that everything an item can choose is in. */
export function directoryOf({ path }: IncludeItem): TreePath {
  const wildcard = path.search(wildcards);
  return wildcard < 0 ? path : path.slice(0, Math.max(0, path.lastIndexOf("/", wildcard)));
}

const wildcards = /[*?[\\]/;

/** What an item has matched. */
export interface Included {
  readonly path: TreePath;
  readonly entry: TreeEntry;
  /** The only fields of the file that count; undefined where all of it does. */
  readonly fields: readonly string[] | undefined;
}

/**
 * Everything that the items choose from the tree `root`. Patterns are those of `.dockerignore`; a path that is there by its
 * very name is no pattern.
 * @throws path-missing where an item chooses nothing
 */
export async function includedIn(into: Assembly, root: string, items: readonly IncludeItem[]): Promise<Included[]> {
  const included: Included[] = [];
  const fields = new Map<TreePath, { readonly entry: TreeEntry; readonly fields: Field[] }>();
  for (const [index, item] of items.entries()) {
    if (item.isException) continue;
    const exceptions = items.slice(index + 1).filter(({ isException }) => isException);
    const rules =
      exceptions.length === 0 ? noRules : rulesOf(item.input, ...exceptions.map(({ path }) => textOf(path)));
    const chosen: { path: TreePath; entry: TreeEntry }[] = [];
    for (const found of await chosenBy(into, root, item)) {
      const entry = await without(into, found, rules);
      if (entry !== undefined) chosen.push({ path: found.path, entry });
    }
    if (chosen.length === 0) throw choosesNothing(item, exceptions.length > 0);
    if (item.fields === undefined) {
      included.push(...chosen.map((each) => ({ ...each, fields: undefined })));
      continue;
    }
    await checkFields(into, item, item.fields, chosen);
    for (const { path, entry } of chosen) {
      const known = fields.get(path);
      fields.set(path, { entry, fields: [...(known?.fields ?? []), ...item.fields] });
    }
  }
  for (const [path, { entry, fields: those }] of fields) {
    const { reduced } = await import("./fields.ts");
    const { content } = reduced(await into.readBlob(entry.oid), textOfPath(path), those);
    const oid = hashObject(into.format, "blob", content);
    into.madeBlobs.set(oid, content);
    const names = [...new Set(those.map(({ text }) => text))].sort();
    included.push({ path, entry: { mode: "100644", name: entry.name, oid }, fields: names });
  }
  return included;
}

/** @throws path-missing for a field that none of the files has: a misspelt one would never move the key */
async function checkFields(
  into: Assembly,
  { path: asked }: IncludeItem,
  fields: readonly Field[],
  chosen: readonly { readonly path: TreePath; readonly entry: TreeEntry }[],
): Promise<void> {
  const { reduced } = await import("./fields.ts");
  const found = new Set<string>();
  for (const { path, entry } of chosen) {
    if (!entry.mode.startsWith("100")) {
      throw new TreestampError("input-invalid", `\`include\`: ${textOfPath(path)} is not a file with fields.`, {
        remedy: "Name a TOML or JSON file: directories and symbolic links are added as they are.",
      });
    }
    for (const field of reduced(await into.readBlob(entry.oid), textOfPath(path), fields).found) found.add(field);
  }
  const lacking = fields.find(({ text }) => !found.has(text));
  if (lacking === undefined) return;
  throw new TreestampError("path-missing", `\`include\`: ${textOfPath(asked)} has no field ${lacking.text}.`, {
    remedy:
      'Check the spelling: names from the top of the file, divided by dots, such as project.dependencies; a."b.c" for a name with a dot.',
  });
}

async function chosenBy(
  into: Assembly,
  root: string,
  { path, input }: IncludeItem,
): Promise<Omit<Included, "fields">[]> {
  const literal = await entryAt(into.readTree, root, path);
  if (literal.entry !== undefined) return [{ path, entry: literal.entry }];
  if (!wildcards.test(path)) {
    if (literal.obstacle !== undefined) throw notThat(input, path, literal.obstacle.entry, "a directory");
    return [];
  }
  const rules = rulesOf(input, textOf(path));
  const chosen: Omit<Included, "fields">[] = [];
  async function look(tree: string, above: TreePath): Promise<void> {
    for (const entry of await into.readTree(tree)) {
      const at = above + entry.name;
      if (rules.match(textOf(at), []).ignored) chosen.push({ path: at, entry });
      else if (entry.mode === "40000" && mayMatchBelow(textOf(path), `${textOf(at)}/`)) await look(entry.oid, `${at}/`);
    }
  }
  await look(root, "");
  return chosen;
}

/** @throws input-invalid for a pattern that cannot be read */
function rulesOf(input: string, ...patterns: readonly string[]): IgnoreRules {
  return parseDockerignore(patterns.join("\n"), `\`${input}\``);
}

/** The entry without what the exceptions name; undefined if nothing is left. */
async function without(
  into: Assembly,
  { path, entry }: Omit<Included, "fields">,
  rules: IgnoreRules,
): Promise<TreeEntry | undefined> {
  let matches: readonly boolean[] = [];
  for (let end = path.indexOf("/"); ; end = path.indexOf("/", end + 1)) {
    const match = rules.match(textOf(end < 0 ? path : path.slice(0, end)), matches);
    if (match.ignored) return undefined;
    ({ matches } = match);
    if (end < 0) break;
  }
  if (entry.mode !== "40000" || rules.patterns.length === 0) return entry;
  const before = await into.readTree(entry.oid);
  const { entries } = await unignoredEntries(into, before, rules, { path, matches });
  if (entries === before) return entry;
  return entries.length === 0 ? undefined : makeDirectory(into, entry.name, entries);
}

function choosesNothing({ path, input }: IncludeItem, hasExceptions: boolean): TreestampError {
  const where = textOfPath(path);
  if (!wildcards.test(path) && !hasExceptions) {
    return new NotInTree(input, path);
  }
  return new TreestampError("path-missing", `\`${input}\`: ${where} matches nothing in the repository.`, {
    remedy:
      "Check the pattern: `*` stops at a slash, `**/` matches any directories, and a later `!PATTERN` excludes what it matches.",
  });
}
