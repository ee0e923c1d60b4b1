/** What `phasesScript` reports of the phases, read from outside while they run. */
import type { FileHandle } from "node:fs/promises";

interface PhaseEnd {
  readonly exitCode: number;
  /** By the machine's uptime, in seconds. */
  readonly at: number;
  /** When we first read of it, by `performance.now()`. */
  readonly seen: number;
}

/** What is known of the phases, by their index; in the order in which we heard of it. */
export interface PhaseEvents {
  /** When each phase began, by the machine's uptime in seconds. */
  readonly begins: ReadonlyMap<number, number>;
  readonly ends: ReadonlyMap<number, PhaseEnd>;
  /** Reads what is new. */
  look(): Promise<void>;
}

/** No report of ours is longer than a fraction of this; what a phase writes there is not ours. Bytes. */
const longestReport = 1024 * 1024;

/**
 * Reads what `phasesScript` wrote, and what phases may have written between: a success counts by its word alone, and what was
 * heard first of a phase stays. A line that is not whole yet does not count.
 */
export function phaseEvents(file: FileHandle, words: readonly string[]): PhaseEvents {
  const begins = new Map<number, number>();
  const ends = new Map<number, PhaseEnd>();
  const look = async () => {
    const seen = performance.now();
    for (const line of (await contentOf(file)).split("\n").slice(0, -1)) {
      const [what, number, code, ...rest] = line.split(" ");
      const index = Number(number) - 1;
      const at = Number(rest.at(-1) ?? code);
      if (!(index in words) || !Number.isFinite(at)) continue;
      if (what === "begin" && !begins.has(index)) begins.set(index, at);
      if (what !== "end" || ends.has(index)) continue;
      const exitCode = /^\d{1,3}$/.test(code!) ? Number(code) : Number.NaN;
      if (exitCode > 0 || (exitCode === 0 && rest[0] === words[index])) ends.set(index, { exitCode, at, seen });
    }
  };
  return { begins, ends, look };
}

async function contentOf(file: FileHandle): Promise<string> {
  const buffer = Buffer.alloc(Math.min((await file.stat()).size, longestReport));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  return buffer.toString("latin1", 0, bytesRead);
}
