/**
 * A program: packs an image of so many gigabytes, made as it is read, prints the peak memory of its process, and then
 * publishes it.
 *
 *     node large-image.ts GIGABYTES FOLDER STORE TAG
 */
import { createCipheriv } from "node:crypto";
import { silentLog } from "../core/log/log.ts";
import { openStore } from "../core/oci/open.ts";
import { makePublication } from "../core/places/publication.ts";
import { publish } from "../core/places/publish.ts";
import { packSnapshot } from "../core/snapshot/pack.ts";
import { header } from "../test/fixtures/tar.ts";
import { smallImage } from "../test/services/image.ts";

/** As many files a gigabyte as the image that is fetched has. */
const filesPerGigabyte = 50_000;
const filesPerFolder = 50;
const fileBytes = 20_000;

const [gigabytes, folder, location, tag] = process.argv.slice(2) as [string, string, string, string];

/** Source of the bytes: AES in counter mode over zeros. A chunk of the snapshot holds fewer. */
const random = createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(1024 * 1024));

/**
 * A layer whose files all differ, a quarter of each random: they compress as programs and libraries do. All stand in the
 * same memory, one after the other, so that what is measured is packing's own.
 */
async function* layer(): AsyncGenerator<Buffer> {
  const entry = Buffer.alloc(512 + Math.ceil(fileBytes / 512) * 512);
  const part = fileBytes / 4;
  for (let i = 0; i < Number(gigabytes) * filesPerGigabyte; i++) {
    const name = `folder-${Math.floor(i / filesPerFolder)}/file-${i % filesPerFolder}`;
    header({ name, size: fileBytes }).copy(entry);
    const at = (i * part) % (random.length - part);
    for (let to = 512; to < 512 + fileBytes; to += part) random.copy(entry, to, at, at + part);
    entry.writeUInt32LE(i, 512);
    yield entry;
  }
  yield Buffer.alloc(1024);
}

const descriptor = {
  mediaType: "application/vnd.oci.image.layer.v1.tar",
  digest: `sha256:${"0".repeat(64)}`,
  size: Number(gigabytes) * 1e9,
} as const;
const snapshot = await packSnapshot({ layers: [{ descriptor, open: layer }], folder, log: silentLog });
process.stdout.write(`${process.resourceUsage().maxRSS / 1024}\n`);

// Nobody looks at the image beside it, so it is small.
const store = openStore(location);
const { manifest, blobs } = smallImage(gigabytes);
for (const [blob, bytes] of blobs) {
  await store.writeBlob(blob, async function* () {
    yield bytes;
  });
}
const platform = { os: "linux", architecture: process.arch === "arm64" ? "arm64" : "amd64" };
const publication = makePublication([{ platform, manifest, snapshot }], store);
await publish({ publication, store, tag, log: silentLog });
