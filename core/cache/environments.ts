/** What was learned of environments that are ready on this machine, so that a second run asks no store. */
import { createHash } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { missing } from "../machine/missing.ts";
import { openOurs } from "../machine/ownership.ts";
import { isDigest } from "../oci/digest.ts";
import type { Descriptor, Digest } from "../oci/port.ts";
import type { Trust } from "../trust/level.ts";

/** Everything that a second run needs to know. */
export interface ReadyEnvironment {
  /** The store's location and the tag in it. */
  readonly location: string;
  readonly tag: string;
  /** What the tag names. */
  readonly digest: Digest;
  /** The image manifest for this machine. */
  readonly image: Descriptor;
  /** The digest of the snapshot's chunk table, by which the cache knows it. */
  readonly table: Digest;
  /** The snapshot's identity. */
  readonly identity: Digest;
  /** The image's configuration, as it is stored. */
  readonly config: string;
  /** Seconds that the image took to be built; left out where that is not known, or where it was built here and now. */
  readonly buildSeconds?: number | undefined;
  /** How it was trusted when it was made ready; left out by versions that did not look. */
  readonly trust?: Trust;
}

/** The record of an environment in the folder of all of them. */
export function recordOf(folder: string, location: string, tag: string): string {
  return join(folder, `${createHash("sha256").update(`${location}\0${tag}`).digest("hex")}.json`);
}

/** The environment that was remembered for this tag of this store. Its snapshot may be gone since. */
export async function recall(folder: string, location: string, tag: string): Promise<ReadyEnvironment | undefined> {
  const path = recordOf(folder, location, tag);
  const record = await readRecord(path);
  return record?.location === location && record.tag === tag ? record : undefined;
}

/** Undefined for a file that is not there, or that a machine which lost its power has left empty. */
export async function readRecord(path: string): Promise<ReadyEnvironment | undefined> {
  // What is judged is what is read: another process may remove the record, or put a new one in its place, at any moment.
  const file = await openOurs(path).catch(missing(undefined));
  if (file === undefined) return undefined;
  const text = await file.readFile("utf8").finally(() => file.close());
  try {
    const record = JSON.parse(text) as Partial<ReadyEnvironment> | null;
    return isDigest(record?.table) ? (record as ReadyEnvironment) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the record in `staging` first: readers see a whole one. */
export async function remember(folder: string, staging: string, environment: ReadyEnvironment): Promise<void> {
  const made = join(staging, "environment.json");
  await writeFile(made, `${JSON.stringify(environment)}\n`, { mode: 0o600 });
  await rename(made, recordOf(folder, environment.location, environment.tag));
}
