/** What is not meant to change comes out byte for byte, however strange the archive is. */
import { describe, expect, test } from "@jest/globals";
import { withOwner } from "../../core/archive/tar-owners.ts";
import { readTar } from "../../core/archive/tar-reader.ts";
import { rewriteTar } from "../../core/archive/tar-rewrite.ts";
import { extension, oldSparse, paxRecords, type TarSpec, tar } from "../fixtures/tar.ts";

async function* inPieces(archive: Buffer, length = 999) {
  for (let at = 0; at < archive.length; at += length) yield archive.subarray(at, at + length);
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const long = "long/".repeat(40);
const strange: readonly TarSpec[] = [
  { name: "plain", data: "x".repeat(5000) },
  { name: `${long}name`, data: "y", xattrs: { "user.a": "b" }, mtime: "12.5" },
  { name: "link with a size", type: "1", link: "plain", size: 700 },
  { name: "folder", type: "5" },
  { name: "a size in PAX", data: "z".repeat(600), size: 1, pax: [["size", "600"]] },
];
const globalHeader = Buffer.concat(extension("g", paxRecords([["comment", "of all"]])));
const sparse = Buffer.concat(oldSparse("sparse", true));

describe("nothing changes", () => {
  test.each([
    ["entries of all kinds", tar(strange)],
    ["GNU's long names", Buffer.concat([...extension("L", Buffer.from(`${long}\0`)), tar([{ name: "cut" }])])],
    ["a sparse file in GNU's old format", Buffer.concat([sparse, tar([{ name: "behind" }])])],
    [
      "a global header, and one at the end",
      Buffer.concat([globalHeader, tar(strange).subarray(0, -1024), globalHeader]),
    ],
    ["no end marker", tar(strange).subarray(0, -1024)],
    ["half an end marker", tar(strange).subarray(0, -512)],
    ["bytes behind the end marker", Buffer.concat([tar(strange), Buffer.alloc(3000, "junk")])],
    ["nothing at all", Buffer.alloc(0)],
  ])("in an archive with %s", async (_what, archive) => {
    for (const length of [61, 512, 1 << 20]) {
      const out = await whole(rewriteTar(inPieces(archive, length), () => true));
      expect(out.equals(archive)).toBe(true);
    }
  });
});

test("an entry that is left out goes with its headers and its data", async () => {
  const out = await whole(rewriteTar(inPieces(tar(strange)), ({ name }) => name === "folder" || name === "plain"));
  expect(out.equals(tar(strange.filter(({ name }) => name === "folder" || name === "plain")))).toBe(true);
  const all = Buffer.concat([sparse, tar([{ name: "behind" }])]);
  expect(
    (await whole(rewriteTar(inPieces(all), ({ name }) => name !== "sparse"))).equals(tar([{ name: "behind" }])),
  ).toBe(true);
});

test("what belongs to a chosen folder's owner gets the new one, large numbers included", async () => {
  const archive = tar([
    { name: "./srv/", type: "5", uid: 5, gid: 6 },
    { name: "./srv/theirs", uid: 5, gid: 6, data: "a" },
    { name: "./srv/others", uid: 7, gid: 6, data: "b" },
    { name: "./etc/passwd", uid: 5, gid: 6, data: "c" },
  ]);
  const owner = { uid: 3_000_000_000, gid: 2_097_151 };
  const changed = withOwner(inPieces(archive), (path) => (/^srv(\/|$)/.test(path) ? "srv" : undefined), owner);
  const entries: unknown[] = [];
  await readTar(changed, ({ name, uid, gid, size }) => {
    entries.push([name, uid, gid, size]);
    return undefined;
  });
  expect(entries).toEqual([
    ["./srv/", 3_000_000_000, 2_097_151, 0],
    ["./srv/theirs", 3_000_000_000, 2_097_151, 1],
    ["./srv/others", 7, 2_097_151, 1],
  ]);
});
