/** The settings of a build's own buildah: none of the machine's that would change the image, and docker's meaning of names. */
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exists, missing } from "../machine/missing.ts";

/** As for docker: a name without a registry is docker.io's, whatever aliases and registries the machine configures. */
const dockerNames = 'unqualified-search-registries = ["docker.io"]\nshort-name-mode = "disabled"\n';

export interface Settings {
  /** Options before buildah's subcommand. */
  readonly options: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Writes them into the build's scratch folder. The machine's mirrors, blocked and insecure registries are kept.
 * Sources: containers-registries.conf(5), containers.conf(5), containers-storage.conf(5), containers-auth.json(5).
 */
export async function buildahSettings(scratch: string, env: NodeJS.ProcessEnv): Promise<Settings> {
  const [registries, dropIns] = [join(scratch, "registries.conf"), join(scratch, "registries.conf.d")];
  await mkdir(dropIns);
  const { main, others } = await registriesOf(env);
  if (main === undefined) await writeFile(registries, "");
  else await copyFile(main, registries);
  for (const [at, path] of others.entries()) {
    await copyFile(path, join(dropIns, `${String(at).padStart(3, "0")}.conf`));
  }
  await writeFile(join(dropIns, "docker.conf"), dockerNames); // the last one: what it says holds
  for (const name of ["containers.conf", "aliases.conf"]) await writeFile(join(scratch, name), "");
  await writeFile(join(scratch, "storage.conf"), '[storage]\ndriver = "overlay"\n'); // it has to name one; the command line's counts
  return {
    options: [
      ...["--registries-conf", registries, "--registries-conf-dir", dropIns],
      ...["--short-name-alias-conf", join(scratch, "aliases.conf")],
    ],
    env: {
      // Other stores of images on this machine could hold one of the name that is asked for.
      CONTAINERS_CONF: join(scratch, "containers.conf"),
      CONTAINERS_STORAGE_CONF: join(scratch, "storage.conf"),
    },
  };
}

/** The machine's files: the user's instead of the system's if there is one. */
async function registriesOf(env: NodeJS.ProcessEnv): Promise<{ main: string | undefined; others: readonly string[] }> {
  const named = env.CONTAINERS_REGISTRIES_CONF;
  if (named) return { main: named, others: [] };
  const own = env.HOME === undefined ? undefined : join(env.HOME, ".config/containers/registries.conf");
  if (own !== undefined && (await exists(own))) return { main: own, others: [] };
  const system = "/etc/containers/registries.conf";
  const folders = [`${system}.d`, ...(own === undefined ? [] : [`${own}.d`])];
  const others: string[] = [];
  for (const folder of folders) {
    const names = await readdir(folder).catch(missing([]));
    others.push(
      ...names
        .filter((name) => name.endsWith(".conf"))
        .sort()
        .map((name) => join(folder, name)),
    );
  }
  return { main: (await exists(system)) ? system : undefined, others };
}
