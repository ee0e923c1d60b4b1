/** Files that a step's command writes, too: what it leaves without a line feed at its end would run into our first line. */
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from "node:fs";

/** Reads and appends without following a link, or waiting at a fifo, that the command has put in the file's place. */
const flags = constants.O_RDWR | constants.O_APPEND | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Ends the file's last line if it is unfinished. Leaves alone what is missing or not a file. */
export function endLastLine(path: string | undefined): void {
  if (!path) return;
  let file: number;
  try {
    file = openSync(path, flags);
  } catch {
    return; // the next write to it says why that cannot be done
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.size === 0) return;
    const last = Buffer.alloc(1);
    readSync(file, last, 0, 1, stats.size - 1);
    if (last[0] !== 0x0a) writeSync(file, "\n");
  } finally {
    closeSync(file);
  }
}
