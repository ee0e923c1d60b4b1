/** A run that has passed before: the whole process, on a runner that has nothing yet, from a record in the registry. */
import { join } from "node:path";
import { alternate, wallTime } from "./measure.ts";
import { ourselvesIn, stageAmounts } from "./ours.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

/** A job on a branch: a person's machine would record for itself alone. */
const job = { GITHUB_ACTIONS: "true", GITHUB_REF: "refs/heads/main", GITHUB_EVENT_NAME: "push" };

export async function measureReuse(world: World): Promise<readonly Found[]> {
  const ours = ourselvesIn(job, await world.image(), join(world.work, "cache-reuse"), ["--reuse"]);
  await ours.runIn("true");
  const stages: Awaited<ReturnType<typeof ours.stagesOf>>[] = [];
  const again = async () => stages.push(await ours.stagesOf("true"));
  const contestant = wallTime("treestamp", again, ours.forgetAll);
  const measured = await alternate([contestant], 2 * world.rounds.short, world.say);
  if (stages.some((each) => each.some(({ name }) => name === "run"))) throw new Error("The command was run again.");
  world.note("stages of a run that has passed before", stageAmounts(stages));
  return [{ name: "reuse-hit", ours: measured("treestamp") }];
}
