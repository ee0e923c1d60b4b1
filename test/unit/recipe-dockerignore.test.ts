/** `.dockerignore`, held against what the library that docker uses says of the same patterns and paths. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { type Matches, parseDockerignore } from "../../core/recipe/dockerignore.ts";

interface Judged {
  readonly paths: string[];
  readonly cases: { readonly file: string; readonly ignored?: string[]; readonly error?: string }[];
}
const judged: Judged = JSON.parse(readFileSync(new URL("../fixtures/dockerignore.json", import.meta.url), "utf8"));

/** What a walk from the root decides about a path. */
function ignores(file: string, path: string): boolean {
  const rules = parseDockerignore(file, ".dockerignore");
  const names = path.split("/");
  let ignored = false;
  let matches: Matches = [];
  for (let depth = 1; depth <= names.length; depth++) {
    ({ ignored, matches } = rules.match(names.slice(0, depth).join("/"), matches));
  }
  return ignored;
}

test.each(judged.cases.map((judgement) => [JSON.stringify(judgement.file), judgement] as const))(
  "%s",
  (_file, { file, ignored, error }) => {
    if (error !== undefined) {
      expect(() => parseDockerignore(file, ".dockerignore")).toThrow(/^\.dockerignore:1: /);
    } else {
      expect(judged.paths.filter((path) => ignores(file, path))).toEqual(ignored);
    }
  },
);
