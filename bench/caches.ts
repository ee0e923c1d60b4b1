/**
 * Warm caches against actions/cache, over a line of 1 Gbit/s: Go's build cache of 1 GB, and node_modules of 75,000 files. From nothing to the
 * first byte that is read of it, whole processes: ours with the environment around it, the peer's with a folder that it unpacks to. Then
 * on a machine that has both already, and saving after one file has changed.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { makeBusyboxBase } from "../test/services/base-image.ts";
import { installBenchModules } from "./base.ts";
import { type FarEnd, shapedLine, startShapedRegistry } from "./gigabit-network.ts";
import { commitAll } from "./image.ts";
import { alternate, type Contestant, timed, wallTime } from "./measure.ts";
import { run, settle, treestamp, treestampJson } from "./programs.ts";
import type { Found } from "./results.ts";
import type { World } from "./world.ts";

const cacheBytes = 1e9;

/** One cache that is measured. */
interface Sample {
  readonly name: "go" | "node";
  /** Its files. */
  readonly folder: string;
}

export async function measureCaches(world: World): Promise<readonly Found[]> {
  const wanted = (["go", "node"] as const).filter((name) => world.wants(`cache-${name}`));
  const isGoWanted = ["cache-kept", "cache-save", "cache-save-bytes"].some(world.wants);
  const names = isGoWanted && !wanted.includes("go") ? (["go", ...wanted] as const) : wanted;
  const line = await shapedLine(world);
  const host = await startShapedRegistry(world, (await world.registry()).storage);
  const server = await startPeerServer(world, line);
  const found: Found[] = [];
  for (const name of names) {
    const sample = { name, folder: join(world.work, `sample-${name}`) };
    world.say(`gathering the files of the cache ${name}`);
    await (name === "go" ? gatherGo(sample.folder) : gatherModules(world, sample.folder));
    found.push(...(await measureSample(world, sample, host, server)));
  }
  return found.filter(({ name }) => world.wants(name));
}

async function measureSample(
  world: World,
  { name, folder }: Sample,
  host: string,
  server: NodeJS.ProcessEnv,
): Promise<readonly Found[]> {
  const ours = await environmentOf(world, name);
  const near = `${(await world.registry()).host}/caches-${name}`;
  const cache = join(world.work, `cache-of-${name}`);
  const job = (store: string, script: string, ...flags: string[]) => {
    const where = ["-C", ours.repository, "--store", store, "--cache-folder", cache, "--plain-http", ...flags];
    return ["run", ...where, "--", "sh", "-c", script];
  };
  world.say(`saving the cache ${name}`);
  const fill = `cp -a /src/. ${inside}/`;
  const filled = await timed(() => treestampJson(job(near, fill, "--volumes", `${folder}:/src:ro`), ours.env));
  const whole = bytesSaved(filled.value, name);
  const peer = join(import.meta.dirname, "actions-cache.ts");
  const unpacked = join(world.work, `unpacked-${name}`);
  const env = { ...process.env, ...server, RUNNER_TEMP: world.work, GITHUB_WORKSPACE: world.work };
  await cp(folder, unpacked, { recursive: true });
  await run([process.execPath, peer, "save", unpacked, `key-${name}`], env);

  const first = `head -c 1 "$(find DIR -type f | head -n 1)"`;
  const read = (store: string) => run(treestamp(...job(store, first.replace("DIR", inside))), ours.env);
  const contestants: Contestant[] = [
    wallTime(
      "treestamp",
      () => read(`${host}/caches-${name}`),
      async () => {
        await rm(cache, { recursive: true, force: true });
        await settle();
      },
    ),
    wallTime(
      "actions/cache",
      async () => {
        await run([process.execPath, peer, "restore", unpacked, `key-${name}`], env);
        await run(["sh", "-c", first.replace("DIR", unpacked)]);
      },
      async () => {
        await rm(unpacked, { recursive: true, force: true });
        await settle();
      },
    ),
  ];
  const measured = await alternate(contestants, world.rounds.long, world.say);
  const found: Found[] = [{ name: `cache-${name}`, ours: measured("treestamp"), peer: measured("actions/cache") }];
  if (name !== "go") return found;

  const kept: number[] = [];
  for (let round = 0; round < world.rounds.short; round++) {
    const { caches } = await treestampJson(job(near, "true"), ours.env);
    kept.push(caches![0]!.seconds);
  }
  const one = await treestampJson(job(near, `head -c 100000 /dev/urandom >${inside}/new`), ours.env);
  const seconds = one.stages.find((stage) => stage.name === "save")?.seconds;
  if (seconds === undefined) throw new Error("treestamp run did not save the cache.");
  return [
    ...found,
    { name: "cache-kept", ours: kept },
    { name: "cache-save-bytes", ours: [bytesSaved(one, name) / 1e6], peer: [whole / 1e6] },
    { name: "cache-save", ours: [(seconds * 1e9) / cacheBytes] },
  ];
}

/** Where commands see it. */
const inside = "/cache";

/** A repository whose environment is next to nothing and has the cache, and the variables of a job of its default branch. */
async function environmentOf(world: World, name: string) {
  const repository = join(world.work, `caches-${name}`);
  await mkdir(repository);
  const image = makeBusyboxBase(join(world.work, `image-${name}`));
  const from = `from: "oci-layout://${image.folder}@${image.digest}"`;
  await writeFile(join(repository, "treestamp.yml"), `${from}\ncaches:\n  ${name}: { path: ${inside} }\n`);
  await run(["git", "-C", repository, "init", "--quiet"]);
  await commitAll(repository, "Cache");
  const event = join(world.work, `event-${name}.json`);
  await writeFile(event, JSON.stringify({ repository: { default_branch: "main" } }));
  const sha = (await run(["git", "-C", repository, "rev-parse", "HEAD"])).trim();
  const job = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/main", GITHUB_SHA: sha };
  return { repository, env: { ...process.env, ...job, GITHUB_EVENT_PATH: event } };
}

function bytesSaved({ caches }: Awaited<ReturnType<typeof treestampJson>>, name: string): number {
  const saved = caches?.find((cache) => cache.name === name)?.saved;
  if (saved === undefined) throw new Error(`treestamp run did not save the cache ${name}.`);
  return saved;
}

/** As much of this machine's own build cache, which has what the programs of the bench were built with. */
async function gatherGo(folder: string): Promise<void> {
  const from = (await run(["go", "env", "GOCACHE"])).trim();
  await mkdir(folder);
  for (const name of (await readdir(from)).filter((entry) => /^[0-9a-f]{2}$/.test(entry)).sort()) {
    await run(["cp", "-a", join(from, name), folder]);
    if (Number((await run(["du", "-sb", folder])).split("\t")[0]) >= cacheBytes) return;
  }
  throw new Error(`The build cache of Go in ${from} has less than ${cacheBytes} bytes.`);
}

async function gatherModules({ work }: World, folder: string): Promise<void> {
  const home = join(work, "modules-of-cache");
  await installBenchModules(home);
  await run(["mv", join(home, "node_modules"), folder]);
}

/** The peer's service at the far end of the line. @returns the variables of a job */
async function startPeerServer(world: World, { inside: far, address }: FarEnd): Promise<NodeJS.ProcessEnv> {
  const program = [process.execPath, join(import.meta.dirname, "actions-cache.ts"), "serve", address];
  const [first, ...rest] = [...far, ...program];
  const child = spawn(first!, rest, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  world.defer(async () => {
    child.kill("SIGKILL");
    await ended.catch(() => {});
  });
  for await (const said of createInterface({ input: child.stdout! })) return JSON.parse(said) as NodeJS.ProcessEnv;
  throw new Error("The peer's cache service did not start.");
}
