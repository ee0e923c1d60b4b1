/** Every row of the table of inputs, on every surface that offers it, arrives in what the verb works with: none can be dropped. */
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { parseCall } from "../../cli/flags.ts";
import { perform } from "../../core/app.ts";
import { circleInputs, isNamedByVariable, variableOf } from "../../core/host/circleci/host.ts";
import { githubInputs } from "../../core/host/github/host.ts";
import { parseConfig } from "../../core/inputs/config-file.ts";
import { type ActionVerb, actionVerbs, type Input, type Verb, verbs } from "../../core/inputs/input.ts";
import type { Written } from "../../core/inputs/read.ts";
import { recipeInputsOf } from "../../core/inputs/recipe-inputs.ts";
import { readRequest } from "../../core/inputs/request.ts";
import { assembleFields, callName } from "../../core/inputs/rows/assemble.ts";
import { inputsOf } from "../../core/inputs/table.ts";
import { silentLog } from "../../core/log/log.ts";
import { testFolder } from "../fixtures/git.ts";

const attestKeys = [1, 2].map(() =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
);

/** The first or the second of an input's two valid values, as an action has it; undefined for one with a single value. */
function sampleOf({ name, kind, choices, names }: Input, which: 1 | 2): string | undefined {
  const digest = `sha256:${String(which).repeat(64)}`;
  const special: Readonly<Record<string, string>> = {
    builder: `walk-${which}`,
    callback: `https://walk-${which}.example`,
    "callback-id": String(which),
    base: `debian=registry.example/debian@${digest}`,
    "cache-size": `${which}GB`,
    config: JSON.stringify({ user: `walk-${which}` }),
    devices: `/dev/walk${which}`,
    flavor: `latest=${which === 1}`,
    "max-age": `${which}h`,
    "max-parallel": String(which),
    owner: `${which}:0`,
    packages: `walk-${which}`,
    parallel: String(which === 1),
    phases: `phase${which}: make`,
    platforms: `linux/arm/walk${which}`,
    snapshot: `2026-01-0${which}`,
    registry: `walk-${which}.example`,
    timeout: `${which}m`,
    volumes: `/walk${which}:/walk`,
    writable: `/walk${which}`,
    "attest-key": attestKeys[which - 1]!,
    "verify-key": attestKeys[which - 1]!,
    "verify-repository": String(which),
    sigstore: `issuer=https://walk-${which}.example`,
  };
  if (special[name] !== undefined) return special[name];
  if (kind === "boolean") return String(which === 1);
  if (choices !== undefined) return choices[which - 1];
  if (kind === "map" || names !== undefined) return `WALK=walk-${which}`;
  return `registry.example/walk-${which}`;
}

/** Whether the input is of use only to what assembles an image. */
function assembles(verb: Verb, name: string): boolean {
  const isPart = [...assembleFields.map(callName), "config"].includes(name);
  return name !== "from" && (verb === "assemble" || (verb === "push" && isPart));
}

/** The values of a call in which nothing but this input's differs. */
function callWith(verb: Verb, input: Input, which: 1 | 2): Readonly<Record<string, string>> {
  const value = sampleOf(input, which);
  const { name } = input;
  const runs = ["run", "phases"].includes(name) || (name === "image-command" && value === "true");
  return {
    ...(verb === "run" && !runs ? { phases: "lint: make\ntest: make" } : {}),
    ...(assembles(verb, name) ? { from: "walk" } : {}),
    ...(verb === "assemble" && name !== "images" ? { images: "registry.example/walk" } : {}),
    ...(name === "builder-certs" ? { builder: "tcp://walk.example:1" } : {}),
    ...(["paths", "outputs", "max-age", "reuse-from"].includes(name) ? { reuse: "true" } : {}),
    ...(name === "callback-id" ? { callback: "https://walk.example" } : {}),
    ...(name === "username" ? { password: "hunter2" } : {}),
    ...(name === "password" ? { username: "ann" } : {}),
    ...(value === undefined ? {} : { [name]: value }),
  };
}

/** All that a verb works with, as text that can be compared. */
async function effectOf(verb: Verb, written: Written, argv: readonly string[] = []): Promise<string> {
  const request = await readRequest(verb, { written, argv });
  return JSON.stringify(request, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
}

type Values = Readonly<Record<string, string>>;

async function actionInputs(verb: Verb, values: Values): Promise<Written> {
  const variables = Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const);
  for (const [name, value] of variables) process.env[name] = value;
  try {
    return await githubInputs(verb as ActionVerb, Object.fromEntries(variables));
  } finally {
    for (const [name] of variables) delete process.env[name];
  }
}

function orbInputs(verb: Verb, values: Values): Written {
  const environment: NodeJS.ProcessEnv = {};
  for (const input of inputsOf(verb, "action").filter(({ name }) => values[name] !== undefined)) {
    const named = `HOLDS_${input.name}`;
    environment[variableOf(input.name)] = isNamedByVariable(input) ? named : values[input.name];
    environment[named] = values[input.name];
  }
  return circleInputs(verb as ActionVerb, environment);
}

async function commandLine(verb: Verb, { run, ...values }: Values): Promise<string> {
  const words = Object.entries(values).map(([name, value]) => `--${name}=${value}`);
  const call = parseCall([verb, ...words, ...(run === undefined ? [] : ["--", run])]);
  if (call.kind !== "verb") throw new Error("no verb");
  return effectOf(verb, call.said.written, call.said.argv);
}

const surfaces: readonly (readonly [
  name: string,
  place: Input["places"][number],
  verbs: readonly Verb[],
  effect: (verb: Verb, values: Values) => Promise<string>,
])[] = [
  ["a GitHub action", "action", actionVerbs, async (verb, values) => effectOf(verb, await actionInputs(verb, values))],
  ["the orb", "action", actionVerbs, (verb, values) => effectOf(verb, orbInputs(verb, values))],
  ["the command line", "cli", verbs, commandLine],
];

describe.each(surfaces)("on %s", (_surface, place, offering, effect) => {
  const rows = offering.flatMap((verb) => inputsOf(verb, place).map((input) => [verb, input.name, input] as const));

  test.each(rows)("%s: what `%s` says makes a difference", async (verb, _name, input) => {
    const one = await effect(verb, callWith(verb, input, 1));
    const other = await effect(verb, callWith(verb, input, 2));
    expect(one).not.toBe(other);
  });
});

test.each(inputsOf("build", "config").map((input) => [input.name, input] as const))(
  "in treestamp.yml `%s` is what it is in a call",
  (name, input) => {
    const file = ([1, 2] as const).map((which) =>
      parseConfig(`${name}: ${JSON.stringify(sampleOf(input, which))}\n`).environments.get(""),
    );
    const call = ([1, 2] as const).map((which) =>
      recipeInputsOf("build", new Map([[name, [sampleOf(input, which)!]]])),
    );
    expect(file).toEqual(call);
    expect(file[0]).not.toEqual(file[1]);
  },
);

describe("secrets", () => {
  /** What the log of a call is told to hide before anything else happens: there is no repository here. */
  async function masksOf(verb: ActionVerb, written: Written): Promise<string[]> {
    using folder = testFolder();
    const masks: string[] = [];
    const log = { ...silentLog, mask: (value: string) => masks.push(value) };
    const request = { ...(await readRequest(verb, { written })), path: folder.path };
    const host = { log, environment: { HOME: folder.path, PATH: process.env.PATH }, commandOutput: "stdout" } as const;
    await expect(perform(request, host)).rejects.toThrow("git repository");
    return masks;
  }

  const login = { username: "ann", password: "hunter2" };
  const values = (verb: Verb) => ({
    ...login,
    ...(verb === "run" ? { run: "make" } : {}),
    ...(verb === "push" ? { secrets: '"key=line one of it\nline two of it\n"\nnpm=npm-token ' } : {}),
  });
  const expected = (verb: Verb) => [
    "hunter2",
    ...(verb === "push" ? ["line one of it\nline two of it\n", "npm-token "] : []),
  ];

  test.each(actionVerbs)("of %s are masked on GitHub", async (verb) => {
    expect(await masksOf(verb, await actionInputs(verb, values(verb)))).toEqual(expected(verb));
  });

  test.each(actionVerbs)("of %s are masked on CircleCI", async (verb) => {
    expect(await masksOf(verb, orbInputs(verb, values(verb)))).toEqual(expected(verb));
  });
});
