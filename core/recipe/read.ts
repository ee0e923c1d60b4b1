/** From a tree of the repository and the inputs to the recipe. */
import { TreestampError } from "../errors.ts";
import type { TreePath, TreeReader } from "../git/path.ts";
import type { ObjectFormat } from "../git/tree.ts";
import type { BaseImage } from "../inputs/base.ts";
import { closureOf, type Selected } from "../inputs/environments.ts";
import { defaultPlatform } from "../inputs/platforms.ts";
import type { RecipeInputs } from "../inputs/recipe-inputs.ts";
import { directoryOf } from "./include.ts";
import { dockerfilePlaces, readDockerfile } from "./read-dockerfile.ts";
import { type Method, noFiles, type Recipe } from "./recipe.ts";

/** What a method reads from the repository; the rest of a recipe is the same for all of them. */
export type Files = Omit<Recipe, "platforms" | "bases" | "upstreams">;

/**
 * Reads the recipes of environments, with those that they are made from, from the tree `root`; each once.
 * @returns the selected ones by name
 * @throws path-missing, input-invalid
 */
export async function readSelected(
  reader: TreeReader,
  format: ObjectFormat,
  root: string,
  selected: Selected,
): Promise<ReadonlyMap<string, Recipe>> {
  const read = new Map<string, Recipe>();
  for (const [name, inputs] of closureOf(selected)) {
    const upstreams = new Map<string, Recipe>();
    for (const [as, from] of inputs.from ?? []) {
      if (from.kind === "environment") upstreams.set(as, read.get(from.name)!);
    }
    const recipe = await readRecipe(reader, format, { root, upstreams }, inputs).catch(inEnvironment(name, selected));
    read.set(name, name === "" ? recipe : { ...recipe, origin: { ...recipe.origin, environment: name } });
  }
  return new Map([...selected.environments.keys()].map((name) => [name, read.get(name)!]));
}

/** Where a recipe's files are, and the recipes that are read already. */
export interface Readable {
  /** The hash of the repository's tree. */
  readonly root: string;
  /** By the names that the recipe has for them. */
  readonly upstreams?: ReadonlyMap<string, Recipe>;
}

/**
 * Reads one recipe.
 * @throws path-missing, input-invalid
 */
export async function readRecipe(
  reader: TreeReader,
  format: ObjectFormat,
  { root, upstreams = new Map() }: Readable,
  inputs: RecipeInputs,
): Promise<Recipe> {
  const kind = kindOf(inputs);
  const platforms = inputs.platforms ?? [defaultPlatform];
  const images = [...(inputs.from?.values() ?? [])].filter((from) => from.kind === "image");
  if (kind === "image") return imageRecipe(images[0]!, platforms);
  const files =
    kind === "dockerfile"
      ? await readDockerfile(reader, format, root, inputs)
      : kind === "assemble"
        ? await (await import("./read-assembly.ts")).readAssembly(reader, format, root, inputs.assemble!)
        : await (await import("./read-bootstrap.ts")).readBootstrap(reader, root, {
            ...inputs.bootstrap!,
            platforms,
          });
  const isAssembled = kind === "assemble";
  const all = isAssembled
    ? new Map([...images.map((image) => [image.name, imageRecipe(image, platforms)] as const), ...upstreams])
    : upstreams;
  checkUpstreams(all, platforms);
  return {
    ...files,
    platforms,
    bases: [...(inputs.bases ?? []), ...(isAssembled ? [] : images.map(asBase))].sort(byName),
    upstreams: new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What the inputs say of how the image is made. @throws input-invalid where they say two things */
function kindOf(inputs: RecipeInputs): Method["kind"] {
  const { from, assemble, bootstrap } = inputs;
  const ofDockerfile = (["context", "file", "target", "buildArgs", "compression", "include", "bases"] as const).filter(
    (name) => inputs[name] !== undefined,
  );
  const named = { buildArgs: "build-args", bases: "base" } as Readonly<Record<string, string>>;
  const without = (method: string, remedy: string) => {
    const [other] = ofDockerfile;
    if (other === undefined) return;
    throw new TreestampError(
      "input-invalid",
      `\`${named[other] ?? other}\` is for a Dockerfile, and \`${method}\` has none.`,
      { remedy },
    );
  };
  if (assemble !== undefined && bootstrap !== undefined) {
    throw new TreestampError("input-invalid", "`bootstrap` and `assemble` cannot stand side by side.", {
      remedy: "Make two environments: one with `bootstrap`, and one with `from: NAME` and `assemble`.",
    });
  }
  if (assemble !== undefined) {
    without("assemble", "Name files by `assemble.proto`, or take `assemble` away.");
    if (from?.size !== 1) {
      throw new TreestampError(
        "input-invalid",
        `\`assemble\` needs one \`from\`${from === undefined ? "" : `, not ${from.size}`}: the root that everything is laid on.`,
        {
          remedy: "Write from: NAME, an environment of this file, or from: IMAGE@sha256:….",
        },
      );
    }
    return "assemble";
  }
  if (bootstrap !== undefined) {
    without("bootstrap", "Lay files over the root by `bootstrap.overlay`.");
    if (from !== undefined) {
      throw new TreestampError(
        "input-invalid",
        "`bootstrap` makes a root from nothing, and `from` says what it is made from.",
        {
          remedy: "Take one of them away.",
        },
      );
    }
    return "bootstrap";
  }
  const only = from?.size === 1 ? [...from.values()][0] : undefined;
  if (only === undefined || ofDockerfile.length > 0) return "dockerfile";
  if (only.kind === "image") return "image";
  throw new TreestampError("input-invalid", `Nothing says what is made from ${only.name}.`, {
    remedy: "Add `context`, the folder of a Dockerfile that says FROM it, or `assemble`.",
  });
}

/** The recipe of an image that exists. */
export function imageRecipe(
  { digest, source }: Pick<BaseImage, "digest" | "source">,
  platforms: readonly string[],
): Recipe {
  return { ...noFiles, method: { kind: "image", digest, source }, platforms, bases: [], upstreams: new Map() };
}

function asBase({ name, digest, source }: BaseImage): BaseImage {
  return { name, digest, source };
}

/** @throws input-invalid for a platform that an upstream is not made for */
function checkUpstreams(upstreams: ReadonlyMap<string, Recipe>, platforms: readonly string[]): void {
  for (const [name, { platforms: has }] of upstreams) {
    const missing = platforms.filter((platform) => !has.includes(platform));
    if (missing.length === 0) continue;
    throw new TreestampError(
      "input-invalid",
      `\`platforms\`: ${name}, which this is made from, is not made for ${missing.join(", ")}.`,
      {
        remedy: `Add it to the platforms of ${name}, which are ${has.join(", ")}.`,
      },
    );
  }
}

/** Says in which environment a fault is, where there are several. */
function inEnvironment(name: string, { file }: Selected): (error: unknown) => never {
  return (error) => {
    if (name === "" || file.environments.size < 2 || !(error instanceof TreestampError)) throw error;
    const { code, message, remedy } = error;
    throw new TreestampError(code, `Environment ${name}: ${message}`, {
      ...(remedy === undefined ? {} : { remedy }),
      cause: error,
    });
  };
}

/**
 * The paths of the repository that decide a recipe.
 * @throws input-invalid for a path that leads out of it
 */
export async function pathsOf(inputs: RecipeInputs): Promise<readonly TreePath[]> {
  switch (kindOf(inputs)) {
    case "image":
      return [];
    case "assemble":
      return (await import("./read-assembly.ts")).assemblyPaths(inputs.assemble!);
    case "bootstrap":
      return (await import("./read-bootstrap.ts")).bootstrapPaths(inputs.bootstrap!);
    case "dockerfile": {
      const { context, include, dockerfile } = dockerfilePlaces(inputs);
      return [context, ...include.map(directoryOf), dockerfile, `${dockerfile}.dockerignore`];
    }
  }
}

function byName(a: BaseImage, b: BaseImage): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
