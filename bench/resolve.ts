/** Naming: the key of a recipe and the lookup of its image, whole processes; and the keys of a whole history. */
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import { run as runProgram } from "../core/machine/process.ts";
import { makeHistory } from "./history.ts";
import { alternate, type Contestant, eachRound, timed, wallTime } from "./measure.ts";
import { stageAmounts } from "./ours.ts";
import { bareNode, interruption, run, treestamp, treestampJson } from "./programs.ts";
import { amountOf, type Found } from "./results.ts";
import type { World } from "./world.ts";

export async function measureResolve(world: World): Promise<readonly Found[]> {
  const { repository, store, reference } = await world.image();
  const words = ["resolve", "-C", repository, "--store", store, "--cache-folder", join(world.work, "cache")];
  const runs: (readonly Stage[])[] = [];
  const measured = await alternate(
    [
      wallTime("treestamp", async () => runs.push((await treestampJson(words)).stages)),
      wallTime("crane", () => run(["crane", "digest", reference])),
      wallTime("skopeo", () => run(["skopeo", "inspect", "--raw", "--tls-verify=false", `docker://${reference}`])),
      wallTime("node", () => run(bareNode)),
    ],
    2 * world.rounds.short,
    world.say,
  );
  world.note("stages of resolve", stageAmounts(runs));
  world.note("beside resolve", {
    "skopeo inspect --raw": amountOf(measured("skopeo")),
    "Node's own start": amountOf(measured("node")),
  });
  const beyond = eachRound((whole, node) => 1000 * (whole - node), measured("treestamp"), measured("node"));
  // What is left of the process when its stages and Node's own start are taken away: reading and compiling our code, and
  // the way out. Measured in resolve itself, so that no code can be loaded behind the figure's back.
  const stages = runs.map((list) => list.reduce((sum, { seconds }) => sum + seconds, 0));
  const loading = eachRound(
    (whole, node, work) => 1000 * (whole - node - work),
    measured("treestamp"),
    measured("node"),
    stages,
  );
  return [
    { name: "resolve", ours: measured("treestamp"), peer: measured("crane") },
    { name: "resolve-beyond-node", ours: beyond },
    { name: "bundle-load", ours: loading },
  ].filter(({ name }) => world.wants(name));
}

const commits = 8000;
const asked = 1000;

export async function measureKeys(world: World): Promise<readonly Found[]> {
  world.say(`making a repository of ${commits} commits`);
  const repository = join(world.work, "history");
  await makeHistory(repository, commits);
  const all = (await run(["git", "-C", repository, "rev-list", "HEAD"])).trim().split("\n");
  const revisions = all.filter((_, i) => i % (commits / asked) === 0).slice(0, asked);
  let keys: string[] = [];
  const ours = async () => {
    const { signal } = interruption;
    const [program, ...args] = treestamp("resolve", "--stdin", "-C", repository);
    const { exitCode, stdout, stderr } = await runProgram(program!, args, { input: revisions.join("\n"), signal });
    if (exitCode !== 0) throw new Error(`treestamp resolve --stdin ended with ${exitCode}: ${stderr}`);
    keys = stdout.toString("utf8").trim().split("\n");
  };
  const theirs = async () => {
    for (const revision of revisions) await run(["git", "-C", repository, "rev-parse", `${revision}:build`]);
  };
  const each = (name: string, work: () => Promise<void>): Contestant => ({
    name,
    work: async () => ({ [name]: (1000 * (await timed(work)).seconds) / asked }),
  });
  const contestants = [each("treestamp", ours), each("git rev-parse", theirs)];
  const measured = await alternate(contestants, world.rounds.short, world.say);
  if (keys.length !== asked) throw new Error(`treestamp resolve --stdin gave ${keys.length} keys.`);
  const different = new Set(keys.map((line) => line.split(" ")[1])).size;
  if (different < 2) throw new Error("All commits have one key: the history does not change the recipe.");
  return [{ name: "keys-of-commits", ours: measured("treestamp"), peer: measured("git rev-parse") }];
}
