/** From what people wrote (strings, whatever the host) to what a verb works with (values), checked once. */

import type { BuildSecret } from "../engine/port.ts";
import { TreestampError } from "../errors.ts";
import type { RegistryAccess } from "../oci/access.ts";
import { parseRegistry, registryOf } from "../oci/reference.ts";
import { isCiCache } from "../places/entry-cache.ts";
import { type Duration, parseDuration } from "./duration.ts";
import { parseBoolean, readInputs, type Written } from "./read.ts";
import { parseSize } from "./size.ts";
import { inputsOf, type Verb } from "./table.ts";

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
  /** As they are written: see core/inputs/openings.ts. */
  readonly volumes: readonly string[];
  readonly devices: readonly string[];
  readonly cacheFolder: string | undefined;
  /** Bytes; Infinity where there is no limit. */
  readonly cacheSize: number;
}

export type RequestedCommand =
  | { readonly kind: "argv"; readonly argv: readonly string[] }
  | { readonly kind: "script"; readonly text: string; readonly shell: "bash" | "sh" }
  /** The image's ENTRYPOINT and CMD. */
  | { readonly kind: "image" }
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
  const { text, flag, list, map } = readInputs(verb, written);
  const recipe = new Set(inputsOf(verb, "config").map(({ name }) => name));
  return {
    path: text("path") ?? ".",
    ref: text("ref"),
    recipe: new Map([...written].filter(([name]) => recipe.has(name))),
    store: text("store"),
    access: accessOf(text, flag("plain-http")),
    engine: (text("engine") ?? "auto") as Request["engine"],
    force: flag("force"),
    secrets: differentSecrets([
      ...secretsOf(map("secret-envs"), "secret-envs", (variable) => ({ kind: "environment", variable })),
      ...secretsOf(map("secret-files"), "secret-files", (path) => ({ kind: "file", path })),
      ...secretsOf(map("secrets"), "secrets", (value) => ({ kind: "value", value })),
    ]),
    network: text("network") ?? "default",
    command:
      verb === "run"
        ? commandOf(
            { argv, script: text("run"), phases: list("phases"), isOfImage: flag("image-command") },
            {
              shell: text("shell") as "bash" | "sh",
              parallel: list("parallel").flatMap((item) => item.split(/\s+/)),
              failFast: flag("fail-fast"),
            },
            written.has("shell"),
          )
        : undefined,
    workingDirectory: text("working-directory"),
    env: list("env"),
    timeout: durationOf("timeout", text("timeout")),
    user: text("user") ?? "caller",
    seccomp: text("security-opt") === "seccomp=unconfined" ? "unconfined" : "default",
    sandbox: (text("sandbox") ?? "auto") as Request["sandbox"],
    volumes: list("volumes"),
    devices: list("devices"),
    cacheFolder: text("cache-folder"),
    cacheSize: parseSize("cache-size", text("cache-size") ?? "unlimited"),
  };
}

/**
 * The login and plain HTTP, with the one registry that they are for: what `registry` says, else that of the inputs `store` or
 * `image`. `treestamp.yml` never decides it, because a pull request can change that file.
 */
function accessOf(text: (name: string) => string | undefined, plainHttp: boolean): RegistryAccess {
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
  return { registry, login, plainHttp };
}

function registryIn(store: string | undefined): string | undefined {
  return store === undefined || isCiCache(store) ? undefined : registryOf(store);
}

/** What says what to run. */
interface SaidCommand {
  readonly argv: readonly string[];
  readonly script: string | undefined;
  readonly phases: readonly string[];
  /** Whether the image's own command was asked for. */
  readonly isOfImage: boolean;
}

/** @throws input-invalid where nothing, or more than one thing, says what to run: a step that runs nothing must not pass */
function commandOf(
  { argv, script, phases, isOfImage }: SaidCommand,
  how: Pick<RequestedPhases, "shell" | "parallel" | "failFast">,
  asksForShell: boolean,
): RequestedCommand {
  const given = [
    ...(argv.length > 0 ? ["a command"] : []),
    ...(script === undefined ? [] : ["the input `run`"]),
    ...(phases.length > 0 ? ["the input `phases`"] : []),
    ...(isOfImage ? ["the input `image-command`"] : []),
  ];
  if (given.length > 1) {
    throw new TreestampError("input-invalid", `Both ${given.join(" and ")} say what to run.`, {
      remedy: "Leave one of them out: what belongs to all phases can be a phase before the others.",
    });
  }
  if (phases.length === 0 && how.parallel.some((name) => parseBoolean(name) !== false)) {
    throw new TreestampError("input-invalid", "`parallel` is about `phases`, and there are none.", {
      remedy: "Leave it out, or give the scripts names under `phases`.",
    });
  }
  if (phases.length === 0 && !how.failFast) {
    throw new TreestampError("input-invalid", "`fail-fast` is about `phases`, and there are none.", {
      remedy: "Leave it out, or give the scripts names under `phases`.",
    });
  }
  if (argv.length > 0 && asksForShell) {
    throw new TreestampError("input-invalid", "`shell` is about scripts, and a command behind `--` starts by itself.", {
      remedy: "Leave it out, or name the shell in the command: treestamp run -- sh -c 'make test'",
    });
  }
  if (argv.length > 0) return { kind: "argv", argv };
  if (phases.length > 0) return { kind: "phases", scripts: phases.map(withUnixLines), ...how };
  if (isOfImage) return { kind: "image" };
  if (script === undefined)
    throw new TreestampError("input-invalid", "There is no command to run.", { remedy: howToSay });
  if (isEmptyScript(script)) {
    throw new TreestampError("input-invalid", "`run` has no command in it, only blanks and comments.", {
      remedy: howToSay,
    });
  }
  return { kind: "script", text: withUnixLines(script), shell: how.shell };
}

const howToSay =
  "Give one: the input `run` or `phases` in a workflow, `treestamp run -- make test` on the command line. The image's own command runs by `image-command: true` (--image-command).";

/** With Windows line ends, as a file may have, a CR would be part of the last word of each line. */
function withUnixLines(script: string): string {
  return script.replaceAll("\r\n", "\n");
}

/** True for a script that a shell would pass through without starting anything. */
export function isEmptyScript(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#|$)/.test(line));
}

function durationOf(name: string, written: string | undefined): Duration | undefined {
  return written === undefined ? undefined : parseDuration(name, written);
}

function secretsOf(
  said: ReadonlyMap<string, string>,
  input: string,
  source: (value: string) => BuildSecret["source"],
): (BuildSecret & { readonly input: string })[] {
  return [...said].map(([id, value]) => {
    if (value !== "") return { id, source: source(value), input };
    throw new TreestampError("input-invalid", `\`${input}\`: the secret "${id}" is empty.`, {
      remedy: "Look whether the secret exists in this repository; a run for a fork or by Dependabot gets none.",
    });
  });
}

function differentSecrets(secrets: readonly (BuildSecret & { readonly input: string })[]): readonly BuildSecret[] {
  const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
  if (twice === undefined) return secrets.map(({ id, source }) => ({ id, source }));
  const inputs = secrets.filter(({ id }) => id === twice.id).map(({ input }) => input);
  throw new TreestampError(
    "input-invalid",
    `The build secret "${twice.id}" is given twice: by ${inputs.join(" and by ")}.`,
    {
      remedy: "Give it once; another secret needs another id.",
    },
  );
}
