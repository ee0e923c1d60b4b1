/**
 * `.dockerignore` as BuildKit reads it. Source: docs.docker.com "Build context", and the behaviour of
 * moby/patternmatcher 0.6: a path is left out where the last pattern that matches it, or a directory above it, is no
 * exception (`!`).
 */

import { posix } from "node:path";
import { TreestampError } from "../errors.ts";

export interface IgnoreRules {
  /** True where some pattern begins with `!`: then a directory that is left out may still hold something. */
  readonly hasExceptions: boolean;
  /**
   * Decides about `path` (text, from the context's root).
   * @param above the matches of the directory that it is in; empty at the root
   */
  match(path: string, above: Matches): { readonly ignored: boolean; readonly matches: Matches };
}

/** Which patterns match, by their place in the file. */
export type Matches = readonly boolean[];

/** @throws input-invalid for a pattern that docker would refuse, with its line */
export function parseDockerignore(text: string, file: string): IgnoreRules {
  const patterns: { exception: boolean; expression: RegExp }[] = [];
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  for (const [index, line] of lines.entries()) {
    let pattern = line.startsWith("#") ? "" : line.trim();
    if (pattern === "") continue;
    const exception = pattern.startsWith("!");
    if (exception) pattern = pattern.slice(1).trim();
    pattern = posix
      .normalize(pattern)
      .replace(/(.)\/$/, "$1")
      .replace(/^\/(.)/, "$1");
    try {
      if (exception && line.trim() === "!") throw new Error("`!` alone names nothing");
      patterns.push({ exception, expression: expressionOf(pattern) });
    } catch (error) {
      throw new TreestampError("input-invalid", `${file}:${index + 1}: ${(error as Error).message}.`);
    }
  }
  return {
    hasExceptions: patterns.some(({ exception }) => exception),
    match(path, above) {
      let ignored = false;
      const matches = patterns.map(({ exception, expression }, index) => {
        const matched = above[index] || expression.test(path);
        if (matched) ignored = !exception;
        return matched;
      });
      return { ignored, matches };
    },
  };
}

/** `*` and `?` stop at a slash, `**` does not, `[…]` is a class, `\` takes the next character as it is. */
function expressionOf(pattern: string): RegExp {
  const characters = [...pattern];
  let source = "";
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === "*" && characters[at + 1] === "*") {
      at++;
      if (characters[at + 1] === "/") at++;
      source += at + 1 >= characters.length ? ".*" : "(?:.*/)?";
    } else if (character === "*") {
      source += "[^/]*";
    } else if (character === "?") {
      source += "[^/]";
    } else if (character === "[") {
      const members = classAt(characters, at + 1);
      source += members.source;
      at = members.end;
    } else if (character === "\\") {
      at++;
      if (at >= characters.length) throw new Error(`${JSON.stringify(pattern)} ends in a backslash`);
      source += literal(characters[at]!);
    } else {
      source += literal(character);
    }
  }
  return new RegExp(`^${source}$`, "su");
}

/** The class that begins at `at`, after its bracket; `end` is where its closing bracket stands. */
function classAt(characters: readonly string[], at: number): { source: string; end: number } {
  let source = "";
  let end = characters[at] === "^" ? at + 1 : at;
  const first = end;
  for (; characters[end] !== "]" || end === first; end++) {
    if (characters[end] === "\\") source += literal(characters[++end] ?? "");
    else source += characters[end] === "-" ? "-" : literal(characters[end] ?? "");
    if (end >= characters.length) throw new Error(`the class in ${JSON.stringify(characters.join(""))} has no end`);
  }
  return { source: `[${first === at ? "" : "^"}${source}]`, end };
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
