/** The image that is measured: a recipe in a git repository of its own, built and published by treestamp. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readWhole } from "../core/oci/digest.ts";
import { parseManifest } from "../core/oci/manifest.ts";
import { openStore } from "../core/oci/open.ts";
import type { Descriptor, Store, StoredManifest } from "../core/oci/port.ts";
import { parseIndex, parseSnapshotManifest } from "../core/places/published.ts";
import type { ChunkTable } from "../core/snapshot/format.ts";
import { parseChunkTable } from "../core/snapshot/table.ts";
import type { KeptImage } from "../scripts/testbed/kept-image.ts";
import { run, treestampJson } from "./programs.ts";

export interface PublishedImage {
  /** The git repository with the recipe. */
  readonly repository: string;
  /** The repository in the registry: `HOST/bench`. */
  readonly store: string;
  readonly tag: string;
  /** The tag's reference, as docker takes it. */
  readonly reference: string;
}

/** Makes a git repository whose recipe is this Dockerfile, with bench/jobs beside it. `FROM base` is the base. */
export async function makeRecipe(base: KeptImage, dockerfile: string, repository: string): Promise<void> {
  await mkdir(repository, { recursive: true });
  await writeFile(join(repository, "Dockerfile"), dockerfile);
  await cp(join(import.meta.dirname, "jobs"), join(repository, "jobs"), { recursive: true });
  await writeFile(join(repository, "treestamp.yml"), `base:\n  - base=oci-layout://${base.folder}@${base.digest}\n`);
  await run(["git", "-C", repository, "init", "--quiet"]);
  await commitAll(repository, "Recipe");
}

export async function commitAll(repository: string, message: string): Promise<void> {
  const who = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
  await run(["git", "-C", repository, "add", "."]);
  await run(["git", "-C", repository, ...who, "commit", "--quiet", `--message=${message}`]);
}

/** Builds what the repository's recipe says, with docker, and publishes it. @param env as `docker` sees it */
export async function buildAndPublish(repository: string, store: string, cache: string, env: NodeJS.ProcessEnv) {
  // The daemons have no bridge, and no recipe of the bench needs a network.
  const how = ["--engine", "docker", "--network", "none", "--cache-folder", cache];
  const words = ["build", "-C", repository, "--store", store, ...how];
  const { tag, stages } = await treestampJson(words, { ...process.env, ...env });
  const image: PublishedImage = { repository, store, tag, reference: `${store}:${tag}` };
  return { image, stages };
}

/** What the registry has of an image. */
export interface Contents {
  /** Bytes of all layers. */
  readonly layers: number;
  readonly frames: Descriptor;
  readonly table: ChunkTable;
}

export async function contentsOf({ store: location, tag }: PublishedImage): Promise<Contents> {
  const store = openStore(location);
  const [published] = parseIndex(await manifest(store, tag));
  const image = parseManifest(await manifest(store, published!.image.digest));
  if (image.kind !== "manifest") throw new Error(`${location}:${tag} is an index of indexes.`);
  const { frames: all, table } = parseSnapshotManifest(await manifest(store, published!.snapshot!.digest));
  const layers = image.layers.reduce((sum, { size }) => sum + size, 0);
  const [frames] = all;
  return { layers, frames: frames!, table: parseChunkTable(await readWhole(store, table)) };
}

async function manifest(store: Store, reference: string): Promise<StoredManifest> {
  const lookup = await store.lookup(reference);
  if (lookup.state !== "present") throw new Error(`${store.location} does not have ${reference}: ${lookup.state}.`);
  return lookup.manifest;
}
