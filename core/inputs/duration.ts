/** Spans of time, as people write them. */
import { TreestampError } from "../errors.ts";

export interface Duration {
  /** More than 0. */
  readonly milliseconds: number;
  /** As it was written, for messages. */
  readonly written: string;
}

/** Timers of Node cannot take longer. Milliseconds. */
const longest = 2 ** 31 - 1;

/**
 * Reads `90s`, `10m`, `1h30m`. `input` is where it was written, for the message.
 * @throws input-invalid
 */
export function parseDuration(input: string, written: string): Duration {
  const [whole, hours = "0", minutes = "0", seconds = "0"] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(written.trim()) ?? [];
  const milliseconds = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (whole !== undefined && milliseconds > 0 && milliseconds <= longest) return { milliseconds, written: whole };
  const isNumber = /^\d+$/.test(written.trim());
  const why = isNumber ? "it has no unit" : whole && milliseconds > longest ? "it is too long" : "it is not a time";
  throw new TreestampError("input-invalid", `The input "${input}" cannot be "${written}": ${why}.`, {
    remedy: `Write a number and its unit, such as ${isNumber && Number(written) > 0 ? `${Number(written)}m` : "10m"}, 90s or 1h30m; 24 days at most.`,
  });
}
