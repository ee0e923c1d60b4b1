/** A bootstrap makes an image from nothing: from an archive that is checked, or from a distribution's packages. */
import type { SnapshotCache } from "../cache/cache.ts";
import type { Log } from "../log/log.ts";
import type { ByteSource, Digest } from "../oci/port.ts";

export interface BootstrapRequest {
  /** Where the root of each platform is from, by docker's names: `linux/amd64`. */
  readonly roots: ReadonlyMap<string, RootSource>;
  /** Patterns, as in `.dockerignore`, of what a root has and the image shall not have. */
  readonly remove: readonly string[];
  /** A tar stream that is laid over the roots, as a layer of its own. Undefined: none. */
  readonly overlay: ByteSource | undefined;
  /** Seconds since 1970 that every time in the image is clamped to. */
  readonly epoch: number;
  /** Where archives stay that have come over the network. */
  readonly cache: Pick<SnapshotCache, "provideArchive">;
  /** Variables that name proxies and authorities (see core/oci/registry/), and PATH. */
  readonly environment: NodeJS.ProcessEnv;
  /** An empty folder of ours, for what does not stay. */
  readonly scratch: string;
  /** An empty folder of ours, to be filled with the OCI image layout: one image, or the index of all platforms' images. */
  readonly output: string;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** What an archive may hold; more than any root has where it is left out. */
  readonly limits?: RootLimits;
}

export interface RootLimits {
  /** Of the archive, and of each layer in it, unpacked. */
  readonly plainBytes: number;
  /** Files, directories and all else of a layer. */
  readonly entries: number;
}

export type RootSource = DownloadedRoot | StoredRoot | PackagesRoot;

/** An archive at an address. */
export interface DownloadedRoot {
  readonly kind: "download";
  /** http or https, without anything left in braces. */
  readonly url: string;
  readonly digest: Digest;
}

/** An archive that is a file of the repository. */
export interface StoredRoot {
  readonly kind: "file";
  /** Its path in the repository, for messages. */
  readonly name: string;
  readonly content: ByteSource;
  /** Checked where it is given: git has checked the content already. */
  readonly digest: Digest | undefined;
}

/** Packages of Debian or Ubuntu. */
export interface PackagesRoot {
  readonly kind: "packages";
  /** `bookworm`, `noble`. */
  readonly suite: string;
  /** The address of the archive of packages; Debian's own where it is left out. */
  readonly mirror: string | undefined;
  /** The time, `20260101T000000Z`, whose packages are taken, from a mirror that keeps them all. */
  readonly snapshot: string | undefined;
  /** Packages besides those of the variant. */
  readonly include: readonly string[];
  /** One of mmdebstrap's: `minbase`, `apt`, `essential`, `buildd`, … */
  readonly variant: string;
}
