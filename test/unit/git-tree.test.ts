/** Tree objects: our bytes and hashes are git's own. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compareEntries, encodeTree, hashTree, parseTree, type TreeEntry } from "../../core/git/tree.ts";
import { testRepository } from "../fixtures/git.ts";

const name = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes).toString("latin1").replace(/[\0/]/g, "-"))
  .filter((text) => ![".", "..", ".git"].includes(text.toLowerCase()));
const entry = (digits: number): fc.Arbitrary<TreeEntry> =>
  fc.record({
    mode: fc.constantFrom("100644", "100755", "120000", "40000", "160000"),
    name,
    oid: fc.stringMatching(new RegExp(`^[1-9a-f][0-9a-f]{${digits - 1}}$`)),
  });
const entries = (digits: number) => fc.uniqueArray(entry(digits), { selector: ({ name }) => name, maxLength: 12 });

describe.each([
  ["sha1", 40],
  ["sha256", 64],
] as const)("trees of %s", (format, digits) => {
  test("survive writing and reading, in git's order", () => {
    fc.assert(
      fc.property(entries(digits), (tree) => {
        expect(parseTree(encodeTree(tree), format)).toEqual([...tree].sort(compareEntries));
      }),
    );
  });

  test("have the hashes that `git mktree` gives them", () => {
    using repository = testRepository({}, [`--object-format=${format}`]);
    const trees = fc.sample(entries(digits), 300);
    const types = { "40000": "tree", "160000": "commit" } as Record<string, string>;
    const input = trees.map(
      (tree) => `${tree.map(({ mode, name, oid }) => `${mode} ${types[mode] ?? "blob"} ${oid}\t${name}\0`).join("")}\0`,
    );
    const hashes = repository
      .bytes(["mktree", "--batch", "-z", "--missing"], Buffer.from(input.join(""), "latin1"))
      .toString()
      .trim()
      .split("\n");
    expect(trees.map((tree) => hashTree(format, tree))).toEqual(hashes);
  });
});

describe("a tree is refused", () => {
  const id = Buffer.alloc(20, 1);
  test.each([
    ["that is cut short", Buffer.concat([Buffer.from("100644 a\0"), id.subarray(1)])],
    ["with an unknown mode", Buffer.concat([Buffer.from("100000 a\0"), id])],
    ["with a name that leads elsewhere", Buffer.concat([Buffer.from("100644 ..\0"), id])],
    ["with a slash in a name", Buffer.concat([Buffer.from("100644 a/b\0"), id])],
    ["that is none", Buffer.from("no tree at all")],
  ])("%s", (_name, body) => {
    expect(() => parseTree(body, "sha1")).toThrow(/A tree object/);
  });
});
