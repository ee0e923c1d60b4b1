/** The output of a phase, which its processes write to a file, as far as it has been shown. */
import type { FileHandle } from "node:fs/promises";

export interface PhaseOutput {
  /** Whether there is more than was shown. */
  hasMore(): Promise<boolean>;
  /** Shows what has come since the last time. */
  showNew(): Promise<void>;
  /** Ends the last line, where the phase has not: what follows starts a line. */
  endLine(): Promise<void>;
}

export function phaseOutput(file: FileHandle, print: (bytes: Uint8Array) => Promise<void>): PhaseOutput {
  const lineEnd = 0x0a;
  const buffer = Buffer.allocUnsafe(64 * 1024);
  let position = 0;
  let last = lineEnd;
  return {
    hasMore: async () => (await file.stat()).size > position,
    showNew: async () => {
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        last = buffer[bytesRead - 1]!;
        await print(Buffer.from(buffer.subarray(0, bytesRead)));
      }
    },
    endLine: async () => {
      if (last !== lineEnd) await print(Buffer.from("\n"));
      last = lineEnd;
    },
  };
}
