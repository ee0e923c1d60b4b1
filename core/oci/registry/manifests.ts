/** Manifests in a registry: the lookup with its three answers, and the write. */
import { isTreestampError, TreestampError } from "../../errors.ts";
import { collectUpTo, streamOf } from "../byte-stream.ts";
import { isDigest } from "../digest.ts";
import { findManifest } from "../lookup.ts";
import type { Digest, Lookup, StoredManifest } from "../port.ts";
import { checkTagOrDigest, formatLocation } from "../reference.ts";
import { checkedManifest, manifestMediaTypes, maxManifestBytes, mediaTypeOf } from "../stored-manifest.ts";
import type { RegistryClient } from "./client.ts";
import { type Refusal, refusalError, refusalOf, saysAbsent } from "./refusal.ts";
import type { HttpAnswer } from "./transport.ts";

/** See `Store.lookup`. */
export async function lookup(client: RegistryClient, reference: string, until?: AbortSignal): Promise<Lookup> {
  try {
    checkTagOrDigest(reference);
    const request = {
      method: "GET",
      path: `manifests/${reference}`,
      headers: { accept: manifestMediaTypes.join(", ") },
      access: "pull",
      until,
    } as const;
    return await client.request(request, async (answer): Promise<Lookup> => {
      if (answer.status === 200) return { state: "present", manifest: await readManifest(client, reference, answer) };
      const refusal = await refusalOf("GET", answer);
      if (saysAbsent(refusal, "manifest")) return { state: "absent" };
      throw refusalError(`Whether ${formatLocation(client.location)} has ${reference} is not known`, refusal);
    });
  } catch (error) {
    if (isTreestampError(error) && error.code !== "interrupted") return { state: "unknown", reason: error };
    throw error;
  }
}

async function readManifest(client: RegistryClient, reference: string, answer: HttpAnswer): Promise<StoredManifest> {
  const origin = `${formatLocation(client.location)}: ${reference}`;
  const body = await collectUpTo(maxManifestBytes, answer.body);
  if (body === undefined) {
    throw new TreestampError("store-corrupt", `${origin} has more than ${maxManifestBytes} bytes.`, {
      remedy: "Manifests are smaller than that; check what was pushed under this name.",
    });
  }
  const claimed = answer.headers["docker-content-digest"];
  const type = (answer.headers["content-type"] ?? "").replace(/;.*/, "").trim();
  const mediaType = manifestMediaTypes.includes(type) ? type : (mediaTypeOf(body) ?? type);
  const manifest = checkedManifest(body, { mediaType }, isDigest(reference) ? reference : undefined, origin);
  if (typeof claimed === "string" && isDigest(claimed)) checkedManifest(body, { mediaType }, claimed, origin);
  return manifest;
}

/** See `Store.peek`. */
export async function peek(client: RegistryClient, tag: string): Promise<Digest | undefined> {
  checkTagOrDigest(tag);
  return head(client, tag, ({ status, headers: { "docker-content-digest": digest } }) =>
    status === 200 && isDigest(digest) ? digest : undefined,
  );
}

/** See `Store.hasManifest`. An answer to HEAD has no body: only that of a GET tells what is absent from what is refused. */
export async function hasManifest(client: RegistryClient, digest: Digest, until?: AbortSignal): Promise<boolean> {
  if (await head(client, digest, ({ status }) => status === 200, until)) return true;
  const store = { lookup: (reference: string) => lookup(client, reference, until) };
  return (await findManifest(store, digest)) !== undefined;
}

async function head<T>(
  client: RegistryClient,
  reference: string,
  read: (answer: HttpAnswer) => T,
  until?: AbortSignal,
): Promise<T> {
  const request = {
    method: "HEAD",
    path: `manifests/${reference}`,
    headers: { accept: manifestMediaTypes.join(", ") },
    access: "pull",
    until,
  } as const;
  return client.request(request, async (answer) => {
    await answer.discard();
    return read(answer);
  });
}

/** See `Store.removeManifest`. GHCR and Docker Hub refuse it, and distribution unless it is configured. */
export async function removeManifest(client: RegistryClient, digest: Digest): Promise<boolean> {
  const request = { method: "DELETE", path: `manifests/${digest}`, access: "pull,push,delete" } as const;
  try {
    return await client.request(request, async (answer) => {
      await answer.discard();
      return answer.status === 202 || answer.status === 404;
    });
  } catch (error) {
    if (isTreestampError(error, "store-denied", "store-refused")) return false; // a token service that grants no such right
    throw error;
  }
}

/** See `Store.writeManifest`. */
export async function writeManifest(
  client: RegistryClient,
  { descriptor, body }: StoredManifest,
  tag: string | undefined,
  until?: AbortSignal,
): Promise<void> {
  if (tag !== undefined) checkTagOrDigest(tag);
  checkedManifest(body, descriptor, descriptor.digest, "The manifest to be written");
  const request = {
    method: "PUT",
    path: `manifests/${tag ?? descriptor.digest}`,
    headers: { "content-type": descriptor.mediaType },
    body: { size: body.length, source: () => streamOf(body) },
    access: "pull,push",
    until,
  } as const;
  const refusal = await client.request(request, async (answer) => {
    if (answer.status !== 201) return await refusalOf("PUT", answer);
    await answer.discard();
    const stored = answer.headers["docker-content-digest"];
    if (typeof stored !== "string" || stored === descriptor.digest) return undefined;
    throw new TreestampError("store-corrupt", `The registry stored ${descriptor.digest} as ${stored}.`, {
      remedy: "A proxy in between may be changing the bytes; push to the registry itself.",
    });
  });
  if (refusal === undefined) return;
  if (tag !== undefined && isImmutableTag(refusal)) await checkSame(client, tag, descriptor.digest);
  else throw refusalError("The manifest could not be written", refusal);
}

/**
 * Registries with immutable tags refuse a second push, even of the same bytes: ECR by 400 TAG_INVALID or
 * ImageTagAlreadyExistsException, others by 409. Source: moby/buildkit#3776.
 */
function isImmutableTag({ status, diagnostics }: Refusal): boolean {
  const said = diagnostics.map(({ code, message }) => `${code} ${message}`).join(" ");
  return (
    (status === 400 || status === 403 || status === 409 || status === 412) && /already ?exists|immutable/i.test(said)
  );
}

async function checkSame(client: RegistryClient, tag: string, digest: Digest): Promise<void> {
  const there = await lookup(client, tag);
  if (there.state === "unknown") throw there.reason;
  const found = there.state === "present" ? there.manifest.descriptor.digest : "something unreadable";
  if (found === digest) return;
  throw new TreestampError(
    "tag-taken",
    `${formatLocation(client.location)}:${tag} is ${found}, and cannot become ${digest}.`,
    {
      remedy: "The registry does not let tags move. Delete the tag there, or use another one.",
    },
  );
}
