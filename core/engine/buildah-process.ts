/** How a program of buildah's runs: as root, in namespaces of its own, and no longer than we do. */

import { TreestampError } from "../errors.ts";
import type { Log } from "../log.ts";
import { type Elevation, elevateWith } from "../machine/elevate.ts";
import { type ProgramResult, run } from "../machine/process.ts";

/** All processes of a command end with its first one, and its mounts go with them. */
const ownNamespaces = ["--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--propagation", "slave"];

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
 * A command line that runs buildah, followed by its own words, in its scratch folder. It is to be started with the environment
 * `env`, and stopped by the end of its input. `isolateNetwork` leaves it no network but its own, empty one.
 */
export function buildahLine(elevate: Elevation, env: NodeJS.ProcessEnv, isolateNetwork: boolean): readonly string[] {
  return [
    ...[...elevateWith(elevate, env), "sh", "-c", supervise, "supervise"],
    ...["unshare", ...ownNamespaces, ...(isolateNetwork ? ["--net"] : [])],
    ...["sh", "-c", inside, "inside", "buildah"],
  ];
}

/** Gives a folder and all in it to root, or to us. */
export async function giveTo(owner: "root" | "us", folder: string, elevate: Elevation): Promise<void> {
  if (elevate.length === 0) return; // we are root, and all of it is ours already
  const numbers = owner === "root" ? "0:0" : `${process.getuid!()}:${process.getgid!()}`;
  const { exitCode, stderr } = await asRoot(elevate, ["chown", "-R", "-h", numbers, "--", folder]);
  if (exitCode !== 0) throw new TreestampError("build-failed", `${folder} cannot change its owner: ${stderr.trim()}`);
}

/** Removes the scratch folder, in which root has files. The log says where that fails: it is no reason to fail the build. */
export async function removeScratch(folder: string, elevate: Elevation, log: Log): Promise<void> {
  const { exitCode, stderr } = await asRoot(elevate, ["rm", "-rf", "--one-file-system", "--", folder]);
  if (exitCode !== 0) log.warning(`${folder} cannot be removed: ${stderr.trim()}`);
}

function asRoot(elevate: Elevation, words: readonly string[]): Promise<ProgramResult> {
  const [program, ...args] = [...elevate, ...words];
  return run(program!, args, { stopBy: "end of input" }); // which they do not read: so nothing stops them half way
}
