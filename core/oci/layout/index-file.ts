/** What an OCI image layout says it holds: `oci-layout` and `index.json`. */
import type { Stats } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isTreestampError, messageOf, TreestampError } from "../../errors.ts";
import { type StillHeld, withFolderLock } from "../../machine/folder-lock.ts";
import { missing } from "../../machine/missing.ts";
import { corrupt, isDigest } from "../digest.ts";
import type { Descriptor, Digest } from "../port.ts";
import { ociIndexMediaType } from "../stored-manifest.ts";
import { blobFile, ownFolder } from "./paths.ts";
import { replaceFile } from "./write.ts";

/** Longest wait for those who write `index.json`, which takes them milliseconds. Milliseconds. */
const patience = 60_000;

/** What a folder is to us. */
export interface LayoutKind {
  /** It is a cache: what is damaged in it, as by a machine that lost its power, counts as absent and is made anew. */
  readonly isCache?: boolean;
}

/** The parts of `index.json` that matter here; all else in it is kept as it is. */
export interface LayoutIndex {
  readonly manifests: readonly Descriptor[];
}

/** Replaces `index.json` by what `change` makes of it; changes by several processes follow one another. */
export async function changeIndex(
  folder: string,
  change: (listed: readonly Descriptor[]) => Descriptor[],
  kind: LayoutKind,
): Promise<void> {
  for (;;) {
    const replaceIndex = async (stillHeld: StillHeld) => {
      const index = await readIndex(folder, kind);
      const next = {
        schemaVersion: 2,
        mediaType: ociIndexMediaType,
        ...index,
        manifests: change(index?.manifests ?? []),
      };
      // stillHeld: had we slept for too long, the file would be another's to write by now
      return await replaceFile(folder, "index.json", JSON.stringify(next), stillHeld);
    };
    const done = await withFolderLock(join(folder, ownFolder), "lock", replaceIndex, { patience });
    if (done) return;
  }
}

/** Undefined for a folder that is not there, is empty, or is just being made; and for a cache that is damaged. */
export async function readIndex(folder: string, { isCache = false }: LayoutKind): Promise<LayoutIndex | undefined> {
  try {
    return await readStrictly(folder);
  } catch (error) {
    if (isCache && isTreestampError(error, "store-corrupt")) return undefined;
    throw error;
  }
}

async function readStrictly(folder: string): Promise<LayoutIndex | undefined> {
  const marker = await readMarker(folder);
  if (marker === undefined) return undefined;
  const version = (parsed(marker, folder, "oci-layout") as { imageLayoutVersion?: unknown })?.imageLayoutVersion;
  if (version !== "1.0.0") throw damaged(folder, `its oci-layout says version ${JSON.stringify(version)}, not "1.0.0"`);
  const text = await readFile(join(folder, "index.json"), "utf8").catch(missing(undefined));
  if (text === undefined) return undefined;
  const index = parsed(text, folder, "index.json") as LayoutIndex | null;
  if (!Array.isArray(index?.manifests) || !index.manifests.every((entry) => isDigest(entry?.digest))) {
    throw damaged(folder, "its index.json has no list of manifests with sha256 digests");
  }
  return index;
}

/** The text of `oci-layout`; undefined where there is nothing in the folder yet. */
async function readMarker(folder: string): Promise<string | undefined> {
  const read = () => readFile(join(folder, "oci-layout"), "utf8").catch(missing(undefined));
  const marker = await read();
  if (marker !== undefined) return marker;
  const entries = await readdir(folder).catch(missing([] as string[]));
  const foreign = entries.find((name) => name !== ownFolder && name !== "blobs");
  if (foreign === undefined) return undefined;
  const made = await read(); // by another process, between the two looks
  if (made !== undefined) return made;
  throw new TreestampError("input-invalid", `${folder} is not an OCI image layout: it has ${foreign}, no oci-layout.`, {
    remedy: "Name an empty folder, one that does not exist yet, or an OCI image layout.",
  });
}

function parsed(text: string, folder: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(folder, `its ${name} is not JSON (${messageOf(error)})`);
  }
}

export async function blobStats(folder: string, digest: Digest): Promise<Stats | undefined> {
  const stats = await stat(blobFile(folder, digest)).catch(missing(undefined));
  // Reading a pipe would hang us.
  if (stats !== undefined && !stats.isFile()) throw corrupt({ digest }, folder, "it is no file there");
  return stats;
}

function damaged(folder: string, how: string): TreestampError {
  return new TreestampError("store-corrupt", `${folder} is a damaged OCI image layout: ${how}.`, {
    remedy: "Remove the folder if it is a cache, or restore it.",
  });
}
