/**
 * A program: packs one layer with a single large file that is made as it is read, and prints the process's peak memory
 * in MiB.
 *
 *     node pack-stream.ts FOLDER MEBIBYTES
 */
import { createHash } from "node:crypto";
import { silentLog } from "../../core/log.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { entryBlocks } from "../fixtures/tar.ts";

const [folder, mebibytes] = process.argv.slice(2);
const size = Number(mebibytes) * 1024 * 1024;

/** Pieces that differ and compress well. */
async function* open() {
  yield Buffer.concat(entryBlocks({ name: "large", size })).subarray(0, 512);
  const piece = Buffer.alloc(256 * 1024);
  for (let at = 0; at < size; at += piece.length) {
    const digest = createHash("sha256").update(String(at)).digest();
    for (let place = 0; place < piece.length; place += 4096) digest.copy(piece, place);
    yield Buffer.from(piece);
  }
  yield Buffer.alloc(1024);
}

const descriptor = {
  mediaType: "application/vnd.oci.image.layer.v1.tar",
  digest: `sha256:${"0".repeat(64)}`,
  size,
} as const;
await packSnapshot({ layers: [{ descriptor, open }], folder: folder!, log: silentLog });
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
