/**
 * What is fuzzed: everything that reads bytes from outside. Each target takes random input, mostly valid input that is
 * damaged, and fails only where a promise is broken; a `TreestampError` is a refusal, and that is always allowed.
 */
import { readTar, type TarEntry } from "../../core/archive/tar-reader.ts";
import { isTreestampError } from "../../core/errors.ts";
import { isDigest, sha256Of } from "../../core/oci/digest.ts";
import { parseImageConfig } from "../../core/oci/image-config.ts";
import { diffIdsOf, parseManifest } from "../../core/oci/manifest.ts";
import type { Descriptor } from "../../core/oci/port.ts";
import { checkedManifest, mediaTypeOf } from "../../core/oci/stored-manifest.ts";
import { forPlatform, parseIndex, parseSnapshotManifest } from "../../core/places/published.ts";
import { readBase } from "../../core/snapshot/base.ts";
import { imageTar } from "../../core/snapshot/erofs/extract.ts";
import { encodeMetadata, planMetadata } from "../../core/snapshot/erofs/metadata.ts";
import { type ImageInode, openImage } from "../../core/snapshot/erofs/reader.ts";
import { encodeChunkTable, parseChunkTable } from "../../core/snapshot/table.ts";
import type { DirectoryInode } from "../../core/snapshot/tree.ts";
import { storedImage } from "../fixtures/onto.ts";
import { withCheckSum } from "../fixtures/tar.ts";
import { memoryImage, memorySource, TooMuch } from "./memory-image.ts";
import { packed } from "./packed.ts";
import { damaged, damagedJson, type Random } from "./random.ts";
import {
  seedArchives,
  seedIndex,
  seedManifest,
  seedOntoManifest,
  seedSnapshotManifest,
  seedStacks,
  seedTables,
} from "./seeds.ts";
import { stack } from "./stack.ts";

/** One iteration. Gives whether the input was taken; throws where a promise is broken. */
export type Target = (random: Random) => Promise<"taken" | "refused">;

export const targets: Readonly<Record<string, Target>> = {
  tar: layers,
  stack,
  packed,
  image,
  base,
  table,
  manifest,
};

/** Layers that flatten takes give an image that our reader reads, with the same names and nothing outside of its root. */
async function layers(random: Random): Promise<"taken" | "refused"> {
  const archives = Array.from({ length: 1 + random.below(2) }, () => damagedTar(random));
  return refusedOr(async () => {
    const { root, bytes } = await memoryImage(archives);
    const read = await namesOf(bytes);
    const made = [...namesIn(root)];
    if (read.join("\n") !== made.join("\n")) throw new Error(`read back: ${JSON.stringify([made, read])}`);
  });
}

function damagedTar(random: Random): Buffer {
  const archive = random.of(seedArchives);
  const donor = random.of(seedArchives);
  const spliced =
    random.below(3) === 0
      ? Buffer.concat([archive.subarray(0, blockIn(random, archive)), donor.subarray(blockIn(random, donor))])
      : archive;
  const bytes = damaged(random, spliced, 512);
  // A wrong checksum ends the reading at once: in most runs all headers are made right again.
  if (random.below(8) > 0) {
    for (let at = 0; at + 512 <= bytes.length; at += 512) {
      if (bytes.toString("latin1", at + 257, at + 262) === "ustar") withCheckSum(bytes.subarray(at, at + 512));
    }
  }
  return bytes;
}

function blockIn(random: Random, archive: Buffer): number {
  return random.below(archive.length / 512) * 512;
}

const images: Promise<readonly Buffer[]> = Promise.all(
  seedStacks.map(async (archives) => (await memoryImage(archives)).bytes),
);

/** A damaged image is refused, or gives names that stay inside of its root and a tar that has exactly these. */
async function image(random: Random): Promise<"taken" | "refused"> {
  const bytes = damagedImage(random, random.of(await images));
  return refusedOr(async () => {
    const names = await namesOf(bytes);
    const opened = openImage(memorySource(bytes));
    const archived: string[] = [];
    const seen = new Set<string>();
    await readTar(imageTar(opened), (entry) => {
      archived.push(entry.name.replace(/\/$/, ""));
      checkArchived(entry, seen);
      return undefined;
    });
    const sockets = names.length - archived.length;
    if (sockets < 0 || archived.some((name) => name !== "." && !names.includes(name))) {
      throw new Error(`as tar: ${JSON.stringify([names, archived])}`);
    }
  });
}

/** A damaged base is refused, or its names are laid in an image, and none of its files stands among them. */
async function base(random: Random): Promise<"taken" | "refused"> {
  const whole = random.of(await images);
  const metadataAt = whole.readUInt32LE(1024 + 40) * 4096;
  const bytes = damagedImage(random, whole);
  // Mostly as it is packed; else in blocks, or with the last content and the first metadata in one chunk.
  const lengths = random.of([[4096, metadataAt - 4096, bytes.length], [], [4096, 4096, bytes.length]]);
  return refusedOr(async () => {
    const { tree, image } = await readBase(storedImage(bytes, lengths));
    for (const piece of encodeMetadata(planMetadata(tree), bytes.length))
      if (piece.length > bytes.length * 64) throw new TooMuch();
    const look = (directory: DirectoryInode) => {
      for (const child of directory.children.values()) {
        if (child.type === "directory") look(child);
        if (child.type !== "file" || child.size === 0) continue;
        const at = child.block! * 4096;
        const isAmong = image.regions.some((region) => at < region.at + region.bytes && at + child.size > region.at);
        if (at < 4096 || at + child.size > bytes.length || isAmong)
          throw new Error(`a file of ${child.size} bytes is at ${at}`);
      }
    };
    look(tree);
  });
}

/** Damage where it matters: the superblock and the metadata, which is at the end. */
function damagedImage(random: Random, whole: Buffer): Buffer {
  const metadataAt = whole.readUInt32LE(1024 + 40) * 4096;
  if (random.below(6) === 0) {
    const block = damaged(random, whole.subarray(1024, 1024 + 128), 4).subarray(0, 128);
    return Buffer.concat([whole.subarray(0, 1024), block, whole.subarray(1024 + block.length)]);
  }
  const region = damaged(random, whole.subarray(metadataAt), random.of([4, 12, 32]));
  return Buffer.concat([whole.subarray(0, metadataAt), region]);
}

/** A hard link goes to a name that came before; nothing comes below something that is no directory. */
function checkArchived({ type, name, linkName }: TarEntry, seen: Set<string>): void {
  const path = name.replace(/\/$/, "");
  const above = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  if (path !== "." && !seen.has(`directory ${above}`)) throw new Error(`${path} comes below ${above}, no directory`);
  if (type === "link" && !seen.has(`leaf ${linkName}`)) throw new Error(`${path} is a link to ${linkName}`);
  const entry = `${type === "directory" ? "directory" : "leaf"} ${path}`;
  if (seen.has(`leaf ${path}`) || seen.has(`directory ${path}`)) throw new Error(`${path} comes twice`);
  seen.add(entry);
}

/** All names that the reader gives, every content read. Each is checked: where it stands, and that it cannot get out. */
async function namesOf(bytes: Buffer): Promise<string[]> {
  const opened = openImage(memorySource(bytes));
  const names: string[] = [];
  const directories = new Set<string>();
  const read = new Set<number>();
  for (const { path, inode } of opened.walk()) {
    checkPath(path, inode, directories);
    names.push(path === "" ? "." : path);
    if (inode.type !== "file" || read.has(inode.nid)) continue;
    read.add(inode.nid);
    let length = 0;
    for (const part of opened.readFile(inode)) length += part.length;
    if (length !== inode.size) throw new Error(`${path} gave ${length} bytes of ${inode.size}`);
  }
  return names;
}

function checkPath(path: string, inode: ImageInode, directories: Set<string>): void {
  const parts = path.split("/");
  const above = parts.slice(0, -1).join("/");
  const strange = path !== "" && parts.some((part) => ["", ".", ".."].includes(part) || part.includes("\0"));
  if (strange || (path !== "" && !directories.has(above))) throw new Error(`a name is ${JSON.stringify(path)}`);
  if (inode.type === "directory") directories.add(path);
  if (!Number.isSafeInteger(inode.size) || inode.size < 0) throw new Error(`${path} has the size ${inode.size}`);
}

/** The names of a tree as the reader gives them: depth first, in byte order. */
function* namesIn(directory: DirectoryInode, above = ""): Generator<string, void, undefined> {
  if (above === "") yield ".";
  for (const name of [...directory.children.keys()].sort()) {
    const child = directory.children.get(name)!;
    yield above + name;
    if (child.type === "directory") yield* namesIn(child, `${above}${name}/`);
  }
}

/** A table that is taken is exactly the one that its bytes say. */
async function table(random: Random): Promise<"taken" | "refused"> {
  const bytes = damaged(random, random.of(seedTables), random.of([4, 72, 84]));
  return refusedOr(async () => {
    const parsed = parseChunkTable(bytes);
    // One blob is told by the first version, whatever version it came in.
    if (parsed.framesSizes.length > 1 || bytes.readUInt32LE(4) === 1) {
      if (!encodeChunkTable(parsed).equals(bytes)) throw new Error("the table says something else than its bytes");
    }
    const frames = parsed.chunks.reduce((sum, { frameLength }) => sum + frameLength, 0);
    if (frames > parsed.framesSizes.reduce((sum, size) => sum + size, 0)) throw new Error("frames overlap");
    let plain = 0;
    for (const chunk of parsed.chunks) {
      if (chunk.plainOffset !== plain) throw new Error("chunks leave a gap");
      plain += chunk.plainLength;
      if (chunk.frameOffset + chunk.frameLength > (parsed.framesSizes[chunk.blob] ?? -1))
        throw new Error("a frame reaches beyond the blob");
    }
    if (plain !== parsed.plainSize) throw new Error("chunks do not fill the image");
  });
}

/** Everything that is read out of JSON has the type that the code relies on. */
async function manifest(random: Random): Promise<"taken" | "refused"> {
  const seed = random.of([seedIndex, seedManifest, seedSnapshotManifest, seedOntoManifest]);
  const text = JSON.stringify(damagedJson(random, seed)) ?? "null";
  const body = random.below(4) === 0 ? damaged(random, Buffer.from(text), 1) : Buffer.from(text);
  const mediaType = mediaTypeOf(body);
  return refusedOr(async () => {
    const stored = checkedManifest(body, { mediaType: mediaType ?? "none" }, sha256Of(body), "the test");
    const attempts = [
      () => {
        const parsed = parseManifest(stored);
        if (parsed.kind === "index") return checkDescriptors(parsed.manifests);
        checkDescriptors([parsed.config, ...parsed.layers]);
        for (const id of diffIdsOf(body, parsed)) checkDigest(id);
      },
      () => {
        const images = parseIndex(stored);
        for (const { image: found, snapshot } of images) checkDescriptors(snapshot ? [found, snapshot] : [found]);
        forPlatform(images, { os: "linux", architecture: "amd64" });
      },
      () => {
        const { config, frames, table: tableBlob, identity } = parseSnapshotManifest(stored);
        checkDescriptors([config, ...frames, tableBlob]);
        checkDigest(identity);
      },
      () => {
        const { env, cmd, entrypoint, user, workingDir } = parseImageConfig(body);
        for (const word of [...env.keys(), ...env.values(), ...cmd, ...entrypoint, user, workingDir]) {
          if (typeof word !== "string") throw new Error(`a configuration has ${JSON.stringify(word)}`);
        }
      },
    ];
    for (const attempt of attempts) await refusedOr(async () => attempt());
  });
}

function checkDescriptors(descriptors: readonly Descriptor[]): void {
  for (const { digest, size, mediaType, platform, annotations } of descriptors) {
    checkDigest(digest);
    const words = [mediaType, platform?.os ?? "", platform?.architecture ?? "", ...Object.values(annotations ?? {})];
    if (!Number.isSafeInteger(size) || size < 0 || words.some((word) => typeof word !== "string")) {
      throw new Error(`a descriptor is ${JSON.stringify({ size, words })}`);
    }
  }
}

function checkDigest(digest: unknown): void {
  if (typeof digest !== "string" || !isDigest(digest)) throw new Error(`a digest is ${JSON.stringify(digest)}`);
}

async function refusedOr(work: () => Promise<void>): Promise<"taken" | "refused"> {
  try {
    await work();
    return "taken";
  } catch (error) {
    if (isTreestampError(error) || error instanceof TooMuch) return "refused";
    throw error;
  }
}
