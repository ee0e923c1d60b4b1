/**
 * buildah: the engine where there is no daemon. Every build has the machine's kept layers to itself, or a storage of its own, and
 * runs in PID and mount namespaces of its own, so that nothing else is left of it, however it ends, and the user's own images
 * are never touched.
 */
import { hash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { KeepLayers } from "../cache/layers.ts";
import { firstStage, type Stage } from "../dockerfile/stages.ts";
import { messageOf } from "../errors.ts";
import type { BuildSecret } from "../inputs/secrets.ts";
import type { Log } from "../log/log.ts";
import { type Elevation, elevations, probeElevation, rootRights } from "../machine/elevate.ts";
import { type ProgramOptions, run } from "../machine/process.ts";
import { isAtLeast, type ProgramVersion, programVersion } from "../machine/program-version.ts";
import { addIndex, beginLayout, finishLayout } from "../oci/layout/new-layout.ts";
import { parsePlatform } from "../oci/manifest.ts";
import type { Descriptor } from "../oci/port.ts";
import { handedArguments } from "./build-arguments.ts";
import { readSecrets, runBuildStep, secretArguments, secretVariables } from "./build-output.ts";
import { checkArguments, checkDialect } from "./buildah-dialect.ts";
import { dockerfileForBuildah } from "./buildah-dockerfile.ts";
import { bringImages, broughtAs, succeeded } from "./buildah-images.ts";
import { emptyContext, layerKeys, startsOf, whyOneLayer } from "./buildah-layers.ts";
import { withLogins } from "./buildah-logins.ts";
import { onKeptLayers, onOwnStorage, type Place } from "./buildah-place.ts";
import { giveTo, removeScratch } from "./buildah-process.ts";
import { buildahSettings } from "./buildah-settings.ts";
import { buildahStorage } from "./buildah-storage.ts";
import { readerOf } from "./buildah-told.ts";
import { type ImageFacts, layoutFromFolder } from "./docker-folder.ts";
import { engineEnvironment, instructionEnvironment } from "./environment.ts";
import { type Plan, planOf, tellUnused } from "./plan.ts";
import type { BuildRequest, Probe } from "./port.ts";

/** The first with all that is used here: secrets from variables, identity labels that can be left out. */
const oldestVersion = [1, 28] as const;

/**
 * Looks for a buildah that can be used here. `env` is the environment that it sees.
 * @param keepLayers what earlier builds have left; undefined where no build takes anything of another
 */
export async function probeBuildah(env: NodeJS.ProcessEnv, log: Log, keepLayers?: KeepLayers): Promise<Probe> {
  const version = await run("buildah", ["--version"], { env: engineEnvironment(env, []) }).catch(messageOf);
  if (typeof version === "string")
    return unusable(version, "Install buildah (Debian, Ubuntu: apt-get install buildah).");
  const words = version.stdout.toString("utf8").trim();
  const is = programVersion(/version (\d+\..*)/.exec(words)?.[1] ?? "");
  if (!isAtLeast(is, oldestVersion)) {
    return unusable(`it is older than ${oldestVersion.join(".")} (${words})`, "Install a newer buildah.");
  }
  const rights = rootRights();
  const probe = await probeElevation(rights, env);
  if (!probe.ok) {
    return unusable(probe.why, "Run treestamp as root or with a sudo that needs no password, or start docker.");
  }
  const elevate = elevations[rights];
  return {
    engine: {
      name: "buildah",
      description: `buildah ${is.join(".")}${elevate.length > 0 ? " through sudo" : ""}`,
      build: (request) =>
        log.group("Build the image (buildah)", () => build(request, { env, elevate, log, version: is, keepLayers })),
    },
  };
}

function unusable(reason: string, remedy: string): Probe {
  return { engine: undefined, reason: reason.replace(/\.$/, ""), remedy };
}

/** One build's own buildah. */
interface Buildah extends Place {
  /** The folder of everything that the build keeps: bases, context, images, the storage that is its own. Also the working directory. */
  readonly scratch: string;
  readonly version: ProgramVersion;
  readonly options: ProgramOptions & { readonly log: Log; readonly secretValues: readonly string[] };
}

interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly elevate: Elevation;
  readonly log: Log;
  readonly version: ProgramVersion;
  readonly keepLayers: KeepLayers | undefined;
}

async function build(request: BuildRequest, { env, elevate, log, version, keepLayers }: Machine): Promise<undefined> {
  const plans = request.platforms.map((platform) => planOf(request, platform));
  for (const plan of plans) checkDialect(plan, request.buildArgs, version);
  tellUnused(request, plans, log);
  const { masks: secretValues } = await readSecrets(request.secrets, env, log);
  // Beside the output: there is room for an image, and the blobs need no copy to get to their place.
  const scratch = await mkdtemp(`${request.output}.buildah-`);
  try {
    for (const name of ["context", "temporary", "empty"]) await mkdir(join(scratch, name));
    const settings = await buildahSettings(scratch, env);
    const stopped = request.signal === undefined ? {} : { signal: request.signal };
    const byInput = { stopBy: "end of input", ...stopped } as const;
    const ours = { ...settings.env, TMPDIR: join(scratch, "temporary") };
    const options = {
      cwd: scratch,
      env: { ...(await withLogins(engineEnvironment(env, []), scratch)), ...ours },
      log,
      secretValues,
      ...stopped,
    };
    await writeFile(join(scratch, "no-ignore"), "");
    // buildah would take a tar on standard input, too, but holds all of it in memory.
    const tar = ["--extract", "--preserve-permissions", "--numeric-owner", "--file=-", "--directory=context"];
    await runBuildStep("tar", tar, { ...options, input: request.context() });
    await giveTo("root", join(scratch, "context"), elevate); // a RUN instruction may look at it
    const secrets = await Promise.all(request.secrets.map((secret, index) => linked(secret, scratch, index)));
    const variables = { ...instructionEnvironment(env, request.secrets), ...secretVariables(request.secrets), ...ours };
    const common = { elevate, settings: settings.options, log };
    const program = { cwd: scratch, env: options.env, ...byInput };
    const notesOf = (storage: string) => join(scratch, `notes-${hash("sha256", storage).slice(0, 8)}`);
    const storageIn = (storage: string) => buildahStorage({ ...common, storage, notes: notesOf(storage) }, program);
    const buildAll = async (at: Place): Promise<readonly BuiltPlatform[]> => {
      const images = join(scratch, at.images);
      await mkdir(images);
      const buildah = { ...at, scratch, version, options: { ...options, ...byInput } };
      const built: BuiltPlatform[] = [];
      for (const plan of plans) built.push(await buildPlatform(buildah, { ...request, secrets }, plan, variables));
      await giveTo("us", images, elevate);
      return built;
    };
    const own = { storageIn, folder: join(scratch, "storage"), log, ...stopped };
    const whyNot = plans.map((plan) => whyOneLayer(plan, [])).find((why) => why !== undefined);
    if (whyNot !== undefined) log.debug(`No layers are kept: ${whyNot}.`);
    const isKept = keepLayers !== undefined && whyNot === undefined;
    const built = isKept ? await onKeptLayers(keepLayers, buildAll, own) : await onOwnStorage(buildAll, own);
    await handOver(request, built);
  } finally {
    await removeScratch(scratch, elevate, log);
  }
}

/** A secret's file under a name without a comma: buildah takes what follows one for the next option. */
async function linked(secret: BuildSecret, scratch: string, index: number): Promise<BuildSecret> {
  if (secret.source.kind !== "file") return secret;
  const path = `secret-${index}`;
  await symlink(resolve(secret.source.path), join(scratch, path));
  return { ...secret, source: { kind: "file", path } };
}

/** An image in `folder`, and what is to be known of it. */
interface BuiltPlatform {
  readonly platform: string;
  readonly folder: string;
  readonly facts: ImageFacts;
  /** The layers of the images that it has taken. */
  readonly bases: readonly string[];
}

/** Builds the image of one platform, and leaves it in its own folder of `images`. */
async function buildPlatform(
  buildah: Buildah,
  request: BuildRequest,
  plan: Plan,
  variables: NodeJS.ProcessEnv,
): Promise<BuiltPlatform> {
  const { platform, stages, target, images } = plan;
  const tag = folderOf(platform);
  const { scratch, options, storage, version, renewed } = buildah;
  const brought = await bringImages(storage.subcommand, images, { bases: request.bases, platform, scratch, version });
  const there = (image: string, wanted: string) => brought.get(broughtAs(image, wanted))!;
  const imageOf = (stage: Stage) =>
    "image" in stage.base && stage.base.image !== "scratch" ? there(stage.base.image, stage.platform) : undefined;
  checkArguments(plan, request.buildArgs, (stage) => imageOf(stage)?.variables ?? new Map());
  const isLayered = whyOneLayer(plan, [...brought.values()]) === undefined && (await storage.seesChanges());
  const ours = new Map([
    ["SOURCE_DATE_EPOCH", `${request.epoch}`],
    ["TARGETSTAGE", request.target ?? "default"], // which BuildKit sets by itself
  ]);
  const given = new Map([...request.buildArgs, ...ours]);
  const keying = { request, plan, version, renewed, idOf: (stage: Stage) => imageOf(stage)?.id ?? "" };
  if (request.noCache) for (const start of startsOf(plan, keying)) renewed[start] ??= randomUUID();
  const text = dockerfileForBuildah(
    request.dockerfile.text,
    plan,
    there,
    isLayered ? layerKeys(given, keying) : undefined,
  );
  await writeFile(join(scratch, `Dockerfile.${tag}`), text);
  const folder = join(scratch, buildah.images, tag);
  // In one piece it goes straight to its folder, past the storage: see buildah-build(1), `--tag`. Layers are looked for in the
  // storage; and a stage that only starts from an image would be copied to a folder as that image is, in whatever form.
  const isDirect = !isLayered && stages[target]!.instructions.length > 0;
  const name = isDirect ? `dir:${folder}` : `localhost/built:${tag}`;
  const { words, env } = handedArguments(request.buildArgs, variables, "shell");
  const line = await storage.commandLine();
  const [program, ...first] = line({ env, secluded: true, isolateNetwork: request.network === "none" });
  // Layers of earlier builds have other times, and the labels of those: docker-folder.ts sets both.
  const inOnePiece = [
    ...["--layers=false", "--timestamp", String(request.epoch)],
    ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
  ];
  const inLayers = ["--layers", ...(request.noCache ? ["--no-cache"] : []), `--build-context=${emptyContext}=empty`];
  const args = [
    ...[...first, "build", "--file", `Dockerfile.${tag}`, "--ignorefile", "no-ignore", "--pull=never"],
    // chroot needs no cgroups, no bridge and no other program, so it works in containers, too; the network is the host's.
    ...["--isolation", "chroot", "--network", "host", "--uts", "host"],
    ...["--format", "docker", "--identity-label=false", ...(isLayered ? inLayers : inOnePiece)],
    ...["--platform", platform],
    ...["--target", stages[target]!.name ?? String(target)],
    ...words,
    ...[...ours].flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    ...secretArguments(request.secrets),
    ...["--disable-compression", "--tag", name, "context"],
  ];
  const reader = readerOf(request.dockerfile.text, plan, request.buildArgs);
  await runBuildStep(program!, args, { ...options, env, reader }).catch((error: unknown) => {
    if (reader.failure() !== undefined) buildah.onInstruction();
    throw error;
  });
  if (!isDirect) {
    // In the form that it has: a base that nothing is added to may have layers of zstd, which docker's form has not; nothing of a
    // configuration is lost that is not written anew.
    const push = ["push", "--quiet", "--disable-compression", name, `dir:${folder}`];
    await succeeded(storage.subcommand(push), "write the image");
  }
  const { epoch, labels } = request;
  const baseSteps = imageOf(firstStage(stages, target).stage)?.steps ?? 0;
  const bases = [...brought.values()].flatMap(({ layers }) => layers);
  return { platform, folder, bases, facts: { epoch, labels, baseSteps, isLayered } };
}

function folderOf(platform: string): string {
  return platform.replaceAll("/", "-");
}

/** Writes the images to their place, and lists the one, or the index of those for all platforms. */
async function handOver(request: BuildRequest, images: readonly BuiltPlatform[]): Promise<void> {
  const { output } = request;
  await beginLayout(output);
  const bases = new Set(images.flatMap((image) => image.bases));
  const built: Descriptor[] = [];
  for (const { platform, folder, facts } of images) {
    built.push({ ...(await layoutFromFolder(folder, bases, facts, request)), platform: parsePlatform(platform) });
  }
  const [first, ...others] = built;
  await finishLayout(output, others.length === 0 ? first! : await addIndex(output, built));
}
