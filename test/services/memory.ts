/** Where a service of the tests keeps its data: in memory, for what a registry or a daemon does to a disk is not under test. */
import { statfsSync } from "node:fs";

/** Linux has it everywhere; in a container it may be small. */
const memory = "/dev/shm";

/** More than all services that run at a time have stored. Bytes. */
const enough = 2 * 2 ** 30;

/** The parent of a service's folder. Its path is short: a socket's may have 107 bytes, no more. Source: unix(7). */
export function serviceFolders(): string {
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize < enough ? "/tmp" : memory;
}
