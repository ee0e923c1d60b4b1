/**
 * What bounds us: the same bytes with no work done on them, in the same run. A machine's memory, disk and loopback are
 * shared and change by the hour; a time is worth little without these beside it.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseIndex, parseSnapshotManifest } from "../core/image/published.ts";
import { parseChunkTable } from "../core/snapshot/table.ts";
import { openStore } from "../core/store/open.ts";
import type { Descriptor, Store } from "../core/store/port.ts";
import { settle } from "./first-command.ts";
import type { PublishedImage } from "./image.ts";
import type { Contestant } from "./measure.ts";
import { run } from "./programs.ts";

/** How large what we fetch is. Bytes. */
export interface SnapshotSize {
  readonly wire: number;
  /** The image file; what of it is all zeros is never written. */
  readonly plain: number;
  readonly written: number;
  readonly chunks: number;
}

export interface Floor {
  readonly size: SnapshotSize;
  readonly contestants: readonly Contestant[];
}

/** Writing the snapshot's plain bytes to a new file, and getting its compressed bytes over one connection. */
export async function floorOf(image: PublishedImage, work: string): Promise<Floor> {
  const store = openStore(image.store);
  const tag = image.reference.slice(image.store.length + 1);
  const [published] = parseIndex(await manifest(store, tag));
  const { frames, table: tableBlob } = parseSnapshotManifest(await manifest(store, published!.snapshot!.digest));
  const table = parseChunkTable(await blob(store, tableBlob));
  const written = table.chunks.reduce((sum, chunk) => sum + (chunk.frameLength === 0 ? 0 : chunk.plainLength), 0);
  const [registry, ...path] = image.store.split("/");
  const url = `http://${registry}/v2/${path.join("/")}/blobs/${frames.digest}`;
  const file = join(work, "floor");
  const reset = async () => {
    await rm(file, { force: true });
    await settle();
  };
  const contestant = (name: string, ...command: string[]): Contestant => ({
    name,
    reset,
    work: async () => void (await run(command)),
  });
  return {
    size: { wire: frames.size, plain: table.plainSize, written, chunks: table.chunks.length },
    contestants: [
      contestant("floor: new file pages", "dd", "if=/dev/zero", `of=${file}`, "bs=128k", `count=${written >> 17}`),
      contestant("floor: bare curl", "curl", "--silent", "--fail", "--location", "--output", "/dev/null", url),
    ],
  };
}

async function manifest(store: Store, reference: string) {
  const lookup = await store.lookup(reference);
  if (lookup.state !== "present") throw new Error(`${store.location} does not have ${reference}: ${lookup.state}.`);
  return lookup.manifest;
}

async function blob(store: Store, descriptor: Descriptor): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of store.readBlob(descriptor)) parts.push(part);
  return Buffer.concat(parts);
}
