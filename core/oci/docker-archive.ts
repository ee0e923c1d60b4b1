/**
 * The archive that `docker image load` reads and `docker image save` writes: a tar with `manifest.json`, which names the
 * configuration and the layers (in order) by their paths in it. Source: moby, image/spec/spec.md. All versions of docker
 * speak it, also with the classic store, which cannot take or give an OCI layout.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { PassThrough } from "node:stream";
import { clampTimes } from "../archive/clamp-times.ts";
import { readTar, type TarData } from "../archive/tar-reader.ts";
import { type TarEntry, writeTar } from "../archive/tar-writer.ts";
import { TreestampError } from "../errors.ts";
import { streamOf } from "./byte-stream.ts";
import { blobPath, layoutFile, readBlobFile, readManifest, writeBlob, writeIndexFile } from "./layout/image-folder.ts";
import { type Layer, writeLayer } from "./layout/layer-file.ts";
import { formatPlatform, parseManifest } from "./manifest.ts";
import type { Digest } from "./port.ts";

const manifestPath = "manifest.json";

/**
 * An image of the layout `folder` as an archive for `docker image load`.
 * @param name the tag that it will have there
 * @throws path-missing, platform-missing
 */
export async function* archiveOfImage(
  folder: string,
  digest: Digest,
  platform: string,
  name: string,
): AsyncGenerator<Uint8Array> {
  let image = parseManifest(await readManifest(folder, digest));
  if (image.kind === "index") {
    const wanted = image.manifests.find(
      (one) => one.platform !== undefined && formatPlatform(one.platform) === platform,
    );
    if (wanted === undefined) {
      throw new TreestampError("platform-missing", `The base image ${digest} has no image for ${platform}.`, {
        remedy: "Take a base image that has this platform.",
      });
    }
    image = parseManifest(await readManifest(folder, wanted.digest));
    if (image.kind === "index") throw new TreestampError("image-invalid", `${wanted.digest} is an index in an index.`);
  }
  const { config, layers } = image;
  const list = [
    { Config: blobPath(config.digest), RepoTags: [name], Layers: layers.map((layer) => blobPath(layer.digest)) },
  ];
  const entries = async function* (): AsyncGenerator<TarEntry> {
    const body = Buffer.from(JSON.stringify(list));
    yield { ...file(manifestPath, body.length), content: streamOf(body) };
    for (const blob of new Map([config, ...layers].map((blob) => [blob.digest, blob])).values()) {
      yield { ...file(blobPath(blob.digest), blob.size), content: readBlobFile(folder, blob.digest) };
    }
  };
  yield* writeTar(entries());
}

function file(path: string, size: number) {
  return { path, kind: "file", mode: 0o644, size } as const;
}

/** JSON in the archive is held in memory: more than this is refused. Bytes. */
const maxJson = 16 << 20;

/**
 * Fills the empty folder `output` with the OCI layout of the one image in an archive of `docker image save`, in one pass:
 * layers are compressed, and no time in them is later than `epoch` (seconds since 1970), but for those of the bases,
 * which stay as they are, as BuildKit's own exporter leaves them.
 * @param baseLayers digests of the uncompressed layers of the bases
 * @throws image-invalid
 */
export async function layoutFromArchive(
  archive: AsyncIterable<Uint8Array>,
  epoch: number,
  baseLayers: ReadonlySet<string>,
  output: string,
): Promise<void> {
  await mkdir(join(output, "blobs/sha256"), { recursive: true });
  const layers = new Map<string, Layer>();
  const texts = new Map<string, Buffer>();
  const links = new Map<string, string>(); // old versions of docker save an equal layer as a link to the first
  await readTar(archive, (entry) => {
    if (entry.type === "symlink") links.set(entry.name, posix.join(posix.dirname(entry.name), entry.linkName));
    if (entry.type !== "file") return undefined;
    return whenSniffed((start) =>
      isTar(start)
        ? layerSink(output, baseLayers.has(digestIn(entry.name)) ? undefined : epoch, (layer) =>
            layers.set(entry.name, layer),
          )
        : textSink(entry.name, (text) => texts.set(entry.name, text)),
    );
  });

  const [image, ...others] = JSON.parse(text(texts, manifestPath)) as { Config: string; Layers: string[] }[];
  if (image === undefined || others.length > 0) throw invalid(`${1 + others.length} images instead of one`);
  const config = JSON.parse(text(texts, image.Config)) as { rootfs: { type: string; diff_ids: string[] } };
  const ordered = image.Layers.map((name) => layers.get(name) ?? layers.get(links.get(name) ?? "") ?? missing(name));
  config.rootfs = { type: "layers", diff_ids: ordered.map((layer) => layer.diffId) };
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const manifest = {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: await writeBlob(output, "application/vnd.oci.image.config.v1+json", json(config)),
    layers: ordered.map((layer) => layer.descriptor),
  };
  await writeIndexFile(output, [await writeBlob(output, manifest.mediaType, json(manifest))]);
  await writeFile(join(output, "oci-layout"), layoutFile);
}

/** What docker (25 and newer) says of a layer by its name; older ones do not say which layers are the base's. */
function digestIn(name: string): string {
  return name.replace(/^blobs\/sha256\//, "sha256:");
}

/** A tar header has "ustar" at byte 257; an empty layer is zeros alone; JSON is neither. */
function isTar(start: Buffer): boolean {
  return start[0] === 0 || start.toString("latin1", 257, 262) === "ustar";
}

/** Waits for the first 512 bytes of a file, or its end, before it decides where the file goes. */
function whenSniffed(choose: (start: Buffer) => TarData): TarData {
  let start = Buffer.alloc(0);
  let sink: TarData | undefined;
  return {
    write(bytes) {
      if (sink !== undefined) return sink.write(bytes);
      start = Buffer.concat([start, bytes]);
      if (start.length < 512) return;
      sink = choose(start);
      return sink.write(start);
    },
    async end() {
      if (sink === undefined) {
        sink = choose(start);
        await sink.write(start);
      }
      await sink.end();
    },
  };
}

function textSink(name: string, done: (text: Buffer) => void): TarData {
  const parts: Buffer[] = [];
  let size = 0;
  return {
    write(bytes) {
      size += bytes.length;
      if (size > maxJson) throw invalid(`the file ${name} that is neither a layer nor of a size for JSON`);
      parts.push(Buffer.from(bytes)); // a copy: the bytes are ours for this call only
    },
    end: () => done(Buffer.concat(parts)),
  };
}

/** Clamps (where there is an `epoch`), compresses and hashes a layer on its way to its place. */
function layerSink(output: string, epoch: number | undefined, done: (layer: Layer) => void): TarData {
  const entrance = new PassThrough({ highWaterMark: 4 << 20 });
  const finished = writeLayer(entrance, (source) => (epoch === undefined ? source : clampTimes(source, epoch)), output);
  finished.catch(() => {}); // told by `write` or `end`
  return {
    async write(bytes) {
      // A copy: the pipeline reads them after this call.
      if (entrance.write(Buffer.from(bytes))) return;
      await Promise.race([new Promise((resolve) => entrance.once("drain", resolve)), finished]);
    },
    async end() {
      entrance.end();
      done(await finished);
    },
  };
}

function text(texts: ReadonlyMap<string, Buffer>, name: string): string {
  return (texts.get(name) ?? missing(name)).toString("utf8");
}

function missing(name: string): never {
  throw invalid(`no ${name}`);
}

function invalid(what: string): TreestampError {
  return new TreestampError("image-invalid", `The archive that docker saved has ${what}.`, {
    remedy: "Update docker, or turn on its containerd image store.",
  });
}
