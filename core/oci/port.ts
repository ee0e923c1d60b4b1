/**
 * A store keeps manifests under tags and blobs under digests. A registry and an OCI image layout on disk are two
 * drivers of this one port; `test/contract/store.test.ts` holds both to it.
 */
import type { TreestampError } from "../errors.ts";

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`;

/** How a layer is compressed that is made here. */
export type LayerCompression = "gzip" | "zstd";

/** An OCI content descriptor. Source: image-spec, descriptor.md. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An OCI platform; `os` and `architecture` by Go's names. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** A manifest or index as it is stored: its very bytes, and what names them. */
export interface StoredManifest {
  readonly descriptor: Descriptor;
  readonly body: Buffer;
}

/** An image in a store, by the manifest or index that leads to all of it. */
export interface StoredImage {
  readonly store: Store;
  readonly root: StoredManifest;
}

/**
 * The answer to "is it there?". `unknown` means that the store did not answer or refused us: never to be taken for
 * `absent`.
 */
export type Lookup =
  | { readonly state: "present"; readonly manifest: StoredManifest }
  | {
      readonly state: "absent";
      /** The missing part, as a clause, if the tag is there: the image is absent in part. */
      readonly lost?: string;
    }
  | { readonly state: "unknown"; readonly reason: TreestampError };

/** Part of a blob: `length` bytes from `offset`. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Gives the same bytes each time it is called, so that a broken upload can start again. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

/**
 * A file that is not changed any more. A store on the same file system keeps it by a hard link, without a copy: its
 * owner may remove it afterwards, never write to it.
 */
export interface FileSource {
  readonly file: string;
}

/**
 * A store is reached over a network. `until`, where it is given, asks for patience: what fails is tried again for as long as an
 * outage of a minute or two lasts, until this signal ends the waiting. Without it, a few tries have to do.
 */
export interface Store {
  /** The name that people write: `registry.example/team/build` or a folder. */
  readonly location: string;
  /** True if other machines can read what is stored here. */
  readonly shared: boolean;

  /**
   * Asks for a manifest by tag or digest in one request. Never throws for a store that fails: that is `unknown`.
   * @throws interrupted
   */
  lookup(reference: string, until?: AbortSignal): Promise<Lookup>;

  /**
   * Whether a manifest is there, by a request that no registry counts as a pull.
   * @throws store-unreachable, store-denied, store-refused: it is not known
   */
  hasManifest(digest: Digest, until?: AbortSignal): Promise<boolean>;

  /**
   * The blob's bytes, or a range of them, as they arrive. A whole blob is verified by size and digest: the iteration
   * throws `store-corrupt` at its end, so nothing may be trusted before the loop is done. A range is verified by length,
   * and each part of it is valid only until the next one is asked for: its memory may be used again.
   * @throws store-unreachable, store-denied, store-corrupt, path-missing (no such blob)
   */
  readBlob(blob: Descriptor, range?: ByteRange): AsyncIterable<Uint8Array>;

  /** @throws store-unreachable, store-denied */
  hasBlob(digest: Digest): Promise<boolean>;

  /**
   * Stores a blob unless it is there. `source` is verified against the descriptor before the store shows it.
   * @throws store-corrupt where the source gives other bytes; store-unreachable, store-denied, store-refused
   */
  writeBlob(blob: Descriptor, source: ByteSource | FileSource, until?: AbortSignal): Promise<void>;

  /**
   * Takes a blob over from the repository `from` of the same registry, without moving a byte. False where the registry
   * did not: then the blob has to be written. Only registries have it.
   */
  mountBlob?(digest: Digest, from: string, until?: AbortSignal): Promise<boolean>;

  /**
   * Why we may not write here, asked before there is anything to be written; undefined where we may. Only registries have it.
   * @throws store-unreachable: it is not known
   */
  refusesWrites?(): Promise<TreestampError | undefined>;

  /** Stores a manifest under its digest, and under `tag` where one is given. A tag that names other bytes is moved. */
  writeManifest(manifest: StoredManifest, tag?: string, until?: AbortSignal): Promise<void>;

  /**
   * The digest of a tag without its bytes: no registry counts that as a pull. Undefined where there is none, or the store does
   * not say. Only registries have it.
   * @throws store-unreachable
   */
  peek?(tag: string): Promise<Digest | undefined>;

  /**
   * Removes a manifest, and the tags that name it. False where the store does not do that, or not for us. Only registries
   * have it.
   * @throws store-unreachable
   */
  removeManifest?(digest: Digest): Promise<boolean>;
}
