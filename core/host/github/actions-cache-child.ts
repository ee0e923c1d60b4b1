/**
 * The program that calls @actions/cache, in a process of its own: `restore|save KEY`, started in a folder whose subfolder
 * `image` is what is kept. By that the path, which the cache hashes into an entry's version, is the same on every runner
 * and in every container. The last line that it prints is the answer.
 */
import { restoreCache, saveCache } from "@actions/cache";

/** `kept` is the key of the entry that was restored, or the number of the one that was saved. */
export interface ChildAnswer {
  readonly kept: string | number | undefined;
}

const [, , verb, key = ""] = process.argv;
const paths = ["image"];
const kept = verb === "save" ? await saveCache(paths, key) : await restoreCache(paths, key);
process.stdout.write(`\n${JSON.stringify({ kept } satisfies ChildAnswer)}\n`);
// Connections that are kept alive would keep the process from ending.
process.exit(0);
