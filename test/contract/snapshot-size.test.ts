/** Snapshots at the edges of size, mounted by the kernel: huge files, huge directories, flat memory. Needs root. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "@jest/globals";
import type { Packed } from "../../core/snapshot/pack.ts";
import { closeThreads, withPacked } from "../fixtures/packing.ts";
import { entryBlocks, extension, padded, paxRecords, tar } from "../fixtures/tar.ts";
import { inMounted, succeed } from "../services/kernel.ts";
import { startRegistry } from "../services/registry.ts";

afterAll(closeThreads);

test("a sparse file of more than 4 GiB is packed from its few bytes, and read at its end", async () => {
  const size = 4 * 1024 ** 3 + 2 ** 20;
  const map = `2\n1000000\n5\n${size - 4}\n4\n`;
  const layer = Buffer.concat([
    ...extension(
      "x",
      paxRecords([
        ["GNU.sparse.major", "1"],
        ["GNU.sparse.minor", "0"],
        ["GNU.sparse.name", "huge"],
        ["GNU.sparse.realsize", String(size)],
      ]),
    ),
    ...entryBlocks({ name: "made-up", data: Buffer.concat([padded(Buffer.from(map)), Buffer.from("startlast")]) }),
    ...entryBlocks({ name: "after", data: "after" }),
  ]);
  // In memory, where a hole costs nothing: a disk's file system makes 4 GiB of pages of zeros to read it back.
  const folder = await mkdtemp("/dev/shm/treestamp-size-");
  const check = async ({ rawFile, frames }: Packed) => {
    expect(frames.size).toBeLessThan(4096);
    const shown = await inMounted(
      rawFile,
      'stat -c %s "$1/huge" && tail -c 5 "$1/huge" && tail -c +1000001 "$1/huge" | head -c 6 && cat "$1/after"',
    );
    expect(shown).toBe(`${size}\n\0laststart\0after`);
  };
  await withPacked([layer], check, { folder }).finally(() => rm(folder, { recursive: true }));
});

// More than 2^16 names.
test("a directory of 70,000 entries is listed in full, and each entry found by its name", async () => {
  const names = Array.from({ length: 70_000 }, (_, index) => `entry-${index}-${"x".repeat(index % 40)}`);
  const layer = tar([
    { name: "d/", type: "5", mode: 0o755 },
    ...names.map((name) => ({ name: `d/${name}`, data: "same" })),
  ]);
  await withPacked([layer], async ({ rawFile, files }) => {
    expect(files).toBe(70_002);
    const shown = await inMounted(
      rawFile,
      'ls "$1/d" | wc -l && cd "$1/d" && cat entry-0- entry-69999-* entry-54321-* && ls nothing 2>&1 || true',
    );
    expect(shown).toMatch(/^70000\nsamesamesamels: .*No such file/);
  });
});

/** Peak memory of a process that packs so many MiB in so many files. MiB. */
async function peakOfPacking(mebibytes: number, files: number): Promise<number> {
  const program = fileURLToPath(new URL("../services/pack-stream.ts", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "treestamp-size-"));
  try {
    return Number(await succeed(process.execPath, program, folder, String(mebibytes), String(files)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Were a file held whole, 192 MiB more of it would show: less would do, and more only takes longer.
test("a file of 256 MiB takes no more memory than one of 64 MiB", async () => {
  const [small, large] = [await peakOfPacking(64, 1), await peakOfPacking(256, 1)];
  expect(large).toBeLessThan(small * 1.25 + 30);
});

// From the sources, where Node takes the types away in each thread: that alone is some 60 MiB, which dist does not take.
test("30,000 files that all differ take less than 350 MiB", async () => {
  expect(await peakOfPacking(120, 30_000)).toBeLessThan(350);
});

test("fetching a snapshot of 240 MiB from a registry takes no more memory than one of 48 MiB", async () => {
  const program = fileURLToPath(new URL("../services/fetch-stream.ts", import.meta.url));
  const registry = await startRegistry();
  const peak = async (mebibytes: number) => {
    const folder = await mkdtemp(join(tmpdir(), "treestamp-size-"));
    const place = [`${registry.host}/team/large`, folder];
    try {
      await succeed(process.execPath, program, "publish", ...place, String(mebibytes));
      return Number(await succeed(process.execPath, program, "fetch", ...place));
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  try {
    const [small, large] = [await peak(48), await peak(240)];
    expect(large).toBeLessThan(small * 1.25 + 30);
  } finally {
    await registry.stop();
  }
});
