/**
 * Assembling: 50 MB of files on the base of the bench, which is in the registry, from a machine that has nothing to an
 * image that is published. docker pulls the base, builds the equal Dockerfile, and pushes.
 */
import { createCipheriv } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import { startRegistry } from "../test/services/registry.ts";
import { dockerPeer } from "./docker-peer.ts";
import { commitAll, type PublishedImage } from "./image.ts";
import { alternate, wallTime } from "./measure.ts";
import { compiled } from "./memory.ts";
import { stageAmounts } from "./ours.ts";
import { run, settle, treestampJson } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

const protoFiles = 1200;
const protoBytes = 50_000_000;

export async function measureAssemble(world: World): Promise<readonly Found[]> {
  const found: Found[] = [];
  const { wants } = world;
  if (wants("assemble") || wants("assemble-warm-docker") || wants("assemble-pushed"))
    found.push(...(await onTheImage(world)));
  if (wants("assemble-4gb")) found.push(await onLargeBases(world));
  return found.filter(({ name }) => wants(name));
}

/** The image of the bench as a base. */
async function onTheImage(world: World): Promise<readonly Found[]> {
  const { rounds, say, wants } = world;
  const base = await world.image();
  const registry = await world.registry();
  const project = await makeProject(world, "assembled", base.reference);
  const runs: (readonly Stage[])[] = [];
  const pushed: number[] = [];
  const added: number[] = [];
  const ours = wallTime(
    "treestamp build",
    async () => runs.push((await project.build(base.store)).stages),
    () => project.next(),
  );
  const peer = dockerPeer(await world.docker("containerd"));
  const build = async () => {
    const to = `${base.store}:docker-${project.round()}`;
    const plain = ["--quiet", "--provenance=false", "--sbom=false", "--load"];
    await run(["docker", "buildx", "build", ...plain, "--tag", to, project.repository], peer.env);
    await run(["docker", "push", "--quiet", to], peer.env);
  };
  const coldWork = async () => {
    await peer.pull(project.from);
    await build();
  };
  const cold = wallTime("docker pull, build and push", coldWork, () => peer.forgetAll());
  const warm = wallTime("docker build and push", build, async () => {
    await peer.forgetAll();
    await peer.pull(project.from);
    await settle();
  });
  if (wants("assemble-pushed")) {
    await project.next();
    const before = await bytesIn(registry.storage);
    const { tag } = await project.build(base.store);
    pushed.push(((await bytesIn(registry.storage)) - before) / 1e6);
    added.push((await newBytes({ ...base, tag })) / 1e6);
  }
  const contestants = [ours, ...(wants("assemble") ? [cold] : []), ...(wants("assemble-warm-docker") ? [warm] : [])];
  const measured = contestants.length === 1 ? undefined : await alternate(contestants, rounds.long, say);
  world.note("stages of assembling", stageAmounts(runs));
  const against = (name: string, { name: other }: { readonly name: string }): Found[] =>
    wants(name) ? [{ name, ours: measured!(ours.name), peer: measured!(other) }] : [];
  return [
    ...against("assemble", cold),
    ...against("assemble-warm-docker", warm),
    ...(pushed.length === 0 ? [] : [{ name: "assemble-pushed", ours: pushed, peer: added }]),
  ];
}

/** Bases of one and of four gigabytes. Their snapshots are what they say, the images beside them are small: nobody reads layers. */
async function onLargeBases(world: World): Promise<Found> {
  const registry = await startRegistry();
  try {
    const program = await compiled(join(world.work, "compiled"), "bench/large-image.js");
    const projects = [];
    for (const gigabytes of [1, 4]) {
      const [store, tag] = [`${registry.host}/large-${gigabytes}`, "base"];
      world.say(`packing and publishing a base of ${gigabytes} GB`);
      await run([process.execPath, program, String(gigabytes), join(world.work, `packed-${gigabytes}`), store, tag]);
      await rm(join(world.work, `packed-${gigabytes}`), { recursive: true, force: true });
      projects.push({ store, project: await makeProject(world, `on-${gigabytes}`, `${store}:${tag}`) });
    }
    const [small, large] = projects.map(({ store, project }, index) =>
      wallTime(
        ["1 GB", "4 GB"][index]!,
        () => project.build(store),
        () => project.next(),
      ),
    );
    const measured = await alternate([small!, large!], world.rounds.short, world.say);
    return { name: "assemble-4gb", ours: measured("4 GB"), peer: measured("1 GB") };
  } finally {
    await registry.stop();
  }
}

/** A repository with 50 MB of files to lay on a base. */
async function makeProject({ work }: World, name: string, base: string) {
  const repository = join(work, name);
  const cache = join(work, `cache-of-${name}`);
  const [store] = base.split(/:(?=[^:/]+$)/);
  const from = `${store}@${(await run(["crane", "digest", base])).trim()}`;
  await makeProto(join(repository, "proto"));
  await run(["git", "-C", repository, "init", "--quiet"]);
  let round = 0;
  return {
    repository,
    from,
    round: () => round,
    build: (store: string) => treestampJson(["build", "-C", repository, "--store", store, "--cache-folder", cache]),
    /** Each round assembles what nobody has: another file, so another key; and nothing is on this machine. */
    async next() {
      await rm(cache, { recursive: true, force: true });
      await writeFile(join(repository, "proto/round"), `${++round}\n`);
      await writeFile(join(repository, "treestamp.yml"), `from: ${from}\nassemble: { proto: proto }\n`);
      await writeFile(join(repository, "Dockerfile"), `FROM ${from}\nCOPY proto/ /\n`);
      await commitAll(repository, `Round ${round}`);
      await settle();
    },
  };
}

/** Bytes of the layer and of the frames that an assembled image has and its base has not: the last of each. */
async function newBytes(image: PublishedImage): Promise<number> {
  const { manifests } = JSON.parse(await run(["crane", "manifest", image.reference.replace(/[^:]*$/, image.tag)]));
  const sizes = manifests.map(async ({ digest }: { digest: string }) => {
    const { layers } = JSON.parse(await run(["crane", "manifest", `${image.store}@${digest}`]));
    const isFrames = ({ annotations }: { annotations?: Record<string, string> }) =>
      annotations?.["dev.treestamp.part"]?.includes("frames") === true;
    const frames = layers.filter(isFrames);
    return (frames.length > 0 ? frames : layers).at(-1).size;
  });
  return (await Promise.all(sizes)).reduce((sum: number, size: number) => sum + size, 0);
}

/** Files that compress as programs do: a quarter of each is random, and no two are the same. */
async function makeProto(folder: string): Promise<void> {
  const size = Math.floor(protoBytes / protoFiles / 4);
  const random = createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16));
  for (let index = 0; index < protoFiles; index++) {
    const place = join(folder, "opt/app", `part-${index % 40}`);
    await mkdir(place, { recursive: true });
    const part = random.update(Buffer.alloc(size));
    await writeFile(join(place, `file-${index}`), Buffer.concat([part, part, part, part]));
  }
}

/** Bytes of a folder's files, as a registry stores them. */
async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = names
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
