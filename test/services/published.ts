/** What a store has under its tags, read from its files on disk and not by any client: whole images, or what they lack. */
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

export interface Tagged {
  readonly tag: string;
  /** Digests that the tag's index leads to and that the store does not hold, or not in their whole size. */
  readonly missing: readonly string[];
}

/** The tags of an OCI image layout; none where there is no layout. */
export function tagsOfLayout(folder: string): Tagged[] {
  const index = join(folder, "index.json");
  if (!existsSync(index)) return [];
  const blob = (digest: string) => join(folder, "blobs", digest.replace(":", "/"));
  const { manifests } = JSON.parse(readFileSync(index, "utf8")) as { manifests: Listed[] };
  return manifests.map(({ digest, annotations }) => ({
    tag: annotations?.["org.opencontainers.image.ref.name"] ?? "",
    missing: missingBelow(digest, blob),
  }));
}

/** The tags of one repository in the storage folder of a registry (distribution), without the notes on builds and the records that are whole. */
export function tagsOfRegistry(storage: string, repository: string): Tagged[] {
  const v2 = join(storage, "docker/registry/v2");
  const manifests = join(v2, "repositories", repository, "_manifests");
  const blob = (digest: string) => {
    const [algorithm, hex] = digest.split(":");
    return join(v2, "blobs", algorithm!, hex!.slice(0, 2), hex!, "data");
  };
  const tags = globSync(join(manifests, "tags/*/current/link")).map((link) => ({
    tag: basename(dirname(dirname(link))),
    missing: missingBelow(readFileSync(link, "utf8").trim(), blob),
  }));
  return tags.filter(({ tag, missing }) => missing.length > 0 || !/-(build|records)$/.test(tag));
}

interface Listed {
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly manifests?: readonly Listed[];
  readonly config?: Listed;
  readonly layers?: readonly Listed[];
}

function missingBelow(digest: string, blob: (digest: string) => string): string[] {
  if (!existsSync(blob(digest))) return [digest];
  const { manifests = [], config, layers = [] } = JSON.parse(readFileSync(blob(digest), "utf8")) as Manifest;
  const listed = [...manifests, ...(config === undefined ? [] : [config]), ...layers];
  const missing = listed.filter(({ digest, size }) => statSync(blob(digest), { throwIfNoEntry: false })?.size !== size);
  const below = manifests.filter((manifest) => !missing.includes(manifest));
  return [...missing.map(({ digest }) => digest), ...below.flatMap((child) => missingBelow(child.digest, blob))];
}
