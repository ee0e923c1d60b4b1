/** So many at a time: no more, no fewer, in order, and none after a failure. */
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { limiter } from "../../core/parallel/limiter.ts";

/** Works that go on until they are told to end. All that can begin has begun after a turn of the event loop. */
function works() {
  const begun: number[] = [];
  const ends = new Map<number, { readonly resolve: () => void; readonly reject: (error: Error) => void }>();
  const body = (item: number): Promise<void> => {
    begun.push(item);
    return new Promise((resolve, reject) => ends.set(item, { resolve, reject }));
  };
  return { begun, body, end: (item: number) => ends.get(item)!.resolve(), ends };
}

describe("a limiter", () => {
  test("begins as many as there are places, and the next, in order, where one has ended", async () => {
    const { begun, body, end } = works();
    const all = limiter(2).all([1, 2, 3, 4], body);
    await turn();
    expect(begun).toEqual([1, 2]);
    end(2);
    await turn();
    expect(begun).toEqual([1, 2, 3]);
    end(1);
    end(3);
    await turn();
    expect(begun).toEqual([1, 2, 3, 4]);
    end(4);
    await all;
  });

  test("begins none after a failure, and tells the first once all have ended", async () => {
    const { begun, body, ends } = works();
    let told: unknown;
    const all = limiter(2)
      .all([1, 2, 3], body)
      .catch((error: unknown) => {
        told = error;
      });
    await turn();
    const failure = new Error("no room");
    ends.get(2)!.reject(failure);
    await turn();
    expect([begun, told]).toEqual([[1, 2], undefined]);
    ends.get(1)!.reject(new Error("another one"));
    await all;
    expect([begun, told]).toEqual([[1, 2], failure]);
  });

  test("has its places back after that", async () => {
    const { enter, leave, all } = limiter(1);
    await expect(all([1], () => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
    await enter();
    const next = all([1], async () => {});
    leave();
    await next;
  });
});
