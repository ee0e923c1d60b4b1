/**
 * Ended at any moment, in any way: nothing is left that goes on, nothing that holds up the next run, and nothing in the
 * registry that is not whole.
 *
 * The moments are random, in each stage as many; how long a stage takes is known from the last run that was not ended.
 * TREESTAMP_KILL_SEED repeats them, as far as a machine ever does the same twice.
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repositoryIn } from "../fixtures/git.ts";
import { seededRandom } from "../fuzz/random.ts";
import { makeMarkedBase, tar } from "../services/base-image.ts";
import {
  type CallOptions,
  makeProject,
  type Printed,
  type Project,
  treestamp,
  treestampHere,
} from "../services/command-line.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { filesLeft, killings, leftRunning } from "../services/killing.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const seed = process.env.TREESTAMP_KILL_SEED ?? String(Date.now() % 2 ** 31);

/** Each stage once, and the start, which is the same for all, where all comes after it; TREESTAMP_KILL_TIMES=12 makes it more than a hundred. */
const times = Number(process.env.TREESTAMP_KILL_TIMES ?? 1);
const moments = { building: 3 * times, assembling: 5 * times, fetching: times, running: times, docker: 2 * times };

/** A machine of its own: its cache, its temporary files, and a mark that all its processes bear. */
interface Machine {
  readonly mark: string;
  readonly cache: string;
  readonly options: CallOptions;
  /** Calls treestamp in the folder of `options`; the project's base is given where a Dockerfile is to be built. */
  readonly call: typeof treestamp;
  /** Words of `treestamp run` that run the command in the image of this repository of the registry. */
  words(repository: string): string[];
}

let registry: RunningRegistry;
let project: Project;
let docker: RunningDocker;
let outcomes: Readonly<Record<"building" | "assembling" | "fetching" | "docker", Promise<void>>>;
beforeAll(async () => {
  registry = await startRegistry();
  docker = await startDocker({ store: "overlay2" });
  const random = seededRandom(1, 0);
  // A megabyte and more that cannot be compressed to nothing, so that every stage takes its time.
  const noise = Array.from({ length: 1 << 18 }, () => random.below(2 ** 24).toString(36)).join("");
  project = makeProject(
    { Dockerfile: "FROM base\nCOPY noise greeting /\nRUN : a step; sleep 0.1\n", noise, greeting: "hello\n" },
    [],
  );
  // Two at a time: they wait more than they compute.
  const builder = makeMachine("building", ["--engine", "buildah"]);
  const built = succeeds(builder, "building/0");
  const building = built.then((first) => whileBuilding(builder, first));
  const fetching = built.then(() => whileFetching("building/0"));
  const assembling = building.catch(() => {}).then(() => whileAssembling(noise));
  outcomes = { building, assembling, fetching, docker: fetching.catch(() => {}).then(withDocker) };
  for (const outcome of Object.values(outcomes)) outcome.catch(() => {}); // heard of by the tests
});
afterAll(async () => {
  await Promise.allSettled(Object.values(outcomes ?? {}));
  project?.[Symbol.dispose]();
  await docker?.stop();
  await registry?.stop();
});

/** They take half a minute on a machine that does nothing else. Milliseconds. */
const longEnough = 900_000 * Math.max(1, times);
test("a run that is ended while it builds and publishes", () => outcomes.building, longEnough);
test(
  "a run that is ended while it lays files, installs, reads what is new, packs and publishes",
  () => outcomes.assembling,
  longEnough,
);
test("a run that is ended while it fetches, mounts and runs the command", () => outcomes.fetching, longEnough);
test("a run that is ended while docker builds, or runs the command", () => outcomes.docker, longEnough);

async function whileBuilding(machine: Machine, first: Seconds): Promise<void> {
  const begin = (index: number) => `building/${index}`;
  await killAnywhere({ machine, count: moments.building, begin, stages: ["start", "build", "publish"], first });
}

/** On a base with a package manager, whose snapshot is in another repository of the registry. */
async function whileAssembling(noise: string): Promise<void> {
  const installer = "#!/bin/sh\n: >/installing\nsleep 0.1\n";
  const programs = tar([{ name: "sbin/apk", mode: 0o755, content: installer }]);
  const { folder, digest } = makeMarkedBase(project.folder("root"), undefined, { Env: ["PATH=/bin:/sbin"] }, [
    programs,
  ]);
  const repository = repositoryIn(project.folder("assembled"));
  repository.git("init", "-q", "-b", "main", "--template=");
  repository.write({ "treestamp.yml": `from: oci-layout://${folder}@${digest}\n` });
  repository.commit("the root");
  const store = ["--store", `${registry.host}/assembling/root`, "--cache-folder", project.folder("of-root")];
  const root = await treestampHere(["build", "--json", ...store], { cwd: repository.folder });
  repository.write({
    "treestamp.yml": `from: ${registry.host}/assembling/root@${JSON.parse(root.stdout).digest}
assemble: { proto: proto, packages: [tool], run: "cat /installing /noise >/made" }
`,
    "proto/noise": noise,
    "proto/greeting": "hello\n",
  });
  repository.commit("what is laid on it");
  const options = { cwd: repository.folder };
  const machine = makeMachine("assembling", [], { options, call: treestamp });
  const begin = (index: number) => `assembling/${index}`;
  await killAnywhere({
    ...{ machine, count: moments.assembling, begin },
    stages: ["lay", "packages", "read", "pack", "publish"],
    first: [],
  });
}

async function whileFetching(repository: string): Promise<void> {
  const machine = makeMachine("fetching", ["--engine", "buildah"]);
  const forget = () => {
    for (const name of ["snapshots", "environments"]) {
      rmSync(join(machine.cache, name), { recursive: true, force: true });
    }
    return repository;
  };
  await killAnywhere({ machine, count: moments.fetching, begin: forget, stages: ["fetch"] });
  await killAnywhere({ machine, count: moments.running, begin: () => repository, stages: ["start", "run"] });
}

async function withDocker(): Promise<void> {
  const flags = ["--engine", "docker", "--network", "none", "--sandbox", "container"];
  const machine = makeMachine("docker", flags, { options: { env: docker.env } });
  const ask = (...words: string[]) => execFileSync("docker", words, { env: docker.env, encoding: "utf8" });
  await killAnywhere({
    machine,
    count: moments.docker,
    begin: (index) => `docker/${index}`,
    stages: ["build", "run"],
    after: () => {
      expect(ask("container", "ls", "--all", "--format", "{{.Names}} {{.Status}}")).toBe("");
      expect(ask("image", "ls", "--format", "{{.Repository}}")).not.toMatch(/treestamp-(build|base)/);
    },
  });
}

interface Caller {
  readonly options?: CallOptions;
  readonly call?: Machine["call"];
}

function makeMachine(name: string, flags: readonly string[], { options, call = callProject }: Caller = {}): Machine {
  const mark = `${name}-${randomBytes(6).toString("hex")}`;
  const folder = project.folder(mark);
  const cache = join(folder, "cache");
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  return {
    mark,
    cache,
    options: { ...options, env: { ...options?.env, TMPDIR: temporary, MARK: mark } },
    call,
    words: (repository) => [
      ...["--json", "--store", `${registry.host}/${repository}`, "--cache-folder", cache, "--env", "MARK", ...flags],
      ...["--", "sh", "-c", "cat /greeting; sleep 100 & sleep 0.2"],
    ],
  };
}

const callProject: typeof treestamp = ([verb, ...words], options) => project.call(verb!, words, options);

/** By what is on the disk one sees that a stage has begun. */
const begun: Readonly<Record<string, (machine: Machine, repository: string) => boolean>> = {
  start: () => true,
  build: ({ cache }) => hasIncoming(cache, /^layout$/),
  lay: ({ cache }) => hasIn(join(cache, "scratch"), /^upper$/),
  packages: ({ cache }) => filesLeft(join(cache, "scratch")).some((root) => existsSync(join(root, "upper/installing"))),
  read: ({ cache }) => hasIn(join(cache, "scratch"), /^names$/),
  pack: ({ cache }) => hasIncoming(cache, /^0$/),
  // The first blob is the lease's, before the build.
  publish: (_, repository) =>
    filesLeft(join(registry.storage, "docker/registry/v2/repositories", repository, "_layers/sha256")).length > 1,
  fetch: ({ cache }) => hasIncoming(cache, /^image\.erofs/),
  run: ({ cache }) => filesLeft(join(cache, "scratch")).length > 0,
};

/** Whether something of this name is on its way into the cache. It is asked hundreds of times a second: globSync takes too long. */
function hasIncoming(cache: string, name: RegExp): boolean {
  return hasIn(join(cache, "incoming"), name);
}

function hasIn(place: string, name: RegExp): boolean {
  return filesLeft(place).some((folder) => {
    try {
      return readdirSync(folder).some((entry) => name.test(entry));
    } catch {
      return false; // it has come to its place meanwhile
    }
  });
}

/** So long takes what is no stage of its own, or not known yet: to lay or to read a megabyte, to install. Seconds. */
const moment = 0.05;

/** How long each stage took. */
type Seconds = readonly [string, number][];

interface Part {
  readonly machine: Machine;
  readonly count: number;
  /** Sees to it that there is something to end. @returns the repository of the image */
  readonly begin: (index: number) => string;
  /** Those to be hit, in turn. */
  readonly stages: readonly string[];
  /** What a run took that was not ended, as far as it is known; one comes first where it is left out. */
  readonly first?: Seconds;
  /** Looks for more that must not be left. */
  readonly after?: () => void;
}

/** Ends a run `count` times at a random moment, and looks each time at what is left, and whether the next one succeeds. */
async function killAnywhere({ machine, count, begin, stages, first, after }: Part): Promise<void> {
  const seconds = new Map(first ?? (await succeeds(machine, begin(0))));
  for (let index = 1; index <= count; index++) {
    const random = seededRandom(Number(seed), index);
    const how = random.of(Object.keys(killings));
    const stage = stages[index % stages.length]!;
    const at = ((seconds.get(stage) ?? moment) * random.below(1000)) / 1000;
    const repository = begin(index);
    try {
      const ended = await endAt(machine, repository, stage, at, how);
      if (process.env.TREESTAMP_KILL_DEBUG) console.log(index, stage, at.toFixed(2), how, ended);
      expect(await leftRunning(machine.mark)).toEqual([]);
      expect(tagsOfRegistry(registry.storage, repository).flatMap(({ missing }) => missing)).toEqual([]);
      for (const [name, length] of await succeeds(machine, repository)) seconds.set(name, length);
      expect(tagsOfRegistry(registry.storage, repository)).toEqual([{ tag: expect.anything(), missing: [] }]);
      after?.();
    } catch (error) {
      const when = `${how}, ${at.toFixed(3)} s into the stage ${stage}`;
      (error as Error).message = `${when} (TREESTAMP_KILL_SEED=${seed}, number ${index}): ${(error as Error).message}`;
      throw error;
    }
  }
}

/** Runs the command to its end, and sees that all is well afterwards. @returns seconds of each stage */
async function succeeds({ cache, options, call, words }: Machine, repository: string): Promise<Seconds> {
  const start = performance.now();
  const { exitCode, stdout, stderr } = await call(["run", ...words(repository)], options);
  const whole = (performance.now() - start) / 1000;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringMatching(/^hello$/m) });
  const folders = ["incoming", "scratch", "locks", "uses"].map((name) => join(cache, name));
  expect(filesLeft(...folders, options.env!.TMPDIR!)).toEqual([]);
  expect(globSync(`${options.cwd ?? project.repository.folder}/.git/**/*.lock`)).toEqual([]);
  const { stages } = JSON.parse(stdout) as Printed;
  const rest = stages.reduce((left, stage) => left - stage.seconds, whole);
  return [["start", rest], ...stages.map(({ name, seconds }): [string, number] => [name, seconds])];
}

/** Ends a run so many seconds after its stage has begun. @returns how the run took it, in words */
async function endAt(machine: Machine, repository: string, stage: string, at: number, how: string): Promise<string> {
  const { mark, options, call, words } = machine;
  let killing: Promise<void> | undefined;
  const running = call(["run", ...words(repository)], {
    ...options,
    onStart: (child) => {
      const kill = async () => {
        while (!begun[stage]!(machine, repository)) {
          if (child.exitCode !== null) return;
          await sleep(5);
        }
        await sleep(at * 1000);
        await killings[how]!(child, mark);
      };
      killing = kill();
    },
  });
  const ended = running.then(
    ({ exitCode, stderr }) => {
      expect(stderr).not.toMatch(/unexpected failure|^ +at /m);
      return `exit code ${exitCode}: ${stderr.trim().split("\n").slice(-2).join(" | ")}`;
    },
    ({ message }: Error) => `ended by ${/ was ended by (.*)/.exec(message)?.[1]}`,
  );
  await killing;
  return await ended;
}
