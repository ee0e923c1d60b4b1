/** A build by a buildx program, in the builder that its environment leads to. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { TreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { Log } from "../log/log.ts";
import { readIndex } from "../oci/layout/index-file.ts";
import { handedArguments } from "./build-arguments.ts";
import {
  csvField,
  readSecrets,
  runBuildStep,
  type StepOptions,
  secretArguments,
  secretVariables,
} from "./build-output.ts";
import { buildInClassicStore, nameInRegistry } from "./classic-store.ts";
import { engineEnvironment } from "./environment.ts";
import { isOrdinary, planOf, tellUnused } from "./plan.ts";
import type { BuildRequest } from "./port.ts";

/**
 * BuildKit compresses a new layer twice: for its cache, and again once its times are rewritten. That is most of a build's
 * time. With Go's gzip at this level a build takes two thirds of the time that it takes at the default (6), for layers that
 * are 9 % larger; at 4 it gains next to nothing. The user's own builds push what they find in BuildKit's cache as it is, so
 * there those 9 % are all that they see of ours. Uncompressed is no quicker, as each byte goes through containerd's API,
 * and they would push plain layers then.
 */
const gzipLevel = 3;

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
export async function buildByBuildx({ env: all, ...found }: Buildx, request: BuildRequest): Promise<void> {
  const buildx = { ...found, env: engineEnvironment(all, request.secrets) };
  if (isOrdinary(request)) {
    const plans = request.platforms.map((platform) => planOf(request, platform));
    tellUnused(request, plans, buildx.log);
  }
  const { masks: secretValues } = await readSecrets(request.secrets, buildx.env, buildx.log);
  const options = {
    env: { ...buildx.env, ...secretVariables(request.secrets) },
    log: buildx.log,
    secretValues,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  await buildx.log.group("Build the image (docker)", () =>
    buildx.speaksOci
      ? buildLayout(buildx, request, options)
      : buildInClassicStore(request, options, (more) => runBuildx(buildx, request, options, more)),
  );
}

async function buildLayout(buildx: Buildx, request: BuildRequest, options: StepOptions): Promise<void> {
  const destination = csvField(`dest=${request.output}`);
  await runBuildx(buildx, request, options, [
    ...request.bases.flatMap((base) => ["--build-context", `${base.name}=${sourceOf(base)}`]),
    ...["--output", `type=oci,tar=false,rewrite-timestamp=true,compression-level=${gzipLevel},${destination}`],
  ]);
  await rm(join(request.output, "ingest"), { recursive: true, force: true }); // left there, empty, by the exporter
  const length = (await readIndex(request.output, {}))?.manifests.length ?? 0;
  if (length !== 1) {
    throw new TreestampError(
      "build-failed",
      `docker left ${length} manifests at the top of the image layout, not one.`,
    );
  }
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
    ...(request.noCache ? ["--no-cache"] : []),
    ...more,
    "-", // the context is a tar on standard input; no .dockerignore is looked at then
  ];
  return runBuildStep(program, args, { ...options, env, input: request.context() });
}

/** A base as BuildKit's named contexts have it. */
function sourceOf(base: BaseImage): string {
  return base.source.kind === "layout"
    ? `oci-layout://${base.source.folder}@${base.digest}`
    : `docker-image://${nameInRegistry(base)}`;
}
