/** What decides an image, as people say it: in `treestamp.yml`, or in a call. Both are read here. */
import type { LayerCompression } from "../oci/port.ts";
import type { AssembleInputs } from "./assemble.ts";
import { type BaseImage, parseBases } from "./base.ts";
import type { BootstrapInputs } from "./bootstrap.ts";
import type { CacheInputs } from "./caches.ts";
import type { From } from "./environments.ts";
import type { Input, Verb } from "./input.ts";
import { parseWritable } from "./openings.ts";
import { parsePlatforms } from "./platforms.ts";
import { type Fail, failOf, inputValue, type Value, type Written } from "./read.ts";
import { inputs } from "./table.ts";

/** Where the repository keeps them. */
export const configPath = "treestamp.yml";

/** What people say of a recipe. What is left out has its default. */
export interface RecipeInputs {
  readonly image?: string;
  readonly context?: string;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs?: ReadonlyMap<string, string>;
  readonly compression?: LayerCompression;
  /** Sorted, without duplicates. */
  readonly platforms?: readonly string[];
  readonly include?: readonly string[];
  readonly bases?: readonly BaseImage[];
  /** What it is made from, by the names that the recipe has for them. */
  readonly from?: ReadonlyMap<string, From>;
  readonly assemble?: AssembleInputs;
  readonly bootstrap?: BootstrapInputs;
  /** Decides nothing of the image; nor do the caches. */
  readonly writable?: readonly string[];
  readonly caches?: readonly CacheInputs[];
}

/** Those of the inputs that decide an image. */
export const recipeInputs: readonly Input[] = inputs.filter(({ places }) => places.includes("config"));

/**
 * The recipe's inputs among those of a verb's call, as a flag or an action's input gives them.
 * @throws input-invalid
 */
export function recipeInputsOf(verb: Verb, written: Written): RecipeInputs {
  const said = recipeInputs.flatMap((input) => {
    const value = input.verbs.includes(verb) ? written.get(input.name) : undefined;
    return value === undefined ? [] : [recipeInput(input, value, failOf(input))];
  });
  return Object.assign({}, ...said);
}

/** One input as a value. @throws what `fail` makes of a fault */
export function recipeInput(input: Input, said: Value, fail: Fail): RecipeInputs {
  const value = inputValue(input, said, fail);
  switch (input.name) {
    case "build-args":
      return { buildArgs: value as ReadonlyMap<string, string> };
    case "platforms":
      return { platforms: parsePlatforms(value as readonly string[], fail) };
    case "base":
      return { bases: parseBases(value as ReadonlyMap<string, string>, fail) };
    case "writable":
      return { writable: (value as readonly string[]).map((folder) => parseWritable(folder, fail)) };
    default:
      return { [input.name]: value };
  }
}
