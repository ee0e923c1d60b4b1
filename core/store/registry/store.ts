/** A repository in a registry as a store. Source: opencontainers/distribution-spec 1.1. */
import { type Log, silentLog } from "../../log.ts";
import type { Store } from "../port.ts";
import { formatLocation, type RegistryLocation } from "../reference.ts";
import { createClient } from "./client.ts";
import { type Credentials, type Environment, findCredentials } from "./credentials.ts";
import { download } from "./download.ts";
import { lookup, peek, removeManifest, writeManifest } from "./manifests.ts";
import { type Pace, usualPace } from "./retry.ts";
import { isStored, mount, refusesUploads, upload } from "./upload.ts";

export interface RegistryOptions {
  /** Environment variables: where credentials are looked for if none are given, and which proxy there is. */
  readonly environment?: Environment;
  readonly credentials?: Credentials;
  /** Speak http even to another machine. Loopback needs no asking. */
  readonly plainHttp?: boolean;
  readonly log?: Log;
  readonly signal?: AbortSignal;
  readonly pace?: Partial<Pace>;
}

export function registryStore(location: RegistryLocation, options: RegistryOptions = {}): Store {
  const environment = options.environment ?? {};
  const client = createClient({
    location,
    plainHttp: options.plainHttp ?? false,
    credentials: async () => options.credentials ?? (await findCredentials(location, environment)),
    environment,
    log: options.log ?? silentLog,
    pace: { ...usualPace, ...options.pace },
    signal: options.signal,
  });
  return {
    location: formatLocation(location),
    shared: true,
    lookup: (reference) => lookup(client, reference),
    readBlob: (blob, range) => download(client, blob, range),
    hasBlob: (digest) => isStored(client, digest, "pull"),
    writeBlob: (blob, source) => upload(client, blob, source),
    mountBlob: (digest, from) => mount(client, digest, from),
    refusesWrites: () => refusesUploads(client),
    writeManifest: (manifest, tag) => writeManifest(client, manifest, tag),
    peek: (tag) => peek(client, tag),
    removeManifest: (digest) => removeManifest(client, digest),
  };
}
