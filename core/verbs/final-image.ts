/** A final image: built from a Dockerfile, on top of the build image where the Dockerfile says so. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildImageName, type FinalImage } from "../delivery-request.ts";
import type { BaseImage } from "../engine/port.ts";
import { TreestampError } from "../errors.ts";
import type { NamedCommit } from "../git/named-commit.ts";
import type { Repository } from "../git/repository.ts";
import { closureOf, copyImage, type Donor } from "../image/copy.ts";
import { formatPlatform } from "../image/manifest.ts";
import { parseIndex } from "../image/published.ts";
import { configPath } from "../recipe/config.ts";
import { type FolderContext, folderContext } from "../recipe/folder-context.ts";
import { takesFrom } from "../recipe/takes-from.ts";
import type { Request } from "../request.ts";
import { type Stage, timed } from "../stages.ts";
import type { Digest, Store, StoredManifest } from "../store/port.ts";
import { parseLocation } from "../store/reference.ts";
import type { Built } from "./build.ts";
import type { Ports } from "./ports.ts";

/** What a final image is built on and of. */
export interface Ingredients {
  readonly context: FolderContext;
  readonly buildImage: BuildImage | undefined;
}

/** The build image as it is handed to a build. */
export interface BuildImage {
  readonly digest: Digest;
  /** Undefined where the call has said which it is: then the engine takes it from there. */
  readonly built: Built | undefined;
  readonly said: BaseImage | undefined;
}

/**
 * Reads the context, and looks whether the build image is needed; builds that where it is absent.
 * @throws path-missing, input-invalid, and what making the build image fails with
 */
export async function gather(
  ports: Ports,
  request: Request,
  final: FinalImage,
  repository: Repository,
  stages: Stage[],
): Promise<Ingredients> {
  const place = (path: string) => resolve(request.path, path);
  const context = await folderContext(place(final.context), final.file === undefined ? undefined : place(final.file));
  const isSaid = final.bases.some(({ name }) => name === buildImageName);
  if (isSaid || !takesFrom(context.text, buildImageName, final.buildArgs)) return { context, buildImage: undefined };
  if (final.buildImage !== undefined) {
    return { context, buildImage: { digest: final.buildImage.digest, built: undefined, said: final.buildImage } };
  }
  const [{ identify }, { ensureBuilt }, { writeKeyTree }] = await Promise.all([
    import("./resolve.ts"),
    import("./build.ts"),
    import("../recipe/key.ts"),
  ]);
  const identified = await identify(ports, request, repository, { askAhead: true }).catch((error: unknown) => {
    throw withoutRecipe(error, repository);
  });
  await writeKeyTree(repository, identified.recipe, identified.key);
  const built = await ensureBuilt(ports, request, identified);
  stages.push(...built.stages);
  if (!built.hit) await (await import("./prune.ts")).keepWithinLimit(ports, request.cacheSize);
  if (built.key.dirty) ports.log.warning("The build image's recipe has uncommitted changes: so has the final image.");
  return { context, buildImage: { digest: built.index.descriptor.digest, built, said: undefined } };
}

/** Builds it. @returns the engine's layout, and what the image took over from the build image's repository */
export async function buildFinal(
  ports: Ports,
  request: Request,
  final: FinalImage,
  { context, buildImage }: Ingredients,
  {
    commit,
    labels,
    scratch,
    stages,
    signal,
  }: {
    readonly commit: NamedCommit;
    readonly labels: ReadonlyMap<string, string>;
    readonly scratch: string;
    readonly stages: Stage[];
    readonly signal: AbortSignal;
  },
): Promise<{ readonly store: Store; readonly root: StoredManifest; readonly donors: readonly Donor[] }> {
  const bases = [...final.bases];
  const donors: Donor[] = [];
  if (buildImage?.said !== undefined) bases.push(buildImage.said);
  if (buildImage?.built !== undefined) {
    bases.push(await handedOver(ports, request, final, buildImage.built, join(scratch, "build-image"), signal));
    donors.push(await donorOf(buildImage.built));
  }
  const output = join(scratch, "final");
  await mkdir(output);
  const engine = await ports.chooseEngine();
  await timed(stages, "build", async (describe) => {
    await engine.build({
      context: context.tar,
      dockerfile: context.dockerfile,
      target: final.target,
      buildArgs: final.buildArgs,
      labels,
      platforms: final.platforms,
      bases,
      secrets: request.secrets,
      epoch: commit.time,
      network: request.network,
      noCache: final.noCache,
      output,
      signal,
    });
    describe({ note: engine.name });
  });
  return { ...(await ports.openLayout(output)), donors };
}

/**
 * The build image by its digest. The engine takes it from the registry itself, by docker's login; where we were given a login
 * of our own, or plain HTTP, the engine has neither: then the image is fetched for it.
 */
async function handedOver(
  ports: Ports,
  request: Request,
  final: FinalImage,
  { from, index }: Built,
  folder: string,
  signal: AbortSignal,
): Promise<BaseImage> {
  const { digest } = index.descriptor;
  const location = parseLocation(from.location);
  if (location.kind === "layout") {
    return { name: buildImageName, digest, source: { kind: "layout", folder: from.location } };
  }
  if (request.credentials === undefined && !request.plainHttp) {
    return { name: buildImageName, digest, source: { kind: "registry", repository: from.location } };
  }
  const layout = ports.openStore(folder);
  for (const { platform, image } of parseIndex(index)) {
    if (!final.platforms.includes(formatPlatform(platform))) continue;
    const lookup = await from.lookup(image.digest);
    if (lookup.state === "unknown") throw lookup.reason;
    if (lookup.state === "absent") throw incomplete(from, image.digest);
    await copyImage(await closureOf(from, lookup.manifest), from, layout, { signal, log: ports.log });
  }
  await layout.writeManifest(index);
  return { name: buildImageName, digest, source: { kind: "layout", folder } };
}

/** The blobs of the build image's platforms, which a registry can mount into another repository. */
async function donorOf({ from, index }: Built): Promise<Donor> {
  const blobs = new Set<Digest>();
  if (!from.shared) return { store: from, blobs };
  for (const { image } of parseIndex(index)) {
    const lookup = await from.lookup(image.digest);
    if (lookup.state !== "present") continue; // then its layers are uploaded
    for (const { digest } of (await closureOf(from, lookup.manifest)).blobs) blobs.add(digest);
  }
  return { store: from, blobs };
}

function incomplete(from: Store, digest: Digest): TreestampError {
  return new TreestampError("store-corrupt", `${from.location} lists the manifest ${digest} and does not hold it.`, {
    remedy: "The store was cleaned in part: delete the tag, so that it is built again.",
  });
}

/** Without `treestamp.yml` the build image's recipe is the root's Dockerfile, which push was not asked to guess. */
function withoutRecipe(error: unknown, { workTree }: Repository): unknown {
  if (!(error instanceof TreestampError) || error.code !== "path-missing") return error;
  return new TreestampError(error.code, `The Dockerfile says FROM ${buildImageName}: ${error.message}`, {
    remedy: `Say in ${configPath} of ${workTree ?? "the repository"} what the build image is, or give the input \`build-image\` the output \`image\` of the step that built it.`,
    cause: error,
  });
}
