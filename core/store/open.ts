/** From a store's name to the driver that keeps it. */
import { resolve } from "node:path";
import { layoutStore } from "./layout.ts";
import type { Store } from "./port.ts";
import { isSameRegistry, parseLocation } from "./reference.ts";
import { type RegistryOptions, registryStore } from "./registry/store.ts";

export interface StoreOptions extends Omit<RegistryOptions, "pace"> {
  /** The folder that a relative name of a folder starts from; the process's own where it is left out. */
  readonly workingFolder?: string;
  /** A location in the registry that `credentials` are for: no other gets them. They are for all where it is left out. */
  readonly credentialsOf?: string;
}

/**
 * Opens a store by its name. Nothing is asked of it yet, so this fails for a wrong name alone.
 * @throws input-invalid
 */
export function openStore(name: string, options: StoreOptions = {}): Store {
  const location = parseLocation(name);
  if (location.kind === "registry") {
    const { credentials, credentialsOf, ...others } = options;
    const isTheirs = credentialsOf === undefined || isSameRegistry(parseLocation(credentialsOf), location);
    return registryStore(location, credentials !== undefined && isTheirs ? { ...others, credentials } : others);
  }
  return layoutStore(resolve(options.workingFolder ?? ".", location.folder));
}
