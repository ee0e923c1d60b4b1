/** Amounts of bytes, as people write them. */
import type { Fail } from "./read.ts";

/** Bytes by unit: powers of ten, and with an i of two. Upper and lower case are the same. */
const units: Readonly<Record<string, number>> = {
  ...{ b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
  ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};

/**
 * Reads `20GB`, `1.5 GiB`, `0`, or `unlimited`, which is Infinity.
 * @throws what `fail` makes of a fault, also of a number without a unit: `20` would be 20 bytes, which nobody means
 */
export function parseSize(text: string, fail: Fail): number {
  const written = text.trim();
  if (written === "unlimited") return Infinity;
  if (written === "0") return 0;
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(written) ?? [];
  const factor = units[unit.toLowerCase()];
  if (number !== undefined && factor !== undefined) return Math.floor(Number(number) * factor);
  const fault = number === undefined ? "is not a size" : unit === "" ? "has no unit" : "has no unit that is known";
  const example = unit === "" && number !== undefined ? `${number}GB` : "20GB";
  throw fail(`"${text}" ${fault}`, `Write a number and its unit, such as ${example} or 512MiB; or 0, or unlimited.`);
}
