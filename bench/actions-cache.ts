/**
 * Programs of the peer of our caches: `serve ADDRESS` is a cache service, `save PATH KEY` and `restore PATH KEY` are what
 * actions/cache does, by its own client.
 */
import { startActionsCache } from "../test/services/actions-cache-server.ts";

const [, , verb, first = "", key = ""] = process.argv;
if (verb === "serve") {
  const { environment } = await startActionsCache(first);
  process.stdout.write(`${JSON.stringify(environment("read: main; write: main"))}\n`);
} else {
  const { restoreCache, saveCache } = await import("@actions/cache");
  const done = verb === "save" ? await saveCache([first], key) : await restoreCache([first], key);
  if (done === undefined || done === -1) throw new Error(`The cache was not ${verb}d.`);
  process.exit(0); // connections that are kept alive would keep it from ending
}
