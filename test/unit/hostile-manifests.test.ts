/**
 * Manifests, indexes and OCI layouts made by an enemy: refused by an error of ours that says what is wrong, before
 * anything that they name is read, fetched or used as the name of a file.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { sha256Of } from "../../core/oci/digest.ts";
import { layoutStore, soleManifest } from "../../core/oci/layout/store.ts";
import { diffIdsOf, type ImageManifest, parseManifest } from "../../core/oci/manifest.ts";
import { manifestOf, ociIndexMediaType, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import { parseIndex, parseSnapshotManifest } from "../../core/places/published.ts";
import { identityAnnotation, maxChunkBytes } from "../../core/snapshot/format.ts";
import { chunkTable, encodeChunkTable, parseChunkTable } from "../../core/snapshot/table.ts";
import { seedIndex, seedManifest, seedSnapshotManifest } from "../fuzz/seeds.ts";

// biome-ignore lint/suspicious/noExplicitAny: any change of any part is what is tested
type Json = Record<string, any>;

const badDigests: readonly (readonly [what: string, digest: unknown])[] = [
  ["leads to another folder", "sha256:../../../../../../../../../../../../../../../../etc/shadow"],
  ["is as long as a digest and leads to another folder", `sha256:${"../".repeat(21)}x`],
  ["is absolute", "/etc/shadow"],
  ["is of another algorithm", `sha512:${"0".repeat(128)}`],
  ["is in capitals", `sha256:${"A".repeat(64)}`],
  ["has a line more", `sha256:${"0".repeat(64)}\n`],
  ["is a list that reads like one", [`sha256:${"0".repeat(64)}`]],
  ["is missing", undefined],
  ["is null", null],
];

const set = (holder: Json, name: string, value: unknown) => void Object.assign(holder, { [name]: value });
const storedAs = (value: Json) => manifestOf(value.mediaType, Buffer.from(JSON.stringify(value)));
const changed = (seed: unknown, change: (value: Json) => void) => {
  const value = structuredClone(seed) as Json;
  change(value);
  return storedAs(value);
};

describe("a manifest is refused", () => {
  test.each(badDigests)("whose layer's digest %s", (_what, digest) => {
    const stored = changed(seedManifest, ({ layers }) => set(layers[1], "digest", digest));
    expect(() => parseManifest(stored)).toThrow(expect.objectContaining({ code: "image-invalid" }));
  });

  test.each<[string, (value: Json) => void]>([
    ["whose layer has a negative size", ({ layers }) => set(layers[0], "size", -1)],
    ["whose layer has a size beyond all numbers", ({ layers }) => set(layers[0], "size", 1e300)],
    ["whose layer has half a byte", ({ layers }) => set(layers[0], "size", 0.5)],
    ["whose layer has its size as text", ({ layers }) => set(layers[0], "size", "3")],
    ["whose layers are no list", (value) => set(value, "layers", { length: 1 })],
    ["whose layers hold nothing", (value) => set(value, "layers", [null])],
    ["without a configuration", (value) => void delete value.config],
    ["that is an index, too", (value) => set(value, "manifests", [])],
    ["that is of another kind", (value) => set(value, "mediaType", "application/vnd.example")],
  ])("%s", (_what, change) => {
    const stored = changed(seedManifest, change);
    expect(() => parseManifest(stored)).toThrow(expect.objectContaining({ code: "image-invalid" }));
  });

  test("that is deep JSON, long JSON or no JSON", () => {
    for (const text of ["[".repeat(100_000), `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`, "", "\0", "nul"]) {
      const stored = manifestOf(ociManifestMediaType, Buffer.from(text));
      expect(() => parseManifest(stored)).toThrow(expect.objectContaining({ code: "image-invalid" }));
    }
  });

  test.each(badDigests)("whose configuration has a diff_id that %s", (_what, digest) => {
    const manifest = parseManifest(storedAs(seedManifest as Json)) as ImageManifest;
    const config = Buffer.from(JSON.stringify({ rootfs: { diff_ids: [sha256Of("one"), digest] } }));
    expect(() => diffIdsOf(config, manifest)).toThrow(expect.objectContaining({ code: "image-invalid" }));
  });

  test("whose configuration lists more or fewer layers than it has", () => {
    const manifest = parseManifest(storedAs(seedManifest as Json)) as ImageManifest;
    for (const ids of [[], [sha256Of("one")], Array.from({ length: 3 }, () => sha256Of("one")), "ab", null]) {
      const config = Buffer.from(JSON.stringify({ rootfs: { diff_ids: ids } }));
      expect(() => diffIdsOf(config, manifest)).toThrow(expect.objectContaining({ code: "image-invalid" }));
    }
  });
});

describe("an index", () => {
  test.each(badDigests)("is refused whose image's digest %s", (_what, digest) => {
    const stored = changed(seedIndex, ({ manifests }) => set(manifests[0], "digest", digest));
    expect(() => parseIndex(stored)).toThrow(expect.objectContaining({ code: "image-invalid" }));
  });

  test.each<[string, (value: Json) => void]>([
    ["whose platform is a text", ({ manifests }) => set(manifests[0], "platform", "linux/amd64")],
    ["whose platform has no name", ({ manifests }) => set(manifests[0], "platform", { os: ["linux"] })],
    ["that is an image, too", (value) => set(value, "layers", [])],
    ["that is an image", (value) => void Object.assign(value, seedManifest, { manifests: undefined })],
  ])("is refused %s", (_what, change) => {
    expect(() => parseIndex(changed(seedIndex, change))).toThrow(expect.objectContaining({ code: "image-invalid" }));
  });

  test("with names that JavaScript keeps for itself, in annotations and elsewhere, is read and changes nothing", () => {
    const text = JSON.stringify(seedIndex).replace(
      '"annotations":{',
      '"annotations":{"__proto__":"x","constructor":"y",',
    );
    const [image] = parseIndex(manifestOf(ociIndexMediaType, Buffer.from(text)));
    expect(image!.snapshot!.annotations).toHaveProperty(["constructor"], "y");
    expect(({} as Json).x).toBeUndefined();
  });

  test("that takes an index for an image of its own goes no further: a snapshot's manifest is none", () => {
    const inner = changed(seedIndex, () => {});
    const outer = changed(seedIndex, ({ manifests }) => void Object.assign(manifests[2], inner.descriptor));
    expect(parseIndex(outer)[0]!.snapshot!.digest).toBe(inner.descriptor.digest);
    expect(() => parseSnapshotManifest(inner)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
  });
});

describe("a snapshot's manifest is refused", () => {
  test.each(badDigests)("whose identity %s", (_what, identity) => {
    const stored = changed(seedSnapshotManifest, ({ annotations }) => set(annotations, identityAnnotation, identity));
    expect(() => parseSnapshotManifest(stored)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
  });

  test("whose table, or configuration, would fill the memory", () => {
    for (const change of [
      ({ layers }: Json) => set(layers[1], "size", 2 ** 40),
      ({ layers }: Json) => set(layers[2], "size", 2 ** 40),
    ]) {
      const stored = changed(seedSnapshotManifest, change);
      expect(() => parseSnapshotManifest(stored)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
    }
  });

  test("that lacks a layer, or has other ones", () => {
    const { layers: right } = seedSnapshotManifest as Json;
    const lacking = [0, 1, 2].map((lost) => right.filter((_: unknown, at: number) => at !== lost));
    for (const layers of [[], ...lacking, (seedManifest as Json).layers]) {
      const stored = changed(seedSnapshotManifest, (value) => set(value, "layers", layers));
      expect(() => parseSnapshotManifest(stored)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
    }
  });
});

describe("a snapshot's manifest with several frames blobs", () => {
  /** @param names of the parts beside the configuration */
  const named = (...names: readonly string[]) =>
    changed(seedSnapshotManifest, (value) => {
      const [frames, , config] = value.layers;
      const layers = names.map((name) => {
        return { ...frames, digest: sha256Of(name), annotations: { "dev.treestamp.part": name } };
      });
      set(value, "layers", [...layers, config]);
    });
  const [table, ...blobs] = ["table.v2", ..."01234".split("").map((number) => `frames.v2.${number}`)].map(
    (name) => `snapshot.${name}`,
  ) as [string, ...string[]];

  test("has them in the order of their numbers, wherever they stand", () => {
    const { frames } = parseSnapshotManifest(named(blobs[2]!, table, blobs[0]!, blobs[1]!));
    expect(frames.map(({ digest }) => digest)).toEqual(blobs.slice(0, 3).map((name) => sha256Of(name)));
  });

  test.each<[string, readonly string[]]>([
    ["with a gap in them", [blobs[0]!, blobs[2]!, table]],
    ["without the first", [blobs[1]!, blobs[2]!, table]],
    ["with one too many", [...blobs, table]],
    ["with another number", [blobs[0]!, blobs[1]!, "snapshot.frames.v2.x", table]],
    ["with those of the first version, too", ["snapshot.frames.v1", blobs[0]!, blobs[1]!, table]],
    ["with the table of the first version", [blobs[0]!, blobs[1]!, "snapshot.table.v1"]],
    ["with the table of the second and one blob of the first", ["snapshot.frames.v1", table]],
  ])("is refused %s", (_what, names) => {
    expect(() => parseSnapshotManifest(named(...names))).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
  });
});

describe("a chunk table is refused", () => {
  const digest = Buffer.alloc(32, 1);
  const whole = { plainLength: 4096, frameLength: 100, plainDigest: digest, frameDigest: digest };

  test("where a chunk without a frame, which is zeros, says that it has content of another snapshot", () => {
    const bytes = encodeChunkTable(chunkTable([whole, { ...whole, frameLength: 0 }]));
    expect(() => parseChunkTable(bytes)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
  });

  test("where a chunk is longer than any, and no memory is taken for it", () => {
    for (const length of [maxChunkBytes + 1, 2 ** 32 - 1]) {
      const bytes = encodeChunkTable(chunkTable([{ ...whole, plainLength: length }]));
      expect(() => parseChunkTable(bytes)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
    }
  });

  test("where it claims more chunks than it has bytes for", () => {
    const bytes = encodeChunkTable(chunkTable([whole]));
    bytes.writeUInt32LE(2 ** 32 - 1, 24);
    expect(() => parseChunkTable(bytes)).toThrow(expect.objectContaining({ code: "snapshot-invalid" }));
  });
});

describe("an OCI layout", () => {
  let root: string;
  let folder: string;
  let count = 0;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "treestamp-hostile-"));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  beforeEach(async () => {
    folder = join(root, String(count++));
    await mkdir(join(folder, "blobs/sha256"), { recursive: true });
    await writeFile(join(folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  });

  const image = storedAs(seedManifest as Json);
  const listed = { ...image.descriptor, annotations: { "org.opencontainers.image.ref.name": "v1" } };
  const writeIndex = (manifests: unknown) =>
    writeFile(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests }));
  const blob = () => join(folder, "blobs/sha256", image.descriptor.digest.slice("sha256:".length));

  /** A lookup never throws: what is wrong is its reason. */
  const refused = async () => {
    const codes = ["store-corrupt", "image-invalid"];
    const lookup = await layoutStore(folder).lookup("v1");
    expect(lookup).toMatchObject({ state: "unknown", reason: { code: expect.stringMatching(codes.join("|")) } });
    await expect(soleManifest(folder)).rejects.toMatchObject({ code: expect.stringMatching(codes.join("|")) });
  };

  test.each(badDigests)("is refused whose digest %s, and that is the name of no file", async (_what, digest) => {
    await writeFile(join(root, "x"), image.body);
    await writeIndex([{ ...listed, digest }]);
    await refused();
    expect(await readdir(join(folder, "blobs/sha256"))).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["an object", {}],
    ["a text", "x"],
    ["a null", [null]],
    ["another list", [[]]],
  ])("is refused whose list of manifests is %s", async (_what, manifests) => {
    await writeIndex(manifests);
    await refused();
  });

  test.each<[string, () => Promise<unknown>]>([
    ["is not there", async () => {}],
    ["has other bytes", () => writeFile(blob(), Buffer.from(image.body).fill(32, 0, 1))],
    ["has more bytes", () => writeFile(blob(), Buffer.concat([image.body, Buffer.from(" ")]))],
    ["is longer than any manifest", () => writeFile(blob(), Buffer.alloc(5 * 1024 * 1024))],
    ["is a folder", () => mkdir(blob())],
    ["is a pipe, on which reading would hang", async () => execFileSync("mkfifo", [blob()])],
    ["is a link to a file outside with other bytes", () => symlink("/etc/passwd", blob())],
    ["is a link to itself", () => symlink(blob(), blob())],
  ])("is refused whose manifest %s", async (_what, make) => {
    await writeIndex([listed]);
    await make();
    const lookup = await layoutStore(folder).lookup("v1");
    expect(lookup).toMatchObject({ state: "unknown" });
    await expect(soleManifest(folder)).rejects.toMatchObject({ name: "TreestampError" });
  });

  test("is refused whose manifest is said to be of another kind", async () => {
    await writeIndex([{ ...listed, mediaType: ociIndexMediaType }]);
    await writeFile(blob(), image.body);
    await refused();
  });

  test("is read whatever else stands in its index: sizes that are wrong, and annotations without end", async () => {
    const annotations = { ...listed.annotations, more: "x".repeat(1_000_000), __proto__: "x", list: [1] };
    await writeIndex([{ ...listed, size: -1, annotations, platform: 7 }]);
    await writeFile(blob(), image.body);
    expect(await layoutStore(folder).lookup("v1")).toMatchObject({
      state: "present",
      manifest: { descriptor: image.descriptor },
    });
  });

  test("gives a blob only where its size and its bytes are the ones that were asked for", async () => {
    await writeFile(blob(), image.body);
    const read = async (size: number, digest = image.descriptor.digest) => {
      for await (const _ of layoutStore(folder).readBlob({ ...image.descriptor, digest, size }));
    };
    await read(image.descriptor.size);
    for (const size of [0, image.descriptor.size - 1, image.descriptor.size + 1, 2 ** 50]) {
      await expect(read(size)).rejects.toMatchObject({ code: "store-corrupt" });
    }
    await expect(read(image.descriptor.size, sha256Of("other"))).rejects.toMatchObject({ code: "path-missing" });
  });
});
