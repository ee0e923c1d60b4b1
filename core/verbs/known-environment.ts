/** What decides how a command fares in an environment, found out without bringing it here. */
import type { ReadyEnvironment } from "../cache/cache.ts";
import type { BuildingRequest } from "../inputs/request.ts";
import { sha256Of } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";
import { ladderOf } from "../places/ladder.ts";
import type { Ports } from "./ports.ts";
import { publishedFor } from "./pull.ts";
import type { Identified } from "./resolve.ts";
import { isTrusted, trustIn } from "./trust.ts";

/** What is to be known of an environment without bringing it here. */
export interface KnownEnvironment {
  /** Of the store that has it. */
  readonly location: string;
  /** What its tag names. */
  readonly digest: Digest;
  /** Digest of the image's configuration. */
  readonly config: Digest;
  /** The snapshot's identity. */
  readonly identity: Digest;
}

/**
 * An environment that is there, and trusted, as this machine remembers it, else by two requests; undefined where it has to be built first, or
 * where that is not known. What the store has answered is there for who asks next.
 */
export async function environmentThere(
  ports: Ports,
  request: BuildingRequest,
  identified: Identified,
): Promise<{ readonly environment: KnownEnvironment | undefined; readonly identified: Identified }> {
  const { places } = ladderOf(ports, identified);
  const cache = await ports.openCache();
  for (const { store, tag } of places) {
    const remembered = await cache.recall(store.location, tag);
    if (remembered === undefined || !(await isTrusted(ports, request, identified.repository, remembered.trust)))
      continue;
    return { environment: known(remembered), identified };
  }
  const { store } = places[0];
  const lookup = await places[0].find({ platform: ports.platform }, identified.answer);
  const asked = { ...identified, answer: Promise.resolve(lookup) };
  if (lookup.state !== "present") return { environment: undefined, identified: asked };
  const image = { store, root: lookup.manifest };
  await trustIn(ports, request, identified, image);
  const { snapshot } = await publishedFor(image, ports.platform);
  const { config, identity } = snapshot;
  const { digest } = lookup.manifest.descriptor;
  return { environment: { location: store.location, digest, config: config.digest, identity }, identified: asked };
}

/** The same of one that is ready. */
export function known({ location, digest, config, identity }: ReadyEnvironment): KnownEnvironment {
  return { location, digest, config: sha256Of(config), identity };
}
