/** Where buildah looks for logins: unlike docker, it fails if a variable names a missing file. */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The same environment, with an empty file of logins where DOCKER_CONFIG names a folder without one. */
export async function withLogins(env: NodeJS.ProcessEnv, scratch: string): Promise<NodeJS.ProcessEnv> {
  const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, ...others } = env;
  const known = { ...others };
  if (REGISTRY_AUTH_FILE && existsSync(REGISTRY_AUTH_FILE)) known.REGISTRY_AUTH_FILE = REGISTRY_AUTH_FILE;
  if (!DOCKER_CONFIG) return known;
  if (existsSync(join(DOCKER_CONFIG, "config.json"))) return { ...known, DOCKER_CONFIG };
  const none = join(scratch, "docker");
  await mkdir(none);
  await writeFile(join(none, "config.json"), "{}");
  return { ...known, DOCKER_CONFIG: none };
}
