import { homedir } from "node:os";
import { join } from "node:path";

/** Where tools that are ours alone are kept between runs. */
export function toolsFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return process.env.TREESTAMP_TOOLS || join(cache, "treestamp-tools");
}
