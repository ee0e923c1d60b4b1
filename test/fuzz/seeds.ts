/** Valid input of every kind that is fuzzed, small, with everything in it that the formats know. */
import { hash } from "node:crypto";
import { sha256Of } from "../../core/oci/digest.ts";
import { ociIndexMediaType, ociManifestMediaType } from "../../core/oci/stored-manifest.ts";
import { identityAnnotation, snapshotOfAnnotation } from "../../core/snapshot/format.ts";
import { chunkTable, encodeChunkTable, parseChunkTable, tableOf } from "../../core/snapshot/table.ts";
import { entryBlocks, extension, oldSparse, padded, paxRecords, tar } from "../fixtures/tar.ts";

const acl = "\x02\0\0\0\x01\0\x07\0\xff\xff\xff\xff\x04\0\x05\0\xff\xff\xff\xff\x20\0\x05\0\xff\xff\xff\xff";

/** Layers. */
export const seedArchives: readonly Buffer[] = [
  tar([
    { name: "./", type: "5", mode: 0o755 },
    { name: "usr/", type: "5", mode: 0o755, mtime: "1700000000.123456789" },
    { name: "usr/lib/", type: "5" },
    { name: "lib", type: "2", link: "usr/lib" },
    { name: "lib/a", data: "hello", xattrs: { "user.x": "1\0\xff", "security.capability": "\x01\0\0\x02" } },
    { name: "b", type: "1", link: "usr/lib/a" },
    { name: "abs", type: "2", link: "/usr" },
    { name: "up", type: "2", link: "../../usr/lib" },
    { name: "up/c", data: "x".repeat(700) },
    { name: `${"long/".repeat(30)}name`, data: "y", mtime: "-1.5" },
  ]),
  tar([
    { name: "usr/.wh.lib", data: "" },
    { name: "usr/.wh..wh..opq", data: "" },
    { name: "abs", type: "5", mode: 0o1777, xattrs: { "system.posix_acl_default": acl, "user.d": "" } },
    { name: "abs/dev", type: "3", major: 5, minor: 300 },
    { name: "abs/block", type: "4", major: 4095, minor: 1_048_575 },
    { name: "abs/pipe", type: "6" },
    { name: "b", type: "1", link: "usr/lib/a" },
    { name: "big-owner", data: "z", uid: 4_000_000_000, gid: 70_000 },
    { name: "\xff\n'", data: "bytes" },
    { name: "-before-dot", data: "" },
  ]),
  Buffer.concat([
    ...extension("g", paxRecords([["path", "other"]])),
    ...oldSparse("old-sparse", true),
    ...entryBlocks({
      name: "made-up",
      data: "abcdef",
      pax: [
        ["GNU.sparse.size", "12"],
        ["GNU.sparse.name", "s"],
        ["GNU.sparse.map", "2,3,7,3"],
      ],
    }),
    ...entryBlocks({
      name: "made-up",
      data: Buffer.concat([padded(Buffer.from("2\n2\n3\n7\n3\n")), Buffer.from("abcdef")]),
      pax: [
        ["GNU.sparse.major", "1"],
        ["GNU.sparse.minor", "0"],
        ["GNU.sparse.name", "t"],
        ["GNU.sparse.realsize", "12"],
      ],
    }),
    ...extension("L", Buffer.from(`${"n".repeat(200)}\0`)),
    ...extension("K", Buffer.from(`${"l".repeat(400)}\0`)),
    ...entryBlocks({ name: "short", type: "2", link: "short" }),
    Buffer.alloc(1024),
  ]),
  tar([
    ...Array.from({ length: 300 }, (_, n) => ({ name: `many/${"f".repeat(20)}${n}`, data: n % 50 === 0 ? "x" : "" })),
    { name: "many/link", type: "2", link: "t".repeat(4000) },
    { name: "many/again", type: "1", link: `many/${"f".repeat(20)}0` },
  ]),
];

const [everything, upper, odd, many] = seedArchives as [Buffer, Buffer, Buffer, Buffer];

/** Layers that go together, bottom first. */
export const seedStacks: readonly (readonly Buffer[])[] = [[everything], [everything, upper], [odd], [many]];

const digestOf = (text: string) => hash("sha256", text, "buffer");

const seedTable: Buffer = encodeChunkTable(
  chunkTable([
    { plainLength: 4096, frameLength: 500, plainDigest: digestOf("a"), frameDigest: digestOf("b") },
    { plainLength: 1 << 20, frameLength: 70_000, plainDigest: digestOf("c"), frameDigest: digestOf("d") },
    {
      plainLength: 8192,
      frameLength: 0,
      plainDigest: hash("sha256", Buffer.alloc(8192), "buffer"),
      frameDigest: hash("sha256", "", "buffer"),
    },
    { plainLength: 512 * 1024, frameLength: 512 * 1024 + 100, plainDigest: digestOf("e"), frameDigest: digestOf("f") },
  ]),
);

/** A snapshot of two blobs. */
const onto = (() => {
  const { chunks, framesSizes } = parseChunkTable(seedTable);
  const [head, ...kept] = chunks;
  const added = { plainLength: 4096, frameLength: 70, plainDigest: digestOf("g"), frameDigest: digestOf("h") };
  const own = [added, added].map((chunk, at) => ({ ...chunk, blob: 1, frameOffset: 70 * at }));
  const first = { ...head!, blob: 1, frameOffset: 140 };
  return encodeChunkTable(tableOf([first, ...kept, ...own], [...framesSizes, 140 + head!.frameLength]));
})();
export const seedTables: readonly Buffer[] = [seedTable, onto];

const descriptor = (mediaType: string, text: string) => ({ mediaType, digest: sha256Of(text), size: text.length });
const config = descriptor("application/vnd.oci.image.config.v1+json", "config");
const layers = ["one", "two"].map((text) => descriptor("application/vnd.oci.image.layer.v1.tar+gzip", text));
const image = descriptor(ociManifestMediaType, "image");

/** A manifest and a configuration in one, so that one damage reaches both readers. */
export const seedManifest: unknown = {
  schemaVersion: 2,
  mediaType: ociManifestMediaType,
  config: {
    ...config,
    Env: ["PATH=/bin", "A=b"],
    User: "builder",
    WorkingDir: "/src",
    Entrypoint: ["/bin/sh"],
    Cmd: ["-c", "true"],
  },
  layers,
  rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => digest) },
  annotations: { "org.opencontainers.image.created": "1970-01-01T00:00:00Z" },
};

const part = (mediaType: string, name: string) => ({
  ...descriptor(mediaType, name),
  annotations: { "dev.treestamp.part": name },
});

export const seedSnapshotManifest: unknown = {
  schemaVersion: 2,
  mediaType: ociManifestMediaType,
  config: descriptor("application/vnd.oci.image.config.v1+json", "unknown"),
  layers: [
    part("application/octet-stream", "snapshot.frames.v1"),
    part("application/octet-stream", "snapshot.table.v1"),
    part("application/vnd.oci.image.config.v1+json", "image.config"),
  ],
  annotations: { [identityAnnotation]: sha256Of("identity") },
};

export const seedIndex: unknown = {
  schemaVersion: 2,
  mediaType: ociIndexMediaType,
  manifests: [
    { ...image, platform: { os: "linux", architecture: "amd64" } },
    { ...image, platform: { os: "linux", architecture: "arm", variant: "v7" } },
    {
      ...descriptor(ociManifestMediaType, "snapshot"),
      platform: { os: "unknown", architecture: "unknown" },
      annotations: { [snapshotOfAnnotation]: image.digest },
    },
  ],
};

/** The manifest of a snapshot that was packed onto another one. */
export const seedOntoManifest: unknown = {
  ...(seedSnapshotManifest as object),
  layers: [
    part("application/octet-stream", "snapshot.frames.v2.0"),
    part("application/octet-stream", "snapshot.frames.v2.1"),
    part("application/octet-stream", "snapshot.table.v2"),
    part("application/vnd.oci.image.config.v1+json", "image.config"),
  ],
};
