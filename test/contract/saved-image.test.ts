/** Images that a run has left on disk, in all forms that docker, buildx, skopeo and podman write them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hexOf, sha256Of } from "../../core/oci/digest.ts";
import { soleManifest } from "../../core/oci/layout/store.ts";
import { parseManifest } from "../../core/oci/manifest.ts";
import { savedImage } from "../../core/oci/saved-image.ts";
import { ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import { testFolder } from "../fixtures/git.ts";
import { makeBusyboxBase, type TestImage, tar } from "../services/base-image.ts";

let home: ReturnType<typeof testFolder>;
let image: TestImage;
beforeAll(() => {
  home = testFolder();
  image = makeBusyboxBase(join(home.path, "image"));
});
afterAll(() => home[Symbol.dispose]());

let count = 0;
/** A new, empty folder. */
function scratch(): string {
  const path = join(home.path, `scratch-${++count}`);
  mkdirSync(path);
  return path;
}

/** A file with these bytes. */
function file(bytes: Uint8Array): string {
  const path = join(scratch(), "image.tar");
  writeFileSync(path, bytes);
  return path;
}

/** The image's manifest as the folder has it. */
async function manifestIn(folder: string) {
  const stored = await soleManifest(folder);
  const manifest = parseManifest(stored);
  if (manifest.kind !== "manifest") throw new Error("an index");
  return { digest: stored.descriptor.digest, ...manifest };
}

const archiveOf = (folder: string): Buffer => execFileSync("tar", ["-C", folder, "-c", "."], { maxBuffer: 1 << 28 });

describe("an OCI layout", () => {
  test("is taken where it is", async () => {
    expect(await savedImage(image.folder, scratch())).toBe(image.folder);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["as it is", (bytes) => bytes],
    ["compressed by gzip", (bytes) => gzipSync(bytes)],
    ["compressed by zstd", (bytes) => zstdCompressSync(bytes)],
    [
      "compressed by zstd in two frames",
      (bytes) => Buffer.concat([zstdCompressSync(bytes.subarray(0, 999)), zstdCompressSync(bytes.subarray(999))]),
    ],
  ])("in an archive, %s, keeps its digest", async (_name, pack) => {
    const folder = await savedImage(file(pack(archiveOf(image.folder))), scratch());
    expect((await manifestIn(folder)).digest).toBe(image.digest);
  });
});

describe("an archive of docker save", () => {
  const entry = (name: string, content: Buffer | string) => ({ name, mode: 0o644, content });
  const parts = async () => {
    const { config, layers } = await manifestIn(image.folder);
    const blob = (digest: string) => readFileSync(join(image.folder, "blobs", digest.replace(":", "/")));
    return { config: blob(config.digest), layer: gunzipSync(blob(layers[0]!.digest)) };
  };

  test("of the classic store (23 and older) gets compressed layers, whose content is the same", async () => {
    const { config, layer } = await parts();
    const list = [{ Config: "abc.json", RepoTags: ["app:1"], Layers: ["def/layer.tar"] }];
    const archive = tar([
      entry("abc.json", config),
      entry("def/layer.tar", layer),
      entry("manifest.json", JSON.stringify(list)),
    ]);
    const folder = await savedImage(file(archive), scratch());
    const { layers } = await manifestIn(folder);
    expect(layers).toMatchObject([{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" }]);
    const packed = readFileSync(join(folder, "blobs", layers[0]!.digest.replace(":", "/")));
    expect(gunzipSync(packed).equals(layer)).toBe(true);
  });

  test("of the classic store (25 and newer), which is an OCI layout as well, gets compressed layers, too", async () => {
    const { config, layer } = await parts();
    const blob = (content: Buffer) => entry(`blobs/sha256/${hexOf(sha256Of(content))}`, content);
    const described = (mediaType: string, content: Buffer) => ({
      mediaType,
      digest: sha256Of(content),
      size: content.length,
    });
    const layers = [described("application/vnd.oci.image.layer.v1.tar", layer)];
    const own = { schemaVersion: 2, config: described("application/vnd.oci.image.config.v1+json", config), layers };
    const manifest = Buffer.from(JSON.stringify({ ...own, mediaType: ociManifestMediaType }));
    const index = { schemaVersion: 2, manifests: [described(ociManifestMediaType, manifest)] };
    const list = [{ Config: blob(config).name, RepoTags: ["app:1"], Layers: [blob(layer).name] }];
    const archive = tar([
      ...[config, layer, manifest].map(blob),
      entry("index.json", JSON.stringify(index)),
      entry("manifest.json", JSON.stringify(list)),
      entry("oci-layout", '{"imageLayoutVersion":"1.0.0"}'),
    ]);
    const saved = await manifestIn(await savedImage(file(archive), scratch()));
    expect(saved.layers).toMatchObject([{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" }]);
  });

  test.each([
    ["null", /has a manifest\.json that lists no images\.$/],
    ["[]", /has 0 images instead of one\.$/],
    ["[", /has a manifest\.json that is not JSON\.$/],
    ["[null]", /does not name the parts of its image\.$/],
    ['[{"Config":"abc.json","Layers":[1]}]', /does not name the parts of its image\.$/],
    ['[{"Config":"abc.json","Layers":[]}]', /has a configuration that is not an object, abc\.json\.$/],
  ])("whose list is %s is refused as no image", async (list, message) => {
    const archive = tar([entry("abc.json", "5"), entry("manifest.json", list)]);
    await expect(savedImage(file(archive), scratch())).rejects.toMatchObject({
      code: "image-invalid",
      message: expect.stringMatching(message),
    });
  });

  test("of two images is refused", async () => {
    const { config, layer } = await parts();
    const one = { Config: "abc.json", RepoTags: ["app:1"], Layers: ["def/layer.tar"] };
    const list = JSON.stringify([one, { ...one, RepoTags: ["app:2"] }]);
    const archive = tar([entry("abc.json", config), entry("def/layer.tar", layer), entry("manifest.json", list)]);
    await expect(savedImage(file(archive), scratch())).rejects.toMatchObject({
      code: "image-invalid",
      message: expect.stringMatching(/is not the archive of one image\. It has 2 images instead of one\.$/),
    });
  });
});

test("nothing but a layout's own files is taken out of an archive", async () => {
  const outside = join(scratch(), "outside");
  const archive = tar([
    { name: "../outside", mode: 0o644, content: "no" },
    { name: outside.slice(0, 99), mode: 0o644, content: "no" },
    { name: "blobs/sha256/../../index.json", mode: 0o644, content: "no" },
    { name: "index.json", mode: 0o644, content: '{"schemaVersion":2,"manifests":[]}' },
    { name: "oci-layout", mode: 0o644, content: '{"imageLayoutVersion":"1.0.0"}' },
  ]);
  const folder = await savedImage(file(archive), scratch());
  expect(execFileSync("find", [folder, "-type", "f"], { encoding: "utf8" }).trim().split("\n").sort()).toEqual([
    join(folder, "index.json"),
    join(folder, "oci-layout"),
  ]);
  await expect(soleManifest(folder)).rejects.toMatchObject({ code: "image-invalid" });
});
