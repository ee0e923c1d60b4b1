/** `caches` of `treestamp.yml`: what may be written, and what a mistake is told. */
import { describe, expect, test } from "@jest/globals";
import { cacheTags } from "../../core/caches/names.ts";
import { parseConfig } from "../../core/inputs/config-file.ts";

const cachesIn = (text: string, environment = "") => parseConfig(text).environments.get(environment)!.caches;

test("a cache has a name and a path; all else has its default", () => {
  expect(cachesIn("caches:\n  go: { path: /root/.cache/go-build/ }\n")).toEqual([
    { name: "go", path: "/root/.cache/go-build", lock: [], mtimes: "keep", save: "default-branch", limit: 10e9 },
  ]);
});

test("every field is read", () => {
  const said = "caches:\n  t: { path: ./a/target, lock: [Cargo.lock, b], mtimes: git, save: always, limit: 2GB }\n";
  expect(cachesIn(said)).toEqual([
    { name: "t", path: "a/target", lock: ["Cargo.lock", "b"], mtimes: "git", save: "always", limit: 2e9 },
  ]);
});

test("with environments, those at the root are for all, and an environment may have its own", () => {
  const text =
    "caches: { a: { path: /a } }\nenvironments:\n  one: { context: x }\n  two: { context: x, caches: { b: { path: /b } } }\n";
  expect(cachesIn(text, "one")!.map(({ name }) => name)).toEqual(["a"]);
  expect(cachesIn(text, "two")!.map(({ name }) => name)).toEqual(["b"]);
});

test.each([
  ["caches: []", "`caches`: a mapping was expected"],
  ["caches: { go: {} }", "`caches.go`: `path` is missing"],
  ["caches: { go: { path: / } }", '`caches.go.path`: "/" is no folder for a cache'],
  ["caches: { go: { path: . } }", '`caches.go.path`: "." is no folder for a cache'],
  ["caches: { go: { path: a/../../b } }", '`caches.go.path`: "a/../../b" is no folder for a cache'],
  ["caches: { go: { path: ~/.cache/go-build } }", "`caches.go.path`: ~/.cache/go-build is no path"],
  ["caches: { go: { path: /proc/x } }", "`caches.go.path`: /proc/x is the system's"],
  ["caches: { Go: { path: /a } }", '`caches.Go`: "Go" cannot be the name of a cache'],
  ["caches: { go: { path: /a, mtime: git } }", "`caches.go` has no `mtime`. Did you mean `mtimes`?"],
  ["caches: { go: { path: /a, mtimes: no } }", "`caches.go.mtimes`:"],
  ["caches: { go: { path: /a, limit: 20 } }", '`caches.go.limit`: "20" has no unit'],
  ["caches: { a: { path: /a }, b: { path: /a/b } }", "`caches`: b is inside of a"],
  ["caches: { a: { path: x }, b: { path: ./x } }", "`caches`: a is inside of b"],
  [`caches: { ${[1, 2, 3, 4, 5, 6].map((n) => `c${n}: { path: /c${n} }`).join(", ")} }`, "`caches`: there are 6"],
])("%s: a mistake", (text, message) => {
  expect(() => parseConfig(`${text}\n`)).toThrow(message);
});

describe("the tags of a cache", () => {
  const scope = { key: "k", platform: "linux/amd64", user: "0:0", branch: undefined };
  const go = { name: "go", path: "/a" };
  const tags = cacheTags(go, scope, "lock");

  test("are valid, and say its name", () => {
    expect(tags.exact).toMatch(/^cache-go-[0-9a-f]{40}$/);
    expect(tags.newest).toMatch(/^cache-go-[0-9a-f]{40}$/);
    expect(tags.exact).not.toBe(tags.newest);
  });

  test("follow from everything that decides what is in it; the newest from all but the lock files", () => {
    const others = [{ key: "l" }, { platform: "linux/arm64" }, { user: "1:1" }, { branch: "b" }].map((more) =>
      cacheTags(go, { ...scope, ...more }, "lock"),
    );
    const all = [
      tags,
      ...others,
      cacheTags({ ...go, name: "rs" }, scope, "lock"),
      cacheTags({ ...go, path: "/b" }, scope, "lock"),
    ].flatMap(({ exact, newest }) => [exact, newest]);
    expect(new Set(all).size).toBe(all.length);
    const relocked = cacheTags(go, scope, "other");
    expect(relocked.newest).toBe(tags.newest);
    expect(relocked.exact).not.toBe(tags.exact);
  });
});
