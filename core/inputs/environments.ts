/** The environments of a `treestamp.yml`: recipes by name, and what each is made from. */
import { TreestampError } from "../errors.ts";
import { lowerCaseRepository } from "../oci/reference.ts";
import { type BaseImage, parseBases } from "./base.ts";
import { type Fail, invalid, type Value } from "./read.ts";
import { configPath, type RecipeInputs } from "./recipe-inputs.ts";
import { suggesting } from "./suggest.ts";

/** What an environment is made from: another one of the file, or an image fixed by digest. */
export type From = { readonly kind: "environment"; readonly name: string } | ({ readonly kind: "image" } & BaseImage);

export interface ConfigFile {
  /** Recipes by name, in the file's order; the one at the file's root has the empty name, and is alone. */
  readonly environments: ReadonlyMap<string, RecipeInputs>;
  /** The environment that is meant where a call names none. */
  readonly default?: string;
}

/** The environments that a call means, by name. */
export interface Selected {
  readonly file: ConfigFile;
  /** With the inputs of the call over those of the file; the recipe at the file's root has the empty name. */
  readonly environments: ReadonlyMap<string, RecipeInputs>;
}

/** Inputs of all environments: the file's root has them, and an environment itself does not. */
export const sharedInputs: readonly string[] = ["image"];

/** The name of an environment is also an image's name in a Dockerfile: docker's grammar, without slashes and tags. */
const nameForm = /^[a-z0-9]+(?:(?:[._-]|__)[a-z0-9]+)*$/;

/** An input as `treestamp.yml` has it, for messages. @param environment undefined, or empty, for the recipe at its root */
export function inputOf(environment: string | undefined, input: string): string {
  return environment === undefined || environment === "" ? input : `environments.${environment}.${input}`;
}

/** Whether a text can be the name of an environment, and is no image's. */
export function isEnvironmentName(text: string): boolean {
  return nameForm.test(text);
}

/** @throws what `fail` makes of a fault */
export function checkEnvironmentName(name: string, fail: Fail): void {
  if (name === "scratch") throw fail("scratch is the empty image, and no environment", "Give it another name.");
  if (!nameForm.test(name)) {
    throw fail(
      `${JSON.stringify(name)} cannot be the name of an environment`,
      "Dockerfiles take it as FROM NAME: lower-case letters and digits, divided by - or _ or a dot.",
    );
  }
}

/** Reads `from`: one name or image, or several by the names that the Dockerfile has for them. @throws what `fail` makes of a fault */
export function parseFrom(said: Value, fail: Fail): ReadonlyMap<string, From> {
  if (typeof said === "string") {
    const from = parseOne(/^[^@]*/.exec(said)![0].replace(/^oci-layout:\/\//, ""), said, fail);
    return new Map([[from.kind === "image" ? from.name : said, from]]);
  }
  if (!(said instanceof Map)) throw fail("a name or a mapping was expected, not a list");
  return new Map([...said].map(([name, one]) => [name, parseOne(name, one, fail)]));
}

function parseOne(name: string, said: string, fail: Fail): From {
  if (nameForm.test(said)) return { kind: "environment", name: said };
  if (!said.includes("@")) {
    throw fail(
      `${said} is neither an environment of this file nor an image fixed by digest`,
      `Write the name of an environment, or ${lowerCaseRepository(said)}@sha256:….`,
    );
  }
  const [image] = parseBases(new Map([[name, said]]), fail);
  return { kind: "image", ...image! };
}

/**
 * The environment that a call means.
 * @param asked what the input `environment` says
 * @throws input-invalid if there is none such, or nothing says which one
 */
export function select(file: ConfigFile, asked: string | undefined, call: RecipeInputs): Selected {
  const names = [...file.environments.keys()];
  const name = asked ?? file.default ?? (names.length === 1 ? names[0]! : undefined);
  if (name === undefined) {
    throw new TreestampError(
      "input-invalid",
      `Nothing says which environment is meant: ${configPath} has ${names.join(", ")}.`,
      {
        remedy: `Name one by the input \`environment\` (--environment NAME), or the usual one in ${configPath}: default: ${names.at(-1)}.`,
      },
    );
  }
  const inputs = file.environments.get(name);
  if (inputs === undefined || (asked === "" && names[0] !== "")) throw new NoSuchEnvironment(name, names);
  return { file, environments: new Map([[name, { ...inputs, ...call }]]) };
}

/** All environments of a file, each after those that it is made from. @param call inputs that are for all of them */
export function selectAll(file: ConfigFile, call: RecipeInputs): Selected {
  const merged = [...file.environments].map(([name, inputs]) => [name, { ...inputs, ...call }] as const);
  return { file, environments: closureOf({ file, environments: new Map(merged) }) };
}

/** An input names an environment that the file does not have. */
export class NoSuchEnvironment extends TreestampError {
  /** What the file has. */
  readonly names: readonly string[];

  /** @param input that names it @param more what else the input may say: a sentence, or nothing */
  constructor(environment: string, names: readonly string[], input = "environment", more = "") {
    const named = names.filter((name) => name !== "");
    const there = named.length === 0 ? "one recipe, and no environments" : named.join(", ");
    super("input-invalid", `\`${input}\`: ${configPath} has no environment ${JSON.stringify(environment)}.`, {
      remedy: suggesting(environment, named, `It has ${there}.${more}`),
    });
    this.names = names;
  }
}

/**
 * The selected environments and all that they are made from: each after those that it is made from.
 * @throws input-invalid for one that is not there, and for a circle, with the way around it
 */
export function closureOf({ file, environments }: Selected): ReadonlyMap<string, RecipeInputs> {
  const closure = new Map<string, RecipeInputs>();
  const visit = (name: string, inputs: RecipeInputs, way: readonly string[]) => {
    if (closure.has(name)) return;
    const round = way.indexOf(name);
    if (round >= 0) throw circle([...way.slice(round), name]);
    for (const from of inputs.from?.values() ?? []) {
      if (from.kind !== "environment") continue;
      const upstream = environments.get(from.name) ?? file.environments.get(from.name);
      if (upstream === undefined || from.name === "") throw noUpstream(name, from.name, file);
      visit(from.name, upstream, [...way, name]);
    }
    closure.set(name, inputs);
  };
  for (const [name, inputs] of environments) visit(name, inputs, []);
  return closure;
}

function circle(way: readonly string[]): TreestampError {
  return invalid(
    configPath,
    `environments are made from each other: ${way.join(" <- ")}`,
    "Take one of these `from` away.",
  );
}

function noUpstream(at: string, name: string, { environments }: ConfigFile): TreestampError {
  const names = [...environments.keys()].filter((one) => one !== at && one !== "");
  const rest =
    names.length === 0
      ? "An image is written with its digest: IMAGE@sha256:…."
      : `There are ${names.join(", ")}; an image is written with its digest.`;
  return invalid(
    configPath,
    `\`${inputOf(at, "from")}\`: there is no environment ${name}`,
    suggesting(name, names, rest),
  );
}
