/**
 * File system images made by an enemy, on the real thing: each is a sound image with a few bytes changed, extracted as
 * root by our own reader. It is refused, and nothing is written outside of the folder that it was to go to.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { extractImage } from "../../core/snapshot/erofs/extract.ts";
import { openImage } from "../../core/snapshot/erofs/reader.ts";
import { tar } from "../fixtures/tar.ts";
import { memoryImage, memorySource } from "../fuzz/memory-image.ts";

const layer = tar([
  { name: "dir/", type: "5", mode: 0o755, mtime: 7 },
  { name: "dir/file", data: "content of dir/file", mtime: "8.5", xattrs: { "user.first": "1", "user.other": "2" } },
  { name: "dir/sub/", type: "5", mode: 0o755 },
  { name: "dir/sub/one", data: "one" },
  { name: "a_b", data: "x" },
  { name: "..x", data: "x" },
  { name: "link", type: "2", link: "dir/file" },
  { name: "zlong", type: "2", link: "t".repeat(4000) },
]);

/** The image, its inodes by path, and where their metadata begins. */
let sound: Buffer;
const nids = new Map<string, number>();
let metadataAt: number;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-hostile-"));
  sound = (await memoryImage([layer])).bytes;
  metadataAt = sound.readUInt32LE(1024 + 40) * 4096;
  for (const { path, inode } of openImage(memorySource(sound)).walk()) nids.set(path, inode.nid);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Extracts the changed image into a folder of its own, and gives the failure's code, or the names that came. */
async function extracted(change: (image: Buffer) => Buffer | undefined): Promise<string | string[]> {
  const place = await mkdtemp(join(folder, "place-"));
  const image = Buffer.from(sound);
  await mkdir(join(place, "in"));
  await writeFile(join(place, "raw"), change(image) ?? image);
  const root = join(place, "in", "root");
  const outcome = await extractImage(join(place, "raw"), root).then(
    () => undefined,
    (error: { code: string }) => error.code,
  );
  expect(await readdir(place)).toEqual(["in", "raw"]);
  expect((await readdir(join(place, "in"))).filter((name) => name !== "root")).toEqual([]);
  return outcome ?? (await readdir(root, { recursive: true })).sort();
}

const inodeAt = (path: string) => metadataAt + nids.get(path)! * 32;
/** Where the entry of `name` stands in the directory `path`, by its number in byte order. */
function entryAt(image: Buffer, path: string, name: string): number {
  const at = inodeAt(path);
  const isExtended = (image[at]! & 1) === 1;
  const data = at + (isExtended ? 64 : 32);
  for (let entry = data; entry < data + image.readUInt16LE(data + 8); entry += 12) {
    const nameAt = data + image.readUInt16LE(entry + 8);
    if (image.toString("latin1", nameAt, nameAt + name.length) === name) return entry;
  }
  throw new Error(`${path} has no ${name}`);
}
const setNid = (image: Buffer, path: string, name: string, nid: number | bigint) =>
  void image.writeBigUInt64LE(BigInt(nid), entryAt(image, path, name));
const rename = (image: Buffer, path: string, name: string, to: string): undefined => {
  const at = inodeAt(path);
  const data = at + ((image[at]! & 1) === 1 ? 64 : 32);
  image.write(to, data + image.readUInt16LE(entryAt(image, path, name) + 8), "latin1");
};

test("the sound image is extracted", async () => {
  expect(await extracted(() => undefined)).toEqual(
    ["..x", "a_b", "dir", "dir/file", "dir/sub", "dir/sub/one", "link", "zlong"].sort(),
  );
});

describe("an image is refused", () => {
  test.each<[string, (image: Buffer) => Buffer | undefined]>([
    ["whose name leads into another directory", (image) => rename(image, "", "a_b", "a/b")],
    ["whose name is ..", (image) => rename(image, "", "..x", "..\0")],
    ["whose name leads out of the root", (image) => rename(image, "dir", "file", "../x")],
    ["whose name is absolute", (image) => rename(image, "", "a_b", "/ab")],
    ["with one name twice", (image) => rename(image, "dir", "sub", "fil")],
    ["with names that are out of order", (image) => rename(image, "", "a_b", "zzz")],
    ["whose name has a NUL byte", (image) => rename(image, "", "a_b", "a\0b")],
    ["where a directory is in itself", (image) => setNid(image, "dir", "sub", nids.get("dir")!)],
    ["where the root is in a directory", (image) => setNid(image, "dir", "sub", nids.get("")!)],
    ["where a directory is in two places", (image) => setNid(image, "", "dir", nids.get("dir/sub")!)],
    ["whose . is another directory", (image) => setNid(image, "dir", ".", nids.get("")!)],
    ["whose .. is another directory", (image) => setNid(image, "dir/sub", "..", nids.get("")!)],
    ["whose file is a directory's inode", (image) => setNid(image, "dir", "file", nids.get("dir/sub")!)],
    ["whose directory is a file's inode", (image) => setNid(image, "", "dir", nids.get("a_b")!)],
    ["whose inode is outside of it", (image) => setNid(image, "dir", "file", 2 ** 31)],
    ["whose inode is beyond all numbers", (image) => setNid(image, "dir", "file", 2n ** 64n - 1n)],
    ["whose root is a file", (image) => void image.writeUInt16LE(nids.get("a_b")!, 1024 + 14)],
    ["whose root is outside of it", (image) => void image.writeUInt16LE(65_535, 1024 + 14)],
    ["whose metadata is outside of it", (image) => void image.writeUInt32LE(2 ** 32 - 1, 1024 + 40)],
    ["whose directory is larger than it", (image) => void image.writeUInt32LE(2 ** 31, inodeAt("dir/sub") + 8)],
    ["whose directory is empty", (image) => void image.writeUInt32LE(0, inodeAt("dir/sub") + 8)],
    ["whose file is larger than it", (image) => void image.writeUInt32LE(2 ** 31, inodeAt("a_b") + 8)],
    ["whose file has 2^63 bytes", (image) => void image.writeBigUInt64LE(2n ** 63n, inodeAt("dir/file") + 8)],
    ["whose file is outside of it", (image) => void image.writeUInt32LE(2 ** 32 - 1, inodeAt("a_b") + 16)],
    ["whose link has no target", (image) => void image.writeUInt32LE(0, inodeAt("link") + 8)],
    ["whose link has a target that no kernel takes", (image) => void image.writeUInt32LE(5000, inodeAt("zlong") + 8)],
    ["whose link has a NUL byte", (image) => void image.write("\0", image.lastIndexOf("dir/file"), "latin1")],
    [
      "whose directory says that it is a symbolic link",
      (image) => {
        image.writeUInt16LE(0o120777, inodeAt("dir/sub") + 4);
        image[entryAt(image, "dir", "sub") + 10] = 7;
        return undefined;
      },
    ],
    ["with a mode that is of no type", (image) => void image.writeUInt16LE(0o170644, inodeAt("a_b") + 4)],
    ["with a layout of compressed files", (image) => void image.writeUInt16LE(3 << 1, inodeAt("a_b"))],
    ["with a feature that is not known", (image) => void image.writeUInt32LE(1, 1024 + 80)],
    ["with attributes that reach beyond it", (image) => void image.writeUInt16LE(65_535, inodeAt("dir/file") + 2)],
    ["with an attribute twice", (image) => void image.write("first", image.indexOf("other"), "latin1")],
    ["with an attribute of an unknown kind", (image) => void image.writeUInt8(99, image.indexOf("first") - 3)],
    ["with shared attributes outside of it", (image) => void image.writeUInt8(2, inodeAt("dir/file") + 64 + 4)],
    ["with a time of two billion nanoseconds", (image) => void image.writeUInt32LE(2e9, inodeAt("dir/file") + 40)],
    ["with a time beyond all numbers", (image) => void image.writeBigInt64LE(-(2n ** 63n), inodeAt("dir/file") + 32)],
    ["that ends within its metadata", (image) => image.subarray(0, metadataAt + 40)],
    ["that ends within its superblock", (image) => image.subarray(0, 1100)],
    ["that is empty", () => Buffer.alloc(0)],
  ])("%s", async (_what, change) => {
    expect(await extracted(change)).toBe("snapshot-invalid");
  });
});

describe("an image that is odd stays inside", () => {
  test("a symbolic link that leads out is written as a link, and nothing through it", async () => {
    const outside = join(folder, "outside");
    await mkdir(outside);
    const root = join(folder, "linked");
    const { bytes } = await memoryImage([
      tar([{ name: "l", type: "2", link: outside }]),
      tar([{ name: "m", type: "2", link: `../../..${outside}` }]),
      tar([{ name: "l/file", data: "x" }]),
    ]);
    await writeFile(`${root}.raw`, bytes);
    await extractImage(`${root}.raw`, root);
    expect(await readFile(join(root, "l/file"), "utf8")).toBe("x");
    expect((await readdir(root, { withFileTypes: true })).find(({ name }) => name === "m")?.isSymbolicLink()).toBe(
      true,
    );
    expect(await readdir(outside)).toEqual([]);
  });

  test("files and inodes that overlap are files of the same bytes", async () => {
    expect(await extracted((image) => setNid(image, "dir", "file", nids.get("a_b")!))).toContain("dir/file");
  });

  test("a folder that is there already, or a link in its place, is not written to", async () => {
    const there = join(folder, "there");
    await mkdir(there);
    await writeFile(`${there}.raw`, sound);
    await expect(extractImage(`${there}.raw`, there)).rejects.toThrow("EEXIST");
    expect(await readdir(there)).toEqual([]);
  });
});
