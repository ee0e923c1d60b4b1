import { describe, expect, test } from "@jest/globals";
import { cut, release } from "../../core/snapshot/buffers.ts";

async function* parts(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function pieces(source: AsyncIterable<Uint8Array>, ...lengths: number[]): Promise<string[]> {
  const found: string[] = [];
  for await (const piece of cut(source, lengths)) found.push(piece.toString());
  return found;
}

describe("a stream cut into pieces", () => {
  test("whatever the parts it comes in", async () => {
    for (const source of [parts("abcdefgh"), parts("a", "b", "c", "d", "efgh"), parts("abc", "", "defg", "h")]) {
      expect(await pieces(source, 1, 4, 3)).toEqual(["a", "bcde", "fgh"]);
    }
  });

  test("ends early where the stream does, without the piece that was begun", async () => {
    expect(await pieces(parts("abc", "d"), 3, 3)).toEqual(["abc"]);
    expect(await pieces(parts(), 3)).toEqual([]);
  });

  test("leaves what follows the last piece", async () => {
    expect(await pieces(parts("abcdef"), 2)).toEqual(["ab"]);
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
