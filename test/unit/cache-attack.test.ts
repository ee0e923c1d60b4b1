/**
 * Eight processes work with one cache, and are killed at random moments. The seed is fixed; the moments are the machine's.
 * TREESTAMP_KILL_TIMES kills so many times as often.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { openSnapshotCache } from "../../core/cache/cache.ts";
import { pruneCache } from "../../core/cache/prune.ts";
import { checkImage, checkSnapshot, images, randomOf, snapshots } from "../services/cache-process.ts";

const seed = 4;
const atOnce = 8;
/** Of each of the eight, one after the other. All but the last one are killed. */
const lives = 2 * Number(process.env.TREESTAMP_KILL_TIMES ?? 1) + 1;
const program = join(import.meta.dirname, "../services/cache-process.ts");

/** One process after the other; most are killed. @returns what those said that were given something wrong */
async function live(folder: string, number: number): Promise<string[]> {
  const complaints: string[] = [];
  const random = randomOf(seed + number);
  for (let life = 0; life < lives; life++) {
    const args = [program, folder, `${random(1 << 20)}`, "40"];
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = text(child.stderr);
    const ended = once(child, "close");
    await once(child.stdout, "data");
    if (life < lives - 1) {
      await sleep(random(500));
      child.kill("SIGKILL");
    }
    await ended;
    if ((await said) !== "") complaints.push(await said);
  }
  return complaints;
}

test(
  "a cache whose processes are killed at random moments gives out nothing that is not whole and right",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "treestamp-attack-"));
    try {
      const complaints = await Promise.all(Array.from({ length: atOnce }, (_, number) => live(folder, number)));
      expect(complaints.flat()).toEqual([]);

      const cache = await openSnapshotCache(folder);
      for (const name of ["incoming", "uses", "locks"]) expect(await readdir(join(folder, name))).toEqual([]);
      for (const snapshot of snapshots) {
        const found = await cache.find(snapshot.digest);
        if (found !== undefined) await checkSnapshot(found.image, snapshot);
      }
      for (const tag of images.keys()) await checkImage(folder, tag);
      await cache.close();
      const { bytesLeft } = await pruneCache(cache, 0);
      expect(bytesLeft).toBe(0);
      for (const name of ["snapshots", "environments", "store/blobs/sha256", "store/.treestamp"]) {
        expect(await readdir(join(folder, name))).toEqual([]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  60_000 * lives,
);
