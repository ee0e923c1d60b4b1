/**
 * buildah: the engine where there is no daemon. Every build has a storage of its own and runs in PID and mount namespaces
 * of its own, so that nothing is left of it, however it ends, and the user's own images are never touched.
 */
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { messageOf, TreestampError } from "../errors.ts";
import { parsePlatform } from "../image/manifest.ts";
import type { Log } from "../log.ts";
import { type Elevation, elevations, probeElevation, rootRights } from "../machine/elevate.ts";
import { type ProgramOptions, type ProgramResult, run } from "../machine/process.ts";
import { hexOf } from "../store/digest.ts";
import { ociIndexMediaType } from "../store/manifest.ts";
import type { Descriptor } from "../store/port.ts";
import { remedyFor, runBuildStep, secretArguments, secretValuesOf, secretVariables } from "./build-output.ts";
import { withLogins } from "./buildah-logins.ts";
import { buildahLine, giveTo, removeScratch } from "./buildah-process.ts";
import { makeViewOfOne, readIndexFile, writeBlob, writeIndexFile } from "./image-folder.ts";
import type { BaseImage, BuildRequest, BuildSecret, Probe } from "./port.ts";

/** The first with all that is used here: named contexts, secrets from variables, identity labels that can be left out. */
const oldestVersion = [1, 28] as const;

/** Looks for a buildah that can be used here. `env` is the environment that it sees. */
export async function probeBuildah(env: NodeJS.ProcessEnv, log: Log): Promise<Probe> {
  const version = await run("buildah", ["--version"], { env }).catch(messageOf);
  if (typeof version === "string")
    return unusable(version, "Install buildah (Debian, Ubuntu: apt-get install buildah).");
  const words = version.stdout.toString("utf8").trim();
  const [, major = "0", minor = "0"] = /version (\d+)\.(\d+)/.exec(words) ?? [];
  const [leastMajor, leastMinor] = oldestVersion;
  if (Number(major) < leastMajor || (Number(major) === leastMajor && Number(minor) < leastMinor)) {
    return unusable(`it is older than ${oldestVersion.join(".")} (${words})`, "Install a newer buildah.");
  }
  const rights = rootRights();
  const probe = await probeElevation(rights, env);
  if (!probe.ok) {
    return unusable(probe.why, "Run treestamp as root or with a sudo that asks for no password, or start docker.");
  }
  const elevate = elevations[rights];
  return {
    engine: {
      name: "buildah",
      description: `buildah ${major}.${minor}${elevate.length > 0 ? " through sudo" : ""}`,
      build: (request) => log.group("Build the image (buildah)", () => build(request, { env, elevate, log })),
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
  readonly options: ProgramOptions & { readonly log: Log; readonly secretValues: readonly string[] };
  /** The command line before buildah's own subcommand. `isolateNetwork` leaves it no network but its own, empty one. */
  readonly command: (isolateNetwork?: boolean) => readonly string[];
}

interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly elevate: Elevation;
  readonly log: Log;
}

async function build(request: BuildRequest, { env, elevate, log }: Machine): Promise<void> {
  const secretValues = await secretValuesOf(request.secrets, env, log);
  // Beside the output: there is room for an image, and the blobs need no copy to get to their place.
  const scratch = await mkdtemp(`${request.output}.buildah-`);
  try {
    for (const name of ["context", "temporary"]) await mkdir(join(scratch, name));
    const options = {
      cwd: scratch,
      env: {
        ...(await withLogins(env, scratch)),
        ...secretVariables(request.secrets),
        TMPDIR: join(scratch, "temporary"),
      },
      log,
      secretValues,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    } as const;
    const buildah = await withStorage(scratch, { ...options, stopBy: "end of input" }, elevate);
    await writeFile(join(scratch, "no-ignore"), "");
    // buildah would take a tar on standard input, too, but holds all of it in memory.
    const tar = ["--extract", "--preserve-permissions", "--numeric-owner", "--file=-", "--directory=context"];
    await runBuildStep("tar", tar, { ...options, input: request.context() });
    await giveTo("root", join(scratch, "context"), elevate); // a RUN instruction may look at it
    const secrets = await Promise.all(request.secrets.map((secret, index) => linked(secret, scratch, index)));
    const built: Descriptor[] = [];
    for (const written of request.platforms) {
      const platform = parsePlatform(written);
      built.push({ ...(await buildPlatform(buildah, { ...request, secrets }, written)), platform });
    }
    await giveTo("us", join(scratch, "image"), elevate);
    await handOver(scratch, request.output, built);
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

/** Overlay mounts where the file system under the scratch folder carries them, whole copies of each layer elsewhere. */
async function withStorage(scratch: string, options: Buildah["options"], elevate: Elevation): Promise<Buildah> {
  const failures: string[] = [];
  for (const driver of ["overlay", "vfs"]) {
    const storage = ["--root", join(scratch, "storage"), "--runroot", join(scratch, "run"), "--storage-driver", driver];
    const command = (isolateNetwork = false) => [...buildahLine(elevate, options.env!, isolateNetwork), ...storage];
    const buildah: Buildah = { scratch, options, command };
    const { exitCode, stderr } = await quietly(buildah, ["info"]);
    if (exitCode === 0) {
      if (failures.length > 0)
        options.log.info(`buildah copies whole layers here, which is slow: ${failures.join("; ")}`);
      return buildah;
    }
    failures.push(stderr.trim());
  }
  throw new TreestampError("build-failed", `buildah cannot keep images in ${scratch}: ${failures.join("; ")}`, {
    remedy: "Put the output on an ordinary file system with room for the image.",
  });
}

function quietly({ command, options }: Buildah, args: readonly string[]): Promise<ProgramResult> {
  const [program, ...rest] = [...command(), ...args];
  const { log: _log, secretValues: _values, ...programOptions } = options;
  return run(program!, rest, programOptions);
}

async function buildPlatform(buildah: Buildah, request: BuildRequest, platform: string): Promise<Descriptor> {
  const tag = platform.replaceAll("/", "-");
  const bases: string[] = [];
  for (const base of request.bases) {
    bases.push("--build-context", `${base.name}=container-image://${await pull(buildah, base, platform)}`);
  }
  const [program, ...first] = buildah.command(request.network === "none");
  const args = [
    ...[...first, "build", "--file", join("context", request.dockerfile), "--ignorefile", "no-ignore"],
    // chroot needs no cgroups, no bridge and no other program, so it works in containers, too; the network is the host's.
    ...["--isolation", "chroot", "--network", "host"],
    ...["--format", "oci", "--timestamp", String(request.epoch), "--identity-label=false", "--layers=false"],
    ...["--platform", platform],
    ...(request.target === undefined ? [] : ["--target", request.target]),
    ...[...request.buildArgs].flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    ...[...request.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ...["--build-arg", `SOURCE_DATE_EPOCH=${request.epoch}`],
    ...secretArguments(request.secrets),
    ...bases,
    ...["--tag", `localhost/built:${tag}`, "context"],
  ];
  await runBuildStep(program!, args, buildah.options);
  const pushed = await quietly(buildah, [
    "push",
    "--quiet",
    "--format",
    "oci",
    `localhost/built:${tag}`,
    `oci:image:${tag}`,
  ]);
  if (pushed.exitCode !== 0) {
    throw new TreestampError("build-failed", `buildah could not write the image: ${pushed.stderr.trim()}`);
  }
  const listed = await readIndexFile(join(buildah.scratch, "image"));
  const { mediaType, digest, size } = listed.find(
    ({ annotations }) => annotations?.["org.opencontainers.image.ref.name"] === tag,
  )!;
  return { mediaType, digest, size };
}

/** Brings a base into the build's storage, and gives the image's id there. */
async function pull(buildah: Buildah, { name, digest, source }: BaseImage, platform: string): Promise<string> {
  let from: string;
  if (source.kind === "layout") {
    // The folder's name gets into the image's history: the same base has to have the same.
    const view = join(buildah.scratch, hexOf(digest));
    await mkdir(view, { recursive: true });
    await rm(join(view, "blobs"), { force: true });
    await makeViewOfOne(view, source.folder, digest);
    from = `oci:${hexOf(digest)}:base`;
  } else {
    from = `docker://${source.repository}@${digest}`;
  }
  // As docker has it, a registry on this machine's loopback needs no TLS.
  const plain = source.kind === "registry" && /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?\//.test(source.repository);
  const pulled = await quietly(buildah, [
    ...["pull", "--quiet", "--platform", platform, ...(plain ? ["--tls-verify=false"] : [])],
    from,
  ]);
  const id = pulled.stdout.toString("utf8").trim().split("\n").at(-1) ?? "";
  if (pulled.exitCode === 0 && id !== "") return id;
  const said = pulled.stderr.trim();
  const otherwise = /image not known|no image found/.test(said)
    ? `It seems to have no image for ${platform}: check \`platforms\`, or take a base that has one.`
    : "Check that the base is where the recipe says, and that this machine may read it.";
  throw new TreestampError(
    "build-failed",
    `The base image ${name} (${digest}) cannot be had for ${platform}: ${said}`,
    {
      remedy: remedyFor(said, otherwise),
    },
  );
}

/** Moves the blobs to their place and lists the one image, or the index of the images for all platforms. */
async function handOver(scratch: string, output: string, built: readonly Descriptor[]): Promise<void> {
  for (const name of ["blobs", "oci-layout"]) await rename(join(scratch, "image", name), join(output, name));
  const [first, ...others] = built;
  const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: ociIndexMediaType, manifests: built }));
  await writeIndexFile(output, [others.length === 0 ? first! : await writeBlob(output, ociIndexMediaType, index)]);
}
