/** What a recipe is made of, and what changed between two, in words. */
import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { diffRecipes, explainRecipe } from "../../core/recipe/explain.ts";
import { type Naming, unpinnedIn, unpinnedInputs } from "../../core/recipe/pins.ts";
import { readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";
import { recipeOf, type WrittenRecipe } from "../fixtures/recipe.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const files = {
  "build/Dockerfile": "FROM scratch\n",
  "build/a/b.txt": "b\n",
  "build/a/same": "same\n",
  "build/run": "run\n",
  "build/link": { link: "a" },
  "go.mod": "module x\n",
};

test("every input is listed with its hash", async () => {
  using repository = testRepository(files);
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const inputs: WrittenRecipe = {
    context: "build",
    include: ["go.mod"],
    target: "t",
    buildArgs: new Map([["A", "1"]]),
    base: new Map([["debian", `r/debian@${digest("1")}`]]),
  };
  const { recipe } = await readSource(opened, { inputs: recipeOf(inputs) });
  const file = (name: string, mode = "100644") => ({
    kind: "file",
    name,
    mode,
    value: repository.git("rev-parse", `HEAD:${name}`),
  });
  expect(await explainRecipe(opened, recipe)).toEqual([
    file("build/Dockerfile"),
    file("build/a/b.txt"),
    file("build/a/same"),
    file("go.mod"),
    file("build/link", "120000"),
    file("build/run"),
    { kind: "dockerfile", name: "", value: "build/Dockerfile" },
    { kind: "target", name: "", value: "t" },
    { kind: "build-arg", name: "A", value: "1" },
    { kind: "platform", name: "", value: "linux/amd64" },
    { kind: "base", name: "debian", value: digest("1") },
  ]);
});

describe("what changed between two recipes is said in words", () => {
  async function diff(change: (at: (path: string) => string) => void, before: WrittenRecipe = {}, after = before) {
    using repository = testRepository(files);
    change((path) => join(repository.folder, path));
    repository.commit();
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const read = async (ref: string, inputs: WrittenRecipe) =>
      (await readSource(opened, { ref, inputs: recipeOf({ context: "build", ...inputs }) })).recipe;
    return await diffRecipes(opened, await read("HEAD~1", before), await read("HEAD", after));
  }
  const shell = (script: string) => (at: (path: string) => string) => {
    execFileSync("sh", ["-ec", script], { cwd: at(".") });
  };

  test.each<[string, string[]]>([
    ["true", []],
    ["echo x > go.mod", []],
    ["echo x > build/a/b.txt", ["file build/a/b.txt changed"]],
    ["chmod +x build/run", ["file build/run became executable"]],
    ["echo x > build/run; chmod +x build/run", ["file build/run changed", "file build/run became executable"]],
    ["echo x > 'build/a/new one'", ['file "build/a/new one" was added']],
    ["rm -r build/a", ["file build/a/b.txt was removed", "file build/a/same was removed"]],
    ["ln -sfn run build/link", ["link build/link points elsewhere"]],
    ["rm build/link; echo x > build/link", ["file build/link was a link before"]],
    [
      "rm build/run; mkdir build/run; echo x > build/run/x",
      ["file build/run was removed", "file build/run/x was added"],
    ],
    [
      "rm -r build/a; echo x > build/a",
      ["file build/a was added", "file build/a/b.txt was removed", "file build/a/same was removed"],
    ],
  ])("%s", async (script, lines) => {
    expect(await diff(shell(script))).toEqual(lines);
  });

  test("an executable that is none any more", async () => {
    using repository = testRepository({ Dockerfile: "FROM scratch\n", x: { run: "x" } });
    chmodSync(join(repository.folder, "x"), 0o644);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const before = await readSource(opened, { ref: "HEAD", inputs: {} });
    const now = await readSource(opened, { inputs: {} });
    expect(await diffRecipes(opened, before.recipe, now.recipe)).toEqual(["file x is no longer executable"]);
  });

  test("included files and a Dockerfile elsewhere have their repository's names", async () => {
    const inputs = { include: ["go.mod"], file: "go.mod" };
    expect(await diff(shell("echo x > go.mod"), inputs)).toEqual(["file go.mod changed", "file go.mod changed"]);
  });

  test("a directory that is included and in the context, too, has files of both", async () => {
    const both = shell(
      "mkdir -p docs/b build/docs/b; for f in docs/a docs/b/c build/docs/d build/docs/b/e; do echo x >$f; done",
    );
    using repository = testRepository(files);
    both((path) => join(repository.folder, path));
    repository.commit();
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: { context: "build", include: ["docs"] } });
    const explained = await explainRecipe(opened, recipe);
    expect(explained.map(({ name }) => name).filter((name) => name.includes("docs"))).toEqual([
      "docs/a",
      "docs/b/c",
      "build/docs/b/e",
      "build/docs/d",
    ]);
  });

  test("parameters", async () => {
    const before: WrittenRecipe = {
      target: "a",
      buildArgs: new Map([
        ["A", "1"],
        ["B", "1"],
        ["D", "1"],
      ]),
      platforms: ["linux/amd64"],
      base: new Map([["x", `r/x@${digest("1")}`]]),
    };
    const after: WrittenRecipe = {
      buildArgs: new Map([
        ["A", "2"],
        ["C", "3"],
        ["D", "1"],
      ]),
      platforms: ["linux/arm64"],
      base: new Map([["x", `r/x@${digest("2")}`]]),
    };
    expect(await diff(() => {}, before, after)).toEqual([
      'target "a" was removed',
      'build arg A changed from "1" to "2"',
      "build arg B was removed",
      "build arg C=3 was added",
      "platform linux/amd64 was removed",
      "platform linux/arm64 was added",
      `base x changed from "${digest("1")}" to "${digest("2")}"`,
    ]);
  });

  test("a submodule's commit", async () => {
    using inner = testRepository({ a: "a" });
    using repository = testRepository({ Dockerfile: "FROM scratch\n" });
    const first = inner.git("rev-parse", "HEAD");
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "inner");
    repository.commit();
    const second = inner.commit();
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--remote");
    repository.commit();
    rmSync(join(repository.folder, "inner"), { recursive: true });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const before = await readSource(opened, { ref: "HEAD~1", inputs: {} });
    const now = await readSource(opened, { ref: "HEAD", inputs: {} });
    expect(await diffRecipes(opened, before.recipe, now.recipe)).toEqual([
      `submodule inner changed from commit ${first} to ${second}`,
    ]);
  });
});

describe("inputs that nothing fixes are reported with their line", () => {
  const lines = (dockerfile: string, naming: Partial<Naming> = {}) =>
    unpinnedInputs(dockerfile, {
      bases: [],
      buildArgs: new Map(),
      target: undefined,
      platforms: ["linux/amd64"],
      ...naming,
    }).map(({ line, message }) => `${line}: ${message.split(/: | is not| has no/)[0]}`);

  test.each<[string, string, string[]]>([
    ["an image by tag", "FROM debian:12", ["1: FROM debian:12"]],
    ["an image by digest", `FROM debian:12@${digest("1")} AS x`, []],
    ["scratch, a stage, a stage by number", "FROM scratch AS a\nFROM A AS b\nCOPY --from=A / /\nCOPY --from=0 / /", []],
    ["an image that files are copied from", "FROM scratch\n\nCOPY --from=tools:1 / /", ["3: COPY --from tools:1"]],
    [
      "the second of two",
      `FROM --platform=linux/amd64 x@${digest("1")}\nRUN a \\\n  # comment\n  b\nfrom y`,
      ["5: FROM y"],
    ],
    ["an argument's default", "ARG V=12\nARG IMAGE=debian:$V\nFROM $IMAGE", ["3: FROM debian:12"]],
    ["a download", "FROM scratch\nADD https://example.org/x /", ["2: ADD https://example.org/x"]],
    ["a download with its checksum", `FROM scratch\nADD --checksum=${digest("1")} https://example.org/x /`, []],
    [
      "what only looks like one",
      "FROM scratch\nRUN <<EOF\nFROM x\nADD https://example.org/x /\nEOF\n# FROM y\nCOPY a /",
      [],
    ],
    ["the frontend", "# syntax=docker/dockerfile:1\nFROM scratch", ["1: # syntax docker/dockerfile:1"]],
    [
      "the frontend with blanks",
      "#  Syntax = docker/dockerfile:1-labs \nFROM scratch",
      ["1: # syntax docker/dockerfile:1-labs"],
    ],
    ["a fixed frontend", `# syntax=docker/dockerfile:1@${digest("1")}\nFROM scratch`, []],
    ["a comment that only looks like a directive", "# a comment\n# syntax=docker/dockerfile:1\nFROM scratch", []],
    [
      "an image that a RUN mounts",
      "FROM scratch\nRUN --mount=type=bind,from=tools:1,target=/t /t/x",
      ["2: RUN --mount tools:1"],
    ],
    [
      "a stage that a RUN mounts",
      "FROM scratch AS a\nFROM a\nRUN --mount=from=a,target=/t --mount=type=cache,target=/c x",
      [],
    ],
    ["a variable's default where it is used", "ARG V\nFROM debian:${V:-13}", ["2: FROM debian:13"]],
    [
      "an image for each platform",
      "ARG TARGETARCH\nFROM base-$TARGETARCH:1",
      ["2: FROM base-amd64:1", "2: FROM base-arm64:1"],
    ],
    [
      "a stage that is defined later, so it is an image",
      "FROM scratch\nCOPY --from=b / /\nFROM scratch AS b\nFROM 0",
      ["4: FROM 0"],
    ],
    ["continued lines with comments", "FROM \\\n# no\n  debian:12 \\\n\n AS x", ["1: FROM debian:12"]],
    [
      "a repository of git by its branch",
      "FROM scratch\nADD https://example.org/x.git#main /",
      ["2: ADD https://example.org/x.git#main"],
    ],
    ["a repository of git by ssh", "FROM scratch\nADD git@example.org:x/y.git /", ["2: ADD git@example.org:x/y.git"]],
    ["a repository of git by its commit", `FROM scratch\nADD https://example.org/x.git#${"1".repeat(40)}:sub /`, []],
    [
      "two downloads in the form of JSON",
      'FROM scratch\nADD ["https://e.org/a", "https://e.org/b", "/"]',
      ["2: ADD https://e.org/a", "2: ADD https://e.org/b"],
    ],
    [
      "what a later build triggers",
      "FROM scratch\nONBUILD ADD https://example.org/x /",
      ["2: ADD https://example.org/x"],
    ],
    ["a Dockerfile that cannot be read", "FROM $NOTHING", []],
    ["a continuation by backtick", "# escape=`\nFROM `\n  debian:12\n", ["2: FROM debian:12"]],
  ])("%s", (_name, dockerfile, expected) => {
    const platforms = dockerfile.includes("TARGETARCH") ? ["linux/amd64", "linux/arm64"] : ["linux/amd64"];
    expect(lines(dockerfile, { platforms })).toEqual(expected);
  });

  test("the stages that are not built do not count", () => {
    const dockerfile = "FROM a:1 AS a\nFROM b:1 AS b\nFROM c:1 AS c\nCOPY --from=a / /";
    expect(lines(dockerfile)).toEqual(["1: FROM a:1", "3: FROM c:1"]);
    expect(lines(dockerfile, { target: "b" })).toEqual(["2: FROM b:1"]);
  });

  test("a base of the recipe is fixed, and an argument of it counts", () => {
    expect(lines("FROM debian:12", { bases: ["debian:12"] })).toEqual([]);
    expect(lines("FROM docker.io/library/debian:12", { bases: ["debian:12"] })).toEqual([]);
    expect(lines("ARG I=a\nFROM $I", { buildArgs: new Map([["I", `b@${digest("1")}`]]) })).toEqual([]);
    expect(lines("ARG I=a\nFROM $I", { buildArgs: new Map([["I", "b:2"]]) })).toEqual(["2: FROM b:2"]);
    const syntax = new Map([["BUILDKIT_SYNTAX", "docker/dockerfile:1"]]);
    expect(lines("FROM scratch", { buildArgs: syntax })).toEqual([
      "1: The build argument BUILDKIT_SYNTAX docker/dockerfile:1",
    ]);
  });

  test("out of the recipe's own Dockerfile", async () => {
    using repository = testRepository({ Dockerfile: "FROM debian:latest\n" });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { inputs: {} });
    expect(await unpinnedIn(opened, [recipe])).toEqual([
      {
        file: "Dockerfile",
        line: 1,
        message:
          "FROM debian:latest is not fixed by a digest, which is whatever is newest that day: write debian:latest@sha256:…, or list it under `base`",
      },
    ]);
  });
});
