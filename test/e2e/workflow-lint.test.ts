/** What actionlint and zizmor say of workflows: of ours and of those that docs and examples show, and of faulty ones. */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { lintWorkflows } from "../../scripts/workflows/lint.ts";
import { workflowsForUsers, workflowsIn } from "../../scripts/workflows/sources.ts";
import { repositoryIn, testFolder } from "../fixtures/git.ts";

const root = join(import.meta.dirname, "../..");

/** What is found in these files beside our actions, as `FILE:LINE RULE`. */
async function foundIn(files: Record<string, string>): Promise<string[]> {
  using folder = testFolder();
  repositoryIn(folder.path).write({ ".github/zizmor.yml": "rules: {}\n", ".git/HEAD": "", ...files });
  for (const name of ["action.yml", "actions", "dist"]) symlinkSync(join(root, name), join(folder.path, name));
  return (await lintWorkflows(folder.path)).map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

const workflow = (...steps: string[]) => `on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
${steps.map((step) => `      ${step}\n`).join("")}`;

describe("this repository", () => {
  test("has nothing to mend in its workflows, actions, docs and examples", async () => {
    expect(await lintWorkflows(root)).toEqual([]);
  });

  test("shows workflows in its README and in the README of every action", () => {
    const files = workflowsForUsers(root).map(({ file }) => file);
    expect(files).toEqual(expect.arrayContaining(["README.md", "actions/run/README.md", "test/workflows/chain.yml"]));
  });
});

describe("what is found", () => {
  test("an input that our action does not have, in a step shown in Markdown: at its line there", async () => {
    const page = "# Title\n\n```yaml\n- uses: treestamp/treestamp@v0\n  with:\n    contxt: .\n```\n";
    expect(await foundIn({ "docs/page.md": page })).toEqual(["docs/page.md:6 actionlint action"]);
  });

  test("an action of ours that is not there", async () => {
    const page = "```yaml\nsteps:\n  - uses: treestamp/treestamp/actions/pul@v0\n```\n";
    expect(await foundIn({ "README.md": page })).toEqual(["README.md:3 absent action"]);
  });

  test("a script that splits what it should not", async () => {
    const file = "examples/go/.github/workflows/ci.yml";
    expect(await foundIn({ [file]: workflow("- run: rm -r $FOLDER") })).toEqual([`${file}:7 actionlint shellcheck`]);
  });

  test("a title that anybody may write, put into a script", async () => {
    const title = "$".concat("{{ github.event.pull_request.title }}");
    const page = `\`\`\`yaml\n${workflow(`- run: echo "${title}"`)}\`\`\`\n`;
    expect(await foundIn({ "docs/page.md": page })).toContain("docs/page.md:8 zizmor template-injection");
  });

  test("an action named by version: in our own workflows, not in those for users", async () => {
    const text = workflow("- uses: actions/setup-node@v7");
    const found = await foundIn({ ".github/workflows/ci.yml": text, "test/workflows/ci.yml": text });
    expect(found).toEqual([".github/workflows/ci.yml:7 zizmor unpinned-uses"]);
  });
});

describe("blocks of YAML in Markdown", () => {
  const shown = (block: string) => workflowsIn("page.md", `\`\`\`yaml\n${block}\`\`\`\n`).map(({ text }) => text);

  test("jobs alone become a workflow around them", () => {
    expect(shown("jobs:\n  a:\n    runs-on: x\n")).toEqual([
      "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n",
    ]);
  });

  test("a block that is indented in a list is read without that", () => {
    const [source] = workflowsIn("page.md", "1. Do this:\n\n   ```yaml\n   - uses: a/b@v1\n     id: c\n   ```\n");
    expect(source?.text.split("\n").slice(-3)).toEqual(["      - uses: a/b@v1", "        id: c", ""]);
  });

  test.each([
    ["treestamp.yml", "image: ghcr.io/acme/app\ncontext: environment\n"],
    ["a configuration of CircleCI", "version: 2.1\njobs:\n  a:\n    machine: true\n    steps:\n      - checkout\n"],
    ["steps of CircleCI", "- checkout\n- run: make\n"],
  ])("%s is none of GitHub's workflows", (_, block) => {
    expect(shown(block)).toEqual([]);
  });
});
