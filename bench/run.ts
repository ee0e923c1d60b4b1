/**
 * `npm run bench [-- --only NAME]`: measures treestamp against its peers, on real ones: Docker 29 with both of its image
 * stores, and a real registry on loopback. Writes bench/results.json. See docs/performance.md.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { arch, cpus, release, totalmem } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Stage } from "../core/stages.ts";
import { installMissing, pathWithSystemFolders } from "../scripts/debian-packages.ts";
import { buildMissing, folderOf, neededForGo } from "../scripts/go-tools.ts";
import { goTools, programs } from "../scripts/test-tools.ts";
import { type DockerOptions, type RunningDocker, startDocker } from "../test/services/docker.ts";
import { startRegistry } from "../test/services/registry.ts";
import { benchBase } from "./base.ts";
import { dockerFirstCommand, ourFirstCommand } from "./first-command.ts";
import { floorOf } from "./floor.ts";
import { publishImage } from "./image.ts";
import { alternate, type Figure, figure, lineOf, type Timing, timingOf } from "./measure.ts";

const rounds = 3;
const us = "treestamp run";

/** Each figure: the peer's image store, and the goal for our time by the peer's. */
const figures: readonly { name: string; store: DockerOptions["store"]; goal: number }[] = [
  { name: "first-command-containerd", store: "containerd", goal: 1 / 6 },
  { name: "first-command-overlay2", store: "overlay2", goal: 1 / 12 },
];

/** dockerd of version v2.0.0-beta.21 is Docker 29. */
const tools = goTools.filter(({ command }) => command !== "crane");

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

async function bench(only: string | undefined): Promise<readonly Figure[]> {
  const chosen = figures.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) {
    throw new Error(`There is no figure "${only}". There are: ${figures.map(({ name }) => name).join(", ")}.`);
  }
  if (process.getuid?.() !== 0) throw new Error("Docker daemons are started and snapshots mounted: run it as root.");
  await prepare();
  const base = await benchBase(say);

  await using ends = new AsyncDisposableStack();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void ends.disposeAsync().finally(() => process.exit(130)));
  }
  // Where the daemons keep their data: all contestants write to one disk.
  const work = await mkdtemp("/tmp/treestamp-bench-");
  ends.defer(() => rm(work, { recursive: true, force: true }));
  const registry = await startRegistry();
  ends.defer(() => registry.stop());
  say("building and publishing the image with treestamp build");
  const image = await publishImage(base, registry.host, work);

  const daemons = new Map<string, RunningDocker>();
  for (const { store } of chosen) {
    const docker = await startDocker({ store });
    ends.defer(() => docker.stop());
    daemons.set(store, docker);
  }
  const floor = await floorOf(image, work);
  const runs: (readonly Stage[])[] = [];
  const contestants = [
    ourFirstCommand(us, image, work, (stages) => runs.push(stages)),
    ...chosen.map(({ store }) => dockerFirstCommand(peerOf(store), image, daemons.get(store)!)),
    ...floor.contestants,
  ];
  const timings = await alternate(contestants, rounds, say);
  const ours = timings.get(us)!;
  const results = chosen.map(({ name, store, goal }) => figure(name, ours, timings.get(peerOf(store))!, goal));
  const about = {
    machine: {
      cpu: cpus()[0]!.model.trim(),
      cores: cpus().length,
      memory: totalmem(),
      arch: arch(),
      kernel: release(),
    },
    versions: { node: process.version, ...Object.fromEntries(tools.map(({ command, version }) => [command, version])) },
    snapshot: floor.size,
    floor: Object.fromEntries(floor.contestants.map(({ name }) => [name, timings.get(name)!])),
    stages: stageMedians(runs, ours),
  };
  if (only === undefined) {
    await writeFile(
      join(import.meta.dirname, "results.json"),
      `${JSON.stringify({ ...about, figures: results }, null, 2)}\n`,
    );
  }
  report(about, results);
  return results;
}

function peerOf(store: string): string {
  return `docker pull + run, ${store} store`;
}

/** What the tests need, too, but for what only they need. */
async function prepare(): Promise<void> {
  const needed = ["runc", "crun", "mmdebstrap", "containerd", "docker"];
  await installMissing([
    ...programs.filter(({ command }) => needed.includes(command)),
    { command: "git", debianPackages: ["git"], why: "reads the recipe" },
    { command: "curl", debianPackages: ["curl"], why: "shows how fast bare bytes come" },
    ...neededForGo(),
  ]);
  await buildMissing(tools);
  process.env.PATH = [dirname(process.execPath), ...tools.map(folderOf), pathWithSystemFolders()].join(delimiter);
}

/** Where our time goes: the median of each stage, in their order, and what is left for Node's own start. Seconds. */
function stageMedians(runs: readonly (readonly Stage[])[], whole: Timing): Record<string, number> {
  const medians: Record<string, number> = {};
  for (const { name } of runs[0]!) {
    medians[name] = timingOf(runs.map((stages) => stages.find((stage) => stage.name === name)!.seconds)).median;
  }
  const sum = Object.values(medians).reduce((total, seconds) => total + seconds, 0);
  return { ...medians, rest: Number((whole.median - sum).toFixed(3)) };
}

function report(about: object, results: readonly Figure[]): void {
  process.stdout.write(`${JSON.stringify(about, null, 2)}\n`);
  for (const result of results) process.stdout.write(`${lineOf(result)}\n`);
}

try {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  await bench(values.only);
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
