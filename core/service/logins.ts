/** Logins where docker, buildah and our own clients look for them: a folder that stands in for the caller's docker configuration. */
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { TreestampError } from "../errors.ts";
import { exists, missing } from "../machine/missing.ts";
import { dockerServerName } from "../oci/reference.ts";
import type { Login } from "./settings.ts";

interface DockerConfig {
  readonly auths?: Readonly<Record<string, unknown>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
}

/** What else stands beside config.json, and is the caller's: plugins, contexts, builders. */
const others = ["cli-plugins", "contexts", "buildx"];

/**
 * Makes the folder, readable by its owner alone: the caller's settings, with these logins before the caller's own. A
 * `credsStore` is left out, because docker would then look nowhere else.
 * @returns the variables that lead there
 * @throws input-invalid where the caller's configuration is no JSON
 */
export async function dockerConfigWith(
  logins: Readonly<Record<string, Login>>,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, string>>> {
  const own = resolve(environment.DOCKER_CONFIG || join(environment.HOME ?? "/", ".docker"));
  const file = join(own, "config.json");
  const config = await configIn(file);
  const hosts = Object.entries(logins).map(([host, login]) => [dockerServerName(host), login] as const);
  const auths = Object.fromEntries(
    hosts.map(([host, { username, password }]) => [
      host,
      { auth: Buffer.from(`${username}:${password}`).toString("base64") },
    ]),
  );
  const helpers = Object.entries(config.credHelpers ?? {}).filter(([host]) => !(host in auths));
  const { credsStore: _, ...rest } = config as DockerConfig & { readonly credsStore?: string };
  await mkdir(folder, { mode: 0o700 });
  const merged = { ...rest, auths: { ...rest.auths, ...auths }, credHelpers: Object.fromEntries(helpers) };
  await writeFile(join(folder, "config.json"), JSON.stringify(merged), { mode: 0o600 });
  for (const name of others) {
    // A link that leads nowhere would be in buildx's way, which makes its folder where it has none.
    if (await exists(join(own, name))) await symlink(join(own, name), join(folder, name));
  }
  return { DOCKER_CONFIG: folder };
}

async function configIn(file: string): Promise<DockerConfig> {
  const json = await readFile(file, "utf8").catch(missing(undefined));
  if (json === undefined) return {};
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new TreestampError("input-invalid", `${file} is not JSON.`, { remedy: "Mend or remove it.", cause });
  }
}
