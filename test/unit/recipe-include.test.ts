/** `include`: patterns, exceptions, and files reduced to some of their fields. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { parseConfig } from "../../core/inputs/config-file.ts";
import type { RecipeInputs } from "../../core/inputs/recipe-inputs.ts";
import { contextTar } from "../../core/recipe/context.ts";
import { diffRecipes, explainRecipe } from "../../core/recipe/explain.ts";
import { keyOf, writeKeyTree } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, type TestRepository, testRepository } from "../fixtures/git.ts";

const files = {
  "env/Dockerfile": "FROM scratch\n",
  "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n',
  "Cargo.lock": "lock\n",
  "crates/a/Cargo.toml": "a\n",
  "crates/a/src/lib.rs": "a\n",
  "crates/b/Cargo.toml": "b\n",
  "crates/b/deep/Cargo.toml": "deep\n",
  "crates/b/target/Cargo.toml": "made\n",
  "app/[slug]/page.js": "page\n",
  "app/s/page.js": "other\n",
};

async function withRecipe<T>(
  folder: string,
  include: readonly string[],
  use: (
    opened: Awaited<ReturnType<typeof openRepository>>,
    source: Awaited<ReturnType<typeof readSource>>,
  ) => Promise<T>,
): Promise<T> {
  await using opened = await openRepository(folder, gitEnvironment);
  return await use(opened, await readSource(opened, { inputs: { context: "env", include } }));
}

const filesOf = (folder: string, include: readonly string[]) =>
  withRecipe(folder, include, async (opened, { recipe }) => {
    const explained = await explainRecipe(opened, recipe);
    return explained.filter(({ kind, name }) => kind === "file" && name !== "env/Dockerfile").map(({ name }) => name);
  });

const keyWith = (folder: string, include: readonly string[]) =>
  withRecipe(folder, include, async (opened, { recipe, dirty }) => keyOf(opened.objectFormat, recipe, dirty).tag);

describe("`include` takes patterns", () => {
  test.each<[string[], string[]]>([
    [["crates/*/Cargo.toml"], ["crates/a/Cargo.toml", "crates/b/Cargo.toml"]],
    [
      ["**/Cargo.toml"],
      [
        "Cargo.toml",
        "crates/a/Cargo.toml",
        "crates/b/Cargo.toml",
        "crates/b/deep/Cargo.toml",
        "crates/b/target/Cargo.toml",
      ],
    ],
    [
      ["./Cargo.*", "crates/[a]/**/*.rs"],
      ["Cargo.lock", "Cargo.toml", "crates/a/src/lib.rs"],
    ],
    [
      ["crates/b", "!**/target"],
      ["crates/b/Cargo.toml", "crates/b/deep/Cargo.toml"],
    ],
    [["**/Cargo.toml", "!crates/b/*", "!Cargo.toml"], ["crates/a/Cargo.toml"]],
    [
      ["crates/a/Cargo.toml", "!crates", "crates/b/Cargo.toml"].slice(2).concat("Cargo.lock"),
      ["Cargo.lock", "crates/b/Cargo.toml"],
    ],
    [["crates/a*"], ["crates/a/Cargo.toml", "crates/a/src/lib.rs"]],
    [["app/[slug]/page.js"], ["app/[slug]/page.js"]],
  ])("%j", async (include, expected) => {
    using repository = testRepository(files);
    expect(await filesOf(repository.folder, include)).toEqual(expected);
  });

  test("in treestamp.yml, as a list and as text", () => {
    const include = ["**/Cargo.toml", "!target", "pyproject.toml#project.name,build-system"];
    const text = "include:\n  - '**/Cargo.toml'\n  - '!target'\n  - pyproject.toml#project.name,build-system\n";
    expect(parseConfig(text).environments.get("")!.include).toEqual(include);
    expect(
      parseConfig(`include: |\n${include.map((item) => `  ${item}\n`).join("")}`).environments.get("")!.include,
    ).toEqual(include);
  });

  test.each(["- *.toml", "- **/Cargo.toml", "- !target"])(
    "in treestamp.yml never dropped for want of quotes: %s",
    (item) => {
      expect(() => parseConfig(`include:\n  ${item}\n`)).toThrow(
        expect.objectContaining({ code: "input-invalid", remedy: expect.stringContaining("quote") }),
      );
    },
  );

  test("and a file that they choose moves the key, also before it is committed", async () => {
    using repository = testRepository(files);
    const include = ["crates/*/Cargo.toml"];
    const before = await keyWith(repository.folder, include);
    repository.write({ "crates/a/src/lib.rs": "changed\n", "new/Cargo.toml": "x" });
    expect(await keyWith(repository.folder, include)).toBe(before);
    repository.write({ "crates/c/Cargo.toml": "c\n" });
    const dirty = await keyWith(repository.folder, include);
    repository.commit();
    const after = await keyWith(repository.folder, include);
    expect(after).not.toBe(before);
    expect(dirty).toBe(`${after}-dirty`);
  });

  test.each<[string[], string]>([
    [["crates/*/cargo.toml"], "`include`: crates/*/cargo.toml matches nothing in the repository."],
    [["crates/a/Cargo.toml", "!crates/a"], "`include`: crates/a/Cargo.toml matches nothing in the repository."],
    [["nowhere"], "`include`: nowhere is not in the repository."],
  ])("%j chooses nothing, which is an error", async (include, message) => {
    using repository = testRepository(files);
    await expect(filesOf(repository.folder, include)).rejects.toMatchObject({ code: "path-missing", message });
  });

  test.each<[string[], string]>([
    [["crates/["], "`include`:1: the class in"],
    [["../x/*"], "leads out of the repository"],
    [["/etc/*"], "is an absolute path"],
    [["!a.toml#b"], "excludes fields of a file"],
    [["Cargo.toml#a..b"], "is not a field"],
  ])("%j cannot be read, which is an error", async (include, message) => {
    using repository = testRepository(files);
    await expect(filesOf(repository.folder, include)).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(message),
    });
  });
});

const pyproject = `# comment
[project]
name = "app"
version = "1.2.3"
dependencies = [
  "requests>=2", # why
  'attrs',
]
big = 9007199254740993
ratio = 1.0
day = 2026-01-02

[project.optional-dependencies]
dev = ["pytest"]

[build-system]
requires = ["hatchling"]

[tool.ruff]
line-length = 100

[[tool."odd.name".bin]]
x = 1
`;

/** A file of the context as it gets into the image. */
const contentOf = (folder: string, include: readonly string[], path: string) =>
  withRecipe(folder, include, async (opened, { recipe }) => {
    const parts: Uint8Array[] = [];
    for await (const part of contextTar(opened, recipe)()) parts.push(part);
    return execFileSync("tar", ["-xO", path], { input: Buffer.concat(parts) }).toString();
  });

describe("a file of which some fields count", () => {
  const include = ["pyproject.toml#project.name,project.dependencies", "pyproject.toml#build-system"];

  test("is laid in with those alone, in the order of the file", async () => {
    using repository = testRepository({ ...files, "pyproject.toml": pyproject });
    expect(await contentOf(repository.folder, include, "pyproject.toml")).toBe(`[project]
name = "app"
dependencies = [ "requests>=2", "attrs" ]

[build-system]
requires = [ "hatchling" ]
`);
    const others = ['pyproject.toml#tool."odd.name"', "pyproject.toml#project.big,project.ratio,project.day"];
    expect(await contentOf(repository.folder, others, "pyproject.toml")).toBe(`[project]
big = 9007199254740993
ratio = 1.0
day = 2026-01-02

[[tool."odd.name".bin]]
x = 1
`);
  });

  test.each<[string, (text: string) => string, boolean]>([
    ["a comment", (text) => text.replace("# why", "# because"), false],
    ["the version", (text) => text.replace("1.2.3", "1.2.4"), false],
    ["a linter's setting", (text) => text.replace("100", "120"), false],
    ["quotes and blanks", (text) => text.replace("'attrs'", '"attrs"').replaceAll(" = ", "="), false],
    ["a dependency", (text) => text.replace("attrs", "attrs>1"), true],
    ["the build system", (text) => text.replace("hatchling", "flit"), true],
  ])("moves the key with those alone: %s", async (_name, change, moves) => {
    using repository = testRepository({ ...files, "pyproject.toml": pyproject });
    const before = await keyWith(repository.folder, include);
    repository.write({ "pyproject.toml": change(pyproject) });
    const dirty = await keyWith(repository.folder, include);
    repository.commit();
    const after = await keyWith(repository.folder, include);
    expect(after !== before).toBe(moves);
    expect(dirty).toBe(moves ? `${after}-dirty` : before);
  });

  test("may be JSON, and may be chosen by a pattern: one of the files has to have the field", async () => {
    using repository = testRepository({
      ...files,
      "package.json": '{ "name": "root", "version": "1.0.0", "devDependencies": { "b": "1", "a": "1" } }',
      "packages/x/package.json": '{"name": "x", "scripts": {"t": "t"}, "dependencies": {"__proto__": "1"}}',
    });
    const chosen = ["**/package.json#name,devDependencies,dependencies"];
    expect(await contentOf(repository.folder, chosen, "package.json")).toBe(
      '{\n  "name": "root",\n  "devDependencies": {\n    "b": "1",\n    "a": "1"\n  }\n}\n',
    );
    expect(await contentOf(repository.folder, chosen, "packages/x/package.json")).toBe(
      '{\n  "name": "x",\n  "dependencies": {\n    "__proto__": "1"\n  }\n}\n',
    );
    await expect(keyWith(repository.folder, ["**/package.json#name,dependancies"])).rejects.toMatchObject({
      code: "path-missing",
      message: "`include`: **/package.json has no field dependancies.",
    });
  });

  test("is shown with its fields, in the tree that git lists, and in words where it changed", async () => {
    using repository = testRepository({ ...files, "pyproject.toml": pyproject });
    const first = repository.git("rev-parse", "HEAD");
    const name = "pyproject.toml#build-system,project.dependencies,project.name";
    expect(await filesOf(repository.folder, include)).toEqual([name]);
    repository.write({ "pyproject.toml": pyproject.replace("attrs", "cattrs") });
    repository.commit();
    await withRecipe(repository.folder, include, async (opened, { recipe }) => {
      const key = keyOf(opened.objectFormat, recipe, false);
      expect(await writeKeyTree(opened, recipe, key)).toBe(true);
      expect(repository.git("cat-file", "blob", `${key.hash}:pyproject.toml`)).toContain('"cattrs"');
      const before = await readSource(opened, { ref: first, inputs: { context: "env", include } });
      expect(await diffRecipes(opened, before.recipe, recipe)).toEqual([`file ${name} changed`]);
    });
  });

  test.each<[string, (repository: TestRepository) => unknown, string]>([
    ["no TOML", (r) => r.write({ "pyproject.toml": "a = \n" }), "`include`: pyproject.toml cannot be read as TOML: "],
    ["a directory", (r) => r.write({ "pyproject.toml/x": "x" }), "`include`: pyproject.toml is not a file"],
  ])("that is %s is an error", async (_name, change, message) => {
    using repository = testRepository(files);
    change(repository);
    repository.commit();
    await expect(keyWith(repository.folder, include)).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(message),
    });
  });
});

test("a `#` that names no field is a part of the path", async () => {
  using repository = testRepository({ ...files, "src/C#/a.csproj": "x", "odd#name": "x" });
  expect(await filesOf(repository.folder, ["src/C#/a.csproj", "odd#name"])).toEqual(["odd#name", "src/C#/a.csproj"]);
});

test("inputs of a recipe without `include` are as before", async () => {
  using repository = testRepository(files);
  const inputs: RecipeInputs = { context: "env" };
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const { recipe } = await readSource(opened, { inputs });
  expect(keyOf("sha1", recipe, false).hash).toBe(repository.git("rev-parse", "HEAD:env"));
});
