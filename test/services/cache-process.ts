/**
 * A process of its own that works with a cache at random, and holds what it is given against what it must be:
 * `node cache-process.ts FOLDER SEED ACTIONS`. Says `ready` when it begins; exits with 3 where it was given something wrong.
 */
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openSnapshotCache, type ReadyEnvironment, type SnapshotCache } from "../../core/cache/cache.ts";
import { pruneCache } from "../../core/cache/prune.ts";
import { sha256Of } from "../../core/oci/digest.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import type { Digest } from "../../core/oci/port.ts";
import { encodeChunkTable } from "../../core/snapshot/table.ts";
import { collected, publish, type SmallImage, smallImage } from "./image.ts";
import { makeSnapshot, type TestSnapshot } from "./snapshot.ts";

const count = 6;

/** The snapshots that all processes know: text that says which one it is, in every line. Small, for each process makes all. */
export const snapshots: readonly TestSnapshot[] = Array.from({ length: count }, (_, number) => {
  const lines = Array.from({ length: 1000 }, (_line, at) => `snapshot ${number} line ${at}\n`);
  return makeSnapshot(Buffer.from(lines.join("")), 6 * 1024);
});

/** The images, by their tag. */
export const images: ReadonlyMap<string, SmallImage> = new Map(
  Array.from({ length: count }, (_, number) => [`image-${number}`, smallImage(`image ${number}`)]),
);

const environments: readonly ReadyEnvironment[] = snapshots.map(({ digest, table, frames }, number) => ({
  ...{
    location: "registry.example/build",
    tag: `tag-${number}`,
    table: digest,
    identity: table.identity,
    image: frames,
  },
  ...{ digest: `sha256:${"1".repeat(64)}` as Digest, config: JSON.stringify({ number, text: "x".repeat(10_000) }) },
}));

/** Where these bytes are not those of the snapshot: an error that says so. */
export async function checkSnapshot(image: string, { plain }: TestSnapshot): Promise<void> {
  if (!(await readFile(image)).equals(plain)) throw new Error(`${image} is not the snapshot that was asked for`);
}

/** Where the store says that it has the image, it must have all of it. */
export async function checkImage(folder: string, tag: string): Promise<"present" | "absent"> {
  const store = layoutStore(join(folder, "store"));
  const lookup = await store.lookup(tag);
  if (lookup.state === "unknown") throw lookup.reason;
  if (lookup.state === "absent") return "absent";
  const image = images.get(tag)!;
  if ((await store.lookup(image.manifest.descriptor.digest)).state !== "present")
    throw new Error(`${tag} has no manifest`);
  for (const [blob, bytes] of image.blobs) {
    if (!(await collected(store.readBlob(blob))).equals(bytes)) throw new Error(`${tag} has other bytes`);
  }
  return "present";
}

/** Numbers from 0 to `below`, the same for each seed. Source: Marsaglia, Xorshift RNGs (2003). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

async function act(cache: SnapshotCache, random: (below: number) => number): Promise<void> {
  const number = random(count);
  const snapshot = snapshots[number]!;
  const tag = `image-${number}`;
  switch (random(7)) {
    case 0:
    case 1: {
      const { image } = await cache.provide(snapshot.digest, async (incoming) => {
        const image = join(incoming, "image");
        const file = await open(image, "w");
        await file.truncate(snapshot.plain.length);
        for (let at = 0; at < snapshot.plain.length; at += 5000) {
          await file.write(snapshot.plain, at, Math.min(5000, snapshot.plain.length - at), at);
          await sleep(random(10));
        }
        await file.close();
        return { image, table: snapshot.table };
      });
      await sleep(random(30)); // it stays while others prune
      await checkSnapshot(image, snapshot);
      return await cache.remember(environments[number]!);
    }
    case 2: {
      const found = await cache.find(snapshot.digest);
      await sleep(random(30));
      if (found !== undefined) await checkSnapshot(found.image, snapshot);
      return;
    }
    case 3: {
      const { location, tag: remembered } = environments[number]!;
      const known = await cache.recall(location, remembered);
      if (known !== undefined && known.config !== environments[number]!.config) throw new Error("another environment");
      return;
    }
    case 4:
      for (const { digest, table } of await cache.list()) {
        if (sha256Of(encodeChunkTable(table)) !== digest) throw new Error("another table");
      }
      return;
    case 5:
      await cache.useImage(tag);
      if ((await checkImage(cache.folder, tag)) === "absent") {
        const store = layoutStore(join(cache.folder, "store"));
        await cache.alone("store", () => publish(store, images.get(tag)!, tag));
      }
      await sleep(random(30));
      if ((await checkImage(cache.folder, tag)) === "absent") throw new Error(`${tag} was removed while it was in use`);
      return;
    case 6:
      await pruneCache(cache, random(1_000_000));
  }
}

if (process.argv[1] === import.meta.filename) {
  const [folder = "", seed = "", actions = ""] = process.argv.slice(2);
  const random = randomOf(Number(seed));
  process.stdout.write("ready\n");
  try {
    for (let left = Number(actions); left > 0; ) {
      const cache = await openSnapshotCache(folder);
      for (let now = random(8); now > 0 && left > 0; now--, left--) await act(cache, random);
      await cache.close();
    }
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = 3;
  }
}
