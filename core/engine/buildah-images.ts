/** The images that a build takes, brought into its own storage before it begins: buildah itself fetches nothing. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { canonicalImage } from "../dockerfile/image-name.ts";
import type { TakenImage } from "../dockerfile/stages.ts";
import { TreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { ProgramResult } from "../machine/process.ts";
import type { ProgramVersion } from "../machine/program-version.ts";
import { hexOf } from "../oci/digest.ts";
import { makeViewOfOne } from "../oci/layout/new-layout.ts";
import { remedyFor } from "./build-output.ts";
import { keepsVolumes, wayOut } from "./buildah-dialect.ts";
import { type StartingImage, volumeLabel } from "./buildah-dockerfile.ts";
import { fixedUnder } from "./plan.ts";

/** Runs one of buildah's subcommands on the build's storage. */
export type Subcommand = (args: readonly string[]) => Promise<ProgramResult>;

/** An image in the storage. */
export interface Brought extends StartingImage {
  readonly id: string;
  /** How many steps its history has. */
  readonly steps: number;
  /** Whether it has ONBUILD instructions. */
  readonly hasTriggers: boolean;
  /** What its ENV sets. */
  readonly variables: ReadonlyMap<string, string>;
  /** The digests of its uncompressed layers. */
  readonly layers: readonly string[];
}

/**
 * Pulls each image, by its digest where `bases` fixes it, and gives it its name in the storage. A name there stands for the
 * image of the platform that is built for: by that name COPY and RUN find it.
 * @returns what is there, by the name in the Dockerfile and the platform: see `broughtAs`
 */
export async function bringImages(
  buildah: Subcommand,
  images: readonly TakenImage[],
  { bases, platform, scratch, version }: Surroundings,
): Promise<ReadonlyMap<string, Brought>> {
  const brought = new Map<string, Brought>();
  for (const image of images) {
    const key = broughtAs(image.name, image.platform);
    if (brought.has(key)) continue;
    const canonical = canonicalImage(image.name);
    if (canonical === undefined) {
      throw new TreestampError(
        "build-failed",
        `The Dockerfile's line ${image.line} (${image.by}) takes ${image.name}, which is neither a stage nor an image's name.`,
        { remedy: "Image names are in lower case: check the spelling." },
      );
    }
    const base = fixedUnder(bases, image.name);
    const from = base === undefined ? withoutTagBesideDigest(canonical) : await placeOf(base, scratch);
    const what = base === undefined ? `The image ${image.name}` : `The base image ${image.name} (${base.digest})`;
    const pulled = await inspected(buildah, image, { what, id: await pull(buildah, image, { what, from }) });
    const { volumes, variables, layers, shell } = pulled;
    const needsLabels = image.by === "FROM" && volumes.length > 0 && !keepsVolumes(version);
    if (needsLabels && pulled.hasTriggers) {
      throw new TreestampError(
        "build-failed",
        `The image ${image.name} has both VOLUME (${volumes.join(", ")}) and ONBUILD: buildah ${version.join(".")} discards what RUN writes below its volumes.`,
        { remedy: wayOut([1, 37]) },
      );
    }
    const id = needsLabels ? await withLabels(buildah, pulled.id, volumes) : pulled.id;
    const hasOwnName = image.platform === platform && !canonical.includes("@");
    const name = hasOwnName
      ? canonical
      : `localhost/treestamp-base-${brought.size}:${image.platform.replaceAll("/", "-")}`;
    await succeeded(buildah(["tag", id, name]), `give the image ${image.name} its name`);
    const { user, hasTriggers } = pulled;
    const steps = pulled.steps + (needsLabels ? 1 : 0);
    brought.set(key, { id, name, user, shell, variables, layers, hasTriggers, steps });
  }
  return brought;
}

export function broughtAs(image: string, platform: string): string {
  return `${image} ${platform}`;
}

/** Puts the volumes of an image into labels, as `dockerfileForBuildah` does with those of the Dockerfile. */
async function withLabels(buildah: Subcommand, id: string, volumes: readonly string[]): Promise<string> {
  const container = `without-volumes-${id.slice(-12)}`;
  const changes = volumes.flatMap((path, at) => [
    "--volume",
    `${path}-`,
    "--label",
    `${volumeLabel}image.${at}=${path}`,
  ]);
  const what = "set the volumes of a base image aside";
  await succeeded(buildah(["from", "--pull=never", "--name", container, id]), what);
  await succeeded(buildah(["config", ...changes, container]), what);
  const options = ["--quiet", "--rm", "--format", "docker", "--timestamp", "0", "--identity-label=false"];
  const { stdout } = await succeeded(buildah(["commit", ...options, container]), what);
  return stdout.toString("utf8").trim().split("\n").at(-1)!;
}

interface Surroundings {
  readonly bases: readonly BaseImage[];
  /** The platform to build for. */
  readonly platform: string;
  readonly scratch: string;
  readonly version: ProgramVersion;
}

/** What is asked of an image in the storage. */
interface Pulled {
  readonly id: string;
  readonly volumes: readonly string[];
  readonly user: string;
  readonly steps: number;
  /** Whether it has ONBUILD instructions. */
  readonly hasTriggers: boolean;
  readonly layers: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  readonly shell: readonly string[] | undefined;
}

/**
 * Brings an image into the storage.
 * @param what names it in messages
 * @param from where it is, as buildah has it
 * @returns its id there
 */
async function pull(
  buildah: Subcommand,
  image: TakenImage,
  { what, from }: { readonly what: string; readonly from: string },
): Promise<string> {
  const { platform } = image;
  const repository = from.startsWith("docker://") ? from.slice("docker://".length) : "";
  // As docker has it, a registry on this machine's loopback needs no TLS.
  const plain = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?\//.test(repository) ? ["--tls-verify=false"] : [];
  const pulled = await buildah(["pull", "--quiet", "--platform", platform, ...plain, from]);
  const id = pulled.stdout.toString("utf8").trim().split("\n").at(-1) ?? "";
  if (pulled.exitCode === 0 && id !== "") return id;
  const said = pulled.stderr.trim();
  const otherwise = /image not known|no image found/.test(said)
    ? `It seems to have no image for ${platform}: check \`platforms\`, or use a base that has one.`
    : "Check that it exists where the recipe says, and that this machine may read it.";
  throw new TreestampError("build-failed", `${what} cannot be fetched for ${platform} (${placeIn(image)}): ${said}`, {
    remedy: remedyFor(said, otherwise),
  });
}

/** Where the Dockerfile takes an image, for messages. */
function placeIn({ line, by }: TakenImage): string {
  return `the Dockerfile's line ${line}, ${by}`;
}

/** Looks at an image in the storage. @throws platform-missing where it is for another platform than it was pulled for */
async function inspected(
  buildah: Subcommand,
  taken: TakenImage,
  { what, id }: { readonly what: string; readonly id: string },
): Promise<Pulled> {
  const { name, platform } = taken;
  const answer = await succeeded(buildah(["inspect", "--type", "image", id]), `look at ${name}`);
  const { OCIv1: image, Docker: docker } = JSON.parse(answer.stdout.toString("utf8")) as Inspected;
  const is = `${image.os}/${image.architecture}`;
  if (is !== platform.split("/").slice(0, 2).join("/")) {
    throw new TreestampError("platform-missing", `${what} is for ${is}, not for ${platform} (${placeIn(taken)}).`, {
      remedy: "Check `platforms`, or use a base that has this platform.",
    });
  }
  const variables = (image.config?.Env ?? []).map((text): [string, string] => {
    const at = text.indexOf("=");
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return {
    id,
    volumes: Object.keys(image.config?.Volumes ?? {}),
    user: image.config?.User ?? "",
    steps: image.history?.length ?? 0,
    hasTriggers: (docker?.config?.OnBuild ?? []).length > 0,
    variables: new Map(variables),
    shell: docker?.config?.Shell ?? undefined,
    layers: image.rootfs?.diff_ids ?? [],
  };
}

interface Inspected {
  readonly Docker?: {
    readonly config?: { readonly OnBuild?: readonly string[] | null; readonly Shell?: readonly string[] | null };
  };
  readonly OCIv1: {
    readonly os: string;
    readonly architecture: string;
    readonly rootfs?: { readonly diff_ids?: readonly string[] };
    readonly config?: {
      readonly Env?: readonly string[] | null;
      readonly User?: string;
      readonly Volumes?: object | null;
    };
    readonly history?: readonly unknown[];
  };
}

async function placeOf({ digest, source }: BaseImage, scratch: string): Promise<string> {
  if (source.kind === "registry") {
    return `docker://${source.repository}@${digest}`;
  }
  const view = join(scratch, hexOf(digest));
  await mkdir(view, { recursive: true });
  await rm(join(view, "blobs"), { force: true });
  await makeViewOfOne(view, source.folder, digest);
  return `oci:${hexOf(digest)}:base`;
}

/** buildah's libraries take a tag or a digest, not both; if both are given, the digest counts. */
function withoutTagBesideDigest(canonical: string): string {
  return `docker://${canonical.replace(/:[^:@/]+@/, "@")}`;
}

/** @throws build-failed where it does not do it */
export async function succeeded(running: Promise<ProgramResult>, what: string): Promise<ProgramResult> {
  const result = await running;
  if (result.exitCode === 0) return result;
  throw new TreestampError("build-failed", `buildah could not ${what}: ${result.stderr.trim()}`);
}
