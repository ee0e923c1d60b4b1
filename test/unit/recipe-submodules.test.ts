/** What is no plain blob in a context: submodules with their files, files of Git LFS with their content. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import type { RecipeInputs } from "../../core/inputs/recipe-inputs.ts";
import { contextTar } from "../../core/recipe/context.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, repositoryIn, testFolder, testRepository } from "../fixtures/git.ts";

/** The tar's files with their content, and its directories. */
async function contextOf(folder: string, inputs: RecipeInputs = {}, ref?: string): Promise<Record<string, string>> {
  await using repository = await openRepository(folder, gitEnvironment);
  const { recipe } = await readSource(repository, { ref, inputs });
  const parts: Uint8Array[] = [];
  for await (const part of contextTar(repository, recipe)()) parts.push(part);
  using place = testFolder();
  const tar = (...args: string[]) => execFileSync("tar", args, { input: Buffer.concat(parts), cwd: place.path });
  const names = tar("-xv").toString("utf8").trim().split("\n");
  return Object.fromEntries(
    names.map((name) => [name, name.endsWith("/") ? "" : readFileSync(join(place.path, name), "utf8")]),
  );
}

async function keyIn(folder: string, inputs: RecipeInputs = {}) {
  await using repository = await openRepository(folder, gitEnvironment);
  const { recipe, dirty } = await readSource(repository, { inputs });
  return keyOf(repository.objectFormat, recipe, dirty).tag;
}

const allow = ["-c", "protocol.file.allow=always"];

/** A repository with a submodule in a submodule, both checked out: to make it takes git a hundred processes. */
function makeNested() {
  const innermost = testRepository({ "deep.txt": "deep\n" });
  const inner = testRepository({ "a.txt": "a\n", "docs/b.md": "b\n" });
  inner.git(...allow, "submodule", "--quiet", "add", "--name", "odd name", innermost.folder, "in");
  inner.commit();
  const repository = testRepository({ "ctx/Dockerfile": "FROM scratch\n" });
  repository.git(...allow, "submodule", "--quiet", "add", "--name", "libs/lib", inner.folder, "ctx/lib");
  repository.git(...allow, "submodule", "--quiet", "update", "--init", "--recursive");
  repository.commit();
  const dispose = () => {
    for (const each of [innermost, inner, repository]) each[Symbol.dispose]();
  };
  return { folder: repository.folder, [Symbol.dispose]: dispose };
}

let original: ReturnType<typeof makeNested>;
beforeAll(() => {
  original = makeNested();
});
afterAll(() => original?.[Symbol.dispose]());

/** A copy of it. */
function nested() {
  const place = testFolder();
  cpSync(original.folder, place.path, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  return { ...repositoryIn(place.path), [Symbol.dispose]: place[Symbol.dispose] };
}

const whole = {
  Dockerfile: "FROM scratch\n",
  "lib/": "",
  "lib/.gitmodules": expect.stringContaining("odd name"),
  "lib/a.txt": "a\n",
  "lib/docs/": "",
  "lib/docs/b.md": "b\n",
  "lib/in/": "",
  "lib/in/deep.txt": "deep\n",
};

describe("a submodule's files are in the image, those of its recorded commit", () => {
  const inputs = { context: "ctx" };

  test("and of the submodules in it; the key holds the commit, as git has it", async () => {
    using repository = nested();
    expect(await contextOf(repository.folder, inputs)).toEqual(whole);
    expect(await keyIn(repository.folder, inputs)).toBe(repository.git("rev-parse", "HEAD:ctx"));
  });

  test("whatever is changed in its checkout", async () => {
    using repository = nested();
    writeFileSync(join(repository.folder, "ctx/lib/a.txt"), "changed");
    expect(await contextOf(repository.folder, inputs)).toEqual(whole);
    expect(await keyIn(repository.folder, inputs)).toBe(repository.git("rev-parse", "HEAD:ctx"));
  });

  test("also of a commit that is not recorded yet", async () => {
    using repository = nested();
    writeFileSync(join(repository.folder, "ctx/lib/a.txt"), "new\n");
    repositoryIn(join(repository.folder, "ctx/lib")).git("commit", "-qam", "new");
    expect(await contextOf(repository.folder, inputs)).toEqual({ ...whole, "lib/a.txt": "new\n" });
    expect(await contextOf(repository.folder, inputs, "HEAD")).toEqual(whole);
  });

  test("where its checkout was taken away, and git still has its repository", async () => {
    using repository = nested();
    repository.git("submodule", "--quiet", "deinit", "--force", "--all");
    expect(await contextOf(repository.folder, inputs)).toEqual(whole);
  });

  test("where its repository is a folder in it, and where all was moved", async () => {
    using repository = nested();
    using place = testFolder();
    const moved = join(place.path, "moved");
    cpSync(repository.folder, moved, { recursive: true, verbatimSymlinks: true });
    expect(await contextOf(moved, inputs)).toEqual(whole);
    const lib = join(moved, "ctx/lib");
    rmSync(join(lib, ".git"));
    renameSync(join(moved, ".git/modules/libs/lib"), join(lib, ".git"));
    repositoryIn(moved).git("config", "--file", join(lib, ".git/config"), "--unset", "core.worktree");
    expect(await contextOf(moved, inputs)).toEqual(whole);
  });

  test("as far as the ignore rules keep them", async () => {
    using repository = nested();
    repository.write({ "ctx/.dockerignore": "**/*.md\n**/.gitmodules\nlib/in\n.dockerignore" });
    repository.commit();
    expect(Object.keys(await contextOf(repository.folder, inputs))).toEqual([
      "Dockerfile",
      "lib/",
      "lib/a.txt",
      "lib/docs/",
    ]);
    repository.write({ "ctx/.dockerignore": "*\n!lib/docs\n!lib/none" });
    repository.commit();
    expect(Object.keys(await contextOf(repository.folder, inputs))).toEqual([
      ".treestamp/",
      ".treestamp/Dockerfile",
      "lib/",
      "lib/docs/",
      "lib/docs/b.md",
    ]);
  });

  test("where `include` names it", async () => {
    using inner = testRepository({ "a.txt": "a\n" });
    using repository = testRepository({ "ctx/Dockerfile": "FROM scratch\n" });
    repository.git(...allow, "submodule", "--quiet", "add", inner.folder, "third/lib");
    repository.commit();
    expect(await contextOf(repository.folder, { context: "ctx", include: ["third/lib"] })).toEqual({
      Dockerfile: "FROM scratch\n",
      "third/": "",
      "third/lib/": "",
      "third/lib/a.txt": "a\n",
    });
  });

  test("or an error names the checkout's option; its key needs no checkout", async () => {
    using repository = nested();
    using place = testFolder();
    const clone = join(place.path, "clone");
    repository.git("clone", "-q", repository.folder, clone);
    const commit = repository.git("rev-parse", "HEAD:ctx/lib");
    expect(await keyIn(clone, inputs)).toBe(repository.git("rev-parse", "HEAD:ctx"));
    await expect(contextOf(clone, inputs)).rejects.toMatchObject({
      code: "repository-invalid",
      message: `\`context\`: ctx/lib is a submodule, and its commit ${commit} is not in this checkout.`,
      remedy: expect.stringContaining("`submodules: true` of actions/checkout"),
    });
    repositoryIn(clone).git(...allow, "submodule", "--quiet", "update", "--init");
    await expect(contextOf(clone, inputs)).rejects.toMatchObject({
      message: expect.stringContaining("ctx/lib/in is a submodule"),
      remedy: expect.stringContaining("`submodules: recursive` of actions/checkout"),
    });
    expect(Object.keys(await contextOf(clone, { ...inputs, context: "ctx/lib" }).catch(() => ({})))).toEqual([]);
  });
});

describe("a file of Git LFS has its content in the image", () => {
  const content = "large\n".repeat(1000);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`;
  const files = {
    Dockerfile: "FROM scratch\n",
    ".gitattributes": "*.bin filter=lfs -text\n",
    "ctx/Dockerfile": "FROM scratch\n",
    "ctx/model.bin": pointer,
  };
  const inputs = { context: "ctx" };

  test("that of the work tree, where the file is the one; the key is the pointer's", async () => {
    using repository = testRepository(files);
    const key = repository.git("rev-parse", "HEAD:ctx");
    repository.write({ "ctx/model.bin": content });
    expect((await contextOf(repository.folder, inputs))["model.bin"]).toBe(content);
    expect(await keyIn(repository.folder, inputs)).toBe(key);
    expect((await contextOf(repository.folder, inputs, "HEAD"))["model.bin"]).toBe(content);
  });

  test.each([
    ["", ".git/lfs"],
    ["own", ".git/own"],
  ])("that of Git LFS's store (lfs.storage %j)", async (setting, folder) => {
    using repository = testRepository(files);
    if (setting !== "") repository.git("config", "lfs.storage", setting);
    const place = `${folder}/objects/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}`;
    repository.write({ [`${place}/${sha256}`]: content });
    expect((await contextOf(repository.folder, inputs))["model.bin"]).toBe(content);
  });

  test("that of a submodule's own store", async () => {
    using inner = testRepository({ "model.bin": pointer });
    using repository = testRepository(files);
    repository.git(...allow, "submodule", "--quiet", "add", inner.folder, "ctx/lib");
    repository.commit();
    repository.write({ "ctx/lib/model.bin": content, "ctx/model.bin": content });
    expect((await contextOf(repository.folder, inputs))["lib/model.bin"]).toBe(content);
  });

  test.each<[string, string]>([
    ["only the pointer", pointer],
    ["other content of the same length", content.replace("l", "L")],
  ])("or an error names it and the checkout's option: %s is here", async (_name, there) => {
    using repository = testRepository(files);
    repository.git("update-index", "--assume-unchanged", "ctx/model.bin");
    repository.write({ "ctx/model.bin": there });
    mkdirSync(join(repository.folder, ".git/lfs/objects"), { recursive: true });
    await expect(contextOf(repository.folder, inputs)).rejects.toMatchObject({
      code: "repository-invalid",
      message: "`context`: ctx/model.bin is kept in Git LFS, and its content is not here.",
      remedy: expect.stringContaining("`lfs: true` of actions/checkout"),
    });
  });

  test("and text that only looks like a pointer stays as it is", async () => {
    const texts = { "a.txt": `${pointer}more\n`, "b.txt": pointer.replace("sha256", "sha1"), "c.txt": pointer.trim() };
    using repository = testRepository({ Dockerfile: "FROM scratch\n", ...texts });
    expect(await contextOf(repository.folder)).toMatchObject(texts);
  });
});
