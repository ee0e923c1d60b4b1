/**
 * buildah: the engine where there is no daemon. Every build has a storage of its own and runs in PID and mount namespaces
 * of its own, so that nothing is left of it, however it ends, and the user's own images are never touched.
 */
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
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
import { withLogins } from "./buildah-logins.ts";
import { giveTo, removeScratch } from "./buildah-process.ts";
import { buildahSettings } from "./buildah-settings.ts";
import { buildahStorage, type Storage } from "./buildah-storage.ts";
import { readerOf } from "./buildah-told.ts";
import { layoutFromFolder } from "./docker-folder.ts";
import { engineEnvironment, instructionEnvironment } from "./environment.ts";
import { type Plan, planOf, tellUnused } from "./plan.ts";
import type { BuildRequest, Probe } from "./port.ts";

/** The first with all that is used here: secrets from variables, identity labels that can be left out. */
const oldestVersion = [1, 28] as const;

/** Looks for a buildah that can be used here. `env` is the environment that it sees. */
export async function probeBuildah(env: NodeJS.ProcessEnv, log: Log): Promise<Probe> {
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
        log.group("Build the image (buildah)", () => build(request, { env, elevate, log, version: is })),
    },
  };
}

function unusable(reason: string, remedy: string): Probe {
  return { engine: undefined, reason: reason.replace(/\.$/, ""), remedy };
}

/** One build's own buildah. */
interface Buildah {
  /** The folder of everything that the build keeps: storage, bases, context, image. Also the working directory. */
  readonly scratch: string;
  readonly version: ProgramVersion;
  readonly options: ProgramOptions & { readonly log: Log; readonly secretValues: readonly string[] };
  readonly storage: Storage;
}

interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly elevate: Elevation;
  readonly log: Log;
  readonly version: ProgramVersion;
}

async function build(request: BuildRequest, { env, elevate, log, version }: Machine): Promise<void> {
  const plans = request.platforms.map((platform) => planOf(request, platform));
  for (const plan of plans) checkDialect(plan, request.buildArgs, version);
  tellUnused(request, plans, log);
  const { masks: secretValues } = await readSecrets(request.secrets, env, log);
  // Beside the output: there is room for an image, and the blobs need no copy to get to their place.
  const scratch = await mkdtemp(`${request.output}.buildah-`);
  try {
    for (const name of ["context", "temporary", "image"]) await mkdir(join(scratch, name));
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
    const storage = buildahStorage(
      { scratch, elevate, settings: settings.options, log },
      { cwd: scratch, env: options.env, ...byInput },
    );
    const buildah = { scratch, version, storage, options: { ...options, ...byInput } };
    await writeFile(join(scratch, "no-ignore"), "");
    // buildah would take a tar on standard input, too, but holds all of it in memory.
    const tar = ["--extract", "--preserve-permissions", "--numeric-owner", "--file=-", "--directory=context"];
    await runBuildStep("tar", tar, { ...options, input: request.context() });
    await giveTo("root", join(scratch, "context"), elevate); // a RUN instruction may look at it
    const secrets = await Promise.all(request.secrets.map((secret, index) => linked(secret, scratch, index)));
    const instructions = {
      ...instructionEnvironment(env, request.secrets),
      ...secretVariables(request.secrets),
      ...ours,
    };
    const bases: string[] = [];
    for (const plan of plans) {
      bases.push(...(await buildPlatform(buildah, { ...request, secrets }, plan, instructions)));
    }
    await giveTo("us", join(scratch, "image"), elevate);
    await handOver(scratch, request, new Set(bases));
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

/**
 * Builds the image of one platform, and leaves it in `image/PLATFORM` of the scratch folder.
 * @returns the layers of the images that it has taken
 */
async function buildPlatform(
  buildah: Buildah,
  request: BuildRequest,
  plan: Plan,
  variables: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const { platform, stages, target, images } = plan;
  const tag = folderOf(platform);
  const { scratch, options, storage, version } = buildah;
  const brought = await bringImages(storage.subcommand, images, { bases: request.bases, platform, scratch, version });
  const there = (image: string, wanted: string) => brought.get(broughtAs(image, wanted))!;
  checkArguments(plan, request.buildArgs, ({ base, platform: wanted }) =>
    "image" in base && base.image !== "scratch" ? there(base.image, wanted).variables : new Map(),
  );
  const text = dockerfileForBuildah(request.dockerfile.text, plan, there);
  await writeFile(join(scratch, `Dockerfile.${tag}`), text);
  // Straight to its folder, past the storage: see buildah-build(1), `--tag`. A stage that only starts from an image would be
  // copied there as that image is, in whatever form.
  const imageFolder = `dir:image/${tag}`;
  const name = stages[target]!.instructions.length > 0 ? imageFolder : `localhost/built:${tag}`;
  const { words, env } = handedArguments(request.buildArgs, variables, "shell");
  const line = await storage.commandLine();
  const [program, ...first] = line({ env, secluded: true, isolateNetwork: request.network === "none" });
  const args = [
    ...[...first, "build", "--file", `Dockerfile.${tag}`, "--ignorefile", "no-ignore", "--pull=never"],
    // chroot needs no cgroups, no bridge and no other program, so it works in containers, too; the network is the host's.
    ...["--isolation", "chroot", "--network", "host", "--uts", "host"],
    ...["--format", "docker", "--timestamp", String(request.epoch), "--identity-label=false", "--layers=false"],
    ...["--platform", platform],
    ...["--target", stages[target]!.name ?? String(target)],
    ...words,
    ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ...["--build-arg", `SOURCE_DATE_EPOCH=${request.epoch}`],
    ...["--build-arg", `TARGETSTAGE=${request.target ?? "default"}`], // which BuildKit sets by itself
    ...secretArguments(request.secrets),
    ...["--disable-compression", "--tag", name, "context"],
  ];
  const reader = readerOf(request.dockerfile.text, plan, request.buildArgs);
  await runBuildStep(program!, args, { ...options, env, reader });
  if (name !== imageFolder) {
    const push = ["push", "--quiet", "--format", "v2s2", "--disable-compression", name, imageFolder];
    await succeeded(storage.subcommand(push), "write the image");
  }
  return [...brought.values()].flatMap(({ layers }) => layers);
}

function folderOf(platform: string): string {
  return platform.replaceAll("/", "-");
}

/** Writes the images to their place, and lists the one, or the index of those for all platforms. */
async function handOver(
  scratch: string,
  { output, platforms }: BuildRequest,
  bases: ReadonlySet<string>,
): Promise<void> {
  await beginLayout(output);
  const built: Descriptor[] = [];
  for (const platform of platforms) {
    const manifest = await layoutFromFolder(join(scratch, "image", folderOf(platform)), bases, output);
    built.push({ ...manifest, platform: parsePlatform(platform) });
  }
  const [first, ...others] = built;
  await finishLayout(output, others.length === 0 ? first! : await addIndex(output, built));
}
