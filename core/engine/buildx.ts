/** A build by a buildx program, in the builder that its environment leads to. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { Log } from "../log/log.ts";
import { readIndex } from "../oci/layout/index-file.ts";
import type { Descriptor } from "../oci/port.ts";
import { baseChains, nameInRegistry } from "./base-layers.ts";
import { handedArguments } from "./build-arguments.ts";
import {
  csvField,
  readSecrets,
  runBuildStep,
  type StepOptions,
  secretArguments,
  secretVariables,
} from "./build-output.ts";
import { layoutFromBuildKit } from "./buildkit-layout.ts";
import { buildInClassicStore } from "./classic-store.ts";
import { engineEnvironment } from "./environment.ts";
import { isOrdinary, type Plan, planOf, tellUnused } from "./plan.ts";
import type { BuildRequest } from "./port.ts";

/** A way to build by BuildKit. */
export interface Buildx {
  /**
   * The program: the client's plugin, by its path, or `buildx` from PATH. Not through `docker buildx`: clients before 25
   * do not hand a signal on to it, and the build would go on after we were told to end it.
   */
  readonly program: string;
  /**
   * False where the builder is a docker daemon that keeps images in its classic store: BuildKit cannot write an OCI layout
   * then, and does not know one as a base.
   */
  readonly speaksOci: boolean;
  /** The caller's variables, and those that lead to the builder. */
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** Builds into the layout `request.output`. @throws build-failed, input-invalid */
export async function buildByBuildx(
  { env: all, ...found }: Buildx,
  request: BuildRequest,
): Promise<Descriptor | undefined> {
  const buildx = { ...found, env: engineEnvironment(all, request.secrets) };
  const plans = isOrdinary(request) ? request.platforms.map((platform) => planOf(request, platform)) : undefined;
  if (plans !== undefined) tellUnused(request, plans, buildx.log);
  const { masks: secretValues } = await readSecrets(request.secrets, buildx.env, buildx.log);
  const options = {
    env: { ...buildx.env, ...secretVariables(request.secrets) },
    log: buildx.log,
    secretValues,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  return buildx.log.group("Build the image (docker)", () =>
    buildx.speaksOci
      ? buildLayout(buildx, request, plans, options)
      : buildInClassicStore(request, options, (more) => runBuildx(buildx, request, options, more)),
  );
}

/**
 * How BuildKit compresses what it has built. It keeps a layer as it was first exported, and the user's own builds push what
 * they find in its cache as it is: so that is of the kind that our image has, and no older client meets zstd by our doing where
 * the image is gzip. zstd takes a third of the time of gzip at level 3 with its times rewritten, and half of that of plain
 * layers, whose bytes all go through containerd's API.
 */
const asCached = { zstd: "compression=zstd", gzip: "compression=gzip,compression-level=3" };

async function buildLayout(
  buildx: Buildx,
  request: BuildRequest,
  plans: readonly Plan[] | undefined,
  options: StepOptions,
): Promise<Descriptor | undefined> {
  const exported = join(request.output, "exported");
  const chains = plans && (await baseChains(request, plans, buildx));
  // Where nobody can tell which layers are the base's, BuildKit does, at the price of compressing its own twice.
  const marked = chains === undefined ? ["rewrite-timestamp=true"] : [];
  const output = ["type=oci", "tar=false", asCached[request.compression], ...marked, csvField(`dest=${exported}`)];
  await runBuildx(buildx, request, options, [
    ...request.bases.flatMap((base) => ["--build-context", `${base.name}=${sourceOf(base)}`]),
    ...["--output", output.join(",")],
  ]);
  const length = (await readIndex(exported, {}))?.manifests.length ?? 0;
  if (length !== 1) {
    throw new TreestampError(
      "build-failed",
      `docker left ${length} manifests at the top of the image layout, not one.`,
    );
  }
  const records = await layoutFromBuildKit(exported, request, chains);
  await rm(exported, { recursive: true });
  return records;
}

function runBuildx(
  { program }: Buildx,
  request: BuildRequest,
  options: StepOptions,
  more: readonly string[],
): Promise<void> {
  const { words, env } = handedArguments(request.buildArgs, options.env);
  const args = [
    ...["build", "--progress=plain", "--provenance=false", "--sbom=false"],
    ...["--file", request.dockerfile.path],
    ...(request.target === undefined ? [] : ["--target", request.target]),
    ...["--platform", request.platforms.join(",")],
    ...words,
    ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ...["--build-arg", `SOURCE_DATE_EPOCH=${request.epoch}`],
    ...secretArguments(request.secrets),
    ...(request.network === "default" ? [] : ["--network", request.network]),
    ...(request.noCache ? ["--no-cache"] : cacheFrom(request.layersFrom)),
    ...["--cache-to", "type=inline"], // into the configuration, from where it goes beside the image: see records.ts
    ...more,
    "-", // the context is a tar on standard input; no .dockerignore is looked at then
  ];
  return runBuildStep(program, args, { ...options, env, input: request.context() });
}

function cacheFrom(image: BaseImage | undefined): readonly string[] {
  if (image === undefined) return [];
  const { digest, source } = image;
  const from =
    source.kind === "layout"
      ? ["type=local", csvField(`src=${source.folder}`), `digest=${digest}`]
      : ["type=registry", csvField(`ref=${nameInRegistry(image)}`)];
  return ["--cache-from", from.join(",")];
}

/** A base as BuildKit's named contexts have it. */
function sourceOf(base: BaseImage): string {
  return base.source.kind === "layout"
    ? `oci-layout://${base.source.folder}@${base.digest}`
    : `docker-image://${nameInRegistry(base)}`;
}
