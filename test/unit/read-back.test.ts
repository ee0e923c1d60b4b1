/** Each attribute that our own reader finds different, whether or not the kernel looks at the image, too. */
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../core/log/log.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { compareTree } from "../../core/snapshot/read-back.ts";
import { testFolder } from "../fixtures/git.ts";
import { layerOf, treeOf } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";

const file: TarSpec = {
  name: "f",
  data: "same",
  mode: 0o644,
  uid: 1,
  gid: 2,
  mtime: "3.000000004",
  xattrs: { "user.a": "b" },
};
const link: TarSpec = { name: "l", type: "2", link: "f" };
const device: TarSpec = { name: "n", type: "3", major: 1, minor: 3 };
const other: TarSpec = { name: "z", data: "same" };
const usual = [file, link, device, other];

const cases: readonly (readonly [string, readonly TarSpec[]])[] = [
  ["an owner", [{ ...file, uid: 9 }, link, device, other]],
  ["a group", [{ ...file, gid: 9 }, link, device, other]],
  ["a mode", [{ ...file, mode: 0o4644 }, link, device, other]],
  ["a second", [{ ...file, mtime: "4.000000004" }, link, device, other]],
  ["a nanosecond", [{ ...file, mtime: "3.000000005" }, link, device, other]],
  ["an attribute's value", [{ ...file, xattrs: { "user.a": "c" } }, link, device, other]],
  ["an attribute's name", [{ ...file, xattrs: { "user.b": "b" } }, link, device, other]],
  ["an attribute more", [{ ...file, xattrs: { "user.a": "b", "user.c": "d" } }, link, device, other]],
  ["no attribute", [{ ...file, xattrs: {} }, link, device, other]],
  ["a link's target", [file, { ...link, link: "g" }, device, other]],
  ["a device's major number", [file, link, { ...device, major: 2 }, other]],
  ["a device's minor number", [file, link, { ...device, minor: 5 }, other]],
  ["a device's kind", [file, link, { ...device, type: "4" }, other]],
  ["a size", [{ ...file, data: "longer" }, link, device, other]],
  ["a hard link", [file, link, device, { name: "z", type: "1", link: "f" }]],
  ["a name", [file, link, device, { ...other, name: "y" }]],
  ["a name more", [...usual, { name: "zz", type: "2", link: "f" }]],
  ["a name less", [file, link, device]],
];

describe("reading back, of the image that was packed,", () => {
  let home: ReturnType<typeof testFolder>;
  let raw: FileHandle;
  beforeAll(async () => {
    home = testFolder();
    const folder = join(home.path, "packed");
    const { rawFile } = await packSnapshot({ layers: [layerOf(tar(usual))], folder, log: silentLog });
    raw = await open(rawFile, "r");
  });
  afterAll(async () => {
    await raw?.close();
    home[Symbol.dispose]();
  });

  test("finds no difference where there is none", async () => {
    await compareTree(raw, { root: await treeOf(tar(usual)) }, undefined);
  });

  test("finds a count of names that is another", async () => {
    const tree = await treeOf(tar(usual));
    Object.assign(tree.children.get("f")!, { links: 2 });
    await expect(compareTree(raw, { root: tree }, undefined)).rejects.toMatchObject({ code: "snapshot-invalid" });
  });

  test.each(cases)("finds %s that is another", async (_what, entries) => {
    const compared = compareTree(raw, { root: await treeOf(tar(entries)) }, undefined);
    await expect(compared).rejects.toMatchObject({ code: "snapshot-invalid" });
  });
});
