/** A build's log while it grows: a file that some read from its beginning, and follow. */
import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";

export interface BuildLog {
  /** Appends, at once: who follows the log gets it without delay. */
  write(bytes: Uint8Array | string): void;
  /** Nothing more comes. */
  end(): void;
  /** All of it so far, and, with `follow`, what comes until its end. */
  read(options: {
    readonly follow: boolean;
    readonly signal?: AbortSignal;
  }): AsyncGenerator<Uint8Array, void, undefined>;
}

/** So much is read at a time. Bytes. */
const pieceBytes = 64 * 1024;

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
  return {
    write(text) {
      if (!isOpen) return;
      const bytes = typeof text === "string" ? Buffer.from(text) : text;
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      size += bytes.length;
      tell();
    },
    end() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(file);
      tell();
    },
    async *read({ follow, signal }) {
      const input = await open(path);
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
    },
  };
}
