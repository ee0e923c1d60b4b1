/** The Docker engine: BuildKit through `docker buildx`, in whatever builder is the current one. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, TreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { Log } from "../log/log.ts";
import { isAbandoned, ownName } from "../machine/owner.ts";
import { type ProgramOptions, run } from "../machine/process.ts";
import { isAtLeast, programVersion } from "../machine/program-version.ts";
import { layoutFromArchive } from "../oci/docker-archive/read.ts";
import { archiveOfBase } from "../oci/docker-archive/write.ts";
import { readIndex } from "../oci/layout/index-file.ts";
import { handedArguments } from "./build-arguments.ts";
import { csvField, readSecrets, runBuildStep, secretArguments, secretVariables } from "./build-output.ts";
import { engineEnvironment } from "./environment.ts";
import { isOrdinary, planOf, tellUnused } from "./plan.ts";
import type { BuildRequest, Probe } from "./port.ts";

/** API 1.42 is Docker 23, the first whose BuildKit has named contexts and the OCI exporter in all that we need. */
const oldestApi = [1, 42] as const;
/** A daemon that takes longer to say its version is taken for one that does not answer. Milliseconds. */
const patience = 20_000;

/**
 * BuildKit compresses a new layer twice: for its cache, and again once its times are rewritten. That is most of a build's
 * time. With Go's gzip at this level a build takes two thirds of the time that it takes at the default (6), for layers that
 * are 9 % larger; at 4 it gains next to nothing. The user's own builds push what they find in BuildKit's cache as it is, so
 * there those 9 % are all that they see of ours. Uncompressed is no quicker, as each byte goes through containerd's API,
 * and they would push plain layers then.
 */
const gzipLevel = 3;

/** Facts about this machine's docker. */
interface Docker {
  /**
   * The buildx program: the client's plugin, by its path, or `buildx` from PATH. Not through `docker buildx`: clients
   * before 25 do not hand a signal on to it, and the build would go on after we were told to end it.
   */
  readonly buildx: string;
  /**
   * False where the builder is the daemon itself and the daemon keeps images in its classic store: BuildKit cannot
   * write an OCI layout then, and does not know one as a base.
   */
  readonly speaksOci: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/**
 * Looks for a docker daemon with BuildKit.
 * @param env the environment that docker sees: DOCKER_HOST, DOCKER_CONFIG, …
 */
export async function probeDocker(env: NodeJS.ProcessEnv, log: Log): Promise<Probe> {
  const ask = (...command: string[]) => answerOf(command, engineEnvironment(env, []));
  const [version, info] = await Promise.all([
    ask("docker", "version", "--format", "{{json .Server}}"),
    ask("docker", "info", "--format", '{"driver":{{json .DriverStatus}},"plugins":{{json .ClientInfo.Plugins}}}'),
  ]);
  if (!version.ok) {
    return unusable(version.reason, "Install docker and start its daemon, or set DOCKER_HOST to where one listens.");
  }
  const server = JSON.parse(version.output || "null") as { Version?: string; ApiVersion?: string } | null;
  const api = server?.ApiVersion ?? "";
  if (!isAtLeast(programVersion(api), oldestApi)) {
    return unusable(`its daemon (API ${api || "unknown"}) is older than version 23`, "Update docker to 23 or newer.");
  }
  if (!info.ok) return unusable(info.reason, "Check the docker daemon.");
  const { driver, plugins } = JSON.parse(info.output) as {
    driver: [string, string][] | null;
    plugins: { Name: string; Path?: string }[] | null;
  };
  const buildx = plugins?.find(({ Name }) => Name === "buildx")?.Path ?? "buildx";
  const builder = await ask(buildx, "inspect");
  if (!builder.ok) {
    return unusable(`buildx does not work (${builder.reason})`, "Install docker's buildx plugin.");
  }
  const kind = /^Driver:\s*(\S+)/m.exec(builder.output)?.[1] ?? "unknown";
  const usesContainerd = (driver ?? []).some(([, value]) => value.startsWith("io.containerd.snapshotter"));
  const speaksOci = kind !== "docker" || usesContainerd;
  const store = usesContainerd ? "containerd image store" : "classic image store";
  const docker: Docker = { buildx, speaksOci, env, log };
  return {
    engine: {
      name: "docker",
      description: `docker ${server?.Version} (builder of the kind ${kind}, ${store})`,
      build: (request) => build(docker, request),
    },
  };
}

type Answer = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly reason: string };

async function answerOf(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  const [program, ...args] = command;
  const signal = AbortSignal.timeout(patience);
  try {
    const { exitCode, stdout, stderr } = await run(program!, args, { env, signal });
    if (exitCode === 0) return { ok: true, output: stdout.toString("utf8").trim() };
    return { ok: false, reason: stderr.trim().split("\n").at(-1) || `${command.join(" ")} ended with ${exitCode}` };
  } catch (error) {
    if (signal.aborted)
      return { ok: false, reason: `no answer to "${command.join(" ")}" in ${patience / 1000} seconds` };
    return { ok: false, reason: messageOf(error) };
  }
}

function unusable(reason: string, remedy: string): Probe {
  return { engine: undefined, reason: reason.replace(/(\. Is the docker daemon running\?|\.)$/, ""), remedy };
}

async function build({ env, ...found }: Docker, request: BuildRequest): Promise<void> {
  const docker = { ...found, env: engineEnvironment(env, request.secrets) };
  if (isOrdinary(request)) {
    const plans = request.platforms.map((platform) => planOf(request, platform));
    tellUnused(request, plans, docker.log);
  }
  const { masks: secretValues } = await readSecrets(request.secrets, docker.env, docker.log);
  const options = {
    env: { ...docker.env, ...secretVariables(request.secrets) },
    log: docker.log,
    secretValues,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  await docker.log.group("Build the image (docker)", () =>
    docker.speaksOci ? buildLayout(docker, request, options) : buildInClassicStore(docker, request, options),
  );
}

type StepOptions = ProgramOptions & {
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly secretValues: readonly string[];
};

async function buildLayout(docker: Docker, request: BuildRequest, options: StepOptions): Promise<void> {
  const destination = csvField(`dest=${request.output}`);
  await runBuildx(docker, request, options, [
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

/**
 * Builds into the daemon's store and saves the image from there. The bases that lie in folders are loaded first, under
 * names of our own; those names and the image's are taken away again, by the next build where this process is killed.
 */
async function buildInClassicStore(docker: Docker, request: BuildRequest, options: StepOptions): Promise<void> {
  if (request.platforms.length > 1) {
    throw new TreestampError(
      "build-failed",
      `docker's classic image store cannot hold an image for several platforms (${request.platforms.join(", ")}).`,
      { remedy: "Create a builder with: docker buildx create --use, or turn on docker's containerd image store." },
    );
  }
  await removeAbandonedImages(docker.env);
  const image = `${imageNames.built}:${await ownName()}`;
  const ours = [image];
  try {
    const contexts: string[] = [];
    const baseLayers = new Set<string>();
    for (const base of request.bases) {
      let name = nameInRegistry(base);
      if (base.source.kind === "layout") {
        name = `${imageNames.base}:${await ownName()}`;
        ours.push(name);
        const input = archiveOfBase(base.source.folder, base.digest, request.platforms[0]!, name);
        await runBuildStep("docker", ["image", "load", "--quiet"], { ...options, input });
      } else {
        await runBuildStep("docker", ["image", "pull", "--quiet", "--platform", request.platforms[0]!, name], options);
      }
      for (const layer of await layersInStore(name, options)) baseLayers.add(layer);
      contexts.push("--build-context", `${base.name}=docker-image://${name}`);
    }
    await runBuildx(docker, request, options, [...contexts, "--load", "--tag", image]);
    await run("docker", ["image", "save", image], {
      ...options,
      onOutput: (archive) => layoutFromArchive(archive, request.epoch, baseLayers, request.output),
    }).then(failedSave);
  } finally {
    // Not by the caller's signal: this has to be done, above all when the build was ended.
    await run("docker", ["image", "rm", ...ours], { env: docker.env }).catch(() => {});
  }
}

/** Their tags say which process they belong to: see owner.ts. */
const imageNames = { built: "treestamp-build", base: "treestamp-base" };

/** Removes the names that killed processes have left in the daemon. */
async function removeAbandonedImages(env: NodeJS.ProcessEnv): Promise<void> {
  const filters = Object.values(imageNames).flatMap((name) => ["--filter", `reference=${name}`]);
  const listed = await run("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", ...filters], { env });
  const abandoned: string[] = [];
  for (const name of listed.stdout.toString("utf8").split("\n")) {
    if (await isAbandoned(name.slice(name.indexOf(":") + 1))) abandoned.push(name);
  }
  if (abandoned.length > 0) await run("docker", ["image", "rm", ...abandoned], { env });
}

/** The digests of an image's uncompressed layers. */
async function layersInStore(image: string, options: StepOptions): Promise<string[]> {
  const args = ["image", "inspect", "--format", "{{json .RootFS.Layers}}", image];
  const { exitCode, stdout, stderr } = await run("docker", args, options);
  if (exitCode === 0) return JSON.parse(stdout.toString("utf8"));
  throw new TreestampError(
    "build-failed",
    `docker cannot list the layers of the base image ${image}: ${stderr.trim()}`,
  );
}

function failedSave({ exitCode, stderr }: { exitCode: number; stderr: string }): void {
  if (exitCode !== 0) throw new TreestampError("build-failed", `docker could not save the image: ${stderr.trim()}`);
}

function runBuildx(
  docker: Docker,
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
  return runBuildStep(docker.buildx, args, { ...options, env, input: request.context() });
}

/** A base as BuildKit's named contexts have it. */
function sourceOf(base: BaseImage): string {
  return base.source.kind === "layout"
    ? `oci-layout://${base.source.folder}@${base.digest}`
    : `docker-image://${nameInRegistry(base)}`;
}

function nameInRegistry({ digest, source }: BaseImage): string {
  return source.kind === "registry" ? `${source.repository}@${digest}` : "";
}
