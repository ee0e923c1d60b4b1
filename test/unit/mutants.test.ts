/** The list of harmful changes keeps in step with the sources: one that no longer applies would prove nothing. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { mutants } from "../mutants/list.ts";

const root = join(import.meta.dirname, "../..");

test("the text of each change stands once in its file, and its tests are there", () => {
  const count = (file: string, text: string) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8").split(text).length - 1 : 0;
  const isThere = (name: string) => existsSync(join(root, `test/${name.replace(/: .*/, "")}.test.ts`));
  const stale = mutants.filter(({ file, before, tests }) => count(file, before) !== 1 || !tests.every(isThere));
  expect(stale.map(({ name }) => name)).toEqual([]);
});
