/**
 * Environments that last as long as a job of a CI service, so that its steps see what those before them wrote:
 *
 *     jobs/OWNER/HEX/   the environment of the snapshot whose chunk table has the digest sha256:HEX
 *       lock              held by whoever has it mounted: an upper folder can be in one overlay only
 *       upper, work       of the overlay; root's
 *       home              the home folder of a caller that is not root
 *
 * OWNER is the process that runs the job's steps, our parent: no process of ours goes on between the steps. So what a
 * runner that died has left is recognised by its name (see owner.ts).
 */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { TreestampError } from "../errors.ts";
import { removeAsAnyone } from "../machine/elevate.ts";
import { exists, missing } from "../machine/missing.ts";
import { isAbandoned, isOwned, parentName } from "../machine/owner.ts";
import { run } from "../machine/process.ts";
import { hexOf } from "../store/digest.ts";
import type { Digest } from "../store/port.ts";
import { checkOurs } from "./ownership.ts";

/** A runner ends a job after this time at the latest. Milliseconds. Source: docs.github.com, "Usage limits" (5 days). */
const longestJob = 5 * 24 * 3600 * 1000;

/**
 * Makes the environment of a snapshot, unless the job has it already, and removes what dead jobs have left.
 * @param cacheFolder where a job that has none yet gets its folder
 * @param job the job's folder, where it has one
 * @returns the job's folder
 * @throws input-invalid where that is none of ours
 */
export async function keepEnvironment(cacheFolder: string, job: string | undefined, digest: Digest): Promise<string> {
  const jobs = join(cacheFolder, "jobs");
  await removeDeadJobs(jobs, job);
  const folder = job === undefined ? join(jobs, await parentName()) : await checkedJob(job);
  const environment = join(folder, hexOf(digest));
  await mkdir(environment, { recursive: true, mode: 0o700 });
  await writeFile(join(environment, "lock"), "", { mode: 0o600 });
  return folder;
}

/**
 * The folder of a snapshot's environment in a job; undefined where the job has none of it.
 * @throws input-invalid where `job` is no job's folder of ours
 */
export async function keptEnvironment(job: string, digest: Digest): Promise<string | undefined> {
  const environment = join(await checkedJob(job), hexOf(digest));
  return (await exists(environment)) ? environment : undefined;
}

/**
 * Removes all environments of a job, once none of them is mounted any more.
 * @throws sandbox-failed where a command still runs in one; machine-failed where not all could be removed
 */
export async function endJob(job: string): Promise<void> {
  if (!(await exists(job))) return;
  await checkedJob(job);
  for (const name of await readdir(job).catch(missing([] as string[]))) {
    const { exitCode } = await run("flock", ["--timeout", "10", join(job, name, "lock"), "true"]);
    if (exitCode !== 0) {
      throw new TreestampError("sandbox-failed", `A command still runs in ${join(job, name)}.`, {
        remedy: "End it, and remove the folder.",
      });
    }
  }
  await removeAsAnyone([job]);
  if (await exists(job)) {
    throw new TreestampError("machine-failed", `${job} could not be removed.`, { remedy: `Run: sudo rm -rf ${job}` });
  }
}

async function removeDeadJobs(jobs: string, ownJob: string | undefined): Promise<void> {
  const dead: string[] = [];
  for (const path of (await readdir(jobs).catch(missing([] as string[]))).map((name) => join(jobs, name))) {
    if (path !== ownJob && (await isAbandoned(path, Date.now(), longestJob))) dead.push(path);
  }
  await removeAsAnyone(dead);
}

/** What is removed and mounted as root: so not whatever a variable says. */
async function checkedJob(job: string): Promise<string> {
  if (job.startsWith("/") && isOwned(job) && basename(dirname(job)) === "jobs" && (await exists(job))) {
    await checkOurs(job);
    return job;
  }
  throw new TreestampError("input-invalid", `There is no environment of this job at ${job}.`, {
    remedy: "TREESTAMP_JOB is set by the pull action: leave it as it is, and run the action again where it was lost.",
  });
}
