/** From a recipe to images in a layout: by an engine, or without one. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RootSource } from "../bootstrap/port.ts";
import { TreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { timed } from "../log/stages.ts";
import { manifestIn } from "../oci/copy.ts";
import { formatPlatform, parseManifest, parsePlatform } from "../oci/manifest.ts";
import type { Descriptor, Store, StoredImage, StoredManifest } from "../oci/port.ts";
import type { BuiltImage, Made } from "../places/publication.ts";
import { blobOf, contextTar, dockerfileText, ownFile } from "../recipe/context.ts";
import { tarballName } from "../recipe/read-bootstrap.ts";
import type { AssembleMethod, BootstrapMethod, DockerfileMethod } from "../recipe/recipe.ts";
import { tarballFor } from "../recipe/sums.ts";
import { assembleImages, type Below, readBelow } from "./assembly.ts";
import { handOver } from "./hand-over.ts";
import { imageThere } from "./image-there.ts";
import { lockOf } from "./locked.ts";
import type { Ports, Work } from "./ports.ts";
import type { Identified } from "./resolve.ts";

/** A recipe whose upstreams are there. */
export interface Makeable extends Identified {
  /** By the names that the recipe has for them. */
  readonly upstreams: ReadonlyMap<string, StoredImage>;
  /** What `readAhead` gives. */
  readonly below: ReturnType<typeof readAhead> | undefined;
  /** The records of the nearest ancestor's image, under its name in the engine: see core/places/layer-records.ts. */
  readonly layersFrom?: BaseImage | undefined;
}

/** Reads what the image will be made from, before it is sure that it is made here; undefined where that is the engine's to do. */
export async function readAhead(
  { recipe: { method, platforms }, upstreams }: Pick<Makeable, "recipe" | "upstreams">,
  signal: AbortSignal,
): Promise<readonly Below[] | undefined> {
  const [base] = upstreams.values();
  return method.kind === "assemble" && base !== undefined ? readBelow(base, platforms, signal) : undefined;
}

/** Makes the images of a recipe, one for each platform. @throws interrupted by the work's signal */
export async function makeImages(ports: Ports, request: BuildingRequest, of: Makeable, work: Work): Promise<Made> {
  const { method, platforms } = of.recipe;
  if (method.kind === "image") return imageThere(ports, method, platforms);
  if (method.kind === "assemble") return assembled(ports, request, { ...of, method }, work);
  const output = join(work.scratch, "layout");
  await mkdir(output);
  const records =
    method.kind === "dockerfile"
      ? await build(ports, request, { ...of, method }, { ...work, output })
      : await bootstrapped(ports, { ...of, method }, { ...work, output });
  const { store: layout, root } = await ports.openLayout(output);
  const made = { layout, images: await imagesOf(layout, root, platforms) };
  if (records === undefined) return made;
  return { ...made, keepBeside: (store) => keepBeside(ports, { ...of, layout, records }, store, work.signal) };
}

/** Keeps the engine's records beside the image. */
async function keepBeside(
  { log }: Ports,
  { layout, records, key }: Pick<Identified, "key"> & { readonly layout: Store; readonly records: Descriptor },
  store: Store,
  signal: AbortSignal,
): Promise<void> {
  const { keepRecords } = await import("../places/layer-records.ts");
  const root = await manifestIn(layout, records.digest);
  await keepRecords({ store: layout, root }, store, key.tag, { log, signal });
}

async function assembled(
  ports: Ports,
  request: BuildingRequest,
  { recipe, method, repository, upstreams, stages, store, ...of }: Makeable & { readonly method: AssembleMethod },
  work: Work,
): Promise<Made> {
  const [base] = upstreams.values();
  const proto = recipe.context.length === 0 ? undefined : contextTar(repository, recipe);
  const run = await ownFile(repository, recipe, "run");
  const lock = await lockOf(repository, method, recipe);
  const locked = lock && { ...lock, stores: [store, ports.localStore] };
  const { platforms } = recipe;
  return timed(stages, "assemble", async () => {
    const below = (await of.below) ?? (await readBelow(base!, platforms, work.signal));
    return assembleImages(
      ports,
      request,
      { ...method, base: base!, below, platforms, proto, locked, run, epoch: 0 },
      work,
    );
  });
}

async function bootstrapped(
  ports: Ports,
  { recipe, method, repository, stages }: Makeable & { readonly method: BootstrapMethod },
  { scratch, output, signal }: Work & { readonly output: string },
): Promise<undefined> {
  const roots = new Map<string, RootSource>();
  for (const platform of recipe.platforms) {
    if (method.packages !== undefined) {
      roots.set(platform, { kind: "packages", ...method.packages });
      continue;
    }
    const tarball = tarballFor(method.tarball!, platform);
    const digest = method.sums.get(platform);
    const file = recipe.own.find(({ name }) => name === tarballName(platform));
    if (file === undefined) roots.set(platform, { kind: "download", url: tarball, digest: digest! });
    else roots.set(platform, { kind: "file", name: tarball, content: blobOf(repository, file.entry.oid), digest });
  }
  const folder = join(scratch, "bootstrap");
  await mkdir(folder);
  await timed(stages, "bootstrap", async () =>
    ports.bootstrap({
      roots,
      remove: method.remove,
      overlay: recipe.context.length === 0 ? undefined : contextTar(repository, recipe),
      epoch: 0,
      cache: await ports.openCache(),
      environment: ports.environment,
      scratch: folder,
      output,
      signal,
      log: ports.log,
    }),
  );
}

async function build(
  ports: Ports,
  request: BuildingRequest,
  { recipe, repository, stages, method, upstreams, layersFrom }: Makeable & { readonly method: DockerfileMethod },
  { scratch, output, signal }: Work & { readonly output: string },
): Promise<Descriptor | undefined> {
  const { platforms } = recipe;
  const [engine, text] = await Promise.all([ports.chooseEngine(), dockerfileText(repository, method)]);
  const bases = [...recipe.bases];
  for (const [name, image] of upstreams) {
    const folder = join(scratch, `from-${bases.length}`);
    bases.push(await handOver(ports, name, image, { access: request.access, platforms, folder, signal }));
  }
  return timed(stages, "build", async (describe) => {
    const records = await engine.build({
      context: contextTar(repository, recipe),
      dockerfile: { path: method.path, text },
      target: method.target,
      buildArgs: method.buildArgs,
      labels: new Map(),
      platforms,
      bases,
      secrets: request.secrets,
      epoch: 0,
      compression: method.compression,
      network: request.network,
      noCache: request.force,
      layersFrom,
      output,
      signal,
    });
    describe({ note: engine.name });
    return records;
  });
}

/** The image of each platform in an engine's layout. */
async function imagesOf(
  layout: Store,
  root: StoredManifest,
  platforms: readonly string[],
): Promise<readonly BuiltImage[]> {
  const top = parseManifest(root);
  if (top.kind === "manifest") return [{ platform: parsePlatform(platforms[0]!), manifest: root }];
  const images: BuiltImage[] = [];
  for (const { platform, digest } of top.manifests) {
    const lookup = await layout.lookup(digest);
    if (lookup.state !== "present" || platform === undefined) {
      throw new TreestampError("image-invalid", `The engine's layout lists ${digest} and does not hold it.`);
    }
    images.push({ platform, manifest: lookup.manifest });
  }
  const missing = platforms.filter((wanted) => !images.some(({ platform }) => formatPlatform(platform) === wanted));
  if (missing.length > 0) {
    throw new TreestampError("build-failed", `The engine built no image for ${missing.join(", ")}.`);
  }
  return images;
}
