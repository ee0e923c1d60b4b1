/** The raw image and its chunks: the same bytes every time, equal files once, chunks that follow files; and how a damaged image is refused. */
import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdDecompressSync } from "node:zlib";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { silentLog } from "../../core/log/log.ts";
import { digestOf } from "../../core/oci/digest.ts";
import { openImage } from "../../core/snapshot/erofs/reader.ts";
import { fileSource } from "../../core/snapshot/erofs/source.ts";
import { type Packed, packSnapshot, packThreads, writeSnapshot } from "../../core/snapshot/pack.ts";
import { compareContents, compareNames, type WrittenContents } from "../../core/snapshot/read-back.ts";
import { chunkTable, encodeChunkTable, parseChunkTable } from "../../core/snapshot/table.ts";
import type { DirectoryInode } from "../../core/snapshot/tree.ts";
import { closeThreads, layerOf, listImage, tarMediaType, treeOf, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import { searchFactor } from "../fuzz/random.ts";

const kib = 1024;

afterAll(closeThreads);

/** Bytes that do not compress and are the same every time. */
function noise(length: number, seed: string): Buffer {
  return createHash("shake128", { outputLength: length }).update(seed).digest();
}

const someFiles: TarSpec[] = [
  { name: "d/", type: "5", mode: 0o755, mtime: 5 },
  { name: "d/small", data: noise(10_000, "small"), mtime: 5 },
  { name: "d/large", data: noise(1300 * kib, "large"), mtime: 6, xattrs: { "user.a": "b" } },
  { name: "d/zeros", data: Buffer.alloc(600 * kib) },
  { name: "d/copy", data: noise(10_000, "small"), mode: 0o755 },
  { name: "d/large copy", data: noise(1300 * kib, "large") },
  { name: "link", type: "2", link: "d/small" },
];

/** Where in the image a file's content stands. */
async function addresses(rawFile: string): Promise<Record<string, number>> {
  const file = await open(rawFile, "r");
  try {
    const image = openImage(fileSource(file, (await file.stat()).size));
    const all: Record<string, number> = {};
    for (const { path, inode } of image.walk()) if (inode.type === "file") all[path] = inode.address;
    return all;
  } finally {
    await file.close();
  }
}

const chunkLengths = ({ chunkTable }: Packed) => chunkTable.chunks.map(({ plainLength }) => plainLength / kib);

describe("a snapshot", () => {
  test("is the same to the byte each time, however its layers arrive", async () => {
    const archive = tar(someFiles);
    const bytesOf = async ({ rawFile, framesFile, chunkTable }: Packed) => [
      await readFile(rawFile),
      await readFile(framesFile),
      encodeChunkTable(chunkTable),
    ];
    const first = await withPacked([layerOf(archive, undefined, 100_000)], bytesOf);
    const second = await withPacked([layerOf(archive, undefined, 3_333)], bytesOf);
    for (const [index, bytes] of first.entries()) expect(bytes.equals(second[index]!)).toBe(true);
  });

  test("has an identity that does not depend on the compression", async () => {
    const [three, nine] = await Promise.all(
      [3, 9].map((level) => withPacked([tar(someFiles)], ({ identity, frames }) => ({ identity, frames }), { level })),
    );
    expect(three!.identity).toBe(nine!.identity);
    expect(three!.frames.digest).not.toBe(nine!.frames.digest);
    const other = await withPacked([tar(someFiles.slice(1))], ({ identity }) => identity);
    expect(other).not.toBe(three!.identity);
  });

  test("is described by its descriptors, and its frames give the image back", async () => {
    await withPacked([tar(someFiles)], async (packed) => {
      expect(await digestOf(createReadStream(packed.framesFile))).toEqual({
        digest: packed.frames.digest,
        size: packed.frames.size,
      });
      expect(await digestOf(packed.openTable())).toEqual({ digest: packed.table.digest, size: packed.table.size });
      const frames = await readFile(packed.framesFile);
      const { chunks, plainSize } = packed.chunkTable;
      const image = Buffer.alloc(plainSize);
      for (const { plainOffset, plainLength, frameOffset, frameLength, plainDigest, frameDigest } of chunks) {
        const frame = frames.subarray(frameOffset, frameOffset + frameLength);
        const plain = frameLength === 0 ? Buffer.alloc(plainLength) : zstdDecompressSync(frame);
        if (frameLength > 0) expect(hash("sha256", frame, "buffer").equals(frameDigest)).toBe(true);
        expect(hash("sha256", plain, "buffer").equals(plainDigest)).toBe(true);
        plain.copy(image, plainOffset);
      }
      expect(image.equals(await readFile(packed.rawFile))).toBe(true);
    });
  });

  test("of nothing at all has a root", async () => {
    await withPacked([], async ({ rawFile, files }) => {
      expect(files).toBe(1);
      expect(await listImage(rawFile)).toMatchObject([{ path: "", type: "directory", mode: 0o755 }]);
    });
  });
});

describe("contents", () => {
  test("that are equal stand in the image once, small and large", async () => {
    await withPacked([tar(someFiles)], async ({ rawFile, chunkTable }) => {
      const at = await addresses(rawFile);
      expect(at["d/copy"]).toBe(at["d/small"]);
      expect(at["d/large copy"]).toBe(at["d/large"]);
      expect(chunkTable.plainSize).toBeLessThan(2000 * kib);
    });
  });

  test("that part late, or have only their beginning in common, are told apart", async () => {
    const base = noise(1300 * kib, "base");
    const changed = (at: number) => Buffer.concat([base.subarray(0, at), Buffer.from("!"), base.subarray(at + 1)]);
    const contents = [
      base,
      changed(1299 * kib),
      changed(600 * kib),
      changed(0),
      base.subarray(0, -1),
      changed(600 * kib),
      base,
    ];
    await withPacked([tar(contents.map((data, index) => ({ name: `f${index}`, data })))], async ({ rawFile }) => {
      const listed = (await listImage(rawFile)).slice(1);
      expect(listed.map(({ content }) => content)).toEqual(contents.map((data) => hash("sha256", data)));
      const at = await addresses(rawFile);
      expect([at.f5, at.f6]).toEqual([at.f2, at.f0]);
      expect(new Set(Object.values(at)).size).toBe(5);
    });
  });

  test("of zeros take no room on disk or on the wire", async () => {
    const zeros = { name: "zeros", data: Buffer.alloc(8 * 1024 * kib) };
    await withPacked([tar([zeros])], async ({ rawFile, chunkTable }) => {
      expect(chunkTable.chunks.filter(({ frameLength }) => frameLength === 0)).toHaveLength(16);
      const file = await open(rawFile, "r");
      expect((await file.stat()).blocks * 512).toBeLessThan(64 * kib);
      await file.close();
    });
  });
});

describe("chunks", () => {
  test("begin and end with a file over 256 KiB, and cut it every 512 KiB", async () => {
    const files = [
      { name: "before", data: noise(10 * kib, "a") },
      { name: "large", data: noise(1100 * kib, "b") },
      { name: "after", data: noise(20 * kib, "c") },
    ];
    // The head, what comes before, three pieces, what comes after, the metadata.
    await withPacked([tar(files)], (packed) => expect(chunkLengths(packed)).toEqual([4, 12, 512, 512, 76, 20, 4]));
  });

  test("are shared by files up to 256 KiB; a file of one byte more stands alone", async () => {
    const between = (size: number) =>
      tar([
        { name: "a", data: noise(4 * kib, "a") },
        { name: "b", data: noise(size, "b") },
        { name: "c", data: noise(4 * kib, "c") },
      ]);
    await withPacked([between(256 * kib)], (packed) => expect(chunkLengths(packed)).toEqual([4, 264, 4]));
    await withPacked([between(256 * kib + 1)], (packed) => expect(chunkLengths(packed)).toEqual([4, 4, 260, 4, 4]));
  });

  test("of small files are full at 1 MiB, where no content ends them before", async () => {
    const files = Array.from({ length: 8 }, (_, index) => ({
      name: `f${index}`,
      data: noise(250 * kib, `full${index}`),
    }));
    await withPacked([tar(files)], (packed) => {
      expect(Math.max(...chunkLengths(packed))).toBe(1008);
      expect(parseChunkTable(encodeChunkTable(packed.chunkTable))).toEqual(packed.chunkTable);
    });
  });

  test("hold small neighbours, 256 KiB to 1 MiB, and a change of one file changes one of them", async () => {
    const files = Array.from({ length: 400 }, (_, index) => ({
      name: `f${index}`,
      data: noise(20 * kib, `f${index}`),
    }));
    const digests = ({ chunkTable }: Packed) => chunkTable.chunks.map(({ plainDigest }) => plainDigest.toString("hex"));
    const [lengths, before] = await withPacked(
      [tar(files)],
      (packed) => [chunkLengths(packed), digests(packed)] as const,
    );
    const groups = lengths.slice(1, -2);
    expect(Math.min(...groups)).toBeGreaterThanOrEqual(256);
    expect(Math.max(...groups)).toBeLessThanOrEqual(1024);
    expect(groups.length).toBeGreaterThan(8);
    const changed = files.with(200, { name: "f200", data: noise(25 * kib, "changed") });
    const after = await withPacked([tar(changed)], digests);
    const fresh = after.slice(1).filter((digest) => !before.includes(digest));
    // The chunk of the file, one more where its cut moved, and the metadata.
    expect(fresh.length).toBeLessThanOrEqual(3);
  });
});

describe("packing that fails", () => {
  test.each([
    ["a layer that is no tar", () => layerOf(Buffer.alloc(4096, "x")), "image-invalid"],
    ["a layer that ends early", () => layerOf(tar(someFiles).subarray(0, 900_000)), "image-invalid"],
  ])("at %s leaves nothing behind", async (_what, layer, code) => {
    const folder = await mkdtemp(join(tmpdir(), "treestamp-pack-"));
    try {
      await expect(packSnapshot({ layers: [layer()], folder, log: silentLog })).rejects.toMatchObject({ code });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each([
    ["plain", tarMediaType, tar(someFiles)],
    ["compressed", `${tarMediaType}+gzip`, gzipSync(tar(someFiles))],
  ])("by a signal says so and leaves nothing behind (%s)", async (_what, mediaType, blob) => {
    const folder = await mkdtemp(join(tmpdir(), "treestamp-pack-"));
    try {
      const stop = new AbortController();
      const layer = layerOf(blob, mediaType);
      const open = async function* () {
        for await (const part of layer.open()) {
          yield part;
          stop.abort();
        }
      };
      const work = packSnapshot({ layers: [{ ...layer, open }], folder, log: silentLog, signal: stop.signal });
      await expect(work).rejects.toMatchObject({ code: "interrupted" });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("reading back", () => {
  /** Writes a snapshot, lets `spoil` change its files, and reads back. */
  async function spoiled(spoil: (written: WrittenContents) => Promise<void>): Promise<unknown> {
    const folder = await mkdtemp(join(tmpdir(), "treestamp-pack-"));
    const threads = packThreads(16 << 20);
    try {
      const [rawFile, framesFile] = [join(folder, "raw"), join(folder, "frames")];
      const request = { layers: [layerOf(tar(someFiles))], folder, log: silentLog };
      const { written, contents, names } = await writeSnapshot(request, rawFile, framesFile);
      await names;
      const files = { rawFile, framesFile, table: written.table, isWhole: true, contents };
      await compareContents(files, threads, undefined);
      await spoil(files);
      return await compareContents(files, threads, undefined).then(
        () => undefined,
        (error) => error.code,
      );
    } finally {
      await threads.close();
      await rm(folder, { recursive: true });
    }
  }

  async function flip(path: string, at: number): Promise<void> {
    const bytes = await readFile(path);
    bytes[at]! ^= 1;
    await writeFile(path, bytes);
  }

  test("finds a changed byte of a small file, a large file, the metadata, a frame", async () => {
    for (const at of [4096 + 5_000, 4096 + 3 * 4096 + 700_000, -5000]) {
      expect(await spoiled(({ rawFile, table }) => flip(rawFile, at < 0 ? table.plainSize + at : at))).toBe(
        "snapshot-invalid",
      );
    }
    expect(await spoiled(({ framesFile }) => flip(framesFile, 20_000))).toBe("snapshot-invalid");
  });

  test.each([
    ["a name", { name: "e", data: "same" }],
    ["a mode", { name: "d", data: "same", mode: 0o600 }],
    ["a size", { name: "d", data: "longer" }],
    ["a type", { name: "d", type: "2", link: "x" }],
  ] as const)("finds %s that is another", async (_what, entry) => {
    await withPacked([tar([{ name: "d", data: "same" }])], async ({ rawFile }) => {
      const compared = async (root: DirectoryInode) => compareNames(rawFile, { root }, silentLog, undefined);
      await compared(await treeOf(tar([{ name: "d", data: "same" }])));
      await expect(compared(await treeOf(tar([entry])))).rejects.toMatchObject({ code: "snapshot-invalid" });
    });
  });
});

describe("a damaged or hostile image", () => {
  test("is refused or read, and never crashes the reader or keeps it for ever", async () => {
    const archive = tar([
      { name: "d/", type: "5", mode: 0o755, mtime: 1 },
      { name: "d/f", data: "hello", xattrs: { "user.a": "b", "trusted.c": "d" } },
      { name: "d/e/g", data: "world" },
      { name: "l", type: "2", link: "d/f" },
      { name: "c", type: "3", major: 1, minor: 3 },
    ]);
    const image = await withPacked([archive], ({ rawFile }) => readFile(rawFile));
    const metadataAt = image.readUInt32LE(1024 + 40) * 4096;
    const walked = async (bytes: Buffer) => {
      const source = {
        size: bytes.length,
        read: (at: number, length: number) => bytes.subarray(at, at + length),
      };
      const found = openImage(source);
      for (const { inode } of found.walk()) if (inode.type === "file") for (const _ of found.readFile(inode));
    };
    await walked(image);
    const place = fc.oneof(
      fc.integer({ min: 1024, max: 1151 }),
      fc.integer({ min: metadataAt, max: metadataAt + 700 }),
    );
    const changes = fc.array(fc.tuple(place, fc.oneof(fc.nat(255), fc.constantFrom(0, 255))), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const damaged = Buffer.from(image);
        for (const [at, byte] of list) damaged[at] = byte;
        await walked(damaged).catch((error) => expect(error).toMatchObject({ code: "snapshot-invalid" }));
      }),
      { numRuns: 120 * searchFactor }, // aimed at the metadata; fuzz.test.ts damages images anywhere
    );
    for (const length of [0, 1000, 1100, 4096, image.length - 4096]) {
      await expect(walked(image.subarray(0, length))).rejects.toMatchObject({ code: "snapshot-invalid" });
    }
  });
});

describe("the chunk table", () => {
  test("survives writing and reading", async () => {
    await withPacked([tar(someFiles)], ({ chunkTable }) => {
      expect(parseChunkTable(encodeChunkTable(chunkTable))).toEqual(chunkTable);
    });
  });

  test("may name chunks of 2 MiB, as a later version may cut them, and no longer ones", () => {
    const digest = Buffer.alloc(32, 1);
    const table = (plainLength: number) =>
      encodeChunkTable(chunkTable([{ plainLength, frameLength: 9, plainDigest: digest, frameDigest: digest }]));
    expect(parseChunkTable(table(2 << 20)).plainSize).toBe(2 << 20);
    expect(() => parseChunkTable(table((2 << 20) + 1))).toThrow("a chunk of 2097153 bytes");
  });

  test("names a chunk without a frame by the hash of zeros alone: no frame arrives that could be compared", () => {
    const withoutFrame = (plainDigest: Buffer) =>
      encodeChunkTable(chunkTable([{ plainLength: 4096, frameLength: 0, plainDigest, frameDigest: Buffer.alloc(32) }]));
    const zeros = createHash("sha256").update(Buffer.alloc(4096)).digest();
    expect(parseChunkTable(withoutFrame(zeros)).plainSize).toBe(4096);
    expect(() => parseChunkTable(withoutFrame(Buffer.alloc(32, 1)))).toThrow("a chunk without a frame has content");
  });

  test("that breaks its form in any way is refused", async () => {
    const bytes = await withPacked([tar(someFiles)], ({ chunkTable }) => encodeChunkTable(chunkTable));
    const spoiled = (spoil: (copy: Buffer) => void) => {
      const copy = Buffer.from(bytes);
      spoil(copy);
      return copy;
    };
    for (const wrong of [
      Buffer.alloc(0),
      bytes.subarray(0, 20),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, Buffer.alloc(1)]),
      spoiled((copy) => copy.write("XXXX")),
      spoiled((copy) => copy.writeUInt32LE(2, 4)),
      spoiled((copy) => copy.writeUInt32LE(1, 8)),
      spoiled((copy) => copy.writeUInt32LE(1, 16)),
      spoiled((copy) => copy.writeUInt32LE(0, 24)),
      spoiled((copy) => copy.writeUInt32LE(0xffffffff, 24)),
      spoiled((copy) => copy.writeUInt32LE(0, 28)),
      spoiled((copy) => copy.writeUInt32LE(3 << 20, 28)),
      spoiled((copy) => copy.writeUInt32LE(3 << 20, 32)),
    ]) {
      expect(() => parseChunkTable(wrong)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
    }
  });
});
