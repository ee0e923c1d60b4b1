/**
 * The archive that `docker image save` writes: what `docker image load` reads (see write.ts), for stores that give no OCI
 * layout.
 */
import { posix } from "node:path";
import { PassThrough } from "node:stream";
import { clampTimes } from "../../archive/clamp-times.ts";
import { readTar, type TarData } from "../../archive/tar-reader.ts";
import { TreestampError } from "../../errors.ts";
import { isObject } from "../image-config.ts";
import { addLayer, beginLayout, finishLayout, type Layer } from "../layout/new-layout.ts";
import { addRecorded } from "../layout/records.ts";
import type { Descriptor, LayerCompression } from "../port.ts";
import { listPath } from "./write.ts";

/** JSON in the archive is held in memory: more than this is refused. Bytes. */
const maxJson = 16 << 20;

/** What is made of an archive. */
export interface Wanted {
  /** Seconds since 1970. */
  readonly epoch: number;
  readonly compression: LayerCompression;
  /** The empty folder of the layout. */
  readonly output: string;
}

/**
 * Fills the empty folder `output` with the OCI layout of the one image in an archive of `docker image save`, in one pass:
 * layers are compressed, and no time in them is later than `epoch`, but for those of the bases,
 * which stay as they are, as BuildKit's own exporter leaves them.
 * @param baseLayers digests of the uncompressed layers of the bases
 * @returns the image with BuildKit's records, where it has some
 * @throws image-invalid
 */
export async function layoutFromArchive(
  archive: AsyncIterable<Uint8Array>,
  { epoch, compression, output }: Wanted,
  baseLayers: ReadonlySet<string>,
): Promise<Descriptor | undefined> {
  await beginLayout(output);
  const layers = new Map<string, Layer>();
  const texts = new Map<string, Buffer>();
  const links = new Map<string, string>(); // old versions of docker save an equal layer as a link to the first
  await readTar(archive, (entry) => {
    if (entry.type === "symlink") links.set(entry.name, posix.join(posix.dirname(entry.name), entry.linkName));
    if (entry.type !== "file") return undefined;
    return whenSniffed((start) =>
      isTar(start)
        ? layerSink(
            (tar) => addLayer(output, baseLayers.has(digestIn(entry.name)) ? tar : clampTimes(tar, epoch), compression),
            (layer) => layers.set(entry.name, layer),
          )
        : textSink(entry.name, (text) => texts.set(entry.name, text)),
    );
  });

  const list = jsonIn(texts, listPath);
  if (!Array.isArray(list)) throw invalid(`a ${listPath} that lists no images`);
  if (list.length !== 1) throw invalid(`${list.length} images instead of one`);
  const [image] = list as unknown[];
  if (!isImage(image)) throw invalid(`a ${listPath} that does not name the parts of its image`);
  const config = jsonIn(texts, image.Config);
  if (!isObject(config)) throw invalid(`a configuration that is not an object, ${image.Config}`);
  const ordered = image.Layers.map((name) => layers.get(name) ?? layers.get(links.get(name) ?? "") ?? missing(name));
  const recorded = await addRecorded(output, config, ordered);
  await finishLayout(output, recorded.image);
  return recorded.records;
}

/** The digest in a layer's name, as docker 25 and newer write it; older ones do not tell which layers are the base's. */
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
      if (size > maxJson) throw invalid(`the file ${name} that is not a layer, and too large for JSON`);
      parts.push(Buffer.from(bytes)); // a copy: the bytes are ours for this call only
    },
    end: () => done(Buffer.concat(parts)),
  };
}

/** Takes a layer's bytes, and gives them as a stream to `add`. */
function layerSink(add: (tar: AsyncIterable<Buffer>) => Promise<Layer>, done: (layer: Layer) => void): TarData {
  const entrance = new PassThrough({ highWaterMark: 4 << 20 });
  const finished = add(entrance);
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

function jsonIn(texts: ReadonlyMap<string, Buffer>, name: string): unknown {
  const text = texts.get(name) ?? missing(name);
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    throw invalid(`a ${name} that is not JSON`);
  }
}

function isImage(value: unknown): value is { readonly Config: string; readonly Layers: readonly string[] } {
  if (!isObject(value) || typeof value.Config !== "string" || !Array.isArray(value.Layers)) return false;
  return value.Layers.every((name) => typeof name === "string");
}

function missing(name: string): never {
  throw invalid(`no ${name}`);
}

function invalid(what: string): TreestampError {
  return new TreestampError("image-invalid", `The archive that docker saved has ${what}.`, {
    remedy: "Update docker, or turn on its containerd image store.",
  });
}
