/**
 * Bootstrapping: the Debian root of the bench as an archive of 250 MB, compressed by xz, from a server of this machine to an
 * image that is packed. Its peer unpacks the same archive to a folder; packing is the same for both.
 */
import { createReadStream, existsSync } from "node:fs";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Stage } from "../core/log/stages.ts";
import { digestOf, hexOf } from "../core/oci/digest.ts";
import { soleManifest } from "../core/oci/layout/store.ts";
import { toolsFolder } from "../scripts/testbed/tools-folder.ts";
import { startServer } from "../test/services/http.ts";
import { benchBase } from "./base.ts";
import { commitAll } from "./image.ts";
import { alternate, eachRound, wallTime } from "./measure.ts";
import { stageAmounts } from "./ours.ts";
import { run, secondsOf, settle, treestampJson } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

export async function measureBootstrap(world: World): Promise<readonly Found[]> {
  const { rounds, say, work } = world;
  const archive = await rootArchive(say);
  const { size } = await stat(archive);
  const server = await startServer(async (_, response) => {
    response.writeHead(200, { "content-length": size });
    await pipeline(createReadStream(archive, { highWaterMark: 1 << 20 }), response);
  });
  world.defer(() => server.stop());
  const repository = await makeProject(work, `http://${server.host}/root.tar.xz`, archive);
  const [cache, store, folder] = [join(work, "cache-of-bootstrap"), join(work, "bootstrapped"), join(work, "unpacked")];
  const build = () => treestampJson(["build", "-C", repository, "--store", store, "--cache-folder", cache]);
  const runs: (readonly Stage[])[] = [];
  const ours = wallTime(
    "treestamp build",
    async () => runs.push((await build()).stages),
    async () => {
      for (const place of [cache, store]) await rm(place, { recursive: true, force: true });
      await settle();
    },
  );
  const unpack = ["sh", "-c", 'xz -d <"$1" | tar -x -C "$2"', "sh", archive, folder];
  const peer = wallTime(
    "xz -d | tar x",
    () => run(unpack),
    async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
      await settle();
    },
  );
  const measured = await alternate([ours, peer], rounds.long, say);
  const again = await build();
  if (secondsOf(again.stages, "bootstrap") > 0) throw new Error("The same archive was bootstrapped again.");
  world.note("stages of bootstrapping", stageAmounts(runs));
  const stage = (name: string) => runs.map((stages) => secondsOf(stages, name));
  const sum = (...amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return [
    {
      name: "bootstrap",
      ours: eachRound(sum, stage("bootstrap"), stage("pack")),
      peer: eachRound(sum, measured("xz -d | tar x"), stage("pack")),
    },
  ];
}

/** The lowest layer of the bench's base, made at the first call and kept beside the tools. */
async function rootArchive(say: (line: string) => void): Promise<string> {
  const base = await benchBase(say);
  const archive = join(toolsFolder(), `bench-root-${hexOf(base.digest).slice(0, 12)}.tar.xz`);
  if (existsSync(archive)) return archive;
  say("compressing the root by xz (a minute or two, once)");
  const { layers } = JSON.parse((await soleManifest(base.folder)).body.toString("utf8"));
  const layer = join(base.folder, "blobs", layers[0].digest.replace(":", "/"));
  await run(["sh", "-c", 'gzip -dc "$1" | xz -T0 -2 >"$2"', "sh", layer, `${archive}.part`]);
  await rename(`${archive}.part`, archive);
  return archive;
}

/** A repository whose environment is the archive at an address. */
async function makeProject(work: string, url: string, archive: string): Promise<string> {
  const repository = join(work, "bootstrap");
  await mkdir(repository, { recursive: true });
  const { digest } = await digestOf(createReadStream(archive, { highWaterMark: 1 << 20 }));
  await writeFile(join(repository, "SHA256SUMS"), `${hexOf(digest)}  root.tar.xz\n`);
  await writeFile(join(repository, "treestamp.yml"), `bootstrap: { tarball: "${url}", sums: SHA256SUMS }\n`);
  await run(["git", "-C", repository, "init", "--quiet"]);
  await commitAll(repository, "A root from an archive");
  return repository;
}
