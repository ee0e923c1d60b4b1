/** The figures and their goals: what treestamp promises, in the order in which the results list them. */
import type { Goal } from "./results.ts";

const atMost = (goal: number, text = goal.toFixed(1)) => ({
  limits: "ratio" as const,
  goal,
  goalText: `at most ${text}`,
});
const amount = (goal: number, unit: string) => ({ limits: "ours" as const, goal, goalText: `at most ${goal} ${unit}` });

const classic = "classic overlay2 store";
const containerd = "containerd store";

export const firstCommandGoals: readonly Goal[] = [
  {
    name: "first-command-containerd",
    title: "From nothing to the first command, loopback",
    unit: "s",
    against: `docker pull + run, ${containerd}`,
    ...atMost(1 / 12, "1/12"),
  },
  {
    name: "first-command-overlay2",
    title: "From nothing to the first command, loopback",
    unit: "s",
    against: `docker pull + run, ${classic}`,
    ...atMost(1 / 15, "1/15"),
  },
  {
    name: "job-modules-containerd",
    title: "From nothing through a job that loads 15,000 modules",
    unit: "s",
    against: `the same in docker, ${containerd}`,
    ...atMost(1 / 3, "1/3"),
  },
  {
    name: "job-modules-overlay2",
    title: "From nothing through a job that loads 15,000 modules",
    unit: "s",
    against: `the same in docker, ${classic}`,
    ...atMost(1 / 3, "1/3"),
  },
  {
    name: "job-go-containerd",
    title: "From nothing through a cold go build of net/http",
    unit: "s",
    against: `the same in docker, ${containerd}`,
    ...atMost(1 / 3, "1/3"),
  },
  {
    name: "job-go-overlay2",
    title: "From nothing through a cold go build of net/http",
    unit: "s",
    against: `the same in docker, ${classic}`,
    ...atMost(1 / 3, "1/3"),
  },
];

export const gigabitGoals: readonly Goal[] = [
  {
    name: "gigabit-containerd",
    title: "From nothing to the first command, 1 Gbit/s",
    unit: "s",
    against: `docker pull + run, ${containerd}`,
    ...atMost(1 / 6, "1/6"),
  },
  {
    name: "gigabit-overlay2",
    title: "From nothing to the first command, 1 Gbit/s",
    unit: "s",
    against: `docker pull + run, ${classic}`,
    ...atMost(1 / 10, "1/10"),
  },
  {
    name: "gigabit-curl",
    title: "From nothing to the first command, 1 Gbit/s",
    unit: "s",
    against: "bare curl of the same bytes",
    limits: "ratio",
    goal: (curl) => (1.15 * curl + 0.5) / curl,
    goalText: "at most 1.15 x + 0.5 s",
  },
];

export const readyGoals: readonly Goal[] = [
  {
    name: "touch-in-order",
    title: "First touch of 15,000 small files, in path order, cold",
    unit: "s",
    against: `docker, ${classic}`,
    ...atMost(0.9),
  },
  {
    name: "touch-at-random",
    title: "First touch of 15,000 small files, at random, cold",
    unit: "s",
    against: `docker, ${classic}`,
    ...atMost(0.9),
  },
  {
    name: "walk-all-files",
    title: "Walk all files, cold",
    unit: "s",
    against: `docker, ${classic}`,
    ...atMost(0.9),
  },
  {
    name: "compile",
    title: "Compile C++, cold",
    unit: "s",
    against: `docker, ${classic}`,
    ...atMost(1),
  },
];

export const againGoals: readonly Goal[] = [
  {
    name: "one-more-command-containerd",
    title: "One more command in a ready environment",
    unit: "s",
    against: `docker run of a local image, ${containerd}`,
    ...atMost(0.7),
  },
  {
    name: "one-more-command-overlay2",
    title: "One more command in a ready environment",
    unit: "s",
    against: `docker run of a local image, ${classic}`,
    ...atMost(0.7),
  },
  {
    name: "kept-runner",
    title: "Unchanged image on a kept runner, beyond Node's start",
    unit: "s",
    against: null,
    ...amount(0.3, "s"),
  },
];

export const makingGoals: readonly Goal[] = [
  {
    name: "build-and-publish",
    title: "Build, pack and publish",
    unit: "s",
    against: "docker build + push",
    ...atMost(1),
  },
  {
    name: "pack",
    title: "Pack alone",
    unit: "s",
    against: `docker push of it, ${classic}`,
    ...atMost(1 / 3, "1/3"),
  },
];

export const assembleGoals: readonly Goal[] = [
  {
    name: "assemble",
    title: "50 MB of files on a base in the registry, published, from nothing",
    unit: "s",
    against: `docker pull, build and push, ${containerd}`,
    ...atMost(1 / 10, "1/10"),
  },
  {
    name: "assemble-warm-docker",
    title: "The same, where docker has the base",
    unit: "s",
    against: `docker build and push, ${containerd}`,
    ...atMost(1 / 3, "1/3"),
  },
  {
    name: "assemble-pushed",
    title: "Bytes pushed for it",
    unit: "MB",
    against: "the new layer and the new chunks",
    ...atMost(1.15, "1.15"),
  },
  {
    name: "assemble-4gb",
    title: "The same on a base of 4 GB",
    unit: "s",
    against: "on a base of 1 GB",
    ...atMost(1.2),
  },
];

export const bootstrapGoals: readonly Goal[] = [
  {
    name: "bootstrap",
    title: "A Debian root from an archive of 250 MB, packed",
    unit: "s",
    against: "xz -d | tar x, and the same packing",
    ...atMost(1.3),
  },
];

export const graphGoals: readonly Goal[] = [
  {
    name: "graph-keys",
    title: "Keys and lookups of 50 environments",
    unit: "s",
    against: null,
    ...amount(2, "s"),
  },
];

export const resolveGoals: readonly Goal[] = [
  {
    name: "resolve",
    title: "Resolve: key and lookup, whole process",
    unit: "s",
    against: "crane digest",
    ...atMost(1.5),
  },
  {
    name: "resolve-beyond-node",
    title: "Resolve, beyond Node's start",
    unit: "ms",
    against: null,
    ...amount(40, "ms"),
  },
  {
    name: "bundle-load",
    title: "Loading our code, beyond Node's start",
    unit: "ms",
    against: null,
    ...amount(100, "ms"),
  },
];

export const verifyGoals: readonly Goal[] = [
  {
    name: "verify-hit",
    title: "Verifying who built an image, on a hit",
    unit: "ms",
    against: null,
    ...amount(150, "ms"),
  },
];

export const keysGoals: readonly Goal[] = [
  {
    name: "keys-of-commits",
    title: "A key, in 1,000 commits of 8,000",
    unit: "ms",
    against: "git rev-parse, a process each",
    ...amount(5, "ms"),
  },
];

export const updateGoals: readonly Goal[] = [
  {
    name: "publish-delta",
    title: "Bytes pushed for the snapshot when three npm packages changed",
    unit: "MB",
    against: "all of the snapshot's bytes",
    ...atMost(0.03, "3 %"),
  },
  {
    name: "pack-again",
    title: "Pack when three npm packages changed",
    unit: "s",
    against: "pack from nothing",
    ...atMost(1 / 3, "1/3"),
  },
  {
    name: "update-against-packages",
    title: "Bytes fetched when three npm packages changed",
    unit: "MB",
    against: "the packages as tar.zst",
    ...atMost(1.4),
  },
  {
    name: "update-against-image",
    title: "Bytes fetched when three npm packages changed",
    unit: "MB",
    against: "all of the snapshot's bytes",
    ...atMost(0.03, "3 %"),
  },
];

export const cacheGoals: readonly Goal[] = [
  {
    name: "cache-go",
    title: "A Go build cache of 1 GB, from nothing to its first byte, 1 Gbit/s",
    unit: "s",
    against: "actions/cache",
    ...atMost(1 / 4, "1/4"),
  },
  {
    name: "cache-node",
    title: "node_modules of 75,000 files, from nothing to the first byte, 1 Gbit/s",
    unit: "s",
    against: "actions/cache",
    ...atMost(1 / 4, "1/4"),
  },
  {
    name: "cache-kept",
    title: "The same Go build cache, unchanged, on a kept runner",
    unit: "s",
    against: null,
    ...amount(0.3, "s"),
  },
  {
    name: "cache-save",
    title: "Saving it after one file has changed, for each GB",
    unit: "s",
    against: null,
    ...amount(5, "s"),
  },
  {
    name: "cache-save-bytes",
    title: "Bytes that are sent for it",
    unit: "MB",
    against: "all of the cache's bytes",
    ...atMost(0.03, "3 %"),
  },
];

export const reuseGoals: readonly Goal[] = [
  {
    name: "reuse-hit",
    title: "A run that has passed before, on a runner that has nothing yet",
    unit: "s",
    against: null,
    ...amount(1.5, "s"),
  },
];

export const memorySizes = [1, 4, 8] as const;

export const memoryGoals: readonly Goal[] = ["pack", "fetch"].flatMap((what) =>
  memorySizes.map((size) => ({
    name: `memory-${what}-${size}gb`,
    title: `Peak memory of ${what}, ${size} GB`,
    unit: "MiB" as const,
    against: null,
    ...amount(200, "MiB"),
  })),
);

/** In the order of the results. */
export const allGoals: readonly Goal[] = [
  ...[firstCommandGoals, gigabitGoals, readyGoals, againGoals, makingGoals, assembleGoals, bootstrapGoals],
  ...[resolveGoals, keysGoals, graphGoals, updateGoals, cacheGoals, reuseGoals, verifyGoals, memoryGoals],
].flat();

/**
 * The figures that a user names: each by its whole name, or several by the part of it before a dash (`gigabit`, `job-go`).
 * @throws Error that lists the names, where one names none
 */
export function figuresNamed(names: readonly string[]): readonly string[] {
  const all = allGoals.map(({ name }) => name);
  return names.flatMap((wanted) => {
    const start = `${wanted.replace(/-$/, "")}-`;
    const named = all.filter((name) => name === wanted || name.startsWith(start));
    if (named.length > 0) return named;
    throw new Error(`There is no figure "${wanted}". There are: ${all.join(", ")}.`);
  });
}
