/** What the service is told: flags, and the variables that its operators know. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf, TreestampError } from "../errors.ts";
import { readInputs, type Values, type Written } from "../inputs/read.ts";
import { serveRows } from "../inputs/rows/serve.ts";
import { parseSize } from "../inputs/size.ts";
import { isWebAddress } from "../inputs/web-address.ts";
import { parsedJson } from "../json.ts";
import { isLoopback } from "../oci/reference.ts";

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Where workers are. */
export type WorkerSettings =
  | { readonly kind: "host" }
  | { readonly kind: "docker" | "kubernetes"; readonly image: string; readonly memory: number; readonly cpus: number };

/** Of workers that have an image. */
export type ContainerSettings = Exclude<WorkerSettings, { readonly kind: "host" }>;

export interface S3Settings {
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/** A docker daemon elsewhere, by the names of dockerode, whose settings operators have. */
export interface DaemonSettings {
  /** As DOCKER_HOST has it. */
  readonly host: string;
  /** PEM. */
  readonly tls: { readonly ca: string; readonly cert: string; readonly key: string } | undefined;
}

export interface ServiceSettings {
  readonly address: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Absolute. */
  readonly state: string;
  readonly token: string | undefined;
  readonly callbackSecret: string | undefined;
  readonly parallel: number;
  /** Of one build. Milliseconds. */
  readonly timeout: number;
  readonly noCache: boolean;
  readonly showLogs: boolean;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly logins: Readonly<Record<string, Login>>;
  readonly workers: WorkerSettings;
  readonly serviceUrl: string | undefined;
  readonly daemon: DaemonSettings | undefined;
  /** Undefined for the folder `state`. */
  readonly s3: S3Settings | undefined;
  readonly kafkaTopic: string;
  /** Inputs of `push`, by name, for every build. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
}

/** Flags that are handed on to every build. */
const handedOn: readonly string[] = ["engine", "builder", "builder-certs", "network", "cache-folder", "cache-size"];

/** Reads flags, and the variables of those that are not given. @throws input-invalid, path-missing */
export function settingsOf(flags: Written, environment: NodeJS.ProcessEnv): ServiceSettings {
  const written = withVariables(flags, environment);
  const values = readInputs("serve", written);
  const { text, flag } = values;
  const address = text("listen")!;
  const token = secretIn(values, "token-file");
  if (token !== undefined && !/^[A-Za-z0-9._~+/-]+=*$/.test(token)) {
    throw values.fail("token-file")("no header can carry that token", "Use letters, digits and ._~+/- alone."); // RFC 6750, section 2.1
  }
  if (!isLoopback(address) && token === undefined && !flag("allow-anonymous")) {
    throw values.fail("listen")(
      `${address} is no loopback address, and requests need no token`,
      "Name a file with `token-file`, or say `allow-anonymous` where something else guards the service.",
    );
  }
  return {
    address,
    token,
    port: integer(values, "port", { least: 0, most: 65_535 }),
    state: resolve(text("state")!),
    callbackSecret: secretIn(values, "callback-secret-file"),
    parallel: integer(values, "maximum-parallel-builds", { least: 1, most: 1000 }),
    timeout: integer(values, "timeout-in-ms", { least: 1, most: 2 ** 31 - 1 }),
    noCache: flag("no-cache"),
    showLogs: flag("show-build-logs"),
    buildArgs: buildArgsOf(values),
    logins: loginsOf(values, flags),
    workers: workersOf(values),
    serviceUrl: urlOf(values, "service-url"),
    daemon: daemonOf(values, flags),
    s3: s3Of(values, flags),
    kafkaTopic: text("kafka-topic")!,
    inputs: Object.fromEntries([...written].filter(([name]) => handedOn.includes(name))),
  };
}

function withVariables(flags: Written, environment: NodeJS.ProcessEnv): Written {
  const others = new Map([["s3-region", environment.S3_LOCATION]]);
  const said = new Map(flags);
  for (const { name, variable } of serveRows) {
    const value = (variable === undefined ? undefined : environment[variable]) || others.get(name);
    if (!said.has(name) && value) said.set(name, [value]);
  }
  return said;
}

function integer(
  { text, fail }: Values,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const said = text(name)!;
  const value = Number(said);
  if (/^\d+$/.test(said) && value >= least && value <= most) return value;
  throw fail(name)(`"${said}" is not a number from ${least} to ${most}`);
}

function urlOf({ text, fail }: Values, name: string): string | undefined {
  const said = text(name);
  if (said === undefined || isWebAddress(said)) return said;
  throw fail(name)(`"${said}" is not an address`, "Write http://HOST:PORT.");
}

/** What a file says. @throws path-missing, input-invalid where it says nothing */
function secretIn({ text, fail }: Values, name: string): string | undefined {
  const path = text(name);
  if (path === undefined) return undefined;
  const secret = contentOf(name, path).trim();
  if (secret === "") throw fail(name)(`${path} is empty`);
  return secret;
}

function contentOf(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new TreestampError("path-missing", `\`${name}\`: ${path} cannot be read: ${messageOf(error)}`, {
      remedy: "Check the path, and that the service's user may read it.",
    });
  }
}

/** A value, or `@` and the file that holds it, as curl has it. */
function writtenIn({ text }: Values, name: string): string | undefined {
  const said = text(name);
  return said?.startsWith("@") ? contentOf(name, said.slice(1)) : said;
}

/** The same for what holds secrets: every process of the machine can read a flag. @throws input-invalid */
function guardedValue(values: Values, flags: Written, name: string): string | undefined {
  const flag = flags.get(name)?.at(-1);
  if (flag !== undefined && !flag.startsWith("@")) {
    throw values.fail(name)("a secret does not belong on the command line", "Write @ and the file that holds it.");
  }
  return writtenIn(values, name)?.trim();
}

function objectOf(values: Values, name: string, json: string | undefined): Record<string, unknown> {
  if (json === undefined) return {};
  const parsed = parsedJson(json);
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  throw values.fail(name)("it is not a JSON object", "Write {…}, or @ and the file that holds it.");
}

function buildArgsOf(values: Values): Record<string, string> {
  const name = "extra-build-args";
  const args: Record<string, string> = {};
  for (const [key, value] of Object.entries(objectOf(values, name, writtenIn(values, name)))) {
    if (!["string", "number", "boolean"].includes(typeof value)) throw values.fail(name)(`${key} is not a text`);
    args[key] = String(value);
  }
  return args;
}

function loginsOf(values: Values, flags: Written): Record<string, Login> {
  const name = "extra-docker-registry-config";
  const logins: Record<string, Login> = {};
  for (const [host, login] of Object.entries(objectOf(values, name, guardedValue(values, flags, name)))) {
    const { username, password } = (login ?? {}) as Partial<Login>;
    if (typeof username !== "string" || typeof password !== "string") {
      throw values.fail(name)(`${host} has no username and password`, "Write {HOST: {username, password}}.");
    }
    logins[host] = { username, password };
  }
  return logins;
}

function workersOf(values: Values): WorkerSettings {
  const { text, flag, fail } = values;
  const image = text("docker-build-image");
  const kind = flag("use-kubernetes") ? "kubernetes" : image === undefined ? "host" : "docker";
  if (kind === "host") return { kind };
  if (image === undefined) throw fail("use-kubernetes")("`docker-build-image` says which image the workers have");
  if (kind === "kubernetes" && text("service-url") === undefined) {
    throw fail("use-kubernetes")("workers need `service-url` to get the sources", "Write the address of the service.");
  }
  const cpus = Number(text("worker-cpus"));
  if (!(cpus > 0)) throw fail("worker-cpus")(`"${text("worker-cpus")}" is not a number of processors`);
  return { kind, image, memory: parseSize(text("worker-memory")!, fail("worker-memory")), cpus };
}

/** Source: dockerode's README, "Getting started". */
function daemonOf(values: Values, flags: Written): DaemonSettings | undefined {
  const name = "docker-build-settings";
  const json = guardedValue(values, flags, name);
  if (json === undefined) return undefined;
  const { socketPath, host, port, protocol, ca, cert, key } = objectOf(values, name, json) as Record<
    string,
    string | undefined
  >;
  if (typeof socketPath === "string") return { host: `unix://${socketPath}`, tls: undefined };
  if (typeof host !== "string") throw values.fail(name)("it has neither `host` nor `socketPath`");
  const bare = host.replace(/^(https?|tcp):\/\//, "");
  const tls = ca && cert && key ? { ca, cert, key } : undefined;
  if (tls === undefined && (protocol === "https" || host.startsWith("https:") || ca || cert || key)) {
    throw values.fail(name)("TLS needs `ca`, `cert` and `key`", "Give all three, as PEM.");
  }
  return { host: `tcp://${bare}:${port ?? (tls === undefined ? 2375 : 2376)}`, tls };
}

function s3Of(values: Values, flags: Written): S3Settings | undefined {
  const { text, fail } = values;
  const bucket = text("s3-bucket");
  if (bucket === undefined) return undefined;
  const [accessKey, secretKey] = [text("s3-access-key"), guardedValue(values, flags, "s3-secret-key")];
  if (accessKey === undefined || secretKey === undefined) {
    throw fail("s3-bucket")("it needs `s3-access-key` and `s3-secret-key`", "Set S3_ACCESS_KEY and S3_SECRET_KEY.");
  }
  return {
    ...{ bucket, accessKey, secretKey },
    region: text("s3-region"),
    endpoint: urlOf(values, "s3-endpoint"),
  };
}
