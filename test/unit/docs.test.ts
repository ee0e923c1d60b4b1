/** Links in the docs lead somewhere, and every page is led to. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../..");
const pages = globSync(["*.md", "{docs,actions,examples,orb}/**/*.md"], { cwd: root });
const textOf = (page: string) => readFileSync(join(root, page), "utf8");

/** GitHub's name of a heading: lower case, without marks, with dashes. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("links lead to files and headings that are there", () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s]*)\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? page : join(dirname(page), path);
        if (!existsSync(join(root, file))) return true;
        return anchor !== undefined && !anchorsOf(file).includes(anchor);
      })
      .map((target) => `${page}: ${target}`),
  );
  expect(pages.length).toBeGreaterThan(15);
  expect(broken).toEqual([]);
});

test("some page leads to every page of docs/", () => {
  const texts = pages.map(textOf);
  const names = globSync("docs/*.md", { cwd: root }).map((page) => page.replace("docs/", ""));
  expect(names.filter((name) => !texts.some((text) => text.includes(`${name})`) || text.includes(`${name}#`)))).toEqual(
    [],
  );
});
