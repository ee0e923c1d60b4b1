import { randomBytes } from "node:crypto";
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type CachedSnapshot,
  openSnapshotCache,
  type ReadyEnvironment,
  type SnapshotCache,
} from "../../core/cache/cache.ts";
import { ownName } from "../../core/machine/owner.ts";
import { sha256Of } from "../../core/oci/digest.ts";
import { chunkTable, encodeChunkTable } from "../../core/snapshot/table.ts";
import { deadOwner } from "../services/dead-owner.ts";
import { makeSnapshot, type TestSnapshot } from "../services/snapshot.ts";

let folder: string;
let cache: SnapshotCache;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-cache-"));
  cache = await openSnapshotCache(join(folder, "cache"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function adopt(snapshot: TestSnapshot, image: string, digest = snapshot.digest): Promise<CachedSnapshot> {
  const { table } = snapshot;
  return cache.provide(digest, async () => ({ image, table }));
}

/** Writes a raw image on the cache's disk, as pack and fetch do, and hands it over. */
async function keep(snapshot: TestSnapshot): Promise<string> {
  return cache.withIncoming(async (incoming) => {
    const raw = join(incoming, "raw");
    await writeFile(raw, snapshot.plain);
    return (await adopt(snapshot, raw)).image;
  });
}

describe("the machine's snapshots", () => {
  test("what was adopted is found by its table's digest", async () => {
    const snapshot = makeSnapshot(randomBytes(1_000_000));
    expect(await cache.find(snapshot.digest)).toBeUndefined();
    const image = await keep(snapshot);
    expect((await readFile(image)).equals(snapshot.plain)).toBe(true);
    const again = await openSnapshotCache(join(folder, "cache"));
    expect(await again.find(snapshot.digest)).toEqual({
      digest: snapshot.digest,
      image,
      table: snapshot.table,
    });
  });

  test("a table that claims the identity of another snapshot is not taken for it", async () => {
    const [honest, other] = [makeSnapshot(randomBytes(1000)), makeSnapshot(randomBytes(1000))];
    const claimed = chunkTable(
      other.table.chunks.map((chunk, at) => ({ ...chunk, plainDigest: honest.table.chunks[at]!.plainDigest })),
    );
    expect(claimed.identity).toBe(honest.table.identity);
    const hostile = { ...other, table: claimed, digest: sha256Of(encodeChunkTable(claimed)) };
    const image = await keep(hostile);
    expect(await cache.find(honest.digest)).toBeUndefined();
    expect(await keep(honest)).not.toBe(image);
  });

  test("adopting moves the file: no second copy is ever made on the same disk", async () => {
    const raw = join(folder, "raw");
    const snapshot = makeSnapshot(randomBytes(100_000));
    await writeFile(raw, snapshot.plain);
    const { ino } = await stat(raw);
    const { image } = await adopt(snapshot, raw);
    expect((await stat(image)).ino).toBe(ino);
    await expect(stat(raw)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("folders and files are ours alone", async () => {
    const image = await keep(makeSnapshot(randomBytes(1000)));
    expect((await stat(image)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "cache"))).mode & 0o777).toBe(0o700);
  });

  test("a file of another size, or with another table, is not adopted", async () => {
    const snapshot = makeSnapshot(randomBytes(1000));
    const raw = join(folder, "raw");
    await writeFile(raw, snapshot.plain.subarray(1));
    const { digest } = makeSnapshot(randomBytes(1000));
    await expect(adopt(snapshot, raw)).rejects.toMatchObject({ code: "snapshot-invalid" });
    await writeFile(raw, snapshot.plain);
    await expect(adopt(snapshot, raw, digest)).rejects.toMatchObject({ code: "snapshot-invalid" });
    expect(await cache.list()).toEqual([]);
  });

  test("two processes that adopt the same snapshot both have it, once", async () => {
    const snapshot = makeSnapshot(randomBytes(100_000));
    const images = await Promise.all([keep(snapshot), keep(snapshot), keep(snapshot)]);
    expect(new Set(images).size).toBe(1);
    expect(await cache.list()).toHaveLength(1);
    expect(await readdir(join(folder, "cache", "incoming"))).toEqual([]);
  });

  test("the list has the last used first", async () => {
    const [one, two] = [makeSnapshot(randomBytes(1000)), makeSnapshot(randomBytes(1000))];
    await keep(one);
    await keep(two);
    await cache.find(one.digest);
    expect((await cache.list()).map(({ digest }) => digest)).toEqual([one.digest, two.digest]);
  });
});

describe("a snapshot that is not what it was", () => {
  let snapshot: TestSnapshot;
  let image: string;
  beforeEach(async () => {
    snapshot = makeSnapshot(randomBytes(1_000_000));
    image = await keep(snapshot);
  });
  const find = () => cache.find(snapshot.digest);

  test("truncated: it is removed, and is not found", async () => {
    await truncate(image, 500_000);
    expect(await find()).toBeUndefined();
    expect(await cache.list()).toEqual([]);
  });

  test("one byte changed and the file's times set back: it is removed, and is not found", async () => {
    const { atime, mtime } = await stat(image);
    const file = await open(image, "r+");
    await file.write(Buffer.from([snapshot.plain[4711]! ^ 1]), 0, 1, 4711);
    await file.close();
    await utimes(image, atime, mtime);
    expect(await find()).toBeUndefined();
  });

  test("restored from a backup, with the same bytes in another file: it is verified, and found", async () => {
    await rm(image);
    await writeFile(image, snapshot.plain, { mode: 0o600 });
    expect(await find()).toMatchObject({ image });
    expect(await find()).toMatchObject({ image });
  });

  test("from before the machine's last start, which may have lost bytes that were not on disk: it is verified, once", async () => {
    const state = join(image, "../state.json");
    const before = await readFile(state, "utf8");
    expect(JSON.parse(before)).toHaveProperty("boot", expect.stringMatching(/^[0-9a-f-]{36}$/));
    await writeFile(state, before.replace(/"boot":"[^"]*"/, '"boot":"another"'));
    expect(await find()).toMatchObject({ image });
    expect(await readFile(state, "utf8")).toBe(before);
  });

  test("its table damaged: it is not found", async () => {
    await truncate(join(image, "../table"), 100);
    expect(await find()).toBeUndefined();
  });

  test("afterwards it can be adopted anew", async () => {
    await truncate(image, 500_000);
    expect(await keep(snapshot)).toBe(image);
    expect(await find()).toMatchObject({ image });
  });

  test("writable by others: it is refused, with what to do", async () => {
    await chmod(image, 0o666);
    await expect(find()).rejects.toMatchObject({ code: "input-invalid", remedy: expect.stringContaining("chmod") });
  });
});

describe("a folder that others can write", () => {
  test("is no cache", async () => {
    await chmod(join(folder, "cache"), 0o777);
    await expect(openSnapshotCache(join(folder, "cache"))).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("others may write"),
    });
  });

  test("nor is one behind a symbolic link", async () => {
    await symlink(join(folder, "cache"), join(folder, "link"));
    await expect(openSnapshotCache(join(folder, "link"))).rejects.toMatchObject({ code: "input-invalid" });
  });
});

describe("ready environments", () => {
  const environment: ReadyEnvironment = {
    location: "registry.example/team/build",
    tag: "0123456789012345678901234567890123456789",
    digest: `sha256:${"1".repeat(64)}`,
    image: { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: `sha256:${"2".repeat(64)}`, size: 3 },
    table: `sha256:${"3".repeat(64)}`,
    identity: `sha256:${"4".repeat(64)}`,
    config: '{"config":{"Env":["A=b"]}}',
  };

  test("are remembered by store and tag", async () => {
    expect(await cache.recall(environment.location, environment.tag)).toBeUndefined();
    await cache.remember(environment);
    expect(await cache.recall(environment.location, environment.tag)).toEqual(environment);
    expect(await cache.recall("registry.example/other/build", environment.tag)).toBeUndefined();
  });

  test("one that a machine which lost its power has left empty is not remembered", async () => {
    await cache.remember(environment);
    const [name] = await readdir(join(folder, "cache", "environments"));
    await truncate(join(folder, "cache", "environments", name!));
    expect(await cache.recall(environment.location, environment.tag)).toBeUndefined();
    await cache.remember(environment);
    expect(await cache.recall(environment.location, environment.tag)).toEqual(environment);
  });

  test("the later record replaces the earlier one", async () => {
    await cache.remember(environment);
    await cache.remember({ ...environment, config: "{}" });
    expect(await cache.recall(environment.location, environment.tag)).toMatchObject({ config: "{}" });
  });
});

test("what a process that was killed left under way is removed by the next one", async () => {
  const incoming = join(folder, "cache", "incoming");
  const left = join(incoming, deadOwner(await ownName()));
  await cache.withIncoming(async (mine) => {
    await writeFile(join(mine, "partial"), "mine");
    await mkdir(left);
    await writeFile(join(left, "partial"), "of a dead process");
    await openSnapshotCache(join(folder, "cache"));
    expect(await readdir(incoming)).toEqual([mine.slice(incoming.length + 1)]);
  });
});
