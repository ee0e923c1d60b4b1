/** What decides an image, as people say it: in `treestamp.yml`, or in a call. */
import { failOf, inputValue, type Value, type Written } from "./read.ts";
import { type Input, inputs } from "./table.ts";

/** Where the repository keeps them. */
export const configPath = "treestamp.yml";

/** What people say of a recipe. What is left out has its default. */
export interface RecipeInputs {
  readonly image?: string;
  readonly context?: string;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs?: ReadonlyMap<string, string>;
  readonly platforms?: readonly string[];
  readonly include?: readonly string[];
  readonly base?: ReadonlyMap<string, string>;
  /** Decides nothing of the image. */
  readonly writable?: readonly string[];
}

/** Those of the inputs that decide an image. */
export const recipeInputs: readonly Input[] = inputs.filter(({ places }) => places.includes("config"));

/**
 * The recipe's inputs among those of a call, as a flag or an action's input gives them.
 * @throws input-invalid
 */
export function recipeInputsOf(written: Written): RecipeInputs {
  const said = new Map<string, Value>();
  for (const input of recipeInputs) {
    const value = written.get(input.name);
    if (value === undefined) continue;
    said.set(input.name, inputValue(input, value, failOf(input)));
  }
  return typed(said);
}

/** `call` wins over `file`, each input as a whole. */
export function mergeInputs(file: RecipeInputs, call: RecipeInputs): RecipeInputs {
  return { ...file, ...call };
}

/** By the names of their fields. */
export function typed(said: ReadonlyMap<string, Value>): RecipeInputs {
  return Object.fromEntries(
    [...said].map(([name, value]) => [name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
}
