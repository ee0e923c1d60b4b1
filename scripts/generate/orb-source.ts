/** The orb's files that follow from the table of inputs: one command for each verb, and the jobs that pass its parameters on. */
import { stringify } from "yaml";
import { isNamedByVariable, parameterOf, variableOf } from "../../core/host/circleci/host.ts";
import { type ActionVerb, actionVerbs, type Input, type Verb } from "../../core/inputs/input.ts";
import { inputsOf } from "../../core/inputs/table.ts";
import { fullDescription, saidDefault } from "./input-text.ts";

/** What a parameter of an orb is. Source: circleci.com/docs, "Reusable config reference". */
interface Parameter {
  readonly type: "string" | "boolean" | "enum" | "env_var_name" | "executor";
  readonly enum?: readonly string[];
  readonly default: string | boolean;
  readonly description: string;
}
type Parameters = Readonly<Record<string, Parameter>>;

const cachingVerbs: readonly Verb[] = ["build", "pull", "run"];
/** In one place for all users of a machine, because CircleCI finds the file of a checksum by its whole path only. */
const keyFile = "/tmp/treestamp-key";
const cacheKey = `treestamp-image-v1-{{ arch }}-{{ checksum "${keyFile}" }}`;

/** Files of orb/src, by their paths there. @param descriptions of the verbs */
export function orbFiles(descriptions: Readonly<Record<ActionVerb, string>>): [path: string, text: string][] {
  return [
    ...actionVerbs.map((verb): [string, string] => [`commands/${verb}.yml`, yaml(command(verb, descriptions[verb]))]),
    ["jobs/build_image.yml", yaml(buildJob)],
    ["jobs/setup.yml", yaml(setupJob)],
  ];
}

function yaml(value: unknown): string {
  return `# Generated from core/inputs/table.ts by \`npm run generate\`.\n${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

function parameterFor(input: Input): Parameter {
  const { name, kind, choices, default: value } = input;
  const description = fullDescription({ ...input, ...input.circleci });
  if (isNamedByVariable(input)) {
    const variable = `TREESTAMP_${name.toUpperCase()}`;
    return {
      type: "env_var_name",
      default: variable,
      description: `Name of the variable that holds it. ${description}`,
    };
  }
  if (kind === "boolean") return { type: "boolean", default: value === "true", description };
  const said = saidDefault(input) ?? "";
  return choices === undefined
    ? { type: "string", default: said, description }
    : // An enum's default is one of its values. Source: circleci.com/docs, "Reusable config reference".
      { type: "enum", enum: choices.includes(said) ? choices : [said, ...choices], default: said, description };
}

function parametersOf(verb: ActionVerb): Parameters {
  return {
    ...Object.fromEntries(inputsOf(verb, "action").map((input) => [parameterOf(input.name), parameterFor(input)])),
    ...(cachingVerbs.includes(verb)
      ? {
          circleci_cache: {
            type: "boolean",
            default: false,
            description: "Keep the image in CircleCI's cache instead of a registry. Cannot be used with `store`.",
          },
        }
      : {}),
    outputs_file: {
      type: "string",
      default: `/tmp/treestamp-outputs/${verb}.json`,
      description: "File to write the outputs to, as a JSON object, for example in a folder of `persist_to_workspace`.",
    },
    no_output_timeout: {
      type: "string",
      default: "30m",
      description: "How long the step may print nothing.",
    },
    install: {
      type: "boolean",
      default: true,
      description: "Whether to install the command line first: `false` if an earlier step of the job has done so.",
    },
  };
}

function reference(parameter: string): string {
  return `<< parameters.${parameter} >>`;
}

/** A step that carries out a verb with the inputs of the command `within`, as far as the verb has them. */
function step(verb: ActionVerb, within: ActionVerb, name: string, more: Readonly<Record<string, string>>) {
  const given = new Set(inputsOf(within, "action").map((input) => input.name));
  const inputs = inputsOf(verb, "action").filter((input) => given.has(input.name));
  return {
    run: {
      name,
      no_output_timeout: reference("no_output_timeout"),
      environment: {
        ...Object.fromEntries(inputs.map((input) => [variableOf(input.name), reference(parameterOf(input.name))])),
        ...(cachingVerbs.includes(within) ? { TREESTAMP_CIRCLECI_CACHE: reference("circleci_cache") } : {}),
        ...more,
      },
      command: `treestamp circleci-step ${verb}`,
    },
  };
}

function command(verb: ActionVerb, description: string) {
  const caches = cachingVerbs.includes(verb);
  const cached = (...steps: readonly unknown[]) => ({ when: { condition: reference("circleci_cache"), steps } });
  const restore = [
    step("resolve", verb, "Key of the image", { TREESTAMP_KEY_FILE: keyFile }),
    { restore_cache: { name: "Restore the image", keys: [cacheKey] } },
  ];
  const save = { save_cache: { name: "Save the image", key: cacheKey, paths: ["~/.treestamp/store"] } };
  const itself = step(verb, verb, `treestamp: ${verb}`, { TREESTAMP_OUTPUTS_FILE: reference("outputs_file") });
  // Before the user's script, so that the image is kept even if the script fails.
  const withCache =
    verb === "run"
      ? [cached(...restore, step("pull", verb, "treestamp: pull", {}), save), itself]
      : [cached(...restore), itself, cached(save)];
  return {
    description,
    parameters: parametersOf(verb),
    steps: [{ when: { condition: reference("install"), steps: ["install"] } }, ...(caches ? withCache : [itself])],
  };
}

const executor: Parameter = { type: "executor", default: "machine", description: "Where the image is built." };
const passedOn = (parameters: Parameters) =>
  Object.fromEntries(Object.keys(parameters).map((name) => [name, reference(nameInJob(name))]));

/**
 * A workflow that names a job has keys of its own there: `context` lists contexts of variables. CircleCI's docker orb
 * calls its folder `docker_context`, too.
 */
const nameInJob = (parameter: string) => (parameter === "context" ? "docker_context" : parameter);
const inJob = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [nameInJob(name), parameter]));

const buildParameters = parametersOf("build");
const buildJob = {
  description: "Build the image of this tree if it is absent.",
  executor: reference("executor"),
  parameters: { executor, ...inJob(buildParameters) },
  steps: ["checkout", { build: passedOn(buildParameters) }],
};

const setupParameters: Parameters = {
  configuration: {
    type: "string",
    default: ".circleci/continue.yml",
    description: "The configuration to continue with.",
  },
  parameter: {
    type: "string",
    default: "build-image",
    description: "Pipeline parameter, declared in that configuration, that gets the image's name with its digest.",
  },
  parameters: { type: "string", default: "{}", description: "More pipeline parameters, as a JSON object." },
  circleci_url: {
    type: "string",
    default: "https://circleci.com",
    description: "Address of CircleCI, for your own installation.",
  },
};
// The image has to be where the executors of the continued pipeline can pull it.
const { circleci_cache: _, ...pullable } = buildParameters;
const setupJob = {
  description:
    "The only job of a setup workflow: resolve the image of this tree, build it if it is absent, and continue the pipeline with the image as a parameter.",
  executor: reference("executor"),
  parameters: { executor, ...inJob({ ...pullable, ...setupParameters }) },
  steps: ["checkout", { build: passedOn(pullable) }, { continue: passedOn(setupParameters) }],
};
