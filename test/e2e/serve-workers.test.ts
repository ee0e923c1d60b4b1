/** The build service whose builds are containers: a real docker daemon, a real registry, an image of workers. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { testFolder } from "../fixtures/git.ts";
import {
  type Receiver,
  type RunningService,
  runs,
  sourcesThatRun,
  startReceiver,
  startService,
} from "../services/build-service.ts";
import { type RunningDocker, startDocker } from "../services/docker.ts";
import { startServer } from "../services/http.ts";
import { commandLines, processesMarked } from "../services/processes.ts";
import { tagsOfRegistry } from "../services/published.ts";
import { type RunningRegistry, startRegistry } from "../services/registry.ts";
import { makeWorkerImage } from "../services/worker-image.ts";

const appUuid = "56bce159-87a7-437f-bed3-2da4e44d9cf3";
let home: ReturnType<typeof testFolder>;
let docker: RunningDocker;
let registry: RunningRegistry;
let receiver: Receiver;
let image: string;
const services: RunningService[] = [];

beforeAll(async () => {
  home = testFolder();
  [docker, registry, receiver] = await Promise.all([
    startDocker({ store: "containerd" }),
    startRegistry(),
    startReceiver(),
  ]);
  image = await makeWorkerImage(docker);
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.kill();
  for (const name of containers()) dockerSays("rm", "--force", name); // of a test that failed
});
afterAll(async () => {
  await Promise.all([docker?.stop(), registry?.stop(), receiver?.stop()]);
  home?.[Symbol.dispose]();
});

async function start(state: string, workers = image): Promise<RunningService> {
  const service = await startService({
    state: join(home.path, state),
    words: ["--network", "host", "--worker-memory", "1GiB"],
    env: { ...docker.env, DOCKER_BUILD_IMAGE: workers, MAXIMUM_PARALLEL_BUILDS: "2" },
  });
  services.push(service);
  return service;
}

let numbers = 0;
/** Asks for a build of a Dockerfile whose base has a shell and this line. */
async function create(service: RunningService, line: string, more: object = {}) {
  const number = ++numbers;
  const body = {
    ...{ app: "web", space: "test", app_uuid: appUuid, build_number: number, callback: receiver.url },
    build_uuid: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    sources: `data:application/x-tar;base64,${sourcesThatRun(line).toString("base64")}`,
    ...{ gm_registry_host: registry.host, gm_registry_repo: "team", ...more },
  };
  const headers = { "content-type": "application/json" };
  const answer = await fetch(service.url, { method: "POST", body: JSON.stringify(body), headers });
  expect(answer.status).toBe(200);
  return { number, path: `/web-${appUuid}/${number}`, container: `treestamp-build-web-${appUuid}-${number}` };
}

/** As no other test of this machine sleeps. Seconds. */
const forever = 100_000 + process.pid;
const logOf = async ({ url }: RunningService, path: string) => (await fetch(`${url}${path}/logs`)).text();
const stop = ({ url }: RunningService, path: string) => fetch(`${url}${path}`, { method: "DELETE" });
const tags = () => tagsOfRegistry(registry.storage, `team/web-${appUuid}`).map(({ tag }) => tag);
const callsOf = (number: number) => receiver.heard.filter(({ id }) => id === number).map(({ status }) => status);
const dockerSays = (...words: string[]) => spawnSync("docker", words, { env: docker.env, encoding: "utf8" }).stdout;
const containers = () => dockerSays("ps", "--all", "--format", "{{.Names}}").split("\n").filter(Boolean);

async function until(service: RunningService, path: string, words: string): Promise<void> {
  for (const end = Date.now() + 30_000; !(await logOf(service, path)).includes(words); await sleep(50)) {
    if (Date.now() > end) throw new Error(`No "${words}":\n${await logOf(service, path)}\n${service.log()}`);
  }
}

test("a build is a container: it pushes, its log comes as it is written, and nothing stays", async () => {
  const service = await start("life");
  const secrets = ["the-password-of-the-registry", "the-password-for-pulling", "the value of an argument"];
  const [password, docker_password, SECRET] = secrets;
  const { number, path, container } = await create(
    service,
    `ARG SECRET\n${runs("echo line one; sleep 2; echo line two; echo $SECRET")}`,
    {
      gm_registry_auth: { username: "ann", password },
      ...{ docker_registry: "registry.example", docker_login: "ann", docker_password },
      build_args: { SECRET },
    },
  );
  const failing = await create(service, runs("echo no luck; exit 3"));
  await until(service, path, "line one\n");
  expect(await logOf(service, path)).not.toContain("line two\n");
  const told = dockerSays("inspect", container);
  expect(JSON.parse(told)[0].HostConfig).toMatchObject({ Memory: 1 << 30, NanoCpus: 2e9 });
  expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
  expect([password!, docker_password!].filter((secret) => processesMarked(secret).length > 0)).toEqual([]);
  expect(commandLines().filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  await receiver.until(number, "succeeded");
  expect(service.log()).toContain(`Builds: containers of ${image}, 2 at a time.`);
  expect(tags()).toEqual(expect.arrayContaining([`1.${number}`, "latest"]));
  expect(await logOf(service, path)).toContain("***");
  await receiver.until(failing.number, "failed");
  expect(await logOf(service, failing.path)).toContain("no luck");
  expect(tags()).not.toContain(`1.${failing.number}`);
  expect(containers()).toEqual([]);
});

test("to stop a build ends its container, within seconds, before it is answered, and nothing is pushed", async () => {
  const service = await start("stop");
  const { number, path, container } = await create(service, runs(`echo at it; sleep ${forever}`));
  await until(service, path, "at it\n");
  expect(containers()).toContain(container);
  const begin = performance.now();
  expect((await stop(service, path)).status).toBe(200);
  expect(performance.now() - begin).toBeLessThan(5000);
  expect(containers()).toEqual([]);
  expect(commandLines().filter((line) => line.includes(`sleep\0${forever}`))).toEqual([]);
  await receiver.until(number, "canceled");
  expect(tags()).not.toContain(`1.${number}`);
});

test("one whose image does not come is ended as well, and starts no container later", async () => {
  const asked = Promise.withResolvers<void>();
  const silent = await startServer(() => asked.resolve());
  try {
    const service = await start("pulling", `${silent.host}/worker:latest`);
    const { number, path } = await create(service, runs("echo never"));
    await asked.promise;
    const begin = performance.now();
    expect((await stop(service, path)).status).toBe(200);
    expect(performance.now() - begin).toBeLessThan(5000);
    await receiver.until(number, "canceled");
    expect(containers()).toEqual([]);
  } finally {
    await silent.stop();
  }
});

test("a service that was killed clears its containers: each build ends in one final callback", async () => {
  const killed = await start("killed");
  const all = [
    await create(killed, runs("echo begun; sleep 3")),
    await create(killed, runs("exit 3")),
    await create(killed, runs("echo quick")),
  ];
  await until(killed, all[0]!.path, "begun\n");
  const before = dockerSays("inspect", "--format", "{{.Id}}", all[0]!.container);
  await killed.kill();
  const service = await start("killed");
  for (const [index, { number }] of all.entries()) await receiver.until(number, index === 1 ? "failed" : "succeeded");
  for (const { number } of all) expect(callsOf(number).filter((status) => status !== "pending")).toHaveLength(1);
  expect(await logOf(service, all[0]!.path)).toContain("The service was started anew");
  expect(before).not.toBe("");
  expect(containers()).toEqual([]);
});
