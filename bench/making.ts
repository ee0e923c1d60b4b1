/**
 * Making an image. The recipe copies all of the base into layers of its own, so that everybody has to compress what the
 * build made, as after `RUN apt-get install …`; nothing is known of it anywhere: empty caches, a new registry.
 * Both build with the same docker daemon, with the containerd store, where BuildKit pushes what it made without a detour;
 * `docker push` from the classic store, which keeps layers uncompressed, is what packing is compared with.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import { type RunningRegistry, startRegistry } from "../test/services/registry.ts";
import { benchBase } from "./base.ts";
import { dockerPeer } from "./docker-peer.ts";
import { buildAndPublish, makeRecipe } from "./image.ts";
import { alternate, wallTime } from "./measure.ts";
import { stageAmounts } from "./ours.ts";
import { run, secondsOf, settle } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

const dockerfile = `FROM base AS packages
FROM scratch
COPY --from=packages /usr/ /usr/
COPY --from=packages /node_modules/ /node_modules/
COPY jobs/ /bench/
`;

export async function measureMaking(world: World): Promise<readonly Found[]> {
  const { say, wants, rounds, work } = world;
  const base = await benchBase(say);
  const repository = join(work, "made");
  await makeRecipe(base, dockerfile, repository);
  const builder = dockerPeer(await world.docker("containerd"));
  const nextRegistry = registriesOf(world);
  const cache = join(work, "cache-of-making");
  const runs: (readonly Stage[])[] = [];
  let host = "";
  /** Where the classic store can get the image that was built. */
  let made = "";

  const ours = wallTime(
    "treestamp build",
    async () => {
      const { image, stages } = await buildAndPublish(repository, `${host}/bench`, cache, builder.env);
      made = image.reference;
      runs.push(stages);
    },
    async () => {
      await builder.forgetAll();
      await rm(cache, { recursive: true, force: true });
      host = await nextRegistry("treestamp");
    },
  );
  const from = ["--build-context", `base=oci-layout://${base.folder}@${base.digest}`];
  const plain = ["--quiet", "--provenance=false", "--sbom=false"];
  const dockerBuild = wallTime(
    "docker build + push",
    () => {
      const to = ["--push", "--tag", `${host}/bench:made`];
      return run(["docker", "buildx", "build", ...plain, ...from, ...to, repository], builder.env);
    },
    async () => {
      await builder.forgetAll();
      host = await nextRegistry("docker");
    },
  );
  const contestants = [ours, ...(wants("build-and-publish") ? [dockerBuild] : [])];
  if (wants("pack")) {
    const classic = dockerPeer(await world.docker("overlay2"));
    const docker = (...args: string[]) => run(["docker", ...args], classic.env);
    const local = "made:local";
    const push = () => docker("push", "--quiet", `${host}/bench:made`);
    const reset = async () => {
      if (!(await classic.has(local))) {
        await classic.pull(made);
        await docker("tag", made, local);
      }
      host = await nextRegistry("push");
      await docker("tag", local, `${host}/bench:made`);
      await settle();
    };
    contestants.push(wallTime("docker push", push, reset));
  }
  const measured = await alternate(contestants, rounds.long, say);

  world.note("stages of build, pack and publish", stageAmounts(runs));
  const packs = runs.map((stages) => secondsOf(stages, "pack"));
  const found: Found[] = [];
  if (wants("build-and-publish")) {
    found.push({ name: "build-and-publish", ours: measured(ours.name), peer: measured(dockerBuild.name) });
  }
  if (wants("pack")) found.push({ name: "pack", ours: packs, peer: measured("docker push") });
  return found;
}

/** Gives a contestant an empty registry, and stops its previous one. */
function registriesOf(world: World): (who: string) => Promise<string> {
  const running = new Map<string, RunningRegistry>();
  world.defer(() => Promise.all([...running.values()].map((registry) => registry.stop())));
  return async (who) => {
    await running.get(who)?.stop();
    const registry = await startRegistry();
    running.set(who, registry);
    return registry.host;
  };
}
