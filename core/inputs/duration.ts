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
  return parseTime(written, fail, { longest, form: "90s or 1h30m; 24 days at most" });
}

/** The same for what no timer waits for: `7d`, too. @throws what `fail` makes of a fault */
export function parseAge(written: string, fail: Fail): Duration {
  return parseTime(written, fail, { longest: Number.MAX_SAFE_INTEGER, form: "12h or 7d" });
}

function parseTime(
  written: string,
  fail: Fail,
  { longest, form }: { readonly longest: number; readonly form: string },
): Duration {
  const [whole, days = "0", hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(written.trim()) ?? [];
  const milliseconds = (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (whole !== undefined && milliseconds > 0 && milliseconds <= longest) return { milliseconds, written: whole };
  const isNumber = /^\d+$/.test(written.trim());
  const fault = isNumber ? "has no unit" : whole && milliseconds > longest ? "is too long" : "is not a time";
  const example = isNumber && Number(written) > 0 ? `${Number(written)}m` : "10m";
  throw fail(`"${written}" ${fault}`, `Write a number and its unit, such as ${example}, ${form}.`);
}
