/** Files kept in a folder of this machine, for this user's eyes alone. */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { TreestampError } from "../errors.ts";
import { readableFailure } from "../machine/failure.ts";
import { missing } from "../machine/missing.ts";
import { makeScratch, sweepScratch } from "../machine/scratch.ts";
import { checkBucketName } from "./bucket-name.ts";
import type { Bucket } from "./port.ts";

/** What is not whole yet lies in this folder, beside the files: no file can have its name. */
const unfinished = "~unfinished";

/** @param path made where it is missing, with the first file @throws machine-failed where the port says store-… */
export function folderBucket(path: string): Bucket {
  const fileOf = (name: string) => {
    checkBucketName(name);
    return join(path, name);
  };
  return {
    description: `the folder ${path}`,
    put: async (name, file, signal) => readably(() => keep(path, fileOf(name), file, signal)),
    open: async (name) =>
      readably(async () => (await open(fileOf(name), "r").catch(missing(undefined)))?.createReadStream()),
    has: async (name) => readably(async () => (await stat(fileOf(name)).catch(missing(undefined))) !== undefined),
    remove: async (name) => readably(() => rm(fileOf(name), { force: true })),
  };
}

/** Gives `target` its content by rename(2), once it is on the disk: what was said to be kept is there after a power cut. */
async function keep(path: string, target: string, file: string, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const scratch = await makeScratch(join(path, unfinished));
  try {
    const written = join(scratch, "file");
    await pipeline(
      createReadStream(file, { highWaterMark: 1 << 20 }),
      createWriteStream(written, { flags: "wx", mode: 0o600, flush: true }),
      signal === undefined ? {} : { signal },
    );
    signal?.throwIfAborted();
    await rename(written, target);
  } catch (error) {
    if (!signal?.aborted) throw error;
    throw new TreestampError("interrupted", "The work was ended by a signal.", { cause: error });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  await sync(path);
  await sweepScratch(join(path, unfinished)); // of processes that died while they kept something
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

async function readably<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw readableFailure(error);
  }
}
