/** Packing onto a base: what is read of it, what is refused, when it is worthwhile, and the second version of the chunk table. */
import { hash, randomBytes } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { bytesOf } from "../../core/oci/byte-stream.ts";
import { type BaseSource, readBase } from "../../core/snapshot/base.ts";
import { planMetadata } from "../../core/snapshot/erofs/metadata.ts";
import { openImage } from "../../core/snapshot/erofs/reader.ts";
import { fetchSnapshot } from "../../core/snapshot/fetch.ts";
import type { Chunk, ChunkTable } from "../../core/snapshot/format.ts";
import { NotOnto } from "../../core/snapshot/onto.ts";
import { compareTree } from "../../core/snapshot/read-back.ts";
import { encodeRegions, parseRegions } from "../../core/snapshot/regions.ts";
import { chunkTable, encodeChunkTable, parseChunkTable } from "../../core/snapshot/table.ts";
import type { DirectoryInode, Inode } from "../../core/snapshot/tree.ts";
import { inMemory, listFetched, storedImage, storedPacked } from "../fixtures/onto.ts";
import { closeThreads, listPacked, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import { memoryImage, memorySource } from "../fuzz/memory-image.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-onto-"));
});
afterAll(async () => {
  await closeThreads();
  await rm(folder, { recursive: true, force: true });
});

const half = 512 * 1024;
const lower: TarSpec[] = [
  { name: "usr/", type: "5", mode: 0o755 },
  { name: "usr/large", data: randomBytes(3 * half) },
  { name: "usr/small", data: "small", xattrs: { "user.kept": "yes" }, uid: 70_000 },
  { name: "usr/again", type: "1", link: "usr/small" },
  { name: "usr/empty", data: "" },
  { name: "usr/link", type: "2", link: "t".repeat(4000) },
  { name: "usr/null", type: "3", major: 1, minor: 3 },
  { name: "usr/pipe", type: "6" },
  { name: "usr/zeros", data: Buffer.alloc(3 * half) },
  ...Array.from({ length: 300 }, (_, n) => ({ name: `usr/many/${"f".repeat(20)}${n}`, data: `file ${n}` })),
];

const storedBase = (layers: readonly Buffer[]) => withPacked(layers, storedPacked);
const packedOnto = async (base: BaseSource, ...layers: readonly Buffer[]) =>
  withPacked(layers, storedPacked, { onto: await readBase(base) });

/** How many names each inode of a tree has. */
function namesOf(directory: DirectoryInode, names = new Map<Inode, number>()): Map<Inode, number> {
  const count = (inode: Inode, more: number) => names.set(inode, (names.get(inode) ?? 0) + more);
  count(directory, 2);
  for (const child of directory.children.values()) {
    if (child.type !== "directory") count(child, 1);
    else {
      count(directory, 1);
      namesOf(child, names);
    }
  }
  return names;
}

describe("a base", () => {
  test("is read as the tree that packed it, each file at its place", async () => {
    await withPacked([tar(lower)], async (packed) => {
      const { tree } = await readBase(await storedPacked(packed));
      planMetadata(tree);
      const raw = await open(packed.rawFile);
      await compareTree(raw, { root: tree }, undefined).finally(() => raw.close());
    });
  });

  test("is asked for its names alone, never for its content", async () => {
    const base = await storedBase([tar(lower)]);
    await readBase(base);
    const [frames] = base.frames;
    expect(frames!.size).toBeGreaterThan(3 * half);
    expect(base.read.get(frames!.digest)).toBeLessThan(64 * 1024);
  });

  test("gives what the same layers give that are packed whole, at each height, and the same bytes each time", async () => {
    // Enough that is never hidden: what would be too little is the matter of another test.
    const below = tar([{ name: "kept", data: randomBytes(12 * half) }, ...lower]);
    const above = [
      tar([
        { name: "usr/.wh.large", data: "" },
        { name: "usr/hard", type: "1", link: "usr/small", mode: 0o600, mtime: 7, xattrs: { "user.more": "so" } },
        { name: "usr/many/.wh..wh..opq", data: "" },
        { name: "usr/many/new", data: "new" },
        { name: "usr/zeros/", type: "5", mode: 0o700 },
        { name: "usr/zeros/file", data: Buffer.alloc(2 * half, "a large file ") },
        { name: "usr/copy", data: Buffer.alloc(2 * half, "a large file ") },
      ]),
      tar([
        { name: "usr/again", data: "another file" },
        { name: "usr/many", type: "2", link: "zeros" },
        { name: "usr/", type: "5", mode: 0o711, mtime: 9 },
      ]),
      tar([]),
    ];
    let base = await storedBase([below]);
    for (const [index, layer] of above.entries()) {
      const again = await packedOnto(base, layer);
      base = await packedOnto(base, layer);
      expect([...base.blobs.keys()]).toEqual([...again.blobs.keys()]);
      expect(base.frames).toHaveLength(index + 2);
      expect(await listFetched(base)).toEqual(await listPacked(below, ...above.slice(0, index + 1)));
      const { tree } = await readBase(base);
      for (const [inode, names] of namesOf(tree)) expect(inode.links).toBe(names);
    }
  });

  test("keeps its metadata where they stand, at each height, whatever is added, replaced and hidden", async () => {
    const below = tar([
      { name: "kept", data: randomBytes(12 * half) },
      ...lower,
      { name: "deep/a/b/c/file", data: "deep" },
      { name: "deep/a/b/other", data: "other" },
      { name: "deep/hard", type: "1", link: "usr/small" },
    ]);
    const above = [
      tar([
        { name: "new/dir/file", data: randomBytes(half) },
        { name: "new/link", type: "2", link: "l".repeat(4000) },
        { name: "usr/.wh.again", data: "" },
        { name: "deep/a/b/c/more", data: "more" },
        { name: "deep/a/b/c/more-too", type: "1", link: "deep/a/b/c/more" },
        { name: "usr/null", data: "no device any more" },
      ]),
      tar([
        { name: "new/dir/another", data: "another", uid: 70_000, mtime: 12 },
        { name: "deep/a/b/.wh.c", data: "" },
        { name: "deep/a/b/other", data: "another one" },
        { name: "usr/many/.wh..wh..opq", data: "" },
        { name: "usr/many/alone", data: "" },
        ...Array.from({ length: 400 }, (_, n) => ({ name: `new/many/${"n".repeat(30)}${n}`, data: `${n}` })),
      ]),
      tar([
        { name: "new/dir/.wh.file", data: "" },
        { name: "deep/.wh.hard", data: "" },
        { name: "usr/", type: "5", mode: 0o711, mtime: 0 },
        { name: "usr/more/", type: "5", mode: 0o700 },
        { name: "usr/more/pipe", type: "6" },
      ]),
    ];
    let base = await storedBase([below]);
    for (const [index, layer] of above.entries()) {
      const last = await readBase(base);
      base = await packedOnto(base, layer);
      expect(await listFetched(base)).toEqual(await listPacked(below, ...above.slice(0, index + 1)));
      const { tree, image, table, metadata } = await readBase(base);
      expect(image.regions).toHaveLength(index + 2);
      expect(image.inodes).toBe(namesOf(tree).size);
      for (const [inode, names] of namesOf(tree)) expect(inode.links).toBe(names);
      // Only those of the base's chunks that have its changed inodes are others.
      const kept = last.table.chunks.filter((chunk) =>
        table.chunks.some((one) => one.plainDigest.equals(chunk.plainDigest)),
      );
      expect(last.table.chunks.length - kept.length).toBeLessThanOrEqual(1 + last.metadata.size);
      expect(metadata.size).toBeLessThan(table.chunks.length / 2);
    }
  });

  test("has its metadata written anew where an inode has no room for what it says now", async () => {
    const layers = [tar([{ name: "usr/", type: "5", mode: 0o755, mtime: 5, uid: 70_000 }])];
    const base = await packedOnto(await storedBase([tar(lower)]), ...layers);
    expect(await listFetched(base)).toEqual(await listPacked(tar(lower), ...layers));
    const { image } = await readBase(base);
    expect(image.regions).toHaveLength(1);
    expect(image.dead).toBeGreaterThan(4096);
  });

  test("that says where its metadata are is held to it", async () => {
    const base = await packedOnto(await storedBase([tar(lower)]), tar([{ name: "new", data: "new" }]));
    const { image, table } = await readBase(base);
    const head = Buffer.alloc(4096);
    for (const [regions, why] of [
      [[], "0 regions"],
      [[...image.regions, ...image.regions], "where they cannot be"],
      [[{ at: image.metadataAt, bytes: table.plainSize }], "where they cannot be"],
      [[{ at: image.metadataAt + 1, bytes: 1 }], "where they cannot be"],
      [[{ at: image.metadataAt + 4096, bytes: 4096 }], "do not begin where"],
    ] as const) {
      encodeRegions(head, { regions, dead: 0 });
      expect(() => parseRegions(head, image.metadataAt, table.plainSize)).toThrow(why);
    }
  });

  test("has room for three more", async () => {
    const layer = tar([{ name: "one", data: "more" }]);
    let base = await storedBase([tar(lower)]);
    for (let blobs = 2; blobs <= 4; blobs++) base = await packedOnto(base, layer);
    expect(base.frames).toHaveLength(4);
    await expect(packedOnto(base, layer)).rejects.toThrow(NotOnto);
  });

  test.each([
    [4, true],
    [5, false],
  ])("of ten parts, of which %d are hidden, is worthwhile: %s", async (hidden, isWorthwhile) => {
    const parts = Array.from({ length: 10 }, (_, n) => ({ name: `part-${n}`, data: randomBytes(half) }));
    // Zeros cost nothing, shown or hidden; what is kept by another name is alive, and counts once.
    const base = await storedBase([
      tar([...parts, { name: "zeros", data: Buffer.alloc(20 * half) }, { name: "same", type: "1", link: "part-9" }]),
    ]);
    const packing = packedOnto(
      base,
      tar(parts.slice(0, hidden).map(({ name }) => ({ name: `.wh.${name}`, data: "" }))),
    );
    if (isWorthwhile) await packing;
    else await expect(packing).rejects.toThrow(NotOnto);
  });

  test("that has no content is as good as any, and so is nothing that is laid on it", async () => {
    const layer = tar([{ name: "new", data: "new" }]);
    const base = await packedOnto(await packedOnto(await storedBase([tar([])]), layer));
    expect(base.frames).toHaveLength(3);
    expect(await listFetched(base)).toEqual(await listPacked(layer));
  });
});

test("a chunk with the last content and the first metadata is kept whole", async () => {
  const layers = [tar([{ name: "file", data: "x".repeat(5000) }]), tar([{ name: "new", data: "new" }])] as const;
  const { bytes } = await memoryImage([layers[0]]);
  const base = storedImage(bytes, [4096, 6000, bytes.length - 4096 - 6000]);
  expect(await listFetched(await packedOnto(base, layers[1]))).toEqual(await listPacked(...layers));
});

/** Looks into every directory of a base. */
async function readAll(base: BaseSource): Promise<number> {
  return namesOf((await readBase(base)).tree).size;
}

describe("a base is refused", () => {
  const refused = (base: BaseSource, message: string | RegExp, code = "snapshot-invalid") =>
    expect(readAll(base)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });

  /** An image of one file, whose inode, and whose superblock, a test may change. */
  async function imageWith(change: (image: Buffer, inodeAt: number) => void, data = "x".repeat(5000)): Promise<Buffer> {
    const { bytes } = await memoryImage([tar([{ name: "file", data }])]);
    let inodeAt = 0;
    for (const { path, inode } of openImage(memorySource(bytes)).walk()) {
      if (path === "file") inodeAt = bytes.readUInt32LE(1024 + 40) * 4096 + inode.nid * 32;
    }
    change(bytes, inodeAt);
    return bytes;
  }
  const metadataBlock = (image: Buffer) => image.readUInt32LE(1024 + 40);

  test.each<[string, (image: Buffer, inodeAt: number) => void]>([
    ["in its head", (image, at) => image.writeUInt32LE(0, at + 16)],
    ["among its metadata", (image, at) => image.writeUInt32LE(metadataBlock(image) - 1, at + 16)],
    ["behind an inode", (image, at) => image.writeUInt16LE(image.readUInt16LE(at) | (2 << 1), at)],
  ])("that has a file %s", async (_where, change) => {
    await readAll(storedImage(await imageWith(() => {}))); // which would do
    await refused(storedImage(await imageWith(change)), "a file is not where its contents are");
  });

  test("that has names among its contents, or outside of it", async () => {
    const among = await imageWith((image) => image.writeUInt32LE(metadataBlock(image) + 1, 1024 + 40));
    await refused(storedImage(Buffer.concat([among, Buffer.alloc(4096)])), /./);
    const outside = await imageWith((image) => image.writeUInt32LE(0xffff_ffff, 1024 + 40));
    await refused(storedImage(outside), "it refers to places outside of it");
    const { bytes } = await memoryImage([tar(lower)]);
    const swapped = Buffer.from(bytes);
    // The blocks of the large directory go to where contents are.
    for (const { path, inode } of openImage(memorySource(bytes)).walk()) {
      if (path === "usr/many") swapped.writeUInt32LE(1, metadataBlock(bytes) * 4096 + inode.nid * 32 + 16);
    }
    await refused(storedImage(swapped), "its names are not where its metadata are");
  });

  test("whose head is longer than a block, or whose content ends within one", async () => {
    const image = await imageWith(() => {});
    await refused(storedImage(image, [8192]), "its head is not one block");
    const short = Buffer.concat([image, Buffer.alloc(100)]);
    short.writeUInt32LE(Math.floor(short.length / 4096), 1024 + 40);
    await refused(storedImage(short, [4096, short.length - 4096]), "its content does not end with a block");
  });

  test("whose metadata would fill the memory, before they are asked for", async () => {
    const image = await imageWith((changed) => changed.writeUInt32LE(1, 1024 + 40));
    const small = storedImage(image.subarray(0, 4096));
    const [head] = parseChunkTable(small.blobs.get(small.table.digest)!).chunks;
    const zeros = {
      ...{ plainLength: 2 << 20, plainDigest: hash("sha256", Buffer.alloc(2 << 20), "buffer") },
      ...{ frameLength: 0, frameDigest: Buffer.alloc(32) },
    };
    const table = chunkTable([head!, ...Array.from({ length: 150 }, () => zeros)]);
    const base = inMemory([small.blobs.get(small.frames[0]!.digest)!], encodeChunkTable(table));
    await refused(base, "its metadata are 314572800 bytes");
  });

  test("whose frames are not what its table says", async () => {
    const image = await imageWith(() => {});
    const base = storedImage(image);
    const [frames] = [...base.blobs.values()];
    const table = parseChunkTable(base.blobs.get(base.table.digest)!);
    const withHead = (frame: Buffer, listed: Partial<Chunk>) => {
      const [head, ...others] = table.chunks as [Chunk, ...Chunk[]];
      const all = Buffer.concat([frames!.subarray(0, head.frameOffset), frame]);
      return inMemory(
        [all],
        encodeChunkTable(chunkTable([{ ...head, ...listed, frameLength: frame.length }, ...others])),
      );
    };
    const { frameDigest } = table.chunks[0]!;
    await refused(
      withHead(zstdCompressSync(image.subarray(0, 4096), {}).fill(7), { frameDigest }),
      /gave other bytes/,
      "store-corrupt",
    );
    const claimed = (frame: Buffer) => withHead(frame, { frameDigest: hash("sha256", frame, "buffer") });
    await refused(claimed(Buffer.alloc(100, 7)), "cannot be decompressed");
    await refused(claimed(zstdCompressSync(image.subarray(0, 4095))), "has 4095 bytes instead of 4096");
    await refused(claimed(zstdCompressSync(Buffer.alloc(64 << 20))), "cannot be decompressed");
  });

  test("whose manifest names other blobs, fewer, or in another order", async () => {
    const base = await packedOnto(await storedBase([tar(lower)]), tar([{ name: "new", data: randomBytes(9999) }]));
    const [first, second] = base.frames;
    for (const frames of [[second!, first!], [first!], [first!, second!, second!]]) {
      await refused({ ...base, frames }, "bytes of frames, and its manifest of");
      const fetching = fetchSnapshot({
        ...base,
        frames,
        table: parseChunkTable(base.blobs.get(base.table.digest)!),
        destination: join(folder, "none"),
      });
      await expect(fetching).rejects.toMatchObject({ code: "snapshot-invalid" });
    }
    await refused(
      { ...base, frames: [first!, { ...second!, digest: first!.digest }] },
      /gave other bytes/,
      "store-corrupt",
    );
  });
});

describe("the second version of the chunk table", () => {
  let table: ChunkTable;
  let bytes: Buffer;
  beforeAll(async () => {
    const base = await packedOnto(await storedBase([tar(lower)]), tar([{ name: "new", data: randomBytes(2 * half) }]));
    bytes = base.blobs.get(base.table.digest)!;
    table = parseChunkTable(bytes);
  });
  /** Where a chunk's entry begins: behind the header and two sizes. */
  const entry = (index: number) => 24 + 2 * 8 + index * 84;

  test("survives writing and reading", () => {
    expect(bytes.readUInt32LE(4)).toBe(2);
    expect(encodeChunkTable(table).equals(bytes)).toBe(true);
    expect(table.framesSizes).toHaveLength(2);
    expect(new Set(table.chunks.map(({ blob }) => blob))).toEqual(new Set([0, 1]));
  });

  test("is not written where the first will do", async () => {
    const base = await storedBase([tar(lower)]);
    expect(base.blobs.get(base.table.digest)!.readUInt32LE(4)).toBe(1);
  });

  test.each<[string, (copy: Buffer) => void]>([
    ["a version that is not known", (copy) => copy.writeUInt32LE(3, 4)],
    ["another size of the image", (copy) => copy.writeBigUInt64LE(copy.readBigUInt64LE(8) + 1n, 8)],
    ["no blob", (copy) => copy.writeUInt32LE(0, 16)],
    ["five blobs", (copy) => copy.writeUInt32LE(5, 16)],
    ["fewer blobs than are there", (copy) => copy.writeUInt32LE(1, 16)],
    ["no chunk", (copy) => copy.writeUInt32LE(0, 20)],
    ["more chunks than are there", (copy) => copy.writeUInt32LE(0xffff_ffff, 20)],
    ["a blob that is too short", (copy) => copy.writeBigUInt64LE(9n, 24)],
    ["a blob of impossible size", (copy) => copy.writeBigUInt64LE(2n ** 63n, 24)],
    ["an empty chunk", (copy) => copy.writeUInt32LE(0, entry(1))],
    ["a chunk over 2 MiB", (copy) => copy.writeUInt32LE(3 << 20, entry(1))],
    ["a frame over what a chunk may take", (copy) => copy.writeUInt32LE(3 << 20, entry(1) + 4)],
    ["a frame outside of its blob", (copy) => copy.writeBigUInt64LE(2n ** 40n, entry(1) + 8)],
    ["a frame at an impossible place", (copy) => copy.writeBigUInt64LE(2n ** 64n - 1n, entry(1) + 8)],
    ["a frame over another", (copy) => copy.writeBigUInt64LE(copy.readBigUInt64LE(entry(2) + 8) - 1n, entry(2) + 8)],
    [
      "a head over another frame",
      (copy) => copy.writeBigUInt64LE(copy.readBigUInt64LE(entry(0) + 8) - 1n, entry(0) + 8),
    ],
    ["a blob that is not there", (copy) => copy.writeUInt32LE(2, entry(1) + 16)],
    ["content without a frame", (copy) => copy.writeUInt32LE(0, entry(1) + 4)],
  ])("is refused with %s", (_what, spoil) => {
    const copy = Buffer.from(bytes);
    spoil(copy);
    expect(() => parseChunkTable(copy)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
  });

  test("is refused where it is cut off, or goes on", () => {
    for (const wrong of [bytes.subarray(0, 24), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.alloc(84)])]) {
      expect(() => parseChunkTable(wrong)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
    }
  });
});

test("what a range of a blob gives is copied, for its memory is used again", async () => {
  const memory = Buffer.alloc(2);
  async function* reused() {
    for (const text of ["ab", "cd"]) {
      memory.write(text);
      yield memory;
    }
  }
  expect((await bytesOf(reused())).toString()).toBe("abcd");
});
