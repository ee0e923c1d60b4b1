/** Sources as the service keeps them: fetched, and looked at, before anybody is told that they are there. */
import { writeFile } from "node:fs/promises";
import { download } from "../download/download.ts";
import { TreestampError } from "../errors.ts";
import { parseSource } from "../inputs/source.ts";
import { silentLog } from "../log/log.ts";
import { redacted } from "../oci/registry/refusal.ts";
import { checkArchive, usualLimits } from "../sources/checkout.ts";

interface Fetching {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const words = { it: "The archive", sums: "`sources`" };

/**
 * Leaves the archive of an http, https or data address in a file.
 * @throws input-invalid, image-invalid where it is no archive, store-refused, store-unreachable, store-corrupt
 */
export async function fetchSources(uri: string, file: string, { environment, signal }: Fetching): Promise<void> {
  const source = parseSource(uri);
  if (source.kind === "data") {
    await writeFile(file, source.bytes, { flag: "wx", mode: 0o600 });
    return checkArchive(file, "The data: URI");
  }
  if (source.kind !== "download") throw new TreestampError("input-invalid", `${uri} is not to be downloaded.`);
  // Not AbortSignal.timeout: nothing of a download may be kept once it has ended.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), usualLimits.time);
  const either = AbortSignal.any([signal, late.signal]);
  const limit = usualLimits.bytes;
  try {
    await download(source, file, { environment, signal: either, log: silentLog, words, limit });
  } catch (error) {
    if (signal.aborted || !late.signal.aborted) throw error;
    throw new TreestampError("store-refused", `The archive took longer than ${usualLimits.time / 60_000} minutes.`);
  } finally {
    clearTimeout(timer);
  }
  await checkArchive(file, redacted(new URL(source.url)));
}

/** Gets what the service keeps: a worker elsewhere has no other way to it. */
export async function fetchFromService(
  { url, token }: { readonly url: string; readonly token: string | undefined },
  file: string,
  { environment }: Pick<Fetching, "environment">,
): Promise<void> {
  const signal = AbortSignal.timeout(usualLimits.time);
  const login = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
  await download({ url, digest: undefined }, file, { environment, signal, log: silentLog, words, ...login });
}
