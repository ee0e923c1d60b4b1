/** What the kernel tells of a process. Source: proc(5), /proc/PID/stat. */
import { readFileSync } from "node:fs";

export interface ProcessStat {
  /** One letter; `Z` has ended, and nobody has asked yet how. */
  readonly state: string;
  readonly parent: string;
  readonly group: string;
  /** Clock ticks since the machine's own start: with the number, this process and no later one. */
  readonly start: string;
}

/**
 * Undefined where there is no such process. The kernel answers at once: to ask a thread for each of four calls would take ten
 * times as long.
 * @param pid also `self`
 */
export function processStat(pid: string): ProcessStat | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
  // The name in field 2 may itself hold spaces and parentheses.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0]!, parent: fields[1]!, group: fields[2]!, start: fields[19]! };
}
