/** Layers become one tree as docker's and containerd's overlay drivers make it. Layers are listed bottom first. */

import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, describe, expect, test } from "@jest/globals";
import { sha256Of } from "../../core/oci/digest.ts";
import { closeThreads, type ListedFile, layerOf, listImage, listPacked, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";

afterAll(closeThreads);

/** The tree as lines: "path/" for directories, "path=content", "path->target", in order, without the root. */
async function flattened(...layers: TarSpec[][]): Promise<string[]> {
  return (await raw(...layers)).map(({ path, type, size, target }) =>
    type === "directory" ? `${path}/` : type === "symlink" ? `${path}->${target}` : `${path}=${size}`,
  );
}

async function raw(...layers: TarSpec[][]): Promise<ListedFile[]> {
  return (await listPacked(...layers.map((layer) => tar(layer)))).slice(1);
}

const dir = (name: string, more: Partial<TarSpec> = {}): TarSpec => ({ name, type: "5", mode: 0o755, ...more });
/** A file of so many bytes: its size says which one it is. */
const file = (name: string, size = 1, more: Partial<TarSpec> = {}): TarSpec => ({
  name,
  data: "x".repeat(size),
  ...more,
});
const link = (name: string, target: string, more: Partial<TarSpec> = {}): TarSpec => ({
  name,
  type: "1",
  link: target,
  ...more,
});
const symlink = (name: string, target: string): TarSpec => ({ name, type: "2", link: target });

describe("an upper layer", () => {
  test("adds to what is below", async () => {
    expect(await flattened([dir("a"), file("a/x", 1)], [dir("a"), file("a/y", 2)])).toEqual(["a/", "a/x=1", "a/y=2"]);
  });

  test("replaces a file", async () => {
    expect(await flattened([file("x", 1)], [file("x", 2)], [file("x", 3)])).toEqual(["x=3"]);
  });

  test("puts a file over a directory, and a directory over a file", async () => {
    expect(await flattened([dir("a"), file("a/b")], [file("a", 2)])).toEqual(["a=2"]);
    expect(await flattened([file("a")], [dir("a"), file("a/b", 2)])).toEqual(["a/", "a/b=2"]);
    expect(await flattened([dir("a"), file("a/old")], [file("a")], [dir("a"), file("a/b", 2)])).toEqual([
      "a/",
      "a/b=2",
    ]);
  });

  test("gives a directory its attributes, and keeps its children", async () => {
    const [a] = await raw(
      [dir("a", { mode: 0o700, uid: 1, mtime: 5, xattrs: { "user.x": "1" } }), file("a/b")],
      [dir("a", { mode: 0o1777, gid: 2, mtime: 6 })],
    );
    expect(a).toMatchObject({ mode: 0o1777, uid: 0, gid: 2, mtime: "6000000000", xattrs: {} });
  });

  test("that has no entry for a directory leaves it as the layer below has it", async () => {
    const [a] = await raw([dir("a", { mode: 0o750, uid: 3 })], [file("a/b")]);
    expect(a).toMatchObject({ path: "a", mode: 0o750, uid: 3 });
  });

  test("puts a directory where a lower layer has a symbolic link on the way, as overlay drivers do", async () => {
    const usrmerge = [dir("usr"), dir("usr/lib"), file("usr/lib/a"), symlink("lib", "usr/lib")];
    expect(await flattened(usrmerge, [file("lib/b", 2)])).toEqual([
      "lib/",
      "lib/b=2",
      "usr/",
      "usr/lib/",
      "usr/lib/a=1",
    ]);
  });

  test("may describe the root", async () => {
    const layers = [tar([dir("./", { mode: 0o711, uid: 9 })]), tar([file("x")])];
    expect((await listPacked(...layers))[0]).toMatchObject({ path: "", mode: 0o711, uid: 9 });
    expect((await listPacked(tar([])))[0]).toMatchObject({ mode: 0o755, uid: 0, gid: 0, mtime: "0" });
  });
});

describe("within one layer", () => {
  test("the last entry of a name wins", async () => {
    expect(await flattened([file("x", 1), file("x", 2), file("x", 3)])).toEqual(["x=3"]);
    expect(await flattened([dir("a"), file("a/b"), file("a", 5)])).toEqual(["a=5"]);
    expect(await flattened([file("a", 5), dir("a"), file("a/b")])).toEqual(["a/", "a/b=1"]);
    expect(await flattened([dir("a"), file("a/b"), dir("a", { mode: 0o700 })])).toEqual(["a/", "a/b=1"]);
  });

  test("directories that no entry describes are made, root's, at time 0", async () => {
    const [a] = await raw([file("a/b/c")]);
    expect(a).toMatchObject({ type: "directory", mode: 0o755, uid: 0, gid: 0, mtime: "0" });
  });

  test("names are cleaned of dots, slashes and a leading slash", async () => {
    expect(await flattened([file("/a//b/./c"), file("./a/x/../d", 2)])).toEqual(["a/", "a/b/", "a/b/c=1", "a/d=2"]);
  });

  test("a symbolic link on the way is followed, and never out of the tree", async () => {
    expect(await flattened([dir("real"), symlink("l", "real"), file("l/x")])).toEqual(["l->real", "real/", "real/x=1"]);
    expect(await flattened([symlink("l", "/etc"), file("l/passwd")])).toEqual(["etc/", "etc/passwd=1", "l->/etc"]);
    expect(await flattened([symlink("l", "../../../etc"), file("l/x")])).toEqual([
      "etc/",
      "etc/x=1",
      "l->../../../etc",
    ]);
    expect(await flattened([dir("a"), symlink("a/l", "../b"), file("a/l/x")])).toEqual([
      "a/",
      "a/l->../b",
      "b/",
      "b/x=1",
    ]);
  });
});

describe("a whiteout", () => {
  const below = [dir("a"), file("a/x"), file("a/y"), dir("a/d"), file("a/d/z"), file("top")];

  test("hides a file, or a whole directory, of any layer below", async () => {
    expect(await flattened(below, [file("a/.wh.x", 0)])).toEqual(["a/", "a/d/", "a/d/z=1", "a/y=1", "top=1"]);
    expect(await flattened(below, [], [file(".wh.a", 0)])).toEqual(["top=1"]);
    expect(await flattened(below, [file(".wh.a", 0)], [dir("a"), file("a/n", 2)])).toEqual(["a/", "a/n=2", "top=1"]);
  });

  test("for what is not there does nothing, and is never seen", async () => {
    expect(await flattened(below, [file(".wh.nothing", 0)])).toHaveLength(6);
  });

  test("does not hide what its own layer has, wherever it stands", async () => {
    for (const layer of [
      [file("a/.wh.d", 0), dir("a/d"), file("a/d/new", 2)],
      [dir("a/d"), file("a/d/new", 2), file("a/.wh.d", 0)],
    ]) {
      expect(await flattened(below, layer)).toEqual(["a/", "a/d/", "a/d/new=2", "a/x=1", "a/y=1", "top=1"]);
    }
  });

  test("of a whole directory's content hides all lower children, wherever it stands", async () => {
    const opaque = file("a/.wh..wh..opq", 0);
    for (const layer of [
      [dir("a"), opaque, file("a/n", 2)],
      [dir("a"), file("a/n", 2), opaque],
      [opaque, dir("a"), file("a/n", 2)],
    ]) {
      expect(await flattened(below, layer)).toEqual(["a/", "a/n=2", "top=1"]);
    }
    expect(await flattened(below, [opaque, dir("a/d")])).toEqual(["a/", "a/d/", "top=1"]);
    expect(await flattened(below, [file(".wh..wh..opq", 0), file("only", 2)])).toEqual(["only=2"]);
  });

  test("also hides what a layer further down has, when a layer between has the directory", async () => {
    expect(await flattened(below, [file(".wh.a", 0)], [], [file("a/n", 2)])).toEqual(["a/", "a/n=2", "top=1"]);
    expect(await flattened(below, [dir("a"), file("a/.wh..wh..opq", 0)], [dir("a"), file("a/n", 2)])).toEqual([
      "a/",
      "a/n=2",
      "top=1",
    ]);
  });

  test("hides all the way down: not a byte of it is in the image", async () => {
    const big = [dir("a/b"), file("a/b/big", 1_000_000)];
    for (const layer of [[file("a/.wh..wh..opq", 0)], [file(".wh.a", 0), file("a/c")], [file(".wh..wh..opq", 0)]]) {
      const layers = [big, [...layer, file("a/b/new", 2)]].map((entries) => tar(entries));
      expect(await withPacked(layers, ({ chunkTable }) => chunkTable.plainSize)).toBeLessThan(100_000);
    }
  });

  test("of AUFS's bookkeeping leaves nothing behind", async () => {
    expect(await flattened([file(".wh..wh.aufs", 0), dir(".wh..wh.plnk"), file("x")])).toEqual(["x=1"]);
  });
});

describe("hard links", () => {
  test("are names of one inode", async () => {
    const [x, y] = await raw([file("x", 3), link("y", "x")]);
    expect(x!.inode).toBe(y!.inode);
    expect(y).toMatchObject({ type: "file", size: 3 });
  });

  test("may be absolute, to symbolic links, or through symbolic links of the layer", async () => {
    const tree = await raw([dir("d"), symlink("d/s", "target"), symlink("l", "d"), link("h", "/l/s")]);
    expect(tree.find(({ path }) => path === "h")).toMatchObject({ type: "symlink", target: "target" });
    expect(new Set(tree.filter(({ path }) => path === "h" || path === "d/s").map(({ inode }) => inode)).size).toBe(1);
  });

  test("keep a file whose own name is replaced or hidden", async () => {
    expect(await flattened([file("x", 3), link("y", "x"), file("x", 4)])).toEqual(["x=4", "y=3"]);
    expect(await flattened([file("x", 3), link("y", "x")], [file(".wh.x", 0)])).toEqual(["y=3"]);
    expect(await flattened([file("x", 3), link("y", "x")], [file("x", 9)])).toEqual(["x=9", "y=3"]);
  });

  test("may go to a file of a lower layer, also when an upper layer hides that", async () => {
    const [x, y] = await raw([file("x", 3)], [link("y", "x")]);
    expect(x!.inode).toBe(y!.inode);
    expect(await flattened([file("x", 3)], [link("y", "x")], [file(".wh.x", 0)])).toEqual(["y=3"]);
    expect(await flattened([dir("a"), file("a/x", 3)], [link("y", "a/x")], [file("a", 1)])).toEqual(["a=1", "y=3"]);
    expect(await flattened([file("x", 3)], [link("y", "x")], [link("z", "y")], [file("x", 7)])).toEqual([
      "x=7",
      "y=3",
      "z=3",
    ]);
    expect(await flattened([file("x", 3)], [file("x", 4)], [link("y", "x")], [file("x", 5)])).toEqual(["x=5", "y=4"]);
  });

  test("set the attributes that they carry, as in docker", async () => {
    const [x] = await raw([file("x", 3, { mode: 0o600 }), link("y", "x", { mode: 0o755, uid: 4, mtime: 8 })]);
    expect(x).toMatchObject({ mode: 0o755, uid: 4, mtime: "8000000000" });
  });

  test.each<[string, TarSpec[][]]>([
    ["in the upper of two layers", [[link("z", "x", { mtime: 1 })], [link("a", "x", { mtime: 2 })]]],
    [
      "in the upper one, to the name of the lower one's",
      [[link("a", "x", { mtime: 1 })], [link("b", "a", { mtime: 2 })]],
    ],
    ["later in a layer", [[link("z", "x", { mtime: 1 }), link("a", "x", { mtime: 2 })]]],
    ["later in a layer, to the name of the other one", [[link("a", "x", { mtime: 1 }), link("b", "a", { mtime: 2 })]]],
    ["and hidden above", [[link("y", "x", { mtime: 2 })], [file(".wh.y", 0)]]],
    ["and replaced", [[link("y", "x", { mtime: 2 }), file("y")]]],
  ])("to a file of a lower layer describe it, of several the last: %s", async (_where, above) => {
    const tree = await raw([file("x", 3)], ...above);
    expect(tree.find(({ path }) => path === "x")).toMatchObject({ mtime: "2000000000" });
  });

  test("that are not shown need no file", async () => {
    expect(await flattened([link("y", "x")], [file(".wh.y", 0), file("z")])).toEqual(["z=1"]);
  });
});

describe("attributes", () => {
  test("come through: owners over 65535, times before 1970 and to the nanosecond, set-id bits", async () => {
    const tree = await raw([
      file("big", 1, { uid: 4294967294, gid: 70000 }),
      file("old", 1, { mtime: "-1.5" }),
      file("fine", 1, { mtime: "1700000000.123456789" }),
      file("sticky", 1, { mode: 0o7777 }),
    ]);
    expect(tree).toMatchObject([
      { path: "big", uid: 4294967294, gid: 70000 },
      { path: "fine", mtime: "1700000000123456789" },
      { path: "old", mtime: "-1500000000" },
      { path: "sticky", mode: 0o7777 },
    ]);
  });

  test("extended: user, capabilities, ACLs and trusted stay; overlayfs's own and the machine's labels do not", async () => {
    const acl = "\x02\0\0\0\x01\0\x07\0\xff\xff\xff\xff\x04\0\x05\0\xff\xff\xff\xff\x20\0\x05\0\xff\xff\xff\xff";
    const kept = {
      "user.a": "1\0\xff",
      "security.capability": "\x01\0\0\x02",
      "trusted.x": "",
      "system.posix_acl_access": acl,
    };
    const dropped = {
      "trusted.overlay.opaque": "y",
      "security.selinux": "label",
      "security.ima": "x",
      "system.posix_acl_default": acl,
      other: "x",
    };
    const [x, y] = await raw([
      file("x", 1, { xattrs: { ...kept, ...dropped } }),
      { ...symlink("y", "x"), xattrs: kept },
    ]);
    expect(x!.xattrs).toEqual(kept);
    expect(y!.xattrs).toEqual({ "trusted.x": "" });
  });

  test("of devices, fifos and long links come through", async () => {
    const tree = await raw([
      { name: "b", type: "4", major: 4095, minor: 1048575 },
      { name: "c", type: "3", major: 5, minor: 300 },
      { name: "p", type: "6" },
      symlink("s", "t".repeat(4095)),
      file("n".repeat(255)),
      file("\xff\xfe\n' "),
    ]);
    expect(tree.map(({ type, device, target }) => device ?? target?.length ?? type)).toEqual([
      "4095:1048575",
      "5:300",
      "file",
      "fifo",
      4095,
      "file",
    ]);
    expect(tree[5]!.path).toBe("\xff\xfe\n' ");
  });
});

describe("refused as an invalid image is", () => {
  test.each<[string, TarSpec[][]]>([
    ["a name that leaves the root", [[file("a/../../x")]]],
    ["a name of 256 bytes", [[file("n".repeat(256))]]],
    ["a name with a NUL byte", [[file("x", 1, { pax: [["path", "a\0b"]] })]]],
    ["a root that is a file", [[file("./")]]],
    ["an empty symbolic link", [[symlink("x", "")]]],
    ["a symbolic link of 4096 bytes", [[symlink("x", "t".repeat(4096))]]],
    ["symbolic links that go round", [[symlink("a", "b"), symlink("b", "a"), file("a/x")]]],
    ["a file within a file of the same layer", [[file("a"), file("a/b")]]],
    ["a hard link to nothing", [[link("x", "y")]]],
    ["a hard link to what is hidden below it", [[file("y")], [file(".wh.y", 0)], [link("x", "y")]]],
    [
      "a hard link to what is hidden with a directory above it",
      [[file("d/e/y")], [file("d/.wh..wh..opq", 0), dir("d/e")], [link("x", "d/e/y")]],
    ],
    ["a hard link to a directory", [[dir("d"), link("x", "d")]]],
    ["a hard link to a directory of a lower layer", [[dir("d")], [link("x", "d")]]],
    ["a hard link out of the root", [[link("x", "../y")]]],
    ["a whiteout without a name", [[file(".wh.", 0)]]],
    ["a whiteout of its own parent", [[file("a/.wh...", 0)]]],
    ["a device number out of range", [[{ name: "d", type: "4", major: 4096, minor: 0 }]]],
    ["an attribute of 65,536 bytes", [[file("x", 1, { xattrs: { "user.a": "x".repeat(65536) } })]]],
    ["directories 3,000 deep", [[file(`${"d/".repeat(3000)}x`)]]],
  ])("%s", async (_what, layers) => {
    await expect(flattened(...layers)).rejects.toMatchObject({ code: "image-invalid" });
  });
});

describe("a layer's blob", () => {
  const plain = tar([file("x", 100_000)]);
  const prefix = "application/vnd.oci.image.layer.v1.tar";
  const docker = "application/vnd.docker.image.rootfs.diff.tar";

  test.each([
    [prefix, plain],
    [`${prefix}+gzip`, gzipSync(plain)],
    [`${prefix}+gzip`, Buffer.concat([gzipSync(plain.subarray(0, 999)), gzipSync(plain.subarray(999))])],
    [`${prefix}+zstd`, zstdCompressSync(plain)],
    [docker, plain],
    [`${docker}.gzip`, gzipSync(plain)],
    [`${docker}.zstd`, zstdCompressSync(plain)],
  ])("of type %s is read, and its diff_id checked", async (mediaType, blob) => {
    const layer = { ...layerOf(blob, mediaType), diffId: sha256Of(plain) };
    await withPacked([layer], async ({ rawFile }) => expect(await listImage(rawFile)).toHaveLength(2));
    const wrong = { ...layer, diffId: sha256Of("other") };
    await expect(withPacked([wrong], () => {})).rejects.toMatchObject({ code: "image-invalid" });
  });

  test.each([
    ["truncated gzip", `${prefix}+gzip`, gzipSync(plain).subarray(0, -20)],
    ["no gzip at all", `${prefix}+gzip`, plain],
    ["truncated zstd", `${prefix}+zstd`, zstdCompressSync(plain).subarray(0, -5)],
    ["no zstd at all", `${prefix}+zstd`, plain],
    ["an unknown media type", "application/vnd.example.layer", plain],
    ["an encrypted layer", `${prefix}+gzip+encrypted`, plain],
  ])("that is %s is refused", async (_what, mediaType, blob) => {
    await expect(withPacked([layerOf(blob, mediaType)], () => {})).rejects.toMatchObject({ code: "image-invalid" });
  });

  test("that the store cannot give fails with the store's own error", async () => {
    const failure = new Error("the store failed");
    for (const mediaType of [prefix, `${prefix}+gzip`, `${prefix}+zstd`]) {
      const layer = {
        ...layerOf(gzipSync(plain), mediaType),
        async *open(): AsyncGenerator<Uint8Array> {
          yield (
            mediaType.endsWith("gzip") ? gzipSync(plain) : mediaType === prefix ? plain : zstdCompressSync(plain)
          ).subarray(0, 50);
          throw failure;
        },
      };
      await expect(withPacked([layer], () => {})).rejects.toBe(failure);
    }
  });
});
