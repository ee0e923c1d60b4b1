/** What only an OCI image layout on disk has: files that others made or left, links, and processes that die. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ownName } from "../../core/machine/owner.ts";
import { run } from "../../core/machine/process.ts";
import { hexOf } from "../../core/oci/digest.ts";
import { layoutStore, soleManifest } from "../../core/oci/layout/store.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Descriptor } from "../../core/oci/port.ts";
import { deadOwner } from "../services/dead-owner.ts";
import { collected, descriptorOf, inParts, publish, smallImage } from "../services/image.ts";

const octets = "application/octet-stream";

let root: string;
let folder: string;
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "treestamp-layout-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => {
  folder = join(root, String(count++));
});

const blobPath = (blob: Descriptor): string => join(folder, "blobs", "sha256", hexOf(blob.digest));

async function skopeo(...args: string[]): Promise<void> {
  const { exitCode, stderr } = await run("skopeo", ["--insecure-policy", ...args]);
  if (exitCode !== 0) throw new Error(`skopeo ${args.join(" ")}: ${stderr}`);
}

test("a blob and a manifest of the right size and with other bytes are written anew", async () => {
  const store = layoutStore(folder);
  const image = smallImage();
  await publish(store, image, "v1");
  const parts = [...image.blobs.keys(), image.manifest.descriptor, image.index.descriptor];
  for (const part of parts) await writeFile(blobPath(part), Buffer.alloc(part.size)); // as after a loss of power
  expect((await store.lookup("v1")).state).toBe("unknown");
  await publish(store, image, "v1");
  expect(await store.lookup("v1")).toEqual({ state: "present", manifest: image.index });
  for (const [blob, bytes] of image.blobs) expect((await collected(store.readBlob(blob))).equals(bytes)).toBe(true);
});

describe("a folder", () => {
  test("is not made by a lookup", async () => {
    await layoutStore(folder).lookup("v1");
    await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("that is empty is a store without images", async () => {
    await mkdir(folder);
    expect(await layoutStore(folder).lookup("v1")).toEqual({ state: "absent" });
    await publish(layoutStore(folder), smallImage(), "v1");
    expect((await layoutStore(folder).lookup("v1")).state).toBe("present");
  });

  test("with other files in it is no store: unknown, and nothing is written to it", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "thesis.txt"), "years of work");
    expect(await layoutStore(folder).lookup("v1")).toMatchObject({
      state: "unknown",
      reason: { code: "input-invalid", message: expect.stringContaining("thesis.txt") },
    });
    await expect(publish(layoutStore(folder), smallImage(), "v1")).rejects.toMatchObject({ code: "input-invalid" });
    expect(await readdir(folder)).toEqual(["thesis.txt"]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["that is a file", () => writeFile(folder, "")],
    ["that is a link to itself", () => symlink(folder, folder)],
  ])("%s is unknown, not absent", async (_what, make) => {
    await make();
    expect(await layoutStore(folder).lookup("v1")).toMatchObject({
      state: "unknown",
      reason: { code: "store-unreachable" },
    });
  });

  test.each([
    ["an index.json that is not JSON", "index.json", "{"],
    ["an index.json without a list", "index.json", "{}"],
    ["an oci-layout of another version", "oci-layout", '{"imageLayoutVersion":"2.0.0"}'],
    ["an oci-layout that is not JSON", "oci-layout", ""],
  ])("with %s is unknown, not absent", async (_what, name, content) => {
    await publish(layoutStore(folder), smallImage(), "v1");
    await writeFile(join(folder, name), content);
    expect(await layoutStore(folder).lookup("v1")).toMatchObject({
      state: "unknown",
      reason: { code: "store-corrupt" },
    });
  });

  test("is named from the working folder that is given", async () => {
    await publish(openStore("./store", { workingFolder: folder }), smallImage(), "v1");
    expect((await openStore(join(folder, "store")).lookup("v1")).state).toBe("present");
  });
});

describe("an image in a folder", () => {
  test("whose manifest was removed or changed is unknown, not absent", async () => {
    const image = smallImage();
    await publish(layoutStore(folder), image, "v1");
    await writeFile(blobPath(image.index.descriptor), image.manifest.body);
    expect(await layoutStore(folder).lookup("v1")).toMatchObject({
      state: "unknown",
      reason: { code: "store-corrupt" },
    });
    await rm(blobPath(image.index.descriptor));
    expect(await layoutStore(folder).lookup("v1")).toMatchObject({
      state: "unknown",
      reason: { code: "store-corrupt" },
    });
  });

  test("is unknown if two entries of index.json have its tag", async () => {
    await publish(layoutStore(folder), smallImage(), "v1");
    await publish(layoutStore(folder), smallImage(), "v2");
    const text = await readFile(join(folder, "index.json"), "utf8");
    await writeFile(join(folder, "index.json"), text.replace('"v2"', '"v1"'));
    expect(await layoutStore(folder).lookup("v1")).toMatchObject({
      state: "unknown",
      reason: { code: "image-invalid" },
    });
  });

  test("leaves in index.json what others wrote there", async () => {
    await publish(layoutStore(folder), smallImage(), "v1");
    const index = JSON.parse(await readFile(join(folder, "index.json"), "utf8"));
    await writeFile(join(folder, "index.json"), JSON.stringify({ ...index, annotations: { "their.own": "value" } }));
    await publish(layoutStore(folder), smallImage(), "v2");
    const after = JSON.parse(await readFile(join(folder, "index.json"), "utf8"));
    expect(after.annotations).toEqual({ "their.own": "value" });
    expect(after.manifests).toHaveLength(2);
  });

  test("of another program is the sole one in its folder, with or without a name", async () => {
    const image = smallImage();
    await publish(layoutStore(folder), image, "v1");
    for (const name of ["", ":named"]) {
      const copy = `${folder}-copy${name.replace(":", "-")}`;
      await skopeo("copy", "--all", `oci:${folder}:v1`, `oci:${copy}${name}`);
      expect(await soleManifest(copy)).toEqual(image.index);
    }
  });

  test.each([0, 2])("is not the sole one among %d", async (images) => {
    for (let number = 0; number < images; number++) await publish(layoutStore(folder), smallImage(), `v${number}`);
    await expect(soleManifest(folder)).rejects.toMatchObject({ code: "image-invalid" });
  });
});

describe("a blob in a folder", () => {
  const bytes = Buffer.from("a blob of some bytes");
  const blob = descriptorOf(octets, bytes);

  test("from a file on the same file system is a link to it: nothing is copied", async () => {
    const file = `${folder}-frames`;
    await writeFile(file, bytes, { mode: 0o600 });
    await layoutStore(folder).writeBlob(blob, { file });
    const [ours, theirs] = [await stat(blobPath(blob)), await stat(file)];
    expect(ours.ino).toBe(theirs.ino);
    expect(ours.mode & 0o777).toBe(0o644);
    await rm(file);
    expect(await collected(layoutStore(folder).readBlob(blob))).toEqual(bytes);
  });

  test("from a file on another file system is a copy", async () => {
    const memory = await mkdtemp("/dev/shm/treestamp-");
    try {
      await writeFile(join(memory, "frames"), bytes);
      await layoutStore(folder).writeBlob(blob, { file: join(memory, "frames") });
      expect((await stat(blobPath(blob))).nlink).toBe(1);
      expect(await collected(layoutStore(folder).readBlob(blob))).toEqual(bytes);
    } finally {
      await rm(memory, { recursive: true });
    }
  });

  test("from a file that is not there is an error, and leaves nothing behind", async () => {
    await expect(layoutStore(folder).writeBlob(blob, { file: `${folder}-none` })).rejects.toMatchObject({
      message: expect.stringContaining("is not there"),
    });
    expect(await readdir(join(folder, ".treestamp"))).toEqual([]);
  });

  test("that was changed on disk is an error when it is read", async () => {
    await layoutStore(folder).writeBlob(blob, () => inParts(bytes));
    await writeFile(blobPath(blob), Buffer.from("a blob of other byte"));
    await expect(collected(layoutStore(folder).readBlob(blob))).rejects.toMatchObject({ code: "store-corrupt" });
  });

  test("that was cut short on disk is an error when it is read, and mended when it is written", async () => {
    await layoutStore(folder).writeBlob(blob, () => inParts(bytes));
    await writeFile(blobPath(blob), bytes.subarray(0, 5));
    const part = layoutStore(folder).readBlob(blob, { offset: 0, length: 2 });
    await expect(collected(part)).rejects.toMatchObject({ code: "store-corrupt" });
    await layoutStore(folder).writeBlob(blob, () => inParts(bytes));
    expect(await collected(layoutStore(folder).readBlob(blob))).toEqual(bytes);
  });

  test("is written by several at once without harm", async () => {
    await Promise.all(Array.from({ length: 8 }, () => layoutStore(folder).writeBlob(blob, () => inParts(bytes, 3))));
    expect(await collected(layoutStore(folder).readBlob(blob))).toEqual(bytes);
    expect(await readdir(join(folder, ".treestamp"))).toEqual([]);
  });
});

describe("a process that dies", () => {
  test("while it publishes leaves a store that others read and write", async () => {
    const writer = new URL("./store-writer.ts", import.meta.url).pathname;
    for (const delay of [200, 300, 400]) {
      const child = spawn(process.execPath, [writer, folder, `dead-${delay}`, "1000"], { stdio: "ignore" });
      const ended = once(child, "close");
      await sleep(delay);
      child.kill("SIGKILL");
      await ended;
    }
    const store = layoutStore(folder);
    await publish(store, smallImage(), "alive");
    expect((await store.lookup("alive")).state).toBe("present");
    const index = JSON.parse(await readFile(join(folder, "index.json"), "utf8"));
    for (const { digest } of index.manifests) expect((await store.lookup(digest)).state).toBe("present");
  });

  test("has its temporary files removed, and one that lives has not", async () => {
    await publish(layoutStore(folder), smallImage(), "v1");
    const own = join(folder, ".treestamp");
    const mine = await ownName();
    await writeFile(join(own, mine), "");
    await writeFile(join(own, deadOwner(mine)), "");
    await publish(layoutStore(folder), smallImage(), "v2");
    expect(await readdir(own)).toEqual([mine]);
  });
});
