/** Reading tar archives: every format a layer may come in, byte for byte, and a clear refusal of everything else. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { firstEntry, readTar, type TarEntry } from "../../core/archive/tar-reader.ts";
import {
  entryBlocks,
  extension,
  header,
  octal,
  oldSparse,
  padded,
  paxRecords,
  type TarSpec,
  tar,
  withCheckSum,
} from "../fixtures/tar.ts";
import { searchFactor } from "../fuzz/random.ts";

type Read = Omit<TarEntry, "xattrs"> & { xattrs: Record<string, string>; data: string };

async function read(archive: Buffer, partBytes = 1000): Promise<Read[]> {
  const entries: Read[] = [];
  async function* parts() {
    for (let at = 0; at < archive.length; at += partBytes) yield archive.subarray(at, at + partBytes);
  }
  await readTar(parts(), (entry) => {
    const data: Buffer[] = [];
    return {
      write: (bytes) => void data.push(Buffer.from(bytes)),
      end: () => {
        const xattrs = Object.fromEntries(entry.xattrs);
        entries.push({ ...entry, xattrs, data: Buffer.concat(data).toString("latin1") });
      },
    };
  });
  return entries;
}

const bytesText = (maxLength: number) =>
  fc
    .uint8Array({ minLength: 1, maxLength })
    .map((bytes) => Buffer.from(bytes).toString("latin1").replaceAll("\0", "x"));

describe("an entry", () => {
  test("of each type is read with its attributes", async () => {
    const entries = await read(
      tar([
        { name: "dir/", type: "5", mode: 0o1777, uid: 7, gid: 8, mtime: 9 },
        { name: "dir/file", data: "hello", mode: 0o4755 },
        { name: "old", type: "\0", data: "v7" },
        { name: "old/dir/", type: "\0" },
        { name: "contiguous", type: "7", data: "c" },
        { name: "hard", type: "1", link: "dir/file" },
        { name: "soft", type: "2", link: "../x" },
        { name: "char", type: "3", major: 5, minor: 1 },
        { name: "block", type: "4", major: 259, minor: 70000 },
        { name: "pipe", type: "6" },
      ]),
    );
    expect(entries.map(({ type, name, data }) => [type, name, data])).toEqual([
      ["directory", "dir/", ""],
      ["file", "dir/file", "hello"],
      ["file", "old", "v7"],
      ["directory", "old/dir/", ""],
      ["file", "contiguous", "c"],
      ["link", "hard", ""],
      ["symlink", "soft", ""],
      ["character", "char", ""],
      ["block", "block", ""],
      ["fifo", "pipe", ""],
    ]);
    expect(entries[0]).toMatchObject({ mode: 0o1777, uid: 7, gid: 8, mtime: { seconds: 9, nanoseconds: 0 } });
    expect(entries[5]).toMatchObject({ linkName: "dir/file" });
    expect(entries[8]).toMatchObject({ major: 259, minor: 70000 });
  });

  test("has the same content however the stream is cut", async () => {
    const archive = tar([
      { name: "a", data: "x".repeat(511) },
      { name: "b", data: "y".repeat(512) },
      { name: `${"long/".repeat(50)}c`, data: "z".repeat(513) },
    ]);
    const whole = await read(archive, archive.length);
    for (const part of [1, 13, 511, 512, 513]) expect(await read(archive, part)).toEqual(whole);
  });

  test("keeps names, targets and attribute values of any bytes, of any length", async () => {
    const specs = fc.array(fc.record({ name: bytesText(300), link: bytesText(300), value: bytesText(300) }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(specs, async (list) => {
        const pax = (spec: { name: string; link: string }): TarSpec["pax"] => [
          ["path", spec.name],
          ["linkpath", spec.link],
        ];
        const entries = await read(
          tar(
            list.map((spec) => ({
              name: "n",
              type: "2",
              link: "l",
              pax: pax(spec)!,
              xattrs: { "user.v": spec.value },
            })),
          ),
        );
        expect(
          entries.map(({ name, linkName, xattrs }) => ({ name, link: linkName, value: xattrs["user.v"] })),
        ).toEqual(list);
      }),
      { numRuns: 50 },
    );
  });

  test("takes binary attribute values, empty ones, and names with an equals sign only after the first", async () => {
    const [entry] = await read(
      tar([{ name: "f", xattrs: { "security.capability": "\x01\0\0\x02\n=", "user.empty": "" } }]),
    );
    expect(entry!.xattrs).toEqual({ "security.capability": "\x01\0\0\x02\n=", "user.empty": "" });
  });

  test("may have its path split by the ustar prefix", async () => {
    const block = header({ name: "name" });
    block.write("some/prefix", 345, "latin1");
    expect((await read(Buffer.concat([withCheckSum(block), Buffer.alloc(1024)])))[0]!.name).toBe("some/prefix/name");
  });

  test("may have GNU's long name and long link", async () => {
    const archive = Buffer.concat([
      ...extension("L", Buffer.from(`${"n".repeat(200)}\0`)),
      ...extension("K", Buffer.from(`${"l".repeat(4000)}\0`)),
      ...entryBlocks({ name: "short", type: "2", link: "short" }),
      Buffer.alloc(1024),
    ]);
    expect((await read(archive))[0]).toMatchObject({ name: "n".repeat(200), linkName: "l".repeat(4000) });
  });

  test("may have base-256 numbers, negative times among them", async () => {
    const block = header({ name: "f" });
    block.write("\x80\0\0\0\xff\xff\xff\xfe", 108, "latin1");
    block.fill(0xff, 136, 148);
    const [entry] = await read(Buffer.concat([withCheckSum(block), Buffer.alloc(1024)]));
    expect(entry).toMatchObject({ uid: 4294967294, mtime: { seconds: -1, nanoseconds: 0 } });
  });

  test.each([
    ["1700000000.123456789", 1700000000, 123456789],
    ["1.5", 1, 500000000],
    ["7", 7, 0],
    ["-1.25", -2, 750000000],
    ["-3", -3, 0],
    ["1.1234567899", 1, 123456789],
  ])("has the PAX time %s to the nanosecond", async (mtime, seconds, nanoseconds) => {
    expect((await read(tar([{ name: "f", mtime }])))[0]!.mtime).toEqual({ seconds, nanoseconds });
  });

  test("is not changed by a global PAX header, as in docker", async () => {
    const archive = Buffer.concat([...extension("g", paxRecords([["path", "other"]])), tar([{ name: "own" }])]);
    expect((await read(archive)).map(({ name }) => name)).toEqual(["own"]);
  });

  test("has the sum of signed characters accepted as its checksum", async () => {
    const block = header({ name: "caf\xe9" });
    const sum = [...block].reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : (byte << 24) >> 24), 0);
    octal(block, 148, 8, sum);
    expect((await read(Buffer.concat([block, Buffer.alloc(1024)])))[0]!.name).toBe("caf\xe9");
  });
});

describe("a sparse file", () => {
  const holes = (text: string) => text.replaceAll("_", "\0");
  const old = (continued: boolean): Buffer => Buffer.concat([...oldSparse("s", continued), tar([{ name: "next" }])]);

  test.each([
    ["GNU's old format", old(false)],
    ["GNU's old format with a continued map", old(true)],
    [
      "PAX format 0.0",
      tar([
        {
          name: "s",
          data: "abcdef",
          pax: [
            ["GNU.sparse.size", "12"],
            ["GNU.sparse.numblocks", "2"],
            ["GNU.sparse.offset", "2"],
            ["GNU.sparse.numbytes", "3"],
            ["GNU.sparse.offset", "7"],
            ["GNU.sparse.numbytes", "3"],
          ],
        },
        { name: "next" },
      ]),
    ],
    [
      "PAX format 0.1",
      tar([
        {
          name: "made-up",
          data: "abcdef",
          pax: [
            ["GNU.sparse.size", "12"],
            ["GNU.sparse.name", "s"],
            ["GNU.sparse.map", "2,3,7,3"],
          ],
        },
        { name: "next" },
      ]),
    ],
    [
      "PAX format 1.0",
      tar([
        {
          name: "made-up",
          data: Buffer.concat([padded(Buffer.from("2\n2\n3\n7\n3\n")), Buffer.from("abcdef")]),
          pax: [
            ["GNU.sparse.major", "1"],
            ["GNU.sparse.minor", "0"],
            ["GNU.sparse.name", "s"],
            ["GNU.sparse.realsize", "12"],
          ],
        },
        { name: "next" },
      ]),
    ],
  ])("in %s has its holes filled", async (_format, archive) => {
    const [sparse, next] = await read(archive, 100);
    expect(sparse).toMatchObject({ name: "s", size: 12, data: holes("__abc__def__") });
    expect(next!.name).toBe("next");
  });

  test.each([
    ["overlaps", "2,3,4,3"],
    ["reaches beyond the file", "2,3,10,3"],
    ["is not as long as the data", "2,3"],
    ["has half a pair", "2,3,7"],
  ])("whose map %s is refused", async (_what, map) => {
    const pax = [
      ["GNU.sparse.size", "12"],
      ["GNU.sparse.map", map],
    ] as const;
    await expect(read(tar([{ name: "s", data: "abcdef", pax }]))).rejects.toMatchObject({ code: "image-invalid" });
  });
});

test("sparse files whose holes are more than 16 GiB together are refused before they are filled", async () => {
  const sparse = (gibibytes: number) => {
    const pax = [
      ["GNU.sparse.size", String(gibibytes * 2 ** 30)],
      ["GNU.sparse.map", ""],
    ] as const;
    return Buffer.concat(entryBlocks({ name: "s", pax }));
  };
  async function* parts(...gibibytes: number[]) {
    yield* gibibytes.map(sparse);
  }
  await readTar(parts(8, 8), () => undefined);
  for (const sizes of [[17], [8, 8, 1]]) {
    await expect(readTar(parts(...sizes), () => undefined)).rejects.toMatchObject({ code: "image-invalid" });
  }
});

describe("the end", () => {
  test("may lack its marker, and be followed by anything", async () => {
    const archive = tar([{ name: "f" }]);
    expect(await read(archive.subarray(0, -1024))).toHaveLength(1);
    expect(await read(Buffer.concat([archive, Buffer.from("anything")]))).toHaveLength(1);
    expect(await read(Buffer.alloc(0))).toEqual([]);
  });

  test("is read to its end, so that a hash of the stream covers all of it", async () => {
    let seen = 0;
    async function* parts() {
      for (const part of [tar([]), Buffer.alloc(10_000), Buffer.alloc(1)]) {
        seen += part.length;
        yield part;
      }
    }
    await readTar(parts(), () => undefined);
    expect(seen).toBe(11_025);
  });

  test("is given back to the source when reading fails", async () => {
    let closed = false;
    async function* parts() {
      try {
        for (;;) yield Buffer.alloc(512, 1);
      } finally {
        closed = true;
      }
    }
    await expect(readTar(parts(), () => undefined)).rejects.toThrow("checksum");
    expect(closed).toBe(true);
  });
});

test("the first entry alone is read, its long target included, and the source is told so", async () => {
  let closed = false;
  async function* parts() {
    try {
      yield tar([{ name: "link", type: "2", link: "target/".repeat(30), uid: 5 }]).subarray(0, -1024);
      throw new Error("read on");
    } finally {
      closed = true;
    }
  }
  expect(await firstEntry(parts())).toMatchObject({ type: "symlink", linkName: "target/".repeat(30), uid: 5 });
  expect(closed).toBe(true);
});

describe("refused as an invalid image is", () => {
  const whole = Buffer.concat(entryBlocks({ name: "f", data: "x".repeat(600), xattrs: { "user.a": "b" } }));
  test.each([
    ["an archive cut within a header", whole.subarray(0, 100)],
    ["an archive cut within a PAX header", whole.subarray(0, 600)],
    ["an archive that ends after a PAX header", whole.subarray(0, 1024)],
    ["an archive cut within a file", whole.subarray(0, 1700)],
    ["an archive cut within a file's padding", whole.subarray(0, 2400)],
    ["random bytes", Buffer.alloc(2048, "garbage")],
    ["a wrong checksum", Buffer.concat([header({ name: "f" }).fill("y", 0, 1), Buffer.alloc(1024)])],
    ["an unknown type", tar([{ name: "f", type: "Z" }])],
    ["a number that is not octal", Buffer.concat([withCheckSum(header({ name: "f" }).fill("9", 124, 130))])],
    ["a negative size", Buffer.concat([withCheckSum(header({ name: "f" }).fill(0xff, 124, 136))])],
    ["a PAX header of 2 MiB", Buffer.concat(extension("x", Buffer.alloc(2 * 1024 * 1024)))],
    [
      "20 MiB of headers before one entry",
      Buffer.concat(
        Array(20)
          .fill(extension("g", Buffer.alloc(1 << 20)))
          .flat(),
      ),
    ],
    [
      "a PAX record of a wrong length",
      Buffer.concat([...extension("x", Buffer.from("99 path=x\n")), tar([{ name: "f" }])]),
    ],
    ["a PAX record without a key", Buffer.concat([...extension("x", Buffer.from("6 =xx\n")), tar([{ name: "f" }])])],
    ["a PAX size that is no number", tar([{ name: "f", pax: [["size", "many"]] }])],
    ["a file of a petabyte", tar([{ name: "f", pax: [["size", "1125899906842624"]] }])],
  ])("%s", async (_what, archive) => {
    await expect(read(archive)).rejects.toMatchObject({ code: "image-invalid" });
  });

  test("random damage, unless it does no harm", async () => {
    const archive = tar([
      { name: "a", data: "hello", xattrs: { "user.x": "y" } },
      { name: "b", type: "2", link: "a", mtime: "1.5" },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Buffer.from(archive);
        damaged[at] = byte;
        await read(damaged).catch((error) => expect(error).toMatchObject({ code: "image-invalid" }));
      }),
      { numRuns: 200 * searchFactor },
    );
  });
});
