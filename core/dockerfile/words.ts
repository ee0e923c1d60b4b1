/** Quotes and variables of a Dockerfile's words. Source: moby/buildkit, frontend/dockerfile/shell/lex.go. */
import { TreestampError } from "../errors.ts";

/** The words of an instruction, with their quotes, which may hold spaces. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
}

/** The words of an instruction in its JSON form; undefined where it is in another. */
export function jsonWords(rest: string): readonly string[] | undefined {
  try {
    const words: unknown = JSON.parse(rest);
    return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A word without its quotes, its variables replaced; one that is not set stands for nothing.
 * @throws input-invalid for what cannot be expanded, and for `${NAME:?words}` where NAME is not set
 */
export function expandWord(word: string, variables: ReadonlyMap<string, string>, escaping: "\\" | "`" = "\\"): string {
  const reader = { text: word, at: 0, variables, escaping };
  return readUntil(reader, undefined);
}

interface Reader {
  readonly text: string;
  at: number;
  readonly variables: ReadonlyMap<string, string>;
  readonly escaping: string;
}

/** Reads to the end of the text, or to a character that ends what is in braces, which it leaves. */
function readUntil(reader: Reader, end: string | undefined): string {
  let result = "";
  while (reader.at < reader.text.length) {
    const character = reader.text[reader.at]!;
    if (character === end) return result;
    if (character === "'") result += singleQuoted(reader);
    else if (character === '"') result += doubleQuoted(reader);
    else if (character === "$") result += variable(reader);
    else if (character === reader.escaping) {
      result += reader.text[reader.at + 1] ?? "";
      reader.at += 2;
    } else {
      result += character;
      reader.at++;
    }
  }
  if (end !== undefined) throw bad(reader, `lacks a ${end}`);
  return result;
}

function singleQuoted(reader: Reader): string {
  const close = reader.text.indexOf("'", reader.at + 1);
  if (close === -1) throw bad(reader, "has a quote that is not closed");
  const content = reader.text.slice(reader.at + 1, close);
  reader.at = close + 1;
  return content;
}

function doubleQuoted(reader: Reader): string {
  let result = "";
  reader.at++;
  for (;;) {
    const character = reader.text[reader.at];
    if (character === undefined) throw bad(reader, "has a quote that is not closed");
    if (character === "$") {
      result += variable(reader);
      continue;
    }
    reader.at++;
    if (character === '"') return result;
    if (character !== reader.escaping) {
      result += character;
      continue;
    }
    const next = reader.text[reader.at++] ?? "";
    result += next === '"' || next === "$" || next === reader.escaping ? next : character + next;
  }
}

function variable(reader: Reader): string {
  const rest = reader.text.slice(reader.at + 1);
  const [bare] = /^(?:[A-Za-z_]\w*|[0-9@*#?!$-])/.exec(rest) ?? [];
  if (bare !== undefined) {
    reader.at += 1 + bare.length;
    return reader.variables.get(bare) ?? "";
  }
  const [head, name, operator = ""] = /^\{(\w+)(:[-+?]|##?|%%?|\/\/?|[-+?])?/.exec(rest) ?? [];
  if (head === undefined) {
    if (rest.startsWith("{")) throw bad(reader, "has a substitution without a name");
    reader.at++;
    return "$";
  }
  reader.at += 1 + head.length;
  const value = reader.variables.get(name!);
  const isThere = operator.startsWith(":") ? value !== undefined && value !== "" : value !== undefined;
  const pattern = operator.startsWith("/") ? readUntil(reader, "/") : "";
  if (operator.startsWith("/")) reader.at++;
  const word = readUntil(reader, "}");
  reader.at++;
  const kind = operator.at(-1);
  if (kind === undefined) {
    if (word !== "") throw bad(reader, `has an unknown modifier: ${word}`);
    return value ?? "";
  }
  if (kind === "-") return isThere ? value! : word;
  if (kind === "+") return isThere ? word : "";
  if (kind === "?") {
    if (isThere) return value!;
    throw bad(reader, `needs ${name}${word === "" ? "" : `: ${word}`}`);
  }
  const text = value ?? "";
  const isGreedy = operator.length === 2;
  if (kind === "#") return text.replace(new RegExp(`^${ofGlob(word, isGreedy)}`), "");
  if (kind === "%") return withoutEnd(text, new RegExp(`^${ofGlob(word, true)}$`), isGreedy);
  return text.replace(new RegExp(ofGlob(pattern, true), isGreedy ? "g" : ""), word.replaceAll("$", "$$$$"));
}

/** Without the shortest, or the longest, end that the pattern matches. */
function withoutEnd(text: string, pattern: RegExp, isGreedy: boolean): string {
  const starts = Array.from({ length: text.length + 1 }, (_, index) => (isGreedy ? index : text.length - index));
  const start = starts.find((index) => pattern.test(text.slice(index)));
  return text.slice(0, start ?? text.length);
}

/** A regular expression for a shell's pattern, of which `*` and `?` are known. */
function ofGlob(pattern: string, isGreedy: boolean): string {
  return pattern
    .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
    .replaceAll("?", "[\\s\\S]")
    .replaceAll("*", isGreedy ? "[\\s\\S]*" : "[\\s\\S]*?");
}

function bad({ text }: Reader, what: string): TreestampError {
  return new TreestampError("input-invalid", `The Dockerfile's word ${text} ${what}.`, {
    remedy: "Source of what is possible: docs.docker.com/reference/dockerfile, environment replacement.",
  });
}
