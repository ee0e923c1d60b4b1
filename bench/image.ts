/** The image that is measured: a recipe in a git repository of its own, built and published by treestamp. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startDocker } from "../test/services/docker.ts";
import type { Base } from "./base.ts";
import { run, treestamp } from "./programs.ts";

export interface PublishedImage {
  /** The git repository with the recipe. */
  readonly repository: string;
  /** The repository in the registry: `HOST/bench`. */
  readonly store: string;
  /** The tag's reference, as docker takes it. */
  readonly reference: string;
}

/** Builds the image from `base` and publishes it with its snapshot under one tag, in a registry on loopback. */
export async function publishImage(base: Base, registry: string, work: string): Promise<PublishedImage> {
  const repository = join(work, "repository");
  await mkdir(repository);
  await writeFile(join(repository, "Dockerfile"), "FROM base\nCOPY job.sh /usr/local/bin/job\nWORKDIR /work\n");
  await writeFile(join(repository, "job.sh"), "#!/bin/sh\necho done\n", { mode: 0o755 });
  await writeFile(join(repository, "treestamp.yml"), `base:\n  - base=oci-layout://${base.folder}@${base.digest}\n`);
  const git = (...args: string[]) => run(["git", "-C", repository, ...args]);
  await git("init", "--quiet");
  await git("add", ".");
  await git("-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message=Recipe");
  const store = `${registry}/bench`;
  // A daemon for the build alone: one that is measured must not have seen the layers.
  const docker = await startDocker({ store: "containerd" });
  try {
    const cache = join(work, "build-cache");
    const words = [
      "build",
      "-C",
      repository,
      "--store",
      store,
      "--engine",
      "docker",
      "--cache-folder",
      cache,
      "--json",
    ];
    const built = await run(treestamp(...words), { ...process.env, ...docker.env });
    const { tag } = JSON.parse(built) as { tag: string };
    return { repository, store, reference: `${store}:${tag}` };
  } finally {
    await docker.stop();
  }
}
