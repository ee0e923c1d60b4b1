/** A final image that is assembled: files that a run has left on disk, laid on an environment or on another image. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import type { Repository } from "../git/repository.ts";
import { hashObject } from "../git/tree.ts";
import type { FinalAssembly } from "../inputs/delivery.ts";
import { isEnvironmentName, NoSuchEnvironment } from "../inputs/environments.ts";
import type { Request } from "../inputs/request.ts";
import type { Asked } from "../lock/changes.ts";
import { type Stage, timed } from "../log/stages.ts";
import type { Donor } from "../oci/copy.ts";
import type { StoredImage, StoredManifest } from "../oci/port.ts";
import { formatReference, parseLocation } from "../oci/reference.ts";
import { namedImage } from "../places/named-image.ts";
import type { BuiltImage } from "../places/publication.ts";
import { makeIndex } from "../places/published.ts";
import { folderTar } from "../recipe/folder-context.ts";
import { keyOf } from "../recipe/key.ts";
import { imageRecipe } from "../recipe/read.ts";
import { assembleImages, readBelow } from "./assembly.ts";
import { ensureBuilt } from "./build.ts";
import type { FinalBuild } from "./final-image.ts";
import { sourceOf } from "./image-there.ts";
import { type Locked, readLock } from "./locked.ts";
import type { Ports } from "./ports.ts";
import { keepWithinLimit } from "./prune.ts";
import { identify } from "./resolve.ts";
import { trustIn } from "./trust.ts";
import { hasSnapshots, requestOf } from "./upstreams.ts";

/** What a final image is assembled of. */
export interface Parts {
  readonly assembly: FinalAssembly;
  readonly base: StoredImage;
}

/**
 * The image that everything is laid on: an environment of `treestamp.yml`, built if it is absent, or an image that is there.
 * One that treestamp did not make gets a snapshot, which stays on this machine.
 */
export async function baseOf(
  ports: Ports,
  request: Request<"push" | "assemble">,
  repository: Repository,
  { assembly: { from, platforms }, stages }: { readonly assembly: FinalAssembly; readonly stages: Stage[] },
): Promise<StoredImage> {
  if (isEnvironmentName(from)) {
    const identified = await identify(ports, { ...request, environment: from }, repository).catch((error: unknown) => {
      if (!(error instanceof NoSuchEnvironment)) throw error;
      throw new NoSuchEnvironment(from, error.names, "from", ` An image is written ${from}:TAG or ${from}@sha256:….`);
    });
    const { image, hit } = await ensureBuilt(ports, requestOf(request, identified.recipe), identified, {});
    stages.push(...identified.stages);
    if (!hit) await keepWithinLimit(ports, request.cacheSize);
    return image;
  }
  const image = await timed(stages, "lookup", () => namedImage(ports, "from", from, request.path));
  if (hasSnapshots(image, platforms)) {
    await trustIn(ports, request, { repository }, image);
    return image;
  }
  const { digest } = image.root.descriptor;
  if (!from.includes("@")) {
    const fixed = formatReference(parseLocation(image.store.location), undefined, digest);
    ports.log.warning(`\`from\`: ${from} is not fixed by a digest: write ${fixed}.`);
  }
  const recipe = imageRecipe({ digest, source: sourceOf(image.store) }, platforms);
  const key = keyOf(repository.objectFormat, recipe, false);
  const own = { repository, recipe, key, store: ports.localStore, writable: [], caches: [], inCiCache: false, stages };
  const built = await ensureBuilt(ports, { ...requestOf(request, recipe), build: "missing" }, own, {});
  if (!built.hit) await keepWithinLimit(ports, request.cacheSize);
  return built.image;
}

/** Assembles the final image. @returns it where it lies, with the repository that already has the base's blobs */
export async function assembleFinal(
  ports: Ports,
  request: Request<"push" | "assemble">,
  { assembly, base }: Parts,
  { commit, labels, scratch, stages, signal }: FinalBuild,
): Promise<StoredImage & { readonly donors: readonly Donor[] }> {
  const { proto, run, config, lock, packages, platforms } = assembly;
  const place = (path: string) => resolve(request.path, path);
  const locked = lock === undefined ? undefined : await lockAt(place(lock), { packages, platforms });
  const made = await timed(stages, "assemble", async () =>
    assembleImages(
      ports,
      request,
      {
        ...assembly,
        base,
        below: await readBelow(base, platforms, signal),
        config: { ...config, labels: new Map([...config.labels, ...labels]) },
        locked: locked && { ...locked, stores: [base.store, ports.localStore] },
        proto: proto === undefined ? undefined : await folderTar(place(proto)),
        run: run === undefined ? undefined : await scriptAt(run, place(run)),
        epoch: commit.time,
      },
      { scratch, signal },
    ),
  );
  // Where the image goes, its users look: what it was made of stays here.
  await made.keepBeside?.(ports.localStore);
  return { store: made.layout, root: rootOf(made.images), donors: made.donors ?? [] };
}

async function lockAt(path: string, asked: Asked): Promise<Omit<Locked, "stores">> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new TreestampError("path-missing", `\`lock\`: ${path} cannot be read (${cause.code}).`, {
      remedy: "Name the file that `treestamp lock` has written.",
      cause,
    });
  });
  return { lock: readLock(bytes, path, asked), oid: hashObject("sha1", "blob", bytes) };
}

/** One word is the path of a script; all else is the script. */
async function scriptAt(run: string, path: string): Promise<Buffer> {
  if (/\s/.test(run.trim())) return Buffer.from(run);
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new TreestampError("path-missing", `\`script\`: ${path} cannot be read (${cause.code}).`, {
      remedy: "Name a script, or write it, in several words.",
      cause,
    });
  });
}

/** The one image, or the index of all platforms'. */
function rootOf(images: readonly BuiltImage[]): StoredManifest {
  const [only, ...others] = images;
  if (others.length === 0) return only!.manifest;
  return makeIndex(
    images.map(({ platform, manifest }) => ({ platform, image: manifest.descriptor, snapshot: undefined })),
  );
}
