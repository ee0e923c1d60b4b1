/** What a machine's cache has at its root. */
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { cacheFolders } from "../../core/cache/folders.ts";

/**
 * Names at the root of a cache that core/cache/folders.ts does not have: nobody would prune them. A .gitignore hides a
 * cache in a work tree from git (core/machine/hidden-folder.ts).
 */
export function unknownIn(cache: string): string[] {
  const known = Object.values(cacheFolders(cache)).map((folder) => basename(folder));
  return readdirSync(cache).filter((name) => name !== ".gitignore" && !known.includes(name));
}
