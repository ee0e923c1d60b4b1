/** Packing beside relatives: which frames are kept, and that nobody who fetches can tell the difference. */
import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, test } from "@jest/globals";
import { runsOf } from "../../core/snapshot/fetch-plan.ts";
import type { Chunk, ChunkTable } from "../../core/snapshot/format.ts";
import type { Relative } from "../../core/snapshot/relatives.ts";
import { encodeChunkTable, parseChunkTable } from "../../core/snapshot/table.ts";
import { type InMemory, listFetched, storedPacked } from "../fixtures/onto.ts";
import { closeThreads, listPacked, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";

afterAll(closeThreads);

const half = 512 * 1024;
const file = (name: string, bytes: number): TarSpec => ({ name, data: randomBytes(bytes) });
/** 16 files of 512 KiB, which are a chunk each. */
const files = Array.from({ length: 16 }, (_, n) => file(`large/${String(n).padStart(2, "0")}`, half));

const tableIn = ({ blobs, table }: InMemory): ChunkTable => parseChunkTable(blobs.get(table.digest)!);
const asRelative = (stored: InMemory): Relative => ({ ...stored, table: tableIn(stored) });
const packed = (specs: readonly TarSpec[], ...relatives: readonly InMemory[]): Promise<InMemory> =>
  withPacked([tar([...specs])], storedPacked, { relatives: relatives.map(asRelative) });

/** Bytes of frames that a snapshot needs, of each of its blobs. */
function aliveIn(stored: InMemory): number[] {
  const alive = stored.frames.map(() => 0);
  for (const { blob, frameLength } of tableIn(stored).chunks) alive[blob]! += frameLength;
  return alive;
}

describe("a snapshot beside a relative", () => {
  test("has the same content as one without, and only what is new in a blob of its own", async () => {
    const before = await packed(files);
    const changed = [...files.slice(0, 15), file("large/15", half), { name: "new", data: "new" }];
    const after = await packed(changed, before);
    const alone = await packed(changed);
    expect(tableIn(after).identity).toBe(tableIn(alone).identity);
    expect(after.frames.map(({ digest }) => digest).slice(0, 1)).toEqual(before.frames.map(({ digest }) => digest));
    expect(after.frames[1]!.size).toBeLessThan(1.05 * half);
    expect(await listFetched(after)).toEqual(await listPacked(tar([...changed])));
  });

  test("is the same bytes as one without, where nothing is in common", async () => {
    const stranger = await packed([file("other", 4 * half)]);
    const [beside, alone] = [await packed(files, stranger), await packed(files)];
    expect(beside.table).toEqual(alone.table);
    expect(beside.frames).toEqual(alone.frames);
  });

  test("keeps no blob of which it needs little: what it needs of it is written again", async () => {
    const before = await packed(files);
    const specs = [...files.slice(0, 4), file("more", 2 * half)];
    const after = await packed(specs, before);
    expect(after.frames).toHaveLength(1);
    expect(aliveIn(after)).toEqual([after.frames[0]!.size]);
    const bytes = after.blobs.get(after.table.digest)!;
    expect(encodeChunkTable(parseChunkTable(bytes)).equals(bytes)).toBe(true);
    expect(await listFetched(after)).toEqual(await listPacked(tar(specs)));
  });

  test("keeps frames of several relatives, each blob once, however many of them list it", async () => {
    const [two, three] = [file("second", 3 * half), file("third", 2 * half)];
    const first = await packed(files);
    const second = await packed([...files, two], first);
    const third = await packed([...files, three], first, second);
    const all = [...files, two, three];
    const after = await packed(all, first, second, third);
    expect(new Set(after.frames.map(({ digest }) => digest)).size).toBe(4);
    expect(after.frames[3]!.size).toBeLessThan(half / 2);
    expect(await listFetched(after)).toEqual(await listPacked(tar(all)));
  });

  test("is fetched over what it does not need of another's blob", async () => {
    const few = files.slice(0, 12);
    const before = await packed([...few.slice(0, 8), file("middle", 4096), ...few.slice(8)]);
    const after = await packed(few, before);
    expect(after.frames[0]).toEqual(before.frames[0]);
    const kept = tableIn(after).chunks.filter(({ blob }) => blob === 0);
    expect(runsOf(kept, 1).map((run) => run.length)).toEqual([12]);
    expect(await listFetched(after)).toEqual(await listPacked(tar(few)));
  });

  test("takes a frame for one chunk only, where several have the same content", async () => {
    const piece = randomBytes(half);
    const twice = (name: string, end: string): TarSpec => ({ name, data: Buffer.concat([piece, Buffer.from(end)]) });
    const before = await packed([...files, twice("a", "one")]);
    const specs = [...files, twice("a", "one"), twice("b", "another")];
    const after = await packed(specs, before);
    expect(() => tableIn(after)).not.toThrow(); // two frames in one place would be refused
    expect(await listFetched(after)).toEqual(await listPacked(tar(specs)));
  });

  test("stays healthy over twenty generations: four blobs at most, most of each alive, and no growth", async () => {
    const specs = [...files];
    let last = await packed(specs);
    const { size } = last.frames[0]!;
    for (let generation = 0; generation < 20; generation++) {
      specs[(5 * generation) % 16] = file(specs[(5 * generation) % 16]!.name, half);
      last = await packed(specs, last);
      expect(last.frames.length).toBeLessThanOrEqual(4);
      const stored = last.frames.reduce((sum, blob) => sum + blob.size, 0);
      expect(stored).toBeLessThan(size / 0.6 + half);
      for (const [blob, alive] of aliveIn(last).entries()) {
        expect(alive / last.frames[blob]!.size).toBeGreaterThanOrEqual(0.6);
      }
    }
    expect(await listFetched(last)).toEqual(await listPacked(tar(specs)));
  });
});

describe("what lies between frames", () => {
  const chunk = (frameOffset: number, frameLength: number): Chunk => {
    const [plainDigest, frameDigest] = [Buffer.alloc(32), Buffer.alloc(32)];
    return { plainOffset: 0, plainLength: 1, blob: 0, frameOffset, frameLength, plainDigest, frameDigest };
  };

  test("is fetched with them where all of it is next to nothing, the shortest first", () => {
    const chunks = [chunk(0, 10_000), chunk(10_050, 10_000), chunk(20_100, 10_000), chunk(31_000, 10_000)];
    expect(runsOf(chunks, 1).map((run) => run.map(({ frameOffset }) => frameOffset))).toEqual([
      [0, 10_050, 20_100],
      [31_000],
    ]);
  });

  test("is not where it would be more than a few parts in a hundred", () => {
    const chunks = [chunk(0, 10_000), chunk(10_400, 10_000), chunk(20_800, 10_000)];
    expect(runsOf(chunks, 1)).toHaveLength(3);
  });
});
