/** Fetching a snapshot from each kind of store, and what becomes of it when the store or the connection fails. */
import { hash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { TreestampError } from "../../core/errors.ts";
import { silentLog } from "../../core/log/log.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Store } from "../../core/oci/port.ts";
import { type FetchRequest, fetchSnapshot } from "../../core/snapshot/fetch.ts";
import { partMediaType } from "../../core/snapshot/format.ts";
import { chunkTable } from "../../core/snapshot/table.ts";
import { descriptorOf, inParts } from "../services/image.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { makeSnapshot, storeFrames, type TestSnapshot } from "../services/snapshot.ts";

const mebibyte = 1024 * 1024;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-fetch-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** 24 MiB: text that compresses, bytes that do not, a hole, and an end that is no whole chunk. */
function someImage(): Buffer {
  return Buffer.concat([
    Buffer.from("the quick brown fox\n".repeat(200_000)),
    randomBytes(12 * mebibyte),
    Buffer.alloc(8 * mebibyte),
    randomBytes(123),
  ]);
}

describe.each(["an OCI image layout", "a registry"])("from %s", (kind) => {
  let registry: RunningRegistry | undefined;
  let snapshot: TestSnapshot;
  let store: Store;
  beforeAll(async () => {
    snapshot = makeSnapshot(someImage());
    if (kind === "a registry") registry = await startRegistry();
  });
  afterAll(async () => {
    await registry?.stop();
  });
  beforeEach(async () => {
    store = openStore(registry === undefined ? join(folder, "layout") : `${registry.host}/team/build`);
    await storeFrames(store, snapshot);
  });

  test("the raw image arrives byte for byte, readable by us alone, and nothing else is left", async () => {
    const destination = join(folder, "image.erofs");
    const report = await fetchSnapshot({ store, ...snapshot, frames: [snapshot.frames], destination });
    expect((await readFile(destination)).equals(snapshot.plain)).toBe(true);
    expect((await stat(destination)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name !== "layout")).toEqual(["image.erofs"]);
    expect(report).toMatchObject({ bytesFetched: snapshot.frames.size, chunksReused: 0, bytesReused: 0 });
  });

  test("chunks of zeros stay holes on the disk", async () => {
    const destination = join(folder, "image.erofs");
    await fetchSnapshot({ store, ...snapshot, frames: [snapshot.frames], destination });
    const { size, blocks } = await stat(destination);
    expect(size).toBe(snapshot.plain.length);
    expect(blocks * 512).toBeLessThan(size - 7 * mebibyte);
  });

  test("only the chunks that a local snapshot lacks come over the wire", async () => {
    const image = join(folder, "image.erofs");
    await fetchSnapshot({ store, ...snapshot, frames: [snapshot.frames], destination: image });
    const changed = Buffer.from(snapshot.plain);
    randomBytes(100).copy(changed, 9 * mebibyte);
    const next = makeSnapshot(changed);
    await storeFrames(store, next);
    const destination = join(folder, "next.erofs");
    const report = await fetchSnapshot({
      store,
      ...next,
      frames: [next.frames],
      destination,
      reuse: [{ image, table: snapshot.table }],
    });
    expect((await readFile(destination)).equals(changed)).toBe(true);
    expect(report.chunksFetched).toBe(1);
    expect(report.bytesFetched).toBeLessThan(mebibyte);
  });
});

describe("a store that misbehaves", () => {
  let snapshot: TestSnapshot;
  let sound: Store;
  beforeAll(() => {
    snapshot = makeSnapshot(someImage());
  });
  beforeEach(async () => {
    sound = openStore(join(folder, "layout"));
    await storeFrames(sound, snapshot);
  });
  const fetchFrom = (store: Pick<Store, "readBlob">, more: Partial<FetchRequest> = {}) =>
    fetchSnapshot({
      store: { location: "a test store", ...store },
      ...snapshot,
      frames: [snapshot.frames],
      destination: join(folder, "image.erofs"),
      ...more,
    });
  const nothingIsLeft = async () => expect(await readdir(folder)).toEqual(["layout"]);

  test("a transfer that keeps failing midway resumes after the last good chunk, and the log says so", async () => {
    let received = 0;
    const readBlob: Store["readBlob"] = async function* (blob, range) {
      let given = 0;
      for await (const part of sound.readBlob(blob, range)) {
        if (given > 3 * mebibyte) throw new TreestampError("store-corrupt", "These are other bytes.");
        yield part;
        received += part.length;
        given += part.length;
      }
    };
    const said: string[] = [];
    await fetchFrom({ readBlob }, { log: { ...silentLog, info: (line) => said.push(line) } });
    expect((await readFile(join(folder, "image.erofs"))).equals(snapshot.plain)).toBe(true);
    expect(received).toBeLessThan(snapshot.frames.size * 1.5);
    expect(said.length).toBeGreaterThan(0);
    for (const line of said) expect(line).toMatch(/^These are other bytes\. Trying again in [0-9.]+ s \(2 of 5\)\.$/);
  });

  test("an unreachable store is not retried, because its driver has done that; no image is left", async () => {
    let requests = 0;
    // biome-ignore lint/correctness/useYield: it fails before its first bytes
    const readBlob: Store["readBlob"] = async function* () {
      requests++;
      throw new TreestampError("store-unreachable", "The connection broke.");
    };
    await expect(fetchFrom({ readBlob })).rejects.toMatchObject({ code: "store-unreachable" });
    expect(requests).toBeLessThanOrEqual(6);
    await nothingIsLeft();
  });

  test("a refusal is not retried", async () => {
    let requests = 0;
    // biome-ignore lint/correctness/useYield: it fails before its first bytes
    const readBlob: Store["readBlob"] = async function* () {
      requests++;
      throw new TreestampError("store-denied", "Go away.");
    };
    await expect(fetchFrom({ readBlob })).rejects.toMatchObject({ code: "store-denied" });
    expect(requests).toBeLessThanOrEqual(6);
    await nothingIsLeft();
  });

  test("one damaged byte is never decompressed: it is asked for again, and then refused", async () => {
    const damaged: Store["readBlob"] = async function* (blob, range) {
      for await (const part of sound.readBlob(blob, range)) {
        const copy = Buffer.from(part);
        copy[copy.length >> 1]! ^= 1;
        yield copy;
      }
    };
    await expect(fetchFrom({ readBlob: damaged })).rejects.toMatchObject({ code: "store-corrupt" });
    await nothingIsLeft();
    let first = true;
    const onceDamaged: Store["readBlob"] = (blob, range) => {
      const read = first ? damaged : sound.readBlob;
      first = false;
      return read(blob, range);
    };
    await fetchFrom({ readBlob: onceDamaged });
    expect((await readFile(join(folder, "image.erofs"))).equals(snapshot.plain)).toBe(true);
  });

  test("an answer that stops short is no snapshot", async () => {
    const readBlob: Store["readBlob"] = async function* (blob, range) {
      for await (const part of sound.readBlob(blob, range)) {
        yield part.subarray(0, 1000);
        return;
      }
    };
    await expect(fetchFrom({ readBlob })).rejects.toMatchObject({ code: "store-unreachable" });
    await nothingIsLeft();
  });

  test("a frame that holds more than the table says is refused, whatever its digest", async () => {
    const bomb = makeSnapshot(randomBytes(3 * mebibyte), mebibyte);
    const frame = zstdCompressSync(Buffer.alloc(512 * mebibyte));
    const listed = bomb.table.chunks.map((chunk, index) =>
      index === 1
        ? { ...chunk, frameLength: frame.length, frameDigest: hash("sha256", frame, "buffer") }
        : { ...chunk },
    );
    const table = chunkTable(listed);
    const offset = (index: number) => bomb.table.chunks[index]!.frameOffset;
    const framesBytes = Buffer.concat([frame, bomb.framesBytes.subarray(offset(2))]);
    const frames = descriptorOf(partMediaType, framesBytes);
    await sound.writeBlob(frames, () => inParts(framesBytes));
    const before = process.memoryUsage.rss();
    await expect(fetchFrom(sound, { frames: [frames], table })).rejects.toMatchObject({ code: "snapshot-invalid" });
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * mebibyte);
    await nothingIsLeft();
  });

  test("a table that does not fit its frames is refused before anything is asked for", async () => {
    const readBlob: Store["readBlob"] = () => {
      throw new Error("nobody may ask");
    };
    const frames = { ...snapshot.frames, size: snapshot.frames.size + 1 };
    await expect(fetchFrom({ readBlob }, { frames: [frames] })).rejects.toMatchObject({ code: "snapshot-invalid" });
    await nothingIsLeft();
  });

  test("a store that hangs is left at once when the caller gives up", async () => {
    const stop = new AbortController();
    const readBlob: Store["readBlob"] = async function* (blob, range) {
      for await (const part of sound.readBlob(blob, range)) {
        yield part;
        setTimeout(() => stop.abort(), 50);
        await new Promise(() => {});
      }
    };
    const start = performance.now();
    await expect(fetchFrom({ readBlob }, { signal: stop.signal })).rejects.toMatchObject({ code: "interrupted" });
    expect(performance.now() - start).toBeLessThan(15_000);
    await nothingIsLeft();
  });

  test("one failing request ends those that hang", async () => {
    let requests = 0;
    const readBlob: Store["readBlob"] = async function* (blob, range) {
      if (requests++ === 1) throw new TreestampError("store-denied", "Go away.");
      for await (const part of sound.readBlob(blob, range)) {
        yield part;
        await new Promise(() => {});
      }
    };
    await expect(fetchFrom({ readBlob })).rejects.toMatchObject({ code: "store-denied" });
    await nothingIsLeft();
  });

  test("a local snapshot that was damaged, or has gone, is not copied from", async () => {
    const image = join(folder, "local.erofs");
    await writeFile(image, snapshot.plain);
    await truncate(image, 5 * mebibyte);
    const reuse = [
      { image, table: snapshot.table },
      { image: join(folder, "gone.erofs"), table: snapshot.table },
    ];
    const report = await fetchFrom(sound, { reuse: [reuse[0]!] });
    expect(report.chunksReused).toBeGreaterThan(0);
    expect(report.chunksFetched).toBeGreaterThan(0);
    expect((await readFile(join(folder, "image.erofs"))).equals(snapshot.plain)).toBe(true);
    expect(await fetchFrom(sound, { reuse: [reuse[1]!] })).toMatchObject({ chunksReused: 0 });
  });
});
