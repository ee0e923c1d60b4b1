/**
 * Writes what follows from the table of inputs: each action.yml, the schema of treestamp.yml and the tables in the
 * READMEs, the orb's commands and jobs; and from bench/results.json: the figures of docs/performance.md and their plot,
 * and the README's figures and picture of a job's summary.
 * With --check it writes nothing and fails where a file is not up to date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { briefOf, pageOf } from "../../bench/page.ts";
import { plotOf } from "../../bench/plot.ts";
import { parseResults } from "../../bench/results.ts";
import { sharedInputs } from "../../core/inputs/environments.ts";
import { type Action, type ActionVerb, actions, type Input, verbsWithPost } from "../../core/inputs/input.ts";
import { assembleFields, settingFields } from "../../core/inputs/rows/assemble.ts";
import { bootstrapFields, distributionFields } from "../../core/inputs/rows/bootstrap.ts";
import { cacheFields } from "../../core/inputs/rows/caches.ts";
import { inputs, inputsOf, outputs } from "../../core/inputs/table.ts";
import { summaryOf } from "../../core/report/summary.ts";
import { exampleOutcome } from "./example-summary.ts";
import { fullDescription, saidDefault } from "./input-text.ts";
import { orbFiles } from "./orb-source.ts";
import { pictureOf } from "./summary-picture.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const texts: Record<Action, { readonly name: string; readonly description: string }> = {
  resolve: {
    name: "treestamp: resolve",
    description: "Compute the key of the build image from the files that define it, and look the image up",
  },
  build: {
    name: "treestamp: build",
    description: "Build and publish the image that the key names, unless it exists",
  },
  pull: {
    name: "treestamp: pull",
    description: "Make the environment ready to run: fetch its snapshot, or build it first",
  },
  plan: {
    name: "treestamp: plan",
    description: "Look up all environments of treestamp.yml, and make a matrix of those to build",
  },
  push: {
    name: "treestamp: push",
    description:
      "Build a final image on top of the build image, or take one that an earlier step made, and push it under its tags",
  },
  promote: {
    name: "treestamp: promote",
    description: "Add tags to an existing image, or copy it to more repositories: the same bytes, the same digest",
  },
  run: {
    name: "treestamp: run",
    description: "Run a script in the environment, which is fetched or built first if necessary",
  },
  setup: {
    name: "treestamp: setup",
    description: "Put the command treestamp on PATH for the job's later steps, and install what the runner lacks",
  },
};

function actionFile(action: Action, location: "root" | "own"): string {
  const { name, description } =
    location === "root"
      ? {
          name: "treestamp",
          description: "The whole job in one step: fetch or build the environment of this tree, and run a script in it",
        }
      : texts[action];
  const lines = [
    "# Generated from core/inputs/table.ts by `npm run generate`.",
    `name: "${name}"`,
    `description: "${description}"`,
    "author: treestamp",
    "branding:",
    "  icon: layers",
    "  color: green",
    "inputs:",
    ...inputsOf(action, "action").flatMap(inputLines),
    "outputs:",
    ...outputs
      .filter((output) => output.verbs.includes(action))
      .flatMap(({ name: output, description: text }) => [`  ${output}:`, `    description: ${JSON.stringify(text)}`]),
    "runs:",
    "  using: node24",
    `  main: ${location === "root" ? "" : "../../"}dist/actions/${action}/index.js`,
    ...(verbsWithPost.includes(action)
      ? [`  post: ../../dist/actions/${action}/post/index.js`, "  post-if: always()"]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function inputLines(input: Input): string[] {
  const { name, choices } = input;
  const value = saidDefault(input);
  const valid = choices === undefined ? "" : ` One of ${choices.join(", ")}.`;
  return [
    `  ${name}:`,
    `    description: ${JSON.stringify(fullDescription(input) + valid)}`,
    ...(value !== undefined ? [`    default: ${JSON.stringify(value)}`] : []),
  ];
}

/** An editor reads 1.20 as a number, our parser as the text that was written; nothing after a colon is null to it. */
const scalar = ["string", "number", "boolean"];

function property({ kind, description, choices }: Input): object {
  const one = choices === undefined ? { type: scalar } : { enum: choices };
  const shape = {
    text: one,
    boolean: { type: "boolean" },
    list: { type: [...scalar, "array", "null"], items: one },
    map: {
      type: ["string", "array", "object", "null"],
      items: { type: scalar },
      additionalProperties: { type: [...scalar, "null"] },
    },
    scripts: { type: "object", additionalProperties: { type: scalar } },
  }[kind];
  return { description, ...shape };
}

function mappingOf(fields: readonly Input[], more: object = {}): object {
  const properties = Object.fromEntries(fields.map((field) => [field.name, property(field)]));
  return { type: "object", additionalProperties: false, properties: { ...properties, ...more } };
}

function schema(): string {
  const configured = inputs.filter((input) => input.places.includes("config"));
  const [shared, own] = [configured.filter(isShared), configured.filter((input) => !isShared(input))];
  const from = {
    description:
      "What it is made from: an environment of this file or IMAGE@sha256:…; or several, by the names that the Dockerfile has for them.",
    type: ["string", "object"],
    additionalProperties: { type: "string" },
  };
  const config = {
    config: { description: "Settings of the image; what is left out is the base's.", ...mappingOf(settingFields) },
  };
  const methods = {
    from,
    assemble: {
      description: "Files, packages and a script, laid on the root of `from` without a daemon.",
      ...mappingOf(assembleFields, config),
    },
    bootstrap: {
      description: "A root from a checked archive, or from packages.",
      ...mappingOf(bootstrapFields, {
        packages: {
          description: "Packages of Debian or Ubuntu instead of an archive.",
          ...mappingOf(distributionFields),
        },
      }),
    },
    caches: {
      description: "What commands find again that other jobs have left, by name. Not part of the key.",
      type: "object",
      additionalProperties: { ...mappingOf(cacheFields), required: ["path"] },
    },
  };
  const environments = {
    description:
      "Environments by name; at the root of the file stand then `image`, `platforms`, `caches` and `default` alone.",
    type: "object",
    additionalProperties: mappingOf(own, methods),
  };
  const document = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "treestamp.yml",
    description: "The recipe of a build image, or of several",
    ...mappingOf([...shared, ...own], {
      ...methods,
      environments,
      default: { description: "The environment that is meant where a call names none.", type: "string" },
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function isShared({ name }: Input): boolean {
  return sharedInputs.includes(name);
}

function inputTable(action: Action): string {
  const rows = inputsOf(action, "action").map(({ name, description, default: value, choices }) => {
    const valid = choices === undefined ? "" : ` One of ${choices.map((choice) => `\`${choice}\``).join(", ")}.`;
    return `| \`${name}\` | ${description.replaceAll("|", "\\|")}${valid} | ${value === undefined ? "" : `\`${value}\``} |`;
  });
  return ["| input | what it says | default |", "| --- | --- | --- |", ...rows].join("\n");
}

function outputTable(action: Action): string {
  const rows = outputs
    .filter((output) => output.verbs.includes(action))
    .map(({ name, description }) => `| \`${name}\` | ${description} |`);
  return ["| output | what it is |", "| --- | --- |", ...rows].join("\n");
}

/** The file's text with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
function between(file: string, name: string, content: string): string {
  const text = readFileSync(`${root}/${file}`, "utf8");
  const pattern = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!pattern.test(text)) throw new Error(`${file} has no place for ${name}`);
  return text.replace(pattern, (_match, open: string, close: string) => `${open}${content}\n${close}`);
}

const descriptions = Object.fromEntries(
  Object.entries(texts).map(([verb, { description }]) => [verb, description]),
) as Record<ActionVerb, string>;
const results = parseResults(readFileSync(`${root}/bench/results.json`, "utf8"));
const files = new Map<string, string>([
  ["action.yml", actionFile("run", "root")],
  ["treestamp.schema.json", schema()],
  ...actions.flatMap((action): [string, string][] => [
    [`actions/${action}/action.yml`, actionFile(action, "own")],
    [
      `actions/${action}/README.md`,
      between(`actions/${action}/README.md`, "inputs and outputs", `${inputTable(action)}\n\n${outputTable(action)}`),
    ],
  ]),
  ...orbFiles(descriptions).map(([path, text]): [string, string] => [`orb/src/${path}`, text]),
  ["README.md", between("README.md", "figures", briefOf(results))],
  ["docs/job-summary.svg", pictureOf(summaryOf("run", exampleOutcome(results)), "test")],
  ["docs/performance.svg", plotOf(results.figures)],
  ["docs/performance.md", between("docs/performance.md", "figures", pageOf(results, "performance.svg"))],
]);

const isCheck = process.argv.includes("--check");
const stale = [...files].filter(([file, content]) => {
  try {
    return readFileSync(`${root}/${file}`, "utf8") !== content;
  } catch {
    return true;
  }
});
for (const [file, content] of stale) {
  if (isCheck) console.error(`${file} is not up to date: run npm run generate and commit.`);
  else writeFileSync(`${root}/${file}`, content);
}
if (isCheck && stale.length > 0) process.exit(1);
console.log(isCheck ? "Generated files are up to date." : `${stale.length} of ${files.size} files written.`);
