/** A builder: some BuildKit, here or elsewhere, that has answered. */
import type { Descriptor } from "../oci/port.ts";
import type { BuildRequest } from "./port.ts";

export interface Builder {
  /** One line for the log: what builds. */
  readonly description: string;
  /** Builds once: see the engine's port. @throws build-failed */
  build(request: BuildRequest): Promise<Descriptor | undefined>;
  /** Why it does not answer any more; undefined where it does. */
  silence(): Promise<string | undefined>;
}

export type FoundBuilder =
  | { readonly builder: Builder }
  /** `reason` completes a sentence "… cannot be used: …", `remedy` is a sentence of its own. */
  | { readonly builder: undefined; readonly reason: string; readonly remedy: string };

export function unusable(reason: string, remedy: string) {
  const bare = reason.replace(/^ERROR: |(\. Is the docker daemon running\?|\.)$/g, "");
  return { builder: undefined, reason: bare, remedy } as const;
}
