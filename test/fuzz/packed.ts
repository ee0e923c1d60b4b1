/** Random layers that are packed onto a snapshot of random layers: every inode that has changed is changed where it stands. */
import { randomBytes } from "node:crypto";
import { isTreestampError } from "../../core/errors.ts";
import { readBase } from "../../core/snapshot/base.ts";
import { NotOnto } from "../../core/snapshot/onto.ts";
import { listFetched, storedPacked } from "../fixtures/onto.ts";
import { closeThreads, listPacked, withPacked } from "../fixtures/packing.ts";
import { tar } from "../fixtures/tar.ts";
import type { Random } from "./random.ts";
import { randomLayer } from "./stack.ts";

/** A snapshot that was packed onto one or two others shows what its layers show that are packed whole. */
export async function packed(random: Random): Promise<"taken" | "refused"> {
  const files: string[] = [];
  // So much is never hidden: what is left of a base decides whether anything is packed onto it.
  const below = [tar([{ name: "kept", data: randomBytes(400_000) }]), layer(random, files)];
  const above = Array.from({ length: 1 + random.below(2) }, () => layer(random, files));
  try {
    let base = await withPacked(below, storedPacked);
    for (const one of above) base = await withPacked([one], storedPacked, { onto: await readBase(base) });
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

/** Mostly of one owner and time, as images are: an inode that has neither takes more room. And now and then a large directory. */
function layer(random: Random, files: string[]): Buffer {
  const entries = randomLayer(random, files, {
    attributes: () => ({
      ...{ mode: random.of([0o644, 0o755]), uid: random.of([0, 0, 0, 70_000]), mtime: random.of([0, 0, 0, 0, 7]) },
      xattrs: random.below(8) === 0 ? { "user.x": "1" } : {},
    }),
    data: () => randomBytes(random.below(9000)),
  });
  const many = Array.from({ length: random.below(5) === 0 ? 200 : 0 }, (_, n) => ({
    name: `E/m/${"n".repeat(25)}${n}`,
    data: "",
  }));
  return tar([...entries, ...many]);
}
