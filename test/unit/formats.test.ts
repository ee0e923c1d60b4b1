/**
 * What a release writes, the next one reads: images are in registries by then, under keys that jobs compute again. The files in
 * test/golden were written by this version and stay as they are. A test that fails here means that every image that was
 * ever published is built anew, or cannot be read: raise the format's version, and keep reading this one.
 *
 * TREESTAMP_GOLDEN=write writes them, which is right only before a release has.
 */
import { hash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRepository } from "../../core/git/repository.ts";
import { silentLog } from "../../core/log/log.ts";
import { readWhole } from "../../core/oci/digest.ts";
import { joined } from "../../core/oci/joined.ts";
import { layoutStore } from "../../core/oci/layout/store.ts";
import { parseManifest } from "../../core/oci/manifest.ts";
import type { Descriptor, Store, StoredManifest } from "../../core/oci/port.ts";
import { manifestOf, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import { buildTimeNote, buildTimeTag, parseBuildTime } from "../../core/places/build-time-note.ts";
import { leaseManifest, leaseTag, over, parseLease } from "../../core/places/lease.ts";
import { makePublication } from "../../core/places/publication.ts";
import { publish } from "../../core/places/publish.ts";
import { makeIndex, makeSnapshotManifest, parseIndex, parseSnapshotManifest } from "../../core/places/published.ts";
import { keyOf } from "../../core/recipe/key.ts";
import { readSource } from "../../core/recipe/source.ts";
import { readBase, type SnapshotBase } from "../../core/snapshot/base.ts";
import { fetchSnapshot } from "../../core/snapshot/fetch.ts";
import type { ChunkTable } from "../../core/snapshot/format.ts";
import { type Packed, packSnapshot } from "../../core/snapshot/pack.ts";
import { encodeChunkTable, parseChunkTable, versionOf } from "../../core/snapshot/table.ts";
import { gitEnvironment, testRepository } from "../fixtures/git.ts";
import { layerOf } from "../fixtures/packing.ts";
import { recipeOf, type WrittenRecipe } from "../fixtures/recipe.ts";
import { tar } from "../fixtures/tar.ts";
import { seededRandom } from "../fuzz/random.ts";
import { descriptorOf, inParts } from "../services/image.ts";

const golden = join(import.meta.dirname, "../golden");
const tag = "0123456789abcdef0123456789abcdef01234567";
const isWriting = process.env.TREESTAMP_GOLDEN === "write";

/** All that differs between formats: grouped small files, one that is cut at fixed offsets, equal ones, holes, odd attributes. */
function lowerLayer(): Buffer {
  const random = seededRandom(20261126, 0);
  const words = (bytes: number) => {
    let text = "";
    while (text.length < bytes) text += `word${random.below(300)} `;
    return text.slice(0, bytes);
  };
  const small = Array.from({ length: 260 }, (_, index) => ({
    name: `usr/lib/package-${index % 13}/file-${index}`,
    data: words(random.below(9000)),
    mtime: 1_600_000_000 + index,
  }));
  return tar([
    { name: "usr/", type: "5", mode: 0o755 },
    ...small,
    { name: "usr/same", data: small[7]!.data },
    { name: "usr/large", data: words(1_000).repeat(5_300) },
    { name: "usr/zeros", data: Buffer.alloc(3_000_000) },
    { name: "usr/run", data: "#!/bin/sh\n", mode: 0o4755, uid: 1000, gid: 70_000 },
    { name: "usr/link", type: "2", link: "run" },
    { name: "usr/hard", type: "1", link: "usr/run" },
    { name: "usr/null", type: "3", major: 1, minor: 3, mode: 0o666 },
  ]);
}
const upperLayer = () =>
  tar([
    { name: "usr/lib/package-3/.wh..wh..opq", data: "" },
    { name: "usr/lib/.wh.package-4", data: "" },
    { name: "usr/lib/package-3/new", data: "new\n" },
    { name: "usr/run", data: "#!/bin/sh -e\n", mode: 0o755 },
  ]);

/** What is laid on the image, and packed onto its snapshot: the second version of the chunk table. */
const layerOnto = () =>
  tar([
    { name: "usr/.wh.same", data: "" },
    { name: "usr/zeros", type: "1", link: "usr/hard" },
    { name: "usr/new", data: "new words ".repeat(60_000), mtime: 1_700_000_000 },
    { name: "usr/lib/package-5/", type: "5", mode: 0o700 },
  ]);

interface SnapshotFacts {
  readonly identity: string;
  readonly raw: string;
  /** Plain bytes of each chunk. */
  readonly chunks: readonly number[];
  readonly index: string;
}

interface Facts extends SnapshotFacts {
  readonly onto: SnapshotFacts;
  readonly keys: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
}
const factsFile = join(golden, "facts.json");
const facts = (): Facts => JSON.parse(readFileSync(factsFile, "utf8"));

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "treestamp-formats-"));
  if (isWriting) await writeGolden();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pack = (name: string, layers: readonly Buffer[], onto?: SnapshotBase) => {
  const request = { layers: layers.map((layer) => layerOf(layer)), folder: join(folder, name), log: silentLog };
  return packSnapshot({ ...request, onto });
};
const packed = (name: string) => pack(name, [lowerLayer(), upperLayer()]);
/** On the snapshot that is in `store`. */
const packedOnto = async (name: string, store: Store) => {
  const { snapshot } = await snapshotIn(store);
  return pack(name, [layerOnto()], await readBase({ store, ...snapshot }));
};

const sha256 = async (file: string) => hash("sha256", await readFile(file));

/** What a release has published: the image, and the one that is laid on it, of which the other store has all that they share. */
const stores = {
  "an image": layoutStore(join(golden, "store")),
  "an image on another one": joined(layoutStore(join(golden, "onto")), layoutStore(join(golden, "store"))),
};

test("the same layers give the same file system, cut into the same chunks", async () => {
  const { identity, rawFile, chunkTable } = await packed("again");
  expect(chunkTable.chunks.map(({ plainLength }) => plainLength)).toEqual(facts().chunks);
  expect({ identity, raw: await sha256(rawFile) }).toEqual({ identity: facts().identity, raw: facts().raw });
});

test("the same layer on the same base gives the same chunks, of which the base's stay where they are", async () => {
  const { identity, chunkTable } = await packedOnto("onto again", stores["an image"]);
  const { table } = await snapshotIn(stores["an image on another one"]);
  const told = ({ chunks }: ChunkTable) =>
    chunks.map(({ frameDigest, frameOffset, frameLength, ...chunk }) =>
      // The frames that are new are as long as this zlib makes them.
      chunk.blob === 0 ? { ...chunk, frameDigest, frameOffset, frameLength } : chunk,
    );
  expect(told(chunkTable)).toEqual(told(table));
  expect(identity).toBe(facts().onto.identity);
});

describe.each([
  ["an image", () => facts()],
  ["an image on another one", () => facts().onto],
] as const)("%s that this version published", (which, known) => {
  const store = stores[which];

  test("is read: its index, its snapshot's manifest and table, and the file system as it was", async () => {
    const { stored, image, snapshot, table } = await snapshotIn(store);
    expect(stored.descriptor.digest).toBe(known().index);
    expect(image.platform).toEqual({ os: "linux", architecture: "amd64" });
    const { identity, chunks } = known();
    expect([snapshot.identity, table.identity]).toEqual([identity, identity]);
    expect(table.chunks.map(({ plainLength }) => plainLength)).toEqual(chunks);
    const destination = join(folder, `${which}, fetched`);
    await fetchSnapshot({ store, ...snapshot, table, destination });
    expect(await sha256(destination)).toBe(known().raw);
    expect(JSON.parse((await readWhole(store, snapshot.config)).toString())).toMatchObject({ os: "linux" });
  });

  test("would be written again in the same form: index, snapshot's manifest, and table", async () => {
    const { stored, image, snapshot } = await snapshotIn(store);
    expect(makeIndex([image]).body.toString()).toBe(stored.body.toString());
    const manifest = await manifestAt(store, image.snapshot!);
    const bytes = await readWhole(store, snapshot.table);
    const table = parseChunkTable(bytes);
    expect(makeSnapshotManifest(snapshot, versionOf(table)).manifest.body.toString()).toBe(manifest.body.toString());
    expect(encodeChunkTable(table).equals(bytes)).toBe(true);
  });
});

test.each(Object.keys(recipes()))("the key of a recipe stays: %s", async (name) => {
  expect(await keyOfRecipe(name)).toBe(facts().keys[name]);
});

test("leases and notes stand beside a key under the same tags, in the same bytes", () => {
  expect(notes()).toEqual(facts().notes);
  expect(parseLease(leaseManifest(lease).manifest)).toEqual(lease);
  expect(parseLease(leaseManifest(over).manifest)).toBe(over);
  expect(parseBuildTime(buildTimeNote(12.34).manifest)).toBe(12.3);
});

const lease = { holder: "job 7 of acme/app", nonce: "0f1e2d", beat: 1 };
function notes(): Facts["notes"] {
  return {
    [leaseTag(tag)]: leaseManifest(lease).manifest.descriptor.digest,
    [`${leaseTag(tag)}, over`]: leaseManifest(over).manifest.descriptor.digest,
    [buildTimeTag(tag)]: buildTimeNote(12.34).manifest.descriptor.digest,
  };
}

/** Each part of a recipe that has a place of its own in the key. */
function recipes(): Readonly<Record<string, WrittenRecipe>> {
  const digest = `sha256:${"5".repeat(64)}`;
  return {
    "a directory": { context: "build" },
    "the whole repository": {},
    "with ignore rules": { context: "ignoring" },
    "with included files": { context: "build", include: ["go.mod", "locks"] },
    "with a Dockerfile from outside": { context: "build", file: "Dockerfile" },
    "of a stage": { context: "build", target: "tools" },
    "with build arguments": {
      context: "build",
      buildArgs: new Map([
        ["VERSION", "1.2"],
        ["EMPTY", ""],
      ]),
    },
    "for two platforms": { context: "build", platforms: ["linux/amd64", "linux/arm64"] },
    "with a base": { context: "build", base: new Map([["base:1", `ghcr.io/acme/base@${digest}`]]) },
  };
}

async function keyOfRecipe(name: string): Promise<string> {
  using repository = testRepository({
    Dockerfile: "FROM scratch\n",
    "build/Dockerfile": "FROM base:1 AS tools\nCOPY . /\nFROM tools\n",
    "build/run.sh": { run: "#!/bin/sh\n" },
    "build/link": { link: "run.sh" },
    "ignoring/Dockerfile": "FROM scratch\nCOPY . /\n",
    "ignoring/.dockerignore": "*\n!kept\n!Dockerfile\n",
    "ignoring/kept": "kept\n",
    "ignoring/left-out": "left out\n",
    "go.mod": "module example\n",
    "locks/a/package.json": "{}\n",
  });
  await using opened = await openRepository(repository.folder, gitEnvironment);
  const { recipe, dirty } = await readSource(opened, { ref: "HEAD", inputs: recipeOf(recipes()[name]!) });
  return keyOf(opened.objectFormat, recipe, dirty).tag;
}

/** The one image of a store, and its snapshot. */
async function snapshotIn(store: Store) {
  const lookup = await store.lookup(tag);
  if (lookup.state !== "present") throw new Error("test/golden has no image.");
  const [image, ...others] = parseIndex(lookup.manifest);
  expect(others).toEqual([]);
  const snapshot = parseSnapshotManifest(await manifestAt(store, image!.snapshot!));
  const table = parseChunkTable(await readWhole(store, snapshot.table));
  return { stored: lookup.manifest, image: image!, snapshot, table };
}

async function manifestAt(store: Store, descriptor: Descriptor): Promise<StoredManifest> {
  const lookup = await store.lookup(descriptor.digest);
  if (lookup.state !== "present") throw new Error(`${descriptor.digest} is not there.`);
  return lookup.manifest;
}

async function writeGolden(): Promise<void> {
  rmSync(golden, { recursive: true, force: true });
  const layout = layoutStore(join(folder, "layout"));
  const put = async (mediaType: string, bytes: Buffer): Promise<Descriptor> => {
    const blob = descriptorOf(mediaType, bytes);
    await layout.writeBlob(blob, () => inParts(bytes));
    return blob;
  };
  // The image itself is docker's format: none of its bytes are needed here.
  const layer = await put("application/vnd.oci.image.layer.v1.tar", tar([{ name: "empty", data: "" }]));
  const config = { architecture: "amd64", os: "linux", rootfs: { type: "layers", diff_ids: [layer.digest] } };
  const body = {
    schemaVersion: 2,
    mediaType: ociManifestMediaType,
    config: await put("application/vnd.oci.image.config.v1+json", Buffer.from(JSON.stringify(config))),
    layers: [layer],
  };
  const image = {
    platform: { os: "linux", architecture: "amd64" },
    manifest: manifestOf(ociManifestMediaType, Buffer.from(JSON.stringify(body))),
  };
  const below = layoutStore(join(golden, "store"));
  const write = async (snapshot: Packed, store: Store): Promise<Omit<SnapshotFacts, "raw">> => {
    const publication = makePublication([{ ...image, snapshot }], layout);
    const { index } = await publish({ publication, store, tag, log: silentLog });
    expect(parseManifest(index).kind).toBe("index");
    const chunks = snapshot.chunkTable.chunks.map(({ plainLength }) => plainLength);
    return { identity: snapshot.identity, chunks, index: index.descriptor.digest };
  };
  const snapshot = await packed("golden");
  const written = await write(snapshot, below);
  const above = layoutStore(join(golden, "onto"));
  const onto = await write(await packedOnto("golden onto", below), above);
  const { snapshot: fetched, table } = await snapshotIn(above);
  await fetchSnapshot({ store: above, ...fetched, table, destination: join(folder, "golden onto, fetched") });
  for (const shared of readdirSync(join(golden, "store/blobs/sha256"))) {
    rmSync(join(golden, "onto/blobs/sha256", shared), { force: true });
  }
  for (const own of [".gitignore", ".treestamp"]) {
    for (const store of ["store", "onto"]) rmSync(join(golden, store, own), { recursive: true, force: true });
  }
  const all: Facts = {
    ...written,
    raw: await sha256(snapshot.rawFile),
    onto: { ...onto, raw: await sha256(join(folder, "golden onto, fetched")) },
    keys: Object.fromEntries(
      await Promise.all(Object.keys(recipes()).map(async (name) => [name, await keyOfRecipe(name)] as const)),
    ),
    notes: notes(),
  };
  writeFileSync(factsFile, `${JSON.stringify(all, undefined, 2)}\n`);
}
