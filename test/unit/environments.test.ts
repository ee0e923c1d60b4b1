/** The environments of treestamp.yml: what they say, what they are made from, and their keys. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openRepository } from "../../core/git/repository.ts";
import { compareEntries, hashObject, hashTree, type TreeEntry } from "../../core/git/tree.ts";
import { parseConfig } from "../../core/inputs/config-file.ts";
import { closureOf, select, selectAll } from "../../core/inputs/environments.ts";
import { diffRecipes, explainRecipe } from "../../core/recipe/explain.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { unpinnedIn } from "../../core/recipe/pins.ts";
import { readSelected } from "../../core/recipe/read.ts";
import { withUpstreams } from "../../core/recipe/recipe.ts";
import { readAllSources, readSource } from "../../core/recipe/source.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";

const digest = `sha256:${"a".repeat(64)}` as const;
const chain = `
image: registry.example/team/build
environments:
  base: { from: "registry.example/debian@${digest}", assemble: { proto: proto, packages: [make, git] } }
  tools: { from: base, context: tools }
  tests: { from: { tools: tools }, context: tests, platforms: [linux/amd64] }
default: tools
`;
const files = {
  "treestamp.yml": chain,
  "proto/etc/motd": "hello\n",
  "tools/Dockerfile": "FROM base\n",
  "tests/Dockerfile": "FROM tools\n",
};

function failure(text: string): { message: string; remedy: string | undefined } {
  try {
    closureOf(selectAll(parseConfig(text), {}));
  } catch (error) {
    return error as { message: string; remedy: string | undefined };
  }
  throw new Error("no failure");
}

describe("a file with environments", () => {
  test("says of each how it is made", () => {
    const { environments, default: usual } = parseConfig(chain);
    expect([...environments.keys()]).toEqual(["base", "tools", "tests"]);
    expect(usual).toBe("tools");
    expect(environments.get("base")).toMatchObject({
      image: "registry.example/team/build",
      from: new Map([["registry.example/debian", expect.objectContaining({ kind: "image", digest })]]),
      assemble: { proto: "proto", packages: ["git", "make"], clean: ["packages", "logs", "identity"] },
    });
    expect(environments.get("tests")!.from).toEqual(new Map([["tools", { kind: "environment", name: "tools" }]]));
  });

  test("says all that an assembly can have", () => {
    const text = `
from: registry.example/debian@${digest}
assemble:
  proto: ci/proto
  owner: 1000:100
  packages: |
    make, git
    make
  lock: ci/tools.lock
  run: |
    #!/bin/sh
    make  install
  clean: []
  config:
    env: { LANG: C.UTF-8, EMPTY: }
    workdir: /work
    labels: { a.b: c }
    entrypoint: []
    cmd: [sh, -c, "true"]
    user: "1000"
`;
    expect(parseConfig(text).environments.get("")!.assemble).toEqual({
      proto: "ci/proto",
      owner: { uid: 1000, gid: 100 },
      packages: ["git", "make"],
      lock: "ci/tools.lock",
      run: "#!/bin/sh\nmake  install\n",
      clean: [],
      config: {
        env: new Map([
          ["LANG", "C.UTF-8"],
          ["EMPTY", ""],
        ]),
        labels: new Map([["a.b", "c"]]),
        workdir: "/work",
        entrypoint: [],
        cmd: ["sh", "-c", "true"],
        user: "1000",
      },
    });
  });

  test.each([
    ["environments: {}", "`environments`: there is none"],
    ["environments: { Tools: { context: a } }", 'treestamp.yml:1: `environments.Tools`: "Tools" cannot be the name'],
    ["environments: { scratch: { context: a } }", "scratch is the empty image"],
    [
      "environments: { a: { context: x } }\ncontext: y",
      "treestamp.yml:2: `context`: with `environments`, this belongs to one",
    ],
    ["environments: { a: { image: x/y } }", "`environments.a.image`: all environments have one"],
    ["environments: { a: { contxt: x } }", "`contxt` is not a recipe input. Did you mean `context`?"],
    ["environments: { a: { context: x } }\ndefault: b", "`default`: there is no environment b"],
    ["environments:\n  a: { context: x }\n  a: { context: y }", "Map keys must be unique"],
    ["environments: { a: { from: b, context: x } }", "`environments.a.from`: there is no environment b"],
    [
      "environments: { a: { from: debian:12, context: x } }",
      "debian:12 is neither an environment of this file nor an image fixed by digest",
    ],
    [
      "environments: { a: { from: b, context: x }, b: { from: c, context: x }, c: { from: a, context: x } }",
      "environments are made from each other: a <- b <- c <- a",
    ],
    ["environments: { a: { from: a, context: x } }", "environments are made from each other: a <- a"],
    ["from: a\nassemble: { pkgs: [x] }", "`assemble` has no `pkgs`"],
    ["from: a\nassemble: { packages: [--yes] }", '"--yes" is not the name of a package'],
    ["from: a\nassemble: { packages: [git-] }", '"git-" is not the name of a package'],
    ["from: a\nassemble: { owner: root }", '`assemble.owner`: "root" is not UID:GID'],
    ["from: a\nassemble: { clean: [cache] }", 'treestamp.yml:2: `assemble.clean`: "cache" is not a valid value.'],
    ["from: a\nassemble: { config: { workdir: a } }", '`assemble.config.workdir`: "a" is not an absolute path'],
    ["from: a\nassemble: { run: a\n    b }", "`assemble.run`: YAML joins its lines into one"],
    ["bootstrap: { sums: a }", "`bootstrap`: `tarball` is missing"],
    ["bootstrap: { packages: { include: [git] } }", "`bootstrap.packages`: `suite` is missing"],
    ["bootstrap: { packages: { suite: bookworm, snapshot: 2026-01-01 } }", '"2026-01-01" is not a time'],
    ["bootstrap: { packages: { suite: --hook } }", '"--hook" is not a name'],
    ["bootstrap: { packages: { suite: bookworm }, tarball: root.tar }", "`tarball` and `packages` both say"],
    ["bootstrap: { tarball: https://example.org/root.tar }", "`sums` is missing"],
  ])("is refused where it makes no sense: %s", (text, message) => {
    expect(failure(text).message).toContain(message);
  });

  test("names the nearest environment for one that is not there", () => {
    const file = parseConfig(chain);
    expect(() => select(file, "tols", {})).toThrow('`environment`: treestamp.yml has no environment "tols".');
    expect(() => select(file, "tols", {})).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("Did you mean tools?") }),
    );
    expect(() => select(parseConfig("context: a"), "tools", {})).toThrow("has no environment");
    expect(() => select(parseConfig(chain.replace(/default.*/, "")), undefined, {})).toThrow(
      "Nothing says which environment is meant: treestamp.yml has base, tools, tests.",
    );
  });
});

describe("a recipe that is made from others", () => {
  test("has their keys in its own, so that it moves with them, and with nothing else", async () => {
    using repository = testRepository(files);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const keys = async () => {
      const sources = await readAllSources(opened, { ref: "HEAD", inputs: {} });
      return new Map([...sources].map(([name, { recipe }]) => [name, keyOf("sha1", recipe, false).hash]));
    };
    const before = await keys();
    repository.write({ "tools/Dockerfile": "FROM base\nRUN true\n" });
    repository.commit();
    const after = await keys();
    expect([...after].filter(([name, key]) => before.get(name) !== key).map(([name]) => name)).toEqual([
      "tools",
      "tests",
    ]);
    repository.write({
      "treestamp.yml": `${chain.replaceAll("base", "bottom")}# moved\n`,
      "tools/Dockerfile": "FROM bottom\nRUN true\n",
    });
    repository.commit();
    expect((await keys()).get("bottom")).toBe(after.get("base"));
  });

  test("tells which file of which of them moved it", async () => {
    using repository = testRepository(files);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const read = async (ref: string) => (await readSource(opened, { ref, environment: "tests", inputs: {} })).recipe;
    repository.write({ "proto/etc/motd": "good day\n", "treestamp.yml": chain.replace("make, git", "make") });
    repository.commit();
    expect(await diffRecipes(opened, await read("HEAD~1"), await read("HEAD"))).toEqual([
      "tools: base: file proto/etc/motd changed",
      "tools: base: package git was removed",
    ]);
    expect(await explainRecipe(opened, await read("HEAD"))).toContainEqual({
      kind: "from",
      name: "tools",
      value: keyOf("sha1", (await read("HEAD")).upstreams.get("tools")!, false).hash,
    });
  });

  test("is told where its packages are whatever is newest", async () => {
    using repository = testRepository(files);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { environment: "tests", inputs: {} });
    expect(await unpinnedIn(opened, withUpstreams(recipe))).toEqual([
      {
        file: "treestamp.yml",
        message:
          "`environments.base.assemble.packages` are whatever is newest that day: name a `lock`, which treestamp lock writes",
      },
    ]);
  });

  test("is a root of packages by its release, and not by the mirror that has them", async () => {
    const from = (packages: string) => `bootstrap: { packages: { suite: bookworm, ${packages} } }\n`;
    using repository = testRepository({
      "treestamp.yml": from("include: [git, make], mirror: 'http://one.example/debian'"),
    });
    repository.write({ "treestamp.yml": from("include: [make, git], mirror: 'http://two.example/debian'") });
    repository.commit();
    repository.write({ "treestamp.yml": from("include: [git], snapshot: 20260101T000000Z") });
    repository.commit();
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const read = async (ref: string) => (await readSource(opened, { ref, inputs: {} })).recipe;
    const [first, second, third] = [await read("HEAD~2"), await read("HEAD~1"), await read("HEAD")];
    expect(keyOf("sha1", first, false)).toEqual(keyOf("sha1", second, false));
    expect(await diffRecipes(opened, second, third)).toEqual([
      "package make was removed",
      "package snapshot 20260101T000000Z was added",
    ]);
    expect((await unpinnedIn(opened, [second])).length).toBe(1);
    expect(await unpinnedIn(opened, [third])).toEqual([]);
  });

  test("is dirty where one of them is, and then those that are not keep their own keys", async () => {
    using repository = testRepository(files);
    await using opened = await openRepository(repository.folder, gitEnvironment);
    repository.write({ "tools/Dockerfile": "FROM base\nRUN false\n" });
    const sources = await readAllSources(opened, { inputs: {} });
    expect([...sources].map(([name, { dirty }]) => [name, dirty])).toEqual([
      ["base", false],
      ["tools", true],
      ["tests", true],
    ]);
  });

  test("cannot be for a platform that they are not for", async () => {
    using repository = testRepository({
      ...files,
      "treestamp.yml": chain.replace("platforms: [linux/amd64]", "platforms: [linux/arm64]"),
    });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    await expect(readSource(opened, { environment: "tests", inputs: {} })).rejects.toThrow(
      "Environment tests: `platforms`: tools, which this is made from, is not made for linux/arm64.",
    );
  });

  test.each([
    ["from: a\nassemble: { proto: proto }\ncontext: b", "`context` is for a Dockerfile, and `assemble` has none"],
    ["assemble: { proto: proto }", "`assemble` needs one `from`"],
    ["from: { a: a, b: b }\nassemble: { proto: proto }", "`assemble` needs one `from`, not 2"],
    ["from: a", "Nothing says what is made from a"],
    ["from: a\nbootstrap: { tarball: x }", "`bootstrap` makes a root from nothing"],
    ["from: a\nassemble: { proto: nothing }", "`assemble.proto`: nothing is not in the repository"],
    ["from: a\nassemble: { proto: file }", "`assemble.proto`: file is, or leads through, a file"],
    ["from: a\nassemble: { run: nothing }", "`assemble.run`: nothing is no file of the repository"],
    ["from: a\nassemble: { lock: nothing }", "`assemble.lock`: nothing is no file of the repository"],
  ])("is refused where its parts do not fit: %s", async (recipe, message) => {
    const indented = recipe.replace(/^/gm, "    ");
    const root = `    from: registry.example/debian@${digest}\n`;
    using repository = testRepository({
      "proto/a": "a",
      file: "a",
      "treestamp.yml": `environments:\n  a:\n${root}  b:\n${root}  x:\n${indented}\n`,
    });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    await expect(readSource(opened, { environment: "x", inputs: {} })).rejects.toThrow(message);
  });
});

describe("a root from an archive", () => {
  const sums = { x86_64: "a".repeat(64), aarch64: "b".repeat(64), other: "c".repeat(64) };
  const document = Object.entries(sums).map(([name, sum]) => `${sum}  root-${name}.tar.xz\n`);
  const config = (host: string) => `
bootstrap: { tarball: "https://${host}/root-{machine}.tar.xz", sums: ci/SHA256SUMS, remove: [/etc/yum.repos.d/*], overlay: ci/repos }
platforms: [linux/amd64, linux/arm64]
`;
  const keyIn = async (files: Readonly<Record<string, string>>) => {
    using repository = testRepository({ "ci/repos/etc/a.repo": "a", "ci/SHA256SUMS": document.join(""), ...files });
    await using opened = await openRepository(repository.folder, gitEnvironment);
    const { recipe } = await readSource(opened, { ref: "HEAD", inputs: {} });
    return { recipe, key: keyOf("sha1", recipe, false).hash };
  };

  test("has in its key the sums that it is held to, and not the address", async () => {
    const { key, recipe } = await keyIn({ "treestamp.yml": config("one.example") });
    expect(recipe.method).toMatchObject({
      sums: new Map([
        ["linux/amd64", `sha256:${sums.x86_64}`],
        ["linux/arm64", `sha256:${sums.aarch64}`],
      ]),
    });
    const moved = { "treestamp.yml": config("two.example"), "ci/SHA256SUMS": document.slice(0, 2).join("\r\n") };
    expect((await keyIn(moved)).key).toBe(key);
    const other = { "treestamp.yml": config("one.example"), "ci/SHA256SUMS": document.join("").replace("bb", "bd") };
    expect((await keyIn(other)).key).not.toBe(key);
    expect((await keyIn({ "treestamp.yml": config("one.example"), "ci/repos/etc/a.repo": "b" })).key).not.toBe(key);
    await expect(keyIn({ "treestamp.yml": config("one.example"), "ci/SHA256SUMS": document[0]! })).rejects.toThrow(
      "ci/SHA256SUMS has no sum of root-aarch64.tar.xz, the archive for linux/arm64; it has root-x86_64.tar.xz.",
    );
  });

  test("can be a file of the repository, another one for each platform", async () => {
    const { recipe } = await keyIn({
      "treestamp.yml": 'bootstrap: { tarball: "ci/{arch}/root.tar" }\nplatforms: [linux/amd64, linux/arm64]\n',
      "ci/amd64/root.tar": "one",
      "ci/arm64/root.tar": "two",
    });
    const names = recipe.own.map(({ name, origin }) => [name, origin]);
    expect(names).toEqual([
      ["tarball-linux-amd64", "ci/amd64/root.tar"],
      ["tarball-linux-arm64", "ci/arm64/root.tar"],
    ]);
    const [one, two] = recipe.own.map(({ entry }) => entry.oid);
    expect(one).not.toBe(two);
  });

  test("is refused where a pattern of `remove` means nothing", async () => {
    const bad = config("one.example").replace("/etc/yum.repos.d/*", "a, '['");
    await expect(keyIn({ "treestamp.yml": bad })).rejects.toThrow("`bootstrap.remove`:2: ");
  });
});

/**
 * Fifty environments, ten wide and five deep, each made from one or two of the row above, and random commits, from trees in memory: git
 * would take longer than the keys.
 */
test("over three hundred commits of fifty environments, what is built is exactly what a change reaches", async () => {
  const [width, depth, commits] = [10, 5, 300];
  const count = width * depth;
  const pick = randomNumbers(11);
  const above = (index: number) => (Math.floor(index / width) - 1) * width + pick(width);
  const upstreams = Array.from({ length: count }, (_, index) =>
    index < width ? [] : [...new Set([above(index), ...(index % 2 === 0 ? [above(index)] : [])])],
  );
  expect(upstreams.filter(({ length }) => length === 2).length).toBeGreaterThan(width);
  const file = parseConfig(
    `environments:\n${upstreams
      .map((from, index) => {
        const names = from.map((upstream) => `e${upstream}: e${upstream}`);
        return `  e${index}: { ${names.length === 0 ? "" : `from: { ${names} }, `}context: e${index} }\n`;
      })
      .join("")}`,
  );
  const trees = new Map<string, readonly TreeEntry[]>();
  const tree = (entries: readonly TreeEntry[]) => {
    const oid = hashTree("sha1", entries);
    trees.set(oid, entries);
    return oid;
  };
  const reader = {
    readTree: async (oid: string) => trees.get(oid)!,
    readBlob: async () => Buffer.from("FROM scratch\n"),
  };
  const versions = Array.from({ length: count }, () => 0);
  const folderOf = (index: number): TreeEntry => {
    const oid = hashObject("sha1", "blob", Buffer.from(`${index} ${versions[index]}`));
    return { mode: "40000", name: `e${index}`, oid: tree([{ mode: "100644", name: "Dockerfile", oid }]) };
  };
  const folders = versions.map((_, index) => folderOf(index));
  const commit = () => tree(folders.toSorted(compareEntries));
  const keysAt = async (root: string) => {
    const recipes = await readSelected(reader, "sha1", root, selectAll(file, {}));
    return Array.from({ length: count }, (_, index) => keyOf("sha1", recipes.get(`e${index}`)!, false).hash);
  };
  const built = new Set(await keysAt(commit()));
  for (let number = 0; number < commits; number++) {
    const changed = new Set(Array.from({ length: 1 + pick(3) }, () => pick(count)));
    for (const index of changed) {
      versions[index]!++;
      folders[index] = folderOf(index);
    }
    const reached = new Set<number>();
    const reach = (index: number) => {
      if (reached.has(index)) return;
      reached.add(index);
      for (const [below, from] of upstreams.entries()) if (from.includes(index)) reach(below);
    };
    for (const index of changed) reach(index);
    const keys = await keysAt(commit());
    const absent = keys.flatMap((key, index) => (built.has(key) ? [] : [index]));
    expect(absent).toEqual([...reached].sort((a, b) => a - b));
    for (const key of keys) built.add(key);
  }
});

test("an environment that very many ways lead to is read, keyed and told once", async () => {
  const depth = 40; // 2 to the 40th ways
  const name = (row: number, side: string) => `${side}${row}`;
  const rows = Array.from({ length: depth }, (_, row) =>
    ["a", "b"].map((side) => {
      const from = row === 0 ? "" : `from: { a: ${name(row - 1, "a")}, b: ${name(row - 1, "b")} }, `;
      return `  ${name(row, side)}: { ${from}context: ${side} }\n`;
    }),
  );
  using repository = testRepository({
    "treestamp.yml": `environments:\n${rows.flat().join("")}`,
    "a/Dockerfile": "FROM scratch\n",
    "b/Dockerfile": "FROM scratch\n# b\n",
  });
  repository.write({ "treestamp.yml": `environments:\n${rows.flat().join("").replace("context: a", "context: b")}` });
  repository.commit();
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const read = async (ref?: string) => {
    const environment = name(depth - 1, "a");
    return (await readSource(opened, { ...(ref === undefined ? {} : { ref }), environment, inputs: {} })).recipe;
  };
  const [before, after] = [await read("HEAD~1"), await read()];
  expect(withUpstreams(after)).toHaveLength(2 * depth - 1);
  expect(await diffRecipes(opened, before, after)).toEqual([
    `${"a: ".repeat(depth - 1)}file b/Dockerfile stands where file a/Dockerfile was`,
  ]);
});

/** Numbers below a limit, the same ones each time. Source: Park and Miller's generator. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** Each environment is made from at most two earlier ones. */
const graph = fc
  .array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 2, maxLength: 12 })
  .map((picks) => picks.map((pick, index) => (index === 0 ? [] : [...new Set(pick.map((one) => one % index))])));

test("a change moves an environment and all that are made from it, and no other", async () => {
  await fc.assert(
    fc.asyncProperty(graph, fc.nat(), async (upstreams, pick) => {
      const changed = pick % upstreams.length;
      const name = (index: number) => `e${index}`;
      const environments = upstreams.map((from, index) => {
        const names = from.map((upstream) => `${name(upstream)}: ${name(upstream)}`);
        const said = names.length === 0 ? "" : `from: { ${names} }, `;
        return `  ${name(index)}: { ${said}context: ${name(index)} }\n`;
      });
      const dockerfiles = upstreams.map((_, index) => [`${name(index)}/Dockerfile`, `FROM scratch\n# ${index}\n`]);
      using repository = testRepository({
        ...Object.fromEntries(dockerfiles),
        "treestamp.yml": `environments:\n${environments.reverse().join("")}`,
      });
      repository.write({ [`${name(changed)}/Dockerfile`]: "FROM scratch\n# changed\n" });
      repository.commit();
      await using opened = await openRepository(repository.folder, gitEnvironment);
      const [before, after] = await Promise.all(
        ["HEAD~1", "HEAD"].map((ref) => readAllSources(opened, { ref, inputs: {} })),
      );
      const key = (sources: typeof before, index: number) =>
        keyOf("sha1", sources!.get(name(index))!.recipe, false).hash;
      const isBelow = (index: number): boolean => index === changed || upstreams[index]!.some(isBelow);
      for (const index of upstreams.keys()) expect(key(before, index) !== key(after, index)).toBe(isBelow(index));
    }),
    { numRuns: 10 },
  );
});
