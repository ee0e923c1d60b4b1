/** buildah with the layers of earlier builds, beside one without. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { openSnapshotCache, type SnapshotCache } from "../../core/cache/cache.ts";
import { probeBuildah } from "../../core/engine/buildah.ts";
import { type BuiltImage, drivers, type EngineUnderTest, type Options, startEngine } from "./engines.ts";

const buildah = drivers.find(({ title }) => title === "buildah")!;

export interface Keeping {
  /** Of the cache. */
  readonly folder: string;
  readonly cache: SnapshotCache;
  readonly keeping: EngineUnderTest;
  /** The same without anything of another build. */
  readonly alone: EngineUnderTest;
  /** Builds on what is kept, and without, and compares. */
  buildLikeAlone(dockerfile: readonly string[], options?: Options): Promise<BuiltImage>;
  stop(): Promise<void>;
}

/** buildah with the layers that this cache keeps. */
export function startOn(cache: SnapshotCache): Promise<EngineUnderTest> {
  return startEngine({ ...buildah, probe: (env, log) => probeBuildah(env, log, cache.withLayers) });
}

export async function startKeeping(): Promise<Keeping> {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-kept-"));
  const cache = await openSnapshotCache(folder);
  const [keeping, alone] = await Promise.all([startOn(cache), startEngine(buildah)]);
  return {
    ...{ folder, cache, keeping, alone },
    async buildLikeAlone(dockerfile, options) {
      const image = await keeping.build(dockerfile, options);
      const { config, top } = await alone.build(dockerfile, options);
      expect({ config: image.config, digest: image.top.digest }).toEqual({ config, digest: top.digest });
      return image;
    },
    async stop() {
      await Promise.all([keeping.stop(), alone.stop(), cache.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
