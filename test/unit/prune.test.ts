/** The cache's size: what goes, what stays, and that nothing is ever half there. */
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { pruneCache } from "../../core/cache/prune.ts";
import { failOf } from "../../core/inputs/read.ts";
import { parseSize } from "../../core/inputs/size.ts";
import { inputs } from "../../core/inputs/table.ts";
import { ownName } from "../../core/machine/owner.ts";
import { hexOf } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Digest } from "../../core/oci/port.ts";
import { deadOwner, foreignOwner } from "../services/dead-owner.ts";
import { collected, inParts, publish, type SmallImage, smallImage } from "../services/image.ts";
import { makeSnapshot, type TestSnapshot } from "../services/snapshot.ts";

const everything = 0;

let folder: string;
let cache: SnapshotCache;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-prune-"));
  cache = await openSnapshotCache(folder);
});
afterEach(async () => {
  await cache.close();
  await rm(folder, { recursive: true, force: true });
});

/** Keeps a snapshot as a process does that has ended since. `used` is seconds ago. */
async function kept(used: number, plain: Buffer = randomBytes(1_000_000)): Promise<TestSnapshot> {
  const snapshot = makeSnapshot(plain);
  const other = await openSnapshotCache(folder);
  await other.provide(snapshot.digest, async (incoming) => {
    const image = join(incoming, "image");
    const file = await open(image, "w");
    for (const [at, part] of [...parts(plain)])
      if (part.some((byte) => byte !== 0)) await file.write(part, 0, part.length, at);
    await file.truncate(plain.length);
    await file.close();
    return { image, table: snapshot.table };
  });
  await other.close();
  await lastUsed(join(folder, "snapshots", hexOf(snapshot.digest)), used);
  return snapshot;
}

function* parts(plain: Buffer): Generator<[number, Buffer]> {
  for (let at = 0; at < plain.length; at += 65536) yield [at, plain.subarray(at, at + 65536)];
}

async function lastUsed(path: string, secondsAgo: number): Promise<void> {
  const time = new Date(Date.now() - secondsAgo * 1000);
  await utimes(path, time, time);
}

const store = () => layoutStore(join(folder, "store"));
async function stored(tag: string, used: number, image: SmallImage = smallImage()): Promise<SmallImage> {
  await publish(store(), image, tag);
  await lastUsed(join(folder, "store/blobs/sha256", hexOf(image.index.descriptor.digest)), used);
  return image;
}
const isThere = async (tag: string) => (await store().lookup(tag)).state === "present";
const snapshotsThere = async () =>
  (await readdir(join(folder, "snapshots"))).map((hex): Digest => `sha256:${hex}`).sort();
const names = (...snapshots: TestSnapshot[]) => snapshots.map(({ digest }) => digest);

describe("what goes", () => {
  test("nothing, where the limit holds", async () => {
    const snapshots = [await kept(10), await kept(20)];
    const report = await pruneCache(cache, 10_000_000);
    expect(report.removed).toEqual([]);
    expect(report.bytesLeft).toBeGreaterThan(2_000_000);
    expect(await snapshotsThere()).toEqual(names(...snapshots).sort());
  });

  test("what was used least recently goes first, and no more than has to", async () => {
    const [newest, oldest, older] = [await kept(10), await kept(30), await kept(20)];
    const report = await pruneCache(cache, 1_500_000);
    expect(report.removed.map(({ name }) => name)).toEqual(names(oldest, older));
    expect(report.bytesLeft).toBeLessThanOrEqual(1_500_000);
    expect(await snapshotsThere()).toEqual(names(newest));
  });

  test("finding a snapshot is using it", async () => {
    const [one, two] = [await kept(20), await kept(10)];
    const other = await openSnapshotCache(folder);
    await other.find(one.digest);
    await other.close();
    expect((await pruneCache(cache, 1_500_000)).removed.map(({ name }) => name)).toEqual(names(two));
  });

  test("a hole takes no room", async () => {
    const sparse = await kept(10, Buffer.concat([randomBytes(65536), Buffer.alloc(50_000_000)]));
    expect((await pruneCache(cache, 1_000_000)).bytesLeft).toBeLessThan(1_000_000);
    expect(await snapshotsThere()).toEqual(names(sparse));
  });

  test("images of the machine's own store go in the same order", async () => {
    await stored("old", 30);
    const snapshot = await kept(20);
    await stored("new", 10);
    const { bytesLeft } = await pruneCache(cache, Infinity);
    expect((await pruneCache(cache, bytesLeft - 1)).removed).toMatchObject([{ kind: "image", name: "old" }]);
    expect([await isThere("old"), await isThere("new")]).toEqual([false, true]);
    expect(await snapshotsThere()).toEqual(names(snapshot));
    expect((await pruneCache(cache, everything)).removed).toMatchObject([{ kind: "snapshot" }, { name: "new" }]);
    expect(await readdir(join(folder, "store/blobs/sha256"))).toEqual([]);
  });

  test("a blob that two images have goes with the second one", async () => {
    const image = smallImage();
    await stored("one", 20, image);
    await stored("two", 10, image);
    const { bytesLeft } = await pruneCache(cache, Infinity);
    // Removing the first alone would gain nothing: so both go.
    expect((await pruneCache(cache, bytesLeft - 1)).removed.map(({ bytes }) => bytes)).toEqual([0, bytesLeft]);
  });

  test("an image that stays has all its blobs", async () => {
    const image = await stored("stays", 10);
    await stored("goes", 20);
    const { bytesLeft } = await pruneCache(cache, Infinity);
    await pruneCache(cache, bytesLeft - 1);
    expect([await isThere("stays"), await isThere("goes")]).toEqual([true, false]);
    expect((await store().lookup(image.manifest.descriptor.digest)).state).toBe("present");
    for (const [blob, bytes] of image.blobs) expect(await collected(store().readBlob(blob))).toEqual(bytes);
  });

  test("blobs that nothing refers to go always: a push or a removal was broken off", async () => {
    const image = smallImage();
    for (const [blob, bytes] of image.blobs) await store().writeBlob(blob, () => inParts(bytes));
    await pruneCache(cache, Infinity);
    expect(await readdir(join(folder, "store/blobs/sha256"))).toEqual([]);
  });

  test("an image that is damaged can be removed", async () => {
    const image = await stored("damaged", 10);
    await rm(join(folder, "store/blobs/sha256", hexOf(image.manifest.descriptor.digest)));
    await pruneCache(cache, everything);
    expect((await store().lookup("damaged")).state).toBe("absent");
  });

  test("what was learned of environments goes with their snapshots", async () => {
    const [one, two] = [await kept(20), await kept(10)];
    const remember = (tag: string, { digest, table }: TestSnapshot) =>
      cache.remember({
        ...{ location: "registry.example/build", tag, table: digest, identity: table.identity, config: "{}" },
        ...{ digest: `sha256:${"1".repeat(64)}`, image: one.frames },
      });
    await remember("one", one);
    await remember("two", two);
    await pruneCache(cache, 1_500_000);
    expect(await cache.recall("registry.example/build", "one")).toBeUndefined();
    expect(await cache.recall("registry.example/build", "two")).toBeDefined();
  });
});

test("what was extracted of a snapshot counts with it, and goes with it", async () => {
  const snapshot = await kept(10);
  const alone = (await pruneCache(cache, Infinity)).bytesLeft;
  const tree = join(folder, "extracted", hexOf(snapshot.digest));
  const leftByDead = join(folder, "extracted", deadOwner(await ownName()));
  for (const path of [tree, leftByDead]) await mkdir(join(path, "root/etc"), { recursive: true });
  expect((await pruneCache(cache, 2 * alone)).bytesLeft).toBe(2 * alone);
  expect(await readdir(join(folder, "extracted"))).toEqual([hexOf(snapshot.digest)]);
  await pruneCache(cache, everything);
  expect(await readdir(join(folder, "extracted"))).toEqual([]);
});

describe("what is in use stays, whatever the limit", () => {
  test("by this process, until it closes the cache", async () => {
    const [used] = [await kept(20), await kept(10)];
    await stored("used", 20);
    await stored("unused", 10);
    expect(await cache.find(used.digest)).toBeDefined();
    await cache.useImage("used");
    const report = await pruneCache(cache, everything);
    expect(report.left).toMatchObject([
      { name: used.digest, users: [`process ${process.pid}`] },
      { name: "used", users: [`process ${process.pid}`] },
    ]);
    expect(await snapshotsThere()).toEqual(names(used));
    expect([await isThere("used"), await isThere("unused")]).toEqual([true, false]);
    await cache.close();
    expect((await pruneCache(cache, everything)).left).toEqual([]);
  });

  test("by another process, as long as it lives; of a container whose processes we cannot see, while its heart beats", async () => {
    const [ofDead, ofForeign] = [await kept(20), await kept(10)];
    for (const [snapshot, owner] of [
      [ofDead, deadOwner(await ownName())],
      [ofForeign, foreignOwner(await ownName())],
    ] as const) {
      await mkdir(join(folder, "uses", owner));
      await writeFile(join(folder, "uses", owner, hexOf(snapshot.digest)), "");
    }
    await pruneCache(cache, everything);
    expect(await snapshotsThere()).toEqual(names(ofForeign));
    await cache.find(ofForeign.digest);
    const [item] = (await pruneCache(cache, everything)).left;
    expect([...item!.users].sort()).toEqual(["another process", `process ${process.pid}`]);
  });

  test("also where it is asked for in the very moment in which it would go", async () => {
    const snapshot = await kept(10);
    const other = await openSnapshotCache(folder);
    let found: Promise<unknown> | undefined;
    await cache.alone("prune", async () => {
      found = other.find(snapshot.digest);
      expect(await Promise.race([found, sleep(100, "waits")])).toBe("waits");
    });
    const [{ left }, image] = await Promise.all([pruneCache(cache, everything), found]);
    expect(image).toBeDefined();
    expect(left).toHaveLength(1);
    await other.close();
  });

  test("an image that is being published is not taken for rubbish", async () => {
    const image = smallImage();
    let pruned: Promise<unknown> | undefined;
    await cache.alone("store", async () => {
      for (const [blob, bytes] of image.blobs) await store().writeBlob(blob, () => inParts(bytes));
      pruned = pruneCache(await openSnapshotCache(folder), Infinity);
      expect(await Promise.race([pruned, sleep(100, "waits")])).toBe("waits");
      await store().writeManifest(image.manifest);
      await store().writeManifest(image.index, "new");
    });
    await pruned;
    expect(await isThere("new")).toBe(true);
    for (const [blob] of image.blobs) expect(await store().hasBlob(blob.digest)).toBe(true);
  });
});

test("two at once remove each thing once", async () => {
  for (let age = 0; age < 6; age++) await kept(age);
  await stored("image", 10);
  const other = await openSnapshotCache(folder);
  const reports = await Promise.all([pruneCache(cache, everything), pruneCache(other, everything)]);
  const names = reports.flatMap(({ removed }) => removed.map(({ name }) => name));
  expect(names).toHaveLength(7);
  expect(new Set(names).size).toBe(7);
});

test("a snapshot that is half removed is at no place where it could be found", async () => {
  const snapshot = await kept(10);
  const image = (await cache.find(snapshot.digest))!.image;
  await cache.close();
  const incoming = join(folder, "incoming");
  const before = await stat(image);
  const reading = await open(image); // an open file keeps its bytes
  await pruneCache(cache, everything);
  expect(await snapshotsThere()).toEqual([]);
  expect(await readdir(incoming)).toEqual([]);
  expect((await reading.stat()).ino).toBe(before.ino);
  expect((await reading.readFile()).equals(snapshot.plain)).toBe(true);
  await reading.close();
  expect(await cache.find(snapshot.digest)).toBeUndefined();
});

test("a store whose index a loss of power has damaged is a cache that lost what it had: its blobs go", async () => {
  await stored("one", 10);
  await writeFile(join(folder, "store/index.json"), "{");
  expect(await pruneCache(cache, everything)).toMatchObject({ removed: [], left: [], bytesLeft: 0 });
  expect(await readdir(join(folder, "store/blobs/sha256"))).toEqual([]);
});

describe("a size", () => {
  const fail = failOf(inputs.find(({ name }) => name === "cache-size")!);
  test.each([
    ["0", 0],
    ["20GB", 20e9],
    ["1.5 gb", 1.5e9],
    ["512MiB", 512 * 2 ** 20],
    ["100kB", 1e5],
    ["unlimited", Infinity],
  ])("%s is %d bytes", (text, bytes) => expect(parseSize(text, fail)).toBe(bytes));

  test.each(["", "GB", "-1GB", "20G", "20 gigabytes", "20GB!", "1e9", "Infinity"])("%j is none", (text) => {
    expect(() => parseSize(text, fail)).toThrow(`\`cache-size\`: "${text}" `);
  });

  test.each(["20", "1.5", "00"])("%s without a unit is refused: it would be so many bytes", (text) => {
    expect(() => parseSize(text, fail)).toThrow(
      expect.objectContaining({
        message: `\`cache-size\`: "${text}" has no unit.`,
        remedy: `Write a number and its unit, such as ${text}GB or 512MiB; or 0, or unlimited.`,
      }),
    );
  });
});
