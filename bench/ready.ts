/**
 * Inside of an environment that is ready, on a machine whose memory holds nothing of it: each round starts with all
 * caches of the kernel dropped. For treestamp that is the snapshot's file and what was parsed from it, for docker the
 * files of the layers and their inodes: what a runner that kept its disk meets in the morning. On a machine that has
 * just fetched the image both are in memory; the jobs of first-command.ts show that.
 *
 * A job measures itself and prints seconds, so that the start of the container is no part of it.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dockerPeer } from "./docker-peer.ts";
import { alternate, type Contestant } from "./measure.ts";
import { ourselves } from "./ours.ts";
import { run, settle } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

const jobs = {
  "touch-in-order": ["node", "/bench/touch-files.cjs", "/bench/files-in-order"],
  "touch-at-random": ["node", "/bench/touch-files.cjs", "/bench/files-at-random"],
  "walk-all-files": ["node", "/bench/walk-files.cjs"],
  compile: ["sh", "/bench/compile.sh"],
} as const;

export async function measureReady(world: World): Promise<readonly Found[]> {
  const image = await world.image();
  const ours = ourselves(image, join(world.work, "cache"));
  const docker = dockerPeer(await world.docker("overlay2"));
  await Promise.all([ours.runIn("true"), docker.ensure(image.reference)]);

  const contestants: Contestant[] = [];
  for (const [name, command] of Object.entries(jobs)) {
    if (!world.wants(name)) continue;
    const contestant = (who: string, runJob: () => Promise<string>): Contestant => ({
      name: `${name}: ${who}`,
      reset: dropCaches,
      work: async () => ({ [`${name}: ${who}`]: Number(await runJob()) }),
    });
    contestants.push(contestant("treestamp", () => ours.runIn(...command)));
    contestants.push(contestant("docker", () => docker.runIn(image.reference, ...command)));
  }
  const measured = await alternate(contestants, world.rounds.short, world.say);
  return Object.keys(jobs)
    .filter(world.wants)
    .map((name) => ({ name, ours: measured(`${name}: treestamp`), peer: measured(`${name}: docker`) }));
}

/** Empties the kernel's memory of files: pages, names and inodes. Source: proc_sys_vm(5). */
async function dropCaches(): Promise<void> {
  await settle(); // what was not written yet cannot be dropped
  await writeFile("/proc/sys/vm/drop_caches", "3");
  await run(["true"]); // what every program needs is in memory again
}
