/** The environment that a job's steps share. Root mounts and removes it: so it is where we have made it, and ours. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openSnapshotCache } from "../../core/cache/cache.ts";
import { endJob, environmentOfJob, keepEnvironment, pulledIn } from "../../core/cache/job.ts";
import { hexOf } from "../../core/oci/digest.ts";

const digest = `sha256:${"a".repeat(64)}` as const;
const pulled = {
  location: "/store",
  key: { hash: "b".repeat(40), tag: "b".repeat(40), dirty: false },
  byInputs: true,
  writable: [],
  caches: [],
};
let folder: string;
let cache: string;
let job: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "treestamp-job-"));
  cache = join(folder, "cache");
  await mkdir(cache, { mode: 0o700 });
  job = await keepEnvironment(cache, { folder: undefined, generations: 1 }, digest, pulled);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a job's folder is in the cache folder, is found again, and goes with the job", async () => {
  const environment = join(job, hexOf(digest));
  expect(dirname(job)).toBe(join(cache, "jobs"));
  expect(await environmentOfJob(cache, job, digest)).toBe(environment);
  expect(await environmentOfJob(cache, job, `sha256:${"b".repeat(64)}`)).toBeUndefined();
  expect(await keepEnvironment(cache, { folder: job, generations: 1 }, digest, pulled)).toBe(job);
  expect((await stat(environment)).mode & 0o777).toBe(0o700);
  await endJob(job);
  expect(await readdir(join(cache, "jobs"))).toEqual([]);
  await endJob(job);
});

test("a job knows what its steps have pulled", async () => {
  const other = { ...pulled, key: { ...pulled.key, tag: "c".repeat(40) } };
  await keepEnvironment(cache, { folder: job, generations: 1 }, digest, pulled);
  await keepEnvironment(cache, { folder: job, generations: 1 }, `sha256:${"d".repeat(64)}`, other);
  expect(await pulledIn(cache, job)).toEqual(expect.arrayContaining([pulled, other]));
  expect(await pulledIn(cache, job)).toHaveLength(2);
});

/** Each lays out what a command could have made, and gives what it would write to TREESTAMP_JOB. */
const forgeries: readonly (readonly [string, () => Promise<string>])[] = [
  [
    "in a folder for temporary files, as like as two peas",
    async () => {
      const forged = join(folder, "temp/jobs", basename(job));
      await mkdir(join(forged, hexOf(digest)), { recursive: true, mode: 0o700 });
      await writeFile(join(forged, hexOf(digest), "lock"), "");
      return forged;
    },
  ],
  [
    "that leads out of the cache folder and looks as if it did not",
    async () => {
      await mkdir(join(folder, "jobs"));
      await rename(job, join(folder, "jobs", basename(job)));
      return join(cache, "jobs/../../jobs", basename(job)).replace("cache/jobs/../../", "cache/../");
    },
  ],
  [
    "that is a symbolic link",
    async () => {
      await rename(job, join(folder, "elsewhere"));
      await symlink(join(folder, "elsewhere"), job);
      return job;
    },
  ],
  [
    "below a symbolic link",
    async () => {
      await rename(join(cache, "jobs"), join(folder, "jobs"));
      await symlink(join(folder, "jobs"), join(cache, "jobs"));
      return job;
    },
  ],
  [
    "whose environment is a symbolic link",
    async () => {
      await rename(join(job, hexOf(digest)), join(folder, "elsewhere"));
      await symlink(join(folder, "elsewhere"), join(job, hexOf(digest)));
      return job;
    },
  ],
  [
    "of another user",
    async () => {
      await chown(job, 4201, 4201);
      return job;
    },
  ],
  [
    "that others may write",
    async () => {
      await chmod(job, 0o777);
      return job;
    },
  ],
  [
    "whose parent others may write",
    async () => {
      await chmod(join(cache, "jobs"), 0o777);
      return job;
    },
  ],
  ["of another name", async () => join(cache, "jobs", "x")],
  ["that is no path", async () => basename(job)],
];

describe.each(forgeries)("a job's folder %s", (_, forge) => {
  test("is none: nothing is mounted from it, and nothing is written there", async () => {
    const forged = await forge();
    await expect(environmentOfJob(cache, forged, digest)).rejects.toMatchObject({ code: "input-invalid" });
  });
});

test("what was removed by force, and a link at a job's place, end no other job", async () => {
  const kept = join(folder, "kept/jobs", basename(job));
  await mkdir(kept, { recursive: true });
  await chown(kept, 4201, 4201);
  await expect(endJob(kept)).rejects.toMatchObject({ code: "input-invalid" });
  expect(await readdir(dirname(kept))).toEqual([basename(job)]);
});

test("an environment in which a command still runs is not removed, and the failure says where", async () => {
  const lock = join(job, hexOf(digest), "lock");
  const holder = spawn("flock", [lock, "sh", "-c", "echo held; sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  await once(holder.stdout, "data");
  try {
    await expect(endJob(job, 0)).rejects.toMatchObject({
      code: "sandbox-failed",
      message: `A command still runs in ${dirname(lock)}.`,
    });
    expect(await readdir(job)).toEqual([hexOf(digest)]);
  } finally {
    process.kill(-holder.pid!, "SIGKILL");
  }
  await endJob(job);
  expect(await readdir(dirname(job))).toEqual([]);
});

describe("a cache folder whose name others can make mean another", () => {
  test("in a folder that all may write is refused, and in a sticky one it is not", async () => {
    const open = join(folder, "open");
    await mkdir(open);
    await chmod(open, 0o777);
    await expect(openSnapshotCache(join(open, "a/cache"))).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining(`anybody may rename what is in ${open}`),
    });
    await chmod(open, 0o1777);
    await (await openSnapshotCache(join(open, "a/cache"))).close();
  });

  test("in another user's folder in a sticky one is refused", async () => {
    const open = join(folder, "open");
    await mkdir(join(open, "a"), { recursive: true });
    await chmod(open, 0o1777);
    await chown(join(open, "a"), 4201, 4201);
    await expect(openSnapshotCache(join(open, "a/cache"))).rejects.toMatchObject({
      code: "input-invalid",
      message: expect.stringContaining("belongs to uid 4201"),
    });
  });
});
