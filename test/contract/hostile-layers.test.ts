/**
 * Layers made by an enemy, on the real thing: packed, mounted by the kernel, and extracted by our own reader as root.
 * Each is refused, or stays inside of its own root: what it names outside is never touched.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { sha256Of } from "../../core/oci/digest.ts";
import { extractImage } from "../../core/snapshot/erofs/extract.ts";
import type { LayerSource } from "../../core/snapshot/layer-stream.ts";
import { closeThreads, type ListedFile, layerOf, listImage, tarMediaType, withPacked } from "../fixtures/packing.ts";
import { entryBlocks, extension, header, paxRecords, type TarSpec, tar, withCheckSum } from "../fixtures/tar.ts";
import { listBoth } from "../services/kernel.ts";

/** What must stay as it is: a folder with a file, on this machine. */
let victim: string;

beforeEach(async () => {
  victim = await mkdtemp(join(tmpdir(), "victim-"));
  await writeFile(join(victim, "file"), "untouched");
});

afterEach(async () => {
  expect(await readdir(victim)).toEqual(["file"]);
  expect(await readFile(join(victim, "file"), "utf8")).toBe("untouched");
  const { mode, uid, nlink } = await stat(join(victim, "file"));
  expect({ mode, uid, nlink }).toEqual({ mode: 0o100644, uid: 0, nlink: 1 });
  await rm(victim, { recursive: true });
});

afterAll(closeThreads);

/** Packs, mounts and extracts; both must show what our reader says. Gives that, without the root. */
async function contained(layers: readonly (Buffer | LayerSource)[]): Promise<ListedFile[]> {
  return withPacked(layers, async ({ rawFile }) => {
    const listed = await listImage(rawFile);
    const place = `${rawFile}.place`;
    await mkdir(place);
    await extractImage(rawFile, join(place, "root"));
    expect(await listBoth(rawFile, join(place, "root"))).toEqual([listed, listed]);
    expect(await readdir(place)).toEqual(["root"]);
    return listed.slice(1);
  });
}

/** "path/" for directories, "path->target", "path=size"; what stands at the victim's path is told as "VICTIM". */
const told = (files: readonly ListedFile[]) =>
  files
    .filter(({ path }) => !`${victim.slice(1)}/`.startsWith(`${path}/`) || path === victim.slice(1))
    .map(({ path, type, size, target }) =>
      (type === "directory" ? `${path}/` : type === "symlink" ? `${path}->${target}` : `${path}=${size ?? type}`)
        .replace(victim, "/VICTIM")
        .replace(victim.slice(1), "VICTIM"),
    );

const dir = (name: string, more: Partial<TarSpec> = {}): TarSpec => ({ name, type: "5", mode: 0o755, ...more });
const file = (name: string, size = 1, more: Partial<TarSpec> = {}): TarSpec => ({
  name,
  data: "x".repeat(size),
  ...more,
});
const symlink = (name: string, target: string): TarSpec => ({ name, type: "2", link: target });
const link = (name: string, target: string): TarSpec => ({ name, type: "1", link: target });

describe("a way out of the root leads back into it", () => {
  test.each<[string, () => TarSpec[][], string[]]>([
    ["an absolute name", () => [[file(`${victim}/file`, 5)]], ["VICTIM/", "VICTIM/file=5"]],
    [
      "an absolute symbolic link, and a file through it",
      () => [[symlink("l", victim), file("l/file", 5)]],
      ["l->/VICTIM", "VICTIM/", "VICTIM/file=5"],
    ],
    [
      "a relative one that climbs above the root",
      () => [[symlink("l", `../../../../..${victim}`), file("l/file", 5)]],
      ["l->../../../../../VICTIM", "VICTIM/", "VICTIM/file=5"],
    ],
    [
      "a chain of them",
      () => [[symlink("a", "b"), symlink("b", "c/d"), dir("c"), symlink("c/d", victim), file("a/file", 5)]],
      ["a->b", "b->c/d", "c/", "c/d->/VICTIM", "VICTIM/", "VICTIM/file=5"],
    ],
    ["a symbolic link of a layer below", () => [[symlink("l", victim)], [file("l/file", 5)]], ["l/", "l/file=5"]],
    [
      "a symbolic link that an upper layer puts in place of a directory",
      () => [[dir("l"), file("l/file", 5)], [symlink("l", victim)], [file("l/file", 6)]],
      ["l/", "l/file=6"],
    ],
    [
      "a hard link to a symbolic link, and a file through that",
      () => [[symlink("l", victim), link("h", "l"), file("h/file", 5)]],
      ["h->/VICTIM", "l->/VICTIM", "VICTIM/", "VICTIM/file=5"],
    ],
    [
      "a name that is a file, then a symbolic link, then a directory",
      () => [[file("x"), symlink("x", victim), file("x/file", 5), dir("x"), file("x/file", 6)]],
      ["VICTIM/", "VICTIM/file=5", "x/", "x/file=6"],
    ],
    [
      "a directory's entry over a symbolic link",
      () => [[symlink("l", victim), dir("l", { mode: 0o777, uid: 1000 }), file("l/file", 5)]],
      ["l/", "l/file=5"],
    ],
    [
      "a whiteout through a symbolic link",
      () => [[file("a", 2)], [symlink("l", victim), file("l/.wh.file", 0), file("l/.wh..wh..opq", 0)]],
      ["a=2", "l->/VICTIM", "VICTIM/"],
    ],
  ])("%s", async (_what, layers, expected) => {
    const found = told(await contained(layers().map((layer) => tar(layer))));
    expect(found.sort()).toEqual([...expected].sort());
  });

  test("a hard link to a file outside finds nothing, by name or through a symbolic link", async () => {
    for (const entries of [
      [link("h", `${victim}/file`)],
      [link("h", `../../..${victim}/file`)],
      [symlink("l", victim), link("h", "l/file")],
      [symlink("f", `${victim}/file`), link("h", "f"), link("g", "h/x")],
    ]) {
      await expect(contained([tar(entries)])).rejects.toMatchObject({ code: "image-invalid" });
      await expect(contained([tar([dir("d")]), tar(entries)])).rejects.toMatchObject({ code: "image-invalid" });
    }
  });
});

describe("names", () => {
  const named = (name: string, records: [string, string][]) => tar([{ name, data: "x", pax: records }]);

  test.each<[string, Buffer]>([
    ["that climb above the root", tar([file("a/../../x")])],
    ["that climb above it, said in a PAX record", named("fine", [["path", "../x"]])],
    [
      "that climb above it, in GNU's long name",
      Buffer.concat([...extension("L", Buffer.from("../x\0")), tar([file("x")])]),
    ],
    [
      "that climb above it, in a sparse file's real name",
      named("fine", [
        ["GNU.sparse.size", "1"],
        ["GNU.sparse.map", "0,1"],
        ["GNU.sparse.name", "../x"],
      ]),
    ],
    ["with a NUL byte", named("fine", [["path", "a\0b"]])],
    ["that are the root", tar([file(".")])],
    ["that are nothing", tar([file("")])],
    ["of 256 bytes", tar([file("n".repeat(256))])],
    ["that hide their own directory, or the one above", tar([file("a/.wh..", 0)])],
    ["that hide the one above", tar([file("a/.wh...", 0)])],
    ["that hide nothing", tar([file(".wh.", 0)])],
  ])("%s are refused", async (_what, archive) => {
    await expect(contained([archive])).rejects.toMatchObject({ code: "image-invalid" });
  });

  test("of any other bytes are kept as they are", async () => {
    const names = [
      "\xff\xfe",
      "a\nb",
      "..hidden",
      "...",
      "-rf",
      "$(id)",
      "%s%n",
      "\x1b[31m",
      "C:\\x",
      "n".repeat(255),
      "~",
    ];
    const found = await contained([tar(names.map((name) => file(name)))]);
    expect(found.map(({ path }) => path)).toEqual([...names].sort());
  });

  test("that a later header of the same entry changes: the last one holds, as in docker", async () => {
    const archive = Buffer.concat([
      ...extension("g", paxRecords([["path", `${victim}/file`]])),
      ...extension("L", Buffer.from("first\0")),
      ...extension("L", Buffer.from("second\0")),
      tar([file("header")]),
    ]);
    expect(told(await contained([archive]))).toEqual(["second=1"]);
  });

  test("1,500 directories deep are mounted; and where tar cannot go that deep it says so", async () => {
    const name = `${"d/".repeat(1500)}x`;
    expect((await contained([tar([file(name)])])).at(-1)!.path).toBe(name);
  });
});

describe("sizes", () => {
  const sized = (change: (block: Buffer) => void) => {
    const block = header({ name: "f", size: 0 });
    change(block);
    return Buffer.concat([withCheckSum(block), Buffer.alloc(1024)]);
  };
  const sparse = (records: [string, string][]) => tar([{ name: "s", data: "", pax: records }]);

  test.each<[string, Buffer]>([
    ["that are negative", sized((block) => block.fill(0xff, 124, 136))],
    [
      "beyond what a number holds",
      sized((block) => void block.write("\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", 124, "latin1")),
    ],
    ["with a minus sign", sized((block) => void block.write("-0000000001", 124))],
    ["that are not octal", sized((block) => void block.write("00000000999", 124))],
    ["in a PAX record that are negative", tar([{ name: "f", pax: [["size", "-1"]] }])],
    ["in a PAX record with an exponent", tar([{ name: "f", pax: [["size", "1e3"]] }])],
    ["in a PAX record beyond 2^53", tar([{ name: "f", pax: [["size", "9007199254740993"]] }])],
    ["of more than the archive has", tar([{ name: "f", size: 0o77777777777 }])],
    [
      "of a PAX header beyond a mebibyte",
      Buffer.concat(extension("x", paxRecords([["comment", "x".repeat(2 ** 20)]]))),
    ],
    [
      "of a sparse file that are negative",
      sparse([
        ["GNU.sparse.size", "-1"],
        ["GNU.sparse.map", ""],
      ]),
    ],
    [
      "of a sparse file with more holes than anybody wants",
      sparse([
        ["GNU.sparse.size", String(2 ** 39)],
        ["GNU.sparse.map", ""],
      ]),
    ],
  ])("%s are refused", async (_what, archive) => {
    await expect(contained([archive])).rejects.toMatchObject({ code: "image-invalid" });
  });

  test("10,000 PAX records of one file are read", async () => {
    const records = Array.from({ length: 10_000 }, (_, n): [string, string] => [`comment${n}`, "x".repeat(20)]);
    expect(told(await contained([tar([file("f", 3, { pax: records })])]))).toEqual(["f=3"]);
  });

  test("2,000 names of one file, and as many directories, are read", async () => {
    const entries = [
      file("f", 3),
      ...Array.from({ length: 2_000 }, (_, n) => [link(`l/${n}`, "f"), dir(`d/${n}`)]).flat(),
    ];
    expect(await contained([tar(entries)])).toHaveLength(4_003);
  });

  test("256 MiB of zeros in a piece of gzip, or some bytes of zstd, takes no room", async () => {
    const size = 2 ** 28;
    const piece = Buffer.alloc(2 ** 24);
    for (const mediaType of [`${tarMediaType}+gzip`, `${tarMediaType}+zstd`]) {
      // Members and frames may follow each other: the same one again and again makes the zeros.
      const compress = mediaType.endsWith("gzip") ? gzipSync : zstdCompressSync;
      const head = Buffer.concat(entryBlocks({ name: "zeros", size }));
      const zeros = Array<Buffer>(size / piece.length).fill(compress(piece));
      const blob = Buffer.concat([compress(head), ...zeros, compress(Buffer.alloc(1024))]);
      expect(blob.length).toBeLessThan(2 ** 21);
      await withPacked([layerOf(blob, mediaType)], async ({ rawFile, framesFile, frames }) => {
        const [raw, stored] = await Promise.all([stat(rawFile), stat(framesFile)]);
        expect(raw.size).toBeGreaterThan(size);
        expect(raw.blocks * 512).toBeLessThan(2 ** 20);
        expect(stored.size).toBe(frames.size);
        expect(stored.size).toBeLessThan(2 ** 16);
      });
    }
  });
});

describe("what Linux has and images rarely need", () => {
  test("devices, pipes and set-id bits come through as they are, for the sandbox to forbid", async () => {
    const found = await contained([
      tar([
        { name: "disk", type: "4", mode: 0o666, major: 8, minor: 0 },
        { name: "memory", type: "3", mode: 0o666, major: 1, minor: 1 },
        { name: "pipe", type: "6", mode: 0o666 },
        file("root", 1, { mode: 0o6755 }),
      ]),
    ]);
    expect(found).toMatchObject([
      { type: "block", device: "8:0" },
      { type: "character", device: "1:1" },
      { type: "fifo" },
      { type: "file", mode: 0o6755 },
    ]);
  });

  test("a device 0:0 is overlayfs's own sign for a name that is gone: it hides, as in docker", async () => {
    const gone: TarSpec = { name: "f", type: "3", major: 0, minor: 0 };
    expect(told(await contained([tar([file("f"), file("g")]), tar([gone])]))).toEqual(["g=1"]);
    expect(told(await contained([tar([file("f"), gone])]))).toEqual([]);
    expect(told(await contained([tar([gone, file("f", 2)])]))).toEqual(["f=2"]);
  });

  test("attributes that would steer the overlay on top are left out", async () => {
    const xattrs = { "trusted.overlay.redirect": victim, "trusted.overlay.opaque": "y", "user.overlay.opaque": "y" };
    const [found] = await contained([tar([dir("d", { xattrs })])]);
    expect(found!.xattrs).toEqual({});
  });
});

describe("a blob", () => {
  const plain = tar([dir("d"), file("d/f", 3000), symlink("l", "d"), file(`${"n".repeat(120)}`, 10)]);
  const whole = ["d/", "d/f=3000", "l->d", `${"n".repeat(120)}=10`];

  test.each<[string, string, (bytes: Buffer) => Buffer]>([
    ["plain", tarMediaType, (bytes) => bytes],
    ["gzip", `${tarMediaType}+gzip`, (bytes) => gzipSync(bytes)],
    ["zstd", `${tarMediaType}+zstd`, (bytes) => zstdCompressSync(bytes)],
  ])("of %s that is cut anywhere is refused, since its digest is known", async (_what, mediaType, compress) => {
    const blob = compress(plain);
    for (let end = 0; end < blob.length; end += Math.ceil(blob.length / 40)) {
      const layer = { ...layerOf(blob.subarray(0, end), mediaType), diffId: sha256Of(plain) };
      await expect(withPacked([layer], () => {})).rejects.toMatchObject({ code: "image-invalid" });
    }
  });

  test.each<[string, string, () => Buffer]>([
    [
      "gzip members",
      `${tarMediaType}+gzip`,
      () => Buffer.concat([gzipSync(plain.subarray(0, 700)), gzipSync(Buffer.alloc(0)), gzipSync(plain.subarray(700))]),
    ],
    [
      "zstd frames, one of them to be skipped",
      `${tarMediaType}+zstd`,
      () =>
        Buffer.concat([
          zstdCompressSync(plain.subarray(0, 700)),
          Buffer.from("502a4d1804000000deadbeef", "hex"),
          zstdCompressSync(plain.subarray(700)),
        ]),
    ],
  ])("of several %s is read whole", async (_what, mediaType, blob) => {
    const layer = { ...layerOf(blob(), mediaType), diffId: sha256Of(plain) };
    expect(told(await contained([layer])).sort()).toEqual(whole.sort());
  });

  test("followed by other bytes is read without them, or refused", async () => {
    for (const [mediaType, blob] of [
      [`${tarMediaType}+gzip`, gzipSync(plain)],
      [`${tarMediaType}+zstd`, zstdCompressSync(plain)],
    ] as const) {
      const more = Buffer.concat([blob, Buffer.from("garbage behind the end")]);
      const layer = { ...layerOf(more, mediaType), diffId: sha256Of(plain) };
      const outcome = await contained([layer]).then(told, (error: { code: string }) => error.code);
      expect([whole.sort(), "image-invalid"]).toContainEqual(typeof outcome === "string" ? outcome : outcome.sort());
    }
  });
});
