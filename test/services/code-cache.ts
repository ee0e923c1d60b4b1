/**
 * What Node and treestamp keep of compiled code, shared by all programs that the tests start: without, each start takes up
 * to four times as long. Node keeps a user's apart by the number, and none may write another's folder.
 */
import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** The folder for a user's programs, as NODE_COMPILE_CACHE; made where it is not there. */
export function codeCacheOf(uid: number = process.getuid!()): string {
  // Not in the folder of temporary files, which ends with the process that runs the tests.
  const folder = join("/var/tmp", `treestamp-test-code-${uid}`);
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chownSync(folder, uid, uid);
  return folder;
}
