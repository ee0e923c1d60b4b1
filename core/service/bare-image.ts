/** `docker://USER:PASSWORD@HOST/REPOSITORY:TAG`, as clients write a login for one image. */
import type { Login } from "./settings.ts";

export interface BareImage {
  readonly host: string;
  /** Without the login. */
  readonly reference: string;
  readonly login: Login | undefined;
}

/** The password ends at the last `@` that no digest follows. @throws URIError for a login that is wrongly encoded */
export function bareImage(reference: string): BareImage {
  const [, user, password, rest = reference] =
    /^([^:/@]+):(.*)@((?!sha256:)[^@]+(?:@sha256:[0-9a-f]+)?)$/.exec(reference) ?? [];
  const login =
    user === undefined || password === undefined
      ? undefined
      : { username: decodeURIComponent(user), password: decodeURIComponent(password) };
  return { host: rest.split("/")[0]!, reference: rest, login };
}
