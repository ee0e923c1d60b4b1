/** A graph of 50 environments, ten wide and five deep: all keys and lookups, a whole process. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { commitAll } from "./image.ts";
import { alternate, wallTime } from "./measure.ts";
import { run, treestamp } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

const [width, depth] = [10, 5];

export async function measureGraph(world: World): Promise<readonly Found[]> {
  const repository = join(world.work, "graph");
  const { host } = await world.registry();
  const environments: string[] = [];
  for (let index = 0; index < width * depth; index++) {
    const upstream = index < width ? undefined : `e${index - width}`;
    const name = `e${index}`;
    await mkdir(join(repository, name), { recursive: true });
    await writeFile(join(repository, name, "Dockerfile"), `FROM ${upstream ?? "scratch"}\nCOPY file /${name}\n`);
    await writeFile(join(repository, name, "file"), name);
    environments.push(`  ${name}: { ${upstream === undefined ? "" : `from: ${upstream}, `}context: ${name} }\n`);
  }
  await writeFile(join(repository, "treestamp.yml"), `image: ${host}/graph\nenvironments:\n${environments.join("")}`);
  await run(["git", "-C", repository, "init", "--quiet"]);
  await commitAll(repository, "Fifty environments");
  const words = treestamp("plan", "-C", repository, "--json", "--cache-folder", join(world.work, "cache"));
  const plan = async () => {
    const { include } = JSON.parse(await run(words));
    if (include.length !== width * depth) throw new Error(`The plan has ${include.length} environments.`);
  };
  const measured = await alternate([wallTime("treestamp plan", plan)], world.rounds.short, world.say);
  return [{ name: "graph-keys", ours: measured("treestamp plan") }];
}
