/** One more command in an environment that is ready: whole processes, against `docker run` of a local image. */
import { join } from "node:path";
import { dockerPeer } from "./docker-peer.ts";
import { alternate, type Contestant, eachRound, wallTime } from "./measure.ts";
import { ourselves } from "./ours.ts";
import { bareNode, run } from "./programs.ts";
import type { Found } from "./results.ts";
import { dockerStores, type World } from "./world.ts";

export async function measureAgain(world: World): Promise<readonly Found[]> {
  const image = await world.image();
  const ours = ourselves(image, join(world.work, "cache"));
  await ours.runIn("true");
  const contestants: Contestant[] = [
    wallTime("treestamp", () => ours.runIn("true")),
    wallTime("node", () => run(bareNode)),
  ];
  const chosen = dockerStores.filter((store) => world.wants(`one-more-command-${store}`));
  for (const store of chosen) {
    const docker = dockerPeer(await world.docker(store));
    await docker.ensure(image.reference);
    await docker.runIn(image.reference, "true");
    contestants.push(wallTime(store, () => docker.runIn(image.reference, "true")));
  }
  const measured = await alternate(contestants, 2 * world.rounds.short, world.say);
  return [
    ...chosen.map((store) => ({
      name: `one-more-command-${store}`,
      ours: measured("treestamp"),
      peer: measured(store),
    })),
    { name: "kept-runner", ours: eachRound((whole, node) => whole - node, measured("treestamp"), measured("node")) },
  ];
}
