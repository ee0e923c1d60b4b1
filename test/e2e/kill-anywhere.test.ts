/**
 * Ended at any moment, in any way: nothing is left that goes on, nothing that holds up the next run, and nothing in the
 * registry that is not whole.
 *
 * The moments are random, in each stage as many; how long a stage takes is known from the last run that was not ended.
 * TREESTAMP_KILL_SEED repeats them, as far as a machine ever does the same twice.
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { globSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { seededRandom } from "../fuzz/random.ts";
import { type CallOptions, makeProject, type Printed, type Project } from "../services/command-line.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { filesLeft, killings, leftRunning } from "../services/killing.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const seed = process.env.TREESTAMP_KILL_SEED ?? String(Date.now() % 2 ** 31);

/**
 * Each stage once, and the start, which is the same for all, once where much and once where little comes after it;
 * TREESTAMP_KILL_TIMES=12 makes it more than a hundred.
 */
const times = Number(process.env.TREESTAMP_KILL_TIMES ?? 1);
const moments = { building: 4 * times, fetching: times, running: 2 * times, docker: 2 * times };

/** A machine of its own: its cache, its temporary files, and a mark that all its processes bear. */
interface Machine {
  readonly mark: string;
  readonly cache: string;
  readonly options: CallOptions;
  /** Words of `treestamp run` that run the command in the image of this repository of the registry. */
  words(repository: string): string[];
}

let registry: RunningRegistry;
let project: Project;
let docker: RunningDocker;
let outcomes: Readonly<Record<"building" | "fetching" | "docker", Promise<void>>>;
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
  outcomes = { building, fetching, docker: fetching.catch(() => {}).then(withDocker) };
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
test("a run that is ended while it builds, packs and publishes", () => outcomes.building, longEnough);
test("a run that is ended while it fetches, mounts and runs the command", () => outcomes.fetching, longEnough);
test("a run that is ended while docker builds, or runs the command", () => outcomes.docker, longEnough);

async function whileBuilding(machine: Machine, first: Seconds): Promise<void> {
  const begin = (index: number) => `building/${index}`;
  await killAnywhere({ machine, count: moments.building, begin, stages: ["start", "build", "pack", "publish"], first });
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
  const machine = makeMachine("docker", flags, docker.env);
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

function makeMachine(name: string, flags: readonly string[], env: NodeJS.ProcessEnv = {}): Machine {
  const mark = `${name}-${randomBytes(6).toString("hex")}`;
  const folder = project.folder(mark);
  const cache = join(folder, "cache");
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  return {
    mark,
    cache,
    options: { env: { ...env, TMPDIR: temporary, MARK: mark } },
    words: (repository) => [
      ...["--json", "--store", `${registry.host}/${repository}`, "--cache-folder", cache, "--env", "MARK", ...flags],
      ...["--", "sh", "-c", "cat /greeting; sleep 100 & sleep 0.2"],
    ],
  };
}

/** By what is on the disk one sees that a stage has begun. */
const begun: Readonly<Record<string, (machine: Machine, repository: string) => boolean>> = {
  start: () => true,
  build: ({ cache }) => hasIncoming(cache, /^layout$/),
  pack: ({ cache }) => hasIncoming(cache, /^0$/),
  // The first blob is the lease's, before the build.
  publish: (_, repository) =>
    filesLeft(join(registry.storage, "docker/registry/v2/repositories", repository, "_layers/sha256")).length > 1,
  fetch: ({ cache }) => hasIncoming(cache, /^image\.erofs/),
  run: ({ cache }) => filesLeft(join(cache, "scratch")).length > 0,
};

/** Whether something of this name is on its way into the cache. It is asked hundreds of times a second: globSync takes too long. */
function hasIncoming(cache: string, name: RegExp): boolean {
  return filesLeft(join(cache, "incoming")).some((folder) => {
    try {
      return readdirSync(folder).some((entry) => name.test(entry));
    } catch {
      return false; // it has come to its place meanwhile
    }
  });
}

/** How long each stage took. */
type Seconds = readonly [string, number][];

interface Part {
  readonly machine: Machine;
  readonly count: number;
  /** Sees to it that there is something to end. @returns the repository of the image */
  readonly begin: (index: number) => string;
  /** Those to be hit, in turn. */
  readonly stages: readonly string[];
  /** What a run took that was not ended; one comes first where it is left out. */
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
    const at = (seconds.get(stage)! * random.below(1000)) / 1000;
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
      const moment = `${how}, ${at.toFixed(3)} s into the stage ${stage}`;
      (error as Error).message =
        `${moment} (TREESTAMP_KILL_SEED=${seed}, number ${index}): ${(error as Error).message}`;
      throw error;
    }
  }
}

/** Runs the command to its end, and sees that all is well afterwards. @returns seconds of each stage */
async function succeeds({ cache, options, words }: Machine, repository: string): Promise<Seconds> {
  const start = performance.now();
  const { exitCode, stdout, stderr } = await project.call("run", words(repository), options);
  const whole = (performance.now() - start) / 1000;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringMatching(/^hello$/m) });
  const folders = ["incoming", "scratch", "locks", "uses"].map((name) => join(cache, name));
  expect(filesLeft(...folders, options.env!.TMPDIR!)).toEqual([]);
  expect(globSync(`${project.repository.folder}/.git/**/*.lock`)).toEqual([]);
  const { stages } = JSON.parse(stdout) as Printed;
  const rest = stages.reduce((left, stage) => left - stage.seconds, whole);
  return [["start", rest], ...stages.map(({ name, seconds }): [string, number] => [name, seconds])];
}

/** Ends a run so many seconds after its stage has begun. @returns how the run took it, in words */
async function endAt(machine: Machine, repository: string, stage: string, at: number, how: string): Promise<string> {
  const { mark, options, words } = machine;
  let killing: Promise<void> | undefined;
  const running = project.call("run", words(repository), {
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
