/** Spans of time, as people write them. */
import type { Fail } from "./read.ts";

export interface Duration {
  /** More than 0. */
  readonly milliseconds: number;
  /** As it was written, for messages. */
  readonly written: string;
}

/** Timers of Node cannot take longer. Milliseconds. */
const longest = 2 ** 31 - 1;

/** Reads `90s`, `10m`, `1h30m`. @throws what `fail` makes of a fault */
export function parseDuration(written: string, fail: Fail): Duration {
  const [whole, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(written.trim()) ?? [];
  const milliseconds = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (whole !== undefined && milliseconds > 0 && milliseconds <= longest) return { milliseconds, written: whole };
  const isNumber = /^\d+$/.test(written.trim());
  const fault = isNumber ? "has no unit" : whole && milliseconds > longest ? "is too long" : "is not a time";
  const example = isNumber && Number(written) > 0 ? `${Number(written)}m` : "10m";
  throw fail(
    `"${written}" ${fault}`,
    `Write a number and its unit, such as ${example}, 90s or 1h30m; 24 days at most.`,
  );
}
