/**
 * Who we are to a registry: as docker and the containers tools keep it on the machine.
 * Sources: docker's config.json (auths, credHelpers, credsStore), docker-credential-helpers' protocol,
 * containers-auth.json(5).
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError, messageOf, TreestampError } from "../../errors.ts";
import { run } from "../../machine/process.ts";
import { dockerHubHosts, dockerServerName, type RegistryLocation } from "../reference.ts";

export type Credentials = {
  /** Where they are from, as part of a sentence. */
  readonly from: string;
} & (
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token: docker's `identitytoken`. */
  | { readonly kind: "identity-token"; readonly token: string }
  /** A token to be shown as it is: docker's `registrytoken`. */
  | { readonly kind: "bearer"; readonly token: string }
);

/**
 * Environment variables. Read here: HOME, DOCKER_CONFIG, DOCKER_AUTH_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR,
 * XDG_CONFIG_HOME. Helpers get all of them.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the call itself was given. */
export function givenLogin(login: { readonly username: string; readonly password: string }): Credentials {
  return { kind: "password", ...login, from: "the inputs `username` and `password`" };
}

/**
 * The credentials for a repository, from the first place that has some: `$REGISTRY_AUTH_FILE`, the JSON in
 * `$DOCKER_AUTH_CONFIG`, docker's config.json, then the auth.json of podman, buildah and skopeo. Undefined where nobody is
 * logged in.
 * @param runtime where the containers tools keep logins without XDG_RUNTIME_DIR
 * @throws input-invalid for a file that cannot be understood; tool-missing, store-denied for a helper that fails: to
 * go on without it would be a different question to the registry
 */
export async function findCredentials(
  location: RegistryLocation,
  environment: Environment,
  runtime = `/run/containers/${process.getuid?.()}`,
): Promise<Credentials | undefined> {
  for (const place of places(environment, runtime)) {
    const text = "json" in place ? place.json : await textOf(place.from);
    const configuration = text === undefined ? undefined : parseConfiguration(text, place.from);
    if (configuration === undefined) continue;
    const found = await inConfiguration(configuration, place.from, location, environment);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The parts of the file that treestamp reads. */
interface Configuration {
  readonly auths?: Readonly<Record<string, AuthEntry>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

interface AuthEntry {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
  readonly registrytoken?: string;
}

/** A file by its path, or the very text and what has it. */
type Place = { readonly from: string } | { readonly from: string; readonly json: string };

/** Source: containers-auth.json(5), docker/cli's docs on its configuration file and on DOCKER_AUTH_CONFIG. */
function places(environment: Environment, runtime: string): Place[] {
  const { HOME, DOCKER_AUTH_CONFIG, DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = environment;
  const inFolder = (folder: string | undefined, ...path: string[]) => (folder ? [{ from: join(folder, ...path) }] : []);
  return [
    ...inFolder(REGISTRY_AUTH_FILE),
    ...(DOCKER_AUTH_CONFIG ? [{ from: "the variable DOCKER_AUTH_CONFIG", json: DOCKER_AUTH_CONFIG }] : []),
    ...(DOCKER_CONFIG ? inFolder(DOCKER_CONFIG, "config.json") : inFolder(HOME, ".docker", "config.json")),
    ...(XDG_RUNTIME_DIR ? inFolder(XDG_RUNTIME_DIR, "containers", "auth.json") : inFolder(runtime, "auth.json")),
    ...(XDG_CONFIG_HOME
      ? inFolder(XDG_CONFIG_HOME, "containers", "auth.json")
      : inFolder(HOME, ".config", "containers", "auth.json")),
  ];
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unreadable(file, error);
  }
}

/** An empty file has no logins: the containers tools leave such. */
function parseConfiguration(text: string, from: string): Configuration | undefined {
  if (text.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Without the parser's own words, which quote the text: it may be a secret.
    throw unreadable(from, new Error("it is not JSON"));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Configuration;
  throw unreadable(from, new Error("it is not a JSON object"));
}

function unreadable(from: string, error: unknown): TreestampError {
  return new TreestampError("input-invalid", `The credentials in ${from} cannot be read: ${messageOf(error)}.`, {
    remedy: "Fix or remove it, and log in again.",
    cause: error,
  });
}

async function inConfiguration(
  configuration: Configuration,
  from: string,
  location: RegistryLocation,
  environment: Environment,
): Promise<Credentials | undefined> {
  const own = Object.entries(configuration.credHelpers ?? {}).find(([host]) => isSameRegistry(host, location));
  if (own?.[1]) return await askHelper(own[1], serverName(own[0], location), environment);
  if (own === undefined && configuration.credsStore) {
    const found = await askHelper(configuration.credsStore, serverName(undefined, location), environment);
    if (found !== undefined) return found;
  }
  const matches = Object.entries(configuration.auths ?? {})
    .filter(([key]) => isSameRegistry(key, location) || isPartOf(key, location))
    .sort(([a], [b]) => b.length - a.length); // the longest says most
  for (const [key, entry] of matches) {
    const found = fromEntry(entry, key, from);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Exactly this host, never part of its name: `evil-example` must not get the login of `example`, or vice versa. */
function isSameRegistry(key: string, { registry }: RegistryLocation): boolean {
  const host = key
    .replace(/^https?:\/\//, "")
    .replace(/\/(v1|v2)?\/?$/, "")
    .toLowerCase();
  return dockerHubHosts.includes(registry) ? dockerHubHosts.includes(host) : host === registry;
}

/** containers' keys may name a namespace or repository: `registry.example/team` is for `registry.example/team/build`. */
function isPartOf(key: string, { registry, repository }: RegistryLocation): boolean {
  return `${registry}/${repository}/`.startsWith(`${key}/`) && key.includes("/");
}

function fromEntry(entry: AuthEntry, key: string, from: string): Credentials | undefined {
  if (entry.registrytoken) return { kind: "bearer", token: entry.registrytoken, from };
  if (entry.identitytoken) return { kind: "identity-token", token: entry.identitytoken, from };
  if (entry.username && entry.password !== undefined) {
    return { kind: "password", username: entry.username, password: entry.password, from };
  }
  if (!entry.auth) return undefined; // docker leaves such an entry where a helper has the secret
  const text = Buffer.from(entry.auth, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon <= 0) {
    throw new TreestampError("input-invalid", `The entry ${key} in ${from} is not base64 of "user:password".`, {
      remedy: "Log in to the registry again.",
    });
  }
  return {
    kind: "password",
    username: text.slice(0, colon),
    password: text.slice(colon + 1).replace(/\0+$/, ""),
    from,
  };
}

/** What a helper knows the registry by. */
function serverName(key: string | undefined, { registry }: RegistryLocation): string {
  if (key !== undefined && !dockerHubHosts.includes(registry)) return key;
  return dockerServerName(registry);
}

/** `docker-credential-NAME get`: the server's name on stdin, JSON on stdout. */
async function askHelper(name: string, server: string, environment: Environment): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`;
  if (!/^[\w.-]+$/.test(name)) throw helperFailure(program, server, "its name is not a program's");
  const { exitCode, stdout, stderr } = await run(program, ["get"], {
    input: `${server}\n`,
    env: { ...environment },
  }).catch((error: unknown) => {
    if (!isTreestampError(error, "tool-missing")) throw error;
    throw new TreestampError("tool-missing", `${messageOf(error)} docker is configured to keep credentials with it.`, {
      remedy: `Install ${program}, or remove it from docker's config.json and log in again.`,
      cause: error,
    });
  });
  const text = stdout.toString("utf8").trim();
  if (exitCode !== 0) {
    // The protocol's way to say that there is none; on stdout.
    if (/credentials not found in native keychain/.test(text)) return undefined;
    throw helperFailure(program, server, `it ended with ${exitCode}: ${text || stderr.trim()}`.slice(0, 500));
  }
  const { Username, Secret } = helperAnswer(text, program, server);
  if (Secret === "") return undefined;
  if (Username === "<token>") return { kind: "identity-token", token: Secret, from: program };
  return { kind: "password", username: Username, password: Secret, from: program };
}

function helperAnswer(text: string, program: string, server: string): { Username: string; Secret: string } {
  let value: { Username?: unknown; Secret?: unknown } | null = null;
  try {
    value = JSON.parse(text);
  } catch {
    // falls through to the one sentence below, which must not show what may be a secret
  }
  if (typeof value?.Username === "string" && typeof value.Secret === "string") {
    return { Username: value.Username, Secret: value.Secret };
  }
  throw helperFailure(program, server, "its answer is not JSON with Username and Secret");
}

function helperFailure(program: string, server: string, why: string): TreestampError {
  return new TreestampError("store-denied", `${program} gave no credentials for ${server}: ${why}.`, {
    remedy: "Log in again, or remove the helper from docker's config.json.",
  });
}
