/**
 * A program: publishes a snapshot of a size, made as it is written, with `publish`; or fetches it with `fetch`, and
 * prints the process's peak memory in MiB.
 *
 *     node fetch-stream.ts publish STORE FOLDER MEBIBYTES
 *     node fetch-stream.ts fetch STORE FOLDER
 */
import { createHash, hash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { openStore } from "../../core/oci/open.ts";
import type { Descriptor } from "../../core/oci/port.ts";
import { fetchSnapshot } from "../../core/snapshot/fetch.ts";
import { partMediaType } from "../../core/snapshot/format.ts";
import { chunkTable, encodeChunkTable, parseChunkTable } from "../../core/snapshot/table.ts";

const [action, location, folder, mebibytes] = process.argv.slice(2) as [string, string, string, string];
const store = openStore(location);
const [tableFile, framesFile] = [join(folder, "table"), join(folder, "frames.json")];

/** Chunks of 512 KiB that compress well, in some kinds that take turns. */
async function publish(): Promise<void> {
  const kinds = Array.from({ length: 16 }, () => {
    const part = randomBytes(32 * 1024);
    const plain = Buffer.concat(Array.from({ length: 16 }, () => part));
    const frame = zstdCompressSync(plain);
    const [plainDigest, frameDigest] = [hash("sha256", plain, "buffer"), hash("sha256", frame, "buffer")];
    return { frame, listed: { plainLength: plain.length, frameLength: frame.length, plainDigest, frameDigest } };
  });
  const chunks = Array.from({ length: Number(mebibytes) * 2 }, (_, index) => kinds[index % kinds.length]!);
  const table = chunkTable(chunks.map(({ listed }) => listed));
  async function* bytes() {
    for (const { frame } of [...chunks.slice(1), chunks[0]!]) yield frame;
  }
  const digest = createHash("sha256");
  for await (const frame of bytes()) digest.update(frame);
  const frames = {
    mediaType: partMediaType,
    digest: `sha256:${digest.digest("hex")}`,
    size: table.framesSizes[0]!,
  } as const;
  await store.writeBlob(frames, bytes);
  await writeFile(tableFile, encodeChunkTable(table));
  await writeFile(framesFile, JSON.stringify(frames));
}

async function fetchIt(): Promise<void> {
  const table = parseChunkTable(await readFile(tableFile));
  const frames = JSON.parse(await readFile(framesFile, "utf8")) as Descriptor;
  await fetchSnapshot({ store, table, frames: [frames], destination: join(folder, "image.erofs") });
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
}

await (action === "publish" ? publish() : fetchIt());
