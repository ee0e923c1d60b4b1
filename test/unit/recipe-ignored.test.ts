/** The key holds what can get into the image, and nothing else: what ignore rules leave out does not move it. */
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import type { RecipeInputs } from "../../core/inputs/recipe-inputs.ts";
import { nearestAncestor } from "../../core/recipe/ancestor.ts";
import { diffRecipes, explainRecipe } from "../../core/recipe/explain.ts";
import { keyOf, writeKeyTree } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, type TestRepository, testRepository } from "../fixtures/git.ts";

const files = {
  Dockerfile: "FROM scratch\nCOPY src /src\n",
  ".dockerignore": "*\n!src\n**/*.md\n",
  "src/main.go": "main\n",
  "src/README.md": "read\n",
  "docs/a.md": "a\n",
  "other/deep/file": "x\n",
};

async function keyIn(folder: string, inputs: RecipeInputs = {}, ref?: string) {
  await using repository = await openRepository(folder, gitEnvironment);
  const { recipe, dirty } = await readSource(repository, { ref, inputs });
  return keyOf(repository.objectFormat, recipe, dirty).tag;
}

describe("the key of a context with an allow list", () => {
  test.each<[string, (repository: TestRepository) => unknown]>([
    ["a file that is left out changes", (r) => r.write({ "docs/a.md": "other" })],
    ["a file that is left out inside of a kept folder changes", (r) => r.write({ "src/README.md": "other" })],
    ["files come where everything is left out", (r) => r.write({ "new/file": "x", "docs/b.md": "x", top: "x" })],
    ["files go", (r) => rmSync(join(r.folder, "other"), { recursive: true })],
    ["the executable bit of such a file changes", (r) => chmodSync(join(r.folder, "other/deep/file"), 0o755)],
    ["the rules are written otherwise and leave out the same", (r) => r.write({ ".dockerignore": "**\n!src/*.go\n" })],
  ])("stays where %s, before the commit and after it", async (_name, change) => {
    using repository = testRepository(files);
    const before = await keyIn(repository.folder);
    change(repository);
    expect(await keyIn(repository.folder)).toBe(before);
    repository.commit();
    expect(await keyIn(repository.folder)).toBe(before);
  });

  test.each<[string, (repository: TestRepository) => unknown]>([
    ["a kept file changes", (r) => r.write({ "src/main.go": "other" })],
    ["a kept file comes", (r) => r.write({ "src/new.go": "x" })],
    ["the rules keep more", (r) => r.write({ ".dockerignore": "*\n!src\n" })],
    ["the rules keep less", (r) => r.write({ ".dockerignore": "*\n!src/none\n" })],
    ["the Dockerfile changes, which is left out", (r) => r.write({ Dockerfile: "FROM scratch\n" })],
    ["rules beside the Dockerfile take over", (r) => r.write({ "Dockerfile.dockerignore": "docs\n" })],
  ])("moves where %s", async (_name, change) => {
    using repository = testRepository(files);
    const before = await keyIn(repository.folder);
    change(repository);
    const dirty = await keyIn(repository.folder);
    repository.commit();
    const after = await keyIn(repository.folder);
    expect(after).not.toBe(before);
    expect(dirty).toBe(`${after}-dirty`);
  });

  test("is git's own tree hash where the rules leave nothing out", async () => {
    using repository = testRepository({ ...files, ".dockerignore": "# nothing\nnowhere/*\n" });
    expect(await keyIn(repository.folder)).toBe(repository.git("rev-parse", "HEAD^{tree}"));
  });

  test("is a tree that git lists", async () => {
    using repository = testRepository({ ...files, ".dockerignore": "docs\nother/deep/*\n" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: {} });
    const key = keyOf(opened.objectFormat, recipe, false);
    expect(await writeKeyTree(opened, recipe, key)).toBe(true);
    expect(repository.git("ls-tree", "-r", "-t", "--name-only", key.tag).split("\n")).toEqual([
      ".dockerignore",
      "Dockerfile",
      "other",
      "other/deep",
      "src",
      "src/README.md",
      "src/main.go",
    ]);
    repository.git("fsck", "--strict");
  });

  test("holds the rules where a submodule is kept, whose files cannot be told apart", async () => {
    using inner = testRepository({ "a.txt": "a" });
    using repository = testRepository({ ...files, ".dockerignore": "*\n!lib\n" });
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "lib");
    repository.commit();
    const before = await keyIn(repository.folder);
    repository.write({ ".dockerignore": "*\n!lib\nlib/a.txt\n" });
    repository.commit();
    const after = await keyIn(repository.folder);
    expect(after).not.toBe(before);
    repository.write({ ".dockerignore": "*\n!src\n" });
    repository.commit();
    const without = await keyIn(repository.folder);
    repository.write({ ".dockerignore": "**\n!src\n" });
    repository.commit();
    expect(await keyIn(repository.folder)).toBe(without);
  });

  test("an included path that the rules leave out is an error with the rule's file", async () => {
    using repository = testRepository({
      "env/Dockerfile": "FROM scratch\n",
      "env/.dockerignore": "*\n",
      "go.mod": "m",
    });
    await expect(keyIn(repository.folder, { context: "env", include: ["go.mod"] })).rejects.toMatchObject({
      code: "input-invalid",
      message: "`include`: go.mod is excluded by .dockerignore.",
      remedy: expect.stringContaining("!go.mod"),
    });
    repository.write({ "env/.dockerignore": "*\n!go.mod\n" });
    repository.commit();
    await keyIn(repository.folder, { context: "env", include: ["go.mod"] });
  });
});

test("what is left out is told by `--explain`, and not named as a change", async () => {
  using repository = testRepository(files);
  const first = repository.git("rev-parse", "HEAD");
  repository.write({ "docs/a.md": "other", "src/README.md": "x", "new/file": "x", "src/main.go": "changed" });
  repository.commit();
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const { recipe } = await readSource(opened, { inputs: {} });
  const explained = await explainRecipe(opened, recipe);
  expect(explained.filter(({ kind }) => kind === "file").map(({ name }) => name)).toEqual([
    "Dockerfile",
    "src/main.go",
  ]);
  expect(explained.filter(({ kind }) => kind === "left-out")).toEqual([
    { kind: "left-out", name: ".dockerignore, Dockerfile, docs/, new/, other/ and 1 more", value: ".dockerignore" },
  ]);
  const before = await readSource(opened, { ref: first, inputs: {} });
  expect(await diffRecipes(opened, before.recipe, recipe)).toEqual(["file src/main.go changed"]);
  const key = keyOf(opened.objectFormat, recipe, false);
  const find = async () => "an image";
  expect(await nearestAncestor(opened, { recipe, key }, { ref: "HEAD", inputs: {}, find })).toEqual({
    ...{ commit: first, distance: 1, image: "an image" },
    changes: ["file src/main.go changed"],
  });
});
