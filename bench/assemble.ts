/**
 * Assembling: 50 MB of files on the base of the bench, which is in the registry, from a machine that has nothing to an
 * image that is published. docker pulls the base, builds the equal Dockerfile, and pushes.
 */
import { createCipheriv } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../core/log/stages.ts";
import { dockerPeer } from "./docker-peer.ts";
import { commitAll } from "./image.ts";
import { alternate, wallTime } from "./measure.ts";
import { stageAmounts } from "./ours.ts";
import { run, settle, treestampJson } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

const protoFiles = 1200;
const protoBytes = 50_000_000;

export async function measureAssemble(world: World): Promise<readonly Found[]> {
  const { work, rounds, say, wants } = world;
  const base = await world.image();
  const repository = join(work, "assembled");
  const cache = join(work, "cache-of-assembling");
  const runs: (readonly Stage[])[] = [];
  await makeProto(join(repository, "proto"));
  await run(["git", "-C", repository, "init", "--quiet"]);
  const digest = (await run(["crane", "digest", base.reference])).trim();
  const from = `${base.store}@${digest}`;

  /** Each round assembles what nobody has: other files, so another key. */
  let round = 0;
  const ours = wallTime(
    "treestamp build",
    async () => {
      const words = ["build", "-C", repository, "--store", base.store, "--cache-folder", cache];
      runs.push((await treestampJson(words)).stages);
    },
    async () => {
      await rm(cache, { recursive: true, force: true });
      await writeFile(join(repository, "proto/round"), `${round++}\n`);
      await writeFile(join(repository, "treestamp.yml"), `from: ${from}\nassemble: { proto: proto }\n`);
      await writeFile(join(repository, "Dockerfile"), `FROM ${from}\nCOPY proto/ /\n`);
      await commitAll(repository, `Round ${round}`);
      await settle();
    },
  );
  const peer = dockerPeer(await world.docker("containerd"));
  const build = async () => {
    const to = `${base.store}:docker-${round}`;
    const plain = ["--quiet", "--provenance=false", "--sbom=false", "--load"];
    await run(["docker", "buildx", "build", ...plain, "--tag", to, repository], peer.env);
    await run(["docker", "push", "--quiet", to], peer.env);
  };
  const cold = wallTime(
    "docker pull, build and push",
    async () => {
      await peer.pull(from);
      await build();
    },
    () => peer.forgetAll(),
  );
  const warm = wallTime("docker build and push", build, async () => {
    await peer.forgetAll();
    await peer.pull(from);
    await settle();
  });
  const contestants = [ours, ...(wants("assemble") ? [cold] : []), ...(wants("assemble-warm-docker") ? [warm] : [])];
  const measured = await alternate(contestants, rounds.long, say);
  world.note("stages of assembling", stageAmounts(runs));
  const found: Found[] = [];
  if (wants("assemble")) found.push({ name: "assemble", ours: measured(ours.name), peer: measured(cold.name) });
  if (wants("assemble-warm-docker")) {
    found.push({ name: "assemble-warm-docker", ours: measured(ours.name), peer: measured(warm.name) });
  }
  return found;
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
export async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = names
    .filter((entry) => entry.isFile())
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
