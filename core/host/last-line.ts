/** Files that a step's command writes, too: what it leaves without a line feed at its end would run into our first line. */
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Ends the file's last line, where it has no end. A file that is not there, or no file, is left alone. */
export function endLastLine(path: string | undefined): void {
  if (!path) return;
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return; // whoever writes to it says why that cannot be done
  }
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1);
    if (size === 0 || readSync(file, last, 0, 1, size - 1) === 0 || last[0] === 0x0a) return;
  } finally {
    closeSync(file);
  }
  appendFileSync(path, "\n");
}
