/** From a store's name to the driver that keeps it. */
import { resolve } from "node:path";
import { accessAt, noAccess, type RegistryAccess } from "./access.ts";
import { layoutStore } from "./layout/store.ts";
import type { Store } from "./port.ts";
import { parseLocation } from "./reference.ts";
import { type RegistryOptions, registryStore } from "./registry/store.ts";

export interface StoreOptions extends Omit<RegistryOptions, "pace" | "login" | "loginElsewhere" | "plainHttp"> {
  /** The folder that a relative name of a folder starts from; the process's own where it is left out. */
  readonly workingFolder?: string;
  /** A login and plain HTTP, each for the registry that it names. */
  readonly access?: RegistryAccess;
}

/**
 * Opens a store by its name. Nothing is asked of it yet, so this fails for a wrong name alone.
 * @throws input-invalid
 */
export function openStore(name: string, options: StoreOptions = {}): Store {
  const location = parseLocation(name);
  if (location.kind === "registry") {
    const { access = noAccess, workingFolder: _, ...others } = options;
    const { login, plainHttp } = accessAt(location.registry, access);
    if (login !== undefined) return registryStore(location, { ...others, plainHttp, login });
    const elsewhere = access.login !== undefined && access.registry;
    return registryStore(location, { ...others, plainHttp, ...(elsewhere ? { loginElsewhere: elsewhere } : {}) });
  }
  return layoutStore(resolve(options.workingFolder ?? ".", location.folder));
}
