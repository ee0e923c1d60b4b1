/**
 * From nothing to the first command over a line of 1 Gbit/s. Also against a bare curl of the snapshot's bytes, which
 * writes nothing: it is the time that the line itself takes.
 */
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import { dockerPeer } from "./docker-peer.ts";
import { blobUrl, curl } from "./floor.ts";
import { lineRate, startShapedRegistry } from "./gigabit-network.ts";
import { contentsOf } from "./image.ts";
import { alternate, type Contestant, wallTime } from "./measure.ts";
import { ourselves, stageAmounts } from "./ours.ts";
import { run, settle } from "./programs.ts";
import { amountOf, type Found } from "./results.ts";
import { dockerStores, type World } from "./world.ts";

export async function measureGigabit(world: World): Promise<readonly Found[]> {
  const near = await world.image();
  const { frames } = await contentsOf(near);
  const host = await startShapedRegistry(world, (await world.registry()).storage);
  const store = near.store.replace(/^[^/]*/, host);
  const image = { ...near, store, reference: `${store}:${near.tag}` };
  const chosen = dockerStores.filter((name) => world.wants(`gigabit-${name}`));
  const runs: (readonly Stage[])[] = [];
  const rates: number[] = [];

  const ours = ourselves(image, join(world.work, "cache-of-gigabit"), "--plain-http");
  const contestants: Contestant[] = [
    wallTime("treestamp", async () => runs.push(await ours.stagesOf("true")), ours.forgetAll),
    wallTime(
      "curl",
      async () => {
        const rate = Number(await run(curl(blobUrl(store, frames.digest), "--write-out", "%{speed_download}")));
        rates.push((rate * 8) / 1e9);
      },
      settle,
    ),
  ];
  for (const name of chosen) {
    const docker = dockerPeer(await world.docker(name));
    contestants.push(wallTime(name, () => docker.pullAndRun(image.reference, "true"), docker.forgetAll));
  }
  const measured = await alternate(contestants, world.rounds.long, world.say);

  const shaped = amountOf(rates);
  if (shaped.max > (1.05 * lineRate) / 1e9) throw new Error(`The line is not shaped: curl got ${shaped.max} Gbit/s.`);
  world.note("stages of a first command, 1 Gbit/s", stageAmounts(runs));
  world.note("what curl got from the line of 1 Gbit/s", { "Gbit/s": shaped });
  const names = [...chosen, "curl"];
  return names.map((name) => ({ name: `gigabit-${name}`, ours: measured("treestamp"), peer: measured(name) }));
}
