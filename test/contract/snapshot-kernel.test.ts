/**
 * Snapshots before three judges: the kernel's own mount, compared name by name with what GNU tar and overlayfs make of
 * the same layers (which is what docker does); fsck.erofs; and our own reader. Needs root, tar, getfattr, fsck.erofs.
 */

import { mkdtemp, readdir, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { silentLog } from "../../core/log/log.ts";
import { run } from "../../core/machine/process.ts";
import { extractImage } from "../../core/snapshot/erofs/extract.ts";
import { compareWithKernel } from "../../core/snapshot/kernel-walk.ts";
import { compareNames } from "../../core/snapshot/read-back.ts";
import type { Attributes, DirectoryInode, Inode } from "../../core/snapshot/tree.ts";
import { closeThreads, type ListedFile, listImage, treeOf, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import { searchFactor } from "../fuzz/random.ts";
import { inMounted, listBesideOverlay, listBoth, listMounted, succeed } from "../services/kernel.ts";
import { asSudoUser } from "../services/sudo-user.ts";
import { asUnprivilegedUser } from "../services/unprivileged-user.ts";

const acl =
  "\x02\0\0\0\x01\0\x06\0\xff\xff\xff\xff\x02\0\x04\0\x07\0\0\0\x04\0\x04\0\xff\xff\xff\xff\x10\0\x04\0\xff\xff\xff\xff\x20\0\x04\0\xff\xff\xff\xff";
const capability = "\x01\0\0\x02\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

afterAll(closeThreads);

/** Packs, and holds what the kernel shows against what our reader finds; gives it, and what overlayfs makes of the layers. */
async function judged(layers: readonly Buffer[]) {
  return withPacked(layers, async ({ rawFile }) => {
    const [mounted, overlaid] = await listBesideOverlay(rawFile, layers);
    await expectAgreement(rawFile, mounted);
    return { mounted, overlaid };
  });
}

async function expectAgreement(rawFile: string, mounted: readonly ListedFile[]): Promise<void> {
  await succeed("fsck.erofs", rawFile);
  expect(mounted).toEqual(await listImage(rawFile));
}

describe("one tree with everything in it", () => {
  const everything: TarSpec[] = [
    { name: "./", type: "5", mode: 0o755, mtime: 1_600_000_000 },
    { name: "bin/", type: "5", mode: 0o755, mtime: "1700000000.000000001" },
    { name: "bin/su", mode: 0o4755, data: "su", mtime: 1_600_000_000, xattrs: { "security.capability": capability } },
    { name: "bin/again", type: "1", link: "bin/su", mode: 0o4755, mtime: 1_600_000_000 },
    { name: "bin/link", type: "2", link: "su" },
    { name: "bin/long", type: "2", link: "t".repeat(4095) },
    { name: "bin/almost", type: "2", link: "t".repeat(4000) },
    { name: "empty", data: "" },
    { name: "-before-dot", data: "x" },
    { name: "!", data: "x" },
    { name: "\xff\xfe latin \n ' \"", data: "bytes", mtime: "1.5" },
    { name: "n".repeat(255), data: "name" },
    { name: "old", data: "x", mtime: "-86400.25" },
    { name: "big-owner", data: "x", uid: 4_000_000_000, gid: 70_000 },
    { name: "acl", data: "x", xattrs: { "system.posix_acl_access": acl, "user.text": "value", "user.empty": "" } },
    {
      name: "many",
      data: "x",
      xattrs: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`user.${i}`, "v".repeat(i)])),
    },
    { name: "empty-dir/", type: "5", mode: 0o700, uid: 1000, gid: 1000 },
    { name: "tmp/", type: "5", mode: 0o1777 },
    { name: "dev/", type: "5", mode: 0o755 },
    { name: "dev/null", type: "3", mode: 0o666, major: 1, minor: 3 },
    { name: "dev/far", type: "4", mode: 0o660, major: 4095, minor: 1_048_575 },
    { name: "dev/near", type: "3", mode: 0o660, major: 240, minor: 256 },
    { name: "dev/pipe", type: "6", mode: 0o622 },
    { name: "exactly-4096", data: "4".repeat(4096) },
    { name: "small", data: "s".repeat(262_144) },
    { name: "large", data: Buffer.alloc(262_145, "large") },
    { name: "larger", data: Buffer.alloc(1_700_000, "larger than three pieces ") },
    { name: "zeros", data: Buffer.alloc(2_000_000) },
  ];

  test("is what GNU tar and overlayfs make of it, down to attributes and nanoseconds", async () => {
    const { mounted, overlaid } = await judged([tar(everything)]);
    expect(mounted).toEqual(withoutLongTargets(mounted)(overlaid));
    expect(mounted).toHaveLength(everything.length);
  });

  test("is the same where it is extracted instead of mounted", async () => {
    await withPacked([tar(everything)], async ({ rawFile }) => {
      await extractImage(rawFile, `${rawFile}.tree`);
      const [mounted, extracted] = await listBoth(rawFile, `${rawFile}.tree`);
      expect(extracted).toEqual(mounted);
      await expect(extractImage(rawFile, `${rawFile}.tree`)).rejects.toThrow("EEXIST");
    });
  });

  test("counts its links and blocks", async () => {
    await withPacked([tar(everything)], async ({ rawFile }) => {
      const shown = await inMounted(rawFile, 'cd "$1" && stat -c "%h" . bin bin/su empty-dir && ls -l acl');
      expect(shown.split("\n").slice(0, 4)).toEqual(["6", "2", "2", "2"]);
      expect(shown).toContain("-rw-rw----+".slice(0, 4));
    });
  });
});

/** GNU tar and overlayfs know a longest symlink of 4095 bytes only on some file systems: those are taken as they are. */
function withoutLongTargets<T extends { path: string; target?: string }>(mounted: readonly T[]) {
  const own = new Map(mounted.map((file) => [file.path, file]));
  return (overlaid: readonly T[]) =>
    overlaid.map((file) => (file.target !== undefined && file.target.length > 4000 ? own.get(file.path)! : file));
}

test("attributes of 60,000 bytes, more than most file systems take, are mounted", async () => {
  const xattrs = { "trusted.big": "v".repeat(20_000), "user.bigger": "w".repeat(40_000) };
  const layer = tar([
    { name: "x", data: "x", xattrs },
    { name: "y", data: "y", xattrs: { "user.y": "" } },
  ]);
  const mounted = await withPacked([layer], async ({ rawFile }) => {
    const shown = await listMounted(rawFile);
    await expectAgreement(rawFile, shown);
    return shown;
  });
  expect(mounted.map((file) => Object.values(file.xattrs).map((value) => value.length))).toEqual([
    [],
    [20_000, 40_000],
    [0],
  ]);
});

describe("what packing asks of the kernel", () => {
  const layer = tar([
    { name: "d/", type: "5", mode: 0o755, mtime: "1700000000.123456789" },
    { name: "d/f", data: "hello", mode: 0o640, uid: 70_000, mtime: 7, xattrs: { "user.x": "1" } },
    { name: "d/l", type: "2", link: "f" },
  ]);
  /** What is said: nothing where the comparison was made. */
  const compared = (change: (root: DirectoryInode) => void) =>
    withPacked([layer], async ({ rawFile }) => {
      const said: string[] = [];
      const root = await treeOf(layer);
      change(root);
      await compareWithKernel(rawFile, { root }, { ...silentLog, info: (line) => void said.push(line) });
      return said;
    });
  const childOf = (root: DirectoryInode, name: string) =>
    (root.children.get("d") as DirectoryInode).children.get(name)!;
  const alter = (inode: Inode, change: Partial<Attributes>) => {
    inode.attributes = { ...inode.attributes, ...change };
  };

  test("is compared here, and agrees", async () => {
    expect(await compared(() => {})).toEqual([]);
  });

  test.each<[string, (root: DirectoryInode) => void]>([
    ["a mode", (root) => alter(childOf(root, "f"), { mode: 0o644 })],
    ["an owner", (root) => alter(childOf(root, "f"), { uid: 70_001 })],
    [
      "a time by a nanosecond",
      (root) => alter(root.children.get("d")!, { mtime: { seconds: 1700000000, nanoseconds: 123456788 } }),
    ],
    ["a size", (root) => void Object.assign(childOf(root, "f"), { size: 6 })],
    ["a target", (root) => void Object.assign(childOf(root, "l"), { target: "g" })],
    ["a type", (root) => void Object.assign(childOf(root, "l"), { type: "fifo" })],
    ["a link more", (root) => void root.children.set("x", childOf(root, "f"))],
    ["a name less", (root) => void root.children.delete("d")],
  ])("fails where it differs by %s", async (_what, change) => {
    await expect(compared(change)).rejects.toMatchObject({ code: "snapshot-invalid" });
  });

  test.each<[string, (root: DirectoryInode) => void]>([
    ["a mode", (root) => alter(childOf(root, "f"), { mode: 0o644 })],
    ["an owner", (root) => alter(childOf(root, "f"), { uid: 70_001 })],
    ["a group", (root) => alter(childOf(root, "f"), { gid: 1 })],
    ["seconds", (root) => alter(childOf(root, "f"), { mtime: { seconds: 8, nanoseconds: 0 } })],
    ["nanoseconds", (root) => alter(root.children.get("d")!, { mtime: { seconds: 1700000000, nanoseconds: 1 } })],
    ["an attribute's value", (root) => alter(childOf(root, "f"), { xattrs: new Map([["user.x", "2"]]) })],
    ["an attribute's name", (root) => alter(childOf(root, "f"), { xattrs: new Map([["user.y", "1"]]) })],
    ["an attribute less", (root) => alter(childOf(root, "f"), { xattrs: new Map() })],
  ])("is asked of our own reader first, which sees attributes, too: %s", async (_what, change) => {
    await withPacked([layer], async ({ rawFile }) => {
      const root = await treeOf(layer);
      await compareNames(rawFile, { root }, silentLog, undefined);
      change(root);
      await expect(compareNames(rawFile, { root }, silentLog, undefined)).rejects.toMatchObject({
        code: "snapshot-invalid",
        message: expect.stringContaining("was read back and differs from the image"),
      });
    });
  });

  describe("by a caller who is not root", () => {
    const walk = async (through: readonly string[], change: "none" | "owner") => {
      const program = join(import.meta.dirname, "../services/kernel-walk-process.ts");
      const [first, ...rest] = [...through, process.execPath, program, change];
      const { stdout, stderr } = await run(first!, rest, { stopBy: "end of input" });
      return stdout.toString("utf8") + stderr;
    };

    test("is asked through sudo, and found to be right or wrong", async () => {
      const folder = await mkdtemp(join(tmpdir(), "treestamp-walk-"));
      const user = asSudoUser(1001, folder);
      expect(await walk(user, "none")).toBe("agrees\n");
      expect(await walk(user, "owner")).toContain("snapshot-invalid: The kernel shows the snapshot differently");
      await rm(folder, { recursive: true });
    });

    test("is not asked without sudo, and the log says so", async () => {
      const folder = await mkdtemp(join(tmpdir(), "treestamp-walk-"));
      const said = await walk(asUnprivilegedUser(1001, folder), "owner");
      expect(said).toMatch(
        /^info: The packed snapshot was read back by treestamp only, not through the kernel: .*sudo/,
      );
      expect(said).toContain("agrees\n");
      await rm(folder, { recursive: true });
    });
  });

  test("ends with the caller, and nothing stays mounted", async () => {
    await withPacked([layer], async ({ rawFile }) => {
      const stop = new AbortController();
      const walking = compareWithKernel(rawFile, { root: await treeOf(layer) }, silentLog, stop.signal);
      stop.abort();
      await expect(walking).rejects.toMatchObject({ code: "interrupted" });
      expect((await run("losetup", ["--list", "--output", "BACK-FILE"])).stdout.toString()).not.toContain(rawFile);
      expect(await readdir(dirname(rawFile))).not.toContainEqual(expect.stringContaining("mount-"));
    });
  });

  test("fails where it refuses the image", async () => {
    await withPacked([layer], async ({ rawFile }) => {
      await truncate(rawFile, 1024);
      await expect(compareWithKernel(rawFile, { root: await treeOf(layer) }, silentLog)).rejects.toMatchObject({
        code: "snapshot-invalid",
      });
    });
  });
});

describe("random layer stacks", () => {
  const name = fc.constantFrom("a", "b", "c", "d-", "\xe9\n", "n".repeat(200));
  const attributes = fc.record({
    mode: fc.constantFrom(0o644, 0o755, 0o4711, 0),
    uid: fc.constantFrom(0, 1000, 70_000),
    gid: fc.constantFrom(0, 5, 4_294_967_294),
    mtime: fc.constantFrom(0, 1_700_000_000, "1700000000.987654321", "-5.5"),
    xattrs: fc.constantFrom<Record<string, string>>({}, { "user.x": "1\0\xff" }, { "trusted.t": "t" }),
  });
  const node = fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom(
      "file",
      "file",
      "directory",
      "directory",
      "symlink",
      "link",
      "fifo",
      "device",
      "whiteout",
      "opaque",
    ),
    attributes,
    size: fc.constantFrom(0, 1, 4096, 5000, 300_000, 600_000),
    seed: fc.nat(3),
  });
  /** A layer as engines write them: parents before children, each name once, links to files before them. */
  const layer = fc.array(node, { maxLength: 14 }).map((nodes) => {
    const specs: TarSpec[] = [];
    const kinds = new Map<string, string>([["", "directory"]]);
    for (const { path, kind, attributes, size, seed } of nodes) {
      const parent = path.slice(0, -1);
      const above = parent.map((_, depth) => kinds.get(parent.slice(0, depth + 1).join("/")));
      if (above.some((known) => known !== undefined && known !== "directory")) continue;
      for (let depth = 1; depth <= parent.length; depth++) {
        const prefix = parent.slice(0, depth).join("/");
        if (kinds.has(prefix)) continue;
        kinds.set(prefix, "directory");
        specs.push({ name: `${prefix}/`, type: "5", ...attributes, mode: 0o755 });
      }
      const place = path.join("/");
      const folder = parent.length === 0 ? "" : `${parent.join("/")}/`;
      // Overlayfs merges the roots of its layers whatever they say, image-spec does not: the unit tests have that case.
      if (kind === "opaque" && parent.length > 0 && !kinds.has(`${folder}.opaque`)) {
        kinds.set(`${folder}.opaque`, kind);
        specs.push({ name: `${folder}.wh..wh..opq`, data: "" });
      }
      if (kind === "opaque" || kinds.has(place)) continue;
      const [target] = [...kinds].filter(([, known]) => known === "file").map(([known]) => known);
      if (kind === "link" && target === undefined) continue;
      kinds.set(place, kind);
      if (kind === "file")
        specs.push({ name: place, data: Buffer.alloc(size, seed === 0 ? "\0" : `content ${seed}`), ...attributes });
      if (kind === "directory") specs.push({ name: `${place}/`, type: "5", ...attributes });
      if (kind === "symlink") specs.push({ name: place, type: "2", link: `target ${seed}`, ...attributes, xattrs: {} });
      if (kind === "fifo") specs.push({ name: place, type: "6", ...attributes, xattrs: {} });
      if (kind === "device")
        specs.push({ name: place, type: "3", major: 5, minor: 1 + seed, ...attributes, xattrs: {} });
      if (kind === "whiteout") specs.push({ name: `${folder}.wh.${path.at(-1)}`, data: "" });
      if (kind === "link") {
        const original = specs.find((spec) => spec.name === target)!;
        specs.push({ ...original, name: place, type: "1", link: target!, data: "" });
      }
    }
    // Directories made on the way have times that tar sets only where an entry says so: all have one here.
    return [{ name: "./", type: "5", mode: 0o755 }, ...specs];
  });

  test("are mounted as docker's overlay driver shows them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(layer, { minLength: 1, maxLength: 4 }), async (layers) => {
        const archives = layers.map((specs) => tar(specs));
        const { mounted, overlaid } = await judged(archives);
        expect(mounted).toEqual(overlaid);
      }),
      { numRuns: 12 * searchFactor },
    );
  });
});
