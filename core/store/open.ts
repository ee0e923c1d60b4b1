/** From a store's name to the driver that keeps it. */
import { resolve } from "node:path";
import { layoutStore } from "./layout.ts";
import type { Store } from "./port.ts";
import { parseLocation } from "./reference.ts";
import { type RegistryOptions, registryStore } from "./registry/store.ts";

export interface StoreOptions extends Omit<RegistryOptions, "pace"> {
  /** The folder that a relative name of a folder starts from; the process's own where it is left out. */
  readonly workingFolder?: string;
}

/**
 * Opens a store by its name. Nothing is asked of it yet, so this fails for a wrong name alone.
 * @throws input-invalid
 */
export function openStore(name: string, options: StoreOptions = {}): Store {
  const location = parseLocation(name);
  if (location.kind === "registry") return registryStore(location, options);
  return layoutStore(resolve(options.workingFolder ?? ".", location.folder));
}
