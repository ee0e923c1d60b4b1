/**
 * From nothing to the end of the first command, on a machine that does not have the image: `treestamp run` with an empty
 * cache against `docker pull` and `docker run` of the very same tag.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../core/stages.ts";
import type { RunningDocker } from "../test/services/docker.ts";
import type { PublishedImage } from "./image.ts";
import type { Contestant } from "./measure.ts";
import { run, treestamp } from "./programs.ts";

/** @param onStages gets what treestamp says of each run's stages */
export function ourFirstCommand(
  name: string,
  image: PublishedImage,
  work: string,
  onStages: (stages: readonly Stage[]) => void,
): Contestant {
  const cache = join(work, "cache");
  // A new machine has no compiled code of the bundle either.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(cache, "compiled") };
  return {
    name,
    async reset() {
      await rm(cache, { recursive: true, force: true });
      await mkdir(cache, { mode: 0o700 });
      await settle();
    },
    async work() {
      const place = ["-C", image.repository, "--store", image.store, "--cache-folder", cache];
      const said = await run(treestamp("run", ...place, "--json", "--", "true"), env);
      onStages((JSON.parse(said) as { stages: Stage[] }).stages);
    },
  };
}

export function dockerFirstCommand(name: string, image: PublishedImage, { env }: RunningDocker): Contestant {
  const docker = (...args: string[]) => run(["docker", ...args], env);
  return {
    name,
    async reset() {
      const images = (await docker("image", "ls", "--all", "--quiet")).split("\n").filter(Boolean);
      if (images.length > 0) await docker("image", "rm", "--force", ...new Set(images));
      await docker("system", "prune", "--all", "--force");
      const left = await docker("image", "ls", "--all", "--quiet");
      if (left !== "") throw new Error(`docker still has an image: ${left}`);
      await settle();
    },
    async work() {
      await docker("pull", "--quiet", image.reference);
      await docker("run", "--rm", "--network=host", image.reference, "true");
    },
  };
}

/** What one contestant has written must not be what the next one waits for. */
export async function settle(): Promise<void> {
  await run(["sync"]);
}
