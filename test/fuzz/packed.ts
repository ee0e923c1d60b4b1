/** Random layers that are packed onto a snapshot of random layers: every inode that has changed is changed where it stands. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isTreestampError } from "../../core/errors.ts";
import { readBase } from "../../core/snapshot/base.ts";
import { fetchSnapshot } from "../../core/snapshot/fetch.ts";
import { NotOnto } from "../../core/snapshot/onto.ts";
import { parseChunkTable } from "../../core/snapshot/table.ts";
import { type InMemory, storedPacked } from "../fixtures/onto.ts";
import { closeThreads, listImage, listPacked, withPacked } from "../fixtures/packing.ts";
import { type TarSpec, tar } from "../fixtures/tar.ts";
import type { Random } from "./random.ts";

/** A snapshot that was packed onto one or two others shows what its layers show that are packed whole. */
export async function packed(random: Random): Promise<"taken" | "refused"> {
  const files: string[] = [];
  // So much is never hidden: what is left of a base decides whether anything is packed onto it.
  const below = [tar([{ name: "kept", data: randomBytes(400_000) }]), randomLayer(random, files)];
  const above = Array.from({ length: 1 + random.below(2) }, () => randomLayer(random, files));
  try {
    let base = await withPacked(below, storedPacked);
    for (const layer of above) base = await withPacked([layer], storedPacked, { onto: await readBase(base) });
    const [found, expected] = [await listFetched(base), await listPacked(...below, ...above)];
    if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(JSON.stringify({ expected, found }));
    return "taken";
  } catch (error) {
    if (error instanceof NotOnto || isTreestampError(error, "image-invalid")) return "refused";
    throw error;
  } finally {
    await closeThreads(); // nobody knows which input is the last
  }
}

/** All that a snapshot shows, fetched from nothing. */
async function listFetched({ store, frames, table, blobs }: InMemory) {
  const folder = await mkdtemp(join(tmpdir(), "treestamp-fuzz-"));
  try {
    const destination = join(folder, "image");
    await fetchSnapshot({ store, frames, table: parseChunkTable(blobs.get(table.digest)!), destination });
    return await listImage(destination);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Mostly of one owner and time, as images are: an inode that has neither takes more room. */
function randomLayer(random: Random, files: string[]): Buffer {
  const folder = (least: number) => Array.from({ length: least + random.below(3) }, () => random.of(["D", "E", "F"]));
  const entry = (): TarSpec => {
    const name = [...folder(0), random.of(["a", "b", "c", "d", "D"])].join("/");
    const attributes = {
      ...{ mode: random.of([0o644, 0o755]), uid: random.of([0, 0, 0, 70_000]), mtime: random.of([0, 0, 0, 0, 7]) },
      xattrs: random.below(8) === 0 ? { "user.x": "1" } : {},
    };
    switch (random.below(8)) {
      case 0:
        return { name: `${folder(1).join("/")}/`, type: "5", ...attributes };
      case 1:
        return { name, type: "2", link: random.of(["a", "D", "../c", "/E", "z".repeat(4000)]), ...attributes };
      case 2:
      case 3:
        return { name: name.replace(/[^/]*$/, ".wh.$&") };
      case 4:
        if (random.below(3) === 0) return { name: [...folder(0), ".wh..wh..opq"].join("/") };
        break;
      case 5:
        if (files.length > 0) return { name, type: "1", link: random.of(files), ...attributes };
    }
    files.push(name);
    return { name, data: randomBytes(random.below(9000)), ...attributes };
  };
  const many = Array.from({ length: random.below(5) === 0 ? 200 : 0 }, (_, n) => ({
    name: `E/m/${"n".repeat(25)}${n}`,
    data: "",
  }));
  return tar([...Array.from({ length: 1 + random.below(14) }, entry), ...many]);
}
