/**
 * `resolve --diff` over every kind of change that there is: a commit before, a commit after, and the words. What gives
 * another key is always named, and what is named always gives another key.
 */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { diffRecipes } from "../../core/recipe/explain.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";
import { recipeOf, type WrittenRecipe } from "../fixtures/recipe.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

const files = {
  "build/Dockerfile": "FROM base\n",
  "build/Dockerfile.dockerignore": "*.md\n",
  "build/.dockerignore": "*.txt\n",
  "build/text": "text\n",
  "build/script": "script\n",
  "build/tool": { run: "tool\n" },
  "build/link": { link: "text" },
  "build/dir/one": "one\n",
  "build/dir/two": "two\n",
  "outside/Dockerfile": "FROM outside\n",
  "outside/Dockerfile.dockerignore": "secret\n",
  "outside/Other": "FROM other\n",
  "outside/Same": "FROM outside\n",
  "outside/Same.dockerignore": "secret\n",
  "lock/file": "lock\n",
  "go.mod": "module x\n",
  "treestamp.yml": "context: build\n",
};

let repository: ReturnType<typeof testRepository>;
beforeAll(() => {
  repository = testRepository(files);
});
afterAll(() => repository[Symbol.dispose]());

/** The words for what `script`, a shell script in the work tree, changes; the inputs of the call may change, too. */
async function changes(script: string, before: WrittenRecipe = {}, after = before): Promise<string[]> {
  const steps = `git checkout -qf --detach main; git clean -qfd; ${script}\n git add -A; git commit -q --allow-empty -m x`;
  execFileSync("sh", ["-ec", steps], { cwd: repository.folder, env: gitEnvironment });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const [old, now] = [
    await readSource(opened, { ref: "HEAD~1", inputs: recipeOf(before) }),
    await readSource(opened, { ref: "HEAD", inputs: recipeOf(after) }),
  ];
  const lines = await diffRecipes(opened, old.recipe, now.recipe);
  const isSame = keyOf("sha1", old.recipe, false).hash === keyOf("sha1", now.recipe, false).hash;
  expect({ isSame, lines }).toEqual({ isSame: lines.length === 0, lines });
  return lines;
}

describe("in the files of the context", () => {
  test.each<[what: string, script: string, words: string[]]>([
    ["the content of a file", "echo x > build/text", ["file build/text changed"]],
    ["the content of an executable", "echo x > build/tool", ["file build/tool changed"]],
    ["a file more", "echo x > build/new", ["file build/new was added"]],
    ["a directory more", "mkdir -p build/a/b; echo x > build/a/b/c", ["file build/a/b/c was added"]],
    ["a file less", "rm build/text", ["file build/text was removed"]],
    ["a directory less", "rm -r build/dir", ["file build/dir/one was removed", "file build/dir/two was removed"]],
    ["another name", "mv build/text build/words", ["file build/text was removed", "file build/words was added"]],
    ["another directory", "mv build/dir/one build/one", ["file build/dir/one was removed", "file build/one was added"]],
    ["the executable bit, set", "chmod +x build/script", ["file build/script became executable"]],
    ["the executable bit, taken away", "chmod -x build/tool", ["file build/tool is no longer executable"]],
    ["a link's target", "ln -sfn script build/link", ["link build/link points elsewhere"]],
    ["a link more", "ln -s text build/new", ["link build/new was added"]],
    ["a link less", "rm build/link", ["link build/link was removed"]],
    ["a link for a file", "ln -sf script build/text", ["link build/text was a file before"]],
    ["a file for a link", "rm build/link; echo x > build/link", ["file build/link was a link before"]],
    [
      "a file with the bytes of a link",
      "rm build/link; printf text > build/link",
      ["file build/link was a link before"],
    ],
    [
      "a directory for a file",
      "rm build/text; mkdir build/text; echo x > build/text/x",
      ["file build/text was removed", "file build/text/x was added"],
    ],
    [
      "a file for a directory",
      "rm -r build/dir; echo x > build/dir",
      ["file build/dir was added", "file build/dir/one was removed", "file build/dir/two was removed"],
    ],
    [
      "a link for a directory",
      "rm -r build/dir; ln -s text build/dir",
      ["link build/dir was added", "file build/dir/one was removed", "file build/dir/two was removed"],
    ],
    [
      "a directory for a link",
      "rm build/link; mkdir build/link; echo x > build/link/x",
      ["link build/link was removed", "file build/link/x was added"],
    ],
    ["a name with a line feed", "echo x > 'build/a\nb'", ['file "build/a\\nb" was added']],
    ["what is written to a file that is not in it", "echo x > go.mod; echo x > lock/file", []],
    ["nothing at all", "true", []],
    ["a file that was touched", "touch build/text", []],
  ])("%s", async (_what, script, words) => {
    expect(await changes(script)).toEqual(words);
  });

  test("the commit of a submodule, and a submodule for a directory, a file and a link", async () => {
    const [one, other] = ["1".repeat(40), "2".repeat(40)];
    const commit = (path: string, id: string) => `git update-index --add --cacheinfo 160000,${id},build/${path}`;
    using repository = testRepository(files);
    const step = (script: string) => {
      execFileSync("sh", ["-ec", script], { cwd: repository.folder, env: gitEnvironment });
      repository.git("commit", "-q", "-m", "step");
    };
    const since = async (ref: string) => {
      await using opened = await openRepository(repository.folder, gitEnvironment);
      const read = async (at: string) => (await readSource(opened, { ref: at, inputs: {} })).recipe;
      return await diffRecipes(opened, await read(ref), await read("HEAD"));
    };
    step(commit("sub", one));
    expect(await since("HEAD~1")).toEqual(["submodule build/sub was added"]);
    step(commit("sub", other));
    expect(await since("HEAD~1")).toEqual([`submodule build/sub changed from commit ${one} to ${other}`]);
    step(`git rm -q --cached build/sub build/text build/link; git rm -qr --cached build/dir
      ${commit("text", one)}; ${commit("link", one)}; ${commit("dir", one)}`);
    expect(await since("HEAD~1")).toEqual([
      "submodule build/dir was added",
      "file build/dir/one was removed",
      "file build/dir/two was removed",
      "submodule build/link was a link before",
      "submodule build/sub was removed",
      "submodule build/text was a file before",
    ]);
  });
});

describe("in the Dockerfile and what is left out", () => {
  const outside: WrittenRecipe = { file: "outside/Dockerfile" };

  test.each<[what: string, script: string, words: string[], before: WrittenRecipe, after?: WrittenRecipe]>([
    ["its content", "echo x >> build/Dockerfile", ["file build/Dockerfile changed"], {}],
    [
      "its content, outside of the context",
      "echo x >> outside/Dockerfile",
      ["file outside/Dockerfile changed"],
      outside,
    ],
    ["the context's .dockerignore", "echo x > build/.dockerignore", ["file build/.dockerignore changed"], {}],
    ["the context's .dockerignore, gone", "rm build/.dockerignore", ["file build/.dockerignore was removed"], {}],
    [
      "its own .dockerignore",
      "echo x > build/Dockerfile.dockerignore",
      ["file build/Dockerfile.dockerignore changed"],
      {},
    ],
    [
      "its own .dockerignore, outside of the context, which leaves a file out",
      "echo text > outside/Dockerfile.dockerignore",
      ["file build/text was removed"],
      outside,
    ],
    [
      "its own .dockerignore outside of the context, gone, which left nothing out",
      "rm outside/Dockerfile.dockerignore",
      [],
      outside,
    ],
    [
      "another one of the context",
      "true",
      ["Dockerfile is build/text instead of build/Dockerfile"],
      {},
      { file: "build/text" },
    ],
    [
      "one from outside of the context",
      "true",
      ["file outside/Dockerfile was added", "Dockerfile is outside/Dockerfile instead of build/Dockerfile"],
      {},
      outside,
    ],
    [
      "another one from outside of the context",
      "true",
      ["file outside/Other stands where file outside/Dockerfile was"],
      outside,
      { file: "outside/Other" },
    ],
    ["another one with the same content, which is no change", "true", [], outside, { file: "outside/Same" }],
  ])("%s", async (...[, script, words, before, after]) => {
    expect(await changes(script, before, after)).toEqual(words);
  });
});

describe("in the inputs, whether they come from the call or from treestamp.yml", () => {
  const map = (...pairs: [string, string][]) => new Map(pairs);
  const base = (name: string, digit: string) => map([name, `docker.io/library/${name}@${digest(digit)}`]);

  test.each<[what: string, words: string[], before: WrittenRecipe, after: WrittenRecipe]>([
    ["target, set", ['target "test" was added'], {}, { target: "test" }],
    ["target, another", ['target changed from "a" to "b"'], { target: "a" }, { target: "b" }],
    ["target, gone", ['target "test" was removed'], { target: "test" }, {}],
    ["a build arg, set", ["build arg V=1 was added"], {}, { buildArgs: map(["V", "1"]) }],
    [
      "a build arg, another value",
      ['build arg V changed from "1" to "2"'],
      { buildArgs: map(["U", "0"], ["V", "1"]) },
      { buildArgs: map(["V", "2"], ["U", "0"]) },
    ],
    [
      "a build arg, to nothing",
      ['build arg V changed from "1" to ""'],
      { buildArgs: map(["V", "1"]) },
      { buildArgs: map(["V", ""]) },
    ],
    ["a build arg, gone", ["build arg V was removed"], { buildArgs: map(["V", "1"]) }, {}],
    [
      "build args, all of them",
      ["build arg A was removed", 'build arg B changed from "1" to "2"', "build arg C=1 was added"],
      { buildArgs: map(["A", "1"], ["B", "1"]) },
      { buildArgs: map(["B", "2"], ["C", "1"]) },
    ],
    [
      "build args in another order, which is no change",
      [],
      { buildArgs: map(["A", "1"], ["B", "1"]) },
      { buildArgs: map(["B", "1"], ["A", "1"]) },
    ],
    ["a platform more", ["platform linux/arm64 was added"], {}, { platforms: ["linux/arm64", "linux/amd64"] }],
    [
      "another platform",
      ["platform linux/amd64 was removed", "platform linux/arm/v7 was added"],
      {},
      { platforms: ["linux/arm/v7"] },
    ],
    ["the default platform written out, which is no change", [], {}, { platforms: ["linux/amd64", "linux/amd64"] }],
    ["a base, fixed", [`base debian=${digest("1")} was added`], {}, { base: base("debian", "1") }],
    [
      "a base, another digest",
      [`base debian changed from "${digest("1")}" to "${digest("2")}"`],
      { base: base("debian", "1") },
      { base: base("debian", "2") },
    ],
    ["a base, gone", ["base debian was removed"], { base: base("debian", "1") }, {}],
    [
      "a base from elsewhere with the same digest, which is no change",
      [],
      { base: base("debian", "1") },
      { base: map(["debian", `mirror.example/debian@${digest("1")}`]) },
    ],
    ["an included file, more", ["file go.mod was added"], {}, { include: ["go.mod"] }],
    ["an included directory, less", ["file lock/file was removed"], { include: ["lock"] }, {}],
    [
      "included paths in another order, which is no change",
      [],
      { include: ["lock", "go.mod"] },
      { include: ["go.mod", "lock"] },
    ],
    ["the context written in another way, which is no change", [], {}, { context: "./build/" }],
    ["the Dockerfile's default written out, which is no change", [], {}, { file: "build/Dockerfile" }],
    ["where images are kept, which is no change", [], {}, { image: "ghcr.io/acme/build" }],
  ])("%s", async (_what, words, before, after) => {
    expect(await changes("true", before, after)).toEqual(words);
    const commits = `${writeYaml(before)} git add -A; git commit -qm before; ${writeYaml(after)}`;
    expect(await changes(commits)).toEqual(words);
  });

  test("an included file's content", async () => {
    expect(await changes("echo x > go.mod; echo x > lock/file", { include: ["go.mod", "lock"] })).toEqual([
      "file go.mod changed",
      "file lock/file changed",
    ]);
  });

  test("another context", async () => {
    expect(await changes("cp -R build other; echo x > other/text", {}, { context: "other" })).toEqual([
      "file other/text stands where file build/text was",
    ]);
    expect(await changes("cp -R build other", {}, { context: "other" })).toEqual([]);
  });

  test("treestamp.yml itself, where it is in the context", async () => {
    const words = await changes("echo '# more' >> treestamp.yml; echo x > go.mod", {
      context: ".",
      file: "build/Dockerfile",
    });
    expect(words).toEqual(["file go.mod changed", "file treestamp.yml changed"]);
  });
});

/** A shell command that makes a treestamp.yml of these inputs. */
function writeYaml({ buildArgs, base, ...rest }: WrittenRecipe): string {
  const said = {
    context: "build",
    ...rest,
    ...(buildArgs === undefined ? {} : { "build-args": Object.fromEntries(buildArgs) }),
    ...(base === undefined ? {} : { base: Object.fromEntries(base) }),
  };
  return `cat > treestamp.yml <<'END'\n${JSON.stringify(said)}\nEND\n`; // JSON is YAML
}
