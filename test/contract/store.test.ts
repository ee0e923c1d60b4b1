/** What every store does, held by each driver: an OCI image layout on disk, and a real registry. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../core/machine/process.ts";
import { sha256Of } from "../../core/oci/digest.ts";
import { openStore } from "../../core/oci/open.ts";
import type { Descriptor, Digest, Store } from "../../core/oci/port.ts";
import { collected, descriptorOf, inParts, publish, smallImage } from "../services/image.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const octets = "application/octet-stream";
const nowhere: Digest = `sha256:${"0".repeat(64)}`;

let folder: string;
let registry: RunningRegistry;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-store-"));
  registry = await startRegistry();
});
afterAll(async () => {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Each test gets a store that nobody has written to. */
function freshName(): string {
  return randomBytes(6).toString("hex");
}

describe.each<[string, () => string]>([
  ["an OCI image layout", () => join(folder, freshName())],
  ["a registry", () => `${registry.host}/team/${freshName()}`],
])("%s", (kind, freshLocation) => {
  const fresh = (): Store => openStore(freshLocation());

  describe("lookup", () => {
    test("of a tag in a store that does not exist yet is absent", async () => {
      expect(await fresh().lookup("v1")).toEqual({ state: "absent" });
    });

    test("of a digest that nobody wrote is absent", async () => {
      const store = fresh();
      await publish(store, smallImage(), "v1");
      expect(await store.lookup(nowhere)).toEqual({ state: "absent" });
    });

    test("of a tag gives the manifest's own bytes, its digest and media type", async () => {
      const store = fresh();
      const image = smallImage();
      await publish(store, image, "v1");
      expect(await store.lookup("v1")).toEqual({ state: "present", manifest: image.index });
    });

    test("of a digest finds the index, and each image in it", async () => {
      const store = fresh();
      const image = smallImage();
      await publish(store, image, "v1");
      expect(await store.lookup(image.index.descriptor.digest)).toEqual({ state: "present", manifest: image.index });
      expect(await store.lookup(image.manifest.descriptor.digest)).toEqual({
        state: "present",
        manifest: image.manifest,
      });
    });

    test("of another tag stays absent", async () => {
      const store = fresh();
      await publish(store, smallImage(), "v1");
      expect(await store.lookup("v2")).toEqual({ state: "absent" });
    });

    test("of something that is neither tag nor digest is unknown, with the reason", async () => {
      const lookup = await fresh().lookup("../../etc/passwd");
      expect(lookup).toMatchObject({ state: "unknown", reason: { code: "input-invalid" } });
    });
  });

  describe("a tag", () => {
    test("is moved to other bytes", async () => {
      const store = fresh();
      const [first, second] = [smallImage(), smallImage()];
      await publish(store, first, "v1");
      await publish(store, second, "v1");
      expect(await store.lookup("v1")).toEqual({ state: "present", manifest: second.index });
    });

    test("may be written twice with the same bytes", async () => {
      const store = fresh();
      const image = smallImage();
      await publish(store, image, "v1");
      await publish(store, image, "v1");
      expect(await store.lookup("v1")).toEqual({ state: "present", manifest: image.index });
    });

    test("is one of several names of one image", async () => {
      const store = fresh();
      const image = smallImage();
      await publish(store, image, "v1");
      await publish(store, image, "v2");
      for (const tag of ["v1", "v2"]) {
        expect(await store.lookup(tag)).toEqual({ state: "present", manifest: image.index });
      }
    });
  });

  describe("a blob", () => {
    test.each([0, 1, 100_000])("of %d bytes comes back as it was", async (size) => {
      const store = fresh();
      const bytes = randomBytes(size);
      const blob = descriptorOf(octets, bytes);
      expect(await store.hasBlob(blob.digest)).toBe(false);
      await store.writeBlob(blob, () => inParts(bytes));
      expect(await store.hasBlob(blob.digest)).toBe(true);
      expect((await collected(store.readBlob(blob))).equals(bytes)).toBe(true);
    });

    test("may be written twice, and the second time its source is not read", async () => {
      const store = fresh();
      const bytes = randomBytes(1000);
      const blob = descriptorOf(octets, bytes);
      await store.writeBlob(blob, () => inParts(bytes));
      await store.writeBlob(blob, () => {
        throw new Error("The source was read.");
      });
      expect(await collected(store.readBlob(blob))).toEqual(bytes);
    });

    test("comes from a file, which stays", async () => {
      const store = fresh();
      const bytes = randomBytes(300_000);
      const file = join(folder, freshName());
      await writeFile(file, bytes);
      await store.writeBlob(descriptorOf(octets, bytes), { file });
      await rm(file);
      expect((await collected(store.readBlob(descriptorOf(octets, bytes)))).equals(bytes)).toBe(true);
    });

    test("can be read in part", async () => {
      const store = fresh();
      const bytes = randomBytes(200_000);
      const blob = descriptorOf(octets, bytes);
      await store.writeBlob(blob, () => inParts(bytes));
      for (const [offset, length] of [
        [0, 1],
        [0, 200_000],
        [1, 100],
        [65_535, 70_000],
        [199_999, 1],
        [100, 0],
      ] as const) {
        const part = await collected(store.readBlob(blob, { offset, length }));
        expect(part.equals(bytes.subarray(offset, offset + length))).toBe(true);
      }
    });

    test("cannot be read beyond its end", async () => {
      const store = fresh();
      const bytes = randomBytes(100);
      const blob = descriptorOf(octets, bytes);
      await store.writeBlob(blob, () => inParts(bytes));
      await expect(collected(store.readBlob(blob, { offset: 90, length: 11 }))).rejects.toMatchObject({
        code: "store-corrupt",
      });
    });

    test("that is not there is an error that says so", async () => {
      const store = fresh();
      const blob: Descriptor = { mediaType: octets, digest: nowhere, size: 10 };
      await expect(collected(store.readBlob(blob))).rejects.toMatchObject({ code: "path-missing" });
      await expect(collected(store.readBlob(blob, { offset: 0, length: 1 }))).rejects.toMatchObject({
        code: "path-missing",
      });
    });

    test("a reader may stop early", async () => {
      const store = fresh();
      const bytes = randomBytes(3_000_000);
      const blob = descriptorOf(octets, bytes);
      await store.writeBlob(blob, () => inParts(bytes));
      for await (const part of store.readBlob(blob)) {
        expect(part.length).toBeGreaterThan(0);
        break;
      }
      expect((await collected(store.readBlob(blob))).equals(bytes)).toBe(true);
    });

    test.each([
      ["other bytes", Buffer.from("not the bytes")],
      ["too few bytes", Buffer.from("the byte")],
      ["too many bytes", Buffer.from("the bytes and more")],
    ])("is refused if its source gives %s, and is not stored", async (_what, wrong) => {
      const store = fresh();
      const blob = descriptorOf(octets, Buffer.from("the bytes"));
      await expect(store.writeBlob(blob, () => inParts(wrong, 4))).rejects.toMatchObject({ code: "store-corrupt" });
      const file = join(folder, freshName());
      await writeFile(file, wrong);
      await expect(store.writeBlob(blob, { file })).rejects.toMatchObject({ code: "store-corrupt" });
      expect(await store.hasBlob(blob.digest)).toBe(false);
    });

    test("whose source fails is not stored, and the source's own error is thrown", async () => {
      const store = fresh();
      const blob = descriptorOf(octets, Buffer.from("the bytes"));
      const source = async function* () {
        yield Buffer.from("the ");
        throw new Error("The disk is full.");
      };
      await expect(store.writeBlob(blob, source)).rejects.toThrow("The disk is full.");
      expect(await store.hasBlob(blob.digest)).toBe(false);
    });

    test("of 300 MB passes in both directions without being held in memory", async () => {
      const store = fresh();
      const part = randomBytes(1024 * 1024);
      const source = async function* () {
        for (let number = 0; number < 300; number++) yield part;
      };
      const hash = createHash("sha256");
      for await (const bytes of source()) hash.update(bytes);
      const blob: Descriptor = { mediaType: octets, digest: `sha256:${hash.digest("hex")}`, size: 300 * part.length };
      const before = process.memoryUsage.rss();
      let peak = before;
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss());
      }, 10);
      try {
        await store.writeBlob(blob, source);
        let size = 0;
        for await (const bytes of store.readBlob(blob)) size += bytes.length;
        expect(size).toBe(blob.size);
      } finally {
        clearInterval(watch);
      }
      expect(peak - before).toBeLessThan(200e6);
    });
  });

  test("a manifest whose descriptor names other bytes is refused", async () => {
    const store = fresh();
    const { manifest } = smallImage();
    const wrong = { descriptor: { ...manifest.descriptor, digest: nowhere }, body: manifest.body };
    await expect(store.writeManifest(wrong, "v1")).rejects.toMatchObject({ code: "store-corrupt" });
    expect(await store.lookup("v1")).toEqual({ state: "absent" });
  });

  test("several processes publish at once, and nothing is lost", async () => {
    const location = freshLocation();
    const writer = new URL("./store-writer.ts", import.meta.url).pathname;
    const prefixes = ["a", "b", "c", "d"];
    const results = await Promise.all(prefixes.map((prefix) => run(process.execPath, [writer, location, prefix, "5"])));
    expect(results.map(({ exitCode, stderr }) => (exitCode === 0 ? "" : stderr))).toEqual(["", "", "", ""]);
    const store = openStore(location);
    for (const prefix of prefixes) {
      for (let number = 0; number < 5; number++) {
        expect((await store.lookup(`${prefix}-${number}`)).state).toBe("present");
      }
    }
  });

  describe("other programs", () => {
    const url = (location: string): string => (kind === "a registry" ? `docker://${location}` : `oci:${location}`);

    test("skopeo reads what we publish", async () => {
      const location = freshLocation();
      const image = smallImage();
      await publish(openStore(location), image, "v1");
      const raw = await skopeo(
        "inspect",
        "--raw",
        ...(kind === "a registry" ? ["--tls-verify=false"] : []),
        `${url(location)}:v1`,
      );
      expect(sha256Of(raw)).toBe(image.index.descriptor.digest);
      const copy = join(folder, freshName());
      await skopeo("copy", "--src-tls-verify=false", `${url(location)}:v1`, `oci:${copy}:copied`);
      expect((await openStore(copy).lookup("copied")).state).toBe("present");
    });

    test("we read what skopeo publishes", async () => {
      const [ours, theirs] = [freshLocation(), freshLocation()];
      const image = smallImage();
      await publish(openStore(ours), image, "v1");
      await skopeo(
        "copy",
        "--all",
        "--src-tls-verify=false",
        "--dest-tls-verify=false",
        `${url(ours)}:v1`,
        `${url(theirs)}:v2`,
      );
      const store = openStore(theirs);
      expect(await store.lookup("v2")).toEqual({ state: "present", manifest: image.index });
      for (const [blob, bytes] of image.blobs) expect(await collected(store.readBlob(blob))).toEqual(bytes);
    });
  });
});

async function skopeo(...args: string[]): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await run("skopeo", ["--insecure-policy", ...args]);
  if (exitCode !== 0) throw new Error(`skopeo ${args.join(" ")}: ${stderr}`);
  return stdout;
}
