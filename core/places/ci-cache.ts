/**
 * The CI's cache as a place: images that cannot be pushed go from job to job in it, one entry for each key, an OCI image
 * layout with this one image in it. Commands run from this machine's store, so images come there from the cache, and are
 * copied from there.
 */
import { lstat, mkdir, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isTreestampError, messageOf, TreestampError } from "../errors.ts";
import { timed } from "../log/stages.ts";
import { readableFailure } from "../machine/failure.ts";
import { missing } from "../machine/missing.ts";
import { closureOf } from "../oci/copy.ts";
import { blobFile } from "../oci/layout/paths.ts";
import { findManifest } from "../oci/lookup.ts";
import type { Lookup, Store } from "../oci/port.ts";
import type { EntryCache, Saved } from "./entry-cache.ts";
import { isHere, type Place, type PlacePorts, type Wanted } from "./port.ts";

/** The name of an entry, or what it begins with. The number is that of its format. */
export const entryOf = (tag: string) => `treestamp-1-${tag}`;

/** @throws input-invalid if `store` names a cache that is not here */
export async function checkCiCache({ entryCache }: Pick<PlacePorts, "entryCache">): Promise<void> {
  if ((await entryCache()) !== undefined) return;
  throw new TreestampError("input-invalid", "`store: actions-cache` is for jobs of GitHub Actions, and this is none.", {
    remedy:
      "Name a registry's repository or a folder here. In a job, the action itself has to be the step: a `run` step gets no token of the cache.",
  });
}

/** It is asked once: what it had not then, this job builds. An answer that it does not give counts as absent, aloud. */
export function ciCache(ports: PlacePorts, wanted: Wanted): Place {
  let asked: Promise<Lookup> | undefined;
  return {
    store: ports.localStore,
    tag: wanted.key.tag,
    find() {
      asked ??= restore(ports, wanted);
      return asked;
    },
    async remember({ store }) {
      if (isHere(ports, store)) await save(ports, wanted);
    },
  };
}

/** Brings the image from the cache to this machine's store. */
async function restore(ports: PlacePorts, { key: { tag }, stages }: Wanted): Promise<Lookup> {
  const entries = await ports.entryCache();
  if (entries === undefined) return { state: "absent" };
  const cache = await ports.openCache();
  await cache.useImage(tag);
  return timed(stages, "restore", (describe) =>
    cache.withIncoming((scratch) =>
      ports.interruptible(async (signal): Promise<Lookup> => {
        const restored = await entries.restore(entryOf(tag), scratch, signal);
        describe({ note: `${entries.name}: ${restored.state}` });
        if (restored.state === "absent") ports.log.info(`${sentence(entries)} has no ${tag}.`);
        if (restored.state === "unknown") unusable(ports, entries, tag, restored.why);
        if (restored.state !== "present") return { state: "absent" };
        try {
          const { root, bytes } = await cache.alone("store", () =>
            copyTagged(ports.openStore(join(scratch, "image")), ports.localStore, tag, signal),
          );
          describe({ bytes });
          return { state: "present", manifest: root };
        } catch (error) {
          if (!isTreestampError(error, "store-corrupt", "image-invalid", "path-missing", "input-invalid")) throw error;
          describe({ note: `${entries.name}: damaged` });
          unusable(ports, entries, tag, messageOf(error));
          return { state: "absent" };
        }
      }),
    ),
  );
}

/** Copies the image of this machine's store to the cache, and says how that went. */
async function save(ports: PlacePorts, { key: { tag }, stages }: Wanted): Promise<void> {
  const entries = await ports.entryCache();
  if (entries === undefined) return;
  const cache = await ports.openCache();
  const saved = await timed(stages, "keep", async (describe) => {
    const saved = await cache.withIncoming((scratch) =>
      ports.interruptible((signal) => saveCopy(ports, entries, tag, { scratch, signal })),
    );
    const { bytes, state } = saved;
    describe({ ...(bytes && { bytes }), note: `${entries.name}: ${state === "taken" ? "was there" : state}` });
    return saved;
  });
  const { log } = ports;
  if (saved.state === "saved") log.info(`${sentence(entries)} keeps the image for later jobs.`);
  if (saved.state === "taken") log.info(`${sentence(entries)} has the image already: another job was first.`);
  if (saved.state === "refused") {
    log.warning(
      `${sentence(entries)} did not take the image: ${saved.why}. This job goes on with it; the next one builds it again.`,
    );
  }
}

/** A copy that cannot be made costs the next job time, and is no failure of this one. @throws interrupted */
async function saveCopy(
  { localStore, openStore }: PlacePorts,
  entries: EntryCache,
  tag: string,
  { scratch, signal }: { readonly scratch: string; readonly signal: AbortSignal },
): Promise<Saved & { readonly bytes?: number }> {
  try {
    const folder = join(scratch, "image");
    await mkdir(folder);
    const { bytes } = await copyTagged(localStore, openStore(folder), tag, signal);
    return { ...(await entries.save(entryOf(tag), scratch, signal)), bytes };
  } catch (error) {
    const failure = readableFailure(error);
    if (!isTreestampError(failure) || failure.code === "interrupted") throw error;
    return { state: "refused", why: failure.message.replace(/\.$/, "") };
  }
}

/** A cache may lose what it had, so an image that it does not give is built again; but the log does not call it absent. */
function unusable({ log }: PlacePorts, entries: EntryCache, tag: string, why: string): void {
  log.warning(
    `Whether ${entries.name} has ${tag} is not known: ${why.replace(/\.$/, "")}. It is only a cache, so the image is built in this job.`,
  );
}

/** Copies an image, or a cache, from one folder to another by hard links; each file is read once to verify it. @throws store-corrupt */
export async function copyTagged(from: Store, to: Store, tag: string, signal: AbortSignal) {
  const tagged = await findManifest(from, tag);
  if (tagged === undefined) throw new TreestampError("store-corrupt", `${from.location} has no ${tag}.`);
  const { root, manifests, blobs } = await closureOf(from, tagged);
  const folder = join(await realpath(dirname(from.location)), basename(from.location));
  for (const blob of blobs) {
    signal.throwIfAborted();
    const file = blobFile(folder, blob.digest);
    // A symbolic link, of the file or of a folder above it, would lead the store out of itself, to a file that a command may
    // write: an archive can have any kind of file.
    const isInside = (await realpath(file).catch(missing(undefined))) === file;
    if (!isInside || !(await lstat(file)).isFile()) {
      throw new TreestampError("store-corrupt", `${from.location} has no file of ${blob.digest}.`);
    }
    await to.writeBlob(blob, { file });
  }
  for (const manifest of manifests) await to.writeManifest(manifest);
  await to.writeManifest(root, tag);
  return { root, bytes: blobs.reduce((sum, { size }) => sum + size, 0) };
}

function sentence({ name }: EntryCache): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
