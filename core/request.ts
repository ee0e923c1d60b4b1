/** From what people wrote (strings, whatever the host) to what a verb works with (values), checked once. */
import { type Duration, parseDuration } from "./duration.ts";
import type { BuildSecret } from "./engine/port.ts";
import { TreestampError } from "./errors.ts";
import { type Input, inputs, type Verb } from "./inputs.ts";
import { nearestName } from "./nearest.ts";
import { parseSize } from "./size.ts";
import type { RegistryAccess } from "./store/access.ts";
import { isCiCache } from "./store/entry-cache.ts";
import { parseRegistry, registryOf } from "./store/reference.ts";

/**
 * What was written, by input name: one string for a text or boolean, one per item for a list or map. An input that was
 * not given is not in it.
 */
export type Written = ReadonlyMap<string, readonly string[]>;

/** The items of an input that came as one text, as in a workflow or an orb's step: of lists and maps one a line. */
export function itemsIn({ kind }: Input, text: string): readonly string[] {
  if (kind !== "list" && kind !== "map") return [text];
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A verb's request. Fields that decide the image stay as written: they are merged with `treestamp.yml` later. */
export interface Request {
  readonly path: string;
  readonly ref: string | undefined;
  readonly recipe: Written;
  readonly store: string | undefined;
  readonly access: RegistryAccess;
  readonly engine: "auto" | "docker" | "buildah";
  readonly force: boolean;
  readonly secrets: readonly BuildSecret[];
  readonly network: string;
  /** What to run: a command as it is, a script for a shell, or phases. */
  readonly command: RequestedCommand | undefined;
  readonly workingDirectory: string | undefined;
  /** `NAME=VALUE` or `NAME`. */
  readonly env: readonly string[];
  /** How long the command may take, and how that was written; for ever where it is left out. */
  readonly timeout: Duration | undefined;
  readonly user: string;
  /** The system calls that the command may make: those of docker's profile, or all. */
  readonly seccomp: "default" | "unconfined";
  readonly sandbox: "auto" | "mounted" | "container";
  readonly cacheFolder: string | undefined;
  /** Bytes; Infinity where there is no limit. */
  readonly cacheSize: number;
}

export type RequestedCommand =
  | { readonly kind: "argv"; readonly argv: readonly string[] }
  | { readonly kind: "script"; readonly text: string; readonly shell: "bash" | "sh" }
  | RequestedPhases;

export interface RequestedPhases {
  readonly kind: "phases";
  /** As they are written: see parseNamedScripts. */
  readonly scripts: readonly string[];
  readonly shell: "bash" | "sh";
  /** Names of phases that run side by side, or `true` or `false` for all or none: see stepsOf. */
  readonly parallel: readonly string[];
  readonly failFast: boolean;
}

/**
 * Checks what was written for a verb and gives it types. `argv` is a command that needs no shell.
 * @throws input-invalid, naming the input, the value and the valid ones
 */
export function parseRequest(verb: Verb, written: Written, argv: readonly string[] = []): Request {
  const table = new Map(inputs.filter((input) => input.verbs.includes(verb)).map((input) => [input.name, input]));
  const text = (name: string) => textOf(table.get(name), written);
  for (const { name, kind } of table.values()) if (kind === "boolean") text(name); // also what is read elsewhere
  const items = (name: string) => (table.has(name) ? itemsOf(written, name) : []);
  return {
    path: text("path") ?? ".",
    ref: text("ref"),
    recipe: new Map([...written].filter(([name]) => table.get(name)?.places.includes("config"))),
    store: text("store"),
    access: accessOf(text),
    engine: (text("engine") ?? "auto") as Request["engine"],
    force: text("force") === "true",
    secrets: differentSecrets([
      ...secretsOf(items("secret-envs"), "variable"),
      ...secretsOf(items("secret-files"), "path"),
    ]),
    network: text("network") ?? "default",
    command: commandOf(argv, text("run"), items("phases"), {
      shell: text("shell") as "bash" | "sh",
      parallel: items("parallel")
        .flatMap((item) => item.split(/[\s,]+/))
        .filter(Boolean),
      failFast: text("fail-fast") === "true",
    }),
    workingDirectory: text("working-directory"),
    env: variablesOf(items("env")),
    timeout: durationOf("timeout", text("timeout")),
    user: text("user") ?? "caller",
    seccomp: text("security-opt") === "seccomp=unconfined" ? "unconfined" : "default",
    sandbox: (text("sandbox") ?? "auto") as Request["sandbox"],
    cacheFolder: text("cache-folder"),
    cacheSize: parseSize("cache-size", text("cache-size") ?? "unlimited"),
  };
}

/**
 * The login and plain HTTP, with the one registry that they are for: what `registry` says, else that of the inputs `store` or
 * `image`. `treestamp.yml` never decides it, because a pull request can change that file.
 */
function accessOf(text: (name: string) => string | undefined): RegistryAccess {
  const username = text("username");
  const password = text("password");
  if ((username === undefined) !== (password === undefined)) {
    const [given, missing] = username === undefined ? ["password", "username"] : ["username", "password"];
    throw new TreestampError("input-invalid", `The input "${given}" is given and "${missing}" is not.`, {
      remedy: "Give both, or neither to use the login of docker or podman.",
    });
  }
  const named = text("registry");
  const registry =
    named === undefined ? (registryIn(text("store")) ?? registryIn(text("image"))) : parseRegistry(named);
  const login = username === undefined ? undefined : { username, password: password! };
  return { registry, login, plainHttp: text("plain-http") === "true" };
}

function registryIn(store: string | undefined): string | undefined {
  return store === undefined || isCiCache(store) ? undefined : registryOf(store);
}

function commandOf(
  argv: readonly string[],
  script: string | undefined,
  phases: readonly string[],
  how: Pick<RequestedPhases, "shell" | "parallel" | "failFast">,
): RequestedCommand | undefined {
  const given = [
    ...(argv.length > 0 ? ["a command"] : []),
    ...(script === undefined ? [] : ["the input `run`"]),
    ...(phases.length > 0 ? ["the input `phases`"] : []),
  ];
  if (given.length > 1) {
    throw new TreestampError("input-invalid", `Both ${given.join(" and ")} say what to run.`, {
      remedy: "Leave one of them out: what belongs to all phases can be a phase before the others.",
    });
  }
  if (argv.length > 0) return { kind: "argv", argv };
  if (phases.length > 0) return { kind: "phases", scripts: phases, ...how };
  return script === undefined ? undefined : { kind: "script", text: script, shell: how.shell };
}

function durationOf(name: string, written: string | undefined): Duration | undefined {
  return written === undefined ? undefined : parseDuration(name, written);
}

function textOf(input: Input | undefined, written: Written): string | undefined {
  if (input === undefined) return undefined;
  const value = written.get(input.name)?.at(-1);
  if (value === undefined || value === "") return input.default;
  const choices = input.kind === "boolean" ? ["true", "false"] : input.choices;
  if (choices !== undefined && !choices.includes(value)) {
    const near = nearestName(value, choices);
    throw new TreestampError("input-invalid", `The input "${input.name}" cannot be "${value}".`, {
      remedy: `${near === undefined ? "" : `Did you mean ${near}? `}Valid values are ${choices.join(", ")}.`,
    });
  }
  return value;
}

function itemsOf(written: Written, name: string): readonly string[] {
  return (written.get(name) ?? []).filter((item) => item !== "");
}

function variablesOf(items: readonly string[]): readonly string[] {
  const nameless = items.find((item) => item.startsWith("="));
  if (nameless === undefined) return items;
  throw new TreestampError("input-invalid", `"${nameless}" is not a variable.`, {
    remedy: "Write NAME=VALUE, or NAME to hand on its value from here.",
  });
}

function secretsOf(items: readonly string[], kind: "variable" | "path"): BuildSecret[] {
  return items.map((item) => {
    const equals = item.indexOf("=");
    const [id, value] = [item.slice(0, equals), item.slice(equals + 1)];
    if (equals < 1 || value === "") {
      // The item itself may be the secret, put in the wrong place: it is not repeated.
      throw new TreestampError("input-invalid", `A build secret is not written as ID=${kind.toUpperCase()}.`, {
        remedy: "secret-envs takes ID=VARIABLE (the variable's name), secret-files takes ID=PATH.",
      });
    }
    return {
      id,
      source: kind === "variable" ? { kind: "environment", variable: value } : { kind: "file", path: value },
    };
  });
}

function differentSecrets(secrets: readonly BuildSecret[]): readonly BuildSecret[] {
  const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
  if (twice === undefined) return secrets;
  const inputsOf = secrets.filter(({ id }) => id === twice.id).map(({ source }) => placeOfSecret[source.kind]);
  throw new TreestampError(
    "input-invalid",
    `The build secret "${twice.id}" is given twice: by ${inputsOf.join(" and by ")}.`,
    {
      remedy: "Give it once; another secret needs another id.",
    },
  );
}

const placeOfSecret = { environment: "secret-envs", file: "secret-files" } as const;
