/**
 * Owners that not every engine can give to a file. One whose containers have user namespaces (CircleCI's docker executor,
 * rootless Docker and Podman as installed) has 65536 numbers for users and groups, and fails to pull an image with an
 * entry of a higher one in any layer, hidden or not. Source: circleci.com/docs, "Debug container ID cannot be mapped to
 * host ID error"; subuid(5).
 */
import type { TarEntry } from "../archive/tar-reader.ts";

const highest = 65_535;

type Owned = Pick<TarEntry, "name" | "uid" | "gid">;

export interface HighOwners {
  readonly count: number;
  /** The first that was met; its name has one character for each byte. */
  readonly first: Owned;
}

/** Looks at entries as they are read. */
export function watchOwners(): { see(entry: Owned): void; seen(): HighOwners | undefined } {
  let count = 0;
  let first: Owned | undefined;
  return {
    see: ({ name, uid, gid }) => {
      if (uid <= highest && gid <= highest) return;
      count++;
      first ??= { name, uid, gid };
    },
    seen: () => (first === undefined ? undefined : { count, first }),
  };
}

/** Warning for those who will want to pull the image. */
export function highOwnersWarning({ count, first: { name, uid, gid } }: HighOwners): string {
  const path = `/${Buffer.from(name, "latin1").toString()}`.replace(/^\/(\.?\/)+/, "/");
  const others = count === 1 ? "" : ` (and ${count - 1} more)`;
  return (
    `${path} belongs to ${uid}:${gid} in the image${others}. CircleCI's docker executor and engines without root cannot ` +
    `pull an image with a user or group above ${highest}: chown the file in the Dockerfile's step that makes it.`
  );
}
