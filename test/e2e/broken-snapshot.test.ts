/** Snapshots that are made to harm, or of no use: what people are told. What was only damaged is built again: see contract/places. */
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterAll } from "@jest/globals";
import { type Call, describeBroken, once, type Place, publishUsual } from "../services/broken-world.ts";
import { tagsOfLayout } from "../services/published.ts";

const home = mkdtempSync(join(tmpdir(), "treestamp-snapshots-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const images = join(home, "images");
const image = once(() => publishUsual(images));

interface Descriptor {
  digest: string;
  size: number;
  platform?: { os: string };
}

interface Manifest {
  manifests: Descriptor[];
  layers: [frames: Descriptor, table: Descriptor];
}

/** A store of this row's own, with blobs that can be replaced by others, up to the tag. */
function storeOf(folder: string) {
  cpSync(images, folder, { recursive: true });
  const file = ({ digest }: Descriptor) => join(folder, "blobs", digest.replace(":", "/"));
  const read = (descriptor: Descriptor) => JSON.parse(readFileSync(file(descriptor), "utf8")) as Manifest;
  const write = (descriptor: Descriptor, content: Buffer) => {
    descriptor.digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
    descriptor.size = content.length;
    writeFileSync(file(descriptor), content);
  };
  const top = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Manifest;
  const index = read(top.manifests[0]!);
  const listed = index.manifests.find(({ platform }) => platform?.os === "unknown")!;
  const snapshot = read(listed);
  const [frames, table] = snapshot.layers;
  return {
    frames,
    table,
    file,
    write,
    /** Makes the tag name what was replaced: every digest is right. */
    seal() {
      write(listed, Buffer.from(JSON.stringify(snapshot)));
      write(top.manifests[0]!, Buffer.from(JSON.stringify(index)));
      writeFileSync(join(folder, "index.json"), JSON.stringify(top));
    },
  };
}

/** A pull from a store whose snapshot was changed so. */
const changed =
  (change: (store: ReturnType<typeof storeOf>) => void, call: Partial<Call> = {}) =>
  async ({ folder }: Place): Promise<Call> => {
    await image();
    const store = folder("store");
    change(storeOf(store));
    return { verb: "pull", fastClock: true, inputs: { store }, tags: () => tagsOfLayout(store), ...call };
  };

/** The same with another chunk table, which all digests confirm. */
const tabled = (change: (table: Buffer) => Buffer) =>
  changed((store) => {
    store.write(store.table, change(readFileSync(store.file(store.table))));
    store.seal();
  });

/** A table and its frames for these chunks: what they say of themselves, and what is in them. */
const chunked = (chunks: readonly { claimed: number; content: Buffer }[]) =>
  changed((store) => {
    const frames = chunks.map(({ content }) => zstdCompressSync(content));
    const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();
    const header = Buffer.alloc(28);
    readFileSync(store.file(store.table)).copy(header, 0, 0, 8); // its magic number and version
    header.writeBigUInt64LE(BigInt(chunks.reduce((sum, { claimed }) => sum + claimed, 0)), 8);
    header.writeBigUInt64LE(BigInt(frames.reduce((sum, frame) => sum + frame.length, 0)), 16);
    header.writeUInt32LE(chunks.length, 24);
    const entries = chunks.map(({ claimed, content }, index) => {
      const lengths = Buffer.alloc(8);
      lengths.writeUInt32LE(claimed, 0);
      lengths.writeUInt32LE(frames[index]!.length, 4);
      return Buffer.concat([lengths, sha256(content), sha256(frames[index]!)]);
    });
    store.write(store.frames, Buffer.concat([...frames.slice(1), frames[0]!])); // the first chunk's frame is the last
    store.write(store.table, Buffer.concat([header, ...entries]));
    store.seal();
  });

const rebuild = /so that it is built again/;
const published = 1;

describeBroken("a snapshot", [
  {
    name: "without a chunk table, but something else",
    when: tabled(() => Buffer.from("hello")),
    says: ["A snapshot's chunk table cannot be used: it is not a chunk table"],
    remedy: rebuild,
    published,
  },
  {
    name: "of a later version",
    when: tabled((table) => Buffer.from(table.fill(9, 4, 5))),
    says: ["has the version 9"],
    remedy: /A newer treestamp has published it: use that version\./,
    published,
  },
  {
    name: "whose table claims a chunk of 4 GiB",
    when: tabled((table) => Buffer.from(table.fill(0xff, 28, 32))),
    says: ["it has a chunk of 4294967295 bytes"],
    remedy: rebuild,
    published,
  },
  {
    name: "whose table claims more chunks than it has",
    when: tabled((table) => Buffer.from(table.fill(0xff, 24, 28))),
    says: ["its length does not fit"],
    remedy: rebuild,
    published,
  },
  {
    name: "that is a bomb: 512 MiB in a frame for 4 KiB",
    when: chunked([{ claimed: 4096, content: Buffer.alloc(512 << 20) }]),
    says: [/The snapshot cannot be used: a frame \(at 0\) cannot be decompressed|chunk/],
    remedy: rebuild,
    published,
  },
  {
    name: "whose chunk is shorter than it says",
    when: chunked([{ claimed: 8192, content: Buffer.alloc(4096, 1) }]),
    says: ["has 4096 bytes instead of 8192"],
    remedy: rebuild,
    published,
  },
  {
    name: "that is another than its manifest says, though every digest is right",
    when: chunked([{ claimed: 4096, content: Buffer.alloc(4096, 1) }]),
    says: ["a snapshot that is sha256:", "by its manifest", "by its chunk table"],
    remedy: rebuild,
    published,
  },
]);
