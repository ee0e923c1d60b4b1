/** A repository in a registry as a store. Source: opencontainers/distribution-spec 1.1. */
import { type Log, silentLog } from "../../log/log.ts";
import type { Store } from "../port.ts";
import { formatLocation, type RegistryLocation } from "../reference.ts";
import { createClient } from "./client.ts";
import { type Environment, findCredentials, givenLogin } from "./credentials.ts";
import { download } from "./download.ts";
import { hasManifest, lookup, peek, removeManifest, writeManifest } from "./manifests.ts";
import { type Pace, usualPace } from "./retry.ts";
import { isStored, mount, refusesUploads, upload } from "./upload.ts";

export interface RegistryOptions {
  /** Environment variables: where to look for credentials if none are given, and which proxy to use. */
  readonly environment?: Environment;
  /** The call's login for this registry. Default: the login of docker or podman. */
  readonly login?: { readonly username: string; readonly password: string };
  /** The registry that the call's login is for, if that is another one. */
  readonly loginElsewhere?: string;
  /** Use plain HTTP for this registry even on another machine. Loopback does not need it. */
  readonly plainHttp?: boolean;
  readonly log?: Log;
  readonly signal?: AbortSignal;
  readonly pace?: Partial<Pace>;
}

export function registryStore(location: RegistryLocation, options: RegistryOptions = {}): Store {
  const { login, environment = {} } = options;
  const client = createClient({
    location,
    plainHttp: options.plainHttp ?? false,
    credentials: async () => (login === undefined ? findCredentials(location, environment) : givenLogin(login)),
    loginElsewhere: options.loginElsewhere,
    environment,
    log: options.log ?? silentLog,
    pace: { ...usualPace, ...options.pace },
    signal: options.signal,
  });
  return {
    location: formatLocation(location),
    shared: true,
    lookup: (reference, until) => lookup(client, reference, until),
    hasManifest: (digest, until) => hasManifest(client, digest, until),
    readBlob: (blob, range) => download(client, blob, range),
    hasBlob: (digest) => isStored(client, digest, "pull"),
    writeBlob: (blob, source, until) => upload(client, blob, source, until),
    mountBlob: (digest, from, until) => mount(client, { digest, from, until }),
    refusesWrites: () => refusesUploads(client),
    writeManifest: (manifest, tag, until) => writeManifest(client, manifest, tag, until),
    peek: (tag) => peek(client, tag),
    removeManifest: (digest) => removeManifest(client, digest),
  };
}
