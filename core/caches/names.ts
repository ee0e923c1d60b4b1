/**
 * The tags of caches. A cache belongs to a path, an environment, a platform and a user: what is in it was made by those programs, and its
 * files are theirs. One tag says with which lock files it was saved, another one which is the newest.
 *
 *     cache-NAME-<hash of all of that and the lock files>
 *     cache-NAME-<hash of all of that>
 */
import { createHash } from "node:crypto";
import type { CacheInputs } from "../inputs/caches.ts";

export interface CacheScope {
  /** The environment's key. */
  readonly key: string;
  readonly platform: string;
  /** As the call says it, with numbers where it is the caller. */
  readonly user: string;
  /** The branch that saves for itself; undefined for what the default branch saves. */
  readonly branch: string | undefined;
}

export interface CacheTags {
  readonly exact: string;
  readonly newest: string;
}

/** @param lock digest of the lock files */
export function cacheTags(
  { name, path }: Pick<CacheInputs, "name" | "path">,
  { key, platform, user, branch = "" }: CacheScope,
  lock: string,
): CacheTags {
  const scope = [path, key, platform, user, branch];
  return { exact: tagOf(name, [...scope, lock]), newest: tagOf(name, scope) };
}

function tagOf(name: string, parts: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `cache-${name}-${hash.slice(0, 40)}`;
}
