/** `.dockerignore`, held against what the libraries that docker uses leave out by the same patterns. */
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { bytesOf } from "../../core/git/tree.ts";
import { parseDockerignore } from "../../core/recipe/dockerignore.ts";
import { type Listing, unignoredFiles } from "../../core/recipe/unignored-files.ts";

interface Judged {
  readonly paths: string[];
  readonly cases: { readonly file: string; readonly leftOut?: string[]; readonly error?: string }[];
}
const { paths, cases }: Judged = JSON.parse(
  readFileSync(new URL("../fixtures/dockerignore.json", import.meta.url), "utf8"),
);

const listing: Listing<string> = async (directory) => {
  const above = directory === undefined ? "" : `${directory.entry}/`;
  return paths
    .filter((path) => path.startsWith(above) && !path.slice(above.length).includes("/"))
    .map((path) => ({
      name: bytesOf(path.slice(above.length)),
      isDirectory: paths.some((other) => other.startsWith(`${path}/`)),
      entry: path,
    }));
};

test.each(cases.map((judgement) => [JSON.stringify(judgement.file), judgement] as const))(
  "%s",
  async (_file, { file, leftOut, error }) => {
    if (error !== undefined) {
      expect(() => parseDockerignore(file, ".dockerignore")).toThrow(/^\.dockerignore:\d: /);
      return;
    }
    const kept: string[] = [];
    for await (const { entry } of unignoredFiles(listing, parseDockerignore(file, ".dockerignore"))) kept.push(entry);
    expect(paths.filter((path) => !kept.includes(path))).toEqual(leftOut);
  },
);

/** Source: moby/patternmatcher, ignorefile.ReadAll: a comment is told before a line's blanks are taken away. */
test.each([
  ["# kept", []],
  ["#kept", []],
  ["\uFEFF# kept", []],
  [" #kept", ["#kept"]],
  ["\t# kept", ["# kept"]],
  ["kept # and why", ["kept # and why"]],
  ["kept#1", ["kept#1"]],
  ["!#kept", ["!#kept"]],
  ["\\#kept", ["\\#kept"]],
])("%j has the patterns %j", (line, patterns) => {
  expect(parseDockerignore(`${line}\n`, ".dockerignore").patterns).toEqual(patterns);
});
