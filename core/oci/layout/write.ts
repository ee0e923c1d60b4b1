/** How a blob gets into an OCI image layout: by a hard link where it can be, else by one copy. */
import { createReadStream } from "node:fs";
import { chmod, link, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keepAlive, ownName } from "../../machine/owner.ts";
import { sweepScratch } from "../../machine/scratch.ts";
import { verified } from "../digest.ts";
import type { ByteSource, Descriptor, FileSource } from "../port.ts";
import { blobFile, ownFolder } from "./paths.ts";

const readBytes = 1024 * 1024;

/**
 * Puts a blob at its place in a layout that is already there, once its bytes are known to be right.
 * @throws store-corrupt
 */
export async function writeLayoutBlob(
  folder: string,
  blob: Descriptor,
  source: ByteSource | FileSource,
): Promise<void> {
  const temporary = await temporaryFile(folder);
  try {
    if ("file" in source) await adopt(source.file, temporary, blob);
    else await copy(source(), temporary, blob, "The source of the blob");
    await rename(temporary, blobFile(folder, blob.digest));
  } finally {
    await rm(temporary, { force: true }); // there after a failure, or where both names were links to one file
  }
  await sweepScratch(join(folder, ownFolder)); // of processes that died in the middle of a write
}

/** A name for a file of this process in our own folder of the layout. */
async function temporaryFile(folder: string): Promise<string> {
  const path = join(folder, ownFolder, await ownName());
  keepAlive(path);
  return path;
}

/** Links `file`, and reads it once to verify it; copies it where it is on another file system or may not be linked. */
async function adopt(file: string, temporary: string, blob: Descriptor): Promise<void> {
  const bytes = (name: string) => createReadStream(name, { highWaterMark: readBytes });
  try {
    await link(file, temporary);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EXDEV" && code !== "EPERM" && code !== "EMLINK") throw error;
    await copy(bytes(file), temporary, blob, file);
    return;
  }
  for await (const _ of verified(bytes(temporary), blob, file));
  await chmod(temporary, 0o644); // as any blob: a file made by mkstemp would be its owner's alone
}

/** Gives a file its content in one step, so that no reader sees half of it. */
export async function replaceFile(folder: string, name: string, content: string, mayStill = async () => true) {
  const temporary = await temporaryFile(folder);
  try {
    await writeFile(temporary, content);
    if (!(await mayStill())) return false;
    await rename(temporary, join(folder, name));
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function copy(
  bytes: AsyncIterable<Uint8Array>,
  temporary: string,
  blob: Descriptor,
  origin: string,
): Promise<void> {
  const file = await open(temporary, "wx");
  try {
    for await (const part of verified(bytes, blob, origin)) await writeWhole(file, part);
  } finally {
    await file.close();
  }
}

async function writeWhole(file: Awaited<ReturnType<typeof open>>, part: Uint8Array): Promise<void> {
  for (let done = 0; done < part.length; ) done += (await file.write(part, done)).bytesWritten;
}
