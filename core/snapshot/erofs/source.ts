/** Where the bytes of an image come from. */
import { readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { release } from "../buffers.ts";
import { invalidImage } from "./invalid.ts";

/** Random access to an image, which waits: metadata are in memory, or were just written, and each turn of the event loop would take longer. */
export interface ImageSource {
  /** Bytes. */
  readonly size: number;
  /** Exactly the bytes asked for, which lie within the image. They may be overwritten by the next call. */
  read(offset: number, length: number): Buffer;
}

const bufferBytes = 1024 * 1024;
const windowBytes = 128 * 1024;
const maxWindows = 4;

/** An image in an open file. */
export function fileSource(file: FileHandle, size: number): ImageSource {
  const buffer = Buffer.allocUnsafeSlow(bufferBytes);
  const read = (offset: number, length: number) => {
    const target = length <= buffer.length ? buffer : Buffer.allocUnsafeSlow(length);
    let done = 0;
    while (done < length) {
      const bytesRead = readSync(file.fd, target, done, length - done, offset + done);
      if (bytesRead === 0) throw invalidImage("it ends early");
      done += bytesRead;
    }
    return target.subarray(0, length);
  };
  const windowed = windowedReads({ size, read });
  return { size, read: (offset, length) => (length < windowBytes ? windowed(offset, length) : read(offset, length)) };
}

/** Reads through a few windows: a walk moves along the inodes, and now and then goes to the blocks of a large directory. */
function windowedReads(source: ImageSource): ImageSource["read"] {
  /** The last used first. */
  const windows: { readonly at: number; readonly bytes: Buffer }[] = [];
  return (offset, length) => {
    let found = windows.findIndex(({ at, bytes }) => offset >= at && offset + length <= at + bytes.length);
    if (found === -1) {
      const wanted = Math.min(Math.max(windowBytes, length), source.size - offset);
      found = windows.length < maxWindows ? windows.length : maxWindows - 1;
      if (found < windows.length) release(windows[found]!.bytes);
      windows[found] = { at: offset, bytes: Buffer.from(source.read(offset, wanted)) };
    }
    const [window] = windows.splice(found, 1);
    windows.unshift(window!);
    return window!.bytes.subarray(offset - window!.at, offset - window!.at + length);
  };
}
