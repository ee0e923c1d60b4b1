/** A build's log while it grows: a file that some read from its beginning, and follow. */
import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

export interface BuildLog {
  /** Appends, at once: who follows the log gets it without delay. Never throws: a full disk costs lines, not the service. */
  write(bytes: Uint8Array | string): void;
  /** Nothing more comes. */
  end(): void;
  /** All of it so far, and, with `follow`, what comes until its end; also where the file is removed meanwhile. */
  read(options: {
    readonly follow: boolean;
    readonly signal?: AbortSignal;
  }): Promise<AsyncGenerator<Uint8Array, void, undefined>>;
}

/** So much is read at a time. Bytes. */
const pieceBytes = 64 * 1024;
/** A log with more is cut. Bytes. */
const maxBytes = 256 << 20;

/** @param path where an interrupted build has left one, it goes on */
export function openBuildLog(path: string): BuildLog {
  const file = openSync(path, "a", 0o600);
  let size = fstatSync(file).size;
  let isOpen = true;
  let changed = Promise.withResolvers<void>();
  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const append = (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) {
      const written = writeSync(file, bytes, done);
      done += written;
      size += written;
    }
  };
  async function* parts(input: FileHandle, follow: boolean, signal: AbortSignal | undefined) {
    const gone = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
    try {
      for (let place = 0; signal?.aborted !== true; ) {
        const next = changed.promise;
        if (place < size) {
          const { bytesRead, buffer } = await input.read(Buffer.alloc(pieceBytes), 0, pieceBytes, place);
          place += bytesRead;
          if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
        } else if (isOpen && follow) await Promise.race([next, gone]);
        else return;
      }
    } finally {
      await input.close();
    }
  }
  return {
    write(text) {
      if (!isOpen || size >= maxBytes) return;
      const bytes = typeof text === "string" ? Buffer.from(text) : text;
      try {
        append(bytes);
        if (size >= maxBytes) append(Buffer.from("\nThe rest of the log is left out: it is too long.\n"));
      } catch {
        // The disk is full: what it takes again is written again.
      }
      tell();
    },
    end() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(file);
      tell();
    },
    read: async ({ follow, signal }) => parts(await open(path), follow, signal),
  };
}
