/** gzip on all cores, read by gzip itself. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { gzip } from "../../core/archive/gzip.ts";

const mebibyte = 1 << 20;

async function zipped(body: Buffer, piece = 100_003): Promise<Buffer> {
  async function* pieces() {
    for (let at = 0; at < body.length; at += piece) yield body.subarray(at, at + piece);
  }
  const parts: Buffer[] = [];
  for await (const part of gzip(pieces(), 4)) parts.push(part);
  return Buffer.concat(parts);
}

/** Text-like bytes, the same each time, whose repetitions reach across the blocks. */
function words(length: number): Buffer {
  const parts: Buffer[] = [];
  for (let n = 0, size = 0; size < length; n++) {
    const word = createHash("sha256")
      .update(`${n % 997}`)
      .digest("hex")
      .slice(0, 5 + (n % 40));
    parts.push(Buffer.from(`${word} `));
    size += word.length + 1;
  }
  return Buffer.concat(parts).subarray(0, length);
}

const lengths = [0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte, 5 * mebibyte + 12_345];

test.each(lengths)("%d bytes come out of gzip as they were", async (length) => {
  const body = words(length);
  const archive = await zipped(body);
  expect(execFileSync("gzip", ["-dc"], { input: archive, maxBuffer: 64 << 20 }).equals(body)).toBe(true);
  expect(gunzipSync(archive).equals(body)).toBe(true);
});

test("the same bytes in other pieces give the same archive", async () => {
  const body = words(2 * mebibyte + 77);
  const archive = await zipped(body);
  expect((await zipped(body, 4 * mebibyte)).equals(archive)).toBe(true);
  expect((await zipped(body, 512)).equals(archive)).toBe(true);
});

test("one member, without a name or a time, hardly larger than in one piece", async () => {
  const body = words(4 * mebibyte);
  const archive = await zipped(body);
  expect(archive.subarray(0, 10).toString("hex")).toBe("1f8b08000000000000ff");
  expect(archive.length).toBeLessThan(gzipSync(body, { level: 4 }).length * 1.01);
});

test("it fails with the source's own error", async () => {
  async function* broken() {
    yield words(3 * mebibyte);
    throw new Error("the line broke");
  }
  const all = async () => {
    for await (const _ of gzip(broken(), 4));
  };
  await expect(all()).rejects.toThrow("the line broke");
});
