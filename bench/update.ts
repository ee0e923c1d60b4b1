/**
 * What an update costs: three npm packages changed, and a registry and a machine that have the snapshot from before. How many bytes
 * are pushed and fetched, against the whole snapshot's and the changed packages' own, compressed as our chunks are; and how long
 * packing takes beside it, against packing from nothing. Bytes are the same each time: one round.
 */
import { cp, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installModules } from "./base.ts";
import { buildAndPublish, commitAll, contentsOf } from "./image.ts";
import { ourselves } from "./ours.ts";
import { run, secondsOf, treestampJson } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

/** Other versions of packages that the base has: what `npm update` would bring. */
const changed = { "date-fns": "4.3.0", lodash: "4.17.21", typescript: "5.9.2" };

const dockerfile = `FROM base
COPY jobs/ /bench/
COPY changed/ /changed/
RUN for package in ${Object.keys(changed).join(" ")}; do \\
      rm -r "/node_modules/$package" && mv "/changed/$package" "/node_modules/$package"; \\
    done && rmdir /changed
`;

export async function measureUpdate(world: World): Promise<readonly Found[]> {
  const { work, say } = world;
  const before = await world.image();
  const cache = join(work, "cache-of-update");
  await ourselves(before, cache).runIn("true");

  say("building the image with three packages changed (2 min)");
  const repository = join(work, "changed");
  await cp(before.repository, repository, { recursive: true });
  const home = join(work, "changed-modules");
  await installModules(changed, home);
  await mkdir(join(repository, "changed"));
  for (const name of Object.keys(changed)) {
    await cp(join(home, "node_modules", name), join(repository, "changed", name), { recursive: true });
  }
  await writeFile(join(repository, "Dockerfile"), dockerfile);
  await commitAll(repository, "Change three packages");
  const builder = await world.docker("containerd");
  const builds = join(work, "cache-of-changed-build");
  const { image, stages: made } = await buildAndPublish(repository, before.store, builds, builder.env);
  await rm(builds, { recursive: true, force: true });
  const pushed = made.find(({ name }) => name === "pack")?.bytes;
  if (pushed === undefined) throw new Error("treestamp build did not say how many bytes it packed.");
  say("the same beside nothing, in a repository that has no ancestor");
  const alone = await buildAndPublish(repository, before.store.replace(/[^/]*$/, "alone"), builds, builder.env);
  await rm(builds, { recursive: true, force: true });

  const words = ["pull", "-C", repository, "--store", image.store, "--cache-folder", cache];
  const { stages } = await treestampJson(words);
  const fetched = stages.find(({ name }) => name === "fetch")?.bytes;
  if (fetched === undefined) throw new Error("treestamp pull did not say how many bytes it fetched.");
  const tar = join(work, "changed.tar");
  const fixed = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  await run(["tar", ...fixed, "-cf", tar, "-C", join(repository, "changed"), "."]);
  await run(["zstd", "--quiet", "-3", tar]);
  const megabytes = (bytes: number) => [bytes / 1e6];
  const { frames } = await contentsOf(alone.image);
  return [
    { name: "publish-delta", ours: megabytes(pushed), peer: megabytes(frames.size) },
    { name: "pack-again", ours: [secondsOf(made, "pack")], peer: [secondsOf(alone.stages, "pack")] },
    {
      name: "update-against-packages",
      ours: megabytes(fetched),
      peer: megabytes((await stat(`${tar}.zst`)).size),
    },
    { name: "update-against-image", ours: megabytes(fetched), peer: megabytes(frames.size) },
  ].filter(({ name }) => world.wants(name));
}
