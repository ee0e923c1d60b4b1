import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";

/** What all processes of tests have there at a time is far less. Bytes. */
const enough = 12 * 2 ** 30;
const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);

/**
 * Mounts the folder where nobody else sees it. Extended attributes of users are what overlays in a user namespace need of it,
 * and what Linux 6.6 brought to memory.
 */
const script = `
mount -t tmpfs -o mode=1777 treestamp-tests "$TMPDIR"
if touch "$TMPDIR/try" && setfattr -n user.try -v 1 "$TMPDIR/try"; then rm "$TMPDIR/try"; else umount "$TMPDIR"; fi
[ "$1" = private ] || mount --make-rshared /
shift
exec "$@"`;

let allowed;
/** Root of a container, as in the demo, may not. */
function mayMount() {
  allowed ??= spawnSync("unshare", ["--mount", "true"]).status === 0;
  return allowed;
}

/**
 * Has temporary files in memory, where the machine has much of it: they live for a second, and to find a place on a disk for
 * each, and to free it, is a tenth of the processor time of the tests. They go with the process, however that ends.
 * @param options of `fork`
 */
export function inMemory({ env, execArgv }) {
  if (process.getuid() !== 0 || memory < enough || !mayMount()) return { env, execArgv };
  const folder = join(tmpdir(), "treestamp-tests");
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o1777); // for where nothing can be mounted on it
  // What is mounted on the machine later is seen here; what is mounted here, in namespaces that are made of this one alone.
  const root = readFileSync("/proc/self/mountinfo", "utf8").match(/^\d+ \d+ \S+ \S+ \/ .*$/m)?.[0] ?? "";
  const propagation = / shared:/.test(root) ? "shared" : "private";
  const words = ["--mount", "--propagation", "slave", "sh", "-euc", script, "sh", propagation, process.execPath];
  return { env: { ...env, TMPDIR: folder }, execPath: "unshare", execArgv: [...words, ...execArgv] };
}
