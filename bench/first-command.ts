/**
 * From nothing to the end of a command, on a machine that does not have the image: `treestamp run` with an empty cache
 * against `docker pull` and `docker run` of the very same tag. One fetch serves several figures, as in a job of several
 * steps: first `true` runs, then each of two real jobs; a job's figure is the fetch, `true` and that job.
 */
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import { dockerPeer } from "./docker-peer.ts";
import { floorOf } from "./floor.ts";
import { alternate, type Contestant, eachRound, timed } from "./measure.ts";
import { ourselves, stageAmounts } from "./ours.ts";
import { amountOf, type Found } from "./results.ts";
import { type DockerStore, dockerStores, type World } from "./world.ts";

/** The jobs, as the image has them. */
const jobs = {
  modules: ["node", "/bench/load-modules.cjs"],
  go: ["sh", "/bench/build-go.sh"],
} as const;
type Job = keyof typeof jobs;

const nameOf = (job: Job, store: DockerStore) => `job-${job}-${store}`;

export async function measureFirstCommand(world: World): Promise<readonly Found[]> {
  const { say, wants, rounds, work } = world;
  const image = await world.image();
  const chosen = dockerStores.filter((store) =>
    [`first-command-${store}`, nameOf("modules", store), nameOf("go", store)].some(wants),
  );
  const steps = (Object.keys(jobs) as Job[]).filter((job) => chosen.some((store) => wants(nameOf(job, store))));
  const runs: (readonly Stage[])[] = [];

  const session = (name: string, reset: () => Promise<void>, start: () => Promise<unknown>, runIn: RunIn) => ({
    name,
    reset,
    async work() {
      const samples: Record<string, number> = { [`${name}: first`]: (await timed(start)).seconds };
      for (const job of steps) samples[`${name}: ${job}`] = (await timed(() => runIn(...jobs[job]))).seconds;
      return samples;
    },
  });
  const ours = ourselves(image, join(work, "cache"));
  const contestants: Contestant[] = [
    session("treestamp", ours.forgetAll, async () => runs.push(await ours.stagesOf("true")), ours.runIn),
  ];
  for (const store of chosen) {
    const docker = dockerPeer(await world.docker(store));
    const pullAndRun = () => docker.pullAndRun(image.reference, "true");
    const runIn: RunIn = (...command) => docker.runIn(image.reference, ...command);
    contestants.push(session(store, docker.forgetAll, pullAndRun, runIn));
  }
  const floors = await floorOf(image, work);
  const measured = await alternate([...contestants, ...floors], rounds.long, say);

  world.note("stages of a first command, loopback", stageAmounts(runs));
  const floorAmounts = floors.map(({ name }) => [name, amountOf(measured(name))] as const);
  world.note("floors of a first command, loopback", Object.fromEntries(floorAmounts));
  return chosen.flatMap((store) => [
    { name: `first-command-${store}`, ours: measured("treestamp: first"), peer: measured(`${store}: first`) },
    ...steps.map((job) => ({
      name: nameOf(job, store),
      ours: eachRound(sum, measured("treestamp: first"), measured(`treestamp: ${job}`)),
      peer: eachRound(sum, measured(`${store}: first`), measured(`${store}: ${job}`)),
    })),
  ]);
}

type RunIn = (...command: string[]) => Promise<unknown>;

const sum = (...amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
