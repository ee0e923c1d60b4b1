/** Many processes of one machine, with one cache folder, that want the same image at the same time. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, type CallOptions, makeProject, type Project } from "../services/command-line.ts";
import { type QuirkProxy, startQuirkProxy } from "../services/quirk-proxy.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";

const many = 4;

let registry: RunningRegistry;
let proxy: QuirkProxy;
let project: Project;
let store: string;
let frames: string;
beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startQuirkProxy(registry.host);
  // Some megabytes that cannot be compressed: several runs of chunks, so several requests.
  project = makeProject({ Dockerfile: "FROM base\nRUN head -c 9500000 /dev/urandom > /random\n" });
  store = `${proxy.host}/team/parallel`;
  const { tag } = await project.json("build", ["--store", store]);
  frames = await framesDigest(tag);
});
afterAll(async () => {
  project?.[Symbol.dispose]();
  await proxy?.stop();
  await registry?.stop();
});

async function framesDigest(tag: string): Promise<string> {
  const get = async (reference: string) =>
    (await fetch(`http://${registry.host}/v2/team/parallel/manifests/${reference}`, {
      headers: { accept: "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json" },
    }).then((answer) => answer.json())) as {
      manifests?: { digest: string; platform: { os: string } }[];
      layers?: { digest: string; annotations?: Record<string, string> }[];
    };
  const index = await get(tag);
  const snapshot = await get(index.manifests!.find(({ platform }) => platform.os === "unknown")!.digest);
  return snapshot.layers!.find(({ annotations }) => annotations?.["dev.treestamp.part"]?.includes("frames"))!.digest;
}

const isFrames = ({ path = "" }: { path?: string | undefined }) => path.endsWith(`/blobs/${frames}`);
/** The ranges of the frames that the registry was asked for since the last look. */
const ranges = () => proxy.seen.filter(isFrames).map(({ headers }) => headers.range);

/** `treestamp run` in the image of the registry, on a machine that has the cache folder `machine`. */
function runOn(machine: string, options?: CallOptions, words: readonly string[] = []): Promise<Answer> {
  const all = ["--store", store, "--cache-folder", project.folder(machine), ...words];
  return project.call("run", [...all, "--", "sh", "-c", "md5sum /random"], options);
}

/** A command line that writes the number of its process down before it becomes it. */
const numbered = (file: string) => ["sh", "-c", 'echo $$ > "$0"; exec "$@"', file];

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

const waits = ({ stderr }: Answer) =>
  /^Waiting for process \d+, which (fetches the same snapshot|builds the same image)\.$/m.test(stderr);

/** What must not be left of anybody in a cache folder. */
function leftIn(machine: string): string[] {
  return ["incoming", "uses", "locks", "scratch"].flatMap((name) => {
    try {
      return readdirSync(join(project.folder(machine), name));
    } catch {
      return [];
    }
  });
}

describe("an image that is in the registry", () => {
  test("is fetched once, by one of them; the others wait for it, and all run their command in it", async () => {
    let first = true;
    proxy.behave(async (request) => {
      if (!isFrames({ path: request.url }) || !first) return false;
      first = false;
      await sleep(3000); // time for the others to come
      return false;
    });
    proxy.seen.length = 0;
    const answers = await Promise.all(Array.from({ length: many }, () => runOn("all-at-once")));
    expect(answers.map(({ exitCode }) => exitCode)).toEqual(answers.map(() => 0));
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
    expect(new Set(ranges()).size).toBeGreaterThan(1);
    expect(ranges()).toHaveLength(new Set(ranges()).size);
    expect(answers.filter(waits).length).toBeGreaterThan(0);
    expect(leftIn("all-at-once")).toEqual([]);
  });

  test("is fetched by another one, once, where the first is killed in the middle of it", async () => {
    let stuck = true;
    const open = Promise.withResolvers<void>();
    proxy.behave(async (request) => {
      if (stuck && isFrames({ path: request.url })) await open.promise;
      return false;
    });
    proxy.seen.length = 0;
    const file = join(project.folder("killed"), "first.pid");
    const first = runOn("killed", { through: numbered(file) }).catch(({ message }: Error) => message);
    await until(() => ranges().length > 0);
    const others = Array.from({ length: many - 1 }, () => runOn("killed"));
    await sleep(1000);
    stuck = false;
    proxy.seen.length = 0;
    process.kill(Number(readFileSync(file, "utf8")), "SIGKILL");
    open.resolve();
    expect(await first).toContain("SIGKILL");
    const answers = await Promise.all(others);
    expect(answers.map(({ exitCode }) => exitCode)).toEqual(answers.map(() => 0));
    expect(new Set(ranges()).size).toBeGreaterThan(1);
    expect(ranges()).toHaveLength(new Set(ranges()).size);
    await runOn("killed");
    expect(leftIn("killed")).toEqual([]);
  });

  test("is fetched by another one where the first one's download fails", async () => {
    let refused = 0;
    const open = Promise.withResolvers<void>();
    proxy.behave(async (request, response) => {
      if (!isFrames({ path: request.url })) return false;
      await open.promise;
      if (refused > 0) return false;
      refused++;
      response.writeHead(403).end();
      return true;
    });
    proxy.seen.length = 0;
    const first = runOn("failing");
    await until(() => ranges().length > 0);
    const others = Array.from({ length: 3 }, () => runOn("failing"));
    await sleep(1000);
    open.resolve();
    expect(await first).toMatchObject({ exitCode: 125, stderr: expect.stringContaining("403") });
    const answers = await Promise.all(others);
    expect(answers.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(leftIn("failing")).toEqual([]);
  });
});

describe("an image that is nowhere", () => {
  const changed = (name: string) => {
    project.repository.write({
      Dockerfile: `FROM base\nRUN echo ${name}; sleep 3; head -c 1000 /dev/urandom > /random\n`,
    });
    project.repository.commit(name);
  };

  test("is built once, by one of them; the others wait for it, and all run their command in it", async () => {
    proxy.behave();
    changed("built by one");
    const answers = await Promise.all(Array.from({ length: many }, () => runOn("building")));
    expect(answers.map(({ exitCode }) => exitCode)).toEqual(answers.map(() => 0));
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
    expect(answers.filter(({ stderr }) => stderr.includes("Miss:"))).toHaveLength(1);
    expect(answers.filter(waits).length).toBeGreaterThan(0);
    expect(leftIn("building")).toEqual([]);
  });

  test("is built by another one where the first is killed", async () => {
    changed("built by the second");
    const machine = "builder-killed";
    const file = join(project.folder(machine), "first.pid");
    const first = runOn(machine, { through: numbered(file) }).catch(({ message }: Error) => message);
    await until(
      () =>
        readdirSync(project.folder(machine)).includes("locks") &&
        leftIn(machine).some((name) => name.startsWith("build-")),
    );
    const others = Array.from({ length: 2 }, () => runOn(machine));
    await sleep(1500);
    process.kill(Number(readFileSync(file, "utf8")), "SIGKILL");
    expect(await first).toContain("SIGKILL");
    const answers = await Promise.all(others);
    expect(answers.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(answers.filter(({ stderr }) => stderr.includes("Miss:"))).toHaveLength(1);
  });

  test("is built by each of them in turn where it cannot be built, and each says why", async () => {
    project.repository.write({ Dockerfile: "FROM base\nRUN sleep 2; echo the reason >&2; false\n" });
    project.repository.commit("broken");
    const answers = await Promise.all(Array.from({ length: 2 }, () => runOn("broken")));
    for (const { exitCode, stderr } of answers) {
      expect(exitCode).toBe(125);
      expect(stderr).toContain("the reason");
    }
    expect(answers.filter(waits)).toHaveLength(1);
    expect(leftIn("broken")).toEqual([]);
  });
});
