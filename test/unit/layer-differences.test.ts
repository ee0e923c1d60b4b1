/** What differs between two layers, file by file. */
import { expect, test } from "@jest/globals";
import { layerDifferences } from "../../core/snapshot/layer-differences.ts";
import { layerOf } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";

type Entries = Parameters<typeof tar>[0];

const never = new AbortController().signal;
const file = { name: "file", data: Buffer.from("content") } as const;
const compared = async (before: Entries, after: Entries) =>
  (await layerDifferences(layerOf(tar(before)), layerOf(tar(after)), never)).map(({ path, what }) => [path, ...what]);

test("a layer differs from itself in nothing, nor by the way in which names are written", async () => {
  expect(await compared([file], [file])).toEqual([]);
  expect(await compared([file], [{ ...file, name: "./file" }])).toEqual([]);
});

test.each([
  ["added", [], [file]],
  ["removed", [file], []],
  ["content", [file], [{ ...file, data: Buffer.from("CONTENT") }]],
  ["mode", [{ ...file, mode: 0o644 }], [{ ...file, mode: 0o755 }]],
  ["owner", [{ ...file, uid: 1 }], [{ ...file, uid: 2 }]],
  ["time", [{ ...file, mtime: 1 }], [{ ...file, mtime: 2 }]],
] as [string, Entries, Entries][])("%s", async (what, before, after) => {
  expect(await compared(before, after)).toEqual([["file", what]]);
});

test("the usual cause is told by the path, and else by what differs", async () => {
  const causeOf = async (name: string, change: object) =>
    (await layerDifferences(layerOf(tar([{ ...file, name }])), layerOf(tar([{ ...file, name, ...change }])), never))[0]!
      .cause;
  expect(await causeOf("var/log/dpkg.log", { mtime: 7 })).toContain("log");
  expect(await causeOf("usr/lib/python3/a.pyc", { data: Buffer.from("other!!") })).toContain("PYTHONDONTWRITEBYTECODE");
  expect(await causeOf("anything", { mtime: 7 })).toContain("the time of the build");
  expect(await causeOf("anything", { data: Buffer.from("other!!") })).toContain("network, the clock or chance");
});
