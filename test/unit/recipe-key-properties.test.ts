/** Properties of keys over any recipes, and the keys of many revisions at once. */
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ReadTree } from "../../core/git/path.ts";
import { openRepository, type Repository } from "../../core/git/repository.ts";
import { compareEntries, hashObject, hashTree, type TreeEntry } from "../../core/git/tree.ts";
import { defaultPlatform } from "../../core/inputs/platforms.ts";
import type { RecipeInputs } from "../../core/inputs/recipe-inputs.ts";
import type { Digest } from "../../core/oci/port.ts";
import { diffRecipes } from "../../core/recipe/explain.ts";
import { parseInclude } from "../../core/recipe/include.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readRecipe } from "../../core/recipe/read.ts";
import type { DockerfileMethod, Recipe } from "../../core/recipe/recipe.ts";
import { type KeyAnswer, keysOf } from "../../core/recipe/source.ts";
import { gitEnvironment, testFolder, testRepository } from "../fixtures/git.ts";
import { recipeOf, type WrittenRecipe } from "../fixtures/recipe.ts";
import { searchFactor } from "../fuzz/random.ts";

const oid = fc.constantFrom("1", "2", "3").map((digit) => digit.repeat(40));
/** Text that an encoding without care would confuse: quotes, line ends, both ways to write "é", what JSON escapes. */
const word = fc.constantFrom(
  ...["", "a", "b", "1", "null", "__proto__", 'x","b', '"', "\\", "\n", "\r\n", "a\n", " a", "A"],
  ...["é", "e\u0301", "\u2028", "\ufeff", "linux/arm64", "\ud800", '"],["b","1', "]]", "\\u0061"],
);
const name = word.filter((text) => text !== "");

const directory: fc.Arbitrary<TreeEntry[]> = fc
  .uniqueArray(
    fc.record({
      mode: fc.constantFrom("100644", "100755", "120000", "40000"),
      name: fc.constantFrom("a", "b", "recipe.json"),
      oid,
    }),
    { selector: (entry) => entry.name, minLength: 1 },
  )
  .map((entries) => (entries as TreeEntry[]).sort(compareEntries));

/** Few values for each part, so that recipes that differ in one thing only are common. */
type DockerfileRecipe = Recipe & { readonly method: DockerfileMethod };

const recipe: fc.Arbitrary<DockerfileRecipe> = fc
  .record({
    context: directory,
    outside: fc.option(oid, { nil: undefined }),
    dockerfile: fc.constantFrom("Dockerfile", "a", "b"),
    target: fc.option(word, { nil: undefined }),
    buildArgs: fc.array(fc.tuple(name, word), { maxLength: 2 }).map((pairs) => new Map(pairs)),
    compression: fc.constantFrom("zstd" as const, "gzip" as const),
    platforms: fc.constantFrom([defaultPlatform], ["linux/arm64"], ["linux/amd64", "linux/arm64"]),
    bases: fc.uniqueArray(fc.tuple(name, fc.constantFrom("1", "2")), { selector: ([base]) => base, maxLength: 2 }),
  })
  .map(({ context, outside, bases, platforms, dockerfile, ...said }) => {
    const own: TreeEntry[] = outside === undefined ? [] : [{ mode: "100644", name: "Dockerfile", oid: outside }];
    const tree = hashTree("sha1", own);
    const reserved: TreeEntry[] = outside === undefined ? [] : [{ mode: "40000", name: ".treestamp", oid: tree }];
    return {
      method: {
        ...{ kind: "dockerfile" as const, oid: "", origin: "Dockerfile", ...said },
        path: outside === undefined ? dockerfile : ".treestamp/Dockerfile",
      },
      own: [],
      upstreams: new Map(),
      platforms,
      context: [...context, ...reserved].sort(compareEntries),
      madeTrees: outside === undefined ? new Map() : new Map([[tree, own]]),
      laidIn: new Set<string>(),
      madeBlobs: new Map(),
      reduced: new Map(),
      ignore: undefined,
      bases: bases.map(([base, digit]) => ({
        name: base,
        digest: `sha256:${digit.repeat(64)}` as Digest,
        source: { kind: "registry", repository: "r" } as const,
      })),
      origin: { context: "", include: [] },
    };
  });

function withMethod(of: DockerfileRecipe, method: Partial<DockerfileMethod>): DockerfileRecipe {
  return { ...of, method: { ...of.method, ...method } };
}

/** The recipe as a value that is equal exactly for equal recipes. Lone surrogates are no text: both are U+FFFD. */
function essence(of: DockerfileRecipe): string {
  const sorted = (pairs: Iterable<readonly [string, string]>) => [...pairs].map((pair) => JSON.stringify(pair)).sort();
  return JSON.stringify([
    of.context,
    [...of.madeTrees],
    of.method.path,
    of.method.target ?? null,
    sorted(of.method.buildArgs),
    of.platforms,
    sorted(of.bases.map(({ name, digest }) => [name, digest] as const)),
  ]);
}

describe("keys", () => {
  test("two recipes have one key only if they are the same recipe", () => {
    fc.assert(
      fc.property(recipe, recipe, (one, other) => {
        const same = keyOf("sha1", one, false).hash === keyOf("sha1", other, false).hash;
        expect(same).toBe(essence(one) === essence(other));
      }),
      { numRuns: 150 * searchFactor },
    );
    const seen = new Map<string, string>();
    for (const sample of fc.sample(recipe, 5000)) {
      const { hash } = keyOf("sha1", sample, false);
      expect(seen.get(hash) ?? essence(sample)).toBe(essence(sample));
      seen.set(hash, essence(sample));
    }
    expect(seen.size).toBeGreaterThan(1000);
  });

  test("do not depend on the order in which arguments and bases were given", () => {
    fc.assert(
      fc.property(recipe, (one) => {
        const other = {
          ...one,
          method: { ...one.method, buildArgs: new Map([...one.method.buildArgs].reverse()) },
          bases: [...one.bases].reverse(),
        };
        expect(keyOf("sha1", other, false)).toEqual(keyOf("sha1", one, false));
      }),
    );
  });

  test("do not depend on where a recipe came from", () => {
    fc.assert(
      fc.property(recipe, (one) => {
        const method = { ...one.method, origin: "y" };
        const other = { ...one, method, origin: { context: "elsewhere", include: [parseInclude("x")] } };
        expect(keyOf("sha1", other, false)).toEqual(keyOf("sha1", one, false));
      }),
    );
  });
});

describe("two recipes that differ in one thing alone", () => {
  /** Each takes a recipe to one that differs in this and in nothing else. */
  const changes: Readonly<Record<string, (of: DockerfileRecipe, text: string) => DockerfileRecipe>> = {
    target: (of, text) => withMethod(of, { target: of.method.target === text ? undefined : text }),
    dockerfile: (of, text) => withMethod(of, { path: `${of.method.path}${text || "x"}` }),
    "a build argument's value": (of, text) => {
      const { buildArgs } = of.method;
      const [[name, value] = ["A", "x"]] = buildArgs;
      return withMethod(of, { buildArgs: new Map([...buildArgs, [name, `${value}${text || "x"}`]]) });
    },
    "a build argument more": (of, text) => {
      const { buildArgs } = of.method;
      return withMethod(of, {
        buildArgs: new Map([...buildArgs, [`${[...buildArgs.keys()].join("")}${text || "x"}`, text]]),
      });
    },
    upstreams: (of, text) => ({ ...of, upstreams: new Map([[text || "x", of]]) }),
    platforms: (of) => ({ ...of, platforms: [...of.platforms, "linux/s390x"] }),
    "a base's digest": ({ bases: [found = base("z", "3"), ...others], ...of }) => ({
      ...of,
      bases: [base(found.name, "4"), ...others],
    }),
    "a base more": (of, text) => ({
      ...of,
      bases: [...of.bases, base(`${of.bases.map(({ name }) => name).join("")}${text || "x"}`, "1")],
    }),
    "a file more": (of) => ({
      ...of,
      context: [...of.context, { mode: "100644", name: "more", oid: "1".repeat(40) } as const].sort(compareEntries),
    }),
    "a file's content": (of) => first(of, (entry) => ({ ...entry, oid: "4".repeat(40) })),
    "a file's mode": (of) => first(of, (entry) => ({ ...entry, mode: entry.mode === "160000" ? "100644" : "160000" })),
    "a file's name": (of) => first(of, (entry) => ({ ...entry, name: `${entry.name}\n` })),
  };
  const base = (name: string, digit: string) => ({
    name,
    digest: `sha256:${digit.repeat(64)}` as Digest,
    source: { kind: "registry", repository: "r" } as const,
  });
  function first(of: DockerfileRecipe, change: (entry: TreeEntry) => TreeEntry): DockerfileRecipe {
    const at = of.context.findIndex(({ name }) => name !== ".treestamp");
    return { ...of, context: of.context.map((entry, index) => (index === at ? change(entry) : entry)) };
  }

  test.each(Object.entries(changes))("%s: have two keys", (_what, change) => {
    fc.assert(
      fc.property(recipe, word, (one, text) => {
        fc.pre(!text.includes("\ud800"));
        const other = change(one, text);
        expect(keyOf("sha1", other, false).hash).not.toBe(keyOf("sha1", one, false).hash);
        expect(keyOf("sha256", other, false).hash).not.toBe(keyOf("sha256", one, false).hash);
      }),
      { numRuns: 100 * searchFactor },
    );
  });

  test("whatever gives another key is named by the difference, and nothing else is", async () => {
    const file: TreeEntry = { mode: "100644", name: "in", oid: "5".repeat(40) };
    const readTree: ReadTree = async (oid) => [{ ...file, oid: oid.slice(0, 1).repeat(40) }];
    const repository = { readTree } as unknown as Repository;
    await fc.assert(
      fc.asyncProperty(recipe, recipe, async (one, other) => {
        const same = keyOf("sha1", one, false).hash === keyOf("sha1", other, false).hash;
        const lines = await diffRecipes(repository, one, other);
        expect({ same, lines }).toEqual({ same: lines.length === 0, lines });
        expect(await diffRecipes(repository, one, one)).toEqual([]);
      }),
      { numRuns: 150 * searchFactor },
    );
  });
});

describe("one recipe, written in many ways, has one key", () => {
  const trees = new Map<string, TreeEntry[]>();
  const tree = (...entries: TreeEntry[]) => {
    const hash = hashTree("sha1", entries.sort(compareEntries));
    trees.set(hash, entries);
    return hash;
  };
  const file = (path: string): TreeEntry => ({
    mode: "100644",
    name: path,
    oid: hashObject("sha1", "blob", Buffer.from(path)),
  });
  const directory = (path: string, ...entries: TreeEntry[]): TreeEntry => ({
    mode: "40000",
    name: path,
    oid: tree(...entries),
  });
  const root = tree(
    directory("build", file("Dockerfile"), file("a"), directory("d", file("x"))),
    directory("lock", file("x"), directory("in", file("y"))),
    file("go.mod"),
    file("go.sum"),
  );
  const readTree: ReadTree = async (oid) => trees.get(oid)!;
  const readBlob = async () => Buffer.alloc(0);
  const key = async (inputs: WrittenRecipe) =>
    keyOf("sha1", await readRecipe({ readTree, readBlob }, "sha1", { root }, recipeOf(inputs)), false).hash;

  const inputs = fc.record({
    context: fc.constant("build"),
    include: fc.uniqueArray(fc.constantFrom("go.mod", "go.sum", "lock", "lock/in", "lock/in/y", "build/a"), {
      maxLength: 4,
    }),
    platforms: fc.uniqueArray(fc.constantFrom("linux/amd64", "linux/arm64", "linux/arm/v7")),
    buildArgs: fc.array(fc.tuple(name, word)).map((pairs) => new Map(pairs)),
    base: fc
      .array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2")))
      .map((pairs) => new Map(pairs.map(([image, digit]) => [image, `r/${image}@sha256:${digit.repeat(64)}`]))),
  });
  const rewritten = (of: WrittenRecipe): WrittenRecipe => ({
    context: `./${of.context}/`,
    file: `${of.context}/Dockerfile`,
    include: [...of.include!.map((path) => `./${path}`), ...of.include!].reverse(),
    platforms: of.platforms!.length === 0 ? ["linux/amd64"] : [...of.platforms!, ...of.platforms!].reverse(),
    buildArgs: new Map([...of.buildArgs!].reverse()),
    base: new Map([...of.base!].reverse().map(([name, image]) => [name, image.replace("r/", "mirror.example/r/")])),
    image: "kept.example/elsewhere",
  });

  test("lists that are sets in any order, with repetitions, defaults written out, other mirrors", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (one) => {
        expect(await key(rewritten(one))).toBe(await key(one));
      }),
      { numRuns: 100 * searchFactor },
    );
  });

  test("and two sets of inputs have one key only if they say the same", async () => {
    const said = ({ include, platforms, buildArgs, base }: WrittenRecipe) =>
      JSON.stringify([
        // What a directory brings along need not be named besides it, nor what is in the context.
        [...include!]
          .filter((path) => path !== "build/a" && !include!.some((other) => path.startsWith(`${other}/`)))
          .sort(),
        include!.includes("build/a"),
        platforms!.length === 0 ? ["linux/amd64"] : [...platforms!].sort(),
        [...buildArgs!].sort(),
        [...base!].sort(),
      ]);
    await fc.assert(
      fc.asyncProperty(inputs, inputs, async (one, other) => {
        expect((await key(one)) === (await key(other))).toBe(said(one) === said(other));
      }),
      { numRuns: 100 * searchFactor },
    );
  });
});

describe("the parameters stand in a blob that has its version", () => {
  const dockerfile: TreeEntry = { mode: "100644", name: "Dockerfile", oid: "1".repeat(40) };
  const simple: DockerfileRecipe = {
    context: [dockerfile],
    madeTrees: new Map(),
    laidIn: new Set(),
    madeBlobs: new Map(),
    reduced: new Map(),
    method: {
      ...{ kind: "dockerfile", path: "Dockerfile", oid: dockerfile.oid, origin: "Dockerfile" },
      ...{ target: "t", buildArgs: new Map([["A", "1"]]), compression: "zstd" },
    },
    own: [],
    ignore: undefined,
    platforms: [defaultPlatform],
    bases: [],
    upstreams: new Map(),
    origin: { context: "", include: [] },
  };
  /** The key by hand, from the blob's text. */
  const keyFor = (text: string) => {
    const json: TreeEntry = { mode: "100644", name: "recipe.json", oid: hashObject("sha1", "blob", Buffer.from(text)) };
    const own: TreeEntry = { mode: "40000", name: ".treestamp", oid: hashTree("sha1", [json]) };
    return hashTree("sha1", [own, dockerfile]);
  };
  const blob = (version: number) => `{
  "version": ${version},
  "target": "t",
  "buildArgs": [
    [
      "A",
      "1"
    ]
  ]
}
`;

  test("so that another version gives every such recipe another key, and no old image is taken for a new one", () => {
    expect(keyOf("sha1", simple, false).hash).toBe(keyFor(blob(1)));
    expect(keyFor(blob(2))).not.toBe(keyFor(blob(1)));
  });

  test("and a directory without parameters keeps git's own hash whatever the version", () => {
    const plain = withMethod(simple, { target: undefined, buildArgs: new Map() });
    expect(keyOf("sha1", plain, false).hash).toBe(hashTree("sha1", [dockerfile]));
  });

  test("that no file of a context can pass for: its place is kept", async () => {
    using repository = testRepository({
      Dockerfile: "FROM scratch\n",
      ".treestamp/recipe.json": blob(1),
    });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const tree = repository.git("rev-parse", "HEAD^{tree}");
    await expect(readRecipe(opened, "sha1", { root: tree }, {})).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(".treestamp"),
    });
  });
});

describe("the keys of many revisions", () => {
  async function answers(folder: string, inputs: RecipeInputs, revisions: string[]) {
    await using opened = await openRepository(folder, gitEnvironment);
    const all: KeyAnswer[] = [];
    for await (const answer of keysOf(opened, { inputs }, revisions)) all.push(answer);
    return all;
  }

  test("come in order, and a revision without one is an error for its line only", async () => {
    using repository = testRepository({ "build/Dockerfile": "FROM scratch\n" });
    const key = repository.git("rev-parse", "HEAD:build");
    repository.git("rm", "-rq", "build");
    repository.write({ Dockerfile: "FROM scratch\n", "treestamp.yml": "context: .\n" });
    repository.commit();
    using place = testFolder();
    const bare = join(place.path, "bare");
    repository.git("clone", "-q", "--bare", `file://${repository.folder}`, bare);
    const found = await answers(bare, { context: "build" }, ["HEAD~1", "nowhere", "", "HEAD", "main~1"]);
    expect(found).toMatchObject([
      { revision: "HEAD~1", key: { hash: key, tag: key } },
      { revision: "nowhere", error: { code: "repository-invalid" } },
      { revision: "", error: { code: "repository-invalid" } },
      { revision: "HEAD", error: { code: "path-missing" } },
      { revision: "main~1", key: { hash: key } },
    ]);
  });

  test("are right on a history of thousands, by one process", async () => {
    using repository = testRepository();
    const commits = 3000;
    repository.bytes(["fast-import", "--quiet"], Buffer.from(history(commits)));
    repository.git("pack-refs", "--all");
    const revisions = repository.git("rev-list", "main").split("\n");
    expect(revisions.length).toBe(commits);
    const found = await answers(repository.folder, { target: "test", include: ["go.mod"] }, revisions);
    expect(found.filter((answer) => "error" in answer)).toEqual([]);
    expect(new Set(found.map((answer) => "key" in answer && answer.key.hash)).size).toBe(commits / 100);
  });
});

/** A history for `git fast-import`: every commit changes a source file, each hundredth one the recipe. */
function history(commits: number): string {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (path: string, text: string) => `M 100644 inline ${path}\n${data(text)}`;
  return Array.from({ length: commits }, (_, n) =>
    [
      `commit refs/heads/main\ncommitter C <c@example.invalid> ${1_700_000_000 + n} +0000\n${data("c")}`,
      n === 0 ? file("build/Dockerfile", "FROM scratch\n") + file("go.mod", "module x\n") : "",
      n === 0 ? file("treestamp.yml", "context: build\nfile: build/Dockerfile\n") : "",
      file(`src/d${n % 50}/f${n % 7}.go`, `${n}\n`),
      n % 100 === 0 ? file("build/version", `${n}\n`) : "",
    ].join(""),
  ).join("");
}
