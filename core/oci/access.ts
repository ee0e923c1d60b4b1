/** A call's settings for one registry: they apply to that host and no other. */
import { isLoopback } from "./reference.ts";

export interface RegistryAccess {
  /**
   * Host of the registry, with its port where one is written, as `parseLocation` gives it. Undefined where no input of the
   * call names one: then the login and plain HTTP are for no registry at all.
   */
  readonly registry: string | undefined;
  readonly login: { readonly username: string; readonly password: string } | undefined;
  /** Speak without TLS. Loopback never needs it. */
  readonly plainHttp: boolean;
}

export const noAccess: RegistryAccess = { registry: undefined, login: undefined, plainHttp: false };

/** The part of the access that holds at `registry`. */
export function accessAt(registry: string, access: RegistryAccess): Pick<RegistryAccess, "login" | "plainHttp"> {
  return registry === access.registry ? access : noAccess;
}

/** The inputs that need a registry's name before they can be used at `registry`; undefined if there are none. */
export function unboundInputs({ registry: named, login, plainHttp }: RegistryAccess, registry: string) {
  if (named !== undefined) return undefined;
  if (login !== undefined) return "`username` and `password`";
  return plainHttp && !isLoopback(registry) ? "`plain-http`" : undefined;
}
