/** Links in the docs lead somewhere, every page is led to, and what is shown can be copied. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { workflowsForUsers } from "../../scripts/workflows/sources.ts";

const root = join(import.meta.dirname, "../..");
const pages = globSync(["*.md", ".github/*.md", "{docs,actions,examples,orb}/**/*.md"], { cwd: root });
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

test("every action's page begins with a whole workflow: permissions, a checkout without its token, a login", () => {
  const actions = globSync("actions/*/README.md", { cwd: root });
  expect(actions.length).toBe(8);
  for (const page of ["README.md", ...actions]) {
    const [, block] = /```yaml\n([\s\S]*?)```/.exec(textOf(page))!;
    const { on, permissions, jobs } = parse(block!);
    expect([page, on?.push?.branches, permissions]).toEqual([page, ["main"], {}]);
    const [job] = Object.values(jobs) as [{ permissions: object; steps: { uses?: string; with?: object }[] }];
    expect([page, job.permissions]).toEqual([
      page,
      { contents: "read", packages: expect.stringMatching(/read|write/) },
    ]);
    const [checkout, ...others] = job.steps.filter(({ uses }) => uses !== undefined);
    expect(checkout).toMatchObject({ uses: "actions/checkout@v7", with: { "persist-credentials": false } });
    expect(others[0]!.with).toMatchObject({ username: expect.any(String), password: expect.any(String) });
    expect(others.map(({ uses }) => uses)).toContain(
      page === "README.md" ? "treestamp/treestamp@v0" : `treestamp/treestamp/${dirname(page)}@v0`,
    );
  }
});

test("every action has one version in all that is shown", () => {
  const versions = new Map<string, Set<string>>();
  for (const { text } of workflowsForUsers(root)) {
    for (const [, name, version] of text.matchAll(/\buses: ([\w./-]+)@(v[\w.]+)/g)) {
      versions.set(name!, (versions.get(name!) ?? new Set()).add(version!));
    }
  }
  expect([...versions.keys()]).toContain("actions/checkout");
  expect([...versions].filter(([, { size }]) => size > 1)).toEqual([]);
});
