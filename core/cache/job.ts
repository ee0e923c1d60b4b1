/**
 * Environments that last as long as a job of a CI service, so that its steps see what those before them wrote. In the cache's
 * folder of jobs:
 *
 *     OWNER/HEX/        the environment of the snapshot whose chunk table has the digest sha256:HEX
 *       lock              held while it is mounted: an upper folder can be in one overlay only
 *       upper, work       of the overlay; root's
 *       home              the home folder of a caller that is not root
 *       TAG.json          what a `pull` of the job has named so: a `run` that names nothing takes it
 *
 * OWNER is the process that runs the job's steps, an ancestor of ours: no process of ours goes on between the steps. So what
 * a runner that died has left is recognised by its name (see owner.ts).
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TreestampError } from "../errors.ts";
import type { CacheInputs } from "../inputs/caches.ts";
import { removeAsAnyone } from "../machine/elevate.ts";
import { exists, missing } from "../machine/missing.ts";
import { ancestorName, isAbandoned, isOwned } from "../machine/owner.ts";
import { checkOurs, ourFolder } from "../machine/ownership.ts";
import { run } from "../machine/process.ts";
import { hexOf } from "../oci/digest.ts";
import type { Digest } from "../oci/port.ts";
import type { Key } from "../recipe/recipe.ts";
import { cacheFolders, isJobsFolder } from "./folders.ts";

/** A runner ends a job after this time at the latest. Milliseconds. Source: docs.github.com, "Usage limits" (5 days). */
const longestJob = 5 * 24 * 3600 * 1000;

/** A job of a CI service, as its host knows it. */
export interface Job {
  /** Undefined as long as no step has pulled. */
  readonly folder: string | undefined;
  /** How far above us the process stands that lasts as long as the job: 1 for our parent. */
  readonly generations: number;
}

/** An environment that a step of the job has pulled. */
export interface Pulled {
  /** By which the cache remembers it. */
  readonly location: string;
  readonly key: Key;
  /** Whether an input of the step named it, and not `treestamp.yml` alone. */
  readonly byInputs: boolean;
  /** Folders of the image that its commands may write, as they are written. */
  readonly writable: readonly string[];
  /** What they find again. */
  readonly caches: readonly CacheInputs[];
}

/**
 * Makes the environment of a snapshot, unless the job has it already, and removes what dead jobs have left.
 * @param cacheFolder where a job that has none yet gets its folder
 * @returns the job's folder
 * @throws input-invalid where that is none of ours
 */
export async function keepEnvironment(
  cacheFolder: string,
  { folder: job, generations }: Job,
  digest: Digest,
  pulled: Pulled,
): Promise<string> {
  const { jobs } = cacheFolders(cacheFolder);
  await ourFolder(jobs);
  await removeDeadJobs(jobs, job);
  const folder = job === undefined ? join(jobs, await ancestorName(generations)) : await checkedJob(jobs, job);
  await ourFolder(folder);
  const environment = join(folder, hexOf(digest));
  await ourFolder(environment);
  await writeFile(join(environment, "lock"), "", { mode: 0o600, flag: "wx" }).catch(isThere);
  await writeFile(join(environment, `${pulled.key.tag}.json`), `${JSON.stringify(pulled)}\n`, { mode: 0o600 });
  return folder;
}

/**
 * What the steps of a job have pulled.
 * @throws input-invalid where `job` is no job's folder in this cache folder
 */
export async function pulledIn(cacheFolder: string, job: string): Promise<readonly Pulled[]> {
  const folder = await checkedJob(cacheFolders(cacheFolder).jobs, job);
  const pulled: Pulled[] = [];
  for (const name of await readdir(folder)) {
    for (const file of (await readdir(join(folder, name))).filter((entry) => entry.endsWith(".json"))) {
      const path = join(folder, name, file);
      await checkOurs(path);
      pulled.push(JSON.parse(await readFile(path, "utf8")) as Pulled);
    }
  }
  return pulled;
}

/**
 * The folder of a snapshot's environment in a job; undefined where the job has none of it.
 * @throws input-invalid where `job` is no job's folder in this cache folder
 */
export async function environmentOfJob(cacheFolder: string, job: string, digest: Digest): Promise<string | undefined> {
  const environment = join(await checkedJob(cacheFolders(cacheFolder).jobs, job), hexOf(digest));
  if (!(await exists(environment))) return undefined;
  await checkOurs(environment);
  return environment;
}

/**
 * Removes all environments of a job, once none of them is mounted any more.
 * @param patience how long a command that was killed may take to be gone. Seconds.
 * @throws sandbox-failed where a command still runs in one; machine-failed where not all could be removed
 */
export async function endJob(job: string, patience = 10): Promise<void> {
  if (!(await exists(job))) return;
  await checkedJob(dirname(job), job);
  for (const name of await readdir(job).catch(missing([] as string[]))) {
    const { exitCode } = await run("flock", ["--timeout", `${patience}`, join(job, name, "lock"), "true"]);
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

/**
 * What is removed and mounted as root: so not whatever a variable says. A command of the job can set the variable, and can
 * write to folders of ours, but not to the cache folder, which it does not see.
 * @param jobs where all jobs of this cache folder are
 */
async function checkedJob(jobs: string, job: string): Promise<string> {
  if (dirname(job) !== jobs || !isJobsFolder(jobs) || !isOwned(job) || !(await exists(job))) {
    throw new TreestampError("input-invalid", `There is no environment of this job at ${job}.`, {
      remedy:
        "TREESTAMP_JOB is set by the pull action: leave it as it is, give all steps of the job the same `cache-folder`, and run the action again where the environment was lost.",
    });
  }
  await checkOurs(jobs);
  await checkOurs(job);
  return job;
}

export interface JobEnvironments {
  /** Keeps the environment of a snapshot for later steps. @returns the job's folder */
  keep(digest: Digest, pulled: Pulled): Promise<string>;
  /** What the steps before this one have pulled. */
  pulled(): Promise<readonly Pulled[]>;
  /** The folder of a snapshot's environment; undefined if the job has none of it. */
  folderOf(digest: Digest): Promise<string | undefined>;
}

/** The environments of one job in the cache in `cacheFolder`. */
export function jobEnvironments(cacheFolder: string, job: Job): JobEnvironments {
  const { folder } = job;
  return {
    keep: (digest, pulled) => keepEnvironment(cacheFolder, job, digest, pulled),
    pulled: async () => (folder === undefined ? [] : pulledIn(cacheFolder, folder)),
    folderOf: async (digest) => (folder === undefined ? undefined : environmentOfJob(cacheFolder, folder, digest)),
  };
}

function isThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
