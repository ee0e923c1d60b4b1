/** How buildah's programs run: as root, in their own namespaces, and no longer than this process. */

import { TreestampError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { type Elevation, elevateWith } from "../machine/elevate.ts";
import { type ProgramResult, run } from "../machine/process.ts";

/** All processes of a command end with its first one, and its mounts go with them. */
const ownNamespaces = ["--pid", "--uts", "--fork", "--kill-child", "--mount", "--mount-proc", "--propagation", "slave"];

/** Host name during a build, as in BuildKit. */
const buildHost = "buildkitsandbox";

/**
 * $@ a command line. Runs it in the scratch folder, which is its working directory, and removes that folder where it was
 * told to stop: who told it may not be there any more to do so.
 */
const supervise = `
"$@"
code=$?
if [ -e stopped ]; then
  scratch=$PWD
  cd / && rm -rf --one-file-system -- "$scratch"
fi
exit "$code"
`;

/**
 * $@ a command line. Is the first process of the namespaces: when it ends, the kernel ends all others. It ends when the
 * command does, and when its standard input ends.
 */
const inside = `
exec 3<&0 </dev/null
"$@" 3<&- &
command=$!
{
  read -r line
  : >stopped
  kill -s KILL "$command"
} <&3 &
exec 3<&- 2>/dev/null
wait "$command"
`;

/**
 * $1 the folder of the storage, the others a command line. Before it runs instructions, takes from them what is this machine's: its devices (no node in an image
 * or made by mknod(1) opens one, as docker's device rules have it), its name, and its names of hosts. As in BuildKit, the
 * name is the same everywhere, so that it may get into an image.
 */
const seclude = `
set -e
scratch=$PWD
storage=$1
shift
mkdir -p -m 700 "$storage"
for folder in "$scratch" "$storage"; do
  mount --bind "$folder" "$folder"
  mount -o remount,bind,nodev "$folder"
done
cd "$scratch"
mkdir -p dev
mount -t tmpfs -o mode=755,nosuid tmpfs dev
for name in null zero full random urandom tty; do
  : >"dev/$name"
  mount --bind "/dev/$name" "dev/$name"
done
mkdir dev/pts dev/shm dev/mqueue
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs dev/shm
mount --rbind /dev/pts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/\${number%%:*}" "dev/\${number#*:}"; done
mount --rbind dev /dev
echo ${buildHost} >/proc/sys/kernel/hostname
if [ -e /etc/hosts ]; then
  printf '127.0.0.1 localhost ${buildHost}\n::1 localhost ip6-localhost ip6-loopback\n' >hosts
  mount --bind hosts /etc/hosts
fi
exec "$@"
`;

/** How a command is run. */
export interface Surroundings {
  /** Its environment, with which the command line is to be started. */
  readonly env: NodeJS.ProcessEnv;
  /** True where it runs instructions of a Dockerfile. */
  readonly secluded: boolean;
  /** True leaves it no network but its own, empty one. */
  readonly isolateNetwork: boolean;
}

/**
 * The start of a command line that runs buildah on a storage, followed by its own words, in its scratch folder. It is stopped by the end of its input.
 */
export function buildahLine(
  elevate: Elevation,
  storage: string,
  { env, secluded, isolateNetwork }: Surroundings,
): readonly string[] {
  return [
    ...[...elevateWith(elevate, env), "sh", "-c", supervise, "supervise"],
    ...["unshare", ...ownNamespaces, ...(isolateNetwork ? ["--net"] : [])],
    ...["sh", "-c", inside, "inside"],
    ...(secluded ? ["sh", "-c", seclude, "seclude", storage] : []),
    "buildah",
  ];
}

/** Gives a folder and everything in it to root, or to this user. */
export async function giveTo(owner: "root" | "us", folder: string, elevate: Elevation): Promise<void> {
  if (elevate.length === 0) return; // we are root, and all of it is ours already
  const numbers = owner === "root" ? "0:0" : `${process.getuid!()}:${process.getgid!()}`;
  const { exitCode, stderr } = await asRoot(elevate, ["chown", "-R", "-h", numbers, "--", folder]);
  if (exitCode !== 0) throw new TreestampError("build-failed", `${folder} cannot change its owner: ${stderr.trim()}`);
}

/** Removes the scratch folder, in which root has files. A failure is only logged: it must not fail the build. */
export async function removeScratch(folder: string, elevate: Elevation, log: Log): Promise<void> {
  const { exitCode, stderr } = await asRoot(elevate, ["rm", "-rf", "--one-file-system", "--", folder]);
  if (exitCode !== 0) log.warning(`${folder} cannot be removed: ${stderr.trim()}`);
}

function asRoot(elevate: Elevation, words: readonly string[]): Promise<ProgramResult> {
  const [program, ...args] = [...elevate, ...words];
  return run(program!, args, { stopBy: "end of input" }); // which they do not read: so nothing stops them half way
}
