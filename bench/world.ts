/** What the figures share, each made when the first figure asks for it, and removed when the bench ends. */
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type DockerOptions, type RunningDocker, startDocker } from "../test/services/docker.ts";
import { type RunningRegistry, startRegistry } from "../test/services/registry.ts";
import { benchBase } from "./base.ts";
import { shapedNetwork } from "./gigabit-network.ts";
import { buildAndPublish, contentsOf, makeRecipe, type PublishedImage } from "./image.ts";
import type { Amount } from "./results.ts";

export type DockerStore = DockerOptions["store"];
export const dockerStores: readonly DockerStore[] = ["containerd", "overlay2"];

export interface World {
  readonly say: (line: string) => void;
  /** How often short things are measured, and how often those that take a minute. */
  readonly rounds: { readonly short: number; readonly long: number };
  /** True for a figure that was asked for. */
  readonly wants: (name: string) => boolean;
  /** A folder of the bench, on the disk where all contestants write. */
  readonly work: string;
  /** Leaves figures that explain others. */
  note(about: string, values: Readonly<Record<string, Amount | number>>): void;
  /** Has `end` called when the bench ends, last come first. */
  defer(end: () => Promise<unknown>): void;
  registry(): Promise<RunningRegistry>;
  /** The image, published in the registry. */
  image(): Promise<PublishedImage>;
  /** A daemon that every figure must bring to where it wants it. */
  docker(store: DockerStore): Promise<RunningDocker>;
}

/** Docker as its makers and hosted runners tune it: nothing waits for a log or a slot. */
const dockerSettings = {
  "max-concurrent-downloads": 10,
  "max-concurrent-uploads": 10,
  "log-driver": "none",
  "insecure-registries": [shapedNetwork],
};

/** The note on how large the image is: its layers and the snapshot's frames in the registry, the snapshot's file. */
export const theImage = "the image";

const dockerfile = "FROM base\nCOPY jobs/ /bench/\n";

export async function makeWorld(
  ends: AsyncDisposableStack,
  options: Pick<World, "say" | "rounds" | "wants" | "note">,
): Promise<World> {
  const work = await mkdtemp("/tmp/treestamp-bench-");
  const defer: World["defer"] = (end) => ends.defer(async () => void (await end()));
  defer(() => rm(work, { recursive: true, force: true, maxRetries: 5 }));
  const registry = once(async () => {
    const running = await startRegistry();
    defer(running.stop);
    return running;
  });
  const image = once(async () => {
    const base = await benchBase(options.say);
    const { host } = await registry();
    options.say("building and publishing the image with treestamp build (2 min)");
    const repository = join(work, "repository");
    await makeRecipe(base, dockerfile, repository);
    // A daemon for the build alone: one that is measured must not have seen the layers.
    const docker = await startDocker({ store: "containerd" });
    try {
      const { image } = await buildAndPublish(repository, `${host}/bench`, join(work, "build-cache"), docker.env);
      const { layers, frames, table } = await contentsOf(image);
      const sizes = { "layers (bytes)": layers, "frames (bytes)": frames.size, "file (bytes)": table.plainSize };
      options.note(theImage, { ...sizes, chunks: table.chunks.length });
      return image;
    } finally {
      await docker.stop();
      await rm(join(work, "build-cache"), { recursive: true, force: true });
    }
  });
  const start = (store: DockerStore) =>
    once(async () => {
      const running = await startDocker({ store, settings: dockerSettings });
      defer(running.stop);
      return running;
    });
  const daemons = { containerd: start("containerd"), overlay2: start("overlay2") };
  return { ...options, work, defer, registry, image, docker: (store) => daemons[store]() };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
