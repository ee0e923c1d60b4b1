/**
 * The archive that `docker image load` reads: a tar with `manifest.json`, which names the configuration and the layers (in
 * order) by their paths in it. All versions of docker speak it, also with the classic store, which takes no OCI layout.
 * Source: moby, image/spec/spec.md.
 */
import { type TarEntry, writeTar } from "../../archive/tar-writer.ts";
import { streamOf } from "../byte-stream.ts";
import { hexOf } from "../digest.ts";
import { imageByDigest, layoutStore } from "../layout/store.ts";
import { listedManifest } from "../lookup.ts";
import { formatPlatform, type ImageManifest, noImageFor, parseImage, parseManifest } from "../manifest.ts";
import type { Descriptor, Digest, Store } from "../port.ts";

/** The file that lists the images of an archive. */
export const listPath = "manifest.json";

export interface LoadedImage {
  readonly config: { readonly size: number; readonly content: AsyncIterable<Uint8Array> };
  /** Bottom to top. */
  readonly layers: readonly Descriptor[];
}

/**
 * An image as an archive.
 * @param from has its layers
 * @param name the tag that it will have in docker
 */
export async function* dockerArchive(
  { config, layers }: LoadedImage,
  from: Pick<Store, "readBlob">,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const path = ({ digest }: Descriptor) => `blobs/sha256/${hexOf(digest)}`;
  const list = Buffer.from(JSON.stringify([{ Config: "config.json", RepoTags: [name], Layers: layers.map(path) }]));
  const entries = async function* (): AsyncGenerator<TarEntry> {
    const entry = (entryPath: string, size: number) => ({ path: entryPath, kind: "file", mode: 0o644, size }) as const;
    yield { ...entry(listPath, list.length), content: streamOf(list) };
    yield { ...entry("config.json", config.size), content: config.content };
    for (const blob of new Map(layers.map((layer) => [layer.digest, layer])).values()) {
      yield { ...entry(path(blob), blob.size), content: from.readBlob(blob) };
    }
  };
  yield* writeTar(entries());
}

/**
 * A base image of the layout `folder` as an archive.
 * @param platform the one to take, where the image is an index
 * @param name the tag that it will have in docker
 * @throws path-missing, platform-missing, store-corrupt
 */
export async function* archiveOfBase(
  folder: string,
  digest: Digest,
  platform: string,
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const store = layoutStore(folder);
  const { config, layers } = await imageFor(platform, folder, digest);
  yield* dockerArchive({ config: { size: config.size, content: store.readBlob(config) }, layers }, store, name);
}

/**
 * The image of a layout, by its digest; of an index, the one for `platform`.
 * @throws path-missing, platform-missing, store-corrupt, image-invalid
 */
export async function imageFor(platform: string, folder: string, digest: Digest): Promise<ImageManifest> {
  const image = parseManifest(await imageByDigest(folder, digest));
  if (image.kind === "manifest") return image;
  const wanted = image.manifests.find((one) => one.platform !== undefined && formatPlatform(one.platform) === platform);
  if (wanted === undefined) throw noImageFor(platform, digest);
  const remedy = "The base image is there in part only: copy it to this folder once more.";
  return parseImage(await listedManifest(layoutStore(folder), wanted.digest, remedy));
}
