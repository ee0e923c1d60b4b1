/** A final image: built from a Dockerfile, on top of the build image if the Dockerfile says so. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import type { NamedCommit } from "../git/named-commit.ts";
import { textOfPath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { buildImageName } from "../inputs/delivery.ts";
import { configPath } from "../inputs/recipe-inputs.ts";
import type { Request } from "../inputs/request.ts";
import { type Stage, timed } from "../log/stages.ts";
import { closureOf, type Donor } from "../oci/copy.ts";
import type { StoredImage } from "../oci/port.ts";
import { namedImage } from "../places/named-image.ts";
import { type FolderContext, folderContext } from "../recipe/folder-context.ts";
import { unpinnedInputs } from "../recipe/pins.ts";
import { takesFrom } from "../recipe/takes-from.ts";
import { handOver } from "./hand-over.ts";
import type { Ports } from "./ports.ts";
import { trustIn } from "./trust.ts";

/** What a final image is made from. */
export interface Ingredients {
  readonly context: FolderContext;
  /** The image that `FROM build-image` stands for. */
  readonly buildImage: StoredImage | undefined;
}

/**
 * Reads the context, and builds the build image if the Dockerfile needs it and it is absent.
 * @throws path-missing, input-invalid; whatever building the build image throws
 */
export async function gather(
  ports: Ports,
  request: Request<"push" | "assemble">,
  repository: Repository,
  stages: Stage[],
): Promise<Ingredients> {
  const { final } = request.delivery;
  const place = (path: string) => resolve(request.path, path);
  const context = await folderContext(place(final.context), final.file === undefined ? undefined : place(final.file));
  const bases = [...final.bases.map(({ name }) => name), buildImageName];
  for (const { line, message } of unpinnedInputs(context.text, { ...final, bases })) {
    ports.log.warning(`${final.file ?? join(final.context, "Dockerfile")}:${line}: ${message}`);
  }
  const isSaid = final.bases.some(({ name }) => name === buildImageName);
  if (isSaid || !takesFrom(context.text, buildImageName, final.buildArgs)) return { context, buildImage: undefined };
  const buildImage =
    final.buildImage === undefined
      ? await ownBuildImage(ports, request, repository, stages)
      : await namedImage(ports, "build-image", final.buildImage, request.path);
  if (final.buildImage !== undefined) await trustIn(ports, request, { repository }, buildImage);
  return { context, buildImage };
}

const remedy = `Describe it in ${configPath} (context: environment), or give the input \`build-image\` the output \`image\` of the step that built it.`;

/** The build image of `treestamp.yml`. @throws input-invalid if that file describes none */
async function ownBuildImage(
  ports: Ports,
  request: Request<"push" | "assemble">,
  repository: Repository,
  stages: Stage[],
) {
  const [{ identify }, { ensureBuilt }, { writeKeyTree }, { dockerfileText }] = await Promise.all([
    import("./resolve.ts"),
    import("./build.ts"),
    import("../recipe/key.ts"),
    import("../recipe/context.ts"),
  ]);
  const identified = await identify(ports, request, repository, { askAhead: true });
  const { recipe } = identified;
  const { method } = recipe;
  const takesItself =
    method.kind === "dockerfile" &&
    takesFrom(await dockerfileText(repository, method), buildImageName, method.buildArgs) &&
    ![...recipe.bases.map(({ name }) => name), ...recipe.upstreams.keys()].includes(buildImageName);
  if (takesItself) {
    throw new TreestampError(
      "input-invalid",
      `The Dockerfile says FROM ${buildImageName}, and nothing says what the build image is: its own Dockerfile would be ${textOfPath(method.origin)}, which says so, too.`,
      { remedy },
    );
  }
  await writeKeyTree(repository, recipe, identified.key);
  const { image, hit, key } = await ensureBuilt(ports, request, identified, { blobs: true });
  stages.push(...identified.stages);
  if (!hit) await (await import("./prune.ts")).keepWithinLimit(ports, request.cacheSize);
  if (key.dirty) ports.log.warning("The build image's recipe has uncommitted changes: so has the final image.");
  return image;
}

/** What the registry of the build image can mount into another repository. */
async function donorOf({ store, root }: StoredImage): Promise<Donor> {
  const { blobs } = store.shared ? await closureOf(store, root) : { blobs: [] };
  return { store, blobs: new Set(blobs.map(({ digest }) => digest)) };
}

export interface FinalBuild {
  readonly commit: NamedCommit;
  readonly labels: ReadonlyMap<string, string>;
  readonly scratch: string;
  readonly stages: Stage[];
  readonly signal: AbortSignal;
}

/** Builds the final image. @returns it in the engine's layout, with the repository that already has the build image's blobs */
export async function buildFinal(
  ports: Ports,
  request: Request<"push" | "assemble">,
  { context, buildImage }: Ingredients,
  { commit, labels, scratch, stages, signal }: FinalBuild,
): Promise<StoredImage & { readonly donors: readonly Donor[] }> {
  const { final } = request.delivery;
  const bases = final.bases.map(({ source, ...base }) => ({
    ...base,
    source: source.kind === "layout" ? { ...source, folder: resolve(request.path, source.folder) } : source,
  }));
  const donors: Donor[] = [];
  if (buildImage !== undefined) {
    const { access } = request;
    const handing = { access, platforms: final.platforms, folder: join(scratch, "build-image"), signal };
    bases.push(await handOver(ports, buildImageName, buildImage, handing));
    donors.push(await donorOf(buildImage));
  }
  const output = join(scratch, "final");
  await mkdir(output);
  const engine = await ports.chooseEngine();
  await timed(stages, "build", async (describe) => {
    await engine.build({
      context: context.tar,
      dockerfile: { path: context.dockerfile, text: context.text },
      target: final.target,
      buildArgs: final.buildArgs,
      labels,
      platforms: final.platforms,
      bases,
      secrets: request.secrets,
      epoch: commit.time,
      compression: final.compression,
      network: request.network,
      noCache: final.noCache,
      output,
      signal,
    });
    describe({ note: engine.name });
  });
  return { ...(await ports.openLayout(output)), donors };
}
