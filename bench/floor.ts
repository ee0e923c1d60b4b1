/**
 * What bounds a fetch: the same bytes with no work done on them, in the same run. A machine's memory, disk and network
 * are shared and change by the hour; a time is worth little without these beside it.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { contentsOf, type PublishedImage } from "./image.ts";
import { type Contestant, wallTime } from "./measure.ts";
import { run, settle } from "./programs.ts";

/** Writing the snapshot's plain bytes to a new file, and getting its compressed bytes over one connection. */
export async function floorOf(image: PublishedImage, work: string): Promise<readonly Contestant[]> {
  const { frames, table } = await contentsOf(image);
  // Blocks of zeros are never written.
  const written = table.chunks.reduce((sum, chunk) => sum + (chunk.frameLength === 0 ? 0 : chunk.plainLength), 0);
  const file = join(work, "floor");
  const removed = async () => {
    await rm(file, { force: true });
    await settle();
  };
  const blocks = String(written >> 17);
  return [
    wallTime(
      "new file pages (dd)",
      () => run(["dd", "if=/dev/zero", `of=${file}`, "bs=128k", `count=${blocks}`]),
      removed,
    ),
    wallTime("the same bytes (curl)", () => run(curl(blobUrl(image.store, frames.digest))), removed),
  ];
}

export function curl(url: string, ...more: readonly string[]): string[] {
  return ["curl", "--silent", "--fail", "--location", "--output", "/dev/null", ...more, url];
}

export function blobUrl(store: string, digest: string): string {
  const [registry, ...path] = store.split("/");
  return `http://${registry}/v2/${path.join("/")}/blobs/${digest}`;
}
