/** On archives that GNU tar wrote, in each of its formats. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { clampTimes } from "../../core/archive/clamp-times.ts";

const epoch = 1_600_000_000;
const longName = `${"long-".repeat(40)}name`;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-clamp-"));
  await writeFile(join(folder, "early"), "early");
  await utimes(join(folder, "early"), 1_500_000_000.25, 1_500_000_000.25);
  await writeFile(join(folder, longName), Buffer.alloc(300_000, "late "));
  await utimes(join(folder, longName), 1_700_000_000.123, 1_700_000_000.123);
  await symlink("early", join(folder, "link"));
  await writeFile(join(folder, "sparse"), "end");
  await truncate(join(folder, "sparse"), 1 << 20);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function archive(...options: string[]): Buffer {
  const names = ["early", longName, "link", "sparse"];
  return execFileSync("tar", ["--create", "--file=-", ...options, ...names], { cwd: folder, maxBuffer: 64 << 20 });
}

/** Feeds the archive in pieces of an awkward length. */
async function clamp(layer: Buffer, length = 9999): Promise<Buffer> {
  async function* pieces() {
    for (let at = 0; at < layer.length; at += length) yield layer.subarray(at, at + length);
  }
  const parts: Buffer[] = [];
  for await (const part of clampTimes(pieces(), epoch)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const list = (layer: Buffer) =>
  execFileSync("tar", ["--list", "--verbose", "--full-time", "--utc", "--file=-"], { input: layer, encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => /\d{4}-\d\d-\d\d [\d:.]+ .*/.exec(line)![0]);

const contents = (layer: Buffer) =>
  execFileSync("tar", ["--extract", "--to-stdout", "--file=-"], { input: layer, maxBuffer: 64 << 20 });

const formats = [
  ["--format=pax"],
  ["--format=pax", "--pax-option=delete=atime,delete=ctime"],
  ["--format=gnu"],
  ["--format=gnu", "--sparse"],
  ["--format=pax", "--sparse", "--sparse-version=1.0"],
  ["--format=pax", "--sparse", "--sparse-version=0.0"],
];

test.each(formats.map((options) => [options.join(" "), options] as const))(
  "later times become the epoch, earlier ones stay: tar %s",
  async (_, options) => {
    const before = archive(...options);
    const after = await clamp(before);
    expect(after.length).toBe(before.length);
    const [early, long, link, sparse] = list(after);
    expect(early).toMatch(/^2017-07-14 02:40:00(\.25)? +early$/);
    expect(long).toMatch(/^2020-09-13 12:26:40(\.0+)? +long-/);
    expect(link).toMatch(/^2020-09-13 12:26:40(\.0+)? +link -> early$/);
    expect(sparse).toMatch(/^2020-09-13 12:26:40(\.0+)? +sparse$/);
    expect(contents(after).equals(contents(before))).toBe(true);
  },
);

test("an archive without later times comes out byte for byte as it was", async () => {
  const layer = archive("--format=pax", "--mtime=@1500000000", "--pax-option=delete=atime,delete=ctime");
  expect((await clamp(layer)).equals(layer)).toBe(true);
});

test("the same archive in other pieces gives the same bytes", async () => {
  const layer = archive("--format=pax");
  expect((await clamp(layer, 61)).equals(await clamp(layer, layer.length))).toBe(true);
});

test("a truncated archive is refused", async () => {
  const layer = archive("--format=gnu");
  await expect(clamp(layer.subarray(0, 600))).rejects.toMatchObject({ code: "image-invalid" });
  await expect(clamp(layer.subarray(0, 100_000))).rejects.toMatchObject({ code: "image-invalid" });
});
