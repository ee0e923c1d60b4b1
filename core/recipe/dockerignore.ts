/**
 * `.dockerignore` as BuildKit reads it. Source: moby/patternmatcher 0.6.1 (`ignorefile.ReadAll`, `MatchesUsingParentResults`),
 * which tonistiigi/fsutil walks a context with. Its quirks are kept: they decide what is in the image.
 */
import { posix } from "node:path";
import { TreestampError } from "../errors.ts";

export interface IgnoreRules {
  /** The patterns in their shortest form, exceptions with `!`. */
  readonly patterns: readonly string[];
  /**
   * Decides about `path` (text, from the context's root).
   * @param above the matches of the directory that it is in; empty at the root
   */
  match(path: string, above: Matches): { readonly ignored: boolean; readonly matches: Matches };
  /** Whether an exception may keep something below this directory, although the directory is left out. */
  mayKeepBelow(path: string): boolean;
}

/** Which patterns match, by their place in the file. */
export type Matches = readonly boolean[];

interface Pattern {
  readonly text: string;
  readonly isException: boolean;
  readonly matches: (path: string) => boolean;
}

/** No rules: everything is kept. */
export const noRules: IgnoreRules = {
  patterns: [],
  match: () => ({ ignored: false, matches: [] }),
  mayKeepBelow: () => true,
};

/** @throws input-invalid for a pattern that docker would refuse, with its line */
export function parseDockerignore(text: string, file: string): IgnoreRules {
  const patterns: Pattern[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const written = trimmed(line);
    if (line.startsWith("#") || written === "") continue;
    try {
      // Read twice, as docker does: `/!name` is an exception, too.
      const once = written.startsWith("!") ? `!${cleaned(trimmed(written.slice(1)))}` : cleaned(written);
      const twice = posix.normalize(trimmed(once)).replace(/(.)\/$/, "$1");
      const isException = twice.startsWith("!");
      const pattern = isException ? twice.slice(1) : twice;
      if (pattern === "") throw new Error("`!` alone names nothing");
      patterns.push({ text: pattern, isException, matches: matcher(pattern) });
    } catch (error) {
      throw new TreestampError("input-invalid", `${file}:${index + 1}: ${(error as Error).message}.`, {
        remedy: "Fix the pattern: docker refuses it as well.",
      });
    }
  }
  const exceptions = patterns.filter(({ isException }) => isException).map(({ text }) => text);
  return {
    patterns: patterns.map(({ text, isException }) => (isException ? `!${text}` : text)),
    match(path, above) {
      let ignored = false;
      const matches = patterns.map(({ isException, matches }, index) => {
        // A pattern that cannot change the answer is not tried, and counts as no match for what is below: moby has it so.
        const matched = above[index] === true || (isException === ignored && matches(path));
        if (matched) ignored = !isException;
        return matched;
      });
      return { ignored, matches };
    },
    mayKeepBelow: (path) => exceptions.some((exception) => mayMatchBelow(exception, `${path}/`)),
  };
}

/** The rule that matches a path, decided from the root downwards. */
export function matchWay(rules: IgnoreRules, path: string): { readonly ignored: boolean; readonly matches: Matches } {
  let answer: { readonly ignored: boolean; readonly matches: Matches } = { ignored: false, matches: [] };
  for (let end = path.indexOf("/"); ; end = path.indexOf("/", end + 1)) {
    answer = rules.match(end < 0 ? path : path.slice(0, end), answer.matches);
    if (end < 0) return answer;
  }
}

/** Whether the pattern can match a path that begins with `directory`: its text up to the first wildcard decides. */
export function mayMatchBelow(pattern: string, directory: string): boolean {
  const fixed = pattern.slice(0, pattern.search(/[*?^[\\]|$/));
  return fixed.length === pattern.length
    ? pattern.startsWith(directory)
    : fixed.startsWith(directory) || directory.startsWith(fixed);
}

/** Go's `strings.TrimSpace`: JavaScript's trim knows U+FEFF as a blank, and U+0085 as none. */
function trimmed(text: string): string {
  const blank = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
  return text.replace(new RegExp(`^${blank}`), "").replace(new RegExp(`${blank}$`), "");
}

/** Go's `filepath.Clean`, and without the slash at the front: both forms mean the context's root. */
function cleaned(pattern: string): string {
  if (pattern === "") return "";
  const path = posix.normalize(pattern).replace(/(.)\/$/, "$1");
  return path.replace(/^\/(.)/, "$1");
}

/** @throws Error for a pattern that `filepath.Match` refuses */
function matcher(pattern: string): (path: string) => boolean {
  checkSyntax([...pattern]);
  const { kind, source } = compiled([...pattern]);
  switch (kind) {
    case "exact":
      return (path) => path === pattern;
    case "prefix":
      return (path) => path.startsWith(pattern.slice(0, -2));
    case "suffix": {
      // `**/foo` matches `foo`, too; `**.md` any name with that end.
      const suffix = pattern.slice(2);
      return (path) => path.endsWith(suffix) || (suffix.startsWith("/") && path === suffix.slice(1));
    }
    case "expression": {
      const expression = new RegExp(`^${source}$`, "u");
      return (path) => expression.test(path);
    }
  }
}

type Kind = "exact" | "prefix" | "suffix" | "expression";

/** The pattern as moby compiles it: most have a quicker form than an expression, and not always one of the same meaning. */
function compiled(characters: readonly string[]): { readonly kind: Kind; readonly source: string } {
  let kind: Kind = "exact";
  let source = "";
  let inClass = false;
  for (let at = 0, turn = 0; at < characters.length; at++, turn++) {
    const character = characters[at]!;
    const next = characters[at + 1];
    if (character === "*" && next === "*") {
      at += characters[at + 2] === "/" ? 2 : 1;
      if (at + 1 < characters.length) {
        source += inClass ? "(.*/)?" : `(?:${anything}/)?`;
        kind = "expression";
      } else if (kind === "exact") {
        kind = "prefix";
      } else {
        source += anything;
        kind = "expression";
      }
      if (turn === 0) kind = "suffix";
    } else if (character === "*" || character === "?") {
      source += character === "*" ? "[^/]*" : "[^/]";
      inClass = false; // inside a class the bracket above ends it
      kind = "expression";
    } else if (character === "\\") {
      if (next === undefined) throw new Error(`${quoted(characters)} ends in a backslash`);
      source += escaped(next, characters);
      kind = "expression";
      at++;
    } else if (character === "[") {
      source += "[";
      if (inClass && next === ":")
        throw new Error(`${quoted(characters)} has a named class, which treestamp does not know`);
      inClass = true;
      kind = "expression";
    } else if (character === "]") {
      source += inClass ? "]" : "\\]";
      inClass = false;
      kind = "expression";
    } else {
      source += /[.+()|{}$]/.test(character) ? `\\${character}` : character;
    }
  }
  return { kind, source };
}

/** Go's `.*`, whose dot matches anything but a line feed. */
const anything = "[^\\n]*";

/** What follows a backslash. A letter is a class or a control character to Go's expressions: `\d` is a digit. */
function escaped(character: string, characters: readonly string[]): string {
  if (/[\^$\\.*+?()[\]{}|/]/.test(character)) return `\\${character}`;
  if (character === "-") return "\\u002d";
  if (/[dDwWbBfnrtv]/.test(character)) return `\\${character}`;
  if (character === "a") return "\\u0007";
  if (character === "s") return "[\\t\\n\\f\\r ]";
  if (character === "S") return "[^\\t\\n\\f\\r ]";
  if (character < "\x80" && !/[A-Za-z0-9]/.test(character)) return character;
  throw new Error(`${quoted(characters)}: no path has \\${character}; directories are divided by /`);
}

/** The syntax of Go's `filepath.Match`. @throws Error */
function checkSyntax(characters: readonly string[]): void {
  let at = 0;
  const classEnd = () => new Error(`the class in ${quoted(characters)} is not closed`);
  const member = () => {
    const character = characters[at];
    if (character === undefined) throw classEnd();
    if (character === "-" || character === "]") throw new Error(`the class in ${quoted(characters)} is malformed`);
    if (character === "\\") at++;
    if (characters[at] === undefined) throw classEnd();
    at++;
    if (characters[at] === undefined) throw classEnd();
  };
  while (at < characters.length) {
    const character = characters[at++]!;
    if (character === "\\" && at++ >= characters.length) throw new Error(`${quoted(characters)} ends in a backslash`);
    if (character !== "[") continue;
    if (characters[at] === "^") at++;
    for (let members = 0; members === 0 || characters[at] !== "]"; members++) {
      member();
      if (characters[at] !== "-") continue;
      at++;
      member();
    }
    at++;
  }
}

function quoted(characters: readonly string[]): string {
  return JSON.stringify(characters.join(""));
}
