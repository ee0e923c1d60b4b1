/** Properties of keys over any recipes, and the keys of many revisions at once. */
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openRepository } from "../../core/git/repository.ts";
import { compareEntries, hashTree, type TreeEntry } from "../../core/git/tree.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { defaultPlatform, type Recipe } from "../../core/recipe/recipe.ts";
import { type KeyAnswer, keysOf } from "../../core/recipe/source.ts";
import type { Digest } from "../../core/store/port.ts";
import { gitEnvironment, testFolder, testRepository } from "../fixtures/git.ts";

const oid = fc.constantFrom("1", "2", "3").map((digit) => digit.repeat(40));
const word = fc.constantFrom("", "a", "b", "1", "__proto__", 'x","b', "ü", "\n", "linux/arm64", "\ud800");
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
const recipe: fc.Arbitrary<Recipe> = fc
  .record({
    context: directory,
    outside: fc.option(oid, { nil: undefined }),
    dockerfile: fc.constantFrom("Dockerfile", "a", "b"),
    target: fc.option(word, { nil: undefined }),
    buildArgs: fc.array(fc.tuple(name, word), { maxLength: 2 }).map((pairs) => new Map(pairs)),
    platforms: fc.constantFrom([defaultPlatform], ["linux/arm64"], ["linux/amd64", "linux/arm64"]),
    bases: fc.uniqueArray(fc.tuple(name, fc.constantFrom("1", "2")), { selector: ([base]) => base, maxLength: 2 }),
  })
  .map(({ context, outside, bases, ...rest }) => {
    const laidIn: TreeEntry[] = outside === undefined ? [] : [{ mode: "100644", name: "Dockerfile", oid: outside }];
    const tree = hashTree("sha1", laidIn);
    const reserved: TreeEntry[] = outside === undefined ? [] : [{ mode: "40000", name: ".treestamp", oid: tree }];
    return {
      ...rest,
      ...(outside === undefined ? {} : { dockerfile: ".treestamp/Dockerfile" }),
      context: [...context, ...reserved].sort(compareEntries),
      madeTrees: outside === undefined ? new Map() : new Map([[tree, laidIn]]),
      bases: bases.map(([base, digit]) => ({
        name: base,
        digest: `sha256:${digit.repeat(64)}` as Digest,
        source: { kind: "registry", repository: "r" } as const,
      })),
      origin: { context: "", include: [], dockerfile: "Dockerfile" },
    };
  });

/** The recipe as a value that is equal exactly for equal recipes. Lone surrogates are no text: both are U+FFFD. */
function essence(of: Recipe): string {
  const sorted = (pairs: Iterable<readonly [string, string]>) => [...pairs].map((pair) => JSON.stringify(pair)).sort();
  return JSON.stringify([
    of.context,
    [...of.madeTrees],
    of.dockerfile,
    of.target ?? null,
    sorted(of.buildArgs),
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
      { numRuns: 3000 },
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
          buildArgs: new Map([...one.buildArgs].reverse()),
          bases: [...one.bases].reverse(),
        };
        expect(keyOf("sha1", other, false)).toEqual(keyOf("sha1", one, false));
      }),
    );
  });

  test("do not depend on where a recipe came from", () => {
    fc.assert(
      fc.property(recipe, (one) => {
        const other = { ...one, origin: { context: "elsewhere", include: ["x"], dockerfile: "y" } };
        expect(keyOf("sha1", other, false)).toEqual(keyOf("sha1", one, false));
      }),
    );
  });
});

describe("the keys of many revisions", () => {
  async function answers(folder: string, inputs: Parameters<typeof keysOf>[1], revisions: string[]) {
    await using opened = await openRepository(folder, gitEnvironment);
    const all: KeyAnswer[] = [];
    for await (const answer of keysOf(opened, inputs, revisions)) all.push(answer);
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
