/**
 * Finds inputs of a Dockerfile that the key cannot see because nothing fixes their bytes: images without a digest,
 * downloads without a checksum. Source of the syntax: docs.docker.com, "Dockerfile reference".
 */
import { isSameImage } from "../dockerfile/image-name.ts";
import { type Dockerfile, flagOf, parseDockerfile } from "../dockerfile/parse.ts";
import {
  imagesTaken,
  instructionsOf,
  neededStages,
  type Stage,
  stagesOf,
  type TakenImage,
  targetOf,
} from "../dockerfile/stages.ts";
import { isTreestampError } from "../errors.ts";
import type { TreePath } from "../git/path.ts";
import type { Repository } from "../git/repository.ts";
import { inputOf } from "../inputs/environments.ts";
import { configPath } from "../inputs/recipe-inputs.ts";
import { dockerfileText } from "./context.ts";
import type { Recipe } from "./recipe.ts";

export interface Unpinned {
  /** Line of the Dockerfile, from 1. */
  readonly line: number;
  /** What is not pinned, and how to pin it: one sentence without its full stop. */
  readonly message: string;
}

/** What decides which images a Dockerfile names. */
export interface Naming {
  /** Names that are pinned by digest elsewhere. */
  readonly bases: readonly string[];
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly target: string | undefined;
  readonly platforms: readonly string[];
}

/** A place in the repository, and what is not pinned there. */
export interface UnpinnedPlace extends Pick<Unpinned, "message"> {
  readonly file: TreePath;
  /** From 1; left out for what `treestamp.yml` says. */
  readonly line?: number;
}

/** What recipes use from outside without pinning it: images and downloads of Dockerfiles, packages without a lock. */
export async function unpinnedIn(repository: Repository, recipes: readonly Recipe[]): Promise<UnpinnedPlace[]> {
  const found = recipes.map(
    async ({ method, own: files, bases, upstreams, platforms, origin }): Promise<UnpinnedPlace[]> => {
      const newest = (input: string, remedy: string) => {
        const message = `\`${inputOf(origin.environment, input)}\` are whatever is newest that day: ${remedy}`;
        return [{ file: configPath, message }];
      };
      if (method.kind === "assemble" && method.packages.length > 0 && !files.some(({ name }) => name === "lock"))
        return newest("assemble.packages", "name a `lock`, which treestamp lock writes");
      if (method.kind === "bootstrap" && method.packages !== undefined && method.packages.snapshot === undefined)
        return newest("bootstrap.packages", "name the time of a `snapshot`, and a mirror that keeps it");
      if (method.kind !== "dockerfile") return [];
      const known = [...bases.map(({ name }) => name), ...upstreams.keys()];
      const own = unpinnedInputs(await dockerfileText(repository, method), { ...method, platforms, bases: known });
      return own.map((each) => ({ ...each, file: method.origin }));
    },
  );
  return (await Promise.all(found)).flat();
}

/** An image whose name nothing fixes. */
export interface MovingImage extends Pick<TakenImage, "name" | "line"> {
  readonly by: TakenImage["by"] | "# syntax";
}

/**
 * The images that the built stages take by names that can mean another one tomorrow, by the lines that name them. An image
 * that a build argument names is not among them.
 * @throws input-invalid for a Dockerfile that cannot be read
 */
export function movingImages(text: string, naming: Naming): readonly MovingImage[] {
  const dockerfile = parseDockerfile(text);
  const syntax = dockerfile.directives.get("syntax");
  const reader: MovingImage[] =
    syntax === undefined || isFixed(syntax) || naming.buildArgs.has("BUILDKIT_SYNTAX")
      ? []
      : [{ name: syntax, line: 1, by: "# syntax" }];
  const taken = naming.platforms.flatMap((platform) => {
    const { stages, needed } = stagesFor(dockerfile, platform, naming);
    return imagesTaken(stages, needed, platform).filter(({ name }) => isMoving(name, naming.bases));
  });
  const all = [...reader, ...taken.map(({ name, line, by }) => ({ name, line, by }))];
  const once = new Map(all.map((each) => [`${each.line} ${each.by} ${each.name}`, each]));
  return [...once.values()].sort((a, b) => a.line - b.line);
}

function stagesFor(dockerfile: Dockerfile, platform: string, { buildArgs, target }: Naming) {
  const { stages } = stagesOf(dockerfile, { buildArgs, target, platform, buildPlatform: platform });
  return { stages, needed: neededStages(stages, targetOf(stages, target)) };
}

/** What the built stages use; nothing if the Dockerfile cannot be read, because the engine will say so. */
export function unpinnedInputs(text: string, naming: Naming): Unpinned[] {
  try {
    const dockerfile = parseDockerfile(text);
    const found = naming.platforms.flatMap((platform) => {
      const { stages, needed } = stagesFor(dockerfile, platform, naming);
      return [
        ...frontend(dockerfile, naming.buildArgs),
        ...images(imagesTaken(stages, needed, platform), naming.bases),
        ...downloads(stages, needed),
      ];
    });
    const once = new Map(found.map((each) => [`${each.line} ${each.message}`, each]));
    return [...once.values()].sort((a, b) => a.line - b.line);
  } catch (error) {
    if (isTreestampError(error)) return [];
    throw error;
  }
}

/** The image that reads the Dockerfile: what it makes of the same text may also change. */
function frontend({ directives }: Dockerfile, buildArgs: ReadonlyMap<string, string>): Unpinned[] {
  const set = buildArgs.get("BUILDKIT_SYNTAX");
  const image = set ?? directives.get("syntax");
  if (image === undefined || isFixed(image)) return [];
  const where = set === undefined ? "# syntax" : "The build argument BUILDKIT_SYNTAX";
  return [
    {
      line: 1,
      message: `${where} ${image} is not fixed by a digest: write ${image}@sha256:…, or leave it out: BuildKit has its own`,
    },
  ];
}

function images(taken: readonly TakenImage[], bases: readonly string[]): Unpinned[] {
  return taken.flatMap(({ name, line, by }) => {
    if (!isMoving(name, bases)) return [];
    const tag = /:([^/:]+)$/.exec(name)?.[1];
    const moves = tag === undefined || tag === "latest" ? ", which is whatever is newest that day" : "";
    const message = `${by} ${name} is not fixed by a digest${moves}: write ${name}@sha256:…, or list it under \`base\``;
    return [{ line, message }];
  });
}

function isMoving(name: string, bases: readonly string[]): boolean {
  return !isFixed(name) && !bases.some((base) => isSameImage(base, name));
}

function isFixed(image: string): boolean {
  return /@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(image);
}

function downloads(stages: readonly Stage[], needed: ReadonlySet<number>): Unpinned[] {
  return instructionsOf(stages, needed).flatMap((instruction) => {
    if (instruction.word !== "ADD" || flagOf(instruction, "checksum") !== undefined) return [];
    const urls = instruction.rest.match(/(?:\b(?:https?|ssh|git):\/\/|\bgit@)[^\s"',\]]+/g) ?? [];
    return urls.flatMap((url) => {
      const { line } = instruction;
      const isGit = !/^https?:/.test(url) || /\.git([#?].*)?$/.test(url);
      if (!isGit) return [{ line, message: `ADD ${url} has no checksum: write ADD --checksum=sha256:… ${url}` }];
      if (/#[0-9a-f]{40,64}(:|$)/.test(url) || /[?&](checksum|commit)=[0-9a-f]{40,64}(&|#|$)/.test(url)) return [];
      return [{ line, message: `ADD ${url} is not fixed to a commit: write a commit's 40 digits after #` }];
    });
  });
}
