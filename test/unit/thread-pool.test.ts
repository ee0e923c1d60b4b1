import { openSync } from "node:fs";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startThreadPool, type ThreadPool } from "../../core/parallel/thread-pool.ts";
import { type FetchWork, fetchWork } from "../../core/snapshot/fetch-work.ts";

const pools: ThreadPool<FetchWork>[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** A pool of one thread, started after so many calls. */
function poolAfter(calls: number): ThreadPool<FetchWork> {
  const pool = startThreadPool<FetchWork>("snapshot/fetch-thread", { threads: 1, without: { calls, work: fetchWork } });
  pools.push(pool);
  return pool;
}

const wrongDigest = { raw: -1, plainOffset: 0, plainLength: 1, frame: new Uint8Array(1), frameDigest: "" };
const badFile = { raw: -1, plainOffset: 0, plainLength: 1, image: -1, offset: 0, plainDigest: "" };
/** Reads nothing from here. */
const empty = { ...badFile, image: openSync("/dev/null", "r") };

describe.each([
  ["without a thread", 10],
  ["by a thread", 0],
  ["by a thread from the third call on", 2],
])("work that is done %s", (_how, calls) => {
  test("returns its results, however many there are", async () => {
    const pool = poolAfter(calls);
    const works = Array.from({ length: 6 }, () => [pool.call("place", wrongDigest), pool.call("copy", empty)]);
    expect(await Promise.all(works.flat())).toEqual(works.flatMap(() => ["damaged", false]));
  });

  test("fails with the message and the code of its error, and the next goes on", async () => {
    const pool = poolAfter(calls);
    for (const _call of [1, 2, 3]) {
      await expect(pool.call("copy", badFile)).rejects.toMatchObject({
        code: "ERR_OUT_OF_RANGE",
        message: expect.stringContaining("fd"),
      });
      expect(await pool.call("place", wrongDigest)).toBe("damaged");
    }
  });

  test("is not done once the pool has ended", async () => {
    const pool = poolAfter(calls);
    const asked = [pool.call("place", wrongDigest), pool.call("copy", empty)];
    const failures = Promise.allSettled(asked);
    await pool.close();
    expect((await failures).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(pool.call("place", wrongDigest)).rejects.toThrow("were ended");
  });
});
