/** The images that a build uses, read from its Dockerfile before an engine runs. */
import { canonicalImage, isSameImage } from "../dockerfile/image-name.ts";
import { type Dockerfile, directivesOf, parseDockerfile } from "../dockerfile/parse.ts";
import {
  fieldsOf,
  imagesTaken,
  instructionsOf,
  neededStages,
  type Stage,
  stagesOf,
  type TakenImage,
  targetOf,
} from "../dockerfile/stages.ts";
import { TreestampError } from "../errors.ts";
import type { BaseImage } from "../inputs/base.ts";
import type { Log } from "../log/log.ts";
import type { BuildRequest } from "./port.ts";

export interface Plan {
  /** The platform to build for. */
  readonly platform: string;
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The arguments before the first FROM, and those that the engine gives. */
  readonly known: ReadonlyMap<string, string>;
  /** The number of the stage that is built. */
  readonly target: number;
  /** The numbers of the stages that it needs, itself among them. */
  readonly needed: ReadonlySet<number>;
  readonly images: readonly TakenImage[];
}

/**
 * Reads the Dockerfile as BuildKit does for one platform.
 * @throws input-invalid where it breaks its format, has no such target, or `base` fixes what an engine would not take
 */
export function planOf(request: BuildRequest, platform: string): Plan {
  const { buildArgs, bases } = request;
  const dockerfile = parseDockerfile(request.dockerfile.text);
  const { stages, known } = stagesOf(dockerfile, { buildArgs, target: request.target, platform, buildPlatform });
  checkBases(bases, stages);
  const target = targetOf(stages, request.target);
  const needed = neededStages(stages, target);
  return { platform, dockerfile, stages, known, target, needed, images: imagesTaken(stages, needed, platform) };
}

/** What RUN instructions of a stage for `$BUILDPLATFORM` run on: Node's name of our processor in Go's words. */
const buildPlatform = `linux/${{ x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch}`;

/** The image that the recipe fixes under a name; the name may be written in another way: `golang` is `docker.io/library/golang:latest`. */
export function fixedUnder(bases: readonly BaseImage[], name: string): BaseImage | undefined {
  return bases.find((base) => isSameImage(base.name, name));
}

/** A name under `base` must mean exactly one image: otherwise the key would not say which one the engine uses. */
function checkBases(bases: readonly BaseImage[], stages: readonly Stage[]): void {
  for (const [at, { name, digest }] of bases.entries()) {
    const refuse = (what: string, remedy: string) => {
      throw new TreestampError("input-invalid", `\`base\`: ${name} ${what}.`, { remedy });
    };
    if (name === "scratch") refuse("is the empty image, and nothing can replace it", "Remove it from `base`.");
    if (canonicalImage(name) === undefined) refuse("is not the name of an image", "Write it as in FROM: golang:1.26.");
    if (stages.some((stage) => stage.name === name)) {
      refuse("is also a stage of the Dockerfile", `Give the stage a name other than ${name}.`);
    }
    const twin = bases.slice(0, at).find((one) => isSameImage(one.name, name));
    if (twin !== undefined && twin.digest !== digest) {
      refuse(`and ${twin.name} are the same image, with two digests`, "Keep one of them.");
    }
  }
}

/** Warns about what is given but unused, or needed but not given. */
export function tellUnused(request: BuildRequest, plans: readonly Plan[], log: Log): void {
  const taken = plans.flatMap(({ images }) => images.map(({ name }) => name));
  for (const { name } of request.bases) {
    if (!taken.some((one) => isSameImage(one, name))) {
      log.warning(`\`base\` fixes ${name}, which the Dockerfile does not use.`);
    }
  }
  const given = new Set(request.secrets.map(({ id }) => id));
  const asked = new Set(plans.flatMap(secretsAskedFor));
  for (const id of asked) {
    if (!given.has(id)) {
      log.warning(
        `The Dockerfile asks for the secret ${id}, which the build does not get: pass it with \`secret-envs: ${id}=VARIABLE\` or \`secret-files: ${id}=PATH\`.`,
      );
    }
  }
}

/** The ids in `RUN --mount=type=secret`: the last part of its target where it says none. */
function secretsAskedFor({ stages, needed }: Plan): string[] {
  return instructionsOf(stages, needed).flatMap(({ word, flags }) => {
    if (word !== "RUN") return [];
    return flags.flatMap(({ name, value = "" }) => {
      const fields = name === "mount" ? fieldsOf(value) : new Map<string, string>();
      if (fields.get("type") !== "secret") return [];
      const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination");
      return fields.get("id") ?? target?.split("/").at(-1) ?? [];
    });
  });
}

/** Whether the Dockerfile is in BuildKit's own language: another frontend may read any other. */
export function isOrdinary({ dockerfile, buildArgs }: Pick<BuildRequest, "dockerfile" | "buildArgs">): boolean {
  const frontend = frontendOf(directivesOf(dockerfile.text), buildArgs);
  return frontend === undefined || isDockerfileFrontend(frontend);
}

/** The image of the program that reads the Dockerfile, where it asks for one; the build argument wins, as for BuildKit. */
export function frontendOf(
  directives: ReadonlyMap<string, string>,
  buildArgs: ReadonlyMap<string, string>,
): string | undefined {
  const [image] = (buildArgs.get("BUILDKIT_SYNTAX") || directives.get("syntax"))?.split(/\s/) ?? [];
  return image === "" ? undefined : image;
}

/** BuildKit's own frontend, as an image. */
export function isDockerfileFrontend(image: string): boolean {
  return /^docker\.io\/docker\/dockerfile(-upstream)?[:@]/.test(canonicalImage(image) ?? "");
}
