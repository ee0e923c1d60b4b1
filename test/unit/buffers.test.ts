import { describe, expect, test } from "@jest/globals";
import { release, sharedBuffers } from "../../core/snapshot/buffers.ts";

describe("buffers that threads share", () => {
  test("are as many as asked for, each a place of its own", async () => {
    const buffers = sharedBuffers(2, 4);
    const [one, other] = [await buffers.take(), await buffers.take()];
    one.fill("a");
    other.fill("b");
    expect([`${one}`, `${other}`]).toEqual(["aaaa", "bbbb"]);
    expect(one.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test("are waited for while all are in use, in the order of asking", async () => {
    const buffers = sharedBuffers(1, 4);
    const first = await buffers.take();
    const got: string[] = [];
    const waiting = ["second", "third"].map(async (name) => {
      const buffer = await buffers.take();
      got.push(name);
      buffers.release(buffer);
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(got).toEqual([]);
    buffers.release(first);
    await Promise.all(waiting);
    expect(got).toEqual(["second", "third"]);
  });
});

describe("memory given back", () => {
  test("of a large buffer is gone at once", () => {
    const buffer = Buffer.alloc(1 << 20);
    const memory = buffer.buffer;
    release(buffer);
    expect(memory.byteLength).toBe(0);
  });

  test("is never that which other buffers stand in", () => {
    const other = Buffer.from("in the pool");
    const small = Buffer.from("in the same pool");
    release(small);
    expect(other.toString()).toBe("in the pool");
  });
});
