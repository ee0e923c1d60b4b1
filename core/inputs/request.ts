/** From what people wrote (strings, whatever the host) to what a verb works with (values), read once. */
import type { RegistryAccess } from "../oci/access.ts";
import { parseRegistry, registryOf } from "../oci/reference.ts";
import { type BuilderName, buildersOf } from "./builder.ts";
import { type Callback, callbackOf } from "./callback.ts";
import { type RequestedCommand, requestedCommand } from "./command.ts";
import type { Delivery } from "./delivery.ts";
import { type Duration, parseDuration } from "./duration.ts";
import { type DeliveryVerb, sourceVerbs, type Verb } from "./input.ts";
import { type Bind, type Device, parseDevice, parseVolume } from "./openings.ts";
import { isCiCache, readInputs, type Values, type Written } from "./read.ts";
import { type RecipeInputs, recipeInputsOf } from "./recipe-inputs.ts";
import { type ReuseInputs, reuseOf } from "./reuse.ts";
import { type BuildSecret, buildSecrets } from "./secrets.ts";
import { parseSize } from "./size.ts";
import { parseSource, type Source } from "./source.ts";
import { type TrustRequest, trustRequest } from "./trust.ts";

/** What this machine keeps, and where: every verb's. */
export interface CacheRequest {
  readonly cacheFolder: string | undefined;
  /** Bytes; Infinity where there is no limit. */
  readonly cacheSize: number;
}

/** Which recipe is meant, and where its image is. */
export interface RecipeRequest {
  readonly path: string;
  readonly ref: string | undefined;
  /** What to work with instead of the repository at `path`. */
  readonly source: Source | undefined;
  /** One of `treestamp.yml`; undefined for the usual one. */
  readonly environment: string | undefined;
  readonly recipe: RecipeInputs;
  readonly store: string | undefined;
  readonly access: RegistryAccess;
}

/** How an image is built, and whose is believed. */
export interface BuildRequest extends TrustRequest {
  readonly engine: "auto" | "docker" | "buildah";
  /** Where BuildKit runs, the preferred one first; empty for what docker is set to. */
  readonly builders: readonly BuilderName[];
  readonly force: boolean;
  readonly secrets: readonly BuildSecret[];
  readonly network: string;
  /** What is done where the image is absent. */
  readonly build: "missing" | "never";
}

/** For the verbs that can be about all environments. */
export interface GraphRequest {
  readonly all: boolean;
}

/** Of the verbs whose beginning and end a platform may want to hear. */
export interface TellingRequest {
  readonly callback: Callback | undefined;
}

/** How an environment is made. */
export interface SandboxRequest {
  readonly sandbox: "auto" | "mounted" | "container";
}

/** What runs in the environment, and how. */
export interface RunRequest {
  readonly command: RequestedCommand;
  readonly workingDirectory: string | undefined;
  /** `NAME=VALUE` or `NAME`. */
  readonly env: readonly string[];
  /** How long the command may take, and how that was written; forever where it is left out. */
  readonly timeout: Duration | undefined;
  readonly user: string;
  /** The system calls that the command may make: those of docker's profile, or all. */
  readonly seccomp: "default" | "unconfined";
  readonly volumes: readonly Bind[];
  readonly devices: readonly Device[];
  /** The command's: the machine's, or none but loopback. */
  readonly runNetwork: "host" | "none";
  /** Undefined where the command runs whatever has passed before. */
  readonly reuse: ReuseInputs | undefined;
  /** Whether to say what its key is made of. */
  readonly explain: boolean;
}

/** What `resolve` says besides. */
export interface QuestionRequest {
  readonly explain: boolean;
  /** A revision to compare the recipe with. */
  readonly diff: string | undefined;
}

/** What `lock` does. */
export interface LockRequest {
  /** Writes nothing, and fails where something is not fixed. */
  readonly check: boolean;
  /** `20260131T000000Z`: packages as the mirror had them then; undefined for today's. */
  readonly date: string | undefined;
  /** Where the digests of images go; undefined to say which images have none. */
  readonly bases: "map" | "in-place" | undefined;
}

interface Fragments {
  readonly resolve: RecipeRequest & QuestionRequest & GraphRequest;
  readonly build: RecipeRequest & BuildRequest & GraphRequest & TellingRequest & { readonly maxParallel: number };
  readonly plan: RecipeRequest;
  readonly passed: RecipeRequest;
  readonly pull: RecipeRequest & BuildRequest & SandboxRequest;
  readonly run: RecipeRequest & BuildRequest & SandboxRequest & RunRequest;
  readonly push: RecipeRequest & BuildRequest & TellingRequest & { readonly delivery: Delivery };
  readonly assemble: RecipeRequest & BuildRequest & { readonly delivery: Delivery };
  readonly promote: RecipeRequest & BuildRequest & { readonly delivery: Delivery };
  readonly lock: RecipeRequest & BuildRequest & SandboxRequest & LockRequest;
  readonly verify: RecipeRequest & BuildRequest & { readonly rebuild: boolean };
  readonly prune: unknown;
}

/** The request of one of these verbs: `request.verb` tells which. */
export type Request<V extends Verb = Verb> = {
  [K in V]: { readonly verb: K } & CacheRequest & Fragments[K];
}[V];

/** What is asked of a verb that finds an image, and builds it where it is absent. */
export type BuildingRequest = Request<"build" | "pull" | "run" | "assemble" | "lock" | "verify" | DeliveryVerb>;

/** A call as it was written: strings, whatever the host. */
export interface WrittenCall extends Partial<QuestionRequest> {
  readonly written: Written;
  /** A command that needs no shell. */
  readonly argv?: readonly string[];
  /** The caller's home, for `~` in `volumes`. */
  readonly home?: string | undefined;
}

/**
 * Reads what was written for a verb.
 * @throws input-invalid, naming the input, the value and the valid ones
 */
export async function readRequest<V extends Verb>(verb: V, said: WrittenCall): Promise<Request<V>> {
  return (await requestOf(verb, said)) as Request<V>;
}

async function requestOf(verb: Verb, said: WrittenCall): Promise<Request> {
  const { written, explain = false, diff } = said;
  const values = readInputs(verb, written);
  const cache = cacheRequest(values);
  if (verb === "prune") return { verb, ...cache };
  const recipe = { ...cache, ...recipeRequest(verb, values, written) };
  if (verb === "plan" || verb === "passed") return { verb, ...recipe };
  if (verb === "resolve") return { verb, ...recipe, explain, diff, all: allOf(values, recipe) };
  const build = { ...recipe, ...buildRequest(values) };
  if (verb === "build") {
    const callback = callbackOf(values);
    return { verb, ...build, callback, all: allOf(values, recipe), maxParallel: parallelOf(values) };
  }
  if (verb === "verify") return { verb, ...build, rebuild: values.flag("rebuild") };
  if (verb === "push" || verb === "promote" || verb === "assemble") {
    const { accessFor, parseDelivery } = await import("./delivery.ts");
    const delivery = parseDelivery(verb, values, written);
    const delivering = { ...build, access: accessFor(build.access, delivery), delivery };
    return verb === "push" ? { verb, ...delivering, callback: callbackOf(values) } : { verb, ...delivering };
  }
  const environment = { ...build, sandbox: values.text("sandbox") as SandboxRequest["sandbox"] };
  if (verb === "pull") return { verb, ...environment };
  if (verb === "lock") return { verb, ...environment, ...lockRequest(values) };
  return { verb, ...environment, ...(await runRequest(values, said)) };
}

function cacheRequest({ text, fail }: Values): CacheRequest {
  const size = text("cache-size") ?? "unlimited";
  return { cacheFolder: text("cache-folder"), cacheSize: parseSize(size, fail("cache-size")) };
}

function recipeRequest(verb: Verb, values: Values, written: Written): RecipeRequest {
  const { text } = values;
  return {
    path: text("path") ?? ".",
    ref: text("ref"),
    source: sourceVerbs.includes(verb) ? sourceOf(values, written) : undefined,
    environment: text("environment"),
    recipe: recipeInputsOf(verb, written),
    store: text("store"),
    access: accessOf(values),
  };
}

/** @throws input-invalid where the repository's own files are asked for as well */
function sourceOf({ text, fail }: Values, written: Written): Source | undefined {
  const said = text("source");
  if (said === undefined) return undefined;
  const other = ["ref", "path"].find((name) => written.has(name) && text(name) !== "."); // an action's path has a default
  if (other === undefined) return parseSource(said);
  throw fail("source")(`it stands instead of a repository, and \`${other}\` is about one`, "Leave one of them out.");
}

function buildRequest(values: Values): BuildRequest {
  const { text, flag, map } = values;
  return {
    engine: text("engine") as BuildRequest["engine"],
    builders: buildersOf(values),
    force: flag("force"),
    secrets: buildSecrets(map),
    network: text("network")!,
    build: text("build") === "never" ? "never" : "missing",
    ...trustRequest(values),
  };
}

/** `all` is for no environment in particular. @throws input-invalid where one is named, or an input would be for one */
function allOf({ flag, fail }: Values, { environment, recipe }: RecipeRequest): boolean {
  if (!flag("all")) return false;
  const other = environment === undefined ? Object.keys(recipe).find((name) => name !== "image") : "environment";
  if (other === undefined) return true;
  throw fail("all")(`it is for all environments, and \`${other}\` for one`, "Leave one of them out.");
}

function parallelOf({ text, fail }: Values): number {
  const said = text("max-parallel")!;
  if (/^[1-9]\d?$/.test(said)) return Number(said);
  throw fail("max-parallel")(`"${said}" is not a number from 1 to 99`, "Write how many environments to build at once.");
}

/** @throws input-invalid for what is no date, or for what a check does not do */
function lockRequest({ text, flag, fail }: Values): LockRequest {
  const [check, said, bases] = [flag("check"), text("snapshot"), text("bases")];
  const [, day, time = "T00:00:00Z"] = /^(\d{4}-?\d\d-?\d\d)(T\d\d:?\d\d:?\d\dZ)?$/.exec(said ?? "") ?? [];
  if (said !== undefined && day === undefined)
    throw fail("snapshot")(`${JSON.stringify(said)} is not a date`, "Write 2026-01-31, or 20260131T120000Z.");
  const unread = check ? (said === undefined ? (bases === undefined ? undefined : "bases") : "snapshot") : undefined;
  if (unread !== undefined) throw fail(unread)("`check` changes nothing", "Leave one of them out.");
  return {
    check,
    date: day === undefined ? undefined : `${day}${time}`.replace(/[-:]/g, ""),
    bases: bases as LockRequest["bases"],
  };
}

async function runRequest(
  values: Values,
  { written, argv = [], home, explain = false }: WrittenCall,
): Promise<RunRequest> {
  const { text, list, fail } = values;
  const timeout = text("timeout");
  const network = text("run-network") ?? (values.flag("reuse") ? "none" : "host");
  const runNetwork = network === "none" ? "none" : "host";
  return {
    command: await requestedCommand(values, argv, written.has("shell")),
    workingDirectory: text("working-directory"),
    env: list("env"),
    timeout: timeout === undefined ? undefined : parseDuration(timeout, fail("timeout")),
    user: text("user")!,
    seccomp: text("security-opt") === "seccomp=unconfined" ? "unconfined" : "default",
    volumes: list("volumes").map((volume) => parseVolume(volume, home)),
    devices: list("devices").map(parseDevice),
    runNetwork,
    reuse: reuseOf(values, runNetwork, explain),
    explain,
  };
}

/**
 * The login and plain HTTP, with the one registry that they are for: what `registry` says, else that of the inputs `store` or
 * `image`. `treestamp.yml` never decides it, because a pull request can change that file.
 */
function accessOf({ text, flag, fail }: Values): RegistryAccess {
  const username = text("username");
  const password = text("password");
  if ((username === undefined) !== (password === undefined)) {
    const [given, missing] = username === undefined ? ["password", "username"] : ["username", "password"];
    throw fail(given!)(`\`${missing}\` is missing`, "Give both, or neither to use the login of docker or podman.");
  }
  const named = text("registry");
  const registry =
    named === undefined ? (registryIn(text("store")) ?? registryIn(text("image"))) : parseRegistry(named);
  const login = username === undefined ? undefined : { username, password: password! };
  return { registry, login, plainHttp: flag("plain-http") };
}

function registryIn(store: string | undefined): string | undefined {
  return store === undefined || isCiCache(store) ? undefined : registryOf(store);
}
