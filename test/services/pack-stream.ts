/**
 * A program: packs one layer of many files, which are made as they are read, and prints the process's peak memory in MiB.
 *
 *     node pack-stream.ts FOLDER MEBIBYTES FILES
 */
import { createHash } from "node:crypto";
import { silentLog } from "../../core/log/log.ts";
import { packSnapshot } from "../../core/snapshot/pack.ts";
import { entryBlocks } from "../fixtures/tar.ts";

const [folder, mebibytes, files] = process.argv.slice(2);
const pieceBytes = 256 * 1024;
/** Size of each file, in whole tar blocks. */
const size = Math.floor((Number(mebibytes) * 1024 * 1024) / Number(files) / 512) * 512;

/** Files that differ, of pieces that differ and compress well, a hundred in a directory. */
async function* open() {
  const piece = Buffer.alloc(pieceBytes);
  for (let file = 0; file < Number(files); file++) {
    const name = `directory-${Math.floor(file / 100)}/file-of-some-length-${file}`;
    yield Buffer.concat(entryBlocks({ name, size, mtime: file })).subarray(0, 512);
    for (let at = 0; at < size; at += pieceBytes) {
      const digest = createHash("sha256").update(`${file} ${at}`).digest();
      for (let place = 0; place < pieceBytes; place += 4096) digest.copy(piece, place);
      yield Buffer.from(piece.subarray(0, Math.min(pieceBytes, size - at)));
    }
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
