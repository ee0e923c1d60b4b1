/** Decompressing layers, at the reader's own pace. */
import { hash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { decompressed } from "../../core/snapshot/layer-stream.ts";

/** What hardly gets smaller comes in many small pieces, of which several are there for a reader that takes its time. */
const plain = randomBytes(3_000_000);

test.each([
  ["gzip", gzipSync(plain)],
  ["zstd", zstdCompressSync(plain)],
] as const)("a reader that is late gets all of a layer that %s could not compress", async (compression, layer) => {
  async function* inParts() {
    for (let at = 0; at < layer.length; at += 10_000) yield layer.subarray(at, at + 10_000);
  }
  const parts: Buffer[] = [];
  for await (const piece of decompressed(inParts(), compression, "The layer")) {
    await wait(parts.length % 7 === 0 ? 5 : 0);
    parts.push(Buffer.from(piece));
  }
  expect(hash("sha256", Buffer.concat(parts))).toBe(hash("sha256", plain));
});
