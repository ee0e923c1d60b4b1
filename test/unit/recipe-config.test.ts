/** `treestamp.yml` and the same inputs from a call. */
import { describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { parseConfig } from "../../core/inputs/config-file.ts";
import { select } from "../../core/inputs/environments.ts";
import { type RecipeInputs, recipeInputsOf } from "../../core/inputs/recipe-inputs.ts";

/** The recipe of a file that has one at its root. */
function recipeIn(text: string): RecipeInputs {
  return parseConfig(text).environments.get("")!;
}

function failure(text: string): TreestampError {
  try {
    parseConfig(text);
  } catch (error) {
    if (error instanceof TreestampError) return error;
    throw error;
  }
  throw new Error("no failure");
}

const digest = `sha256:${"a".repeat(64)}`;

describe("treestamp.yml", () => {
  test("holds every input of a recipe", () => {
    const text = `
image: registry.example/team/build
context: build
file: docker/Dockerfile
target: test
build-args:
  GO: 1.20
  EMPTY:
  ON: yes
platforms: [linux/amd64, linux/arm64]
include:
  - go.mod
  - go.sum
base:
  debian: registry.example/debian@${digest}
`;
    expect(recipeIn(text)).toEqual({
      image: "registry.example/team/build",
      context: "build",
      file: "docker/Dockerfile",
      target: "test",
      buildArgs: new Map([
        ["GO", "1.20"],
        ["EMPTY", ""],
        ["ON", "yes"],
      ]),
      platforms: ["linux/amd64", "linux/arm64"],
      include: ["go.mod", "go.sum"],
      bases: [{ name: "debian", digest, source: { kind: "registry", repository: "registry.example/debian" } }],
    });
  });

  test("may be empty, or all comment", () => {
    expect(recipeIn("")).toEqual({});
    expect(recipeIn("# nothing yet\n")).toEqual({});
  });

  test("takes lists and mappings as docker's users write them", () => {
    const text = `
build-args:
  - A=1=2
  - B=
platforms: linux/amd64, linux/arm64
include: |
  go.mod

  go.sum
`;
    expect(recipeIn(text)).toEqual({
      buildArgs: new Map([
        ["A", "1=2"],
        ["B", ""],
      ]),
      platforms: ["linux/amd64", "linux/arm64"],
      include: ["go.mod", "go.sum"],
    });
    expect(recipeIn("build-args: |\n  A=1\n  B=2\n").buildArgs).toEqual(
      new Map([
        ["A", "1"],
        ["B", "2"],
      ]),
    );
  });

  test("has the spaces of a block in no value", () => {
    expect(recipeIn("image: |\n  ghcr.io/acme/app\ncontext: >\n  app\n")).toEqual({
      image: "ghcr.io/acme/app",
      context: "app",
    });
  });

  test("reads lists by docker's grammar, with Windows' line ends and a byte order mark, too", () => {
    const text =
      '\uFEFFbuild-args: |\r\n  # the compiler\r\n  "VERSION=1.2"\r\n  B=2\r\nplatforms: "linux/amd64,linux/arm64,"\r\n';
    expect(recipeIn(text)).toEqual({
      buildArgs: new Map([
        ["VERSION", "1.2"],
        ["B", "2"],
      ]),
      platforms: ["linux/amd64", "linux/arm64"],
    });
  });

  test("may speak of an expression in a comment", () => {
    expect(recipeIn("context: app # not ${{ this }}\n")).toEqual({ context: "app" });
  });

  test("follows anchors", () => {
    expect(recipeIn("include: [&mod go.mod, *mod]\n").include).toEqual(["go.mod", "go.mod"]);
  });

  test.each([
    [
      "an unknown name, with the nearest that is known",
      "context: a\nbuild-arg:\n  A: 1\n",
      "treestamp.yml:2: `build-arg` is not a recipe input. Did you mean `build-args`?",
    ],
    ["a name that is nothing like any", "context: a\n\nxyzzy: 1\n", "treestamp.yml:3: `xyzzy` is not a recipe input."],
    ["an input that is only for a call", "ref: main\n", "treestamp.yml:1: `ref` is not a recipe input."],
    [
      "a list where one value belongs",
      "context: [a, b]\n",
      "treestamp.yml:1: `context`: one value was expected, not several.",
    ],
    ["nothing where a value belongs", "context:\n", "treestamp.yml:1: `context`: the value is empty."],
    [
      "a mapping where a list belongs",
      "include:\n  a: b\n",
      "treestamp.yml:1: `include`: a list was expected, not a mapping.",
    ],
    [
      "a mapping inside a list",
      "include:\n  - a: b\n",
      "treestamp.yml:1: `include`: a text was expected inside the list or mapping.",
    ],
    [
      "an argument without a value",
      "build-args:\n  - HOME\n",
      'treestamp.yml:1: `build-args`: "HOME" is not NAME=VALUE.',
    ],
    [
      "lines that YAML joins",
      "build-args:\n  A=1\n  B=2\n",
      "treestamp.yml:1: `build-args`: YAML joins its lines into one.",
    ],
    [
      "lines that YAML joins, in quotes",
      'include: "a\n  b"\n',
      "treestamp.yml:1: `include`: YAML joins its lines into one.",
    ],
    [
      "lines that YAML is told to join",
      "include: >-\n  a\n  b\n",
      "treestamp.yml:1: `include`: YAML joins its lines into one.",
    ],
    ["an argument twice", "build-args: [A=1, A=2]\n", "treestamp.yml:1: `build-args`: A is given twice."],
    ["a list for a file", "- a\n", "treestamp.yml:1: the file must be a mapping of inputs to values."],
    ["a name twice", "context: a\ncontext: b\n", "treestamp.yml:2: Map keys must be unique."],
    [
      "an expression, which only a workflow fills in",
      "context: app\nimage: ghcr.io/${{ github.repository }}/build\n",
      "treestamp.yml:2: an expression (`${{ … }}`) is not evaluated here.",
    ],
    ["several documents", "context: a\n---\ncontext: b\n", "treestamp.yml:2: the file has several documents."],
    [
      "a registry alone",
      "image: ghcr.io\n",
      'treestamp.yml:1: `image`: "ghcr.io" is not the name of a store: it names a registry',
    ],
    ["what is no YAML", "context: 'a\n", "treestamp.yml:"],
  ])("refuses %s", (_name, text, message) => {
    expect(failure(text)).toMatchObject({ code: "input-invalid", message: expect.stringContaining(message) });
  });

  test("the remedy for an unknown name lists those that are known", () => {
    expect(failure("x: 1").remedy).toBe(
      "Known here: image, context, file, target, build-args, platforms, compression, include, base, writable, from, assemble, bootstrap, caches.",
    );
  });
});

describe("inputs of a call", () => {
  test("are one value each, or one item each; those that decide no image are passed over", () => {
    const flags = recipeInputsOf(
      "build",
      new Map<string, string[]>([
        ["include", ["go.mod", "go.sum"]],
        ["build-args", ["A=1"]],
        ["engine", ["docker"]],
      ]),
    );
    expect(flags).toEqual({ include: ["go.mod", "go.sum"], buildArgs: new Map([["A", "1"]]) });
    expect(() => recipeInputsOf("build", new Map([["build-args", ["A"]]]))).toThrow(
      '`build-args`: "A" is not NAME=VALUE.',
    );
  });

  test("win over the file, each as a whole", () => {
    const file = parseConfig("context: a\ntarget: t\ninclude: [x, y]\n");
    expect(select(file, undefined, { context: "b", include: ["z"] }).environments.get("")).toEqual({
      context: "b",
      target: "t",
      include: ["z"],
    });
  });
});
