/**
 * A layer with no time after a given one, otherwise byte for byte the same: what BuildKit's `rewrite-timestamp` does,
 * for an engine that cannot. Only digits are replaced by as many digits, so that no length changes.
 */
import { parsePaxRecords, setChecksum, setNumber } from "./tar-header.ts";
import { type RewrittenEntry, rewriteTar } from "./tar-rewrite.ts";
import type { Extension, RawEntry } from "./tar-walk.ts";

/**
 * Gives the tar archive `layer` on, with every modification, access and change time that is later than `epoch` set to it.
 * @param epoch seconds since 1970
 * @throws image-invalid where the archive is truncated or breaks its format
 */
export function clampTimes(layer: AsyncIterable<Uint8Array>, epoch: number): AsyncGenerator<Buffer, void, undefined> {
  return rewriteTar(layer, (entry) => {
    for (const extension of entry.extensions) {
      clampHeader(extension, epoch);
      if ("xXg".includes(extension.header.typeFlag)) clampRecords(extension, epoch);
    }
    clampHeader(entry, epoch);
    return true;
  });
}

/** Gives an entry this time, whatever it had; its records of times are clamped. @param epoch seconds since 1970 */
export function setTime({ header, block, extensions }: RewrittenEntry, epoch: number): void {
  for (const extension of extensions) {
    if ("xXg".includes(extension.header.typeFlag)) clampRecords(extension, epoch);
  }
  if (header.mtime === epoch) return;
  setNumber(block, "mtime", epoch);
  setChecksum(block);
}

function clampHeader({ header, block }: Pick<RawEntry, "header" | "block">, epoch: number): void {
  if (header.mtime <= epoch) return;
  setNumber(block, "mtime", epoch);
  setChecksum(block);
}

/** Writes over the digits of times in PAX records. */
function clampRecords({ header, data }: Extension, epoch: number): void {
  for (const [key, value, at] of parsePaxRecords(data.subarray(0, header.size))) {
    if (!["mtime", "atime", "ctime"].includes(key) || !(Number(value) > epoch)) continue;
    const [seconds = "", fraction] = value.split(".");
    const clamped = String(epoch).padStart(seconds.length, "0");
    data.write(fraction === undefined ? clamped : `${clamped}.${"0".repeat(fraction.length)}`, at, "latin1");
  }
}
