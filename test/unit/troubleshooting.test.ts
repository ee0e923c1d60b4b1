/** docs/troubleshooting.md is complete, and quotes what the sources say. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/troubleshooting.md"), "utf8");
const [, union = ""] =
  /export type ErrorCode =([^;]*);/.exec(readFileSync(join(root, "core/errors.ts"), "utf8").replace(/\/\/.*/g, "")) ??
  [];

test("every code of a failure has its part, and no other has", () => {
  const codes = [...union.matchAll(/"([\w-]+)"/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(10);
  expect([...page.matchAll(/^## `(.*)`$/gm)].map(([, code]) => code)).toEqual(codes);
});

test("every code has at least one message as a heading", () => {
  const parts = page.split(/^## /m).slice(1);
  expect(parts.filter((part) => !/^### /m.test(part))).toEqual([]);
});

test("what a heading quotes stands in the sources", () => {
  const sources = globSync("{core,cli}/**/*.ts", { cwd: root })
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n")
    .replaceAll("\\`", "`");
  const headings = [...page.matchAll(/^### (.*)$/gm)].flatMap(([, heading]) => heading!.split(" / "));
  const pieces = headings
    .filter((heading) => heading.includes("…") || heading.endsWith("."))
    .flatMap((heading) => heading.split("…"))
    .map((piece) => piece.replace(/^[\s:]+|[\s:.(]+$/g, ""))
    .filter((piece) => /\w{2}/.test(piece));
  expect(pieces.length).toBeGreaterThan(50);
  expect(pieces.filter((piece) => !sources.includes(piece))).toEqual([]);
});
